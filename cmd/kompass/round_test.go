package main

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"kompass/internal/i18n"
)

// code is what an access code looks like: no O, I, L or U.
var code = regexp.MustCompile(`^[0-9A-HJKMNP-TV-Z]{8}$`)

// asked lists what the links of a round leave open, as team/perspective.
func asked(o openedJSON) []string {
	var out []string
	for _, l := range o.Links {
		out = append(out, deref(l.Team)+"/"+deref(l.Perspective))
	}
	return out
}

func TestRoundOpensLinksForTeamsAndPerspectives(t *testing.T) {
	s := newShell(t)
	company, teams := s.company("Service", "Küche", "Bar")
	both := func(ids ...string) (out []string) {
		for _, id := range ids {
			out = append(out, id+"/leaders", id+"/staff")
		}
		return out
	}
	equal(t, "all teams, all perspectives", asked(s.round(company)), both(teams...))
	equal(t, "asked for by name", asked(s.round(company, "--perspectives", "all")), both(teams...))
	equal(t, "teams only", asked(s.round(company, "--perspectives", "none")), []string{teams[0] + "/-", teams[1] + "/-", teams[2] + "/-"})
	equal(t, "some teams, in order of creation", asked(s.round(company, "--team", teams[2], "--team", teams[0])), both(teams[0], teams[2]))
	equal(t, "a team named twice", asked(s.round(company, "--team", teams[1], "--team", teams[1])), both(teams[1]))
	equal(t, "one link for everybody", asked(s.round(company, "--one-link")), []string{"-/-"})
	alone, _ := s.company()
	equal(t, "no teams", asked(s.round(alone, "--heads", "30")), []string{"-/-"})
	equal(t, "no teams and no perspectives", asked(s.round(alone, "--perspectives", "none", "--heads", "30")), []string{"-/-"})
}

func TestRoundOpensWithCodesThatLeadToTheBaseAddress(t *testing.T) {
	s := newShell(t)
	company, _ := s.company("Service", "Küche")
	seen := map[string]bool{}
	for given, base := range map[string]string{
		"https://kompass.example.org": "https://kompass.example.org", "https://example.org/kompass/": "https://example.org/kompass",
		"http://127.0.0.1:9000/": "http://127.0.0.1:9000", "http://[::1]:8080": "http://[::1]:8080",
	} {
		for _, l := range s.round(company, "--base-url", given).Links {
			if !code.MatchString(l.Code) || seen[l.Code] || l.URL != base+"/s/"+l.Code {
				t.Errorf("%s: got code %q, address %q", given, l.Code, l.URL)
			}
			seen[l.Code] = true
		}
	}
	t.Setenv("KOMPASS_BASE_URL", "https://env.example.org/")
	if got := s.round(company).Links[0]; got.URL != "https://env.example.org/s/"+got.Code {
		t.Errorf("got %q, want the address from the environment", got.URL)
	}
	t.Setenv("KOMPASS_BASE_URL", "")
	if got := s.round(company).Links[0]; got.URL != "http://127.0.0.1:8080/s/"+got.Code {
		t.Errorf("got %q, want the default", got.URL)
	}
}

func TestRoundMinimumGroup(t *testing.T) {
	s := newShell(t)
	company, _ := s.company("Service")
	open := []string{"round", "open", "--company", company, "--questionnaire", short, "--title", "T", "--min-group"}
	for _, k := range []string{"4", "51", "0", "-5"} {
		s.refused(exitError, "between 5 and 50", append(open, k)...)
	}
	for _, k := range []string{"5", "50"} {
		if got := s.run(append(open, k, "--json")...); got.code != exitOK {
			t.Errorf("%s: got %+v", k, got)
		}
	}
	got := s.run(append(open, "1", "--mode", "open")...) // an open round has none
	if got.code != exitOK || got.stderr != "" {
		t.Errorf("got %+v", got)
	}
}

func TestRoundWarnsOnStderr(t *testing.T) {
	s := newShell(t)
	company, teams := s.company("Service", "Küche")
	open := []string{"round", "open", "--company", company, "--questionnaire", short, "--title", "T", "--json"}
	var out openedJSON
	small := s.run(append(open, "--min-group", "13")...)
	readJSON(t, small.stdout, &out)
	if small.code != exitOK || strings.Count(small.stderr, "\n") != 1 || !strings.Contains(small.stderr, "24 people") {
		t.Errorf("a company below twice the minimum: got %+v", small)
	}
	two := s.run(append(open, "--min-group", "7")...)
	readJSON(t, two.stdout, &out)
	if strings.Count(two.stderr, "12 people") != 2 {
		t.Errorf("teams below twice the minimum: got %q", two.stderr)
	}
	if enough := s.run(append(open, "--min-group", "6")...); enough.stderr != "" {
		t.Errorf("got %q, want no warning", enough.stderr)
	}
	if agreed := s.run(append(open, "--mode", "open", "--team", teams[0])...); agreed.stderr != "" {
		t.Errorf("an open round: got %q, want no warning", agreed.stderr)
	}
}

