package sqlite_test

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"kompass/internal/kompass"
	"kompass/internal/sqlite"
	"kompass/internal/sqlite/sqlitetest"
)

// line is a round whose answers the test holds up while it lets a queue form.
type line struct {
	*testing.T
	s     *sqlite.Store
	round kompass.Round
	link  kompass.Link
	held  *sql.Tx
}

func newLine(t *testing.T, s *sqlite.Store) *line {
	t.Helper()
	company, _ := sqlitetest.Company(t, s, "Adler")
	round, links := sqlitetest.Round(t, s, company)
	return &line{T: t, s: s, round: round, link: links[0]}
}

// hold keeps the writing connection until release.
func (l *line) hold() {
	l.Helper()
	tx, err := l.s.Writer().Begin()
	if err != nil {
		l.Fatal(err)
	}
	l.held = tx
}

func (l *line) release() {
	l.Helper()
	if err := l.held.Rollback(); err != nil {
		l.Fatal(err)
	}
}

// submit sends new answers in the background and returns once they lead or wait at the given place.
func (l *line) submit(ctx context.Context, place int) <-chan error {
	l.Helper()
	sub := sqlitetest.Submission(l.T, l.round, l.link)
	done := make(chan error, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				done <- errPanic
			}
		}()
		_, err := l.s.Submit(ctx, sub)
		done <- err
	}()
	l.awaitQueue(place)
	return done
}

var errPanic = errors.New("panic")

func (l *line) awaitQueue(n int) {
	for l.s.Waiting() != n {
		runtime.Gosched()
	}
}

// lead sends answers that lead a group, and returns once the writing connection is asked for.
func (l *line) lead(ctx context.Context) <-chan error {
	l.Helper()
	before := l.s.Writer().Stats().WaitCount
	done := l.submit(ctx, 0)
	for l.s.Writer().Stats().WaitCount == before {
		runtime.Gosched()
	}
	return done
}

func (l *line) total() int {
	l.Helper()
	totals, err := l.s.RoundTotals(context.Background(), kompass.Everything, []string{l.round.ID})
	if err != nil {
		l.Fatal(err)
	}
	return totals[l.round.ID]
}

func TestSubmissionsThatWaitShareACommit(t *testing.T) {
	l := newLine(t, sqlitetest.Open(t))
	commits := l.s.CountCommits(t)
	l.hold()
	done := []<-chan error{l.lead(t.Context())}
	const people = 300
	for i := range people {
		done = append(done, l.submit(t.Context(), i+1))
	}
	l.release()
	for _, d := range done {
		if err := <-d; err != nil {
			t.Error(err)
		}
	}
	// The first alone, then a full group, then the rest.
	if got := commits.Load(); got != 3 || l.total() != people+1 {
		t.Errorf("got %d answers in %d commits, want %d in 3", l.total(), got, people+1)
	}
}

func TestGivingUpLeavesTheQueueAtOnce(t *testing.T) {
	l := newLine(t, sqlitetest.Open(t))
	l.hold()
	first := l.lead(t.Context())
	ctx, cancel := context.WithCancel(t.Context())
	second, third := l.submit(ctx, 1), l.submit(t.Context(), 2)
	cancel()
	if err := <-second; !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v, want %v while the others still wait", err, context.Canceled)
	}
	l.awaitQueue(1)
	l.release()
	if err := errors.Join(<-first, <-third); err != nil || l.total() != 2 {
		t.Errorf("got %d answers and error %v, want the other two", l.total(), err)
	}
}

func TestWhoeverIsBeingWrittenHearsTheTruth(t *testing.T) {
	l := newLine(t, sqlitetest.Open(t))
	l.hold()
	ctx, cancel := context.WithCancel(t.Context())
	first := l.lead(ctx)
	cancel()
	l.release()
	if err := <-first; err != nil || l.total() != 1 {
		t.Errorf("got %d answers and error %v, want one stored and acknowledged", l.total(), err)
	}
}

