package web_test

import (
	"net/http"
	"testing"
	"time"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
)

// TestWhatWasJustLookedUpAdmitsNobody opens the form, changes the round behind the server's back, and sends the form.
func TestWhatWasJustLookedUpAdmitsNobody(t *testing.T) {
	for name, test := range map[string]struct {
		change func(s *site, o rounds.Opened)
		status int
	}{
		"closed": {func(s *site, o rounds.Opened) { s.empty(o.Round.ID) }, http.StatusGone},
		"cancelled": {func(s *site, o rounds.Opened) {
			s.must(s.store.DeleteRound(s.Context(), kompass.Unlimited("test"), o.Round.ID))
		}, http.StatusNotFound},
		"over": {func(s *site, _ rounds.Opened) { s.clock.Advance(30 * time.Second) }, http.StatusGone},
		"put off": {func(s *site, o rounds.Opened) {
			s.must(s.store.SetPeriod(s.Context(), kompass.Unlimited("test"), o.Round.ID, kompass.Period{Opens: o.Round.OpensAt.Add(time.Hour), Closes: o.Round.ClosesAt.Add(2 * time.Hour)}))
		}, http.StatusForbidden},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			c, _ := s.company("Hotel Adler")
			o := s.open(c, tiny, withEnd(20*time.Second))
			path := "/s/" + string(o.Links[0].Code)
			b, late := s.browser(), s.browser()
			b.post(path, values("a1", "yes"))
			late.get(path).want(http.StatusOK)
			test.change(s, o)
			s.unchanged("a late form", func() {
				late.post(path, values("a1", "yes")).want(test.status).says("NICHT gespeichert")
				late.post(path, values()).want(test.status)
				late.post(path, values("a1", "yes", "switch", "en")).want(test.status)
				late.get(path + "/danke").want(test.status)
			})
		})
	}
}
