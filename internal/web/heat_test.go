package web_test

import (
	"net/http"
	"strings"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/web/webtest"
)

func TestHeatTableShowsEveryTeamInOrderOfCreation(t *testing.T) {
	s := webtest.New(t)
	c, teams, o := s.ClosedRound()
	p := s.Trainer().Get("/app/companies/" + c.ID + "/heat").Want(http.StatusOK)
	rows := p.Doc.Find(".heat tbody tr")
	if rows.Length() != 4 || !strings.Contains(rows.Eq(1).Find("th").Text(), teams[0].Name) {
		t.Fatalf("got %d rows, want everyone and the teams as they were added", rows.Length())
	}
	if got := rows.Eq(0).Find("td.heat-cell small").Length(); got != 12 {
		t.Errorf("got %d cells with their n, want 12", got)
	}
	if got := rows.Eq(3).Find("td.hatch[colspan='12']").Length(); got != 1 {
		t.Errorf("got %d hatched cells for a team of two, want one with the reason", got)
	}
	p.Says("weniger als 5 Antworten")
	own := s.SignIn("a@example.org", kompass.Coordinator, c.ID)
	own.Get("/app/companies/"+c.ID+"/heat").Want(http.StatusOK).Count(".heat", 0)
	s.Release(o.Round.ID)
	own.Get("/app/companies/"+c.ID+"/heat?round=unknown&perspective=x&page=-4").Want(http.StatusOK).Count(".heat", 1)
}
