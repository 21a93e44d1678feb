package web_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"kompass/internal/auth"
	"kompass/internal/kompass"
	"kompass/internal/web"
)

// codeOf is what the app of a secret shows now.
func codeOf(secret string, s *site) string { return auth.CodeAt(secret, s.clock.Now()) }

func TestPasswordIsChangedWithTheOldOne(t *testing.T) {
	s := newSite(t)
	here := s.trainer()
	elsewhere := s.browser()
	elsewhere.post("/login", credentials(trainerMail, password)).goes("/app")
	next := "ganz neue Worte hier"
	for at, form := range map[string]url.Values{
		"old": values("old", "falsch", "password", next), "password": values("old", password, "password", "zu kurz"),
	} {
		p := here.post("/app/account/password", form).want(http.StatusUnprocessableEntity)
		if got := href(p, ".error-summary a"); got != "#"+at {
			t.Errorf("got summary to %q, want #%s", got, at)
		}
		p.silent(next)
	}
	here.post("/app/account/password", values("old", password, "password", next)).goes("/app/account?done=password")
	here.get("/app/account?done=password").want(http.StatusOK).says("geändert")
	elsewhere.get("/app").goes("/login?next=%2Fapp")
	s.browser().post("/login", credentials(trainerMail, password)).want(http.StatusUnprocessableEntity)
	s.browser().post("/login", credentials(trainerMail, next)).goes("/app")
}

func TestOldPasswordCannotBeGuessedByThief(t *testing.T) {
	s := newSite(t)
	b := s.trainer()
	for range 10 {
		b.post("/app/account/password", values("old", "falsch", "password", "ganz neue Worte hier")).want(http.StatusUnprocessableEntity)
	}
	b.post("/app/account/password", values("old", password, "password", "ganz neue Worte hier")).want(http.StatusTooManyRequests)
}

func TestSessionsAreListedAndEnded(t *testing.T) {
	s := newSite(t)
	here := s.trainer()
	var others []*browser
	for range 3 {
		s.clock.Advance(2 * time.Minute)
		b := s.browser()
		b.post("/login", credentials(trainerMail, password)).goes("/app")
		others = append(others, b)
	}
	p := here.get("/app/account").want(http.StatusOK).count("#sessions ~ .table-scroll tbody tr", 4).count("tbody .state", 1)
	ids := p.doc.Find("input[name=session]")
	if ids.Length() != 3 {
		t.Fatalf("got %d sessions to end, want three", ids.Length())
	}
	here.post("/app/account/sessions", values("session", ids.First().AttrOr("value", ""))).goes("/app/account#sessions")
	ended := 0
	for _, b := range others {
		if b.get("/app").status == http.StatusSeeOther {
			ended++
		}
	}
	if ended != 1 {
		t.Errorf("got %d sessions ended, want one", ended)
	}
	stranger := s.signIn("zweite@example.org", kompass.Trainer, "")
	s.unchanged("a session of somebody else", func() {
		stranger.post("/app/account/sessions", values("session", ids.Last().AttrOr("value", ""))).want(http.StatusNotFound)
	})
	here.post("/app/account/sessions", values()).goes("/app/account#sessions")
	here.get("/app/account").want(http.StatusOK).count("input[name=session]", 0)
	for _, b := range others {
		b.get("/app").goes("/login?next=%2Fapp")
	}
	stranger.get("/app").want(http.StatusOK)
}

func TestSigningInEndsTheSessionBefore(t *testing.T) {
	s := newSite(t)
	b := s.trainer()
	thief := s.browser()
	thief.cookies["kompass-session"] = b.cookies["kompass-session"]
	b.post("/login", credentials(trainerMail, password)).goes("/app")
	if b.cookies["kompass-session"] == thief.cookies["kompass-session"] {
		t.Error("got the same session after signing in again")
	}
	thief.get("/app").goes("/login?next=%2Fapp")
}

