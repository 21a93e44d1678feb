package web_test

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"kompass/internal/rounds"
)

func TestTeamsAreLinkedAndGoOn(t *testing.T) {
	s := newSite(t)
	c, teams, all := twoRounds(s)
	renamed := "Küche und Bar"
	s.exec("UPDATE teams SET name = ? WHERE id = ?", renamed, teams[1].ID)
	s.clock.Advance(48 * time.Hour)
	third := s.open(c, full, func(p *rounds.Plan) { p.AskPerspectives, p.Title = false, "Winter" })
	s.fill(third.Links[0], 11)
	s.fill(third.Links[1], 10)
	s.close(third.Round.ID)
	b, path := s.trainer(), "/app/companies/"+c.ID+"/compare"
	query := "?s=" + all[1].Round.ID + "." + teams[1].ID + "&s=" + third.Round.ID + "." + teams[1].ID
	b.get(path+query).want(http.StatusOK).count("#trend", 0)
	links := path + "/links"
	b.get(links).want(http.StatusOK).count("main table", 0)
	good := values("from", teams[1].ID+" Küche", "to", teams[1].ID+" "+renamed, "kind", "continues")
	for name, form := range map[string]url.Values{
		"the same":     values("from", teams[1].ID+" Küche", "to", teams[1].ID+" Küche"),
		"backwards":    values("from", teams[1].ID+" "+renamed, "to", teams[1].ID+" Küche"),
		"of one round": values("from", teams[0].ID+" Empfang", "to", teams[1].ID+" Küche"),
		"unknown":      values("from", "x", "to", ""),
	} {
		s.unchanged(name, func() {
			p := b.post(links, form).want(http.StatusUnprocessableEntity)
			if got := href(p, ".error-summary a"); got != "#from" {
				t.Errorf("%s: got summary to %q", name, got)
			}
		})
	}
	b.post(links, good).goes(links)
	b.get(links).want(http.StatusOK).says("geht weiter")
	p := b.get(path+query).want(http.StatusOK).count("#trend", 1).says("Von Runde zu Runde: Küche und Bar")
	p.says("früher „Küche“")
	b.post(path+"/unlink", b.get(links).fill(`form[action$="/unlink"]`)).goes(links)
	b.get(path+query).want(http.StatusOK).count("#trend", 0)
	b.post(links, values("from", teams[1].ID+" Küche", "to", teams[1].ID+" "+renamed, "kind", "merged")).goes(links)
	b.get(path+query).want(http.StatusOK).count("#trend", 0).says("zusammengelegt aus „Küche“")
}
