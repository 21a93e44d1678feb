package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"kompass/internal/kompass"
)

// Submit stores a person's answers and returns only when they are on disk. The same receipt never adds a second answer:
// the same answers again are [kompass.Unchanged], others replace the first ([kompass.Corrected]). Outside the round's
// period it is [kompass.ErrNotOpenYet] or [kompass.ErrClosed]; a team or perspective that the round does not ask is
// [kompass.ErrInvalid]. A one-time code is used up in the same transaction; for another form than the one that used it, it is
// [kompass.ErrUsed].
//
// What is sealed cannot be compared here: to a sealed round, a first answer under a receipt that there is already is
// [kompass.ErrReceiptUsed], and a correction of another answer than the one stored is [kompass.ErrChanged]. A sealed answer to
// a round that is not, or one in clear to a round that is, is [kompass.ErrInvalid], one of an epoch that is not stored
// [kompass.ErrNoEpoch].
func (s *Store) Submit(ctx context.Context, sub kompass.Submission) (kompass.Outcome, error) {
	if sub.Receipt == (kompass.ReceiptHash{}) {
		return 0, fmt.Errorf("store answers: no receipt: %w", kompass.ErrInvalid)
	}
	return s.group.run(ctx, sub, s.writeGroup)
}

// writeGroup stores a group of submissions in one transaction. One that is refused does not touch its neighbours; one
// that meets a failing disk ends the transaction for all.
func (s *Store) writeGroup(members []*waiter) {
	// Nobody's context may end what others wait for.
	ctx := context.Background()
	err := s.write(ctx, "store answers", func(t *tx) error {
		b, err := s.batch(ctx, t)
		if err != nil {
			return err
		}
		rest := members
		if bulk, ok := s.engine.(Bulk); ok {
			if rest, err = b.together(ctx, bulk, members); err != nil {
				return err
			}
		}
		for _, m := range rest {
			m.outcome, m.err = b.isolated(ctx, m.sub)
			if m.err != nil && s.isStorage(m.err) {
				return m.err
			}
		}
		return nil
	})
	for _, m := range members {
		switch {
		case err != nil:
			m.outcome, m.err = 0, err
		case m.err != nil:
			m.outcome, m.err = 0, s.wrap("store answers", m.err)
		}
	}
}

func (s *Store) isStorage(err error) bool {
	return errors.Is(s.engine.Translate(err), kompass.ErrStorage)
}

// batch is one transaction's worth of submissions.
type batch struct {
	*tx
	rand     io.Reader
	known    known
	revision int64
}

func (s *Store) batch(ctx context.Context, t *tx) (batch, error) {
	n, err := revision(ctx, t)
	return batch{tx: t, rand: s.rand, known: s.known, revision: n}, err
}

// The longest packed row of answers and the longest envelope, in bytes. The schema takes both.
const (
	maxAnswers  = 4096
	maxEnvelope = 131_088
)

// isPlain reports whether a submission is nothing but answers, and new ones unless their receipt says otherwise.
func isPlain(sub kompass.Submission) bool {
	return len(sub.Comments) == 0 && sub.OnceID == "" && (sub.Sealed == nil || sub.Sealed.Replaces == [16]byte{})
}

// isolated stores a submission so that a failure halfway leaves nothing of it. Answers without comments are refused before
// their first statement or not at all, since a refused statement would spoil the transaction of the others: only those
// that can fail later pay for a savepoint.
func (b *batch) isolated(ctx context.Context, sub kompass.Submission) (kompass.Outcome, error) {
	if err := b.admit(ctx, sub); err != nil {
		return 0, err
	}
	if !isPlain(sub) {
		return b.whole(ctx, sub, b.store)
	}
	stored, err := b.insert(ctx, sub)
	if stored || err != nil {
		return kompass.Stored, err
	}
	return b.whole(ctx, sub, b.correct)
}

