package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/web/webtest"
)

// twoRounds are two closed rounds of two teams each; the second is called Herbst.

func twoRounds(s *webtest.Site) (kompass.Company, []kompass.Team, []rounds.Opened) {
	s.Helper()
	c, teams := s.Company("Hotel Adler", "Empfang", "Küche")
	var out []rounds.Opened
	for _, title := range []string{"Frühjahr", "Herbst"} {
		s.Clock.Advance(48 * time.Hour)
		o := s.Open(c, webtest.Full, func(p *rounds.Plan) { p.AskPerspectives, p.Title = false, title })
		s.Fill(o.Links[0], 11)
		s.Fill(o.Links[1], 10)
		s.CloseRound(o.Round.ID)
		out = append(out, o)
	}
	return c, teams, out
}

func seriesNames(p webtest.Page) string {
	var names []string
	for _, th := range p.Doc.Find("#values thead th.number:not(.difference-column)").EachIter() {
		if name := webtest.Squeeze(th.Text()); name != "Soll" {
			names = append(names, name)
		}
	}
	return strings.Join(names, "; ")
}

func TestTheSelectionIsInTheAddress(t *testing.T) {
	s := webtest.New(t)
	c, teams, all := twoRounds(s)
	b, path := s.Trainer(), "/app/companies/"+c.ID+"/compare"
	first, second := all[0].Round.ID, all[1].Round.ID
	for query, want := range map[string]string{
		"?s=*":                                "Frühjahr; Herbst",
		"?s=last.*":                           "Empfang; Küche",
		"?s=*." + teams[1].ID:                 "Frühjahr; Herbst",
		"?s=" + first + ".*":                  "Empfang; Küche",
		"?s=" + first + "&s=*." + teams[0].ID: "Frühjahr – Alle; Frühjahr – Empfang; Herbst – Empfang",
		"?s=*.*&base=" + second + "." + teams[1].ID: "Herbst – Küche; Frühjahr – Empfang; Herbst – Empfang; Frühjahr – Küche",
	} {
		if got := seriesNames(b.Get(path + query).Want(http.StatusOK)); got != want {
			t.Errorf("%s: got %q, want %q", query, got, want)
		}
	}
	p := b.Get(path + "?s=*." + teams[1].ID).Want(http.StatusOK)
	p.One(`.pick input[value="*.` + teams[1].ID + `"][checked]`)
	p.Count(".pick input[disabled][checked]", 2).Count(".chips li", 1)
	form := p.Fill(".compare-picker form")
	if got := form["s"]; len(got) != 1 || got[0] != "*."+teams[1].ID {
		t.Errorf("the form sends %v, want what is chosen", got)
	}
	hidden := b.Get(path + "?q=Küche&s=" + first + "." + teams[0].ID).Want(http.StatusOK)
	if got := hidden.Fill(".compare-picker form")["s"]; len(got) != 1 || got[0] != first+"."+teams[0].ID {
		t.Errorf("the form sends %v, want what the search hides too", got)
	}
	if removed, err := url.Parse(hidden.One(".chips a").AttrOr("href", "")); err != nil || removed.Query().Has("s") {
		t.Errorf("got %v, %v, want an address without the choice", removed, err)
	}
}
