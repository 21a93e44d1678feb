package web_test

import (
	"net/http"
	"strings"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
)

func TestARoundWithoutItsKeySaysSoAtClosing(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler", "Empfang")
	o := s.open(c, tiny)
	path, b := "/app/rounds/"+o.Round.ID, s.trainer()
	s.must(s.keys.Discard(o.Round.ID))
	s.unchanged("closing", func() {
		b.post(path+"/close", values("sure", "yes", "delete", "yes")).goes(path + "?confirm=close&missing=key")
	})
	b.get(path + "?confirm=close&missing=key").says("Der Schlüssel dieser Runde ist nicht da")
	s.must(s.keys.Destroy(o.Round.ID))
	b.post(path+"/close", values("sure", "yes", "delete", "yes")).goes(path + "?confirm=close&missing=gone")
	b.get(path + "?confirm=close&missing=gone").says("schon einmal geschlossen")
	s.browser().post("/s/"+string(o.Links[0].Code), values("a1", "yes")).want(http.StatusServiceUnavailable).says("NICHT gespeichert")
}

func TestAHoldersKeyIsAskedAtClosing(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler", "Empfang")
	o := s.open(c, tiny, func(p *rounds.Plan) { p.Held = true })
	path, b := "/app/rounds/"+o.Round.ID, s.trainer()
	answer := "/s/" + string(o.Links[0].Code)
	s.browser().get(answer).want(http.StatusForbidden)
	words := strings.Join(o.Sheet, " ")
	s.must(s.rounds.CheckSheet(s.Context(), kompass.Unlimited("test"), o.Round.ID, words))
	for range 5 {
		s.browser().post(answer, values("a1", "yes")).want(http.StatusSeeOther)
	}
	b.get(path + "?confirm=close").one("input[name=sheet]")
	b.post(path+"/close", values("sure", "yes")).goes(path + "?confirm=close&missing=sheet")
	b.post(path+"/close", values("sure", "yes", "sheet", "abandon "+words)).goes(path + "?confirm=close&missing=words")
	b.post(path+"/close", values("sure", "yes", "sheet", words)).goes(path + "/review")
}
