package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The files of package questionnaire that these tests read.
const (
	questionnaireFiles = "../../internal/questionnaire/testdata/"
	generalFile        = questionnaireFiles + "general.yaml"
)

// finding is what follows the file in a line that lint prints.
var finding = regexp.MustCompile(`^:[1-9][0-9]*: (warning: )?\S`)

func TestLintNamesFileLineAndMessage(t *testing.T) {
	s := newShell(t)
	broken, err := filepath.Glob(questionnaireFiles + "broken/*.yaml")
	if err != nil || len(broken) == 0 {
		t.Fatalf("got %d broken files and error %v", len(broken), err)
	}
	for _, file := range broken {
		got := s.raw("lint", file)
		if got.code != exitError || got.stderr != "" {
			t.Errorf("%s: got exit %d, stderr %q", file, got.code, got.stderr)
		}
		for _, line := range strings.Split(strings.TrimSuffix(got.stdout, "\n"), "\n") {
			if !finding.MatchString(strings.TrimPrefix(line, file)) || !strings.HasPrefix(line, file) {
				t.Errorf("got %q, want FILE:LINE: message", line)
			}
		}
	}
}

func TestLintPassesWarnings(t *testing.T) {
	s := newShell(t)
	warned, err := filepath.Glob(questionnaireFiles + "warned/*.yaml")
	if err != nil || len(warned) == 0 {
		t.Fatalf("got %d files with warnings and error %v", len(warned), err)
	}
	for _, file := range warned {
		got := s.raw("lint", file)
		if got.code != exitOK || !strings.Contains(got.stdout, ": warning: ") || got.stderr != "" {
			t.Errorf("%s: got exit %d, stdout %q, stderr %q", file, got.code, got.stdout, got.stderr)
		}
	}
	all := s.raw(append([]string{"lint"}, warned...)...)
	for _, file := range warned {
		if all.code != exitOK || !strings.Contains(all.stdout, file+":") {
			t.Errorf("%s is not in %q", file, all.stdout)
		}
	}
	if got := s.raw("lint", generalFile); got.code != exitOK || got.stdout != "" {
		t.Errorf("got exit %d and %q for a file without findings", got.code, got.stdout)
	}
}

func TestLintReportsEveryFileInOneRun(t *testing.T) {
	s := newShell(t)
	empty, nonsense := s.file("empty.yaml", ""), s.file("nonsense.yaml", "a: [")
	got := s.raw("lint", empty, generalFile, nonsense)
	if got.code != exitError || !strings.Contains(got.stdout, empty+":") || !strings.Contains(got.stdout, nonsense+":") {
		t.Errorf("got exit %d and %q, want both files", got.code, got.stdout)
	}
	var rows []struct {
		File    string `json:"file"`
		Line    int    `json:"line"`
		Warning bool   `json:"warning"`
		Message string `json:"message"`
	}
	asJSON := s.raw("--json", "lint", empty, nonsense)
	readJSON(t, asJSON.stdout, &rows)
	if asJSON.code != exitError || len(rows) < 2 || rows[0].File != empty || rows[0].Line < 1 {
		t.Errorf("got exit %d and %+v", asJSON.code, rows)
	}
	s.check(s.raw("lint", filepath.Join(s.dir, "none.yaml")), exitError, "none.yaml")
	s.check(s.raw("lint", s.dir), exitError, s.dir)
	s.check(s.raw("lint", generalFile, filepath.Join(s.dir, "none.yaml")), exitError, "none.yaml")
}

func TestDiffComparesItemByItem(t *testing.T) {
	s := newShell(t)
	before, after := questionnaireFiles+"versions/v1.yaml", questionnaireFiles+"versions/v3.yaml"
	var out map[string]any
	readJSON(t, s.raw("diff", before, after, "--json").stdout, &out)
	items := out["items"].([]any)
	if len(items) == 0 {
		t.Fatal("no items")
	}
	counts := map[string]float64{}
	for _, raw := range items {
		item := raw.(map[string]any)
		if len(item) != 3 || item["id"] == "" {
			t.Errorf("got %v, want id, verdict and comparable", item)
		}
		_ = item["comparable"].(bool)
		counts[item["verdict"].(string)]++
	}
	for _, verdict := range []string{"same", "reworded", "rescaled", "moved", "new", "dropped"} {
		if out[verdict] != counts[verdict] {
			t.Errorf("%s: got %v, want %v", verdict, out[verdict], counts[verdict])
		}
	}
	plain := s.ok("diff", before, after)
	if strings.Count(plain, "\n")+1 != len(items) {
		t.Errorf("got %q, want a line for each of %d items", plain, len(items))
	}
}

func TestDiffRefusesChangedContentUnderOneVersion(t *testing.T) {
	s := newShell(t)
	data, err := os.ReadFile(generalFile)
	if err != nil {
		t.Fatal(err)
	}
	changed := s.file("changed.yaml", strings.Replace(string(data), "jedes Jahr eigenen Kompost", "immer eigenen Kompost", 1))
	s.check(s.raw("diff", generalFile, changed), exitError, "version")
	s.check(s.raw("diff", "--json", generalFile, changed), exitError, "version")
	commented := s.file("commented.yaml", "# only a comment\n"+string(data))
	if got := s.raw("diff", generalFile, commented); got.code != exitOK {
		t.Errorf("got exit %d and %q for the same content", got.code, got.stderr)
	}
	other := s.raw("diff", generalFile, questionnaireFiles+"sample.yaml")
	if other.code != exitError || other.stdout != "" || other.stderr == "" {
		t.Errorf("two questionnaires: got %+v", other)
	}
	broken := s.raw("diff", generalFile, s.file("broken.yaml", "schema: 1\n"))
	if broken.code != exitError || broken.stdout != "" || !strings.Contains(broken.stderr, "broken.yaml:") {
		t.Errorf("a broken file: got %+v", broken)
	}
}
