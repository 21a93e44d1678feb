package published

import (
	"context"
	"errors"
	"slices"

	"kompass/internal/compare"
	"kompass/internal/kompass"
	"kompass/internal/result"
)

// Order is the order of rounds in every list and every chart: [kompass.CompareRounds].
func Order(a, b kompass.Round) int {
	return kompass.CompareRounds(a, b)
}

// History is what somebody may see of a company: its results, the earliest first, and which teams became which.
type History struct {
	Results []Result
	Links   compare.Links
}

// History returns the results of a company that a user may see. It reads each once.
func (r *Reader) History(ctx context.Context, user kompass.User, companyID string) (History, error) {
	all, err := r.store.Rounds(ctx, user.Scope(), companyID)
	if err != nil {
		return History{}, err
	}
	return r.HistoryOf(ctx, user, companyID, all)
}

// HistoryOf is [Reader.History] with no more than some of the rounds of a company, read in the user's scope.
func (r *Reader) HistoryOf(ctx context.Context, user kompass.User, companyID string, some []kompass.Round) (History, error) {
	links, err := r.store.TeamLinks(ctx, user.Scope(), companyID)
	if err != nil {
		return History{}, err
	}
	out := History{Links: links}
	for _, round := range slices.SortedFunc(slices.Values(some), Order) {
		one, err := r.Of(ctx, user, round)
		if NotShown(err) || errors.Is(err, kompass.ErrDamaged) { // its own page says so
			continue
		}
		if err != nil {
			return History{}, err
		}
		out.Results = append(out.Results, one)
	}
	return out, nil
}

// Before returns the results of the rounds that came before one, the earliest first.
func (h History) Before(round kompass.Round) []Result {
	var out []Result
	for _, one := range h.Results {
		if Order(one.Round, round) < 0 {
			out = append(out, one)
		}
	}
	return out
}

// Previous returns the result of the round just before one, and false where there is none to be seen.
func (h History) Previous(round kompass.Round) (Result, bool) {
	before := h.Before(round)
	if len(before) == 0 {
		return Result{}, false
	}
	return before[len(before)-1], true
}

// Series is a group of a result, ready to be followed through the rounds.
func (h History) Series(of Result, group *result.Group) compare.Series {
	return of.Series(group, h.Links)
}

// Earlier returns a group as it was in the rounds before, wherever it was shown, the earliest first. A team is the same if
// its name is, or if the trainer has linked the two.
func (h History) Earlier(of Result, group *result.Group) []compare.Series {
	current := h.Series(of, group)
	var out []compare.Series
	for _, one := range h.Before(of.Round) {
		if g, ok := current.In(one.Document); ok && g.Shown {
			out = append(out, h.Series(one, g))
		}
	}
	return out
}

// Documents are the documents of all results, the earliest first.
func (h History) Documents() []*result.Document {
	out := make([]*result.Document, len(h.Results))
	for i, one := range h.Results {
		out[i] = one.Document
	}
	return out
}

// Latest returns at most n results of the entries of one company, the latest first, as far as the user may see them. The
// entries were read in the user's scope; no others are read.
func (r *Reader) Latest(ctx context.Context, user kompass.User, entries []kompass.RoundEntry, n int) ([]Result, error) {
	sorted := slices.SortedFunc(slices.Values(entries), func(a, b kompass.RoundEntry) int { return Order(b.Round, a.Round) })
	var out []Result
	for _, e := range sorted {
		if len(out) == n {
			break
		}
		if !e.HasResult || !Sees(user, e.Round) {
			continue
		}
		doc, err := r.documents.Recall(ctx, e.Round)
		if errors.Is(err, kompass.ErrNotFound) || errors.Is(err, kompass.ErrDamaged) { // cancelled since the list was read, or its own page says so
			continue
		}
		if err != nil {
			return nil, err
		}
		one, err := r.with(ctx, e.Round, doc)
		if err != nil {
			return nil, err
		}
		out = append(out, one)
	}
	return out, nil
}
