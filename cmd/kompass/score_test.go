package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// garden is a file of answers to the general questionnaire: n people of each team answer the field soil.
func garden(separator string, n int, teams ...string) string {
	var b strings.Builder
	b.WriteString(strings.Join([]string{"team", "soil-1", "soil-2", "soil-3"}, separator) + "\n")
	for _, team := range teams {
		for i := range n {
			first := []string{"some", "2.5", "everywhere"}[i%3]
			if separator == ";" {
				first = []string{"some", "2,5", "6,0"}[i%3]
			}
			b.WriteString(strings.Join([]string{team, first, "4.5", []string{"unknown", "fully", "1"}[i%3]}, separator) + "\n")
		}
	}
	return b.String()
}

type scored struct {
	Questionnaire map[string]any   `json:"questionnaire"`
	Schema        int              `json:"schema"`
	MinGroup      int              `json:"min_group"`
	AgreementRule int              `json:"agreement_rule"`
	Groups        []map[string]any `json:"groups"`
}

func (s *shell) score(file string, flags ...string) scored {
	s.t.Helper()
	var out scored
	s.json(&out, append([]string{"score", "--questionnaire", generalFile, file}, flags...)...)
	return out
}

func sortedKeys(m map[string]any) []string { return slices.Sorted(maps.Keys(m)) }

func TestScoreReadsBothSeparatorsAndPointsAlike(t *testing.T) {
	s := newShell(t)
	comma := s.score(s.file("comma.csv", garden(",", 6, "A", "B")), "--group", "team")
	semicolon := s.score(s.file("semicolon.csv", "\ufeff"+garden(";", 6, "A", "B")), "--group", "team")
	equal(t, "the same answers", semicolon, comma)
	equal(t, "questionnaire", sortedKeys(comma.Questionnaire), []string{"digest", "id", "version"})
	if len(comma.Groups) != 3 || comma.MinGroup != 5 || comma.AgreementRule != 2 {
		t.Fatalf("got %d groups with minimum %d, want everyone and two teams", len(comma.Groups), comma.MinGroup)
	}
	for i, want := range []map[string]any{{}, {"team": "A"}, {"team": "B"}} {
		equal(t, "key", comma.Groups[i]["key"], any(want))
	}
}

func TestScoreShowsFieldsWithEveryMember(t *testing.T) {
	s := newShell(t)
	everyone := s.score(s.file("answers.csv", garden(",", 6, "A", "B"))).Groups[0]
	equal(t, "n", everyone["n"], any(12.0))
	soil := everyone["fields"].([]any)[0].(map[string]any)
	equal(t, "members of a field", sortedKeys(soil), []string{"ad", "agreement", "alpha", "bound", "ci", "facets", "fit", "gap", "id",
		"items", "mean", "n", "omega", "position", "reason", "rwg", "sd", "shown", "spread", "surplus", "target", "weakest"})
	equal(t, "facets", soil["facets"], any([]any{}))
	item := soil["items"].([]any)[2].(map[string]any)
	equal(t, "members of an item", sortedKeys(item), []string{"counts", "favourable", "id", "mean", "missing", "n", "na", "sd"})
	equal(t, "cannot judge", item["na"], any(4.0))
	equal(t, "counts of raw answers", item["counts"], any(map[string]any{"not-at-all": 4.0, "hardly": 0.0, "rather-not": 0.0, "rather": 0.0, "largely": 0.0, "fully": 4.0}))
	equal(t, "mean of the reversed value", item["mean"], any(3.5))
	unanswered := everyone["fields"].([]any)[1].(map[string]any)
	equal(t, "members of a hidden field", sortedKeys(unanswered), []string{"id", "reason", "shown"})
}

