package web_test

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"kompass/internal/rounds"
	"kompass/internal/web/webtest"
)

func TestTeamsAreLinkedAndGoOn(t *testing.T) {
	s := webtest.New(t)
	c, teams, all := twoRounds(s)
	renamed := "Küche und Bar"
	s.Exec("UPDATE teams SET name = ? WHERE id = ?", renamed, teams[1].ID)
	s.Clock.Advance(48 * time.Hour)
	third := s.Open(c, webtest.Full, func(p *rounds.Plan) { p.AskPerspectives, p.Title = false, "Winter" })
	s.Fill(third.Links[0], 11)
	s.Fill(third.Links[1], 10)
	s.CloseRound(third.Round.ID)
	b, path := s.Trainer(), "/app/companies/"+c.ID+"/compare"
	query := "?s=" + all[1].Round.ID + "." + teams[1].ID + "&s=" + third.Round.ID + "." + teams[1].ID
	b.Get(path+query).Want(http.StatusOK).Count("#trend", 0)
	links := path + "/links"
	b.Get(links).Want(http.StatusOK).Count("main table", 0)
	good := webtest.Values("from", teams[1].ID+" Küche", "to", teams[1].ID+" "+renamed, "kind", "continues")
	for name, form := range map[string]url.Values{
		"the same":     webtest.Values("from", teams[1].ID+" Küche", "to", teams[1].ID+" Küche"),
		"backwards":    webtest.Values("from", teams[1].ID+" "+renamed, "to", teams[1].ID+" Küche"),
		"of one round": webtest.Values("from", teams[0].ID+" Empfang", "to", teams[1].ID+" Küche"),
		"unknown":      webtest.Values("from", "x", "to", ""),
	} {
		s.Unchanged(name, func() {
			p := b.Post(links, form).Want(http.StatusUnprocessableEntity)
			if got := p.Href(".error-summary a"); got != "#from" {
				t.Errorf("%s: got summary to %q", name, got)
			}
		})
	}
	b.Post(links, good).Goes(links)
	b.Get(links).Want(http.StatusOK).Says("geht weiter")
	p := b.Get(path+query).Want(http.StatusOK).Count("#trend", 1).Says("Von Runde zu Runde: Küche und Bar")
	p.Says("früher „Küche“")
	b.Post(path+"/unlink", b.Get(links).Fill(`form[action$="/unlink"]`)).Goes(links)
	b.Get(path+query).Want(http.StatusOK).Count("#trend", 0)
	b.Post(links, webtest.Values("from", teams[1].ID+" Küche", "to", teams[1].ID+" "+renamed, "kind", "merged")).Goes(links)
	b.Get(path+query).Want(http.StatusOK).Count("#trend", 0).Says("zusammengelegt aus „Küche“")
}
