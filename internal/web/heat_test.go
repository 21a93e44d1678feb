package web_test

import (
	"net/http"
	"strings"
	"testing"

	"kompass/internal/kompass"
)

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
