package rounds

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"kompass/internal/kompass"
	"kompass/internal/urn"
)

// ErrHeld means that the private key of a round is not here, and has not been typed in.
var ErrHeld = errors.New("whoever holds the key of the round has to type it in")

// ErrMiscounted means that the answers that lie in the database are not as many as have been counted.
var ErrMiscounted = errors.New("the answers are not as many as have been counted")

// UnreadableError means that so many answers do not open with the key of their round.
type UnreadableError struct{ Answers int }

func (e *UnreadableError) Error() string {
	return fmt.Sprintf("%d answers cannot be opened", e.Answers)
}

// opening opens the answers of a round that is being closed, or passes them on where they are not sealed.
type opening struct {
	round    kompass.Round
	epochs   []*urn.Epoch // of a sealed round
	counted  int          // answers, when no more were taken
	leaveOut bool
	holds    int // bytes of comments that are held at once

	opened, unreadable int
	comments           []kompass.Comment // nil where they are too many to be held
	size               int               // of all comments, in bytes
}

// holdComments is how many bytes of comments a closing holds in memory; where there are more, it opens the envelopes again for them.
const holdComments = 8 << 20

// opening reads the key of a round, before anything is changed.
func (s *Service) opening(ctx context.Context, scope kompass.Scope, roundID string, how Closing) (*opening, error) {
	round, err := s.store.Round(ctx, scope, roundID)
	if err != nil {
		return nil, err
	}
	out := &opening{round: round, leaveOut: how.LeaveOut, holds: s.holdComments}
	if !round.Sealed || round.State == kompass.StateClosed || round.State == kompass.StateReleased {
		return out, nil
	}
	out.epochs, err = s.openEpochs(ctx, round, how)
	return out, err
}

// openEpochs opens the epochs of a round with its key.
func (s *Service) openEpochs(ctx context.Context, round kompass.Round, how Closing) ([]*urn.Epoch, error) {
	f, err := s.key(ctx, round)
	if err != nil {
		return nil, err
	}
	seed := f.Seed
	if seed == nil {
		if how.Sheet == "" {
			return nil, ErrHeld
		}
		typed, err := urn.ReadSheet(round.ID, how.Sheet, f.Public)
		if err != nil {
			return nil, err
		}
		seed = typed[:]
	}
	u, err := f.Urn()
	if err != nil {
		return nil, err
	}
	stored, err := s.store.Epochs(ctx, round.ID)
	if err != nil {
		return nil, err
	}
	var epochs []*urn.Epoch
	for _, e := range stored {
		opened, err := u.OpenEpoch(seed, e.Enc, e.Proof)
		if err != nil {
			continue // its answers turn out to be unreadable, and are counted there
		}
		epochs = append(epochs, opened)
	}
	return epochs, nil
}

// tooFew reports whether a sealed round has no result in any case: then nothing is opened.
func (o *opening) tooFew() bool { return o.round.Sealed && o.counted < max(o.round.K, 1) }

// responses opens the answers and keeps their comments apart from them.
func (o *opening) responses(stored shares) iter.Seq2[kompass.Response, error] {
	if !o.round.Sealed {
		return stored(kompass.Portion{})
	}
	return func(yield func(kompass.Response, error) bool) {
		for p, err := range o.open(stored) {
			if err != nil {
				yield(kompass.Response{}, err)
				return
			}
			o.opened, o.unreadable = o.opened+len(p.responses), o.unreadable+p.unreadable
			o.hold(p.comments)
			for _, r := range p.responses {
				if !yield(r, nil) {
					return
				}
			}
		}
	}
}

func (o *opening) hold(comments []kompass.Comment) {
	for _, c := range comments {
		o.size += len(c.Field) + len(c.Text)
	}
	if o.comments = append(o.comments, comments...); o.size > o.holds {
		o.comments = nil
	}
}

// written returns the comments of a sealed round, as often as they are asked for; nil where it is not sealed.
func (o *opening) written(stored shares) iter.Seq2[kompass.Comment, error] {
	if !o.round.Sealed {
		return nil
	}
	return func(yield func(kompass.Comment, error) bool) {
		if o.size <= o.holds {
			for _, c := range o.comments {
				if !yield(c, nil) {
					return
				}
			}
			return
		}
		for p, err := range o.open(stored) {
			if err != nil {
				yield(kompass.Comment{}, err)
				return
			}
			for _, c := range p.comments {
				if !yield(c, nil) {
					return
				}
			}
		}
	}
}

// complete makes sure that every answer that was counted has been looked at, and has been opened unless some may be left out.
func (o *opening) complete() error {
	switch {
	case !o.round.Sealed:
		return nil
	case o.opened+o.unreadable != o.counted:
		return ErrMiscounted // how many there are is not told
	case o.unreadable > 0 && !o.leaveOut:
		return &UnreadableError{o.unreadable}
	}
	return nil
}
