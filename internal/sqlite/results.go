package sqlite

import (
	"context"
	"database/sql"

	"kompass/internal/kompass"
)

// Result returns the document that closing a round has stored, and its hash: [kompass.ErrStillOpen] before that,
// [kompass.ErrUnpublished] where too few had answered.
func (s *Store) Result(ctx context.Context, scope kompass.Scope, roundID string) (doc []byte, hash string, err error) {
	err = s.read(ctx, "read result", func(t *sql.Tx) error {
		doc, hash, err = resultIn(ctx, t, scope, roundID)
		return err
	})
	return doc, hash, err
}

func resultIn(ctx context.Context, q querier, scope kompass.Scope, roundID string) (doc []byte, hash string, err error) {
	var state kompass.State
	var found bool
	err = q.QueryRowContext(ctx, `SELECT r.state, n.round_id IS NOT NULL, n.document, coalesce(n.hash, '')
		FROM rounds r LEFT JOIN results n ON n.round_id = r.id WHERE r.id = ? AND ? IN ('', r.company_id)`,
		roundID, scope.CompanyID).Scan(&state, &found, &doc, &hash)
	switch {
	case err != nil:
		return nil, "", err
	case state == kompass.StateOpen || state == kompass.StateClosing:
		return nil, "", kompass.ErrStillOpen
	case !found:
		return nil, "", kompass.ErrUnpublished
	}
	return doc, hash, nil
}

// Release lets the people of the company see the result of a closed round, with the introduction and the comments that the
// trainer decided to show; others stay hidden. Of a redacted comment the original is deleted. Releasing again changes
// nothing. The errors are those of [Store.Result].
func (s *Store) Release(ctx context.Context, actor string, scope kompass.Scope, roundID string) error {
	err := s.write(ctx, "release result", func(t *tx) error {
		if _, _, err := resultIn(ctx, t, scope, roundID); err != nil {
			return err
		}
		r, err := t.ExecContext(ctx, "UPDATE rounds SET state = 'released', released_at = ? WHERE id = ? AND state = 'closed'",
			stamp(t.now), roundID)
		if err != nil {
			return err
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			return err
		}
		if err := t.dropOriginals(ctx, roundID); err != nil {
			return err
		}
		return t.audit(ctx, event{actor, "round.release", roundID, ""})
	})
	if err == nil {
		s.staleLog.Store(true)
		s.emptyLog(ctx)
	}
	return err
}
