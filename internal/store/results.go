package store

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

// ResultHash returns the hash of a round's result without reading the document. The errors are those of [Store.Result].
func (s *Store) ResultHash(ctx context.Context, scope kompass.Scope, roundID string) (string, error) {
	var state kompass.State
	var hash string
	err := s.engine.Reader().QueryRowContext(ctx, `SELECT r.state, coalesce(n.hash, '')
		FROM rounds r LEFT JOIN results n ON n.round_id = r.id WHERE r.id = ? AND ? IN ('', r.company_id)`,
		roundID, scope.CompanyID).Scan(&state, &hash)
	if err == nil {
		err = unpublished(state, hash != "")
	}
	return hash, s.wrap("read hash of result", err)
}

// unpublished says why a round has no result, nil where it has one.
func unpublished(state kompass.State, found bool) error {
	switch {
	case state == kompass.StateOpen || state == kompass.StateClosing:
		return kompass.ErrStillOpen
	case !found:
		return kompass.ErrUnpublished
	}
	return nil
}

func resultIn(ctx context.Context, q querier, scope kompass.Scope, roundID string) (doc []byte, hash string, err error) {
	var state kompass.State
	var found bool
	err = q.QueryRowContext(ctx, `SELECT r.state, n.round_id IS NOT NULL, n.document, coalesce(n.hash, '')
		FROM rounds r LEFT JOIN results n ON n.round_id = r.id WHERE r.id = ? AND ? IN ('', r.company_id)`,
		roundID, scope.CompanyID).Scan(&state, &found, &doc, &hash)
	if err == nil {
		err = unpublished(state, found)
	}
	if err != nil {
		return nil, "", err
	}
	return doc, hash, nil
}

// Release lets the people of the company see the result of a closed round, with the introduction and the comments that the
// trainer decided to show; others stay hidden. Of a redacted comment the original is deleted. Releasing again changes
// nothing. The errors are those of [Store.Result].
func (s *Store) Release(ctx context.Context, by kompass.By, roundID string) error {
	err := s.write(ctx, "release result", func(t *tx) error {
		if _, _, err := resultIn(ctx, t, by.Scope, roundID); err != nil {
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
		return t.audit(ctx, event{by.Actor, "round.release", roundID, ""})
	})
	if err == nil {
		s.scrub(ctx)
	}
	return err
}
