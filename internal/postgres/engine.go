// Package postgres is the engine that keeps a [store.Store] in a database of a PostgreSQL server. It is the only package that knows
// the driver.
//
// The rules of the store are right because one writes at a time: every writing transaction takes one lock before it reads anything,
// which the server gives back after the commit can be seen. Several processes may use one database.
//
// A PostgreSQL server records when each transaction was committed and keeps what was deleted for a while, in its journal and in
// whatever copies that. No setting changes this. What is stored of an answer must therefore be sealed.
package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"time"

	"kompass/internal/kompass"
	"kompass/internal/store"
)

// readers is the number of reading connections of a process.
const readers = 8

// Options say where the database lies and where time and randomness come from. Those three are required.
type Options struct {
	Address string // postgres://…, see [IsAddress]
	Now     func() time.Time
	Rand    io.Reader // crypto/rand in production

	MustExist  bool // an empty database is [store.ErrNoDatabase], and stays so
	KeepSchema bool // an older database is [store.ErrOlderSchema] and not brought up to date
	OnlyLook   bool // nothing is written, with both of the above
}

// Open opens the store of a database, makes its tables where there are none, and brings older ones up to date. It refuses, with
// nothing changed, a server that does not keep what is acknowledged or that logs what people answer ([Unfit]), a database with
// other tables ([store.ErrForeignFile]) and one of a newer Kompass ([store.ErrNewerSchema]). A server that does not answer is
// [ErrUnreachable].
func Open(ctx context.Context, o Options) (*store.Store, error) {
	if o.Now == nil || o.Rand == nil {
		return nil, errors.New("open database: a clock and a source of randomness are required")
	}
	e, err := connect(o.Address)
	if err == nil {
		if err = assertFit(ctx, e.reader); err == nil {
			err = e.prepare(ctx, o)
		}
		if err != nil {
			err = errors.Join(err, e.Close())
		}
	}
	if err != nil {
		return nil, fmt.Errorf("open database %s: %w", Redacted(o.Address), openError(err))
	}
	if o.OnlyLook {
		return store.New(ctx, looking{e}, o.Now, o.Rand), nil
	}
	return store.New(ctx, e, o.Now, o.Rand), nil
}

// Engine is an open database with one writing connection and several reading ones.
type Engine struct {
	writer *sql.DB
	reader *sql.DB
}

var _ store.Engine = (*Engine)(nil)

// connect names the connections of an address. They are made when they are needed.
func connect(address string) (*Engine, error) {
	config, err := parse(address)
	if err != nil {
		return nil, err
	}
	return &Engine{
		// A process that stands still in the middle of a transaction must not keep the others from writing.
		writer: openPool(config, 1, map[string]string{"lock_timeout": "10s", "idle_in_transaction_session_timeout": "30s"}),
		// A transaction that reads sees one state of the database.
		reader: openPool(config, readers, map[string]string{"default_transaction_isolation": "repeatable read", "default_transaction_read_only": "on"}),
	}, nil
}

// prepare makes sure that the tables are those of this program.
func (e *Engine) prepare(ctx context.Context, o Options) error {
	version, err := identify(ctx, e.reader)
	switch {
	case err != nil:
		return err
	case version == 0 && (o.MustExist || o.OnlyLook):
		return store.ErrNoDatabase
	case version == latest():
		return nil
	case version > 0 && (o.KeepSchema || o.OnlyLook):
		return store.ErrOlderSchema
	}
	return migrate(ctx, e.writer, version, o.Now)
}

// Reader implements [store.Engine].
func (e *Engine) Reader() *sql.DB { return e.reader }

// takeTurn waits until nobody else writes: the lock is that of the transaction. What it records has every commit wait for whoever
// has to keep it, also one that has found that all was stored before: that may have been by a commit whose wait was cut off.
const takeTurn = "SELECT pg_advisory_xact_lock(1265593712), pg_logical_emit_message(true, 'kompass', '')"

// Begin implements [store.Engine]. The lock is taken by a statement of its own: what a statement sees is older than the locks it takes.
func (e *Engine) Begin(ctx context.Context) (*sql.Tx, error) {
	t, err := e.writer.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	if _, err := t.ExecContext(ctx, takeTurn); err != nil {
		return nil, errors.Join(err, t.Rollback())
	}
	return t, nil
}

// Records implements [store.Engine].
func (*Engine) Records() bool { return true }

// Present implements [store.Engine]: what is committed is in the database that the address leads to.
func (*Engine) Present() error { return nil }

// Space implements [store.Engine]. How much is free where the server keeps its files it tells nobody.
func (e *Engine) Space() (free, used int64, err error) {
	err = e.reader.QueryRow("SELECT pg_database_size(current_database())").Scan(&used)
	return kompass.UnknownSpace, used, err
}

// Scrub implements [store.Engine]. There is nothing that it could do: see [Engine.Rebuild].
func (*Engine) Scrub(context.Context) (clean bool, err error) { return true, nil }

// Discard implements [store.Engine].
func (e *Engine) Discard(ctx context.Context, statement string, args ...any) error {
	t, err := e.Begin(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = t.Rollback() }() // after a commit there is nothing to roll back
	if _, err := t.ExecContext(ctx, statement, args...); err != nil {
		return err
	}
	return t.Commit()
}

// rebuilds write the tables anew from which closing a round deletes, in the order of their keys. Each waits until nobody reads its
// table any more, and others wait for it meanwhile.
var rebuilds = []string{
	"CLUSTER responses USING responses_pkey", "CLUSTER receipts USING receipts_pkey", "CLUSTER comments USING comments_pkey",
	"CLUSTER epochs USING epochs_pkey", "CLUSTER import_digests USING import_digests_pkey", "CLUSTER guesses USING guesses_pkey",
	"CLUSTER links USING links_pkey", "CLUSTER closings USING closings_pkey",
}

// Rebuild implements [store.Engine] as far as the server allows: the files of the tables are new ones, without what was deleted.
// The journal, and each row's number of its transaction, stay as they were.
func (e *Engine) Rebuild(ctx context.Context) error {
	for _, statement := range rebuilds {
		if _, err := e.writer.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}

// Backup implements [store.Engine]. It refuses: a server has tools of its own for that.
func (*Engine) Backup(context.Context, string) error { return errors.ErrUnsupported }

// Close implements [store.Engine].
func (e *Engine) Close() error { return errors.Join(e.reader.Close(), e.writer.Close()) }

// errOnlyLooking means that a database was opened to be looked at and somebody wants to write.
var errOnlyLooking = fmt.Errorf("the database is only looked at: %w", kompass.ErrStorage)

// looking is an engine that writes nothing.
type looking struct{ *Engine }

func (looking) Begin(context.Context) (*sql.Tx, error) { return nil, errOnlyLooking }

func (looking) Discard(context.Context, string, ...any) error { return errOnlyLooking }

func (looking) Rebuild(context.Context) error { return errOnlyLooking }