func TestSecondStepIsSetUpAndUsed(t *testing.T) {
	s := newSite(t)
	b := s.trainer()
	b.get("/app/account").says("mit dem Passwort allein")
	s.unchanged("looking", func() { b.get("/app/account/code").want(http.StatusOK).count("svg.qr", 0) })
	b.post("/app/account/code", values()).goes("/app/account/code")
	p := b.get("/app/account/code").want(http.StatusOK)
	p.one("svg.qr[role=img]")
	secret := strings.ReplaceAll(squeeze(p.one(".code-secret").Text()), " ", "")
	b.post("/app/account/code/confirm", values("code", "000000")).want(http.StatusUnprocessableEntity).one("svg.qr[role=img]")
	s.browser().post("/login", credentials(trainerMail, password)).goes("/app") // nothing is in force yet
	p = b.post("/app/account/code/confirm", values("code", codeOf(secret, s))).want(http.StatusOK).count(".recovery li", 10)
	recovery := p.doc.Find(".recovery li").First().Text()
	dump := s.dump()
	if strings.Contains(dump, recovery) || strings.Contains(dump, strings.ReplaceAll(recovery, "-", "")) {
		t.Error("the database holds a recovery code itself")
	}
	b.get("/app/account").says("noch 10 Wiederherstellungscodes")

	s.clock.Advance(time.Minute)
	second := s.browser()
	form := credentials(trainerMail, password)
	form.Set("next", "/app/people")
	address := second.post("/login", form).goes("/login/code?next=%2Fapp%2Fpeople").header.Get("Location")
	second.get("/app").goes("/login?next=%2Fapp")
	fields := second.get(address).want(http.StatusOK).fill("form[action='/login/code']", "code", "123456")
	second.post("/login/code", fields).want(http.StatusUnprocessableEntity).one("#code[aria-invalid]")
	fields.Set("code", codeOf(secret, s))
	second.post("/login/code", fields).goes("/app/people")
	second.get("/app/people").want(http.StatusOK).says("eingerichtet")
	third := s.browser()
	third.post("/login", credentials(trainerMail, password)).goes("/login/code?next=%2Fapp")
	third.post("/login/code", fields).want(http.StatusUnprocessableEntity) // used
	third.post("/login/code", values("code", recovery)).goes("/app")
	third.get("/app/account").says("noch 9 Wiederherstellungscodes")
	third.post("/app/account/code/recovery", values()).want(http.StatusOK).count(".recovery li", 10)
	third.post("/app/account/code/off", values()).goes("/app/account#secondstep")
	s.browser().post("/login", credentials(trainerMail, password)).goes("/app")
}

func TestFiveWrongCodesEndTheWay(t *testing.T) {
	s := newSite(t)
	b := s.trainer()
	secret := b.enrol()
	s.clock.Advance(time.Minute)
	way := s.browser()
	way.post("/login", credentials(trainerMail, password)).goes("/login/code?next=%2Fapp")
	for range 4 {
		way.post("/login/code", values("code", "1")).want(http.StatusUnprocessableEntity).one("#code")
	}
	way.post("/login/code", values("code", "1")).want(http.StatusUnprocessableEntity).one("#password")
	way.post("/login/code", values("code", codeOf(secret, s))).want(http.StatusUnprocessableEntity).one("#password")
	way.get("/login/code").goes("/login?next=%2Fapp")
}

// TestSecondStepComesFirstOverHTTPS goes through the whole route table: without a second step nothing opens but what is
// needed to set one up, the account, and the way out.
func TestSecondStepComesFirstOverHTTPS(t *testing.T) {
	s := secureSite(t)
	c, _ := s.company("Hotel Adler")
	for _, b := range []*browser{s.trainer(), s.signIn("a@example.org", kompass.Coordinator, c.ID)} {
		b.cookies["__Host-kompass-session"] = b.cookies["kompass-session"]
		for _, r := range s.routes() {
			method, pattern, _ := strings.Cut(r, " ")
			open := strings.HasPrefix(pattern, "/app/account") && !strings.HasSuffix(pattern, "/off") && !strings.HasSuffix(pattern, "/recovery")
			if !strings.HasPrefix(pattern, "/app") || open || pattern == "/app/sure" || pattern == "/app/stay" {
				continue
			}
			p := b.send(b.request(method, fillRoute(pattern, map[string]string{"company": c.ID}), nil))
			if p.status != http.StatusForbidden && (p.status != http.StatusSeeOther || p.header.Get("Location") != "/app/account/code") {
				t.Errorf("%s: got %d to %q, want the second step first", r, p.status, p.header.Get("Location"))
			}
		}
		b.get("/app/account/code").want(http.StatusOK).says("vorgeschrieben")
		b.get("/app/account").want(http.StatusOK)
		b.enrol()
		b.get("/app").want(http.StatusOK)
		b.post("/app/account/code/off", values()).want(http.StatusForbidden)
	}
}

