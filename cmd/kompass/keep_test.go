package main

import (
	"database/sql"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"kompass/internal/i18n"
	"kompass/internal/sqlite"
)

// alter changes a database behind the program's back.
func alter(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, statement := range statements {
		if _, err := db.Exec(statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
}

func TestBackupAndRestore(t *testing.T) {
	s := newShell(t)
	company, _ := s.company("Service")
	backup := filepath.Join(s.dir, "backup.db")
	var out struct {
		File string `json:"file"`
	}
	s.json(&out, "backup", backup)
	equal(t, "file", out.File, backup)
	s.refused(exitError, "exists already", "backup", backup)
	s.refused(exitError, filepath.Join(s.dir, "none"), "backup", filepath.Join(s.dir, "none", "backup.db"))
	s.ok("company", "add", "--name", "Later")
	if got := s.ok("restore", backup); got != s.db {
		t.Errorf("got %q, want the database", got)
	}
	var all []struct{ ID, Name, Created string }
	s.json(&all, "company", "list")
	if len(all) != 1 || all[0].ID != company {
		t.Errorf("got %+v, want the company of the backup alone", all)
	}
	elsewhere := *s
	elsewhere.db = filepath.Join(s.dir, "new", "kompass.db")
	elsewhere.json(&out, "restore", backup)
	equal(t, "file", out.File, elsewhere.db)
	elsewhere.json(&all, "company", "list")
	equal(t, "companies", len(all), 1)
}

func TestRestoreRefuses(t *testing.T) {
	s := newShell(t)
	s.company("Service")
	backup := filepath.Join(s.dir, "backup.db")
	s.ok("backup", backup)
	s.refused(exitError, "none.db", "restore", filepath.Join(s.dir, "none.db"))
	s.refused(exitError, "diary.txt is no database of Kompass", "restore", s.file("diary.txt", "Dear diary, today was a long day."))
	s.refused(exitError, "no database of Kompass", "restore", s.file("empty.db", ""))
	newer := filepath.Join(s.dir, "newer.db")
	s.ok("backup", newer)
	alter(t, newer, "PRAGMA user_version = 999")
	s.refused(exitError, "newer.db was written by a newer Kompass", "restore", newer)
	release, err := sqlite.LockServer(s.db)
	if err != nil {
		t.Fatal(err)
	}
	s.refused(exitError, "already running", "restore", backup)
	s.refused(exitError, "already running", "serve", "--addr", "127.0.0.1:0")
	s.ok("company", "list") // commands work beside the server
	if err := release(); err != nil {
		t.Fatal(err)
	}
	s.ok("restore", backup)
}

func TestDatabasesThatCannotBeUsed(t *testing.T) {
	s := newShell(t)
	s.company()
	foreign, newer, damaged := filepath.Join(s.dir, "foreign.db"), filepath.Join(s.dir, "newer.db"), filepath.Join(s.dir, "damaged.db")
	alter(t, foreign, "CREATE TABLE notes (body TEXT)")
	s.ok("backup", newer)
	alter(t, newer, "PRAGMA user_version = 999")
	s.ok("backup", damaged)
	data, err := os.ReadFile(damaged)
	if err != nil {
		t.Fatal(err)
	}
	s.file("damaged.db", string(data[:4096])+strings.Repeat("#", 8*4096)+string(data[9*4096:]))
	for path, words := range map[string][2]string{
		foreign:                            {"is no database of Kompass", "ist keine Datenbank von Kompass"},
		newer:                              {"newer Kompass", "neueren Kompass"},
		damaged:                            {"is damaged", "ist beschädigt"},
		s.dir:                              {"cannot be created or written", "nicht anlegen oder beschreiben"},
		s.file("file", "x") + "/x.db":      {"cannot be created or written", "nicht anlegen oder beschreiben"},
		s.file("text.db", "Dear diary, …"): {"is no database of Kompass", "ist keine Datenbank von Kompass"},
	} {
		before, _ := os.ReadFile(path)
		for i, lang := range []i18n.Lang{i18n.English, i18n.German} {
			other := *s
			other.db, other.lang = path, lang
			other.refused(exitError, words[i], "company", "list", "--json")
			other.refused(exitError, words[i], "check")
			other.refused(exitError, path, "serve", "--addr", "127.0.0.1:0")
		}
		if after, _ := os.ReadFile(path); string(after) != string(before) {
			t.Errorf("%s was changed", path)
		}
	}
}

type checkJSON struct {
	OK       bool     `json:"ok"`
	Findings []string `json:"findings"`
}

// bad runs check, which must find something about every one of the words.
func (s *shell) bad(words ...string) {
	s.t.Helper()
	got := s.run("check", "--json")
	var out checkJSON
	readJSON(s.t, got.stdout, &out)
	if got.code != exitError || out.OK || got.stderr != "" {
		s.t.Errorf("got %+v", got)
	}
	for _, word := range words {
		if !strings.Contains(strings.Join(out.Findings, "\n"), word) {
			s.t.Errorf("got %q, want %q in it", out.Findings, word)
		}
	}
	if plain := s.run("check"); plain.code != exitError || plain.stdout != strings.Join(out.Findings, "\n")+"\n" {
		s.t.Errorf("got %+v, want the findings line by line", plain)
	}
}

func TestCheckFindsWhatWasChanged(t *testing.T) {
	s := newShell(t)
	var out checkJSON
	s.json(&out, "check")
	equal(t, "a new database", out, checkJSON{true, []string{}})
	round, _ := s.filled(12)
	other, _ := s.filled(12)
	empty, _ := s.filled(0)
	running, _ := s.filled(3)
	s.ok("round", "close", round)
	s.ok("round", "close", other)
	s.run("round", "close", empty, "--yes")
	s.json(&out, "check")
	equal(t, "after closing", out, checkJSON{true, []string{}})
	pristine := s.db
	for name, tt := range map[string]struct {
		change string
		words  []string
	}{
		"a number of a result":         {`UPDATE results SET document = CAST(replace(CAST(document AS TEXT), '"n":12', '"n":13') AS BLOB) WHERE round_id = '` + round + `'`, []string{round}},
		"the hash of a result":         {`UPDATE results SET hash = 'sha256:' || printf('%064d', 1) WHERE round_id = '` + round + `'`, []string{round}},
		"the result of another round":  {`UPDATE results SET (document, hash) = (SELECT document, hash FROM results WHERE round_id = '` + other + `') WHERE round_id = '` + round + `'`, []string{round}},
		"the other round's hash":       {`UPDATE results SET hash = (SELECT hash FROM results WHERE round_id = '` + other + `') WHERE round_id = '` + round + `'`, []string{round}},
		"the frozen questionnaire":     {`UPDATE snapshots SET body = CAST(replace(CAST(body AS TEXT), '"minutes":', '"minutes":1') AS BLOB) WHERE round_id = '` + round + `'`, []string{round}},
		"an answer taken away":         {`DELETE FROM responses WHERE id = (SELECT min(id) FROM responses WHERE round_id = '` + running + `')`, []string{running}},
		"a result that is gone":        {`DELETE FROM results WHERE round_id = '` + round + `'`, []string{round}},
		"two results at the same time": {`UPDATE results SET document = CAST(replace(CAST(document AS TEXT), '"shown":true', '"shown":false') AS BLOB)`, []string{round, other}},
	} {
		t.Run(name, func(t *testing.T) {
			copied := *s
			copied.t, copied.db = t, pristine
			path := filepath.Join(t.TempDir(), "copy.db")
			copied.ok("backup", path)
			for _, trigger := range triggers(t, path) {
				alter(t, path, "DROP TRIGGER "+trigger)
			}
			alter(t, path, tt.change)
			copied.db = path
			copied.bad(tt.words...)
			if strings.Contains(name, "hash") || strings.Contains(name, "number") || strings.Contains(name, "of another") {
				got := copied.run("result", round, "--json")
				copied.check(got, exitError, "result")
			}
		})
	}
}

// triggers lists what keeps a database from being changed in the wrong way.
func triggers(t *testing.T, path string) (names []string) {
	t.Helper()
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return names
}

func TestVersionSaysOneWord(t *testing.T) {
	s := newShell(t)
	var out struct {
		Version string `json:"version"`
	}
	readJSON(t, s.raw("version", "--json").stdout, &out)
	if out.Version == "" || s.raw("version").stdout != "kompass "+out.Version+"\n" || s.raw("--version").stdout != "kompass "+out.Version+"\n" {
		t.Errorf("got %q", out.Version)
	}
	if !regexp.MustCompile(`^\S+$`).MatchString(out.Version) {
		t.Errorf("got %q, want one word", out.Version)
	}
}
