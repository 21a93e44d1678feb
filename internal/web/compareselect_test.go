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

func TestHeatTableShowsEveryTeamInOrderOfCreation(t *testing.T) {
	s := newSite(t)
	c, teams, o := closedRound(s)
	p := s.trainer().get("/app/companies/" + c.ID + "/heat").want(http.StatusOK)
	rows := p.doc.Find(".heat tbody tr")
	if rows.Length() != 4 || !strings.Contains(rows.Eq(1).Find("th").Text(), teams[0].Name) {
		t.Fatalf("got %d rows, want everyone and the teams as they were added", rows.Length())
	}
	if got := rows.Eq(0).Find("td.heat-cell small").Length(); got != 12 {
		t.Errorf("got %d cells with their n, want 12", got)
	}
	if got := rows.Eq(3).Find("td.hatch[colspan='12']").Length(); got != 1 {
		t.Errorf("got %d hatched cells for a team of two, want one with the reason", got)
	}
	p.says("weniger als 5 Antworten")
	own := s.signIn("a@example.org", kompass.Coordinator, c.ID)
	own.get("/app/companies/"+c.ID+"/heat").want(http.StatusOK).count(".heat", 0)
	s.release(o.Round.ID)
	own.get("/app/companies/"+c.ID+"/heat?round=unknown&perspective=x&page=-4").want(http.StatusOK).count(".heat", 1)
}

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
