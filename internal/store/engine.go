package store

import (
	"context"
	"database/sql"
)

// Engine is a database that takes the store's SQL, with what only it can do. It is safe for concurrent use.
type Engine interface {
	// Reader returns the pool of connections that read. A transaction on it sees one state of the database.
	Reader() *sql.DB
	// Begin starts a transaction that sees what all have written and is alone in writing until it ends.
	Begin(ctx context.Context) (*sql.Tx, error)
	// Records reports whether the database keeps a journal of when each transaction was committed, which nobody can empty.
	Records() bool
	// Present returns nil while what is open is what its name leads to. Where it was removed or replaced, the error is [Engine.Fatal].
	Present() error
	// Space is how many bytes are free where the database lies, or [kompass.UnknownSpace], and how many it takes there.
	Space() (free, used int64, err error)
	// Translate turns an error of the driver into one of package kompass that has it as its cause, and returns any other as it is.
	Translate(err error) error
	// Fatal reports whether an error means damage, or that the disk did not keep a write: then nothing may be acknowledged any more.
	Fatal(err error) bool
	// Scrub removes what deleted rows have left in the files, as far as the database lets it, and reports whether all of that is done.
	Scrub(ctx context.Context) (clean bool, err error)
	// Rebuild writes what answers have been deleted from anew, so that its files hold them no more, in no order but that of its keys.
	Rebuild(ctx context.Context) error
	// Discard runs a statement that deletes, in a transaction of its own. What the rows leave in the files goes with the next
	// [Engine.Rebuild].
	Discard(ctx context.Context, statement string, args ...any) error
	// Check returns what is wrong with the database itself, whatever is stored in it; nothing when all is well.
	Check(ctx context.Context, t *sql.Tx) ([]string, error)
	// Backup writes a complete and checked copy to the file dst, as [Store.Backup] says. It returns an error that is
	// [Engine.Fatal] only where the database is damaged, not where the copy could not be written. An engine that makes none returns
	// [errors.ErrUnsupported].
	Backup(ctx context.Context, dst string) error
	// Close ends all connections.
	Close() error
}
