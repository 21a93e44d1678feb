package postgres_test

import (
	"context"
	"crypto/rand"
	"database/sql"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/postgres"
	"kompass/internal/postgres/postgrestest"
	"kompass/internal/sqlite/sqlitetest"
	"kompass/internal/store"
)

// opened is a store with the engine below it.
type opened struct {
	*store.Store
	*postgres.Engine
}

func (o opened) Close() error { return o.Store.Close() }

func (o opened) Check(ctx context.Context) ([]string, error) { return o.Store.Check(ctx) }

// connect opens the store of a database with its engine.
func connect(t testing.TB, address string) opened {
	t.Helper()
	e, err := postgres.Connect(address)
	if err != nil {
		t.Fatal(err)
	}
	s := store.New(context.Background(), e, sqlitetest.NewClock().Now, rand.Reader)
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close database: %v", err)
		}
	})
	return opened{s, e}
}

// reading is a pool of connections to a database.
func reading(t *testing.T, address string) *sql.DB { return connect(t, address).Engine.Reader() }

// open opens a new database.
func open(t testing.TB) opened {
	t.Helper()
	return connect(t, postgrestest.Database(t))
}

// newRound opens a round that asks a company as a whole.
func newRound(t testing.TB, s *store.Store) (kompass.Round, kompass.Link) {
	t.Helper()
	company, _ := sqlitetest.Company(t, s, "Adler")
	round, links := sqlitetest.Round(t, s, company)
	return round, links[0]
}

func options(address string) postgres.Options {
	return postgres.Options{Address: address, Now: sqlitetest.NewClock().Now, Rand: rand.Reader}
}

// openAt opens the store of an address as the product does.
func openAt(t *testing.T, address string) *store.Store {
	t.Helper()
	s, err := postgres.Open(context.Background(), options(address))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close database: %v", err)
		}
	})
	return s
}
