package sqlite_test

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kompass/internal/kompass"
	"kompass/internal/sqlite"
	"kompass/internal/sqlite/sqlitetest"
	"kompass/internal/store"
)

func options(path string) sqlite.Options {
	return sqlite.Options{Path: path, Now: sqlitetest.NewClock().Now, Rand: rand.Reader}
}

func TestOpenCreatesFolderAndFileForNobodyElse(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new folder", "50% für ?&#+;.db")
	s := sqlitetest.OpenAt(t, path, sqlitetest.NewClock())
	made, _ := sqlitetest.Company(t, s, "Adler")
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o600 {
		t.Errorf("got mode %v, want 0600", info.Mode())
	}
	folder, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(folder) != 3 {
		t.Errorf("got files %v and error %v, want the database, its log and its index", folder, err)
	}
	again := sqlitetest.OpenAt(t, path, sqlitetest.NewClock())
	if got, err := again.Company(context.Background(), kompass.Everything, made.ID); err != nil || got != made {
		t.Errorf("got %+v and error %v, want %+v", got, err, made)
	}
}

func TestOpenNeedsClockAndRandomness(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kompass.db")
	for _, o := range []sqlite.Options{{Path: path, Now: time.Now}, {Path: path, Rand: rand.Reader}} {
		if _, err := sqlite.Open(context.Background(), o); err == nil {
			t.Errorf("%+v was opened", o)
		}
	}
}

func TestEveryConnectionIsDurableAndCareful(t *testing.T) {
	s := open(t)
	want := map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "secure_delete": "1",
		"trusted_schema": "0", "cell_size_check": "1", "busy_timeout": "10000", "mmap_size": "0", "application_id": "1265593712"}
	for name, pool := range map[string]*sql.DB{"writer": s.writer(), "reader": s.reader()} {
		for pragma, value := range want {
			var got string
			if err := pool.QueryRow("PRAGMA " + pragma).Scan(&got); err != nil || got != value {
				t.Errorf("%s: got %s %q and error %v, want %s", name, pragma, got, err, value)
			}
		}
	}
	if _, err := s.reader().Exec("DELETE FROM companies"); err == nil {
		t.Error("a reading connection could write")
	}
}

// foreign makes a database with the given statements, not through this package.
func foreign(t *testing.T, path, statements string) {
	t.Helper()
	s := open(t) // its driver serves any file
	if _, err := s.writer().Exec("ATTACH ? AS other", path); err != nil {
		t.Fatal(err)
	}
	if _, err := s.writer().Exec(statements); err != nil {
		t.Fatal(err)
	}
	if _, err := s.writer().Exec("DETACH other"); err != nil {
		t.Fatal(err)
	}
}

func TestOpenRefusesAndLeavesAlone(t *testing.T) {
	tests := []struct {
		name  string
		build func(t *testing.T, path string)
		want  error
		words string
	}{
		{"another program's database", func(t *testing.T, path string) {
			foreign(t, path, "CREATE TABLE other.notes (body TEXT)")
		}, store.ErrForeignFile, "does not belong to Kompass"},
		{"another program's mark", func(t *testing.T, path string) {
			foreign(t, path, "PRAGMA other.application_id = 7")
		}, store.ErrForeignFile, "does not belong to Kompass"},
		{"no database", func(t *testing.T, path string) {
			write(t, path, []byte("Dear diary, today I learned about file formats."))
		}, store.ErrForeignFile, "no SQLite database"},
		{"a few bytes", func(t *testing.T, path string) { write(t, path, []byte("SQL")) }, store.ErrForeignFile, "no SQLite database"},
		{"a newer schema", func(t *testing.T, path string) {
			ours(t, path, "PRAGMA user_version = 999")
		}, store.ErrNewerSchema, "newer Kompass"},
		{"other migrations", func(t *testing.T, path string) {
			ours(t, path, "UPDATE migrations SET hash = replace(hash, substr(hash, 1, 8), 'ffffffff')")
		}, store.ErrForeignFile, "made by another"},
		{"a damaged page", func(t *testing.T, path string) {
			ours(t, path, "")
			damage(t, path, 4096, 8*4096)
		}, store.ErrCorrupt, "damaged"},
		{"a cut-off file", func(t *testing.T, path string) {
			ours(t, path, "")
			if err := os.Truncate(path, 3*4096); err != nil {
				t.Fatal(err)
			}
		}, store.ErrCorrupt, "damaged"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "kompass.db")
			tt.build(t, path)
			before := digest(t, path)
			_, err := sqlite.Open(context.Background(), options(path))
			if !errors.Is(err, tt.want) || !strings.Contains(err.Error(), tt.words) || !strings.Contains(err.Error(), path) {
				t.Errorf("got error %v, want %v", err, tt.want)
			}
			if digest(t, path) != before {
				t.Error("the file was changed")
			}
		})
	}
}

func TestOpenSaysWhatCannotBeWritten(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "file"), nil)
	for name, path := range map[string]string{
		"a folder": dir, "no name": "", "a folder that is a file": filepath.Join(dir, "file", "kompass.db"),
	} {
		if _, err := sqlite.Open(context.Background(), options(path)); !errors.Is(err, store.ErrNotWritable) {
			t.Errorf("%s: got error %v, want %v", name, err, store.ErrNotWritable)
		}
	}
}

func TestMigrationsRunOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kompass.db")
	var applied [2]string
	for i := range applied {
		s := openAt(t, path)
		if err := s.reader().QueryRow("SELECT group_concat(number || name || hash || applied_at) FROM migrations").Scan(&applied[i]); err != nil {
			t.Fatal(err)
		}
	}
	if applied[0] != applied[1] || !strings.Contains(applied[0], "001_base.sql") {
		t.Errorf("got %q and then %q, want the same", applied[0], applied[1])
	}
}

func TestOneServerPerDatabase(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data", "kompass.db")
	release, err := sqlite.LockServer(path)
	if err != nil {
		t.Fatal(err)
	}
	sqlitetest.OpenAt(t, path, sqlitetest.NewClock()) // a command works beside the server
	alias := filepath.Join(t.TempDir(), "alias.db")
	if err := os.Symlink(path, alias); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{path, alias} {
		if _, err := sqlite.LockServer(name); !errors.Is(err, sqlite.ErrLocked) || !strings.Contains(err.Error(), "läuft bereits") {
			t.Errorf("%s: got error %v, want %v", name, err, sqlite.ErrLocked)
		}
	}
	if err := release(); err != nil {
		t.Fatal(err)
	}
	if release, err = sqlite.LockServer(path); err != nil {
		t.Fatalf("after release: %v", err)
	}
	if err := release(); err != nil {
		t.Error(err)
	}
}

// ours makes a database of this package, changes it, and closes it.
func ours(t *testing.T, path, statement string) {
	t.Helper()
	s, err := sqlite.Open(context.Background(), options(path))
	if err != nil {
		t.Fatal(err)
	}
	sqlitetest.Company(t, s, "Adler", "North")
	e, err := sqlite.Connect(context.Background(), path, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	_, err = e.Writer().Exec(statement)
	if err := errors.Join(err, e.Close(), s.Close()); err != nil {
		t.Fatal(err)
	}
}

// damage overwrites the bytes from a position to another.
func damage(t *testing.T, path string, from, to int64) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	_, err = f.WriteAt([]byte(strings.Repeat("#", int(to-from))), from)
	if err := errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func digest(t *testing.T, path string) [32]byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return sha256.Sum256(data)
}
