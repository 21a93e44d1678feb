package web_test

import (
	"net/http"
	"testing"

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
