package people_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/web"
	"kompass/internal/web/webtest"
)

// wishes keeps what people asked for.
type wishes struct{ asked []string }

func (w *wishes) Ask(email, _ string, lang i18n.Lang) {
	w.asked = append(w.asked, email+" "+string(lang))
}

func TestForgottenPasswordAnswersAlike(t *testing.T) {
	desk := new(wishes)
	s := withTrainer(t, webtest.New(t, func(c *web.Config) { c.Forgotten = desk }))
	s.Browser().Get("/login").Want(http.StatusOK).One(`main a[href="/passwort/vergessen"]`)
	first := ""
	s.Unchanged("asking", func() {
		for _, email := range []string{webtest.TrainerMail, "niemand@example.org", "kein Name", "", "a@b\r\nBcc: c@d"} {
			b := s.Browser()
			form := b.Get("/passwort/vergessen").Want(http.StatusOK).Fill("form[action='/passwort/vergessen']", "email", email)
			p := b.Get(b.Post("/passwort/vergessen", form).Goes("/passwort/vergessen?sent=yes").Header.Get("Location")).Says("Wenn es ein Konto")
			if first == "" {
				first = p.Body
			}
			if p.Body != first || email != "" && strings.Contains(p.Body, email) {
				t.Errorf("%q: got another answer", email)
			}
		}
	})
	if len(desk.asked) != 5 || desk.asked[0] != webtest.TrainerMail+" de" {
		t.Errorf("got %q asked for", desk.asked)
	}
	for range 56 {
		s.Browser().Post("/passwort/vergessen", webtest.Values("email", "x@example.org"))
	}
	s.Browser().Post("/passwort/vergessen", webtest.Values("email", webtest.TrainerMail)).Want(http.StatusTooManyRequests)
}

func TestWithoutMailThePageSaysWhomToAsk(t *testing.T) {
	s := webtest.New(t)
	for _, path := range []string{"/passwort/vergessen", "/passwort/vergessen?sent=yes"} {
		s.Browser().Get(path).Want(http.StatusOK).Says("kompass user link").Count("main form", 0)
	}
	s.Browser().Post("/passwort/vergessen", webtest.Values("email", "x@example.org")).Goes("/passwort/vergessen?sent=yes")
}

func TestAMailedLinkDies(t *testing.T) {
	s := webtest.New(t)
	b := s.Trainer()
	link := func() string {
		_, token, err := s.Auth.ResetLink(t.Context(), webtest.TrainerMail, "net")
		s.Must(err)
		return token
	}
	use := func(token string) webtest.Page {
		return s.Browser().Post("/passwort", webtest.Values("token", token, "password", "ganz neue Worte hier"))
	}
	first, second := link(), link()
	use(first).Goes("/app") // a stranger who asked for the second took nothing away
	use(first).Want(http.StatusGone)
	use(second).Want(http.StatusGone)
	b.Get("/app").Goes("/login?next=%2Fapp")
	s.Clock.Advance(2 * time.Hour)
	late := link()
	s.Clock.Advance(kompass.ResetLifetime)
	use(late).Want(http.StatusGone)
	b.Post("/login", webtest.Credentials(webtest.TrainerMail, "ganz neue Worte hier")).Goes("/app")
	before := link()
	b.Post("/app/account/password", webtest.Values("old", "ganz neue Worte hier", "password", "und noch andere Worte")).Want(http.StatusSeeOther)
	use(before).Want(http.StatusGone)
}
