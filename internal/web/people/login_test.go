package people_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"kompass/internal/auth"
	"kompass/internal/kompass"
	"kompass/internal/web/webtest"
)

// withTrainer is a site on which a trainer can sign in.
func withTrainer(t *testing.T, s *webtest.Site) *webtest.Site {
	t.Helper()
	_, err := s.Auth.CreateWithPassword(t.Context(), "test", auth.NewUser{Email: webtest.TrainerMail, Role: kompass.Trainer, Password: webtest.Password})
	s.Must(err)
	return s
}

func TestSignInRefusalsLookAlike(t *testing.T) {
	s := withTrainer(t, webtest.New(t))
	off, err := s.Auth.CreateWithPassword(t.Context(), "test", auth.NewUser{Email: "weg@example.org", Role: kompass.Trainer, Password: webtest.Password})
	s.Must(err)
	s.Must(s.Store.DisableUser(t.Context(), "test", off.ID))
	_, _, err = s.Auth.Invite(t.Context(), "test", "neu@example.org", kompass.Trainer, "")
	s.Must(err)
	shape := ""
	for _, try := range []url.Values{
		webtest.Credentials(webtest.TrainerMail, webtest.Password+"!"), webtest.Credentials("niemand@example.org", webtest.Password), webtest.Credentials("weg@example.org", webtest.Password),
		webtest.Credentials("neu@example.org", ""), webtest.Credentials("neu@example.org", webtest.Password), webtest.Credentials("kein Name", webtest.Password), webtest.Credentials("", ""),
		webtest.Credentials(webtest.TrainerMail, strings.Repeat("x", 5000)),
	} {
		p := s.Browser().Post("/login", try).Want(http.StatusUnprocessableEntity)
		if got := p.One("input[name=email]").AttrOr("value", ""); got != try.Get("email") {
			t.Errorf("got %q in the field, want %q", got, try.Get("email"))
		}
		if got := p.One("input[name=password]").AttrOr("value", ""); got != "" {
			t.Errorf("got password %q in the page", got)
		}
		p.One("input[name=email]").RemoveAttr("value")
		html, err := p.Doc.Html()
		s.Must(err)
		if shape == "" {
			shape = html
		}
		if html != shape || len(p.Header.Values("Set-Cookie")) > 0 {
			t.Errorf("%s: got another answer than the first", try.Get("email"))
		}
	}
}

func TestSignInIsBrakedPerNetworkOnly(t *testing.T) {
	s := withTrainer(t, webtest.New(t))
	for range 10 {
		s.From("203.0.113.7").Post("/login", webtest.Credentials(webtest.TrainerMail, "falsch")).Want(http.StatusUnprocessableEntity)
	}
	p := s.From("203.0.113.8").Post("/login", webtest.Credentials(" Trainerin@Example.org ", webtest.Password)).Want(http.StatusTooManyRequests)
	if p.Header.Get("Retry-After") == "" {
		t.Error("got no Retry-After")
	}
	s.From("203.0.113.7").Post("/login", webtest.Credentials("andere@example.org", "falsch")).Want(http.StatusUnprocessableEntity)
	s.From("198.51.100.1").Post("/login", webtest.Credentials(" Trainerin@Example.org ", webtest.Password)).Goes("/app")
	s.Clock.Advance(17 * time.Minute)
	s.From("203.0.113.7").Post("/login", webtest.Credentials(webtest.TrainerMail, webtest.Password)).Goes("/app")
}

func TestSessionCookieIsHardToSteal(t *testing.T) {
	for name, test := range map[string]struct {
		site   *webtest.Site
		cookie string
		secure bool
	}{"http": {webtest.New(t), "kompass-session", false}, "https": {webtest.NewSecure(t), "__Host-kompass-session", true}} {
		t.Run(name, func(t *testing.T) {
			s := withTrainer(t, test.site.In(t))
			b := s.Browser()
			b.Cookies[test.cookie] = "0123456789"
			p := b.Post("/login", webtest.Credentials(webtest.TrainerMail, webtest.Password)).Goes("/app")
			set := (&http.Response{Header: p.Header}).Cookies()
			if len(set) != 1 {
				t.Fatalf("got cookies %v, want the session alone", set)
			}
			c := set[0]
			if c.Name != test.cookie || c.Secure != test.secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" ||
				c.Domain != "" || len(c.Value) != 52 || !c.Expires.IsZero() || c.MaxAge != 0 {
				t.Errorf("got cookie %s", c)
			}
			if strings.Contains(s.Dump(), c.Value) {
				t.Error("the database holds the token itself")
			}
			again := s.Browser()
			again.Post("/login", webtest.Credentials(webtest.TrainerMail, webtest.Password)).Goes("/app")
			if again.Cookies[test.cookie] == c.Value {
				t.Error("got the same token twice")
			}
			if p := b.Get("/app"); test.secure {
				p.Goes("/app/account/code") // over https the second step comes first
			} else {
				p.Want(http.StatusOK)
			}
		})
	}
}

