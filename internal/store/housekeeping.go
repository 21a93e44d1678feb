package store

import (
	"context"
	"fmt"

	"kompass/internal/kompass"
)

// DueRounds returns the rounds of every company whose time is over and those whose closing was interrupted, oldest first.
func (s *Store) DueRounds(ctx context.Context) ([]kompass.Round, error) {
	rows, err := s.engine.Reader().QueryContext(ctx, selectRound+
		" WHERE r.state = 'closing' OR (r.state = 'open' AND r.closes_at <= ?) ORDER BY r.created_at, r.id", stamp(s.moment()))
	out, err := collect(rows, err, scanRound)
	return out, s.wrap("list rounds that are over", err)
}

// ForgetAnswers deletes the answers and epochs of closed rounds and returns how many rounds had any. Results, counts and
// comments stay. It works in short transactions; after a crash the same call completes what it began.
func (s *Store) ForgetAnswers(ctx context.Context, actor string) (int, error) {
	const doing = "delete answers of closed rounds"
	rows, err := s.engine.Reader().QueryContext(ctx, `SELECT r.id FROM rounds r WHERE r.state IN ('closed', 'released')
		AND (EXISTS (SELECT 1 FROM responses a WHERE a.round_id = r.id) OR EXISTS (SELECT 1 FROM epochs e WHERE e.round_id = r.id))`)
	ids, err := collect(rows, err, scanText)
	if err != nil {
		return 0, s.wrap(doing, err)
	}
	for i, id := range ids {
		if err := s.discardAnswers(ctx, id); err != nil {
			return i, err
		}
		err := s.write(ctx, doing, func(t *tx) error {
			if _, err := t.ExecContext(ctx, "DELETE FROM epochs WHERE round_id = ?", id); err != nil {
				return err
			}
			if _, err := t.ExecContext(ctx, "INSERT INTO chores (name) VALUES ('rebuild') ON CONFLICT DO NOTHING"); err != nil {
				return err
			}
			return t.audit(ctx, event{actor, "round.forget", id, ""})
		})
		if err != nil {
			return i, fmt.Errorf("round %s: %w", id, err)
		}
	}
	if len(ids) > 0 {
		s.scrub(ctx)
	}
	return len(ids), nil
}

// Rebuild writes the database anew where a closing has left that to be done, so that neither what was deleted nor the order in
// which it came can be found in it. It reports whether nothing is left to do; a full disk or somebody who reads may be in its way,
// then the next call tries again.
func (s *Store) Rebuild(ctx context.Context) (done bool, err error) {
	var due bool
	err = s.engine.Reader().QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM chores WHERE name = 'rebuild')").Scan(&due)
	if err != nil || !due {
		return err == nil, s.wrap("rebuild the database", err)
	}
	if err := s.engine.Rebuild(ctx); err != nil {
		if s.engine.Fatal(err) {
			s.fail(err)
		}
		return false, s.wrap("rebuild the database", err)
	}
	s.scrub(ctx)
	if s.traces.Load() {
		return false, nil
	}
	err = s.write(ctx, "rebuild the database", func(t *tx) error {
		_, err := t.ExecContext(ctx, "DELETE FROM chores WHERE name = 'rebuild'")
		return err
	})
	return err == nil, err
}
