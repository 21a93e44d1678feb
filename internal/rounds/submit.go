package rounds

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"kompass/internal/kompass"
	"kompass/internal/urn"
)

// corrections is how often a correction is tried that another one, or a withdrawal, of the same answers overtakes.
const corrections = 5

// Submit stores a person's answers under a receipt, sealed where the round is, and returns only when they are on disk. The
// outcomes and errors are those of the store's Submit; [kompass.ErrNoKey] and [kompass.ErrKeyGone], which are
// [kompass.ErrStorage] as well, mean that nothing can be sealed now.
func (s *Service) Submit(ctx context.Context, receipt kompass.Receipt, sub kompass.Submission) (kompass.Outcome, error) {
	u, err := s.sealed(ctx, sub.RoundID)
	if err != nil {
		return 0, err
	}
	if u == nil {
		sub.Receipt = receipt.Short().Hash()
		return s.store.Submit(ctx, sub)
	}
	sub.Receipt = u.Lookup(string(receipt))
	var outcome kompass.Outcome
	for range corrections {
		outcome, err = s.submitSealed(ctx, u, receipt, sub, [urn.IDSize]byte{})
		if !errors.Is(err, kompass.ErrReceiptUsed) {
			return outcome, err
		}
		outcome, err = s.correctSealed(ctx, u, receipt, sub)
		if !errors.Is(err, kompass.ErrChanged) && !errors.Is(err, kompass.ErrNotFound) {
			return outcome, err
		}
	}
	return outcome, err
}

func (s *Service) submitSealed(ctx context.Context, u *sealedRound, receipt kompass.Receipt, sub kompass.Submission, replaces [urn.IDSize]byte) (kompass.Outcome, error) {
	sealed, err := s.seal(ctx, u, string(receipt), sub)
	if err != nil {
		return 0, err
	}
	sealed.Sealed.Replaces = replaces
	outcome, err := s.store.Submit(ctx, sealed)
	if errors.Is(err, kompass.ErrNoEpoch) {
		u.forgetEpoch() // the next answer is sealed in a new one
		err = fmt.Errorf("%w: %w", kompass.ErrStorage, err)
	}
	return outcome, err
}

// correctSealed puts answers in the place of those under their receipt, unless they are the same. Only opening tells.
func (s *Service) correctSealed(ctx context.Context, u *sealedRound, receipt kompass.Receipt, sub kompass.Submission) (kompass.Outcome, error) {
	stored, err := s.store.OwnAnswers(ctx, sub.RoundID, sub.Receipt)
	if err != nil {
		return 0, err
	}
	old, err := u.read(receipt, stored)
	if err != nil {
		return 0, err
	}
	if sameAnswers(old, sub) {
		return kompass.Unchanged, nil
	}
	sub.OnceID = "" // it has been used up by the answers that this corrects
	return s.submitSealed(ctx, u, receipt, sub, stored.Sealed.ID)
}

func sameAnswers(a, b kompass.Submission) bool {
	return a.TeamID == b.TeamID && a.Perspective == b.Perspective && slices.Equal(a.Answers, b.Answers) &&
		slices.Equal(slices.SortedFunc(slices.Values(a.Comments), compareComments), slices.SortedFunc(slices.Values(b.Comments), compareComments))
}

func compareComments(a, b kompass.Comment) int {
	return cmp.Or(cmp.Compare(a.Field, b.Field), cmp.Compare(a.Text, b.Text))
}

// seal puts answers and comments into their envelope. Without a receipt nobody but the private key opens it.
func (s *Service) seal(ctx context.Context, u *sealedRound, receipt string, sub kompass.Submission) (kompass.Submission, error) {
	epoch, err := s.current(ctx, sub.RoundID, u)
	if err != nil {
		return kompass.Submission{}, err
	}
	content := urn.Content{Answers: sub.Answers}
	for _, c := range sub.Comments {
		content.Comments = append(content.Comments, urn.Comment{Field: c.Field, Text: c.Text})
	}
	e, err := u.Seal(s.rand, epoch, urn.Sealing{Place: placeOf(sub), Content: content, Receipt: receipt, Steps: u.steps})
	if errors.Is(err, urn.ErrTooLong) {
		return kompass.Submission{}, fmt.Errorf("%w: %w", kompass.ErrInvalid, err)
	}
	if err != nil {
		return kompass.Submission{}, err
	}
	sub.Answers, sub.Comments = e.Body, nil
	sub.Sealed = &kompass.Envelope{ID: e.ID, Wrap: e.Wrap, Epoch: epoch.Check}
	return sub, nil
}

