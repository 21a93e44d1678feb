package published

import (
	"context"
	"errors"

	"kompass/internal/kompass"
	"kompass/internal/result"
)

// Withheld says why no comments stand with a group, "" where they do.
type Withheld string

// The reasons.
const (
	OfTheWhole Withheld = "company" // comments are shown for the whole company only
	TooFew     Withheld = "few"     // fewer have answered than [result.Document.CommentsFrom]
)

// Comments are the comments on the fields, by field, in the order in which they are stored: by chance. They are empty where
// nobody wrote any, or none was let through.
type Comments struct {
	Withheld Withheld
	Fields   map[string][]string
}

// Comments returns the comments that stand with a group: with everyone's answers only, from enough answers on, and none
// but those that the trainer decided to show, as she decided. It returns nil to whoever may not see the result.
func (r *Reader) Comments(ctx context.Context, user kompass.User, of Result, group *result.Group) (*Comments, error) {
	switch {
	case !allowed(user, of.Round) || !group.Shown:
		return nil, nil
	case len(group.Key) > 0:
		return &Comments{Withheld: OfTheWhole}, nil
	case *group.N < of.Document.CommentsFrom:
		return &Comments{Withheld: TooFew}, nil
	}
	shown, err := r.store.ShownComments(ctx, user.Scope(), of.Round.ID)
	return &Comments{Fields: shown}, err
}

// Introduction returns the paragraphs of the trainer's introduction to a result, to whoever may see the result. It stands
// with the result of everyone.
func (r *Reader) Introduction(ctx context.Context, user kompass.User, of Result, group *result.Group) ([]string, error) {
	if !allowed(user, of.Round) || len(group.Key) > 0 || !group.Shown {
		return nil, nil
	}
	text, err := r.store.Introduction(ctx, user.Scope(), of.Round.ID)
	return kompass.Paragraphs(text), err
}

// Guess returns what a room guessed before it saw the result, nil where too few had guessed. The means of few guesses keep
// away from the ends of the scale, where they would tell every single one.
func (r *Reader) Guess(ctx context.Context, user kompass.User, of Result) (*kompass.GuessResult, error) {
	if !allowed(user, of.Round) {
		return nil, nil
	}
	stored, err := r.store.GuessResult(ctx, user.Scope(), of.Round.ID)
	if errors.Is(err, kompass.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	out := kompass.GuessResult{N: stored.N, Means: make(map[string]float64, len(stored.Means))}
	for field, mean := range stored.Means {
		out.Means[field] = result.WithinEnds(mean, stored.N, of.Questionnaire.Min(), of.Questionnaire.Max())
	}
	return &out, nil
}
