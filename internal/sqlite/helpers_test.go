package sqlite_test

import (
	"context"
	"crypto/rand"
	"database/sql"
	"path/filepath"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/sqlite"
	"kompass/internal/sqlite/sqlitetest"
	"kompass/internal/store"
)

// opened is a store with the engine below it.
type opened struct {
	*store.Store
	engine *sqlite.Engine
}

func (o opened) writer() *sql.DB { return o.engine.Writer() }

func (o opened) reader() *sql.DB { return o.engine.Reader() }

// openAt opens the database of a path and closes it when the test ends.
func openAt(t *testing.T, path string) opened {
	t.Helper()
	clock := sqlitetest.NewClock()
	e, err := sqlite.Connect(context.Background(), path, clock.Now)
	if err != nil {
		t.Fatal(err)
	}
	s := store.New(context.Background(), e, clock.Now, rand.Reader)
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close database: %v", err)
		}
	})
	return opened{s, e}
}

// open opens a new database in a folder of its own.
func open(t *testing.T) opened {
	t.Helper()
	return openAt(t, filepath.Join(t.TempDir(), "kompass.db"))
}

// newRound opens a round that asks a company as a whole.
func newRound(t *testing.T, s opened) (kompass.Round, kompass.Link) {
	t.Helper()
	company, _ := sqlitetest.Company(t, s.Store, "Adler")
	round, links := sqlitetest.Round(t, s.Store, company)
	return round, links[0]
}