// whole runs do and undoes all of it where it fails.
func (b *batch) whole(ctx context.Context, sub kompass.Submission,
	do func(context.Context, kompass.Submission) (kompass.Outcome, error)) (kompass.Outcome, error) {
	if _, err := b.ExecContext(ctx, "SAVEPOINT one"); err != nil {
		return 0, err
	}
	outcome, err := do(ctx, sub)
	if err != nil {
		_, undone := b.ExecContext(ctx, "ROLLBACK TO one")
		err = errors.Join(undone, err) // what keeps it from being undone weighs more
	}
	if _, released := b.ExecContext(ctx, "RELEASE one"); released != nil {
		err = errors.Join(released, err)
	}
	return outcome, err
}

func (b *batch) store(ctx context.Context, sub kompass.Submission) (kompass.Outcome, error) {
	if sub.Sealed != nil && sub.Sealed.Replaces != [16]byte{} {
		return b.replace(ctx, sub)
	}
	stored, err := b.insert(ctx, sub)
	switch {
	case err != nil:
		return 0, err
	case !stored:
		return b.correct(ctx, sub)
	case sub.OnceID != "":
		if err := b.useUp(ctx, sub); err != nil {
			return 0, err
		}
	}
	return kompass.Stored, b.insertComments(ctx, sub, true)
}

// admit checks that the round takes these answers at the moment of the transaction.
func (b *batch) admit(ctx context.Context, sub kompass.Submission) error {
	r, err := recall(b.known.rounds, at[string]{b.revision, sub.RoundID}, func() (kompass.Round, bool, error) {
		r, err := roundIn(ctx, b, kompass.Everything, sub.RoundID)
		return r, true, err
	})
	if err != nil {
		return err
	}
	switch r.Phase(b.now) {
	case kompass.Planned:
		return kompass.ErrNotOpenYet
	case kompass.Ended:
		return kompass.ErrClosed
	}
	if sub.Perspective == "" && len(r.Perspectives) > 0 {
		return fmt.Errorf("no perspective is chosen: %w", kompass.ErrInvalid)
	}
	if err := b.fitsSeal(ctx, r, sub); err != nil {
		return err
	}
	if n := len(sub.Answers); n == 0 || n > maxAnswers && sub.Sealed == nil || n > maxEnvelope {
		return fmt.Errorf("%d bytes of answers: %w", n, kompass.ErrInvalid)
	}
	return asked(r, sub)
}

// asked refuses a team or perspective that the round does not ask, and a missing team where it asks teams. A sheet of
// paper may leave the perspective open.
func asked(r kompass.Round, sub kompass.Submission) error {
	if !isAsked(r.TeamIDs, sub.TeamID) {
		return fmt.Errorf("team %q is not asked: %w", sub.TeamID, kompass.ErrInvalid)
	}
	if sub.Perspective != "" && !isAsked(r.Perspectives, sub.Perspective) {
		return fmt.Errorf("perspective %q is not asked: %w", sub.Perspective, kompass.ErrInvalid)
	}
	return nil
}

func isAsked(all []string, id string) bool {
	if len(all) == 0 {
		return id == ""
	}
	return slices.Contains(all, id)
}

// insert adds the answers under their receipt and says false when the receipt has been there before.
func (b *batch) insert(ctx context.Context, sub kompass.Submission) (bool, error) {
	id, err := b.insertAnswers(ctx, sub)
	if err != nil {
		return false, err
	}
	r, err := b.ExecContext(ctx, `INSERT INTO receipts (round_id, receipt_hash, response_id) VALUES (?, ?, ?)
		ON CONFLICT (round_id, receipt_hash) DO NOTHING`, sub.RoundID, sub.Receipt[:], id)
	if err != nil {
		return false, err
	}
	if n, err := r.RowsAffected(); err != nil || n == 1 {
		return n == 1, err
	}
	// The form has been sent before. That is rare, so nobody else pays for looking first.
	_, err = b.ExecContext(ctx, "DELETE FROM responses WHERE round_id = ? AND id = ?", sub.RoundID, id)
	return false, err
}

