package store

import (
	"context"
	"database/sql"
	"errors"

	"kompass/internal/kompass"
)

// Bulk is an engine to which each statement is a journey: it stores the answers of a group with one.
type Bulk interface {
	// InsertAnswers adds answers under their receipts and reports of each whether its receipt is new. Where it is not, nothing of
	// that answer is stored.
	InsertAnswers(ctx context.Context, t *sql.Tx, answers []Answer) (stored []bool, err error)
}

// Answer is a row of answers with its receipt.
type Answer struct {
	RoundID, TeamID, Perspective string // TeamID is "" where the round asks no teams
	ID, Answers, Wrap, Receipt   []byte
}

// together stores what is plain of a group at once and returns the others, which are to be stored one by one. It sets outcome and
// error of those that it has dealt with.
func (b *batch) together(ctx context.Context, bulk Bulk, members []*waiter) (rest []*waiter, err error) {
	var plain []*waiter
	var answers []Answer
	for _, m := range members {
		if !isPlain(m.sub) {
			rest = append(rest, m)
			continue
		}
		if m.err = b.admit(ctx, m.sub); m.err != nil {
			if !isRefusal(m.err) {
				return nil, m.err
			}
			continue
		}
		a, err := b.answer(m.sub)
		if err != nil {
			return nil, err
		}
		plain, answers = append(plain, m), append(answers, a)
	}
	if len(plain) == 0 {
		return rest, nil
	}
	stored, err := bulk.InsertAnswers(ctx, b.Tx, answers)
	if err != nil {
		return nil, err
	}
	for i, m := range plain {
		if m.outcome = kompass.Stored; !stored[i] { // the form has been sent before
			m.outcome, m.err = b.whole(ctx, m.sub, b.correct)
		}
	}
	return rest, nil
}

// isRefusal reports whether it is the answers that are wrong, and not the database.
func isRefusal(err error) bool {
	return isMissing(err) || errors.Is(err, kompass.ErrInvalid) || errors.Is(err, kompass.ErrNotOpenYet) || errors.Is(err, kompass.ErrClosed) ||
		errors.Is(err, kompass.ErrNoEpoch)
}

// answer is the row of a submission, under a random key: the one that a sealed answer is bound to, else a new one.
func (b *batch) answer(sub kompass.Submission) (Answer, error) {
	a := Answer{RoundID: sub.RoundID, TeamID: sub.TeamID, Perspective: sub.Perspective, Answers: sub.Answers, Receipt: sub.Receipt[:]}
	if sub.Sealed != nil {
		a.ID, a.Wrap = sub.Sealed.ID[:], sub.Sealed.Wrap
		return a, nil
	}
	var err error
	a.ID, err = randomKey(b.rand)
	return a, err
}
