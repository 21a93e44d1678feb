package store

import (
	"context"
	"iter"

	"kompass/internal/kompass"
)

// cutComments is how many comments are stored in one transaction.
const cutComments = 1_000

// settleComments deletes the comments of a round that is being closed, or has them lie in clear, so that neither order nor id leads
// to an answer.
func (s *Store) settleComments(ctx context.Context, mine claim, c kompass.Closing) error {
	switch {
	case c.Result == nil || !c.KeepComments:
		return s.purge(ctx, mine, commentsOf)
	case c.Comments == nil:
		return s.renewComments(ctx, mine)
	}
	return s.storeComments(ctx, mine, c.Comments)
}

// storeComments stores the comments that came out of envelopes, in place of those that an interrupted closing has left.
func (s *Store) storeComments(ctx context.Context, mine claim, comments iter.Seq2[kompass.Comment, error]) error {
	err := s.step(ctx, mine, func(t *tx) error {
		_, err := t.ExecContext(ctx, "DELETE FROM comments WHERE round_id = ?", mine.roundID)
		return err
	})
	if err != nil {
		return err
	}
	part := make([]kompass.Comment, 0, cutComments)
	store := func() error {
		order, err := s.shuffled(len(part))
		if err != nil {
			return err
		}
		return s.step(ctx, mine, func(t *tx) error {
			b := batch{tx: t, rand: s.rand}
			for _, i := range order {
				sub := kompass.Submission{RoundID: mine.roundID, Comments: part[i : i+1]}
				if err := b.insertComments(ctx, sub, false); err != nil {
					return err
				}
			}
			return nil
		})
	}
	for comment, err := range comments {
		if err != nil {
			return err
		}
		if part = append(part, comment); len(part) == cutComments {
			if err := store(); err != nil {
				return err
			}
			part = part[:0]
		}
	}
	if len(part) == 0 {
		return nil
	}
	return store()
}

// renewComments gives the comments of a round that was not sealed new ids, in random order, and cuts them off their receipts.
func (s *Store) renewComments(ctx context.Context, mine claim) error {
	rows, err := s.engine.Reader().QueryContext(ctx, "SELECT id FROM comments WHERE round_id = ?", mine.roundID)
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
		err := s.step(ctx, mine, func(t *tx) error {
			for _, i := range order[:n] {
				id, err := randomKey(s.rand)
				if err != nil {
					return err
				}
				if _, err := t.ExecContext(ctx, "UPDATE comments SET id = ?, receipt_hash = NULL WHERE round_id = ? AND id = ?", id, mine.roundID, old[i]); err != nil {
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
