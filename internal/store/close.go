package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"

	"kompass/internal/kompass"
)

// resultSchema is the version of the result documents that this program stores.
const resultSchema = 1

// How many rows are deleted in one transaction: sealed answers are padded, and what is deleted is overwritten.
const (
	cutRows      = 10_000
	cutEnvelopes = 1_000
)

// BeginClose ends the taking of answers for good and returns the round as [kompass.StateClosing]. A closing that was
// interrupted goes on; a closed round is [kompass.ErrClosed].
func (s *Store) BeginClose(ctx context.Context, by kompass.By, roundID string) (kompass.Round, error) {
	var r kompass.Round
	err := s.write(ctx, "begin to close round", func(t *tx) (err error) {
		r, err = roundIn(ctx, t, by.Scope, roundID)
		switch {
		case err != nil:
			return err
		case r.State == kompass.StateClosing:
			return nil
		case r.State != kompass.StateOpen:
			return kompass.ErrClosed
		}
		r.State = kompass.StateClosing
		if _, err := t.ExecContext(ctx, "UPDATE rounds SET state = 'closing' WHERE id = ?", roundID); err != nil {
			return err
		}
		return t.audit(ctx, event{by.Actor, "round.closing", roundID, ""})
	})
	if err != nil {
		return kompass.Round{}, err
	}
	return r, nil
}

// Responses yields the answers of a round that is being closed, in an order that says nothing. An open round is
// [kompass.ErrStillOpen], a closed one [kompass.ErrClosed]; after an error the sequence ends. Answers belong to the caller.
func (s *Store) Responses(ctx context.Context, roundID string) iter.Seq2[kompass.Response, error] {
	return func(yield func(kompass.Response, error) bool) {
		stopped := errors.New("the caller stopped")
		err := s.read(ctx, "read answers", func(t *sql.Tx) error {
			r, err := roundIn(ctx, t, kompass.Everything, roundID)
			switch {
			case err != nil:
				return err
			case r.State == kompass.StateOpen:
				return kompass.ErrStillOpen
			case r.State != kompass.StateClosing:
				return kompass.ErrClosed
			}
			return stream(ctx, t, roundID, func(a kompass.Response) error {
				if !yield(a, nil) {
					return stopped
				}
				return nil
			})
		})
		if err != nil && !errors.Is(err, stopped) {
			yield(kompass.Response{}, err)
		}
	}
}

func stream(ctx context.Context, t *sql.Tx, roundID string, each func(kompass.Response) error) error {
	rows, err := t.QueryContext(ctx, "SELECT id, team_id, perspective, answers FROM responses WHERE round_id = ? ORDER BY id", roundID)
	if err != nil {
		return err
	}
	defer rows.Close()
	// Teams and perspectives are few: each name is kept once, not once per answer.
	names := make(map[string]string)
	var id, team, perspective sql.RawBytes
	for rows.Next() {
		var a kompass.Response
		if err := rows.Scan(&id, &team, &perspective, &a.Answers); err != nil {
			return err
		}
		a.ID = [16]byte(id)
		a.TeamID, a.Perspective = once(names, team), once(names, perspective)
		if err := each(a); err != nil {
			return err
		}
	}
	return rows.Err()
}

func once(names map[string]string, raw []byte) string {
	s, ok := names[string(raw)]
	if !ok {
		s = string(raw)
		names[s] = s
	}
	return s
}

// FinishClose stores the result of a round that is being closed and removes what could lead from an answer to a person:
// receipts, codes and digests of imported rows, and where there is no result the answers as well. The comments of a sealed round
// are stored in clear, in random order under new ids. It works in short transactions, so that other rounds go on. After a crash,
// the same call again completes what it began; on a round that is closed with this result it does nothing. The answers of a
// round with a result are left to [Store.ForgetAnswers].
func (s *Store) FinishClose(ctx context.Context, actor string, c kompass.Closing) error {
	const doing = "close round"
	done, err := s.closedWith(ctx, c)
	if err != nil || done {
		return s.wrap(doing, err)
	}
	for _, step := range purges(c) {
		if err := s.purge(ctx, step, c.RoundID); err != nil {
			return err
		}
	}
	err = s.write(ctx, doing, func(t *tx) error {
		if err := s.storeComments(ctx, t, c); err != nil {
			return err
		}
		return finish(ctx, t, actor, c)
	})
	if errors.Is(err, kompass.ErrNotFound) {
		// Another process was faster. If it stored the same result, all is well.
		if done, again := s.closedWith(ctx, c); again == nil && done {
			return nil
		}
	}
	if err != nil {
		return err
	}
	s.scrub(ctx)
	return nil
}

