package sqlite_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/sqlite/sqlitetest"
)

// TestDamageEndsWriting damages the file under an open store: what it cannot read it must not pretend to add to.
func TestDamageEndsWriting(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "kompass.db")
	l := newLine(t, sqlitetest.OpenAt(t, path, sqlitetest.NewClock()))
	other, links := sqlitetest.Round(t, l.s, kompass.Company{ID: l.round.CompanyID})
	if _, err := l.s.Writer().Exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
		INSERT INTO responses SELECT ?, randomblob(16), NULL, '', randomblob(36) FROM n`, l.round.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := l.s.BeginClose(ctx, "test", kompass.Everything, l.round.ID); err != nil {
		t.Fatal(err)
	}
	l.s.EmptyLog(ctx)
	var pages int64
	if err := l.s.Reader().QueryRow("PRAGMA page_count").Scan(&pages); err != nil {
		t.Fatal(err)
	}
	damage(t, path, pages*4096/2, pages*4096)
	var err error
	for _, err = range l.s.Responses(ctx, l.round.ID) {
		if err != nil {
			break
		}
	}
	if !errors.Is(err, kompass.ErrStorage) {
		t.Fatalf("got error %v, want %v", err, kompass.ErrStorage)
	}
	select {
	case <-l.s.Failed():
	default:
		t.Error("the store did not say that it failed")
	}
	_, err = l.s.Submit(ctx, sqlitetest.Submission(t, other, links[0]))
	for name, err := range map[string]error{"submit": err, "ready": l.s.Ready(ctx), "failure": l.s.Failure(),
		"setting": l.s.SetSetting(ctx, "test", "a", "b")} {
		if !errors.Is(err, kompass.ErrStorage) {
			t.Errorf("%s: got error %v, want %v", name, err, kompass.ErrStorage)
		}
	}
}

// TestClosingWorksInSteps closes a round with more receipts than go in one transaction, half of them deleted already by a
// closing that broke off.
func TestClosingWorksInSteps(t *testing.T) {
	ctx := context.Background()
	l := newLine(t, sqlitetest.Open(t))
	if _, err := l.s.BeginClose(ctx, "test", kompass.Everything, l.round.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := l.s.Writer().Exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000)
		INSERT INTO receipts SELECT ?, randomblob(32), randomblob(16) FROM n;
		DELETE FROM receipts WHERE receipt_hash < x'80'`, l.round.ID); err != nil {
		t.Fatal(err)
	}
	commits := l.s.CountCommits(t)
	c := kompass.Closing{RoundID: l.round.ID, Result: []byte("{}"), Hash: "h"}
	if err := l.s.FinishClose(ctx, "test", c); err != nil {
		t.Fatal(err)
	}
	var left int
	if err := l.s.Reader().QueryRow("SELECT count(*) FROM receipts").Scan(&left); err != nil || left != 0 {
		t.Errorf("got %d receipts and error %v, want none", left, err)
	}
	if got := commits.Load(); got < 4 {
		t.Errorf("got %d commits, want one for each ten thousand receipts and one to close", got)
	}
}

// TestWhatAReaderHoldsBackIsEmptiedLater closes a round while somebody reads: the log can only be emptied afterwards.
func TestWhatAReaderHoldsBackIsEmptiedLater(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "kompass.db")
	l := newLine(t, sqlitetest.OpenAt(t, path, sqlitetest.NewClock()))
	sub := sqlitetest.Submission(t, l.round, l.link)
	if _, err := l.s.Submit(ctx, sub); err != nil {
		t.Fatal(err)
	}
	reading, err := l.s.Reader().Begin()
	if err != nil {
		t.Fatal(err)
	}
	var n int
	if err := reading.QueryRow("SELECT count(*) FROM responses").Scan(&n); err != nil {
		t.Fatal(err)
	}
	sqlitetest.Close(t, l.s, l.round.ID)
	markers := [][]byte{sub.Receipt[:], []byte(l.link.Code)}
	if got := traces(t, path, markers); got != 2 {
		t.Fatalf("got %d traces while somebody reads, want 2: the test does not hold the log back", got)
	}
	if err := reading.Rollback(); err != nil {
		t.Fatal(err)
	}
	if err := l.s.Ready(ctx); err != nil {
		t.Fatal(err)
	}
	if got := traces(t, path, markers); got != 0 {
		t.Errorf("got %d traces, want none", got)
	}
}
