package sqlite_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/sqlite/sqlitetest"
)

// TestClosingLeavesNoTrace looks for every receipt and code in the bytes of the files themselves, with enough answers for
// pages to have been split, moved and reused.
func TestClosingLeavesNoTrace(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "kompass.db")
	s := sqlitetest.OpenAt(t, path, sqlitetest.NewClock())
	company, teams := sqlitetest.Company(t, s, "Adler", "North", "South")
	round, links := sqlitetest.Round(t, s, company, teams...)
	var markers [][]byte
	for i := range 3000 {
		sub := sqlitetest.Submission(t, round, links[i%2])
		if i%3 == 0 {
			sub.Comments = []kompass.Comment{{Field: "team", Text: fmt.Sprintf("remark number %d", i)}}
		}
		if _, err := s.Submit(ctx, sub); err != nil {
			t.Fatal(err)
		}
		if i%10 == 0 {
			sub.Answers = []byte{9, 9, 9}
			if _, err := s.Submit(ctx, sub); err != nil {
				t.Fatal(err)
			}
		}
		markers = append(markers, sub.Receipt[:])
	}
	for _, l := range links {
		markers = append(markers, []byte(l.Code))
	}
	if n := traces(t, path, markers); n < len(markers) {
		t.Fatalf("got %d traces while the round is open, want at least %d: the search does not find anything", n, len(markers))
	}
	sqlitetest.Close(t, s, round.ID)
	if n := traces(t, path, markers); n != 0 {
		t.Errorf("got %d traces of receipts and codes after closing, want none", n)
	}
}

// traces counts how many markers occur in the database's files.
func traces(t *testing.T, path string, markers [][]byte) int {
	t.Helper()
	var all []byte
	for _, name := range []string{path, path + "-wal", path + "-shm"} {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, data...)
	}
	n := 0
	for _, m := range markers {
		if bytes.Contains(all, m) {
			n++
		}
	}
	return n
}
