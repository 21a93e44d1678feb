package sqlite_test

import (
	"context"
	"path/filepath"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/sqlite/sqlitetest"
)

// TestReleasingLeavesNoTraceOfWhatWasRedacted looks for the original in the bytes of the files themselves.
func TestReleasingLeavesNoTraceOfWhatWasRedacted(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "kompass.db")
	s := openAt(t, path)
	company, _ := sqlitetest.Company(t, s.Store, "Adler")
	round, links := sqlitetest.Round(t, s.Store, company)
	sub := sqlitetest.Submission(t, round, links[0])
	sub.Comments = []kompass.Comment{{Field: "team", Text: "Margarete Musterfrau schläft im Dienst"}}
	if _, err := s.Submit(ctx, sub); err != nil {
		t.Fatal(err)
	}
	sqlitetest.Close(t, s.Store, round.ID)
	marker := [][]byte{[]byte("Margarete Musterfrau")}
	written, err := s.Comments(ctx, kompass.Everything, round.ID)
	if err != nil || traces(t, path, marker) != 1 {
		t.Fatalf("got %v, %v and no trace before the release", written, err)
	}
	ruling := kompass.Ruling{CommentID: written[0].ID, Verdict: kompass.CommentRedacted, Redacted: "[…] schläft im Dienst"}
	if err := s.Moderate(ctx, kompass.Unlimited("t"), round.ID, []kompass.Ruling{ruling}); err != nil {
		t.Fatal(err)
	}
	if err := s.Release(ctx, kompass.Unlimited("t"), round.ID); err != nil {
		t.Fatal(err)
	}
	if n := traces(t, path, marker); n != 0 {
		t.Error("the original is still in the files")
	}
	if findings, err := s.Check(ctx); err != nil || len(findings) != 0 {
		t.Errorf("got findings %v and error %v, want none", findings, err)
	}
	if _, err := s.writer().Exec("UPDATE comments SET body = 'Margarete'"); err != nil {
		t.Fatal(err)
	}
	if findings, err := s.Check(ctx); err != nil || len(findings) != 1 {
		t.Errorf("got findings %v and error %v, want the original found", findings, err)
	}
}
