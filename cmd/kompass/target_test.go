package main

import (
	"testing"
)

type targetJSON map[string]map[string]float64

func TestTargetFromAProfile(t *testing.T) {
	s := newShell(t)
	company, _ := s.company()
	s.refused(exitError, "No target has been set", "target", "show", "--company", company)
	s.refused(exitError, "No target has been set", "target", "freeze", "--company", company)
	var set, shown targetJSON
	s.json(&set, "target", "set", "--company", company, "--profile", "luxury")
	s.json(&shown, "target", "show", "--company", company)
	equal(t, "shown", shown, set)
	for _, field := range []string{"customers", "leadership", "people", "management"} {
		for _, facet := range []string{"attitude", "tools", "processes"} {
			if v, ok := set[field][facet]; !ok || v < 0 || v > 4 {
				t.Errorf("%s/%s: got %v, %v", field, facet, v, ok)
			}
		}
	}
	s.refused(exitError, "no start profile “cheap”", "target", "set", "--company", company, "--profile", "cheap")
	s.refused(exitError, "no questionnaire “none”", "target", "set", "--company", company, "--profile", "luxury", "--questionnaire", "none")
	s.refused(exitError, "no company “nowhere”", "target", "set", "--company", "nowhere", "--profile", "luxury")
	s.refused(exitError, "no company “nowhere”", "target", "set", "--company", "nowhere", "--profile", "luxury", "--renew")
	s.refused(exitError, "no company “nowhere”", "target", "show", "--company", "nowhere")
	s.refused(exitError, "no company “nowhere”", "target", "freeze", "--company", "nowhere")
}

func TestTargetFromAFile(t *testing.T) {
	s := newShell(t)
	company, _ := s.company()
	set := func(content string) []string {
		return []string{"target", "set", "--company", company, "--file", s.file("target.json", content)}
	}
	var got targetJSON
	s.json(&got, set(`{"customers": 2.5, "people": {"tools": 0, "attitude": 4}}`)...)
	want := targetJSON{"customers": {"attitude": 2.5, "tools": 2.5, "processes": 2.5}, "people": {"tools": 0, "attitude": 4}}
	equal(t, "a number stands for the whole field, a cell for itself", got, want)
	for content, words := range map[string]string{
		`{"customers": 4.1}`:                    "0.0 to 4.0",
		`{"customers": {"attitude": -0.1}}`:     "0.0 to 4.0",
		`{"guests": 2}`:                         "no field “guests”",
		`{"customers": {"mood": 2}}`:            "no facet “mood”",
		`{"customers": {"": 2, "attitude": 3}}`: "no facet",
		`{}`:                                    "at least one value",
		`null`:                                  "at least one value",
		`{"customers": {}}`:                     "at least one value",
		`{"customers": null}`:                   "is no target",
		`{"customers": {"attitude": null}}`:     "is no target",
		`{"customers": "2.5"}`:                  "is no target",
		`{"customers": {"attitude": [1]}}`:      "is no target",
		`[2]`:                                   "is no target",
		`{"customers": 1} {"customers": 2}`:     "is no target",
		``:                                      "is no target",
		`{"customers": NaN}`:                    "is no target",
		`{"customers": {"attitude": 2}, "x": "y"}`: "is no target",
	} {
		s.refused(exitError, words, set(content)...)
		var kept targetJSON
		s.json(&kept, "target", "show", "--company", company)
		equal(t, "kept after "+content, kept, want)
	}
	s.refused(exitError, "none.json", "target", "set", "--company", company, "--file", s.dir+"/none.json")
}

func TestTargetIsFrozenAndRenewed(t *testing.T) {
	s := newShell(t)
	company, _ := s.company("Service")
	s.ok("target", "set", "--company", company, "--profile", "luxury", "--renew") // nothing to renew yet
	var set, frozen targetJSON
	s.json(&set, "target", "set", "--company", company, "--profile", "middle", "--renew")
	s.json(&frozen, "target", "freeze", "--company", company)
	equal(t, "frozen", frozen, set)
	s.refused(exitError, "frozen already", "target", "freeze", "--company", company)
	luxury := []string{"target", "set", "--company", company, "--profile", "luxury"}
	s.refused(exitError, "--renew", luxury...)
	s.refused(exitError, "no start profile", "target", "set", "--company", company, "--profile", "none", "--renew")
	s.refused(exitError, "frozen already", "target", "freeze", "--company", company) // a wrong renewal unfroze nothing
	round := s.round(company)
	s.refused(exitError, "While a round is open", append(luxury, "--renew")...)
	s.ok("round", "cancel", round.ID, "--yes")
	s.ok(append(luxury, "--renew")...)
	s.ok("target", "set", "--company", company, "--profile", "discounter")
	s.ok("target", "freeze", "--company", company)
}
