package postgres_test

import (
	"context"
	"fmt"
	"path/filepath"
	"sync/atomic"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/postgres"
	"kompass/internal/postgres/postgrestest"
	"kompass/internal/sqlite/sqlitetest"
	"kompass/internal/store"
)

// BenchmarkSubmit stores answers from so many clients at a time, on a file and on a server, both on the disk.
func BenchmarkSubmit(b *testing.B) {
	server, err := postgrestest.Start()
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = server.Remove() }() // what was measured is told
	if err := server.Do("postgres", "CREATE DATABASE kompass OWNER "+postgrestest.Role); err != nil {
		b.Fatal(err)
	}
	onServer, err := postgres.Open(b.Context(), options(server.Address("kompass", postgrestest.Role)))
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = onServer.Close() }() // what was measured is told
	inFile := sqlitetest.OpenAt(b, filepath.Join(b.TempDir(), "kompass.db"), sqlitetest.NewClock())
	for _, clients := range []int{1, 8, 32} {
		for name, s := range map[string]*store.Store{"sqlite": inFile, "postgres": onServer} {
			b.Run(fmt.Sprintf("%s/clients=%d", name, clients), func(b *testing.B) { submitFrom(b, s, clients) })
		}
	}
}

func submitFrom(b *testing.B, s *store.Store, clients int) {
	company, _ := sqlitetest.Company(b, s, fmt.Sprintf("Adler %d %s", b.N, b.Name()))
	round, links := sqlitetest.Round(b, s, company)
	waiting := make([]kompass.Submission, b.N)
	for i := range waiting {
		waiting[i] = sqlitetest.Submission(b, round, links[0])
	}
	var next atomic.Int64
	done := make(chan error, clients)
	b.ResetTimer()
	for range clients {
		go func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(waiting) {
					done <- nil
					return
				}
				if _, err := s.Submit(context.Background(), waiting[i]); err != nil {
					done <- err
					return
				}
			}
		}()
	}
	for range clients {
		if err := <-done; err != nil {
			b.Error(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "submissions/s")
}
