package people_test

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
	"kompass/internal/web/webtest"
)

// codeOf is what the app of a secret shows now.
func codeOf(secret string, s *webtest.Site) string { return auth.CodeAt(secret, s.Clock.Now()) }

func TestPasswordIsChangedWithTheOldOne(t *testing.T) {
	s := webtest.New(t)
	here := s.Trainer()
	elsewhere := s.Browser()
	elsewhere.Post("/login", webtest.Credentials(webtest.TrainerMail, webtest.Password)).Goes("/app")
	next := "ganz neue Worte hier"
	for at, form := range map[string]url.Values{
		"old": webtest.Values("old", "falsch", "password", next), "password": webtest.Values("old", webtest.Password, "password", "zu kurz"),
	} {
		p := here.Post("/app/account/password", form).Want(http.StatusUnprocessableEntity)
		if got := p.Href(".error-summary a"); got != "#"+at {
			t.Errorf("got summary to %q, want #%s", got, at)
		}
		p.Silent(next)
	}
	here.Post("/app/account/password", webtest.Values("old", webtest.Password, "password", next)).Goes("/app/account?done=password")
	here.Get("/app/account?done=password").Want(http.StatusOK).Says("geändert")
	elsewhere.Get("/app").Goes("/login?next=%2Fapp")
	s.Browser().Post("/login", webtest.Credentials(webtest.TrainerMail, webtest.Password)).Want(http.StatusUnprocessableEntity)
	s.Browser().Post("/login", webtest.Credentials(webtest.TrainerMail, next)).Goes("/app")
}

func TestOldPasswordCannotBeGuessedByThief(t *testing.T) {
	s := webtest.New(t)
	b := s.Trainer()
	for range 10 {
		b.Post("/app/account/password", webtest.Values("old", "falsch", "password", "ganz neue Worte hier")).Want(http.StatusUnprocessableEntity)
	}
	b.Post("/app/account/password", webtest.Values("old", webtest.Password, "password", "ganz neue Worte hier")).Want(http.StatusTooManyRequests)
}

func TestSessionsAreListedAndEnded(t *testing.T) {
	s := webtest.New(t)
	here := s.Trainer()
	var others []*webtest.Browser
	for range 3 {
		s.Clock.Advance(2 * time.Minute)
		b := s.Browser()
		b.Post("/login", webtest.Credentials(webtest.TrainerMail, webtest.Password)).Goes("/app")
		others = append(others, b)
	}
	p := here.Get("/app/account").Want(http.StatusOK).Count("#sessions ~ .table-scroll tbody tr", 4).Count("tbody .state", 1)
	ids := p.Doc.Find("input[name=session]")
	if ids.Length() != 3 {
		t.Fatalf("got %d sessions to end, want three", ids.Length())
	}
	here.Post("/app/account/sessions", webtest.Values("session", ids.First().AttrOr("value", ""))).Goes("/app/account#sessions")
	ended := 0
	for _, b := range others {
		if b.Get("/app").Status == http.StatusSeeOther {
			ended++
		}
	}
	if ended != 1 {
		t.Errorf("got %d sessions ended, want one", ended)
	}
	stranger := s.SignIn("zweite@example.org", kompass.Trainer, "")
	s.Unchanged("a session of somebody else", func() {
		stranger.Post("/app/account/sessions", webtest.Values("session", ids.Last().AttrOr("value", ""))).Want(http.StatusNotFound)
	})
	here.Post("/app/account/sessions", webtest.Values()).Goes("/app/account#sessions")
	here.Get("/app/account").Want(http.StatusOK).Count("input[name=session]", 0)
	for _, b := range others {
		b.Get("/app").Goes("/login?next=%2Fapp")
	}
	stranger.Get("/app").Want(http.StatusOK)
}

func TestSigningInEndsTheSessionBefore(t *testing.T) {
	s := webtest.New(t)
	b := s.Trainer()
	thief := s.Browser()
	thief.Cookies["kompass-session"] = b.Cookies["kompass-session"]
	b.Post("/login", webtest.Credentials(webtest.TrainerMail, webtest.Password)).Goes("/app")
	if b.Cookies["kompass-session"] == thief.Cookies["kompass-session"] {
		t.Error("got the same session after signing in again")
	}
	thief.Get("/app").Goes("/login?next=%2Fapp")
}

