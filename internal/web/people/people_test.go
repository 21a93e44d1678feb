package people_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"kompass/internal/kompass"
	"kompass/internal/web/webtest"
)

// invite fills in the form as the trainer and returns the path of the link that it shows.
func invite(b *webtest.Browser, email, role, company string) string {
	b.Helper()
	p := b.Post("/app/people", webtest.Values("email", email, "role", role, "company", company)).Want(http.StatusOK)
	return strings.TrimPrefix(webtest.Squeeze(p.One("#setup-link").Text()), "http://kompass.test")
}

func TestPeopleAreInvitedByALink(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	boss := s.Trainer()
	boss.Get("/app/companies/" + c.ID).Says("Noch niemand aus der Firma")
	form := boss.Get("/app/people?company=" + c.ID)
	form.One(`option[value="` + c.ID + `"][selected]`)
	link := invite(boss, " Neu@Example.org ", "coordinator", c.ID)
	boss.Get("/app/people").Says("neu@example.org Ansprechperson im UnternehmenHotel Adlereingeladennoch nienicht eingerichtet")
	boss.Get("/app/companies/" + c.ID).Says("neu@example.orgeingeladen")
	neu := s.Browser()
	neu.Post("/passwort", webtest.Values("token", strings.TrimPrefix(link, "/passwort?token="), "password", webtest.Password)).Goes("/app")
	neu.Get("/app/companies/"+c.ID).Want(http.StatusOK).Says("neu@example.orgaktiv").Count(`a[href^="/app/people"]`, 0)
	boss.Get("/app/people").Says("neu@example.org Ansprechperson im UnternehmenHotel Adleraktiv2. März 2026")
	if strings.Contains(s.Dump(), strings.TrimPrefix(link, "/passwort?token=")) {
		t.Error("the database holds the link itself")
	}
}

func TestInvitationsAreRefusedWhereTheyGo(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	boss := s.Trainer()
	for at, form := range map[string][]string{
		"email":   {"email", "keine", "role", "coordinator", "company", c.ID},
		"role":    {"email", "a@example.org", "role", "owner", "company", c.ID},
		"company": {"email", "a@example.org", "role", "coordinator", "company", ""},
	} {
		s.Unchanged(at, func() {
			p := boss.Post("/app/people", webtest.Values(form...)).Want(http.StatusUnprocessableEntity)
			if got := p.Href(".error-summary a"); got != "#"+at {
				t.Errorf("got summary to %q, want #%s", got, at)
			}
			if p.One("#email").AttrOr("value", "") != form[1] {
				t.Error("the address typed is lost")
			}
		})
	}
	s.Unchanged("a company that is none", func() {
		boss.Post("/app/people", webtest.Values("email", "a@example.org", "role", "coordinator", "company", "0123456789abcdef")).Want(http.StatusUnprocessableEntity)
	})
	s.Unchanged("a known address", func() {
		boss.Post("/app/people", webtest.Values("email", webtest.TrainerMail, "role", "trainer")).Want(http.StatusUnprocessableEntity).Says("schon ein Konto")
	})
	boss.Post("/app/people", webtest.Values("email", "zweite@example.org", "role", "trainer", "company", c.ID)).Want(http.StatusOK)
	u, err := s.Store.UserByEmail(t.Context(), "zweite@example.org")
	if s.Must(err); u.Role != kompass.Trainer || u.CompanyID != "" {
		t.Errorf("got %+v, want a trainer of no company", u)
	}
}

func TestDisablingEndsSessionsAndLinksAtOnce(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	boss, her := s.Trainer(), s.SignIn("a@example.org", kompass.Coordinator, c.ID)
	u, err := s.Store.UserByEmail(t.Context(), "a@example.org")
	s.Must(err)
	path := "/app/people/" + u.ID
	link := strings.TrimPrefix(webtest.Squeeze(boss.Post(path+"/link", webtest.Values()).Want(http.StatusOK).One("#setup-link").Text()), "http://kompass.test")
	her.Get("/app").Want(http.StatusOK)
	boss.Post(path+"/disable", webtest.Values()).Goes(path)
	her.Get("/app").Goes("/login?next=%2Fapp")
	s.Browser().Get(link).Want(http.StatusGone)
	s.Browser().Post("/login", webtest.Credentials("a@example.org", webtest.Password)).Want(http.StatusUnprocessableEntity)
	boss.Get(path).Says("gesperrt").Count(`form[action$="/link"]`, 0)
	boss.Post(path+"/link", webtest.Values()).Want(http.StatusNotFound)
	boss.Post(path+"/enable", webtest.Values()).Goes(path)
	s.Browser().Post("/login", webtest.Credentials("a@example.org", webtest.Password)).Goes("/app")
}

func TestNobodyLocksEverybodyOut(t *testing.T) {
	s := webtest.New(t)
	boss := s.Trainer()
	me, err := s.Store.UserByEmail(t.Context(), webtest.TrainerMail)
	s.Must(err)
	path := "/app/people/" + me.ID
	boss.Get(path).Want(http.StatusOK).Count(`form[action$="/disable"]`, 0)
	s.Unchanged("oneself", func() {
		boss.Get(boss.Post(path+"/disable", webtest.Values()).Goes(path + "?problem=self").Header.Get("Location")).Says("eigenes Konto")
		boss.Post(path+"/onestep", webtest.Values()).Want(http.StatusForbidden)
	})
	other := s.SignIn("zweite@example.org", kompass.Trainer, "")
	other.Post(path+"/disable", webtest.Values()).Goes(path)
	boss.Get("/app").Goes("/login?next=%2Fapp")
}

func TestANewLinkResetsAndKeepsTheSecondStep(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	boss, her := s.Trainer(), s.SignIn("a@example.org", kompass.Coordinator, c.ID)
	secret := her.Enrol()
	u, err := s.Store.UserByEmail(t.Context(), "a@example.org")
	s.Must(err)
	path := "/app/people/" + u.ID
	address := webtest.Squeeze(boss.Post(path+"/link", webtest.Values()).One("#setup-link").Text())
	_, token, _ := strings.Cut(address, "token=")
	other := s.Browser()
	other.Post("/passwort", webtest.Values("token", token, "password", "ganz neue Worte hier")).Goes("/login/code?next=%2Fapp")
	her.Get("/app").Goes("/login?next=%2Fapp")
	other.Get("/app").Goes("/login?next=%2Fapp")
	s.Clock.Advance(time.Minute)
	other.Post("/login/code", webtest.Values("code", codeOf(secret, s))).Goes("/app")
	boss.Get(path).Says("eingerichtet")
	boss.Post(path+"/onestep", webtest.Values()).Goes(path)
	other.Get("/app").Goes("/login?next=%2Fapp")
	s.Browser().Post("/login", webtest.Credentials("a@example.org", "ganz neue Worte hier")).Goes("/app")
}

func TestPeopleArePagesOfTheSettings(t *testing.T) {
	s := webtest.New(t)
	boss := s.Trainer()
	hub := boss.Get("/app/settings").Want(http.StatusOK)
	hub.One(`.hub a[href="/app/people"]`)
	hub.One(`.bar-nav a[href="/app/settings"][aria-current]`)
	c, _ := s.Company("Hotel Adler")
	s.SignIn("a@example.org", kompass.Coordinator, c.ID).Get("/app").Count(`a[href="/app/settings"]`, 0)
	if !regexp.MustCompile(`^/app/people/[0-9a-z]{16}$`).MatchString(boss.Get("/app/people").Href("main tbody tr:first-child th a")) {
		t.Error("the list does not lead to the person")
	}
}
