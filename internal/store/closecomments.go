package store

import (
	"context"
	"errors"
	"iter"

	"kompass/internal/kompass"
)

// cutComments is how many comments are stored in one transaction.
const cutComments = 1_000

// errOvertaken means that another closing of the same round has changed what this one stored.
var errOvertaken = errors.New("another closing of the round goes on at the same time")

// settled says how many comments a closing has stored, where it has stored any itself.
type settled struct {
	comments int
	counted  bool
}

// settleComments deletes the comments of a round that is being closed, or has them lie in clear, so that neither order nor id leads
// to an answer.
func (s *Store) settleComments(ctx context.Context, c kompass.Closing) (settled, error) {
	switch {
	case c.Result == nil || !c.KeepComments:
		return settled{}, s.purge(ctx, commentsOf, c.RoundID)
	case c.Comments == nil:
		return settled{}, s.renewComments(ctx, c.RoundID)
	}
	return s.storeComments(ctx, c.RoundID, c.Comments)
}

// storeComments stores the comments that came out of envelopes, in place of those that an interrupted closing has left.
func (s *Store) storeComments(ctx context.Context, roundID string, comments iter.Seq2[kompass.Comment, error]) (settled, error) {
	out := settled{counted: true}
	err := s.whileClosing(ctx, roundID, func(t *tx) error {
		_, err := t.ExecContext(ctx, "DELETE FROM comments WHERE round_id = ?", roundID)
		return err
	})
	if err != nil {
		return out, err
	}
	part := make([]kompass.Comment, 0, cutComments)
	store := func() error {
		order, err := s.shuffled(len(part))
		if err != nil {
			return err
		}
		out.comments += len(part)
		return s.whileClosing(ctx, roundID, func(t *tx) error {
			b := batch{tx: t, rand: s.rand}
			for _, i := range order {
				sub := kompass.Submission{RoundID: roundID, Comments: part[i : i+1]}
				if err := b.insertComments(ctx, sub, false); err != nil {
					return err
				}
			}
			return nil
		})
	}
	for comment, err := range comments {
		if err != nil {
			return out, err
		}
		if part = append(part, comment); len(part) == cutComments {
			if err := store(); err != nil {
				return out, err
			}
			part = part[:0]
		}
	}
	if len(part) == 0 {
		return out, nil
	}
	return out, store()
}

// renewComments gives the comments of a round that was not sealed new ids, in random order, and cuts them off their receipts.
func (s *Store) renewComments(ctx context.Context, roundID string) error {
	rows, err := s.engine.Reader().QueryContext(ctx, "SELECT id FROM comments WHERE round_id = ?", roundID)
	old, err := collect(rows, err, func(r row) (id []byte, err error) { return id, r.Scan(&id) })
	if err != nil {
		return s.wrap("read comments", err)
	}
	order, err := s.shuffled(len(old))
	if err != nil {
		return err
	}
	for len(order) > 0 {
		n := min(len(order), cutComments)
		err := s.whileClosing(ctx, roundID, func(t *tx) error {
			for _, i := range order[:n] {
				id, err := randomKey(s.rand)
				if err != nil {
					return err
				}
				if _, err := t.ExecContext(ctx, "UPDATE comments SET id = ?, receipt_hash = NULL WHERE round_id = ? AND id = ?", id, roundID, old[i]); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		order = order[n:]
	}
	return nil
}

// whileClosing changes something of a round as long as it is being closed; afterwards it is [kompass.ErrNotFound].
func (s *Store) whileClosing(ctx context.Context, roundID string, change func(*tx) error) error {
	return s.write(ctx, "close round", func(t *tx) error {
		var n int
		if err := t.QueryRowContext(ctx, "SELECT 1 FROM rounds WHERE id = ? AND state = 'closing'", roundID).Scan(&n); err != nil {
			return err
		}
		return change(t)
	})
}

// stand makes sure, at the moment of closing, that what was stored is what lies there.
func (k settled) stand(ctx context.Context, t *tx, roundID string) error {
	if !k.counted {
		return nil
	}
	var n int
	err := t.QueryRowContext(ctx, "SELECT count(*) FROM comments WHERE round_id = ?", roundID).Scan(&n)
	if err == nil && n != k.comments {
		err = errOvertaken
	}
	return err
}
