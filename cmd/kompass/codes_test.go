package main

import (
	"strings"
	"testing"

	"kompass/internal/kompass"
)

func TestEverybodyGetsACode(t *testing.T) {
	s := newShell(t)
	company, teams := s.company("Service", "Küche")
	drawn := map[string]int{}
	codes := map[string]bool{}
	for _, link := range s.round(company, "--access", "codes").Links {
		if len(link.Code) != kompass.OnceCodeLen || !strings.HasSuffix(link.URL, "/s/"+link.Code) || link.Perspective != nil {
			t.Errorf("got %+v", link)
		}
		drawn[*link.Team]++
		codes[link.Code] = true
	}
	equal(t, "codes by team", drawn, map[string]int{teams[0]: 12, teams[1]: 12})
	equal(t, "different codes", len(codes), 24)
	equal(t, "codes of one team", len(s.round(company, "--access", "codes", "--team", teams[1]).Links), 12)
	alone := s.ok("company", "add", "--name", "Allein")
	equal(t, "more codes than are drawn at once", len(s.round(alone, "--access", "codes", "--heads", "501").Links), 501)
	open := []string{"round", "open", "--company", alone, "--questionnaire", short, "--title", "T", "--access"}
	s.refused(exitUsage, "wants --heads", append(open, "codes")...)
	s.refused(exitUsage, "link or codes", append(open, "post")...)
	s.refused(exitUsage, "do not go together", append(open, "codes", "--heads", "12", "--one-link")...)
}
