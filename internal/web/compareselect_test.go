package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
)

// twoRounds are two closed rounds of two teams each; the second is called Herbst.

func twoRounds(s *site) (kompass.Company, []kompass.Team, []rounds.Opened) {
	s.Helper()
	c, teams := s.company("Hotel Adler", "Empfang", "Küche")
	var out []rounds.Opened
	for _, title := range []string{"Frühjahr", "Herbst"} {
		s.clock.Advance(48 * time.Hour)
		o := s.open(c, full, func(p *rounds.Plan) { p.AskPerspectives, p.Title = false, title })
		s.fill(o.Links[0], 11)
		s.fill(o.Links[1], 10)
		s.close(o.Round.ID)
		out = append(out, o)
	}
	return c, teams, out
}

func seriesNames(p page) string {
	var names []string
	for _, th := range p.doc.Find("#values thead th.number:not(.difference-column)").EachIter() {
		if name := squeeze(th.Text()); name != "Soll" {
			names = append(names, name)
		}
	}
	return strings.Join(names, "; ")
}

func TestTheSelectionIsInTheAddress(t *testing.T) {
	s := newSite(t)
	c, teams, all := twoRounds(s)
	b, path := s.trainer(), "/app/companies/"+c.ID+"/compare"
	first, second := all[0].Round.ID, all[1].Round.ID
	for query, want := range map[string]string{
		"?s=*":                                "Frühjahr; Herbst",
		"?s=last.*":                           "Empfang; Küche",
		"?s=*." + teams[1].ID:                 "Frühjahr; Herbst",
		"?s=" + first + ".*":                  "Empfang; Küche",
		"?s=" + first + "&s=*." + teams[0].ID: "Frühjahr – Alle; Frühjahr – Empfang; Herbst – Empfang",
		"?s=*.*&base=" + second + "." + teams[1].ID: "Herbst – Küche; Frühjahr – Empfang; Herbst – Empfang; Frühjahr – Küche",
	} {
		if got := seriesNames(b.get(path + query).want(http.StatusOK)); got != want {
			t.Errorf("%s: got %q, want %q", query, got, want)
		}
	}
	p := b.get(path + "?s=*." + teams[1].ID).want(http.StatusOK)
	p.one(`.pick input[value="*.` + teams[1].ID + `"][checked]`)
	p.count(".pick input[disabled][checked]", 2).count(".chips li", 1)
	form := p.fill(".compare-picker form")
	if got := form["s"]; len(got) != 1 || got[0] != "*."+teams[1].ID {
		t.Errorf("the form sends %v, want what is chosen", got)
	}
	hidden := b.get(path + "?q=Küche&s=" + first + "." + teams[0].ID).want(http.StatusOK)
	if got := hidden.fill(".compare-picker form")["s"]; len(got) != 1 || got[0] != first+"."+teams[0].ID {
		t.Errorf("the form sends %v, want what the search hides too", got)
	}
	if removed, err := url.Parse(hidden.one(".chips a").AttrOr("href", "")); err != nil || removed.Query().Has("s") {
		t.Errorf("got %v, %v, want an address without the choice", removed, err)
	}
}
