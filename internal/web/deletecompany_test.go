package web_test

import (
	"net/http"
	"strings"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/web/webtest"
)

func TestACompanyIsDeletedByNameAndPassword(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang")
	other, _ := s.Company("Discounter Blitz")
	o := s.Open(c, webtest.Tiny)
	for range 5 {
		s.Browser().Post("/s/"+string(o.Links[0].Code), webtest.Values("a1", "yes", "b1", "yes", "c1", "yes", "c2", "yes")).Want(http.StatusSeeOther)
	}
	s.CloseRound(o.Round.ID)
	doc, err := s.Rounds.Result(t.Context(), kompass.Everything, o.Round.ID)
	s.Must(err)
	late := s.Open(c, webtest.Tiny)
	own := s.SignIn("a@example.org", kompass.Coordinator, c.ID)
	b, path := s.Trainer(), "/app/companies/"+c.ID+"/delete"
	b.Get("/app/companies/" + c.ID).One(`a[href="` + path + `"]`)
	b.Get(path).Want(http.StatusOK).Says("Die Runde „Frühjahr“ ist offen")
	for at, form := range map[string][2]string{"#name": {"hotel adler", webtest.Password}, "#password": {c.Name, "falsch"}} {
		p := b.Post(path, webtest.Values("name", form[0], "password", form[1])).Want(http.StatusUnprocessableEntity)
		if p.Href(".error-summary a") != at || p.One("#password").AttrOr("value", "") != "" {
			t.Errorf("got summary to %q, want %q and no password back", p.Href(".error-summary a"), at)
		}
		b.Get("/app/companies/" + c.ID).Want(http.StatusOK) // a wrong password is counted and recorded, nothing else changes
	}
	where := b.Post(path, webtest.Values("name", " Hotel Adler ", "password", webtest.Password)).Want(http.StatusSeeOther).Header.Get("Location")
	p := b.Get(where).Want(http.StatusOK).Says("Hotel Adler ist gelöscht").Says("trainerin@example.org").Says(doc.Hash).Says("kein Ergebnis")
	p.Count("main tbody tr", 2)
	b.Get("/app/companies/" + c.ID).Want(http.StatusNotFound)
	b.Get("/app/rounds/" + o.Round.ID + "/result").Want(http.StatusNotFound)
	b.Get("/app/companies/" + other.ID).Want(http.StatusOK)
	s.Browser().Get("/s/" + string(late.Links[0].Code)).Want(http.StatusNotFound)
	if got := own.Get("/app"); got.Status != http.StatusSeeOther || !strings.HasPrefix(got.Header.Get("Location"), "/login") {
		t.Errorf("got %d, want the coordinator signed out", got.Status)
	}
	s.SignIn("b@example.org", kompass.Coordinator, other.ID).Get(where).Want(http.StatusForbidden)
	b.Get("/app/deletions/unknown").Want(http.StatusNotFound)
}
