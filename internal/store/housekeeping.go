package store

import (
	"context"
	"fmt"
	"time"

	"kompass/internal/kompass"
)

// DueRounds returns the rounds of every company whose time is over and those whose closing was interrupted, oldest first.
func (s *Store) DueRounds(ctx context.Context) ([]kompass.Round, error) {
	rows, err := s.engine.Reader().QueryContext(ctx, selectRound+
		" WHERE r.state = 'closing' OR (r.state = 'open' AND r.closes_at <= ?) ORDER BY r.created_at, r.id", stamp(s.moment()))
	out, err := collect(rows, err, scanRound)
	return out, s.wrap("list rounds that are over", err)
}

// ForgetAnswers deletes the answers of rounds that were released at a time or before it, and returns how many rounds had
// any. Results, counts and the comments that a result shows stay. It works in short transactions; after a crash the same
// call completes what it began.
func (s *Store) ForgetAnswers(ctx context.Context, actor string, released time.Time) (int, error) {
	const doing = "delete answers of released rounds"
	rows, err := s.engine.Reader().QueryContext(ctx, `SELECT r.id FROM rounds r WHERE r.state = 'released' AND r.released_at <= ?
		AND EXISTS (SELECT 1 FROM responses a WHERE a.round_id = r.id)`, stamp(released))
	ids, err := collect(rows, err, scanText)
	if err != nil {
		return 0, s.wrap(doing, err)
	}
	for i, id := range ids {
		if err := s.purge(ctx, stepOn("responses", "id", "DELETE FROM responses"), id); err != nil {
			return i, err
		}
		if err := s.write(ctx, doing, func(t *tx) error { return t.audit(ctx, event{actor, "round.forget", id, ""}) }); err != nil {
			return i, fmt.Errorf("round %s: %w", id, err)
		}
	}
	if len(ids) > 0 {
		s.scrub(ctx)
	}
	return len(ids), nil
}
