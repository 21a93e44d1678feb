// Package sqlite is the engine that keeps a [store.Store] in one SQLite file. It is the only package that knows the driver.
//
// The file is ours alone: opening it checks whose it is, how new and whether it is whole before anything is written. What
// is acknowledged survives a power cut, and what is deleted is overwritten, also in the write-ahead log; the answers of a closed
// round are when the file is rebuilt.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"kompass/internal/store"
)

// readers is the number of reading connections: enough for the pages that are built at the same time on a small server.
const readers = 8

// Options say where the database lies and where time and randomness come from. Those three are required.
type Options struct {
	Path string // of the file; its folder is created if need be
	Now  func() time.Time
	Rand io.Reader // crypto/rand in production

	MustExist  bool // a file that is missing or empty is [store.ErrNoDatabase], and stays so
	KeepSchema bool // an older database is [store.ErrOlderSchema] and not brought up to date
	CopyFirst  bool // an older database is copied before it is brought up to date, see [DropCopies]
}

// Open opens the store of a file, creates it where there is none, and brings an older one up to date. The errors are
// those of [Connect].
func Open(ctx context.Context, o Options) (*store.Store, error) {
	if o.Now == nil || o.Rand == nil {
		return nil, errors.New("open database: a clock and a source of randomness are required")
	}
	if err := o.precede(ctx); err != nil {
		return nil, err
	}
	e, err := Connect(ctx, o.Path, o.Now)
	if err != nil {
		return nil, err
	}
	return store.New(ctx, e, o.Now, o.Rand), nil
}

// Engine is an open database file with one writing connection and several reading ones.
type Engine struct {
	path   string
	file   os.FileInfo // what was opened
	writer *sql.DB
	reader *sql.DB
}

var _ store.Engine = (*Engine)(nil)

// Connect opens a database file or creates it, and applies the migrations that it lacks; now dates them. It refuses, with
// the file untouched, a file of another program ([store.ErrForeignFile]), a database of a newer Kompass ([store.ErrNewerSchema]) and
// a damaged one ([store.ErrCorrupt]). [store.ErrNotWritable] means that file or folder cannot be written.
func Connect(ctx context.Context, path string, now func() time.Time) (*Engine, error) {
	if err := prepareFile(path); err != nil {
		return nil, err
	}
	if err := probe(ctx, path); err != nil {
		return nil, err
	}
	e := &Engine{path: path, writer: openPool(writerDSN(path), 1), reader: openPool(readerDSN(path), readers)}
	var err error
	if e.file, err = os.Stat(path); err == nil {
		err = migrate(ctx, e.writer, now)
	}
	if err == nil {
		err = assertDurable(ctx, e.writer)
	}
	if err != nil {
		return nil, errors.Join(openError(path, err), e.Close())
	}
	return e, nil
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

// Reader implements [store.Engine].
func (e *Engine) Reader() *sql.DB { return e.reader }

// Begin implements [store.Engine]: there is one writing connection, and its transactions take the lock of the file at
// once, so that other processes wait as well.
func (e *Engine) Begin(ctx context.Context) (*sql.Tx, error) { return e.writer.BeginTx(ctx, nil) }

// Records implements [store.Engine]: the write-ahead log is emptied, see [Engine.Scrub].
func (*Engine) Records() bool { return false }

// errReplaced means that the open file is no longer the one under its name.
var errReplaced = errors.New("the database file was removed or replaced while it was open")

// Present implements [store.Engine].
func (e *Engine) Present() error {
	now, err := os.Stat(e.path)
	if err != nil {
		return fmt.Errorf("%w: %w", errReplaced, err)
	}
	if !os.SameFile(e.file, now) {
		return errReplaced
	}
	return nil
}

// Close implements [store.Engine].
func (e *Engine) Close() error {
	// The writer goes last: it then empties and removes the write-ahead log.
	return errors.Join(e.reader.Close(), e.writer.Close())
}
