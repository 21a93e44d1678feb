package store_test

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"kompass/internal/kompass"
	"kompass/internal/sqlite"
	"kompass/internal/sqlite/sqlitetest"
	"kompass/internal/store"
)

// gate is the engine of a store under test: it counts the transactions that the store begins.
type gate struct {
	store.Engine
	begun atomic.Int64
}

func (g *gate) Begin(ctx context.Context) (*sql.Tx, error) {
	g.begun.Add(1)
	return g.Engine.Begin(ctx)
}

// openGate opens a store on a database file.
func openGate(tb testing.TB, path string, now func() time.Time) (*store.Store, *gate) {
	tb.Helper()
	engine, err := sqlite.Connect(context.Background(), path, now)
	if err != nil {
		tb.Fatal(err)
	}
	g := &gate{Engine: engine}
	s := store.New(context.Background(), g, now, rand.Reader)
	tb.Cleanup(func() {
		if err := s.Close(); err != nil {
			tb.Errorf("close database: %v", err)
		}
	})
	return s, g
}

// line is a round whose answers the test holds up while it lets a queue form.
type line struct {
	*testing.T
	path   string
	s      *store.Store
	engine *gate
	round  kompass.Round
	link   kompass.Link
	held   *sql.Tx
}

func newLine(t *testing.T, now func() time.Time) *line {
	t.Helper()
	path := filepath.Join(t.TempDir(), "kompass.db")
	s, engine := openGate(t, path, now)
	company, _ := sqlitetest.Company(t, s, "Adler")
	round, links := sqlitetest.Round(t, s, company)
	return &line{T: t, path: path, s: s, engine: engine, round: round, link: links[0]}
}

// hold keeps the writing connection until release.
func (l *line) hold() {
	l.Helper()
	tx, err := l.engine.Engine.Begin(context.Background())
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

// lead sends answers that lead a group, and returns once they ask for a transaction.
func (l *line) lead(ctx context.Context) <-chan error {
	l.Helper()
	before := l.engine.begun.Load()
	done := l.submit(ctx, 0)
	for l.engine.begun.Load() == before {
		runtime.Gosched()
	}
	return done
}

// exec changes the database past the store.
func (l *line) exec(statements string, args ...any) {
	l.Helper()
	tx, err := l.engine.Engine.Begin(context.Background())
	if err != nil {
		l.Fatal(err)
	}
	_, err = tx.Exec(statements, args...)
	if err := errors.Join(err, tx.Commit()); err != nil {
		l.Fatal(err)
	}
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
	l := newLine(t, sqlitetest.NewClock().Now)
	before := l.engine.begun.Load()
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
	if got := l.engine.begun.Load() - before; got != 3 || l.total() != people+1 {
		t.Errorf("got %d answers in %d transactions, want %d in 3", l.total(), got, people+1)
	}
}

func TestGivingUpLeavesTheQueueAtOnce(t *testing.T) {
	l := newLine(t, sqlitetest.NewClock().Now)
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
	l := newLine(t, sqlitetest.NewClock().Now)
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
	l := newLine(t, now)
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

// TestClosingWorksInSteps closes a round with more receipts than go in one transaction, half of them deleted already by a
// closing that broke off.
func TestClosingWorksInSteps(t *testing.T) {
	ctx := context.Background()
	l := newLine(t, sqlitetest.NewClock().Now)
	if _, err := l.s.BeginClose(ctx, kompass.Unlimited("test"), l.round.ID); err != nil {
		t.Fatal(err)
	}
	l.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000)
		INSERT INTO receipts SELECT ?, randomblob(32), randomblob(16) FROM n;
		DELETE FROM receipts WHERE receipt_hash < x'80'`, l.round.ID)
	before := l.engine.begun.Load()
	c := kompass.Closing{RoundID: l.round.ID, Result: []byte("{}"), Hash: "h"}
	if err := l.s.FinishClose(ctx, "test", c); err != nil {
		t.Fatal(err)
	}
	var left int
	if err := l.engine.Reader().QueryRow("SELECT count(*) FROM receipts").Scan(&left); err != nil || left != 0 {
		t.Errorf("got %d receipts and error %v, want none", left, err)
	}
	if got := l.engine.begun.Load() - before; got < 4 {
		t.Errorf("got %d transactions, want one for each ten thousand receipts and one to close", got)
	}
}

// TestCommandsBesideAServer writes through two stores on one file, as a command beside a running server does.
func TestCommandsBesideAServer(t *testing.T) {
	l := newLine(t, sqlitetest.NewClock().Now)
	command := sqlitetest.OpenAt(t, l.path, sqlitetest.NewClock())
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
