package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"kompass/internal/auth"
	"kompass/internal/kompass"
)

const trainerMail = "trainerin@example.org"

// withTrainer is a site on which a trainer can sign in.
func withTrainer(t *testing.T, s *site) *site {
	t.Helper()
	_, err := s.auth.CreateWithPassword(t.Context(), "test", auth.NewUser{Email: trainerMail, Role: kompass.Trainer, Password: password})
	s.must(err)
	return s
}

func credentials(email, secret string) url.Values { return values("email", email, "password", secret) }

func TestSignInRefusalsLookAlike(t *testing.T) {
	s := withTrainer(t, newSite(t))
	off, err := s.auth.CreateWithPassword(t.Context(), "test", auth.NewUser{Email: "weg@example.org", Role: kompass.Trainer, Password: password})
	s.must(err)
	s.must(s.store.DisableUser(t.Context(), "test", off.ID))
	_, _, err = s.auth.Invite(t.Context(), "test", "neu@example.org", kompass.Trainer, "")
	s.must(err)
	shape := ""
	for _, try := range []url.Values{
		credentials(trainerMail, password+"!"), credentials("niemand@example.org", password), credentials("weg@example.org", password),
		credentials("neu@example.org", ""), credentials("neu@example.org", password), credentials("kein Name", password), credentials("", ""),
		credentials(trainerMail, strings.Repeat("x", 5000)),
	} {
		p := s.browser().post("/login", try).want(http.StatusUnprocessableEntity)
		if got := p.one("input[name=email]").AttrOr("value", ""); got != try.Get("email") {
			t.Errorf("got %q in the field, want %q", got, try.Get("email"))
		}
		if got := p.one("input[name=password]").AttrOr("value", ""); got != "" {
			t.Errorf("got password %q in the page", got)
		}
		p.one("input[name=email]").RemoveAttr("value")
		html, err := p.doc.Html()
		s.must(err)
		if shape == "" {
			shape = html
		}
		if html != shape || len(p.header.Values("Set-Cookie")) > 0 {
			t.Errorf("%s: got another answer than the first", try.Get("email"))
		}
	}
}

func TestSignInIsBrakedPerNetworkOnly(t *testing.T) {
	s := withTrainer(t, newSite(t))
	for range 10 {
		s.from("203.0.113.7").post("/login", credentials(trainerMail, "falsch")).want(http.StatusUnprocessableEntity)
	}
	p := s.from("203.0.113.8").post("/login", credentials(" Trainerin@Example.org ", password)).want(http.StatusTooManyRequests)
	if p.header.Get("Retry-After") == "" {
		t.Error("got no Retry-After")
	}
	s.from("203.0.113.7").post("/login", credentials("andere@example.org", "falsch")).want(http.StatusUnprocessableEntity)
	s.from("198.51.100.1").post("/login", credentials(" Trainerin@Example.org ", password)).goes("/app")
	s.clock.Advance(17 * time.Minute)
	s.from("203.0.113.7").post("/login", credentials(trainerMail, password)).goes("/app")
}

func TestSessionCookieIsHardToSteal(t *testing.T) {
	for name, test := range map[string]struct {
		site   *site
		cookie string
		secure bool
	}{"http": {newSite(t), "kompass-session", false}, "https": {secureSite(t), "__Host-kompass-session", true}} {
		t.Run(name, func(t *testing.T) {
			s := withTrainer(t, test.site.in(t))
			b := s.browser()
			b.cookies[test.cookie] = "0123456789"
			p := b.post("/login", credentials(trainerMail, password)).goes("/app")
			set := (&http.Response{Header: p.header}).Cookies()
			if len(set) != 1 {
				t.Fatalf("got cookies %v, want the session alone", set)
			}
			c := set[0]
			if c.Name != test.cookie || c.Secure != test.secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" ||
				c.Domain != "" || len(c.Value) != 52 || !c.Expires.IsZero() || c.MaxAge != 0 {
				t.Errorf("got cookie %s", c)
			}
			if strings.Contains(s.dump(), c.Value) {
				t.Error("the database holds the token itself")
			}
			again := s.browser()
			again.post("/login", credentials(trainerMail, password)).goes("/app")
			if again.cookies[test.cookie] == c.Value {
				t.Error("got the same token twice")
			}
			if p := b.get("/app"); test.secure {
				p.goes("/app/account/code") // over https the second step comes first
			} else {
				p.want(http.StatusOK)
			}
		})
	}
}

func TestSignOutEndsTheSessionOnTheServer(t *testing.T) {
	s := newSite(t)
	b := s.trainer()
	b.get("/app").want(http.StatusOK)
	token := b.cookies["kompass-session"]
	p := b.post("/logout", values()).goes("/login")
	if p.header.Get("Clear-Site-Data") == "" || b.cookies["kompass-session"] != "" {
		t.Errorf("got %v, want the cookie and the cache gone", p.header)
	}
	b.cookies["kompass-session"] = token
	b.get("/app").goes("/login?next=%2Fapp")
	b.post("/logout", values()).goes("/login")
	s.browser().post("/logout", values()).goes("/login")
}

func TestSessionEndsByItself(t *testing.T) {
	s := newSite(t)
	b := s.trainer()
	s.clock.Advance(31 * time.Minute)
	b.get("/app").goes("/login?next=%2Fapp")

	b = s.signIn("zweite@example.org", kompass.Trainer, "")
	for range 35 {
		s.clock.Advance(20 * time.Minute)
		b.get("/app").want(http.StatusOK)
	}
	s.clock.Advance(21 * time.Minute)
	b.get("/app").goes("/login?next=%2Fapp")

	b = s.signIn("dritte@example.org", kompass.Trainer, "")
	s.clock.Advance(-time.Hour)
	b.get("/app").goes("/login?next=%2Fapp")
}