func TestScoreHidesGroups(t *testing.T) {
	s := newShell(t)
	six := s.file("six.csv", garden(",", 6, "A"))
	for minimum, shown := range map[string]bool{"1": true, "6": true, "7": false} {
		everyone := s.score(six, "--min-group", minimum).Groups[0]
		if everyone["shown"] != shown {
			t.Errorf("minimum %s: got shown %v, want %v", minimum, everyone["shown"], shown)
		}
		if !shown {
			equal(t, "members of a hidden group", sortedKeys(everyone), []string{"key", "label", "reason", "shown"})
			equal(t, "reason", everyone["reason"], any("below_minimum"))
		}
	}
	mixed := s.file("mixed.csv", garden(",", 7, "A")+strings.TrimPrefix(garden(",", 2, "B"), "team,soil-1,soil-2,soil-3\n"))
	groups := s.score(mixed, "--group", "team").Groups
	for i, want := range []any{nil, "complementary", "below_minimum"} {
		if groups[i]["reason"] != want {
			t.Errorf("group %d: got reason %v, want %v", i, groups[i]["reason"], want)
		}
	}
}

func TestScoreSortsGroupsAndTakesAnyColumn(t *testing.T) {
	s := newShell(t)
	file := s.file("answers.csv", strings.Replace(garden(",", 5, "Küche", "Bar", "", "Ärzte"), "team", "Ort der Arbeit", 1))
	groups := s.score(file, "--group", "Ort der Arbeit").Groups
	var order []string
	for _, g := range groups[1:] {
		order = append(order, fmt.Sprint(g["key"].(map[string]any)["Ort der Arbeit"]))
	}
	if len(order) < 3 || !slices.IsSorted(order) {
		t.Errorf("got %q, want every value, sorted", order)
	}
}

func TestScoreRefusesTheWholeFile(t *testing.T) {
	s := newShell(t)
	score := func(content string, flags ...string) outcome {
		return s.raw(append([]string{"score", "--json", "--questionnaire", generalFile, s.file("answers.csv", content)}, flags...)...)
	}
	for name, tt := range map[string]struct{ content, words string }{
		"unknown point":       {"team,soil-1\nA,some\nA,often\n", `row 3, column "soil-1"`},
		"value of no point":   {"team,soil-1\nA,3\n", `row 2, column "soil-1"`},
		"too many cells":      {"team,soil-1\nA,some,fully\n", "row 2"},
		"no item":             {"team,mood\nA,fine\n", "row 1"},
		"one column twice":    {"soil-1,soil-1\nsome,some\n", `column "soil-1"`},
		"no rows at all":      {"", "empty"},
		"not judged anywhere": {"soil-1\nunknown\n", `row 2, column "soil-1"`},
	} {
		t.Run(name, func(t *testing.T) {
			inner := *s
			inner.t = t
			inner.check(score(tt.content), exitError, tt.words)
		})
	}
	s.check(score("team,soil-1\nA,some\n", "--group", "place"), exitError, "place")
	s.check(score("team,soil-1\nA,some\n", "--group", "soil-1"), exitError, "soil-1")
	latin := score("team,soil-1\nK\xfcche,some\n")
	if latin.code != exitError || latin.stdout != "" || !strings.Contains(latin.stderr, "UTF-8") {
		t.Errorf("got %+v, want a hint at UTF-8", latin)
	}
	several := score("soil-1\nnever\nsome\nseldom\n")
	if several.code != exitError || !strings.Contains(several.stderr, "row 2") || !strings.Contains(several.stderr, "row 4") {
		t.Errorf("got %+v, want both rows named", several)
	}
	s.check(s.raw("score", "--questionnaire", generalFile, s.dir+"/none.csv"), exitError, "none.csv")
	s.check(s.raw("score", "--questionnaire", s.dir+"/none.yaml", s.file("a.csv", "soil-1\nsome\n")), exitError, "none.yaml")
}

func TestScoreForPeople(t *testing.T) {
	s := newShell(t)
	file := s.file("answers.csv", garden(",", 6, "A"))
	got := s.ok("score", "--questionnaire", generalFile, file)
	if !strings.Contains(got, "n = 6") || !strings.Contains(got, "  soil\t") || !strings.Contains(got, "not shown (fewer than 5 answers)") {
		t.Errorf("got %q", got)
	}
}