func placeOf(sub kompass.Submission) urn.Place {
	return urn.Place{Round: sub.RoundID, Team: sub.TeamID, Perspective: sub.Perspective}
}

// read opens a stored answer with its receipt.
func (u *sealedRound) read(receipt kompass.Receipt, stored kompass.Submission) (kompass.Submission, error) {
	if stored.Sealed == nil {
		return kompass.Submission{}, fmt.Errorf("%w: an answer to a sealed round is not sealed", kompass.ErrStorage)
	}
	c, err := u.Read(string(receipt), placeOf(stored), urn.Envelope{ID: stored.Sealed.ID, Body: stored.Answers, Wrap: stored.Sealed.Wrap})
	if err != nil {
		return kompass.Submission{}, fmt.Errorf("%w: %w", kompass.ErrStorage, err)
	}
	stored.Answers, stored.Comments = c.Answers, commentsOf(c)
	return stored, nil
}

func commentsOf(c urn.Content) []kompass.Comment {
	var out []kompass.Comment
	for _, comment := range c.Comments {
		out = append(out, kompass.Comment{Field: comment.Field, Text: comment.Text})
	}
	slices.SortFunc(out, compareComments)
	return out
}

// OwnAnswers returns the answers under a receipt in an open round, opened; [kompass.ErrNotFound] where there are none.
func (s *Service) OwnAnswers(ctx context.Context, roundID string, receipt kompass.Receipt) (kompass.Submission, error) {
	u, err := s.sealed(ctx, roundID)
	switch {
	case errors.Is(err, kompass.ErrClosed):
		return kompass.Submission{}, fmt.Errorf("answers to round %s: %w", roundID, kompass.ErrNotFound)
	case err != nil:
		return kompass.Submission{}, err
	case u == nil:
		return s.store.OwnAnswers(ctx, roundID, receipt.Short().Hash())
	}
	stored, err := s.store.OwnAnswers(ctx, roundID, u.Lookup(string(receipt)))
	if err != nil {
		return kompass.Submission{}, err
	}
	return u.read(receipt, stored)
}

// FindReceipt is [Service.OwnAnswers] in whichever open round. Where they may lie in a round whose key is not within reach it is
// [kompass.ErrNoKey], never [kompass.ErrNotFound].
func (s *Service) FindReceipt(ctx context.Context, receipt kompass.Receipt) (kompass.Submission, error) {
	own, err := s.store.OwnAnswers(ctx, "", receipt.Short().Hash())
	if !errors.Is(err, kompass.ErrNotFound) {
		return own, err
	}
	sealed, lookErr := s.store.SealedRounds(ctx)
	if lookErr != nil {
		return kompass.Submission{}, lookErr
	}
	for _, round := range sealed {
		own, roundErr := s.OwnAnswers(ctx, round.ID, receipt)
		switch {
		case roundErr == nil:
			return own, nil
		case !errors.Is(roundErr, kompass.ErrNotFound):
			err = roundErr
		}
	}
	return kompass.Submission{}, err
}

// WithdrawAnswers deletes the answers under a receipt in an open round.
func (s *Service) WithdrawAnswers(ctx context.Context, roundID string, receipt kompass.Receipt) error {
	u, err := s.sealed(ctx, roundID)
	switch {
	case err != nil:
		return err
	case u == nil:
		return s.store.Withdraw(ctx, receipt.Short().Hash())
	}
	return s.store.Withdraw(ctx, u.Lookup(string(receipt)))
}

// AddSheets adds answers that were given on paper, all or none of them, sealed where the round is. Nothing tells which row an
// answer came from.
func (s *Service) AddSheets(ctx context.Context, by kompass.By, roundID string, sheets []kompass.Sheet) (imported, already int, err error) {
	u, err := s.sealed(ctx, roundID)
	if err != nil {
		return 0, 0, err
	}
	if u == nil {
		return s.store.ImportResponses(ctx, by, roundID, sheets)
	}
	sealed := make([]kompass.Sheet, len(sheets))
	for i, sheet := range sheets {
		sealed[i].Digest = u.Imported(sheet.Digest[:])
		sheet.Submission.RoundID = roundID
		if sealed[i].Submission, err = s.seal(ctx, u, "", sheet.Submission); err != nil {
			return 0, 0, err
		}
	}
	return s.store.ImportResponses(ctx, by, roundID, sealed)
}