// useUp marks a one-time code as used. It keeps no time, and nothing leads from it to the answers.
func (b *batch) useUp(ctx context.Context, sub kompass.Submission) error {
	r, err := b.ExecContext(ctx, "UPDATE links SET used = 1 WHERE id = ? AND round_id = ? AND kind = 'once' AND used = 0",
		sub.OnceID, sub.RoundID)
	if err != nil {
		return err
	}
	n, err := r.RowsAffected()
	if err == nil && n == 0 {
		return kompass.ErrUsed
	}
	return err
}

// insertAnswers adds answers under a random key, which it returns: the one that a sealed answer is bound to, else a new one.
func (b *batch) insertAnswers(ctx context.Context, sub kompass.Submission) ([]byte, error) {
	if sub.Sealed != nil {
		return b.insertEnvelope(ctx, sub)
	}
	id, err := randomKey(b.rand)
	if err != nil {
		return nil, err
	}
	_, err = b.ExecContext(ctx, "INSERT INTO responses (round_id, id, team_id, perspective, answers) VALUES (?, ?, ?, ?, ?)",
		sub.RoundID, id, null(sub.TeamID), sub.Perspective, sub.Answers)
	return id, err
}

func (b *batch) insertComments(ctx context.Context, sub kompass.Submission, withReceipt bool) error {
	var receipt any
	if withReceipt {
		receipt = sub.Receipt[:]
	}
	for _, c := range sub.Comments {
		id, err := randomKey(b.rand)
		if err != nil {
			return err
		}
		if _, err := b.ExecContext(ctx, "INSERT INTO comments (round_id, id, field, body, receipt_hash) VALUES (?, ?, ?, ?, ?)",
			sub.RoundID, id, c.Field, c.Text, receipt); err != nil {
			return err
		}
	}
	return nil
}

// correct replaces what is stored under the receipt, unless it is the same.
func (b *batch) correct(ctx context.Context, sub kompass.Submission) (kompass.Outcome, error) {
	if sub.Sealed != nil {
		return 0, kompass.ErrReceiptUsed
	}
	old, err := ownAnswers(ctx, b, sub.RoundID, sub.Receipt)
	switch {
	case err != nil:
		return 0, err
	case sameAnswers(old, sub):
		return kompass.Unchanged, nil
	}
	if _, err := b.ExecContext(ctx, `UPDATE responses SET team_id = ?, perspective = ?, answers = ? WHERE round_id = ?
		AND id = (SELECT response_id FROM receipts WHERE round_id = ? AND receipt_hash = ?)`,
		null(sub.TeamID), sub.Perspective, sub.Answers, sub.RoundID, sub.RoundID, sub.Receipt[:]); err != nil {
		return 0, err
	}
	if _, err := b.ExecContext(ctx, "DELETE FROM comments WHERE receipt_hash = ?", sub.Receipt[:]); err != nil {
		return 0, err
	}
	return kompass.Corrected, b.insertComments(ctx, sub, true)
}

func sameAnswers(a, b kompass.Submission) bool {
	return a.TeamID == b.TeamID && a.Perspective == b.Perspective && bytes.Equal(a.Answers, b.Answers) &&
		slices.Equal(sortedComments(a), sortedComments(b))
}

func sortedComments(s kompass.Submission) []kompass.Comment {
	return slices.SortedFunc(slices.Values(s.Comments), compareComments)
}

// randomKey is what a response or comment is filed under: random, so that the order of the file says nothing.
func randomKey(r io.Reader) ([]byte, error) {
	id := make([]byte, 16)
	if _, err := io.ReadFull(r, id); err != nil {
		return nil, fmt.Errorf("read randomness: %w", err)
	}
	return id, nil
}
