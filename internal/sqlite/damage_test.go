package sqlite_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/sqlite/sqlitetest"
)

// TestDamageEndsWriting damages the file under an open store: what it cannot read it must not pretend to add to.
func TestDamageEndsWriting(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "kompass.db")
	s := openAt(t, path)
	round, _ := newRound(t, s)
	other, links := sqlitetest.Round(t, s.Store, kompass.Company{ID: round.CompanyID})
	if _, err := s.writer().Exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
		INSERT INTO responses SELECT ?, randomblob(16), NULL, '', randomblob(36), NULL FROM n`, round.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := s.BeginClose(ctx, kompass.Unlimited("test"), round.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := s.engine.Scrub(ctx); err != nil {
		t.Fatal(err)
	}
	var pages int64
	if err := s.reader().QueryRow("PRAGMA page_count").Scan(&pages); err != nil {
		t.Fatal(err)
	}
	damage(t, path, pages*4096/2, pages*4096)
	var err error
	for _, err = range s.Responses(ctx, round.ID, kompass.Portion{}) {
		if err != nil {
			break
		}
	}
	if !errors.Is(err, kompass.ErrStorage) {
		t.Fatalf("got error %v, want %v", err, kompass.ErrStorage)
	}
	select {
	case <-s.Failed():
	default:
		t.Error("the store did not say that it failed")
	}
	_, err = s.Submit(ctx, sqlitetest.Submission(t, other, links[0]))
	for name, err := range map[string]error{"submit": err, "ready": s.Ready(ctx), "failure": s.Failure(),
		"setting": s.SetSetting(ctx, "test", "a", "b")} {
		if !errors.Is(err, kompass.ErrStorage) {
			t.Errorf("%s: got error %v, want %v", name, err, kompass.ErrStorage)
		}
	}
}

// TestWhatAReaderHoldsBackIsEmptiedLater closes a round while somebody reads: the log can only be emptied afterwards.
func TestWhatAReaderHoldsBackIsEmptiedLater(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "kompass.db")
	s := openAt(t, path)
	round, link := newRound(t, s)
	sub := sqlitetest.Submission(t, round, link)
	if _, err := s.Submit(ctx, sub); err != nil {
		t.Fatal(err)
	}
	reading, err := s.reader().Begin()
	if err != nil {
		t.Fatal(err)
	}
	var n int
	if err := reading.QueryRow("SELECT count(*) FROM responses").Scan(&n); err != nil {
		t.Fatal(err)
	}
	sqlitetest.Close(t, s.Store, round.ID)
	markers := [][]byte{sub.Receipt[:], []byte(link.Code)}
	if got := traces(t, path, markers); got != 2 {
		t.Fatalf("got %d traces while somebody reads, want 2: the test does not hold the log back", got)
	}
	if err := reading.Rollback(); err != nil {
		t.Fatal(err)
	}
	if err := s.Ready(ctx); err != nil {
		t.Fatal(err)
	}
	if got := traces(t, path, markers); got != 0 {
		t.Errorf("got %d traces, want none", got)
	}
}

func TestAFullDiskRefusesTheWholeGroupAndIsGotOver(t *testing.T) {
	s := open(t)
	round, link := newRound(t, s)
	var pages int
	if err := s.writer().QueryRow("PRAGMA page_count").Scan(&pages); err != nil {
		t.Fatal(err)
	}
	limit := func(n int) {
		var got int
		if err := s.writer().QueryRow(fmt.Sprintf("PRAGMA max_page_count = %d", n)).Scan(&got); err != nil || got != n {
			t.Fatalf("got a limit of %d and error %v, want %d", got, err, n)
		}
	}
	limit(pages)
	acknowledged := 0
	var full error
	for full == nil {
		if _, full = s.Submit(t.Context(), sqlitetest.Submission(t, round, link)); full == nil {
			acknowledged++
		}
	}
	totals, err := s.RoundTotals(t.Context(), kompass.Everything, []string{round.ID})
	if got := totals[round.ID]; err != nil || !errors.Is(full, kompass.ErrStorage) || got != acknowledged {
		t.Errorf("got %d answers and errors %v, %v, want the %d acknowledged and %v", got, err, full, acknowledged, kompass.ErrStorage)
	}
	limit(pages + 1000)
	if _, err := s.Submit(t.Context(), sqlitetest.Submission(t, round, link)); err != nil || s.Failure() != nil {
		t.Errorf("got errors %v and %v, want answers taken again", err, s.Failure())
	}
}

// TestAFileThatWasReplacedTakesNoAnswers removes, or replaces, the file under an open store: what goes into it is gone.
func TestAFileThatWasReplacedTakesNoAnswers(t *testing.T) {
	for name, do := range map[string]func(path string) error{
		"removed": os.Remove,
		"replaced": func(path string) error {
			if err := os.WriteFile(path+".new", []byte("SQLite format 3\x00"), 0o600); err != nil {
				return err
			}
			return os.Rename(path+".new", path)
		},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "kompass.db")
			s := openAt(t, path)
			round, link := newRound(t, s)
			if err := do(path); err != nil {
				t.Fatal(err)
			}
			if _, err := s.Submit(t.Context(), sqlitetest.Submission(t, round, link)); !errors.Is(err, kompass.ErrStorage) {
				t.Errorf("got %v, want it not stored", err)
			}
			select {
			case <-s.Failed():
			default:
				t.Error("the store goes on")
			}
		})
	}
}

func TestReadinessWritesAndLeavesNothing(t *testing.T) {
	s := open(t)
	for range 2 {
		if err := s.Ready(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if all, err := s.Settings(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("got %v, %v, want nothing left", all, err)
	}
	var pages int
	if err := s.writer().QueryRow("PRAGMA page_count").Scan(&pages); err != nil {
		t.Fatal(err)
	}
	if _, err := s.writer().Exec(fmt.Sprintf("PRAGMA max_page_count = %d", pages)); err != nil {
		t.Fatal(err)
	}
	for i := 0; ; i++ { // a page filled to its end leaves no room for one row more
		if _, err := s.writer().Exec("INSERT INTO settings VALUES (?, 'x', '2026-03-01T08:00:00.000000Z')", fmt.Sprint(i)); err != nil {
			break
		}
	}
	if err := s.Ready(t.Context()); !errors.Is(err, kompass.ErrStorage) {
		t.Errorf("got %v on a full disk, want it said", err)
	}
}

func TestThereIsRoomOrItIsSaid(t *testing.T) {
	s := open(t)
	space, err := s.Space()
	if err != nil || space.Free <= 0 || space.Used < 4096 {
		t.Errorf("got %+v, %v", space, err)
	}
}
