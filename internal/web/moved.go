package web

import (
	"context"
	"maps"
	"slices"

	"kompass/internal/kompass"
	"kompass/internal/measures"
	"kompass/internal/result"
	"kompass/views"
)

// moved follows what was agreed after the round before into this one, as far as the signed-in person may see both. The
// page of everyone shows all of it, that of a group what is looked at in the group's answers. Nil where there is nothing.
func (s *server) moved(ctx context.Context, user kompass.User, p published, group result.Key) (*views.Moved, error) {
	before, ok, err := s.roundBefore(ctx, user, p)
	if err != nil || !ok {
		return nil, err
	}
	agreed, err := s.Store.Measures(ctx, user.Scope(), kompass.MeasureFilter{RoundID: before.round.ID, Limit: measuresOnPage})
	if err != nil {
		return nil, err
	}
	found := measures.Follow(agreed, measures.Result{Document: before.doc, Questionnaire: before.q}, measures.Result{Document: p.doc, Questionnaire: p.q})
	if len(group) > 0 {
		found.Late = 0
		found.Rows = slices.DeleteFunc(found.Rows, func(r measures.Row) bool { return !maps.Equal(r.Key, group) })
	}
	model := views.NewMoved(ctx, found)
	if model != nil {
		model.ListHref = "/app/companies/" + p.round.CompanyID + "/measures"
	}
	return model, nil
}

// roundBefore returns the result of the round that closed last before this one, be it on the same day; false where none is
// to be seen.
func (s *server) roundBefore(ctx context.Context, user kompass.User, p published) (latest published, ok bool, err error) {
	all, err := s.results(ctx, user, p.round.CompanyID)
	if err != nil {
		return published{}, false, err
	}
	for _, one := range all {
		if closed := one.round.ClosedAt; closed.Before(p.round.ClosedAt) && (!ok || closed.After(latest.round.ClosedAt)) {
			latest, ok = one, true
		}
	}
	return latest, ok, nil
}
