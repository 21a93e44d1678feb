package web_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"kompass/internal/kompass"
)

// invite fills in the form as the trainer and returns the path of the link that it shows.
func (b *browser) invite(email, role, company string) string {
	b.Helper()
	p := b.post("/app/people", values("email", email, "role", role, "company", company)).want(http.StatusOK)
	return strings.TrimPrefix(squeeze(p.one("#setup-link").Text()), "http://kompass.test")
}

func TestPeopleAreInvitedByALink(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler")
	boss := s.trainer()
	boss.get("/app/companies/" + c.ID).says("Noch niemand aus der Firma")
	form := boss.get("/app/people?company=" + c.ID)
	form.one(`option[value="` + c.ID + `"][selected]`)
	link := boss.invite(" Neu@Example.org ", "coordinator", c.ID)
	boss.get("/app/people").says("neu@example.org KoordinationHotel Adlereingeladennoch nienicht eingerichtet")
	boss.get("/app/companies/" + c.ID).says("neu@example.orgeingeladen")
	neu := s.browser()
	neu.post("/passwort", values("token", strings.TrimPrefix(link, "/passwort?token="), "password", password)).goes("/app")
	neu.get("/app/companies/"+c.ID).want(http.StatusOK).says("neu@example.orgaktiv").count(`a[href^="/app/people"]`, 0)
	boss.get("/app/people").says("neu@example.org KoordinationHotel Adleraktiv2. März 2026")
	if strings.Contains(s.dump(), strings.TrimPrefix(link, "/passwort?token=")) {
		t.Error("the database holds the link itself")
	}
}

func TestInvitationsAreRefusedWhereTheyGo(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler")
	boss := s.trainer()
	for at, form := range map[string][]string{
		"email":   {"email", "keine", "role", "coordinator", "company", c.ID},
		"role":    {"email", "a@example.org", "role", "owner", "company", c.ID},
		"company": {"email", "a@example.org", "role", "coordinator", "company", ""},
	} {
		s.unchanged(at, func() {
			p := boss.post("/app/people", values(form...)).want(http.StatusUnprocessableEntity)
			if got := href(p, ".error-summary a"); got != "#"+at {
				t.Errorf("got summary to %q, want #%s", got, at)
			}
			if p.one("#email").AttrOr("value", "") != form[1] {
				t.Error("the address typed is lost")
			}
		})
	}
	s.unchanged("a company that is none", func() {
		boss.post("/app/people", values("email", "a@example.org", "role", "coordinator", "company", "0123456789abcdef")).want(http.StatusUnprocessableEntity)
	})
	s.unchanged("a known address", func() {
		boss.post("/app/people", values("email", trainerMail, "role", "trainer")).want(http.StatusUnprocessableEntity).says("schon ein Konto")
	})
	boss.post("/app/people", values("email", "zweite@example.org", "role", "trainer", "company", c.ID)).want(http.StatusOK)
	u, err := s.store.UserByEmail(t.Context(), "zweite@example.org")
	if s.must(err); u.Role != kompass.Trainer || u.CompanyID != "" {
		t.Errorf("got %+v, want a trainer of no company", u)
	}
}

func TestDisablingEndsSessionsAndLinksAtOnce(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler")
	boss, her := s.trainer(), s.signIn("a@example.org", kompass.Coordinator, c.ID)
	u, err := s.store.UserByEmail(t.Context(), "a@example.org")
	s.must(err)
	path := "/app/people/" + u.ID
	link := strings.TrimPrefix(squeeze(boss.post(path+"/link", values()).want(http.StatusOK).one("#setup-link").Text()), "http://kompass.test")
	her.get("/app").want(http.StatusOK)
	boss.post(path+"/disable", values()).goes(path)
	her.get("/app").goes("/login?next=%2Fapp")
	s.browser().get(link).want(http.StatusGone)
	s.browser().post("/login", credentials("a@example.org", password)).want(http.StatusUnprocessableEntity)
	boss.get(path).says("gesperrt").count(`form[action$="/link"]`, 0)
	boss.post(path+"/link", values()).want(http.StatusNotFound)
	boss.post(path+"/enable", values()).goes(path)
	s.browser().post("/login", credentials("a@example.org", password)).goes("/app")
}

func TestNobodyLocksEverybodyOut(t *testing.T) {
	s := newSite(t)
	boss := s.trainer()
	me, err := s.store.UserByEmail(t.Context(), trainerMail)
	s.must(err)
	path := "/app/people/" + me.ID
	boss.get(path).want(http.StatusOK).count(`form[action$="/disable"]`, 0)
	s.unchanged("oneself", func() {
		boss.get(boss.post(path+"/disable", values()).goes(path + "?problem=self").header.Get("Location")).says("eigenes Konto")
		boss.post(path+"/onestep", values()).want(http.StatusForbidden)
	})
	other := s.signIn("zweite@example.org", kompass.Trainer, "")
	other.post(path+"/disable", values()).goes(path)
	boss.get("/app").goes("/login?next=%2Fapp")
}

func TestANewLinkResetsAndKeepsTheSecondStep(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler")
	boss, her := s.trainer(), s.signIn("a@example.org", kompass.Coordinator, c.ID)
	secret := her.enrol()
	u, err := s.store.UserByEmail(t.Context(), "a@example.org")
	s.must(err)
	path := "/app/people/" + u.ID
	address := squeeze(boss.post(path+"/link", values()).one("#setup-link").Text())
	_, token, _ := strings.Cut(address, "token=")
	other := s.browser()
	other.post("/passwort", values("token", token, "password", "ganz neue Worte hier")).goes("/login/code?next=%2Fapp")
	her.get("/app").goes("/login?next=%2Fapp")
	other.get("/app").goes("/login?next=%2Fapp")
	s.clock.Advance(time.Minute)
	other.post("/login/code", values("code", codeOf(secret, s))).goes("/app")
	boss.get(path).says("eingerichtet")
	boss.post(path+"/onestep", values()).goes(path)
	other.get("/app").goes("/login?next=%2Fapp")
	s.browser().post("/login", credentials("a@example.org", "ganz neue Worte hier")).goes("/app")
}

func TestPeopleArePagesOfTheSettings(t *testing.T) {
	s := newSite(t)
	boss := s.trainer()
	hub := boss.get("/app/settings").want(http.StatusOK)
	hub.one(`.hub a[href="/app/people"]`)
	hub.one(`.bar-nav a[href="/app/settings"][aria-current]`)
	c, _ := s.company("Hotel Adler")
	s.signIn("a@example.org", kompass.Coordinator, c.ID).get("/app").count(`a[href="/app/settings"]`, 0)
	if !regexp.MustCompile(`^/app/people/[0-9a-z]{16}$`).MatchString(href(boss.get("/app/people"), "main tbody tr:first-child th a")) {
		t.Error("the list does not lead to the person")
	}
}
