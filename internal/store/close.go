package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"math/bits"

	"kompass/internal/kompass"
)

// resultSchema is the version of the result documents that this program stores.
const resultSchema = 1

// cutRows is how many rows are changed in one transaction, few enough for it to end within a tenth of a second.
const cutRows = 10_000

// cutAnswers is the same for answers, which are large: so many are held by the memory that SQLite has for pages, and are read but once.
const cutAnswers = 2_000

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

// Responses yields a share of the answers of a round that is being closed, in an order that says nothing. An open round is
// [kompass.ErrStillOpen], a closed one [kompass.ErrClosed]; after an error the sequence ends. The answers of a response are valid until
// the next one is asked for.
func (s *Store) Responses(ctx context.Context, roundID string, share kompass.Portion) iter.Seq2[kompass.Response, error] {
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
			return stream(ctx, t, roundID, share, func(a kompass.Response) error {
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

// selectAnswers reads answers behind one of them, also those of the rounds that follow: whoever reads compares with the end.
const selectAnswers = `SELECT round_id, id, team_id, perspective, answers FROM responses
	WHERE (round_id, id) > (?, ?) ORDER BY round_id, id LIMIT ?`

// pageAnswers is how many answers are asked for at once.
const pageAnswers = 1_000

// stream reads a share of the answers of a round, a page at a time.
func stream(ctx context.Context, t *sql.Tx, roundID string, share kompass.Portion, each func(kompass.Response) error) error {
	p := page{roundID: roundID, end: cut(share.Part+1, share.Of), names: make(map[string]string), each: each}
	for after := cut(share.Part, share.Of); after != nil; {
		rows, err := t.QueryContext(ctx, selectAnswers, roundID, after, pageAnswers)
		if err != nil {
			return err
		}
		if after, err = p.read(rows); err != nil {
			return err
		}
	}
	return nil
}

// page passes on answers of a round up to an id.
type page struct {
	roundID string
	end     []byte
	names   map[string]string // teams and perspectives are few: each is kept once, not once per answer
	each    func(kompass.Response) error
}

// read passes on rows, and returns behind which id there may be more, nil behind the last.
func (p page) read(rows *sql.Rows) ([]byte, error) {
	defer rows.Close()
	var round, id, team, perspective, answers sql.RawBytes
	n, last := 0, [16]byte{}
	for ; rows.Next(); n++ {
		if err := rows.Scan(&round, &id, &team, &perspective, &answers); err != nil {
			return nil, err
		}
		if string(round) != p.roundID || bytes.Compare(id, p.end) > 0 {
			return nil, nil
		}
		last = [16]byte(id)
		a := kompass.Response{ID: last, TeamID: once(p.names, team), Perspective: once(p.names, perspective), Answers: answers}
		if err := p.each(a); err != nil {
			return nil, err
		}
	}
	if n < pageAnswers {
		return nil, rows.Err()
	}
	return last[:], rows.Err()
}

// cut returns what lies between two of so many equal shares of all ids of answers, which are random: behind the last share, more than
// any id, and before all others, less.
func cut(part, of int) []byte {
	if part >= max(of, 1) {
		return bytes.Repeat([]byte{0xff}, 17)
	}
	high, _ := bits.Div64(uint64(part), 0, uint64(max(of, 1)))
	return binary.BigEndian.AppendUint64(nil, high)
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
// receipts, codes and digests of imported rows, and where there is no result the answers as well. Comments are stored in clear, in
// random order under new ids. It works in short transactions, so that other rounds go on. After a crash, the same call again
// completes what it began; on a round that is closed with this result it does nothing. The answers of a round with a result are
// left to [Store.ForgetAnswers].
func (s *Store) FinishClose(ctx context.Context, actor string, c kompass.Closing) error {
	const doing = "close round"
	done, err := s.closedWith(ctx, c)
	if err != nil || done {
		return s.wrap(doing, err)
	}
	for range closings {
		if err = s.finishOnce(ctx, actor, c); !errors.Is(err, errOvertaken) {
			break
		}
		if waited := s.awaitOther(ctx, c.RoundID); waited != nil {
			return s.wrap(doing, waited)
		}
	}
	if errors.Is(err, kompass.ErrNotFound) {
		// Another process was faster. If it stored the same result, all is well.
		if done, again := s.closedWith(ctx, c); again == nil && done {
			return nil
		}
	}
	if err != nil {
		return s.wrap(doing, err)
	}
	s.scrub(ctx)
	return nil
}

func (s *Store) finishOnce(ctx context.Context, actor string, c kompass.Closing) error {
	mine, err := s.claimClosing(ctx, c.RoundID)
	if err != nil {
		return err
	}
	if err := s.purge(ctx, mine, receiptsOf); err != nil {
		return err
	}
	if c.Result == nil {
		if err := s.discardAnswers(ctx, c.RoundID); err != nil {
			return err
		}
	}
	if err := s.settleComments(ctx, mine, c); err != nil {
		return err
	}
	return s.step(ctx, mine, func(t *tx) error { return finish(ctx, t, actor, c) })
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

// purge deletes the rows of a round from one table, a range of keys at a time.
type purge struct{ bound, part string }

var (
	receiptsOf = purge{"SELECT receipt_hash FROM receipts WHERE round_id = ? ORDER BY receipt_hash LIMIT 1 OFFSET ?",
		"DELETE FROM receipts WHERE round_id = ? AND receipt_hash <= ?"}
	commentsOf = purge{"SELECT id FROM comments WHERE round_id = ? ORDER BY id LIMIT 1 OFFSET ?",
		"DELETE FROM comments WHERE round_id = ? AND id <= ?"}
)

// all runs the purge, each part by do.
func (p purge) all(ctx context.Context, q querier, roundID string, do func(statement string, args ...any) error) error {
	for more := true; more; {
		var to []byte
		err := q.QueryRowContext(ctx, p.bound, roundID, cutRows-1).Scan(&to)
		if more = !isMissing(err); !more {
			to, err = bytes.Repeat([]byte{0xff}, 33), nil // behind every key
		}
		if err == nil {
			err = do(p.part, roundID, to)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// purge deletes rows of a round that is being closed, so that nothing of them is left.
func (s *Store) purge(ctx context.Context, mine claim, p purge) error {
	err := p.all(ctx, s.engine.Reader(), mine.roundID, func(statement string, args ...any) error {
		return s.step(ctx, mine, func(t *tx) error {
			_, err := t.ExecContext(ctx, statement, args...)
			return err
		})
	})
	return s.wrap("close round", err)
}

// discardAnswers deletes the answers of a round. The space that they leave is not overwritten page by page: whoever closes a round has
// the file rebuilt afterwards.
func (s *Store) discardAnswers(ctx context.Context, roundID string) error {
	var n int
	err := s.engine.Reader().QueryRowContext(ctx, "SELECT coalesce(sum(responses), 0) FROM tallies WHERE round_id = ?", roundID).Scan(&n)
	shares := n/cutAnswers + 1
	for part := 0; part < shares && err == nil; part++ {
		if err = s.Failure(); err == nil {
			err = s.engine.Discard(ctx, "DELETE FROM responses WHERE round_id = ? AND id <= ?", roundID, cut(part+1, shares))
		}
	}
	return s.wrap("delete answers", err)
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
	if _, err := t.ExecContext(ctx, "DELETE FROM closings WHERE round_id = ?", c.RoundID); err != nil {
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
	if c.LeftOut != "" {
		if err := t.audit(ctx, event{actor, "round.left_out", c.RoundID, c.LeftOut + " unreadable"}); err != nil {
			return err
		}
	}
	return t.audit(ctx, event{actor, "round.close", c.RoundID, c.Hash})
}
