package postgres_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/postgres/postgrestest"
	"kompass/internal/sqlite/sqlitetest"
)

// TestNoAnswerIsMissedByAClosingOfAnotherNode closes fifty rounds at one node while answers come in at two.
func TestNoAnswerIsMissedByAClosingOfAnotherNode(t *testing.T) {
	address := postgrestest.Database(t)
	nodes := []opened{connect(t, address), connect(t, address)}
	company, _ := sqlitetest.Company(t, nodes[0].Store, "Adler")
	acknowledged, missed := 0, 0
	for range 50 {
		round, links := sqlitetest.Round(t, nodes[0].Store, company)
		var told atomic.Int64
		var group sync.WaitGroup
		begun := make(chan struct{}, 64)
		for i := range 8 {
			group.Go(func() {
				for {
					_, err := nodes[i%2].Submit(context.Background(), sqlitetest.Submission(t, round, links[0]))
					if errors.Is(err, kompass.ErrClosed) {
						return
					}
					if err != nil {
						t.Errorf("an answer: %v", err)
						return
					}
					told.Add(1)
					select {
					case begun <- struct{}{}:
					default:
					}
				}
			})
		}
		for range 16 {
			<-begun
		}
		if _, err := nodes[0].BeginClose(t.Context(), kompass.Unlimited("test"), round.ID); err != nil {
			t.Fatal(err)
		}
		seen := 0
		for _, err := range nodes[0].Responses(t.Context(), round.ID, kompass.Portion{}) {
			if err != nil {
				t.Fatal(err)
			}
			seen++
		}
		group.Wait()
		acknowledged += int(told.Load())
		missed += int(told.Load()) - seen
		sqlitetest.Close(t, nodes[1].Store, round.ID)
	}
	if missed != 0 || acknowledged < 50*16 {
		t.Errorf("%d of %d acknowledged answers were missed by 50 closings", missed, acknowledged)
	}
}

// TestAReceiptCountsOnceAtEveryNode sends the same form to both nodes at the same time.
func TestAReceiptCountsOnceAtEveryNode(t *testing.T) {
	address := postgrestest.Database(t)
	nodes := []opened{connect(t, address), connect(t, address)}
	round, link := newRound(t, nodes[0].Store)
	const forms = 40
	var group sync.WaitGroup
	var stored, unchanged atomic.Int64
	for range forms {
		sub := sqlitetest.Submission(t, round, link)
		for _, node := range nodes {
			group.Go(func() {
				switch outcome, err := node.Submit(context.Background(), sub); {
				case err != nil:
					t.Error(err)
				case outcome == kompass.Stored:
					stored.Add(1)
				case outcome == kompass.Unchanged:
					unchanged.Add(1)
				}
			})
		}
	}
	group.Wait()
	totals, err := nodes[0].RoundTotals(t.Context(), kompass.Everything, []string{round.ID})
	if err != nil || totals[round.ID] != forms || stored.Load() != forms || unchanged.Load() != forms {
		t.Errorf("got %d counted, %d stored, %d unchanged and error %v, want %d of each", totals[round.ID], stored.Load(), unchanged.Load(), err, forms)
	}
}
