package main

import (
	"strings"
	"testing"

	"kompass/internal/explain"
	"kompass/internal/i18n"
)

func TestExplainTellsHowANumberCameAbout(t *testing.T) {
	s := newShell(t)
	round, teams := s.closed(t)
	text := s.ok("explain", round, "everyone/customers")
	for _, want := range []string{"Everyone · ", "n = 18", "Formula: ", "Filled in: ", "Rounding: ", "Sources\n", "  everyone/customers/"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in %s", want, text)
		}
	}
	if german := s.ok("explain", "--lang", "de", round, "team="+teams[0]+"/customers.mean"); !strings.Contains(german, "Service · ") || !strings.Contains(german, "Formel: ") || strings.Contains(german, "Alpha") {
		t.Errorf("got %s", german)
	}
	s.lang = i18n.German
	if text := s.ok("explain", round, "everyone"); !strings.Contains(text, "18 Personen haben geantwortet.") {
		t.Errorf("got %s", text)
	}
}

func TestExplainIsOneDocument(t *testing.T) {
	s := newShell(t)
	round, teams := s.closed(t)
	var e explain.Explanation
	s.json(&e, "explain", round, "team="+teams[1]+"/customers.mean")
	if !e.Shown || e.N == nil || *e.N != 6 || len(e.Numbers) != 1 || e.Numbers[0].Kind != explain.Mean || e.Path != "team="+teams[1]+"/customers.mean" {
		t.Errorf("got %+v", e)
	}
}

func TestExplainNamesWhatThereIs(t *testing.T) {
	s := newShell(t)
	round, teams := s.closed(t)
	s.refused(exitError, "There are: everyone, team="+teams[0], "explain", round, "team=x/customers")
	s.refused(exitError, "There are: customers, ", "explain", round, "everyone/kitchen")
	s.refused(exitError, "There are: mean, sd", "explain", round, "everyone/customers.median")
	s.refused(exitError, "no round “x”", "explain", "x", "everyone")
	s.refused(exitUsage, "ROUND PATH", "explain", round)
	s.refused(exitUsage, "“fr”", "explain", round, "everyone", "--lang", "fr")
	company, _ := s.company("Bar")
	s.refused(exitError, "still open", "explain", s.round(company).ID, "everyone")
}
