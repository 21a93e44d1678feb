package web_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/web"
)

// wishes keeps what people asked for.
type wishes struct{ asked []string }

func (w *wishes) Ask(email string, lang i18n.Lang) { w.asked = append(w.asked, email+" "+string(lang)) }

func TestForgottenPasswordAnswersAlike(t *testing.T) {
	desk := new(wishes)
	s := withTrainer(t, newSite(t, func(c *web.Config) { c.Forgotten = desk }))
	s.browser().get("/login").want(http.StatusOK).one(`main a[href="/passwort/vergessen"]`)
	first := ""
	s.unchanged("asking", func() {
		for _, email := range []string{trainerMail, "niemand@example.org", "kein Name", "", "a@b\r\nBcc: c@d"} {
			b := s.browser()
			form := b.get("/passwort/vergessen").want(http.StatusOK).fill("form[action='/passwort/vergessen']", "email", email)
			p := b.get(b.post("/passwort/vergessen", form).goes("/passwort/vergessen?sent=yes").header.Get("Location")).says("Wenn es ein Konto")
			if first == "" {
				first = p.body
			}
			if p.body != first || email != "" && strings.Contains(p.body, email) {
				t.Errorf("%q: got another answer", email)
			}
		}
	})
	if len(desk.asked) != 5 || desk.asked[0] != trainerMail+" de" {
		t.Errorf("got %q asked for", desk.asked)
	}
	for range 56 {
		s.browser().post("/passwort/vergessen", values("email", "x@example.org"))
	}
	s.browser().post("/passwort/vergessen", values("email", trainerMail)).want(http.StatusTooManyRequests)
}

func TestWithoutMailThePageSaysWhomToAsk(t *testing.T) {
	s := newSite(t)
	for _, path := range []string{"/passwort/vergessen", "/passwort/vergessen?sent=yes"} {
		s.browser().get(path).want(http.StatusOK).says("kompass user link").count("main form", 0)
	}
	s.browser().post("/passwort/vergessen", values("email", "x@example.org")).goes("/passwort/vergessen?sent=yes")
}

func TestAMailedLinkDies(t *testing.T) {
	s := newSite(t)
	b := s.trainer()
	link := func() string {
		_, token, err := s.auth.ResetLink(t.Context(), trainerMail)
		s.must(err)
		return token
	}
	use := func(token string) page {
		return s.browser().post("/passwort", values("token", token, "password", "ganz neue Worte hier"))
	}
	first, second := link(), link()
	use(first).want(http.StatusGone)
	use(second).goes("/app")
	use(second).want(http.StatusGone)
	b.get("/app").goes("/login?next=%2Fapp")
	s.clock.Advance(2 * time.Hour)
	late := link()
	s.clock.Advance(kompass.ResetLifetime)
	use(late).want(http.StatusGone)
	b.post("/login", credentials(trainerMail, "ganz neue Worte hier")).goes("/app")
	before := link()
	b.post("/app/account/password", values("old", "ganz neue Worte hier", "password", "und noch andere Worte")).want(http.StatusSeeOther)
	use(before).want(http.StatusGone)
}
