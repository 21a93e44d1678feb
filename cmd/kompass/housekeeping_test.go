package main

import (
	"testing"
	"time"
)

func TestServeClosesWhatIsDueAndEndsWithTheServer(t *testing.T) {
	s := newShell(t)
	company, teams := s.company("Service")
	enough, few := s.round(company, "--closes", "2026-12-01T12:00:00Z").ID, s.round(company, "--closes", "2026-12-01T12:00:00Z").ID
	s.imports(enough, s.file("six.csv", answers(t, 6, sheet{teams[0], "staff", 1})))
	s.imports(few, s.file("four.csv", answers(t, 4, sheet{teams[0], "staff", 1})))
	s.now = noon.Add(2 * time.Hour)
	var out servingJSON
	srv := s.start(&out, "serve", "--db", s.db, "--addr", "127.0.0.1:0")
	const tries = 500 // each opens the database anew
	for range tries {
		if s.listed(enough).State == "closed" {
			break
		}
	}
	if got := s.listed(enough).State; got != "closed" {
		t.Errorf("the round with enough answers is %s, want it closed by the server", got)
	}
	if got := s.listed(few).State; got != "open" {
		t.Errorf("the round with too few answers is %s, want it left to a person", got)
	}
	srv.end()
}
