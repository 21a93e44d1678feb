package web_test

import (
	"net/http"
	"testing"
	"time"

	"kompass/internal/kompass"
)

// TestEveryErrorOffersTheWayBack holds the pages of errors to a link that leads somewhere, in both languages.
func TestEveryErrorOffersTheWayBack(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler")
	ended := s.open(c, tiny, named("Vorbei"), withEnd(time.Hour))
	planned := s.open(c, tiny, named("Bald"), later(48*time.Hour))
	s.clock.Advance(2 * time.Hour)
	guest, own, boss := s.browser(), s.signIn("a@example.org", kompass.Coordinator, c.ID), s.trainer()
	for _, at := range []struct {
		who    *browser
		method string
		path   string
		status int
		back   string
	}{
		{guest, http.MethodGet, "/nirgends", 404, "/"},
		{guest, http.MethodGet, "/s/2222-2222", 404, "/"},
		{guest, http.MethodGet, "/s/" + string(ended.Links[0].Code), 410, "/"},
		{guest, http.MethodGet, "/s/" + string(planned.Links[0].Code), 403, "/"},
		{guest, http.MethodGet, "/s/" + string(ended.Links[0].Code) + "/danke", 410, "/"},
		{guest, http.MethodGet, "/passwort?token=x", 410, "/"},
		{guest, http.MethodGet, "/logo/x.png", 404, "/"},
		{guest, http.MethodGet, "/app/nirgends", 404, "/"},
		{guest, http.MethodPost, "/methode", 405, "/"},
		{own, http.MethodGet, "/app/nirgends", 404, "/app"},
		{own, http.MethodGet, "/app/rounds/x", 404, "/app"},
		{own, http.MethodGet, "/app/settings/texts", 403, "/app"},
		{boss, http.MethodGet, "/app/nirgends", 404, "/app"},
		{boss, http.MethodGet, "/app/rounds/x/result", 404, "/app"},
		{boss, http.MethodPost, "/app/rounds/x/close", 404, "/app"},
		{boss, http.MethodPost, "/app/rounds/" + planned.Round.ID + "/release", 409, "/app"},
	} {
		for _, lang := range []string{"de", "en"} {
			at.who.cookies["kompass-lang"] = lang
			form := values("sure", "yes")
			if at.method == http.MethodGet {
				form = nil
			}
			p := at.who.send(at.who.request(at.method, at.path, form))
			if p.status != at.status || p.doc == nil {
				t.Errorf("%s %s: got %d, want %d with a page", at.method, at.path, p.status, at.status)
				continue
			}
			if p.doc.Find(`html[lang="`+lang+`"] main h1`).Length() != 1 || p.doc.Find(`main a[href="`+at.back+`"]`).Length() != 1 {
				t.Errorf("%s %s in %s has no way back to %s: %s", at.method, at.path, lang, at.back, p.title())
			}
		}
	}
}
