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

// Release lets the people of the company see the result of a closed round. Releasing again changes nothing. The errors are
// those of [Store.Result].
func (s *Store) Release(ctx context.Context, actor string, scope kompass.Scope, roundID string) error {
	return s.write(ctx, "release result", func(t *tx) error {
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
		return t.audit(ctx, event{actor, "round.release", roundID, ""})
	})
}

// Comments returns what people wrote per field in a round that has been closed; before that it is [kompass.ErrStillOpen].
// The order within a field is random, differs from field to field and stays the same from call to call.
func (s *Store) Comments(ctx context.Context, scope kompass.Scope, roundID string) (map[string][]string, error) {
	out := make(map[string][]string)
	err := s.read(ctx, "read comments", func(t *sql.Tx) error {
		r, err := roundIn(ctx, t, scope, roundID)
		switch {
		case err != nil:
			return err
		case r.State == kompass.StateOpen || r.State == kompass.StateClosing:
			return kompass.ErrStillOpen
		}
		rows, err := t.QueryContext(ctx, "SELECT field, body FROM comments WHERE round_id = ? ORDER BY id", roundID)
		all, err := collect(rows, err, scanComment)
		for _, c := range all {
			out[c.Field] = append(out[c.Field], c.Text)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

func scanComment(r row) (kompass.Comment, error) {
	var c kompass.Comment
	err := r.Scan(&c.Field, &c.Text)
	return c, err
}
