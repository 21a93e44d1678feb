package main

import (
	"strings"
	"testing"

	"kompass/internal/kompass"
)

func TestCompanyDelete(t *testing.T) {
	s := newShell(t)
	company, _ := s.company("Service")
	other, _ := s.company("Küche")
	s.round(company)
	s.refused(exitUsage, "ID", "company", "delete")
	s.refused(exitError, "no company", "company", "delete", "unknown", "--yes")
	s.stdin = "nein\n"
	if got := s.run("company", "delete", company); got.code != exitError || !strings.Contains(got.stderr, "--yes") {
		t.Errorf("got %+v, want it kept", got)
	}
	var kept []struct{ ID, Name, Created string }
	if s.json(&kept, "company", "list"); len(kept) != 2 {
		t.Fatalf("got %v, want both companies", kept)
	}
	var d kompass.Deletion
	s.json(&d, "company", "delete", "--yes", company)
	if d.ID == "" || d.CompanyID != company || d.By != "command line" || d.Teams != 1 || len(d.Rounds) != 1 || d.Rounds[0].Responses != nil {
		t.Errorf("got %+v, want the protocol", d)
	}
	if s.json(&kept, "company", "list"); len(kept) != 1 || kept[0].ID != other {
		t.Errorf("got %v, want the other company", kept)
	}
	if out := s.ok("company", "delete", "--yes", other); !strings.Contains(out, "0 rounds, 1 teams") && !strings.Contains(out, "0 Runden, 1 Teams") {
		t.Errorf("got %q, want what was deleted", out)
	}
}
