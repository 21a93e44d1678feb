package web_test

import (
	"net/http"
	"strings"
	"testing"

	"kompass/internal/rounds"
)

func TestTheTrainerComparesCompaniesByName(t *testing.T) {
	s := newSite(t)
	var ids []string
	for _, name := range []string{"Hotel Adler", "Discounter Blitz"} {
		c, _ := s.company(name, "Team")
		o := s.open(c, full, func(p *rounds.Plan) { p.AskPerspectives = false })
		s.fill(o.Links[0], 11)
		s.close(o.Round.ID)
		ids = append(ids, o.Round.ID)
	}
	b := s.trainer()
	b.get("/app/compare").want(http.StatusOK).count("#values", 0).count(".compare-choices input", 2)
	for _, query := range []string{"?s=last", "?s=" + ids[0] + "&s=" + ids[1]} {
		p := b.get("/app/compare" + query).want(http.StatusOK)
		if got := seriesNames(p); got != "Discounter Blitz – Frühjahr – Alle; Hotel Adler – Frühjahr – Alle" {
			t.Errorf("%s: got %q", query, got)
		}
		p.count("#trend", 0)
		if strings.Contains(p.doc.Find("#values").Text(), "verändert") || strings.Contains(p.doc.Find(".notice").Text(), "Training") {
			t.Error("two companies are told like two rounds of one")
		}
	}
	b.get("/app/compare?q=blitz").want(http.StatusOK).count(".compare-choices input", 1)
}
