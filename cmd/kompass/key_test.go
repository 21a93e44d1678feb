package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kompass/internal/sqlite"
)

// keyFolder is where the keys of the shell's database lie.
func (s *shell) keyFolder() string { return filepath.Join(s.dir, "keys") }

func TestInitMakesDatabaseAndKeysOnce(t *testing.T) {
	s := newShell(t)
	before, err := os.ReadDir(s.keyFolder())
	if err != nil || len(before) != 3 {
		t.Fatalf("got %d files and error %v, want marker, tag and the key to sign with", len(before), err)
	}
	company, _ := s.company("Service")
	var out struct {
		Database string   `json:"database"`
		Keys     []string `json:"keys"`
	}
	s.json(&out, "init")
	equal(t, "what init says", out.Keys, []string{s.keyFolder()})
	if !strings.Contains(s.ok("company", "list"), company) {
		t.Error("init has changed the database")
	}
}

func TestOnlyInitMakesADatabase(t *testing.T) {
	s := newShell(t)
	s.db = filepath.Join(s.dir, "other", "kompass.db")
	for _, args := range [][]string{{"company", "list"}, {"check"}, {"backup", "x.db"}, {"round", "list"}, {"key", "list"}} {
		s.refused(exitError, "kompass init", args...)
	}
	s.file("other/kompass.db", "")
	s.refused(exitError, "kompass init", "company", "list")
	s.refused(exitError, "kompass init", "serve", "--addr", "127.0.0.1:0")
}

func TestKeysAreListedCheckedAndCopied(t *testing.T) {
	s := newShell(t)
	company, _ := s.company("Service")
	round := s.round(company).ID
	var out keysJSON
	s.json(&out, "key", "list")
	equal(t, "keys", out, keysJSON{true, []keyJSON{{round, "Herbst", s.keyFolder(), "ok", false}}, []string{}})
	second := filepath.Join(s.dir, "stick")
	var copied struct {
		Folder string   `json:"folder"`
		Copied []string `json:"copied"`
	}
	s.json(&copied, "key", "copy", second)
	equal(t, "copied", copied.Copied, []string{round})
	if err := os.Remove(filepath.Join(s.keyFolder(), round+".key")); err != nil {
		t.Fatal(err)
	}
	got := s.run("key", "check", "--json")
	if got.code != exitError || !strings.Contains(got.stdout, `"missing"`) {
		t.Errorf("got %+v, want the missing key found", got)
	}
	s.bad("the key of round " + round)
	s.json(&out, "key", "check", "--keys", s.keyFolder()+","+second)
	equal(t, "one of two copies", out.OK, true)
	s.refused(exitError, "key of this round is not there", "round", "close", round)
}

func TestAHoldersKeyClosesTheRound(t *testing.T) {
	s := newShell(t)
	company, _ := s.company("Service")
	var opened struct {
		openedJSON
		Key string `json:"key"`
	}
	open := []string{"round", "open", "--company", company, "--questionnaire", short, "--title", "Herbst", "--perspectives", "none", "--key"}
	s.json(&opened, append(open, "holder")...)
	words := strings.Fields(opened.Key)
	if len(words) != 24 {
		t.Fatalf("got %d words, want 24", len(words))
	}
	s.refused(exitUsage, "server and holder", append(open, "me")...)
	right := s.file("right.txt", opened.Key)
	wrong := s.file("wrong.txt", strings.Join(append([]string{"zzz"}, words[1:]...), " "))
	swapped := s.file("swapped.txt", strings.Join(append([]string{words[1], words[0]}, words[2:]...), " "))
	s.refused(exitError, "word 1 is not", "round", "confirm", opened.ID, "--key-file", wrong)
	s.refused(exitError, "wrong order", "round", "confirm", opened.ID, "--key-file", swapped)
	s.refused(exitError, "not the key", "round", "confirm", opened.ID)
	s.ok("round", "confirm", opened.ID, "--key-file", right)
	s.ok("import", opened.ID, s.file("a.csv", answers(t, 6, sheet{"Service", "", 1})))
	s.refused(exitError, "somebody else holds the key", "round", "close", opened.ID)
	s.refused(exitError, "word 1 is not", "round", "close", opened.ID, "--key-file", wrong)
	s.ok("round", "close", opened.ID, "--key-file", right)
	s.ok("result", opened.ID)
}

func TestCopiesBeforeAnUpgradeGoAfterTwoWeeks(t *testing.T) {
	s := newShell(t)
	old, fresh := s.db+".before-001", s.db+".before-002"
	for path, at := range map[string]time.Time{old: s.now.Add(-15 * 24 * time.Hour), fresh: s.now} {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, at, at); err != nil {
			t.Fatal(err)
		}
	}
	if err := sqlite.DropCopies(s.db, s.now); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(old); err == nil {
		t.Error("the old copy is still there")
	}
	if _, err := os.Stat(fresh); err != nil {
		t.Error(err)
	}
}
