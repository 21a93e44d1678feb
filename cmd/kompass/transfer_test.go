package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestClosedRoundMovesToAnotherInstallation(t *testing.T) {
	here, there := newShell(t), newShell(t)
	round, _ := here.filled(12)
	path := filepath.Join(here.dir, "round.json")
	here.refused(exitError, "still open", "round", "export", round, "-o", path)
	here.ok("round", "close", round)
	here.ok("round", "export", round, "-o", path)
	var out struct {
		ID, Company string
		Already     bool
	}
	there.json(&out, "round", "import", path)
	if out.ID != round || out.Company != here.listed(round).Company || out.Already {
		t.Errorf("got %+v", out)
	}
	there.json(&out, "round", "import", path)
	if out.ID != round || !out.Already {
		t.Errorf("got %+v, want it to be there already", out)
	}
	equal(t, "the result", there.ok("result", round, "--json"), here.ok("result", round, "--json"))
	equal(t, "the list", there.listed(round), here.listed(round))
	if got := there.ok("check"); !strings.Contains(got, "in order") {
		t.Errorf("got %q", got)
	}
	there.ok("round", "release", round)
	if plain := there.ok("round", "import", path); !strings.Contains(plain, "here already") {
		t.Errorf("got %q", plain)
	}
	elsewhere := newShell(t)
	company, _ := elsewhere.company("Bar")
	if plain := elsewhere.ok("round", "import", path, "--company", company); !strings.Contains(plain, company) {
		t.Errorf("got %q, want the company that was named", plain)
	}
}

func TestRoundsThatMayNotMoveAreRefused(t *testing.T) {
	s := newShell(t)
	round, _ := s.filled(12)
	s.ok("round", "close", round)
	path := filepath.Join(s.dir, "round.json")
	s.ok("round", "export", round, "-o", path)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	there := newShell(t)
	there.refused(exitError, "has been changed", "round", "import", there.file("changed.json", strings.Replace(string(data), `"title": "Herbst"`, `"title": "Winter"`, 1)))
	there.refused(exitError, "holds no closed round", "round", "import", there.file("other.json", `{"a":1}`))
	there.refused(exitError, "There is no file", "round", "import", filepath.Join(there.dir, "none.json"))
	there.refused(exitError, "no company “none”", "round", "import", path, "--company", "none")
	s.refused(exitError, "no round “none”", "round", "export", "none", "-o", path)
	s.refused(exitUsage, "Missing: --output", "round", "export", round)
	there.lang = "de"
	there.refused(exitError, "wurde verändert", "round", "import", there.file("changed.json", strings.Replace(string(data), `"title": "Herbst"`, `"title": "Winter"`, 1)))
	if got := there.ok("round", "list", "--json"); got != "[]" {
		t.Errorf("got %s, want nothing stored", got)
	}
}
