// Package sqlite keeps everything Kompass stores in one SQLite file. It is the only package that knows SQL or the driver.
//
// A [Store] has one writing connection and several reading ones. Every method is one transaction, and what it has
// acknowledged is on disk. [Store.Submit] lets submissions that arrive together share one transaction, so that many
// participants wait for one write to the disk and not for one each.
//
// Errors are those of package kompass: look for them with [errors.Is]. A failure of the disk or the file is
// [kompass.ErrStorage] together with its cause.
//
// Nothing stored about an answer says who gave it or when. See migrations/001_base.sql.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"
)

// readers is the number of reading connections: enough for the pages that are built at the same time on a small server.
const readers = 8

// Options say where the database lies and where time and randomness come from. All are required.
type Options struct {
	Path string // of the file; its folder is created if need be
	Now  func() time.Time
	Rand io.Reader // crypto/rand in production
}

// Store is an open database. It is safe for concurrent use, also beside other processes that use the same file.
type Store struct {
	path   string
	now    func() time.Time
	rand   io.Reader
	writer *sql.DB
	reader *sql.DB
	group  group

	staleLog atomic.Bool // the write-ahead log still holds what closing a round deleted

	failOnce sync.Once
	failed   chan struct{}
	failure  error // set before failed is closed
}

// Open opens the database, creates it where there is none, and brings an older one up to date. It refuses, with the file
// untouched, a file of another program ([ErrForeignFile]), a database of a newer Kompass ([ErrNewerSchema]) and a damaged
// one ([ErrCorrupt]). [ErrNotWritable] means that file or folder cannot be written.
func Open(ctx context.Context, o Options) (*Store, error) {
	if o.Now == nil || o.Rand == nil {
		return nil, errors.New("open database: a clock and a source of randomness are required")
	}
	if err := prepareFile(o.Path); err != nil {
		return nil, err
	}
	if err := probe(ctx, o.Path); err != nil {
		return nil, err
	}
	s := &Store{path: o.Path, now: o.Now, rand: o.Rand, failed: make(chan struct{})}
	s.writer = openPool(writerDSN(o.Path), 1)
	s.reader = openPool(readerDSN(o.Path), readers)
	if err := s.start(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

func (s *Store) start(ctx context.Context) error {
	if err := s.migrate(ctx); err != nil {
		return openError(s.path, err)
	}
	if err := assertDurable(ctx, s.writer); err != nil {
		return openError(s.path, err)
	}
	// A crash between closing a round and emptying the log would leave receipts in it.
	s.staleLog.Store(true)
	s.emptyLog(ctx)
	return nil
}

// assertDurable makes sure that an acknowledged answer survives a power cut, whatever the driver was built with.
func assertDurable(ctx context.Context, db *sql.DB) error {
	var synchronous int
	var journal string
	if err := db.QueryRowContext(ctx, "PRAGMA synchronous").Scan(&synchronous); err != nil {
		return err
	}
	if err := db.QueryRowContext(ctx, "PRAGMA journal_mode").Scan(&journal); err != nil {
		return err
	}
	if synchronous != 2 || journal != "wal" {
		return fmt.Errorf("the file system does not allow durable writing (synchronous=%d, journal_mode=%s)", synchronous, journal)
	}
	return nil
}

// Close ends all connections. The store must not be used afterwards.
func (s *Store) Close() error {
	// The writer goes last: it then empties and removes the write-ahead log.
	return errors.Join(s.reader.Close(), s.writer.Close())
}

// Ready says whether the database takes writes now.
func (s *Store) Ready(ctx context.Context) error {
	if err := s.Failure(); err != nil {
		return err
	}
	s.emptyStaleLog(ctx)
	tx, err := s.writer.BeginTx(ctx, nil)
	if err != nil {
		return s.wrap("check that the database is writable", err)
	}
	return s.wrap("check that the database is writable", tx.Rollback())
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
