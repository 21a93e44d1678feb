package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"kompass/internal/kompass"
	"kompass/internal/store"
)

// errOnlyLooking means that a database was opened to be looked at and somebody wants to write.
var errOnlyLooking = fmt.Errorf("the database is only looked at: %w", kompass.ErrStorage)

// LookAt opens the store of a file that is there, to read it and nothing else: it makes no file, changes no byte and leaves
// nothing behind. A database of an older schema is [store.ErrOlderSchema]; the other errors are those of [Connect].
func LookAt(ctx context.Context, o Options) (*store.Store, error) {
	f, err := os.Open(o.Path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("open database %s: %w", o.Path, store.ErrNoDatabase)
	}
	if err != nil {
		return nil, fmt.Errorf("open database %s: %w: %w", o.Path, store.ErrNotWritable, err)
	}
	info, err := f.Stat()
	if err = errors.Join(err, checkMagic(o.Path, f), f.Close()); err != nil {
		return nil, err
	}
	if info.Size() == 0 {
		return nil, fmt.Errorf("open database %s: %w", o.Path, store.ErrNoDatabase)
	}
	db := openPool(lookingDSN(o.Path), readers)
	var version int
	if err = identify(ctx, db); err == nil {
		err = db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version)
	}
	if err == nil && version < len(migrations) {
		err = store.ErrOlderSchema
	}
	if err != nil {
		return nil, errors.Join(openError(o.Path, err), db.Close())
	}
	return store.New(ctx, looking{&Engine{path: o.Path, reader: db}}, o.Now, o.Rand), nil
}

// lookingDSN reads a database beside a log without touching either. Where there is no log nobody has the database open, and
// SQLite is told that the file stays as it is: otherwise it would make a log to read it.
func lookingDSN(path string) string {
	if _, err := os.Lstat(path + "-wal"); err != nil {
		return readerDSN(path) + "&immutable=1"
	}
	return readerDSN(path)
}

// looking is an engine that writes nothing.
type looking struct{ *Engine }

func (looking) Begin(context.Context) (*sql.Tx, error) { return nil, errOnlyLooking }

func (looking) Discard(context.Context, string, ...any) error { return errOnlyLooking }

func (looking) Scrub(context.Context) (clean bool, err error) { return true, nil }

func (looking) Rebuild(context.Context) error { return errOnlyLooking }

func (l looking) Close() error { return l.reader.Close() }