func TestPasswordIsAskedForAgain(t *testing.T) {
	s := newSite(t)
	b := s.trainer()
	s.clock.Advance(kompass.ReauthenticatedFor)
	b.get("/app").want(http.StatusOK)
	form := values("email", "neu@example.org", "role", "trainer", "note", "a", "note", "<b>")
	s.unchanged("asking", func() {
		p := b.post("/app/people", form).want(http.StatusForbidden)
		kept := p.fill("form[action='/app/people']")
		for name, want := range form {
			if strings.Join(kept[name], "|") != strings.Join(want, "|") {
				t.Errorf("got %s = %q, want what was typed, %q", name, kept[name], want)
			}
		}
	})
	kept := b.post("/app/people", form).fill("form[action='/app/people']", "sure-password", "falsch")
	kept = b.post("/app/people", kept).want(http.StatusUnprocessableEntity).says("stimmt nicht").fill("form[action='/app/people']", "sure-password", password)
	b.post("/app/people", kept).want(http.StatusOK).one("#setup-link")
	b.post("/app/people", values("email", "noch@example.org", "role", "trainer")).want(http.StatusOK)
	s.clock.Advance(kompass.ReauthenticatedFor)
	b.post("/app/people", values("email", "mehr@example.org", "role", "trainer")).want(http.StatusForbidden)
	b.post("/app/sure", values("sure-password", "falsch", "next", "/app/people")).want(http.StatusUnprocessableEntity)
	b.post("/app/sure", values("sure-password", password, "next", "//evil.example")).goes("/app")
	b.post("/app/people", values("email", "mehr@example.org", "role", "trainer")).want(http.StatusOK)
}

func TestStayingKeepsTheSession(t *testing.T) {
	s := newSite(t)
	b := s.trainer()
	for range 3 {
		s.clock.Advance(28 * time.Minute)
		b.post("/app/stay", values()).want(http.StatusNoContent)
	}
	note := b.get("/app").want(http.StatusOK).one("[data-idle][hidden]")
	// The warning says "in two minutes", and the end comes a minute before the session's.
	over := int((kompass.SessionIdle - time.Minute).Seconds())
	if got, end := note.AttrOr("data-idle", ""), note.AttrOr("data-idle-end", ""); got != strconv.Itoa(over-120) || end != strconv.Itoa(over) {
		t.Errorf("got a warning after %s seconds and an end after %s, want %d and %d", got, end, over-120, over)
	}
	s.clock.Advance(31 * time.Minute)
	b.post("/app/stay", values()).goes("/login?next=%2Fapp")
}

func TestDeniedRequestsAreRecorded(t *testing.T) {
	s := newSite(t, func(c *web.Config) { c.TrustedProxies = nil })
	a, _ := s.company("Hotel Adler")
	other, _ := s.company("Discounter Blitz")
	b := s.signIn("a@example.org", kompass.Coordinator, a.ID)
	b.get("/app/companies/" + other.ID).want(http.StatusNotFound)
	b.post("/app/companies", values("name", "Meine")).want(http.StatusForbidden)
	b.post("/login", credentials("niemand@example.org", "falsch")).want(http.StatusUnprocessableEntity)
	lines, err := s.store.AuditLines(t.Context(), kompass.AuditFilter{Limit: 3})
	s.must(err)
	if lines[0].Action != "login.failed" || lines[0].Object != "" || lines[0].Detail != "" || lines[0].Actor != "" {
		t.Errorf("got %+v, want a failed sign-in without the address typed", lines[0])
	}
	for i, want := range []string{"POST /app/companies", "GET /app/companies/:company"} {
		if l := lines[i+1]; l.Action != "access.denied" || l.ActorName != "a@example.org" || l.Detail != want || l.CompanyID != a.ID {
			t.Errorf("got %+v, want the denied route %s", l, want)
		}
	}
}
