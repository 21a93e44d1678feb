package sqlite_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/sqlite"
	"kompass/internal/sqlite/sqlitetest"
	"kompass/internal/store"
)

func TestBackupIsWholeWhileAnswersComeIn(t *testing.T) {
	ctx := context.Background()
	s := sqlitetest.Open(t)
	company, _ := sqlitetest.Company(t, s, "Adler")
	round, links := sqlitetest.Round(t, s, company)
	dir := t.TempDir()
	const people = 200
	var wg sync.WaitGroup
	wg.Go(func() {
		for range people {
			if _, err := s.Submit(ctx, sqlitetest.Submission(t, round, links[0])); err != nil {
				t.Error(err)
			}
		}
	})
	during := filepath.Join(dir, "during.db")
	if err := s.Backup(ctx, during); err != nil {
		t.Fatal(err)
	}
	wg.Wait()
	after := filepath.Join(dir, "after.db")
	if err := s.Backup(ctx, after); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(after)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("got mode %v and error %v, want 0600", info.Mode(), err)
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) != 2 {
		t.Errorf("got files %v and error %v, want the two backups", files, err)
	}
	for path, want := range map[string]int{during: -1, after: people} {
		s := sqlitetest.OpenAt(t, path, sqlitetest.NewClock())
		totals, err := s.RoundTotals(ctx, kompass.Everything, []string{round.ID})
		if got := totals[round.ID]; err != nil || want >= 0 && got != want {
			t.Errorf("%s: got %d answers and error %v, want %d", path, got, err, want)
		}
		if findings, err := s.Check(ctx); err != nil || len(findings) != 0 {
			t.Errorf("%s: got findings %v and error %v, want none", path, findings, err)
		}
	}
}

func TestBackupOverwritesNothingAndLeavesNothingHalf(t *testing.T) {
	ctx := context.Background()
	s := sqlitetest.Open(t)
	dir := t.TempDir()
	taken := filepath.Join(dir, "taken")
	write(t, taken, []byte("something else"))
	before := digest(t, taken)
	if err := s.Backup(ctx, taken); !errors.Is(err, kompass.ErrConflict) || digest(t, taken) != before {
		t.Errorf("got error %v, want %v and the file as it was", err, kompass.ErrConflict)
	}
	if err := s.Backup(ctx, filepath.Join(dir, "no folder", "backup.db")); err == nil {
		t.Error("a backup into a folder that does not exist succeeded")
	}
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	if err := s.Backup(cancelled, filepath.Join(dir, "backup.db")); err == nil {
		t.Error("a cancelled backup succeeded")
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) != 1 {
		t.Errorf("got files %v and error %v, want only the one that was there", files, err)
	}
	if s.Failure() != nil {
		t.Errorf("got failure %v, want a store that goes on", s.Failure())
	}
}

// crashed makes a database whose log was left behind, as a crash leaves it.
func crashed(t *testing.T) (path string, company kompass.Company) {
	t.Helper()
	src, dst := filepath.Join(t.TempDir(), "a.db"), filepath.Join(t.TempDir(), "b.db")
	s := sqlitetest.OpenAt(t, src, sqlitetest.NewClock())
	company, _ = sqlitetest.Company(t, s, "Old")
	for _, part := range []string{"", "-wal"} {
		data, err := os.ReadFile(src + part)
		if err != nil {
			t.Fatal(err)
		}
		write(t, dst+part, data)
	}
	return dst, company
}

func TestACrashLosesNothing(t *testing.T) {
	path, company := crashed(t)
	s := sqlitetest.OpenAt(t, path, sqlitetest.NewClock())
	if got, err := s.Company(context.Background(), kompass.Everything, company.ID); err != nil || got != company {
		t.Errorf("got %+v and error %v, want %+v", got, err, company)
	}
}

func TestRestoreReplacesDatabaseAndLog(t *testing.T) {
	ctx := context.Background()
	backup := filepath.Join(t.TempDir(), "backup.db")
	s := sqlitetest.Open(t)
	want, _ := sqlitetest.Company(t, s, "New")
	if err := s.Backup(ctx, backup); err != nil {
		t.Fatal(err)
	}
	path, _ := crashed(t)
	if err := sqlite.Restore(ctx, backup, path); err != nil {
		t.Fatal(err)
	}
	restored := sqlitetest.OpenAt(t, path, sqlitetest.NewClock())
	got, err := restored.Companies(ctx, kompass.Everything)
	if err != nil || len(got) != 1 || got[0] != want {
		t.Errorf("got %+v and error %v, want only %+v", got, err, want)
	}
	fresh := filepath.Join(t.TempDir(), "new folder", "kompass.db")
	if err := sqlite.Restore(ctx, backup, fresh); err != nil {
		t.Errorf("to where there is no database: %v", err)
	}
}

func TestRestoreIsRefused(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	path, whole := filepath.Join(dir, "kompass.db"), filepath.Join(dir, "whole.db")
	ours(t, path, "")
	ours(t, whole, "")
	text, damaged, newer := filepath.Join(dir, "text"), filepath.Join(dir, "damaged.db"), filepath.Join(dir, "newer.db")
	write(t, text, []byte("no database at all, only text"))
	ours(t, damaged, "")
	damage(t, damaged, 4096, 8*4096)
	ours(t, newer, "PRAGMA user_version = 999")
	spying := filepath.Join(dir, "spying.db")
	ours(t, spying, "CREATE TABLE copies (x); CREATE TRIGGER t AFTER INSERT ON responses BEGIN INSERT INTO copies VALUES (new.answers); END")
	before := digest(t, path)
	for src, want := range map[string]error{text: store.ErrForeignFile, damaged: store.ErrCorrupt, newer: store.ErrNewerSchema,
		spying:                        store.ErrForeignFile,
		filepath.Join(dir, "missing"): os.ErrNotExist} {
		if err := sqlite.Restore(ctx, src, path); !errors.Is(err, want) {
			t.Errorf("%s: got error %v, want %v", src, err, want)
		}
	}
	release, err := sqlite.LockServer(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := sqlite.Restore(ctx, whole, path); !errors.Is(err, sqlite.ErrLocked) {
		t.Errorf("got error %v, want %v", err, sqlite.ErrLocked)
	}
	if err := release(); err != nil {
		t.Fatal(err)
	}
	if digest(t, path) != before {
		t.Error("a refused restore changed the database")
	}
}
