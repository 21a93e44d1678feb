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
	"kompass/internal/web/webtest"
)

// TestTwoRoundsOfOneDayAreShownInTheirOrder closes two rounds on one day. The afternoon's was opened first and rose, so
// that every page that went by days, or by which round was made first, would tell it the wrong way round.
func TestTwoRoundsOfOneDayAreShownInTheirOrder(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	plan := func(title string) func(*rounds.Plan) {
		return func(p *rounds.Plan) { p.Title, p.AskPerspectives = title, false }
	}
	afternoon := s.Polled(c, 12, "yes", plan("Nachmittag"))
	s.Clock.Advance(24 * time.Hour)
	morning := s.Polled(c, 12, "no", plan("Vormittag"))
	s.CloseRound(morning.Round.ID)
	s.Clock.Advance(5 * time.Hour)
	s.CloseRound(afternoon.Round.ID)

	b, path := s.Trainer(), "/app/companies/"+c.ID
	if got := webtest.Squeeze(b.Get("/app").One(".glance").Text()); !strings.Contains(got, "Nachmittag") || !strings.Contains(got, "verändert") {
		t.Errorf("the overview says %q, want the afternoon and what changed", got)
	}
	for query, want := range map[string]string{"?s=*": "Vormittag; Nachmittag", "": "Vormittag; Nachmittag", "?s=last": "Nachmittag – Alle"} {
		if got := seriesNames(b.Get(path + "/compare" + query).Want(http.StatusOK)); got != want {
			t.Errorf("compare%s: got %q, want %q", query, got, want)
		}
	}
	b.Get(path + "/compare?s=*").Says("Vormittag bis Nachmittag")
	if got := webtest.Squeeze(b.Get(path + "/heat").Want(http.StatusOK).One("caption").Text()); !strings.Contains(got, "Nachmittag") {
		t.Errorf("the heat table is of %q, want the afternoon", got)
	}
	for round, before := range map[string]string{afternoon.Round.ID: "Vormittag", morning.Round.ID: ""} {
		report := b.Get("/app/rounds/" + round + "/report").Want(http.StatusOK)
		if got := webtest.Squeeze(report.Doc.Find("#change").Text()); (before == "") != (got == "") || !strings.Contains(got, before) {
			t.Errorf("the report says %q, want it beside %q", got, before)
		}
	}
}

// TestTeamsAreMergedInAnyOrder links the bar, whose line goes on, and the hall, which goes into the same lounge.
func TestTeamsAreMergedInAnyOrder(t *testing.T) {
	for _, order := range [][]int{{0, 1}, {1, 0}} {
		s := webtest.New(t)
		c, teams := s.Company("Hotel Adler", "Bar", "Saal")
		first := s.Open(c, webtest.Full, func(p *rounds.Plan) { p.AskPerspectives = false })
		s.Fill(first.Links[0], 11)
		s.CloseRound(first.Round.ID)
		merged, err := s.Store.MergeTeams(t.Context(), kompass.Unlimited(sqlitetest.Actor), kompass.Merge{CompanyID: c.ID, TeamIDs: []string{teams[0].ID, teams[1].ID}, Name: "Lounge"})
		s.Must(err)
		second := s.Open(c, webtest.Full, func(p *rounds.Plan) { p.AskPerspectives = false })
		s.Fill(second.Links[0], 11)
		s.CloseRound(second.Round.ID)
		links := []url.Values{
			webtest.Values("from", teams[0].ID+" Bar", "to", merged.ID+" Lounge", "kind", "continues"),
			webtest.Values("from", teams[1].ID+" Saal", "to", merged.ID+" Lounge", "kind", "merged"),
		}
		b, path := s.Trainer(), "/app/companies/"+c.ID+"/compare/links"
		for _, i := range order {
			b.Post(path, links[i]).Goes(path)
		}
		b.Get(path).Want(http.StatusOK).Count("main tbody tr", 2)
	}
}
