package sqlite_test

import (
	"context"
	"crypto/rand"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/sqlite"
	"kompass/internal/sqlite/sqlitetest"
	"kompass/internal/store"
)

// TestAnUpgradeLeavesOpenRoundsAndForgetsClosedOnes takes a database from before there was sealing: an open round with answers, and a
// closed one whose answers had been kept.
func TestAnUpgradeLeavesOpenRoundsAndForgetsClosedOnes(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "kompass.db")
	sqlite.MakeOlder(t, path, 10, `
		INSERT INTO companies (id, name, created_at) VALUES ('cccccccccccccccc', 'Adler', '2026-01-01T00:00:00.000000Z');
		INSERT INTO rounds (id, company_id, title, mode, k, questionnaire_id, questionnaire_version, digest, perspectives, state, created_at, closed_at) VALUES
			('oooooooooooooooo', 'cccccccccccccccc', 'open', 'anonymous', 5, 'q', 1, 'd', '[]', 'open', '2026-01-01T00:00:00.000000Z', NULL),
			('xxxxxxxxxxxxxxxx', 'cccccccccccccccc', 'closed', 'anonymous', 5, 'q', 1, 'd', '[]', 'closed', '2026-01-01T00:00:00.000000Z', '2026-01-02T00:00:00.000000Z');
		INSERT INTO results (round_id, document, hash, schema_version) VALUES ('xxxxxxxxxxxxxxxx', x'00', 'h', 1);
		INSERT INTO responses SELECT id, randomblob(16), NULL, '', x'0102' FROM rounds;
		INSERT INTO settings VALUES ('retention.days', '30', '2026-01-01T00:00:00.000000Z')`)
	older := sqlite.Options{Path: path, Now: sqlitetest.NewClock().Now, Rand: rand.Reader, MustExist: true, KeepSchema: true}
	if _, err := sqlite.Open(ctx, older); !errors.Is(err, store.ErrOlderSchema) {
		t.Fatalf("got error %v, want the older database refused", err)
	}
	older.KeepSchema, older.CopyFirst = false, true
	s, err := sqlite.Open(ctx, older)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	copies, err := filepath.Glob(path + ".before-*")
	if err != nil || len(copies) != 1 {
		t.Fatalf("got copies %v and error %v, want one", copies, err)
	}
	if info, err := os.Stat(copies[0]); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("got %v and error %v, want a copy for nobody else", info, err)
	}
	if n, err := s.ForgetAnswers(ctx, "test"); err != nil || n != 1 {
		t.Errorf("forgot the answers of %d rounds with error %v, want those of the closed one", n, err)
	}
	totals, err := s.RoundTotals(ctx, kompass.Everything, []string{"oooooooooooooooo", "xxxxxxxxxxxxxxxx"})
	if err != nil || totals["oooooooooooooooo"] != 1 || totals["xxxxxxxxxxxxxxxx"] != 1 {
		t.Errorf("got %v and error %v, want both counts kept", totals, err)
	}
	if r, err := s.Round(ctx, kompass.Everything, "oooooooooooooooo"); err != nil || r.Sealed {
		t.Errorf("got %+v and error %v, want the open round as it was", r, err)
	}
	if done, err := s.Rebuild(ctx); err != nil || !done {
		t.Errorf("the file still has to be rebuilt (%v)", err)
	}
	if findings, err := s.Check(ctx); err != nil || len(findings) > 0 {
		t.Errorf("got findings %v and error %v, want none", findings, err)
	}
}
