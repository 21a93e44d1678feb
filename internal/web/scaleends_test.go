package web_test

import (
	"net/http"
	"strings"
	"testing"

	"kompass/internal/web/webtest"
)

// TestEveryCompassNamesTheEndsOfItsScale walks every page with a compass: a number alone reads like a school mark.
func TestEveryCompassNamesTheEndsOfItsScale(t *testing.T) {
	s := webtest.New(t)
	a, _ := s.Company("Hotel Adler")
	o := s.Open(a, webtest.Full, noPerspectives)
	s.Fill(o.Links[0], 13)
	guessed(s, o, 6, 3)
	boss, round := s.Trainer(), "/app/rounds/"+o.Round.ID
	guest, form := s.Browser(), "/s/"+string(o.Links[0].Code)
	guest.Post(form, webtest.Values("k-e-1", "always", "k-e-2", "mostly")).Goes(form + "/danke")
	pages := map[string]webtest.Page{
		"poster": boss.Get(round + "/pack?part=compass&lang=de"), "guess sheet": boss.Get(round + "/pack?part=guess&lang=de"),
		"own profile": guest.Get(form + "/danke"),
	}
	s.CloseRound(o.Round.ID)
	pages["result"] = boss.Get(round + "/result")
	for _, screen := range []string{"guessed", "ist"} {
		pages["stage "+screen] = boss.Get(round + "/stage?screen=" + screen)
	}
	pages["comparison"] = boss.Get("/app/companies/" + a.ID + "/compare?s=" + o.Round.ID)
	for name, p := range pages {
		said := webtest.Squeeze(p.Want(http.StatusOK).Doc.Find(".scale-ends").First().Text())
		for _, word := range []string{"„nie“", "immer“", "„gar nicht“", "„durchgängig“", "öfter"} {
			if !strings.Contains(said, webtest.Squeeze(word)) {
				t.Errorf("%s: %q does not say %s", name, said, word)
			}
		}
	}
}
