package web_test

import (
	"net/http"
	"testing"
	"time"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/web/webtest"
)

// A round that will never have a result says so, on the projector too, and does not wait for a release; with a minimum of one it
// does not speak of fewer than one.
func TestARoundWithoutAResultWaitsForNothing(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	o := s.Open(c, webtest.Tiny, func(p *rounds.Plan) { p.Mode, p.K = kompass.Open, 1 })
	if err := s.Rounds.Close(t.Context(), kompass.Unlimited("test"), o.Round.ID); err == nil {
		t.Fatal("a round that nobody answered has a result")
	}
	b, path := s.Trainer(), "/app/rounds/"+o.Round.ID
	b.Get(path).Want(http.StatusOK).Says("Niemand hat geantwortet").Silent("weniger als 1")
	b.Get(path + "/stage").Want(http.StatusOK).Says("Für diese Runde gibt es kein Ergebnis").Silent("noch nicht freigegeben")
}

// Whoever looks after a round that has been closed meanwhile is not told what those are told who wanted to answer.
func TestACoordinatorIsToldThatARoundIsClosed(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	o := s.Open(c, webtest.Tiny, webtest.WithEnd(24*time.Hour))
	her, path := s.SignIn("a@example.org", kompass.Coordinator, c.ID), "/app/rounds/"+o.Round.ID
	form := her.Get(path).Fill(`form[action$="/period"]`, "closes", "2026-04-20")
	if err := s.Rounds.Close(t.Context(), kompass.Unlimited("test"), o.Round.ID); err == nil {
		t.Fatal("a round that nobody answered has a result")
	}
	her.Post(path+"/period", form).Want(http.StatusGone).Says("schon geschlossen").Silent("Danke für Ihr Interesse")
	s.Browser().Get("/s/" + string(o.Links[0].Code)).Want(http.StatusGone).Says("Diese Runde ist beendet").Silent("schon geschlossen")
}
