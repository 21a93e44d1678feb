package participant_test

import (
	"net/http"
	"testing"
	"time"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/web/webtest"
)

// TestWhatWasJustLookedUpAdmitsNobody opens the form, changes the round behind the server's back, and sends the form.
func TestWhatWasJustLookedUpAdmitsNobody(t *testing.T) {
	for name, test := range map[string]struct {
		change func(s *webtest.Site, o rounds.Opened)
		status int
	}{
		"closed": {func(s *webtest.Site, o rounds.Opened) { s.Empty(o.Round.ID) }, http.StatusGone},
		"cancelled": {func(s *webtest.Site, o rounds.Opened) {
			s.Must(s.Store.DeleteRound(s.Context(), kompass.Unlimited("test"), o.Round.ID))
		}, http.StatusNotFound},
		"over": {func(s *webtest.Site, _ rounds.Opened) { s.Clock.Advance(30 * time.Second) }, http.StatusGone},
		"put off": {func(s *webtest.Site, o rounds.Opened) {
			s.Must(s.Store.SetPeriod(s.Context(), kompass.Unlimited("test"), o.Round.ID, kompass.Period{Opens: o.Round.OpensAt.Add(time.Hour), Closes: o.Round.ClosesAt.Add(2 * time.Hour)}))
		}, http.StatusForbidden},
	} {
		t.Run(name, func(t *testing.T) {
			s := webtest.New(t)
			c, _ := s.Company("Hotel Adler")
			o := s.Open(c, webtest.Tiny, webtest.WithEnd(20*time.Second))
			path := "/s/" + string(o.Links[0].Code)
			b, late := s.Browser(), s.Browser()
			b.Post(path, webtest.Values("a1", "yes"))
			late.Get(path).Want(http.StatusOK)
			test.change(s, o)
			s.Unchanged("a late form", func() {
				late.Post(path, webtest.Values("a1", "yes")).Want(test.status).Says("NICHT gespeichert")
				late.Post(path, webtest.Values()).Want(test.status)
				late.Post(path, webtest.Values("a1", "yes", "switch", "en")).Want(test.status)
				late.Get(path + "/danke").Want(test.status)
			})
		})
	}
}
