package published

import (
	"context"
	"slices"

	"kompass/internal/kompass"
	"kompass/internal/result"
)

// Shared is what those who answered see of a result: everyone's numbers alone, what was chosen of them, and the measures that were.
type Shared struct {
	Result
	Share    kompass.Share
	Measures []kompass.MeasureEntry // the earliest due first
}

// Shared returns what anybody who has the link of a round sees of its result: [kompass.ErrClosed] where that is not released, or not
// shared.
func (r *Reader) Shared(ctx context.Context, round kompass.Round) (Shared, error) {
	if !round.Published() {
		return Shared{}, kompass.ErrClosed
	}
	sharing, err := r.store.Sharing(ctx, kompass.Everything, round.ID)
	switch {
	case err != nil:
		return Shared{}, err
	case !sharing.On:
		return Shared{}, kompass.ErrClosed
	}
	doc, err := r.documents.Result(ctx, kompass.Everything, round.ID)
	if err != nil {
		return Shared{}, err
	}
	of, err := r.with(ctx, round, doc)
	if err != nil {
		return Shared{}, err
	}
	return r.SharedAs(ctx, of, sharing.Share)
}

// SharedAs returns what they would see if this were shared of a result that the user may see.
func (r *Reader) SharedAs(ctx context.Context, of Result, share kompass.Share) (Shared, error) {
	whole := *of.Document
	whole.Groups = slices.DeleteFunc(slices.Clone(whole.Groups), func(g result.Group) bool { return len(g.Key) > 0 })
	of.Document = &whole
	out := Shared{Result: of, Share: share}
	all, err := r.store.Measures(ctx, kompass.Everything, kompass.MeasureFilter{RoundID: of.Round.ID})
	for _, m := range all {
		if slices.Contains(share.Measures, m.ID) {
			out.Measures = append(out.Measures, m)
		}
	}
	return out, err
}
