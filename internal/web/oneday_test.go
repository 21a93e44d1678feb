package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/sqlite/sqlitetest"
)

// TestTwoRoundsOfOneDayAreShownInTheirOrder closes two rounds on one day. The afternoon's was opened first and rose, so
// that every page that went by days, or by which round was made first, would tell it the wrong way round.
func TestTwoRoundsOfOneDayAreShownInTheirOrder(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler")
	plan := func(title string) func(*rounds.Plan) {
		return func(p *rounds.Plan) { p.Title, p.AskPerspectives = title, false }
	}
	afternoon := s.polled(c, 12, "yes", plan("Nachmittag"))
	s.clock.Advance(24 * time.Hour)
	morning := s.polled(c, 12, "no", plan("Vormittag"))
	s.close(morning.Round.ID)
	s.clock.Advance(5 * time.Hour)
	s.close(afternoon.Round.ID)

	b, path := s.trainer(), "/app/companies/"+c.ID
	if got := squeeze(b.get("/app").one(".glance").Text()); !strings.Contains(got, "Nachmittag") || !strings.Contains(got, "verändert") {
		t.Errorf("the overview says %q, want the afternoon and what changed", got)
	}
	for query, want := range map[string]string{"?s=*": "Vormittag; Nachmittag", "": "Vormittag; Nachmittag", "?s=last": "Nachmittag – Alle"} {
		if got := seriesNames(b.get(path + "/compare" + query).want(http.StatusOK)); got != want {
			t.Errorf("compare%s: got %q, want %q", query, got, want)
		}
	}
	b.get(path + "/compare?s=*").says("Vormittag bis Nachmittag")
	if got := squeeze(b.get(path + "/heat").want(http.StatusOK).one("caption").Text()); !strings.Contains(got, "Nachmittag") {
		t.Errorf("the heat table is of %q, want the afternoon", got)
	}
	for round, before := range map[string]string{afternoon.Round.ID: "Vormittag", morning.Round.ID: ""} {
		report := b.get("/app/rounds/" + round + "/report").want(http.StatusOK)
		if got := squeeze(report.doc.Find("#change").Text()); (before == "") != (got == "") || !strings.Contains(got, before) {
			t.Errorf("the report says %q, want it beside %q", got, before)
		}
	}
}

// TestTeamsAreMergedInAnyOrder links the bar, whose line goes on, and the hall, which goes into the same lounge.
func TestTeamsAreMergedInAnyOrder(t *testing.T) {
	for _, order := range [][]int{{0, 1}, {1, 0}} {
		s := newSite(t)
		c, teams := s.company("Hotel Adler", "Bar", "Saal")
		first := s.open(c, full, func(p *rounds.Plan) { p.AskPerspectives = false })
		s.fill(first.Links[0], 11)
		s.close(first.Round.ID)
		merged, err := s.store.MergeTeams(t.Context(), kompass.Unlimited(sqlitetest.Actor), kompass.Merge{CompanyID: c.ID, TeamIDs: []string{teams[0].ID, teams[1].ID}, Name: "Lounge"})
		s.must(err)
		second := s.open(c, full, func(p *rounds.Plan) { p.AskPerspectives = false })
		s.fill(second.Links[0], 11)
		s.close(second.Round.ID)
		links := []url.Values{
			values("from", teams[0].ID+" Bar", "to", merged.ID+" Lounge", "kind", "continues"),
			values("from", teams[1].ID+" Saal", "to", merged.ID+" Lounge", "kind", "merged"),
		}
		b, path := s.trainer(), "/app/companies/"+c.ID+"/compare/links"
		for _, i := range order {
			b.post(path, links[i]).goes(path)
		}
		b.get(path).want(http.StatusOK).count("main tbody tr", 2)
	}
}
