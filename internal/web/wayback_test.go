package web_test

import (
	"net/http"
	"testing"
	"time"

	"kompass/internal/kompass"
	"kompass/internal/web/webtest"
)

// TestEveryErrorOffersTheWayBack holds the pages of errors to a link that leads somewhere, in both languages.
func TestEveryErrorOffersTheWayBack(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	ended := s.Open(c, webtest.Tiny, named("Vorbei"), webtest.WithEnd(time.Hour))
	planned := s.Open(c, webtest.Tiny, named("Bald"), webtest.Later(48*time.Hour))
	s.Clock.Advance(2 * time.Hour)
	guest, own, boss := s.Browser(), s.SignIn("a@example.org", kompass.Coordinator, c.ID), s.Trainer()
	for _, at := range []struct {
		who    *webtest.Browser
		method string
		path   string
		status int
		back   string
	}{
		{guest, http.MethodGet, "/nirgendwo", 404, "/"},
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
			at.who.Cookies["kompass-lang"] = lang
			form := webtest.Values("sure", "yes")
			if at.method == http.MethodGet {
				form = nil
			}
			p := at.who.Send(at.who.Request(at.method, at.path, form))
			if p.Status != at.status || p.Doc == nil {
				t.Errorf("%s %s: got %d, want %d with a page", at.method, at.path, p.Status, at.status)
				continue
			}
			if p.Doc.Find(`html[lang="`+lang+`"] main h1`).Length() != 1 || p.Doc.Find(`main a[href="`+at.back+`"]`).Length() != 1 {
				t.Errorf("%s %s in %s has no way back to %s: %s", at.method, at.path, lang, at.back, p.Title())
			}
		}
	}
}