func TestRoundRefusedNamesWhatThereIsNot(t *testing.T) {
	s := newShell(t)
	company, _ := s.company("Service")
	_, foreign := s.company("Küche")
	open := func(company, questionnaire, title string, more ...string) []string {
		return append([]string{"round", "open", "--company", company, "--questionnaire", questionnaire, "--title", title}, more...)
	}
	s.refused(exitError, "no company “nowhere”", open("nowhere", short, "T")...)
	s.refused(exitError, "no questionnaire “none”", open(company, "none", "T")...)
	s.refused(exitError, "no team “none”", open(company, short, "T", "--team", "none")...)
	s.refused(exitError, "no team “"+foreign[0]+"”", open(company, short, "T", "--team", foreign[0])...)
	s.refused(exitError, "enter a title", open(company, short, " ")...)
	alone, _ := s.company()
	s.refused(exitError, "how many people are asked", open(alone, short, "T")...)
	s.refused(exitError, "end must come after", open(company, short, "T", "--opens", "2026-12-05", "--closes", "2026-12-04")...)
	s.refused(exitError, "end must come after", open(company, short, "T", "--opens", "2026-10-05", "--closes", "2026-10-06")...)
	if got := s.ok("round", "list", "--json"); got != "[]" {
		t.Errorf("got %s, want no round", got)
	}
	for _, act := range [][]string{{"close"}, {"release"}, {"cancel", "--yes"}} {
		s.refused(exitError, "no round “none”", append([]string{"round", act[0], "none"}, act[1:]...)...)
	}
	s.refused(exitError, "no round “none”", "result", "none")
}

func TestRoundListCountsFromTheMinimum(t *testing.T) {
	s := newShell(t)
	company, teams := s.company("Service")
	round := s.round(company)
	equal(t, "without answers", s.listed(round.ID), roundJSON{round.ID, company, "Herbst", "open", nil})
	s.ok("import", round.ID, s.file("four.csv", answers(t, 4, sheet{teams[0], "staff", 1})))
	equal(t, "below the minimum", s.listed(round.ID).Responses, (*int)(nil))
	s.ok("import", round.ID, s.file("one.csv", answers(t, 1, sheet{teams[0], "staff", 3})))
	five := 5
	equal(t, "from the minimum on", s.listed(round.ID), roundJSON{round.ID, company, "Herbst", "open", &five})
	agreed := s.round(company, "--mode", "open")
	equal(t, "an open round without answers", s.listed(agreed.ID).Responses, (*int)(nil))
	s.ok("import", agreed.ID, s.file("one.csv", answers(t, 1, sheet{teams[0], "staff", 3})))
	one := 1
	equal(t, "an open round", s.listed(agreed.ID).Responses, &one)
	if plain := s.ok("round", "list"); !strings.Contains(plain, fmt.Sprintf("%s\topen\tHerbst", round.ID)) {
		t.Errorf("got %q", plain)
	}
}

func TestRoundForPeople(t *testing.T) {
	s := newShell(t)
	s.lang = i18n.German
	company, _ := s.company("Service")
	got := s.ok("round", "open", "--company", company, "--questionnaire", short, "--title", "T")
	lines := strings.Split(got, "\n")
	if len(lines) != 3 || !id.MatchString(lines[0]) || strings.Count(lines[1], "\t") != 3 {
		t.Errorf("got %q, want the id and a line for each link", got)
	}
}

func TestAResultIsSharedAndWithdrawnByCommand(t *testing.T) {
	s := newShell(t)
	round, _ := s.filled(12)
	s.refused(exitError, "still open", "round", "share", round)
	s.ok("round", "close", round)
	s.refused(exitError, "not released yet", "round", "share", round)
	s.ok("round", "release", round)
	type shared struct {
		ID     string `json:"id"`
		Shared bool   `json:"shared"`
		URL    string `json:"url"`
	}
	var on, again, off shared
	s.json(&on, "round", "share", round)
	s.json(&again, "round", "share", round)
	if !on.Shared || on.ID != round || !code.MatchString(strings.TrimPrefix(on.URL, "http://127.0.0.1:8080/s/")) || again != on {
		t.Errorf("got %+v, then %+v, want one address", on, again)
	}
	equal(t, "for people", s.ok("round", "share", round), round+"\t"+on.URL)
	s.json(&off, "round", "share", round, "--off")
	equal(t, "withdrawn", off, shared{ID: round})
	s.refused(exitError, "no round", "round", "share", "0123456789abcdef")
}
