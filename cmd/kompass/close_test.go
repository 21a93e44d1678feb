package main

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"kompass/internal/i18n"
)

// filled opens a round of one team and imports n answers of staff.
func (s *shell) filled(n int, flags ...string) (round string, team string) {
	s.t.Helper()
	company, teams := s.company("Service")
	round = s.round(company, flags...).ID
	if n > 0 {
		s.ok("import", round, s.file("answers.csv", answers(s.t, n, sheet{teams[0], "staff", 1})))
	}
	return round, teams[0]
}

func TestRoundClosesReleasesAndShowsItsResult(t *testing.T) {
	s := newShell(t)
	round, team := s.filled(12)
	s.refused(exitError, "still open", "result", round)
	s.refused(exitError, "still open", "result", round, "--json")
	s.refused(exitError, "still open", "round", "release", round)
	if got := s.ok("round", "close", round); got != round {
		t.Errorf("got %q, want the id", got)
	}
	closed := s.listed(round)
	if closed.State != "closed" || closed.Responses == nil || *closed.Responses != 12 {
		t.Errorf("got %+v", closed)
	}
	s.refused(exitError, "closed already", "round", "close", round)
	s.refused(exitError, "closed already", "round", "close", round, "--yes")
	before := s.ok("result", round, "--json")
	var out idJSON
	s.json(&out, "round", "release", round)
	equal(t, "released", s.listed(round).State, "released")
	s.ok("round", "release", round)
	s.refused(exitError, "closed already", "round", "close", round)
	if after := s.ok("result", round, "--json"); after != before {
		t.Errorf("the result changed: got %s, want %s", after, before)
	}
	var doc map[string]any
	if err := json.Unmarshal([]byte(before), &doc); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]any{"round": round, "mode": "anonymous", "min_group": 5.0} {
		equal(t, name, doc[name], want)
	}
	if hash, _ := doc["hash"].(string); !strings.HasPrefix(hash, "sha256:") {
		t.Errorf("got hash %q", hash)
	}
	var groups []string
	for _, raw := range doc["groups"].([]any) {
		g, err := json.Marshal(raw.(map[string]any)["key"])
		if err != nil {
			t.Fatal(err)
		}
		groups = append(groups, string(g))
	}
	want := []string{`{}`, `{"team":"` + team + `"}`, `{"perspective":"leaders"}`, `{"perspective":"staff"}`,
		`{"perspective":"leaders","team":"` + team + `"}`, `{"perspective":"staff","team":"` + team + `"}`}
	if !slices.Equal(groups, want) {
		t.Errorf("got groups %q, want %q", groups, want)
	}
}

func TestOpenRoundShowsOnePerson(t *testing.T) {
	s := newShell(t)
	round, _ := s.filled(1, "--mode", "open")
	s.ok("round", "close", round)
	var doc struct {
		Mode     string
		MinGroup int `json:"min_group"`
		Hash     string
		Groups   []struct{ Shown bool }
	}
	if err := json.Unmarshal([]byte(s.ok("result", round, "--json")), &doc); err != nil {
		t.Fatal(err)
	}
	if doc.Mode != "open" || doc.MinGroup != 1 || !doc.Groups[0].Shown {
		t.Errorf("got %+v", doc)
	}
}

func TestClosingBelowTheMinimumAsks(t *testing.T) {
	s := newShell(t)
	s.person = true
	round, _ := s.filled(4)
	for _, answer := range []string{"", "no\n", "\n", "yes please\n", "j\n"} {
		s.stdin = answer
		got := s.run("round", "close", round, "--json")
		if got.code != exitError || got.stdout != "" || !strings.Contains(got.stderr, "answers are deleted") || !strings.Contains(got.stderr, "--yes") {
			t.Errorf("answer %q: got %+v", answer, got)
		}
		equal(t, "state", s.listed(round).State, "open")
	}
	s.stdin = "ja\n"
	s.lang = i18n.German
	got := s.run("round", "close", round)
	if got.code != exitOK || got.stdout != round+"\n" || !strings.Contains(got.stderr, "Wirklich?") || !strings.Contains(got.stderr, "Es gibt kein Ergebnis") {
		t.Errorf("got %+v", got)
	}
	equal(t, "closed", s.listed(round).State, "closed")
	s.refused(exitError, "zu wenige Antworten", "result", round, "--json")
	s.refused(exitError, "zu wenige Antworten", "round", "release", round)
	s.refused(exitError, "bereits geschlossen", "round", "close", round)
	if got := s.ok("check"); !strings.Contains(got, "in Ordnung") {
		t.Errorf("got %q", got)
	}
}

func TestClosingBelowTheMinimumWithoutAsking(t *testing.T) {
	s := newShell(t)
	for _, n := range []int{0, 4} {
		round, _ := s.filled(n)
		got := s.run("round", "close", "--yes", round, "--json")
		var out idJSON
		readJSON(t, got.stdout, &out)
		if got.code != exitOK || out.ID != round || !strings.Contains(got.stderr, "There is no result") {
			t.Errorf("%d answers: got %+v", n, got)
		}
		equal(t, "closed", s.listed(round), roundJSON{round, s.listed(round).Company, "Herbst", "closed", nil})
	}
}

func TestCancelAsksAndDeletes(t *testing.T) {
	s := newShell(t)
	round, _ := s.filled(5)
	for _, answer := range []string{"", "no\n"} {
		s.stdin = answer
		got := s.run("round", "cancel", round)
		if got.code != exitError || got.stdout != "" || !strings.Contains(got.stderr, "Really?") || !strings.Contains(got.stderr, "stays as it is") {
			t.Errorf("answer %q: got %+v", answer, got)
		}
		equal(t, "state", s.listed(round).State, "open")
	}
	s.stdin = "YES\n"
	if got := s.run("round", "cancel", round); got.code != exitOK || got.stdout != round+"\n" {
		t.Errorf("got %+v", got)
	}
	s.refused(exitError, "no round", "result", round)
	s.refused(exitError, "no round", "round", "cancel", round, "--yes")
	other, _ := s.filled(1)
	s.stdin = ""
	var out idJSON
	s.json(&out, "round", "cancel", other, "--yes")
	equal(t, "id", out.ID, other)
	if got := s.ok("round", "list", "--json"); got != "[]" {
		t.Errorf("got %s, want no round", got)
	}
}

func TestResultForPeople(t *testing.T) {
	s := newShell(t)
	round, _ := s.filled(12)
	s.ok("round", "close", round)
	s.lang = i18n.German
	got := s.ok("result", round)
	for _, want := range []string{"n = 12", "customers\t1,9\tn = 12", "Führungskräfte\t", "nicht dargestellt (weniger als 5 Antworten)"} {
		if !strings.Contains(got, want) {
			t.Errorf("got %q, want %q in it", got, want)
		}
	}
}

func TestAScriptThatClosesBelowTheMinimumHasDecided(t *testing.T) {
	s := newShell(t)
	round, _ := s.filled(4)
	got := s.run("round", "close", round)
	if got.code != exitOK || got.stdout != round+"\n" || !strings.Contains(got.stderr, "There is no result") {
		t.Errorf("got %+v", got)
	}
	equal(t, "state", s.listed(round).State, "closed")
	s.refused(exitError, "too few answers", "result", round, "--json")
}