func TestSecondStepIsSetUpAndUsed(t *testing.T) {
	s := webtest.New(t)
	b := s.Trainer()
	b.Get("/app/account").Says("mit dem Passwort allein")
	s.Unchanged("looking", func() { b.Get("/app/account/code").Want(http.StatusOK).Count("svg.qr", 0) })
	b.Post("/app/account/code", webtest.Values()).Goes("/app/account/code")
	p := b.Get("/app/account/code").Want(http.StatusOK)
	p.One("svg.qr[role=img]")
	secret := strings.ReplaceAll(webtest.Squeeze(p.One(".code-secret").Text()), " ", "")
	b.Post("/app/account/code/confirm", webtest.Values("code", "000000")).Want(http.StatusUnprocessableEntity).One("svg.qr[role=img]")
	s.Browser().Post("/login", webtest.Credentials(webtest.TrainerMail, webtest.Password)).Goes("/app") // nothing is in force yet
	p = b.Post("/app/account/code/confirm", webtest.Values("code", codeOf(secret, s))).Want(http.StatusOK).Count(".recovery li", 10)
	recovery := p.Doc.Find(".recovery li").First().Text()
	dump := s.Dump()
	if strings.Contains(dump, recovery) || strings.Contains(dump, strings.ReplaceAll(recovery, "-", "")) {
		t.Error("the database holds a recovery code itself")
	}
	b.Get("/app/account").Says("noch 10 Wiederherstellungscodes")

	s.Clock.Advance(time.Minute)
	second := s.Browser()
	form := webtest.Credentials(webtest.TrainerMail, webtest.Password)
	form.Set("next", "/app/people")
	address := second.Post("/login", form).Goes("/login/code?next=%2Fapp%2Fpeople").Header.Get("Location")
	second.Get("/app").Goes("/login?next=%2Fapp")
	fields := second.Get(address).Want(http.StatusOK).Fill("form[action='/login/code']", "code", "123456")
	second.Post("/login/code", fields).Want(http.StatusUnprocessableEntity).One("#code[aria-invalid]")
	fields.Set("code", codeOf(secret, s))
	second.Post("/login/code", fields).Goes("/app/people")
	second.Get("/app/people").Want(http.StatusOK).Says("eingerichtet")
	third := s.Browser()
	third.Post("/login", webtest.Credentials(webtest.TrainerMail, webtest.Password)).Goes("/login/code?next=%2Fapp")
	third.Post("/login/code", fields).Want(http.StatusUnprocessableEntity) // used
	third.Post("/login/code", webtest.Values("code", recovery)).Goes("/app")
	third.Get("/app/account").Says("noch 9 Wiederherstellungscodes")
	third.Post("/app/account/code/recovery", webtest.Values()).Want(http.StatusOK).Count(".recovery li", 10)
	third.Post("/app/account/code/off", webtest.Values()).Goes("/app/account#secondstep")
	s.Browser().Post("/login", webtest.Credentials(webtest.TrainerMail, webtest.Password)).Goes("/app")
}

func TestFiveWrongCodesEndTheWay(t *testing.T) {
	s := webtest.New(t)
	b := s.Trainer()
	secret := b.Enrol()
	s.Clock.Advance(time.Minute)
	way := s.Browser()
	way.Post("/login", webtest.Credentials(webtest.TrainerMail, webtest.Password)).Goes("/login/code?next=%2Fapp")
	for range 4 {
		way.Post("/login/code", webtest.Values("code", "1")).Want(http.StatusUnprocessableEntity).One("#code")
	}
	way.Post("/login/code", webtest.Values("code", "1")).Want(http.StatusUnprocessableEntity).One("#password")
	way.Post("/login/code", webtest.Values("code", codeOf(secret, s))).Want(http.StatusUnprocessableEntity).One("#password")
	way.Get("/login/code").Goes("/login?next=%2Fapp")
}

// TestSecondStepComesFirstOverHTTPS goes through the whole route table: without a second step nothing opens but what is
// needed to set one up, the account, and the way out.
func TestSecondStepComesFirstOverHTTPS(t *testing.T) {
	s := webtest.NewSecure(t)
	c, _ := s.Company("Hotel Adler")
	for _, b := range []*webtest.Browser{s.Trainer(), s.SignIn("a@example.org", kompass.Coordinator, c.ID)} {
		b.Cookies["__Host-kompass-session"] = b.Cookies["kompass-session"]
		for _, r := range s.Routes() {
			method, pattern, _ := strings.Cut(r, " ")
			open := strings.HasPrefix(pattern, "/app/account") && !strings.HasSuffix(pattern, "/off") && !strings.HasSuffix(pattern, "/recovery")
			if !strings.HasPrefix(pattern, "/app") || open || pattern == "/app/reauthenticate" || pattern == "/app/stay" {
				continue
			}
			p := b.Send(b.Request(method, webtest.FillRoute(pattern, map[string]string{"company": c.ID}), nil))
			if p.Status != http.StatusForbidden && (p.Status != http.StatusSeeOther || p.Header.Get("Location") != "/app/account/code") {
				t.Errorf("%s: got %d to %q, want the second step first", r, p.Status, p.Header.Get("Location"))
			}
		}
		b.Get("/app/account/code").Want(http.StatusOK).Says("vorgeschrieben")
		b.Get("/app/account").Want(http.StatusOK)
		b.Enrol()
		b.Get("/app").Want(http.StatusOK)
		b.Post("/app/account/code/off", webtest.Values()).Want(http.StatusForbidden)
	}
}