func TestSignOutEndsTheSessionOnTheServer(t *testing.T) {
	s := webtest.New(t)
	b := s.Trainer()
	b.Get("/app").Want(http.StatusOK)
	token := b.Cookies["kompass-session"]
	p := b.Post("/logout", webtest.Values()).Goes("/login")
	if p.Header.Get("Clear-Site-Data") == "" || b.Cookies["kompass-session"] != "" {
		t.Errorf("got %v, want the cookie and the cache gone", p.Header)
	}
	b.Cookies["kompass-session"] = token
	b.Get("/app").Goes("/login?next=%2Fapp")
	b.Post("/logout", webtest.Values()).Goes("/login")
	s.Browser().Post("/logout", webtest.Values()).Goes("/login")
}

func TestSessionEndsByItself(t *testing.T) {
	s := webtest.New(t)
	b := s.Trainer()
	s.Clock.Advance(31 * time.Minute)
	b.Get("/app").Goes("/login?next=%2Fapp")

	b = s.SignIn("zweite@example.org", kompass.Trainer, "")
	for range 35 {
		s.Clock.Advance(20 * time.Minute)
		b.Get("/app").Want(http.StatusOK)
	}
	s.Clock.Advance(21 * time.Minute)
	b.Get("/app").Goes("/login?next=%2Fapp")

	b = s.SignIn("dritte@example.org", kompass.Trainer, "")
	s.Clock.Advance(-time.Hour)
	b.Get("/app").Goes("/login?next=%2Fapp")
}

func TestDisablingEndsEverySession(t *testing.T) {
	s := webtest.New(t)
	b := s.Trainer()
	s.SignIn("zweite@example.org", kompass.Trainer, "")
	u, err := s.Store.UserByEmail(t.Context(), webtest.TrainerMail)
	s.Must(err)
	s.Must(s.Store.DisableUser(t.Context(), "test", u.ID))
	b.Get("/app").Goes("/login?next=%2Fapp")
}

func TestSignInLeadsNowhereElse(t *testing.T) {
	s := withTrainer(t, webtest.New(t))
	for _, next := range []string{
		"//evil.example", `/\evil.example`, `\\evil.example`, "https:evil.example", "https://evil.example/app", "/\t/evil.example", "/app//evil",
		"/app/../../login", "/apple", "javascript:alert(1)", "/app\r\nSet-Cookie: a=b", "/app/\x00", "app", "", " /app", "/app/x\\..\\y", "/s/ABCDEFGH",
		"/app/%2e%2e//evil", "/logout",
	} {
		b := s.Browser()
		form := b.Get("/login?next=" + url.QueryEscape(next)).Want(http.StatusOK).Fill("form[action='/login']")
		if got := form.Get("next"); got != "/app" {
			t.Errorf("%q: got next %q in the form, want /app", next, got)
		}
		form = webtest.Credentials(webtest.TrainerMail, webtest.Password)
		form.Set("next", next)
		b.Post("/login?next=//evil.example", form).Goes("/app")
	}
	for _, next := range []string{"/app", "/app/companies/abc?lang=en", "/app?x=1", "/app/rounds/a/result?team=b"} {
		form := webtest.Credentials(webtest.TrainerMail, webtest.Password)
		form.Set("next", next)
		s.Browser().Post("/login", form).Goes(next)
	}
}

