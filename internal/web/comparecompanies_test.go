package web_test

import (
	"net/http"
	"strings"
	"testing"

	"kompass/internal/rounds"
	"kompass/internal/web/webtest"
)

func TestTheTrainerComparesCompaniesByName(t *testing.T) {
	s := webtest.New(t)
	var ids []string
	for _, name := range []string{"Hotel Adler", "Discounter Blitz"} {
		c, _ := s.Company(name, "Team")
		o := s.Open(c, webtest.Full, func(p *rounds.Plan) { p.AskPerspectives = false })
		s.Fill(o.Links[0], 11)
		s.CloseRound(o.Round.ID)
		ids = append(ids, o.Round.ID)
	}
	b := s.Trainer()
	b.Get("/app/compare").Want(http.StatusOK).Count("#values", 0).Count(".compare-choices input", 2)
	for _, query := range []string{"?s=last", "?s=" + ids[0] + "&s=" + ids[1]} {
		p := b.Get("/app/compare" + query).Want(http.StatusOK)
		if got := seriesNames(p); got != "Discounter Blitz – Frühjahr – Alle; Hotel Adler – Frühjahr – Alle" {
			t.Errorf("%s: got %q", query, got)
		}
		p.Count("#trend", 0)
		if strings.Contains(p.Doc.Find("#values").Text(), "verändert") || strings.Contains(p.Doc.Find(".notice").Text(), "Training") {
			t.Error("two companies are told like two rounds of one")
		}
	}
	b.Get("/app/compare?q=blitz").Want(http.StatusOK).Count(".compare-choices input", 1)
}
