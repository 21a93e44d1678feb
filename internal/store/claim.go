package store

import (
	"bytes"
	"context"
	"errors"
	"time"

	"kompass/internal/kompass"
)

// claim is the right to change a round that is being closed. Whoever begins to close it takes the claim, from another closing too,
// since that may have been killed. A closing whose claim was taken changes nothing any more and waits for the other one.
type claim struct {
	roundID string
	id      []byte
}

// errOvertaken means that another closing of the same round has taken the claim.
var errOvertaken = errors.New("another closing of the round goes on at the same time")

const (
	closings  = 5                     // how often one closing takes the claim at most
	looks     = 250                   // how often it looks at another one that makes no step: for five seconds
	lookAgain = 20 * time.Millisecond // between two looks
)

const isClosing = "SELECT 1 FROM rounds WHERE id = ? AND state = 'closing'"

// claimClosing takes the claim. A round that is not being closed is [kompass.ErrNotFound].
func (s *Store) claimClosing(ctx context.Context, roundID string) (claim, error) {
	id, err := randomKey(s.rand)
	if err != nil {
		return claim{}, err
	}
	err = s.write(ctx, "close round", func(t *tx) error {
		var n int
		if err := t.QueryRowContext(ctx, isClosing, roundID).Scan(&n); err != nil {
			return err
		}
		_, err := t.ExecContext(ctx, `INSERT INTO closings (round_id, claim) VALUES (?, ?)
			ON CONFLICT (round_id) DO UPDATE SET claim = excluded.claim, steps = 0`, roundID, id)
		return err
	})
	return claim{roundID, id}, err
}

// step changes something of a round as long as it is being closed by whoever has the claim. Without it, that is [errOvertaken], and
// once the round is closed [kompass.ErrNotFound].
func (s *Store) step(ctx context.Context, mine claim, change func(*tx) error) error {
	return s.write(ctx, "close round", func(t *tx) error {
		err := touched(t.ExecContext(ctx, "UPDATE closings SET steps = steps + 1 WHERE round_id = ? AND claim = ?", mine.roundID, mine.id))
		if err == nil {
			return change(t)
		}
		var n int
		if errors.Is(err, kompass.ErrNotFound) && t.QueryRowContext(ctx, isClosing, mine.roundID).Scan(&n) == nil {
			return errOvertaken
		}
		return err
	})
}

// awaitOther waits until the round is closed, or whoever closes it has not made a step for a while.
func (s *Store) awaitOther(ctx context.Context, roundID string) error {
	var last progress
	for idle := 0; idle < looks; idle++ {
		now, err := s.progress(ctx, roundID)
		switch {
		case isMissing(err):
			return nil
		case err != nil:
			return err
		case !bytes.Equal(now.claim, last.claim) || now.steps != last.steps:
			last, idle = now, 0
		}
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(lookAgain):
		}
	}
	return nil
}

// progress says how far a closing has come.
type progress struct {
	claim []byte
	steps int
}

func (s *Store) progress(ctx context.Context, roundID string) (p progress, err error) {
	err = s.engine.Reader().QueryRowContext(ctx, "SELECT claim, steps FROM closings WHERE round_id = ?", roundID).Scan(&p.claim, &p.steps)
	return p, err
}
