package sqlite

import "context"

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

// Rebuild implements [store.Engine]. Others wait for it, for about a tenth of a second for each ten megabytes that are left.
func (e *Engine) Rebuild(ctx context.Context) error {
	_, err := e.writer.ExecContext(ctx, "VACUUM")
	return err
}
