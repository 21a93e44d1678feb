package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"kompass/internal/backups/backupstest"
	"kompass/internal/i18n"
)

// names are the files in a folder.
func names(t *testing.T, dir string) (out []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

// vault is an empty folder for copies.
func (s *shell) vault() string {
	s.t.Helper()
	dir := filepath.Join(s.dir, "vault")
	if err := os.Mkdir(dir, 0o700); err != nil {
		s.t.Fatal(err)
	}
	return dir
}

func TestBackupsOfAFolderRotate(t *testing.T) {
	s := newShell(t)
	vault := s.vault()
	for range 4 {
		s.ok("backup", "--keep", "2", vault)
		s.now = s.now.Add(24 * time.Hour)
	}
	equal(t, "clear copies", names(t, vault), []string{"kompass-20261203T110000Z.db", "kompass-20261204T110000Z.db"})
	recipient, _ := backupstest.Key(t)
	sealed := s.ok("backup", "--encrypt-to", recipient, "--keep", "2", vault)
	equal(t, "with the first that is encrypted", names(t, vault), []string{"kompass-20261204T110000Z.db", "kompass-20261205T110000Z.db.age"})
	equal(t, "its path", sealed, filepath.Join(vault, "kompass-20261205T110000Z.db.age"))
	s.refused(exitError, "exists already", "backup", "--encrypt-to", recipient, "--keep", "1", vault)
	equal(t, "after a failure", len(names(t, vault)), 2)
}

// TestRestoreDrill goes the way that docs/operation.md tells an operator to try.
func TestRestoreDrill(t *testing.T) {
	s := newShell(t)
	recipient, identity := backupstest.Key(t)
	round, _ := s.filled(6)
	vault := s.vault()
	before := names(t, filepath.Dir(s.db))
	sealed := s.ok("backup", "--encrypt-to", recipient, "--keep", "14", vault)
	after := slices.DeleteFunc(names(t, filepath.Dir(s.db)), func(name string) bool { return name == "kompass.db.copying.lock" })
	equal(t, "files beside the database", after, before)
	equal(t, "files in the folder of copies", names(t, vault), []string{filepath.Base(sealed)})
	data, err := os.ReadFile(sealed)
	if err != nil || strings.Contains(string(data), "Seeblick") || strings.Contains(string(data), "SQLite format") {
		t.Errorf("got error %v, or the copy can be read", err)
	}
	other := *s
	other.db = filepath.Join(s.dir, "elsewhere", "kompass.db")
	s.refused(exitUsage, "--identity", "restore", sealed)
	_, stranger := backupstest.Key(t)
	s.refused(exitError, "another key", "restore", "--identity", stranger, sealed)
	s.refused(exitError, "no secret key", "restore", "--identity", s.file("notes", "x"), sealed)
	s.refused(exitError, "damaged or incomplete", "restore", "--identity", identity, s.file("cut.age", string(data[:len(data)-20])))
	if got := other.ok("restore", "--identity", identity, sealed); got != other.db {
		t.Errorf("got %q, want the path of the database", got)
	}
	equal(t, "files of the restored database", names(t, filepath.Dir(other.db)), []string{"kompass.db", "kompass.db.copying.lock", "kompass.db.lock"})
	keys := []string{"--keys", filepath.Join(filepath.Dir(filepath.Dir(s.db)), "keys")}
	if folders := names(t, filepath.Dir(filepath.Dir(s.db))); !slices.Contains(folders, "keys") {
		keys[1] = filepath.Join(filepath.Dir(s.db), "keys")
	}
	if got := other.ok(append(keys, "check")...); !strings.Contains(got, "in order") {
		t.Errorf("got %q", got)
	}
	other.ok(append(keys, "round", "close", round)...)
	s.lang = i18n.German
	s.refused(exitUsage, "ist verschlüsselt", "restore", sealed)
}

func TestBackupRefusesWhatItCannotDo(t *testing.T) {
	s := newShell(t)
	recipient, identity := backupstest.Key(t)
	vault := s.vault()
	s.refused(exitUsage, "--keep", "backup", "--keep", "0", vault)
	s.refused(exitUsage, "no recipient", "backup", "--encrypt-to", "age1nonsense", vault)
	s.refused(exitUsage, "A secret key", "backup", "--encrypt-to", identity, vault)
	s.refused(exitError, "wants a folder", "backup", "--keep", "3", filepath.Join(s.dir, "none"))
	s.refused(exitError, "nowhere", "backup", "--encrypt-to", filepath.Join(s.dir, "nowhere"), vault)
	s.refused(exitError, filepath.Join(s.dir, "none"), "backup", "--encrypt-to", recipient, filepath.Join(s.dir, "none", "copy.age"))
	equal(t, "files in the folder", len(names(t, vault)), 0)
	if slices.Contains(names(t, filepath.Dir(s.db)), "kompass.db.copying") {
		t.Error("a copy in clear was left beside the database")
	}
	s.file(filepath.Join("data", "kompass.db.copying", "snapshot.db"), "left by a command that was killed")
	s.ok("backup", "--encrypt-to", recipient, vault)
	if slices.Contains(names(t, filepath.Dir(s.db)), "kompass.db.copying") {
		t.Error("the copy of a killed command was left beside the database")
	}
}

func TestADamagedResultIsNamedAndConfined(t *testing.T) {
	s := newShell(t)
	round, _ := s.filled(12)
	sound, _ := s.filled(12)
	s.ok("round", "close", round)
	s.ok("round", "close", sound)
	vault := s.vault()
	s.ok("backup", vault)
	for _, trigger := range triggers(t, s.db) {
		alter(t, s.db, "DROP TRIGGER "+trigger)
	}
	alter(t, s.db, `UPDATE results SET document = CAST(replace(CAST(document AS TEXT), '"n":12', '"n":13') AS BLOB) WHERE round_id = '`+round+"'")
	s.now = s.now.Add(time.Hour)
	s.refused(exitError, round, "backup", "--keep", "1", vault)
	equal(t, "copies, the good one among them", names(t, vault), []string{"kompass-20261201T110000Z.db", "kompass-20261201T120000Z.db"})
	s.ok("result", sound)
	var out servingJSON
	srv := s.start(&out, "serve", "--db", s.db, "--addr", "127.0.0.1:0")
	srv.end()
	if log := srv.stderr.String(); strings.Count(log, "stored result is damaged") != 1 || !strings.Contains(log, round) {
		t.Errorf("got %q in the log, want the damaged result once", log)
	}
	if got := s.run("restore", filepath.Join(vault, "kompass-20261201T110000Z.db")); got.code != exitOK || got.stderr != "" {
		t.Errorf("got %+v for the good copy", got)
	}
}