func TestDisablingEndsEverySession(t *testing.T) {
	s := newSite(t)
	b := s.trainer()
	s.signIn("zweite@example.org", kompass.Trainer, "")
	u, err := s.store.UserByEmail(t.Context(), trainerMail)
	s.must(err)
	s.must(s.store.DisableUser(t.Context(), "test", u.ID))
	b.get("/app").goes("/login?next=%2Fapp")
}

func TestSignInLeadsNowhereElse(t *testing.T) {
	s := withTrainer(t, newSite(t))
	for _, next := range []string{
		"//evil.example", `/\evil.example`, `\\evil.example`, "https:evil.example", "https://evil.example/app", "/\t/evil.example", "/app//evil",
		"/app/../../login", "/apple", "javascript:alert(1)", "/app\r\nSet-Cookie: a=b", "/app/\x00", "app", "", " /app", "/app/x\\..\\y", "/s/ABCDEFGH",
		"/app/%2e%2e//evil", "/logout",
	} {
		b := s.browser()
		form := b.get("/login?next=" + url.QueryEscape(next)).want(http.StatusOK).fill("form[action='/login']")
		if got := form.Get("next"); got != "/app" {
			t.Errorf("%q: got next %q in the form, want /app", next, got)
		}
		form = credentials(trainerMail, password)
		form.Set("next", next)
		b.post("/login?next=//evil.example", form).goes("/app")
	}
	for _, next := range []string{"/app", "/app/companies/abc?lang=en", "/app?x=1", "/app/rounds/a/result?team=b"} {
		form := credentials(trainerMail, password)
		form.Set("next", next)
		s.browser().post("/login", form).goes(next)
	}
}

func TestWhoMustSignInComesBack(t *testing.T) {
	s := withTrainer(t, newSite(t))
	c, _ := s.company("Hotel Adler")
	page := "/app/companies/" + c.ID + "/target?profile=luxury"
	b := s.browser()
	p := b.get(page)
	form := b.get(p.goes("/login?next=" + url.QueryEscape(page)).header.Get("Location")).fill("form[action='/login']")
	form.Set("email", trainerMail)
	form.Set("password", "falsch")
	form = b.post("/login", form).want(http.StatusUnprocessableEntity).fill("form[action='/login']")
	form.Set("password", password)
	b.post("/login", form).goes(page)
	s.browser().post("/app/companies", values("name", "x")).goes("/login?next=%2Fapp")
}

func TestSetupLinkWorksOnce(t *testing.T) {
	s := newSite(t)
	token, err := s.auth.FirstSetup(t.Context())
	s.must(err)
	address := "/passwort?token=" + token
	s.unchanged("looking at the link", func() {
		for range 3 {
			b := s.browser()
			b.header.Set("Purpose", "prefetch")
			b.get(address).want(http.StatusOK).one("input[type=password][autocomplete=new-password]")
			s.browser().send(s.browser().request(http.MethodHead, address, nil)).want(http.StatusOK)
		}
		for _, bad := range []string{"zu kurz", strings.Repeat("a", 40), "kompass-passwort-123", strings.Repeat("x", 200)} {
			form := values("token", token, "email", trainerMail, "password", bad)
			p := s.browser().post("/passwort", form).want(http.StatusUnprocessableEntity)
			if p.fill("form[action='/passwort']").Get("email") != trainerMail || href(p, ".error-summary a") != "#password" {
				t.Errorf("%q: got another form, want the address kept and the password at fault", bad)
			}
		}
		p := s.browser().post("/passwort", values("token", token, "email", "keine", "password", password)).want(http.StatusUnprocessableEntity)
		if got := href(p, ".error-summary a"); got != "#email" {
			t.Errorf("got summary to %q, want #email", got)
		}
		s.browser().post(address, values("email", trainerMail, "password", password)).want(http.StatusGone)
	})
	b := s.browser()
	b.post("/passwort", values("token", token, "email", trainerMail, "password", password, "role", "coordinator", "company_id", "x")).goes("/app")
	b.get("/app").want(http.StatusOK)
	for _, token := range []string{token, "", "x", strings.Repeat("0", 52)} {
		s.browser().get("/passwort?token=" + token).want(http.StatusGone)
		s.browser().post("/passwort", values("token", token, "email", "a@example.org", "password", password)).want(http.StatusGone)
	}
	u, err := s.store.UserByEmail(t.Context(), trainerMail)
	if s.must(err); u.Role != kompass.Trainer {
		t.Errorf("got %+v, want a trainer", u)
	}
}

func TestSetupLinkExpires(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler")
	_, token, err := s.auth.Invite(t.Context(), "test", "neu@example.org", kompass.Coordinator, c.ID)
	s.must(err)
	s.browser().get("/passwort?token=" + token).want(http.StatusOK).says("neu@example.org")
	s.clock.Advance(24*time.Hour + time.Second)
	s.browser().get("/passwort?token=" + token).want(http.StatusGone)
	s.browser().post("/passwort", values("token", token, "password", password)).want(http.StatusGone)
}

func TestSetupLinkIsForItsUserOnly(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler")
	_, token, err := s.auth.Invite(t.Context(), "test", "neu@example.org", kompass.Coordinator, c.ID)
	s.must(err)
	s.browser().post("/passwort", values("token", token, "email", "andere@example.org", "password", password, "role", "trainer")).goes("/app")
	u, err := s.store.UserByEmail(t.Context(), "neu@example.org")
	if s.must(err); u.Role != kompass.Coordinator || u.PasswordHash == "" {
		t.Errorf("got %+v, want the invited coordinator with a password", u)
	}
	if _, err := s.store.UserByEmail(t.Context(), "andere@example.org"); err == nil {
		t.Error("got a user under the address typed")
	}
}
