// Package published decides who sees which result. A trainer sees a result from the closing of its round on, the people of
// the company from its release on, and other companies as much as all of them have consented to. Whatever shows a result,
// on a page, on paper, in a file or on a projector, gets it here, with what lies beside it: comments, introduction,
// guesses, and the rounds before.
//
// It also decides, once for all, which of two rounds came first: see [Order].
package published

import (
	"context"
	"errors"
	"time"

	"kompass/internal/compare"
	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
	"kompass/internal/rounds"
)

// Store is what is read of rounds and of what lies beside their results.
type Store interface {
	Round(ctx context.Context, scope kompass.Scope, id string) (kompass.Round, error)
	Rounds(ctx context.Context, scope kompass.Scope, companyID string) ([]kompass.Round, error)
	TeamLinks(ctx context.Context, scope kompass.Scope, companyID string) ([]kompass.TeamLink, error)
	ShownComments(ctx context.Context, scope kompass.Scope, roundID string) (map[string][]string, error)
	Introduction(ctx context.Context, scope kompass.Scope, roundID string) (string, error)
	GuessResult(ctx context.Context, scope kompass.Scope, roundID string) (kompass.GuessResult, error)
	Consents(ctx context.Context, at time.Time) ([]kompass.Consent, error)
	PeerSeats(ctx context.Context) ([]kompass.PeerSeat, error)
	SetPeerSeats(ctx context.Context, stand time.Time, seats []kompass.PeerSeat) error
	Sharing(ctx context.Context, scope kompass.Scope, roundID string) (kompass.Sharing, error)
	Measures(ctx context.Context, scope kompass.Scope, f kompass.MeasureFilter) ([]kompass.MeasureEntry, error)
}

// Documents are the stored results and the questionnaires that they were asked with: [rounds.Service].
type Documents interface {
	Result(ctx context.Context, scope kompass.Scope, roundID string) (*result.Document, error)
	Recall(ctx context.Context, round kompass.Round) (*result.Document, error)
	Frozen(ctx context.Context, round kompass.Round) (*rounds.Frozen, error)
}

// Reader reads results for the people who may see them. It keeps nothing.
type Reader struct {
	store     Store
	documents Documents
}

// NewReader returns a reader of what a store and a service hold.
func NewReader(store Store, documents Documents) *Reader { return &Reader{store, documents} }

// Result is a result that somebody may see, with what is needed to write it out. Its document is shared: nobody changes it.
type Result struct {
	Round         kompass.Round
	Document      *result.Document
	Questionnaire *questionnaire.Questionnaire
}

// Released reports whether the company sees the result as well.
func (r Result) Released() bool { return r.Round.Published() }

// Series is a group of the result as package compare takes it, with the links between teams of its company.
func (r Result) Series(group *result.Group, links compare.Links) compare.Series {
	return compare.Series{Document: r.Document, Group: group, Questionnaire: r.Questionnaire, Links: links}
}

// Sees reports whether a user may see the result of a round, should there be one: the trainer once it is closed, others
// once it is released. That the round is within the user's scope is the store's to decide.
func Sees(user kompass.User, round kompass.Round) bool {
	return (round.State == kompass.StateClosed || round.State == kompass.StateReleased) && allowed(user, round)
}

func allowed(user kompass.User, round kompass.Round) bool {
	return user.CanManage() || round.Published()
}

// NotShown reports whether an error means no more than that a round has nothing to show to this user.
func NotShown(err error) bool {
	return errors.Is(err, kompass.ErrStillOpen) || errors.Is(err, kompass.ErrUnpublished) || errors.Is(err, kompass.ErrNotFound)
}

// For returns the result of a round: [kompass.ErrNotFound] where the user may see none, and to a trainer
// [kompass.ErrStillOpen] or [kompass.ErrUnpublished] where there is none yet or will never be one.
func (r *Reader) For(ctx context.Context, user kompass.User, roundID string) (Result, error) {
	round, err := r.store.Round(ctx, user.Scope(), roundID)
	if err != nil {
		return Result{}, err
	}
	return r.Of(ctx, user, round)
}

// Of is [Reader.For] a round that has been read in the user's scope.
func (r *Reader) Of(ctx context.Context, user kompass.User, round kompass.Round) (Result, error) {
	if !allowed(user, round) {
		return Result{}, kompass.ErrNotFound
	}
	doc, err := r.documents.Result(ctx, user.Scope(), round.ID)
	if err != nil {
		return Result{}, err
	}
	return r.with(ctx, round, doc)
}

func (r *Reader) with(ctx context.Context, round kompass.Round, doc *result.Document) (Result, error) {
	frozen, err := r.documents.Frozen(ctx, round)
	if err != nil {
		return Result{}, err
	}
	return Result{Round: round, Document: doc, Questionnaire: frozen.Questionnaire}, nil
}

// Outcome says what the page of a round tells of its result: whether the user may see one, and whether there will never be
// one because too few have answered, which everybody of the company may know. Of a damaged result its page tells.
func (r *Reader) Outcome(ctx context.Context, user kompass.User, round kompass.Round) (seen, never bool) {
	_, err := r.documents.Result(ctx, user.Scope(), round.ID)
	return (err == nil || errors.Is(err, kompass.ErrDamaged)) && allowed(user, round), errors.Is(err, kompass.ErrUnpublished)
}

// Damaged returns the ids of the rounds whose stored result is not the one that closing has stored.
func (r *Reader) Damaged(ctx context.Context) ([]string, error) {
	all, err := r.store.Rounds(ctx, kompass.Everything, "")
	if err != nil {
		return nil, err
	}
	var out []string
	for _, round := range all {
		_, err := r.documents.Result(ctx, kompass.Everything, round.ID)
		switch {
		case errors.Is(err, kompass.ErrDamaged):
			out = append(out, round.ID)
		case err != nil && !NotShown(err):
			return nil, err
		}
	}
	return out, nil
}
