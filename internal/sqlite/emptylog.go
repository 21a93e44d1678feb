package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
)

// Scrub implements [store.Engine]. It moves the write-ahead log into the database and cuts it to nothing, so that nothing
// deleted stays in it. It works on a connection of its own, first without a lock and then holding it for a tenth of a
// second at most; a reader may be in its way.
func (e *Engine) Scrub(ctx context.Context) (clean bool, err error) {
	db := openPool(writerDSN(e.path)+"&_timeout=100", 1)
	defer db.Close()
	var busy, pages, moved int
	err = db.QueryRowContext(ctx, "PRAGMA wal_checkpoint(PASSIVE)").Scan(&busy, &pages, &moved)
	if err == nil {
		err = db.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &pages, &moved)
	}
	return err == nil && busy == 0, err
}

// Discard implements [store.Engine]. Everywhere else what is deleted is overwritten at once. Here that would cost a written page for
// each page that becomes free, and all of them go when the file is rebuilt.
func (e *Engine) Discard(ctx context.Context, statement string, args ...any) error {
	conn, err := e.writer.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	defer overwriteAgain(conn)
	if _, err := conn.ExecContext(ctx, "PRAGMA secure_delete = FAST"); err != nil {
		return err
	}
	_, err = conn.ExecContext(ctx, statement, args...)
	return err
}

// overwriteAgain has a connection overwrite what it deletes. One that does not is never used again.
func overwriteAgain(conn *sql.Conn) {
	var on int
	err := conn.QueryRowContext(context.Background(), "PRAGMA secure_delete = ON").Scan(&on)
	if err != nil || on != 1 {
		_ = conn.Raw(func(any) error { return driver.ErrBadConn })
	}
}

// Rebuild implements [store.Engine]. Others wait for it, for about a tenth of a second for each ten megabytes that are left.
func (e *Engine) Rebuild(ctx context.Context) error {
	_, err := e.writer.ExecContext(ctx, "VACUUM")
	return err
}