func TestAPanicReachesTheWholeGroupAndNobodyElse(t *testing.T) {
	clock := sqlitetest.NewClock()
	var broken atomic.Bool
	var reads atomic.Int64
	now := func() time.Time {
		if broken.Load() && reads.Add(1) == 2 {
			panic("the clock is broken")
		}
		return clock.Now()
	}
	s, err := sqlite.Open(t.Context(), sqlite.Options{Path: filepath.Join(t.TempDir(), "kompass.db"), Now: now, Rand: rand.Reader})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	l := newLine(t, s)
	broken.Store(true)
	l.hold()
	first := l.lead(t.Context())
	leader, follower := l.submit(t.Context(), 1), l.submit(t.Context(), 2)
	l.release()
	if err := <-first; err != nil {
		t.Errorf("before the panic: %v", err)
	}
	if err := <-leader; err != errPanic {
		t.Errorf("got %v from the leader, want the panic", err)
	}
	if err := <-follower; !errors.Is(err, kompass.ErrStorage) {
		t.Errorf("got error %v, want %v", err, kompass.ErrStorage)
	}
	if err := <-l.submit(t.Context(), 0); err != nil || l.total() != 2 {
		t.Errorf("got %d answers and error %v, want the first and one after the panic", l.total(), err)
	}
}

func TestAFullDiskRefusesTheWholeGroupAndIsGotOver(t *testing.T) {
	l := newLine(t, sqlitetest.Open(t))
	var pages int
	if err := l.s.Writer().QueryRow("PRAGMA page_count").Scan(&pages); err != nil {
		t.Fatal(err)
	}
	limit := func(n int) {
		var got int
		if err := l.s.Writer().QueryRow(fmt.Sprintf("PRAGMA max_page_count = %d", n)).Scan(&got); err != nil || got != n {
			t.Fatalf("got a limit of %d and error %v, want %d", got, err, n)
		}
	}
	limit(pages)
	acknowledged := 0
	var full error
	for full == nil {
		if _, full = l.s.Submit(t.Context(), sqlitetest.Submission(t, l.round, l.link)); full == nil {
			acknowledged++
		}
	}
	if !errors.Is(full, kompass.ErrStorage) || l.total() != acknowledged {
		t.Errorf("got %d answers and error %v, want the %d acknowledged and %v", l.total(), full, acknowledged, kompass.ErrStorage)
	}
	limit(pages + 1000)
	if err := <-l.submit(t.Context(), 0); err != nil || l.s.Failure() != nil {
		t.Errorf("got errors %v and %v, want answers taken again", err, l.s.Failure())
	}
}

// TestCommandsBesideAServer writes through two stores on one file, as a command beside a running server does.
func TestCommandsBesideAServer(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kompass.db")
	l := newLine(t, sqlitetest.OpenAt(t, path, sqlitetest.NewClock()))
	command := sqlitetest.OpenAt(t, path, sqlitetest.NewClock())
	const clients, each, commands = 8, 25, 25
	var wg sync.WaitGroup
	for range clients {
		wg.Go(func() {
			for range each {
				if _, err := l.s.Submit(t.Context(), sqlitetest.Submission(t, l.round, l.link)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for i := range commands {
		if _, err := command.CreateCompany(t.Context(), "command line", string(rune('A'+i))); err != nil {
			t.Error(err)
		}
		if _, err := command.Submit(t.Context(), sqlitetest.Submission(t, l.round, l.link)); err != nil {
			t.Error(err)
		}
	}
	wg.Wait()
	companies, err := l.s.Companies(t.Context(), kompass.Everything)
	if err != nil || len(companies) != commands+1 || l.total() != clients*each+commands {
		t.Errorf("got %d companies, %d answers and error %v, want %d and %d", len(companies), l.total(), err, commands+1, clients*each+commands)
	}
}