func TestWhoMustSignInComesBack(t *testing.T) {
	s := withTrainer(t, webtest.New(t))
	c, _ := s.Company("Hotel Adler")
	page := "/app/companies/" + c.ID + "/target?profile=luxury"
	b := s.Browser()
	p := b.Get(page)
	form := b.Get(p.Goes("/login?next=" + url.QueryEscape(page)).Header.Get("Location")).Fill("form[action='/login']")
	form.Set("email", webtest.TrainerMail)
	form.Set("password", "falsch")
	form = b.Post("/login", form).Want(http.StatusUnprocessableEntity).Fill("form[action='/login']")
	form.Set("password", webtest.Password)
	b.Post("/login", form).Goes(page)
	s.Browser().Post("/app/companies", webtest.Values("name", "x")).Goes("/login?next=%2Fapp")
}

func TestSetupLinkWorksOnce(t *testing.T) {
	s := webtest.New(t)
	token, err := s.Auth.FirstSetup(t.Context())
	s.Must(err)
	address := "/passwort?token=" + token
	s.Unchanged("looking at the link", func() {
		for range 3 {
			b := s.Browser()
			b.Header.Set("Purpose", "prefetch")
			b.Get(address).Want(http.StatusOK).One("input[type=password][autocomplete=new-password]")
			s.Browser().Send(s.Browser().Request(http.MethodHead, address, nil)).Want(http.StatusOK)
		}
		for _, bad := range []string{"zu kurz", strings.Repeat("a", 40), "kompass-passwort-123", strings.Repeat("x", 200)} {
			form := webtest.Values("token", token, "email", webtest.TrainerMail, "password", bad)
			p := s.Browser().Post("/passwort", form).Want(http.StatusUnprocessableEntity)
			if p.Fill("form[action='/passwort']").Get("email") != webtest.TrainerMail || p.Href(".error-summary a") != "#password" {
				t.Errorf("%q: got another form, want the address kept and the password at fault", bad)
			}
		}
		p := s.Browser().Post("/passwort", webtest.Values("token", token, "email", "keine", "password", webtest.Password)).Want(http.StatusUnprocessableEntity)
		if got := p.Href(".error-summary a"); got != "#email" {
			t.Errorf("got summary to %q, want #email", got)
		}
		s.Browser().Post(address, webtest.Values("email", webtest.TrainerMail, "password", webtest.Password)).Want(http.StatusGone)
	})
	b := s.Browser()
	b.Post("/passwort", webtest.Values("token", token, "email", webtest.TrainerMail, "password", webtest.Password, "role", "coordinator", "company_id", "x")).Goes("/app")
	b.Get("/app").Want(http.StatusOK)
	for _, token := range []string{token, "", "x", strings.Repeat("0", 52)} {
		s.Browser().Get("/passwort?token=" + token).Want(http.StatusGone)
		s.Browser().Post("/passwort", webtest.Values("token", token, "email", "a@example.org", "password", webtest.Password)).Want(http.StatusGone)
	}
	u, err := s.Store.UserByEmail(t.Context(), webtest.TrainerMail)
	if s.Must(err); u.Role != kompass.Trainer {
		t.Errorf("got %+v, want a trainer", u)
	}
}

func TestSetupLinkExpires(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	_, token, err := s.Auth.Invite(t.Context(), "test", "neu@example.org", kompass.Coordinator, c.ID)
	s.Must(err)
	s.Browser().Get("/passwort?token=" + token).Want(http.StatusOK).Says("neu@example.org")
	s.Clock.Advance(24*time.Hour + time.Second)
	s.Browser().Get("/passwort?token=" + token).Want(http.StatusGone)
	s.Browser().Post("/passwort", webtest.Values("token", token, "password", webtest.Password)).Want(http.StatusGone)
}

func TestSetupLinkIsForItsUserOnly(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	_, token, err := s.Auth.Invite(t.Context(), "test", "neu@example.org", kompass.Coordinator, c.ID)
	s.Must(err)
	s.Browser().Post("/passwort", webtest.Values("token", token, "email", "andere@example.org", "password", webtest.Password, "role", "trainer")).Goes("/app")
	u, err := s.Store.UserByEmail(t.Context(), "neu@example.org")
	if s.Must(err); u.Role != kompass.Coordinator || u.PasswordHash == "" {
		t.Errorf("got %+v, want the invited coordinator with a password", u)
	}
	if _, err := s.Store.UserByEmail(t.Context(), "andere@example.org"); err == nil {
		t.Error("got a user under the address typed")
	}
}
