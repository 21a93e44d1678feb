package main

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kompass/internal/sqlite"
)

// tree is every file below the shell's folder with its content. What SQLite keeps in memory that processes share is left out: there its
// readers are noted.
func (s *shell) tree() map[string][]byte {
	s.t.Helper()
	out := map[string][]byte{}
	err := filepath.WalkDir(s.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(path, "-shm") {
			return err
		}
		out[path], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return out
}

// unchanged runs what may not change a byte of any file.
func (s *shell) unchanged(what string, do func()) {
	s.t.Helper()
	before := s.tree()
	do()
	after := s.tree()
	if !slices.Equal(slices.Sorted(maps.Keys(before)), slices.Sorted(maps.Keys(after))) {
		s.t.Errorf("%s: there are the files %v, before %v", what, slices.Sorted(maps.Keys(after)), slices.Sorted(maps.Keys(before)))
	}
	for path, content := range before {
		if !bytes.Equal(content, after[path]) {
			s.t.Errorf("%s: %s has changed", what, path)
		}
	}
}

func TestCheckWritesNothing(t *testing.T) {
	s := newShell(t)
	s.unchanged("a new database", func() { s.ok("check") })
	s.filled(6)
	s.unchanged("an open round", func() { s.ok("check") })
	s.unchanged("an open round whose folder of keys is away", func() {
		if got := s.run("check", "--keys", filepath.Join(s.dir, "nowhere")); got.code != exitError {
			t.Errorf("got %+v, want the key missing", got)
		}
	})
	w := s.world(nil, nil)
	serving, err := sqlite.Open(t.Context(), sqlite.Options{Path: s.db, Now: w.Now, Rand: w.Rand})
	if err != nil {
		t.Fatal(err)
	}
	s.filled(6) // what it stores lies in the log of the server
	s.unchanged("beside a server", func() { s.ok("check") })
	if err := serving.Close(); err != nil {
		t.Fatal(err)
	}
	empty := filepath.Join(s.dir, "empty.db")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s.unchanged("an empty file", func() {
		if got := s.raw("--db", empty, "check"); got.code != exitError || !strings.Contains(got.stderr, empty) {
			t.Errorf("got %+v, want it refused", got)
		}
	})
}
