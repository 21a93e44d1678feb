package web_test

import (
	"net/http"
	"strings"
	"testing"

	"kompass/internal/kompass"
)

func TestACompanyIsDeletedByNameAndPassword(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler", "Empfang")
	other, _ := s.company("Discounter Blitz")
	o := s.open(c, tiny)
	for range 5 {
		s.browser().post("/s/"+string(o.Links[0].Code), values("a1", "yes", "b1", "yes", "c1", "yes", "c2", "yes")).want(http.StatusSeeOther)
	}
	s.close(o.Round.ID)
	doc, err := s.rounds.Result(t.Context(), kompass.Everything, o.Round.ID)
	s.must(err)
	late := s.open(c, tiny)
	own := s.signIn("a@example.org", kompass.Coordinator, c.ID)
	b, path := s.trainer(), "/app/companies/"+c.ID+"/delete"
	b.get("/app/companies/" + c.ID).one(`a[href="` + path + `"]`)
	b.get(path).want(http.StatusOK).says("Die Runde „Frühjahr“ ist offen")
	for at, form := range map[string][2]string{"#name": {"hotel adler", password}, "#password": {c.Name, "falsch"}} {
		p := b.post(path, values("name", form[0], "password", form[1])).want(http.StatusUnprocessableEntity)
		if href(p, ".error-summary a") != at || p.one("#password").AttrOr("value", "") != "" {
			t.Errorf("got summary to %q, want %q and no password back", href(p, ".error-summary a"), at)
		}
		b.get("/app/companies/" + c.ID).want(http.StatusOK) // a wrong password is counted and recorded, nothing else changes
	}
	where := b.post(path, values("name", " Hotel Adler ", "password", password)).want(http.StatusSeeOther).header.Get("Location")
	p := b.get(where).want(http.StatusOK).says("Hotel Adler ist gelöscht").says("trainerin@example.org").says(doc.Hash).says("kein Ergebnis")
	p.count("main tbody tr", 2)
	b.get("/app/companies/" + c.ID).want(http.StatusNotFound)
	b.get("/app/rounds/" + o.Round.ID + "/result").want(http.StatusNotFound)
	b.get("/app/companies/" + other.ID).want(http.StatusOK)
	s.browser().get("/s/" + string(late.Links[0].Code)).want(http.StatusNotFound)
	if got := own.get("/app"); got.status != http.StatusSeeOther || !strings.HasPrefix(got.header.Get("Location"), "/login") {
		t.Errorf("got %d, want the coordinator signed out", got.status)
	}
	s.signIn("b@example.org", kompass.Coordinator, other.ID).get(where).want(http.StatusForbidden)
	b.get("/app/deletions/unknown").want(http.StatusNotFound)
}
