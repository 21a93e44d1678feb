package store

import (
	"context"
	"time"
)

const (
	tryBucket = time.Minute
	keepTries = 24 * time.Hour
)

// NoteFailure counts a failed sign-in under a key, which is a hash, to the minute. Counts are kept for a day.
func (s *Store) NoteFailure(ctx context.Context, key [32]byte) error {
	return s.write(ctx, "note failed sign-in", func(t *tx) error {
		if _, err := t.ExecContext(ctx, "DELETE FROM login_tries WHERE bucket < ?", stamp(t.now.Add(-keepTries))); err != nil {
			return err
		}
		_, err := t.ExecContext(ctx, `INSERT INTO login_tries (account, bucket, failures) VALUES (?, ?, 1)
			ON CONFLICT (account, bucket) DO UPDATE SET failures = login_tries.failures + 1`, key[:], stamp(t.now.Truncate(tryBucket)))
		return err
	})
}

// Failures returns how many sign-ins have failed under a key since then, the whole minute of since included.
func (s *Store) Failures(ctx context.Context, key [32]byte, since time.Time) (int, error) {
	var n int
	err := s.engine.Reader().QueryRowContext(ctx, "SELECT coalesce(sum(failures), 0) FROM login_tries WHERE account = ? AND bucket >= ?",
		key[:], stamp(since.UTC().Truncate(tryBucket))).Scan(&n)
	return n, s.wrap("count failed sign-ins", err)
}

// ClearFailures forgets the failures under a key.
func (s *Store) ClearFailures(ctx context.Context, key [32]byte) error {
	return s.write(ctx, "clear failed sign-ins", func(t *tx) error {
		_, err := t.ExecContext(ctx, "DELETE FROM login_tries WHERE account = ?", key[:])
		return err
	})
}
