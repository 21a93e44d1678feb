package sqlite

import (
	"context"
)

// emptyStaleLog tries again what [Store.emptyLog] could not do because somebody was reading.
func (s *Store) emptyStaleLog(ctx context.Context) {
	if s.staleLog.Load() {
		s.emptyLog(ctx)
	}
}

// emptyLog moves the write-ahead log into the database and cuts it to nothing, so that nothing deleted stays in it. It
// works on a connection of its own, first without a lock and then holding it for a tenth of a second at most. Where a
// reader is in the way it is left for the next occasion: nothing is lost by that, and the caller's work is done.
func (s *Store) emptyLog(ctx context.Context) {
	db := openPool(writerDSN(s.path)+"&_timeout=100", 1)
	defer db.Close()
	var busy, pages, moved int
	err := db.QueryRowContext(ctx, "PRAGMA wal_checkpoint(PASSIVE)").Scan(&busy, &pages, &moved)
	if err == nil {
		err = db.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &pages, &moved)
	}
	if err != nil && isFatal(err) {
		s.fail(err)
	}
	if err == nil && busy == 0 {
		s.staleLog.Store(false)
	}
}
