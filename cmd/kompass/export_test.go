package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// closed opens a round of two teams, answers it and closes it.
func (s *shell) closed(t *testing.T) (round string, teams []string) {
	t.Helper()
	company, teams := s.company("Service", "Küche")
	round = s.round(company).ID
	file := s.file("answers.csv", answers(t, 6, sheet{teams[0], "staff", 2}, sheet{teams[0], "leaders", 3}, sheet{teams[1], "staff", 1}))
	s.ok("import", round, file)
	s.ok("round", "close", round, "--yes")
	return round, teams
}

func TestExportWritesEveryFormat(t *testing.T) {
	s := newShell(t)
	round, _ := s.closed(t)
	table := s.ok("export", round, "--format", "csv")
	if !strings.HasPrefix(table, "\ufeffgroup;field;facet;item;n;mean;sd;ci_low;ci_high;target;gap;") || !strings.Contains(table, "\nAlle;") {
		t.Errorf("got %.200q", table)
	}
	if english := s.ok("export", "--lang", "en", round, "--format", "csv", "-o", "-"); !strings.Contains(english, "\nEveryone;") || english == table {
		t.Errorf("got %.200q", english)
	}
	if book := s.ok("export", round, "--format", "xlsx"); !strings.HasPrefix(book, "PK\x03\x04") {
		t.Errorf("got %.20q, want a workbook", book)
	}
	document := s.ok("result", round, "--json")
	for _, flags := range [][]string{{}, {"--json"}} {
		if got := s.ok(append([]string{"export", round, "--format", "json"}, flags...)...); got != document {
			t.Errorf("got %.200q, want the document as result prints it", got)
		}
	}
}

func TestExportReplacesAFile(t *testing.T) {
	s := newShell(t)
	round, _ := s.closed(t)
	file := s.file("out/result.csv", "old")
	s.file("out/result.csv.part", "left behind")
	s.refused(exitError, "--force", "export", round, "--format", "csv", "-o", file)
	if got := s.ok("export", round, "--format", "csv", "-o", file, "--force"); got != file {
		t.Errorf("got %q, want the name of the file", got)
	}
	data, err := os.ReadFile(file)
	if err != nil || string(data) != s.ok("export", round, "--format", "csv")+"\n" {
		t.Errorf("got %.100q, %v, want what standard output gets", data, err)
	}
	if left, err := os.ReadDir(filepath.Dir(file)); err != nil || len(left) != 1 {
		t.Errorf("got %v, %v, want nothing beside the file", left, err)
	}
	var said struct{ File string }
	s.json(&said, "export", round, "--format", "xlsx", "--output", file, "--force")
	if said.File != file {
		t.Errorf("got %+v", said)
	}
	s.refused(exitError, "no file or folder", "export", round, "--format", "csv", "-o", filepath.Join(s.dir, "missing", "x.csv"))
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("got %v, %v, want a file for its owner alone", info.Mode(), err)
	}
}

func TestNothingIsWrittenOverTheDatabase(t *testing.T) {
	s := newShell(t)
	round, _ := s.closed(t)
	link := filepath.Join(s.dir, "link.db")
	if err := os.Link(s.db, link); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{s.db, s.db + "-wal", link} {
		s.refused(exitError, "belongs to the database", "export", round, "--format", "csv", "--force", "-o", path)
		s.refused(exitError, "belongs to the database", "round", "export", round, "--force", "-o", path)
	}
}

func TestExportSaysWhyThereIsNothing(t *testing.T) {
	s := newShell(t)
	company, _ := s.company("Service")
	open := s.round(company).ID
	s.refused(exitError, "still open", "export", open, "--format", "csv")
	s.refused(exitError, "no round “x”", "export", "x", "--format", "csv")
	s.refused(exitUsage, "--format", "export", open)
	s.refused(exitUsage, "“ods”", "export", open, "--format", "ods")
	s.refused(exitUsage, "“fr”", "export", open, "--format", "csv", "--lang", "fr")
	s.refused(exitUsage, "--json", "export", open, "--format", "csv", "--json")
	s.refused(exitUsage, "ROUND", "export", "--format", "csv")
}

func TestExportHoldsNoCode(t *testing.T) {
	s := newShell(t)
	company, teams := s.company("Service")
	o := s.round(company)
	s.ok("import", o.ID, s.file("answers.csv", answers(t, 6, sheet{teams[0], "staff", 2})))
	s.ok("round", "close", o.ID, "--yes")
	for _, format := range []string{"csv", "json"} {
		for _, l := range o.Links {
			if strings.Contains(s.ok("export", o.ID, "--format", format), l.Code) {
				t.Errorf("%s: an access code is in the file", format)
			}
		}
	}
	if !json.Valid([]byte(s.ok("export", o.ID, "--format", "json"))) {
		t.Error("got no JSON")
	}
}