// closedWith reports whether the round has been closed with this very result, and refuses one that is not being closed.
func (s *Store) closedWith(ctx context.Context, c kompass.Closing) (bool, error) {
	r, err := roundIn(ctx, s.engine.Reader(), kompass.Everything, c.RoundID)
	switch {
	case err != nil:
		return false, err
	case r.State == kompass.StateOpen:
		return false, kompass.ErrStillOpen
	case r.State == kompass.StateClosing:
		return false, nil
	}
	_, hash, err := s.Result(ctx, kompass.Everything, c.RoundID)
	switch {
	case err == nil && c.Result != nil && hash == c.Hash, errors.Is(err, kompass.ErrUnpublished) && c.Result == nil:
		return true, nil
	case err != nil && !errors.Is(err, kompass.ErrUnpublished):
		return false, err
	}
	return false, kompass.ErrClosed
}

// step is a purge of one table, a range of keys at a time.
type step struct {
	bounds, change string
	rows           int // in one transaction: few enough for it to end within a tenth of a second
}

// stepOn changes rows of a table in the order of key, the second column of its primary key.
func stepOn(table, key, change string) step {
	rows := cutRows
	if table == "responses" {
		rows = cutEnvelopes
	}
	return step{
		rows: rows,
		bounds: fmt.Sprintf(`SELECT %[2]s FROM (SELECT %[2]s FROM %[1]s WHERE round_id = ? AND %[2]s > ?
			ORDER BY %[2]s LIMIT ?) part ORDER BY %[2]s DESC LIMIT 1`, table, key),
		change: fmt.Sprintf("%s WHERE round_id = ? AND %[2]s > ? AND %[2]s <= ?", change, key),
	}
}

func purges(c kompass.Closing) []step {
	steps := []step{stepOn("receipts", "receipt_hash", "DELETE FROM receipts")}
	if c.Result == nil {
		steps = append(steps, stepOn("responses", "id", "DELETE FROM responses"))
	}
	if c.Result == nil || !c.KeepComments {
		return append(steps, stepOn("comments", "id", "DELETE FROM comments"))
	}
	return append(steps, stepOn("comments", "id", "UPDATE comments SET receipt_hash = NULL"))
}

// storeComments stores the comments that came out of envelopes, so that neither order nor id leads to an answer.
func (s *Store) storeComments(ctx context.Context, t *tx, c kompass.Closing) error {
	if c.Result == nil || !c.KeepComments {
		return nil
	}
	order, err := s.shuffled(len(c.Comments))
	if err != nil {
		return err
	}
	b := batch{tx: t, rand: s.rand}
	for _, i := range order {
		sub := kompass.Submission{RoundID: c.RoundID, Comments: c.Comments[i : i+1]}
		if err := b.insertComments(ctx, sub, false); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) purge(ctx context.Context, step step, roundID string) error {
	from, more := []byte{}, true
	for more {
		err := s.write(ctx, "close round", func(t *tx) error {
			var to []byte
			err := t.QueryRowContext(ctx, step.bounds, roundID, from, step.rows).Scan(&to)
			if more = !isMissing(err); !more {
				return nil
			}
			if err != nil {
				return err
			}
			_, err = t.ExecContext(ctx, step.change, roundID, from, to)
			from = to
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// finish is the moment at which a round is closed.
func finish(ctx context.Context, t *tx, actor string, c kompass.Closing) error {
	if err := touched(t.ExecContext(ctx, "UPDATE rounds SET state = 'closed', closed_at = ? WHERE id = ? AND state = 'closing'",
		stamp(t.now), c.RoundID)); err != nil {
		return fmt.Errorf("the round is not being closed: %w", err)
	}
	if _, err := t.ExecContext(ctx, "UPDATE links SET code = NULL WHERE round_id = ?", c.RoundID); err != nil {
		return err
	}
	if _, err := t.ExecContext(ctx, "DELETE FROM links WHERE round_id = ? AND kind = 'once'", c.RoundID); err != nil {
		return err
	}
	if _, err := t.ExecContext(ctx, "DELETE FROM import_digests WHERE round_id = ?", c.RoundID); err != nil {
		return err
	}
	if err := t.sumGuesses(ctx, c); err != nil {
		return err
	}
	if _, err := t.ExecContext(ctx, "INSERT INTO chores (name) VALUES ('rebuild') ON CONFLICT DO NOTHING"); err != nil {
		return err
	}
	if c.Result == nil {
		return t.audit(ctx, event{actor, "round.close", c.RoundID, "unpublished"})
	}
	if _, err := t.ExecContext(ctx, "INSERT INTO results (round_id, document, hash, schema_version) VALUES (?, ?, ?, ?)",
		c.RoundID, c.Result, c.Hash, resultSchema); err != nil {
		return err
	}
	if c.LeftOut > 0 {
		if err := t.audit(ctx, event{actor, "round.left_out", c.RoundID, fmt.Sprintf("%d unreadable", c.LeftOut)}); err != nil {
			return err
		}
	}
	return t.audit(ctx, event{actor, "round.close", c.RoundID, c.Hash})
}