func TestPasswordIsAskedForAgain(t *testing.T) {
	s := webtest.New(t)
	b := s.Trainer()
	s.Clock.Advance(kompass.ReauthenticatedFor)
	b.Get("/app").Want(http.StatusOK)
	form := webtest.Values("email", "neu@example.org", "role", "trainer", "note", "a", "note", "<b>")
	s.Unchanged("asking", func() {
		p := b.Post("/app/people", form).Want(http.StatusForbidden)
		kept := p.Fill("form[action='/app/people']")
		for name, want := range form {
			if strings.Join(kept[name], "|") != strings.Join(want, "|") {
				t.Errorf("got %s = %q, want what was typed, %q", name, kept[name], want)
			}
		}
	})
	kept := b.Post("/app/people", form).Fill("form[action='/app/people']", "password-again", "falsch")
	kept = b.Post("/app/people", kept).Want(http.StatusUnprocessableEntity).Says("stimmt nicht").Fill("form[action='/app/people']", "password-again", webtest.Password)
	b.Post("/app/people", kept).Want(http.StatusOK).One("#setup-link")
	b.Post("/app/people", webtest.Values("email", "noch@example.org", "role", "trainer")).Want(http.StatusOK)
	s.Clock.Advance(kompass.ReauthenticatedFor)
	b.Post("/app/people", webtest.Values("email", "mehr@example.org", "role", "trainer")).Want(http.StatusForbidden)
	b.Post("/app/reauthenticate", webtest.Values("password-again", "falsch", "next", "/app/people")).Want(http.StatusUnprocessableEntity)
	b.Post("/app/reauthenticate", webtest.Values("password-again", webtest.Password, "next", "//evil.example")).Goes("/app")
	b.Post("/app/people", webtest.Values("email", "mehr@example.org", "role", "trainer")).Want(http.StatusOK)
}

func TestStayingKeepsTheSession(t *testing.T) {
	s := webtest.New(t)
	b := s.Trainer()
	for range 3 {
		s.Clock.Advance(28 * time.Minute)
		b.Post("/app/stay", webtest.Values()).Want(http.StatusNoContent)
	}
	note := b.Get("/app").Want(http.StatusOK).One("[data-idle][hidden]")
	// The warning says "in two minutes", and the end comes a minute before the session's.
	over := int((kompass.SessionIdle - time.Minute).Seconds())
	if got, end := note.AttrOr("data-idle", ""), note.AttrOr("data-idle-end", ""); got != strconv.Itoa(over-120) || end != strconv.Itoa(over) {
		t.Errorf("got a warning after %s seconds and an end after %s, want %d and %d", got, end, over-120, over)
	}
	s.Clock.Advance(28 * time.Minute)
	b.Post(note.AttrOr("data-idle-stay", ""), webtest.Values()).Want(http.StatusNoContent)
	s.Clock.Advance(31 * time.Minute)
	b.Post("/app/stay", webtest.Values()).Goes("/login?next=%2Fapp")
}

func TestDeniedRequestsAreRecorded(t *testing.T) {
	s := webtest.New(t, func(c *web.Config) { c.TrustedProxies = nil })
	a, _ := s.Company("Hotel Adler")
	other, _ := s.Company("Discounter Blitz")
	b := s.SignIn("a@example.org", kompass.Coordinator, a.ID)
	b.Get("/app/companies/" + other.ID).Want(http.StatusNotFound)
	b.Post("/app/companies", webtest.Values("name", "Meine")).Want(http.StatusForbidden)
	b.Post("/login", webtest.Credentials("niemand@example.org", "falsch")).Want(http.StatusUnprocessableEntity)
	lines, err := s.Store.AuditLines(t.Context(), kompass.AuditFilter{Limit: 3})
	s.Must(err)
	if lines[0].Action != "login.failed" || lines[0].Object != "" || lines[0].Detail != "" || lines[0].Actor != "" {
		t.Errorf("got %+v, want a failed sign-in without the address typed", lines[0])
	}
	for i, want := range []string{"POST /app/companies", "GET /app/companies/:company"} {
		if l := lines[i+1]; l.Action != "access.denied" || l.ActorName != "a@example.org" || l.Detail != want || l.CompanyID != a.ID {
			t.Errorf("got %+v, want the denied route %s", l, want)
		}
	}
}
