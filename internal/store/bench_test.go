package store_test

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"time"

	"kompass/internal/kompass"
	"kompass/internal/sqlite/sqlitetest"
	"kompass/internal/store"
)

// BenchmarkSubmit reports durable submissions per second.
func BenchmarkSubmit(b *testing.B) {
	for _, clients := range []int{1, 8, 32, 256} {
		b.Run(fmt.Sprintf("clients=%d", clients), func(b *testing.B) {
			s, engine := openGate(b, filepath.Join(b.TempDir(), "kompass.db"), sqlitetest.NewClock().Now)
			company, teams := sqlitetest.Company(b, s, "Adler", "North", "South")
			round, links := sqlitetest.Round(b, s, company, teams...)
			subs := make(chan kompass.Submission, b.N)
			for i := range b.N {
				subs <- sqlitetest.Submission(b, round, links[i%2])
			}
			close(subs)
			before := engine.begun.Load()
			b.ResetTimer()
			var wg sync.WaitGroup
			for range clients {
				wg.Go(func() {
					for sub := range subs {
						if _, err := s.Submit(context.Background(), sub); err != nil {
							b.Error(err)
						}
					}
				})
			}
			wg.Wait()
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "submissions/s")
			b.ReportMetric(float64(b.N)/float64(engine.begun.Load()-before), "per-commit")
		})
	}
}

// BenchmarkClose reports how long it takes to close a round of 100,000 answers, and the memory that reading them takes.
func BenchmarkClose(b *testing.B) {
	const people = 100_000
	for b.Loop() {
		b.StopTimer()
		s := sqlitetest.Open(b)
		company, teams := sqlitetest.Company(b, s, "Adler", "North", "South")
		round, links := sqlitetest.Round(b, s, company, teams...)
		fill(b, s, round, links, people)
		b.StartTimer()
		closeRound(b, s, round, people)
	}
}

func fill(b *testing.B, s *store.Store, round kompass.Round, links []kompass.Link, people int) {
	b.Helper()
	var wg sync.WaitGroup
	for c := range 256 {
		wg.Go(func() {
			for i := c; i < people; i += 256 {
				if _, err := s.Submit(context.Background(), sqlitetest.Submission(b, round, links[i%2])); err != nil {
					b.Error(err)
				}
			}
		})
	}
	wg.Wait()
}

func closeRound(b *testing.B, s *store.Store, round kompass.Round, people int) {
	b.Helper()
	ctx := context.Background()
	began := time.Now()
	if _, err := s.BeginClose(ctx, kompass.Unlimited("bench"), round.ID); err != nil {
		b.Fatal(err)
	}
	n := 0
	for _, err := range s.Responses(ctx, round.ID, kompass.Portion{}) {
		if err != nil {
			b.Fatal(err)
		}
		n++
	}
	if n != people {
		b.Fatalf("got %d answers, want %d", n, people)
	}
	read := time.Since(began)
	c := kompass.Closing{RoundID: round.ID, Result: []byte("{}"), Hash: "h", KeepComments: true}
	if err := s.FinishClose(ctx, "bench", c); err != nil {
		b.Fatal(err)
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(read.Milliseconds()), "ms-reading")
	b.ReportMetric(float64((time.Since(began) - read).Milliseconds()), "ms-finishing")
}
