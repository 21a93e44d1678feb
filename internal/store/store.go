// Package store keeps everything Kompass stores in a database: every rule about what is stored, and its SQL, stands here
// once. What differs from one database to another is behind [Engine]; package sqlite has the one that there is.
//
// A [Store] writes one transaction at a time and reads beside it. Every method is one transaction, and what it has
// acknowledged is on disk. [Store.Submit] lets submissions that arrive together share one transaction, so that many
// participants wait for one write to the disk and not for one each.
//
// The SQL is what SQLite and PostgreSQL both take: ? and ?1 for values, never $1; NULLS FIRST where it matters;
// IS NOT DISTINCT FROM; 0 and 1 for truth; ON CONFLICT DO NOTHING where a statement may be refused and the transaction
// goes on. Times are texts of fixed width.
//
// Errors are those of package kompass: look for them with [errors.Is]. A failure of the disk or the database is
// [kompass.ErrStorage] together with its cause.
//
// Nothing stored about an answer says who gave it or when.
package store

import (
	"context"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"

	"kompass/internal/kompass"
)

// Store is an open database. It is safe for concurrent use, also beside other processes that use the same database.
type Store struct {
	engine Engine
	now    func() time.Time
	rand   io.Reader
	group  group
	known  known

	traces atomic.Bool // the engine still holds traces of what was deleted

	failOnce sync.Once
	failed   chan struct{}
	failure  error // set before failed is closed
}

// New returns a store in the database of an engine, which it closes at the end. Rand is crypto/rand in production.
func New(ctx context.Context, engine Engine, now func() time.Time, rand io.Reader) *Store {
	s := &Store{engine: engine, now: now, rand: rand, known: newKnown(), failed: make(chan struct{})}
	s.scrub(ctx) // a crash between closing a round and this would have left receipts
	return s
}

// Close ends all connections. The store must not be used afterwards.
func (s *Store) Close() error { return s.engine.Close() }

// Ready returns nil if the database takes writes now: something is written that leaves nothing behind.
func (s *Store) Ready(ctx context.Context) error {
	if err := s.Failure(); err != nil {
		return err
	}
	s.scrubAgain(ctx)
	return s.write(ctx, "check that the database is writable", func(t *tx) error {
		if _, err := t.ExecContext(ctx, "INSERT INTO settings (name, value, updated_at) VALUES ('ready', '', ?)", stamp(t.now)); err != nil {
			return err
		}
		_, err := t.ExecContext(ctx, "DELETE FROM settings WHERE name = 'ready'")
		return err
	})
}

// Records reports whether the database keeps a journal of when each answer came in, which nobody can empty.
func (s *Store) Records() bool { return s.engine.Records() }

// scarce is how much room there must be at least beside what the database takes: rebuilding it writes it once more.
const scarce = 200 << 20

// Space says how much room there is where the database lies.
func (s *Store) Space() (kompass.Space, error) {
	free, used, err := s.engine.Space()
	return kompass.Space{Free: free, Used: used, Scarce: free != kompass.UnknownSpace && free < used+scarce}, s.wrap("look for free space", err)
}

// Backup writes a complete and checked copy of the database to the file dst, beside everything that goes on. The copy
// appears under its name only when it is whole and on disk; a file that is there already is [kompass.ErrConflict].
func (s *Store) Backup(ctx context.Context, dst string) error {
	if err := s.engine.Backup(ctx, dst); err != nil {
		return s.wrap("back up to "+dst, err)
	}
	s.scrubAgain(ctx) // the copying was a long read
	return nil
}

// scrub has the engine remove what deleting leaves behind. Where something is in the way it is left for the next
// occasion: nothing is lost by that, and the caller's work is done.
func (s *Store) scrub(ctx context.Context) {
	s.traces.Store(true)
	s.scrubAgain(ctx)
}

// scrubAgain tries once more what [Store.scrub] could not do.
func (s *Store) scrubAgain(ctx context.Context) {
	if !s.traces.Load() {
		return
	}
	clean, err := s.engine.Scrub(ctx)
	if err != nil && s.engine.Fatal(err) {
		s.fail(err)
	}
	if clean {
		s.traces.Store(false)
	}
}

// Failed is closed when the store has met damage or a disk that did not keep what was written. From then on it refuses
// all writes, because what a retry would seem to store might not be there; the process should end and start anew.
func (s *Store) Failed() <-chan struct{} { return s.failed }

// Failure returns why the store takes no writes any more, nil while it does.
func (s *Store) Failure() error {
	select {
	case <-s.failed:
		return s.failure
	default:
		return nil
	}
}

// fail ends all writing, once.
func (s *Store) fail(err error) {
	s.failOnce.Do(func() {
		s.failure = fmt.Errorf("%w: writing has stopped: %w", kompass.ErrStorage, err)
		close(s.failed)
	})
}
