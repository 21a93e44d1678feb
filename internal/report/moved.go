package report

import (
	"context"
	"maps"
	"slices"

	"kompass/internal/address"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/measures"
	"kompass/internal/published"
	"kompass/internal/result"
	"kompass/internal/story"
)

// Moved follows what was agreed after the round before into this one, as far as the signed-in person may see both. The
// page of everyone shows all of it, that of a group what is looked at in the group's answers. Nil where there is nothing.
func (r *Maker) Moved(ctx context.Context, user kompass.User, history published.History, p published.Result, group result.Key) (*story.Moved, error) {
	before, ok := history.Previous(p.Round)
	if !ok {
		return nil, nil
	}
	agreed, err := r.Store.Measures(ctx, user.Scope(), kompass.MeasureFilter{RoundID: before.Round.ID, Limit: measures.Most})
	if err != nil {
		return nil, err
	}
	found := measures.Follow(agreed, measures.Result{Document: before.Document, Questionnaire: before.Questionnaire}, measures.Result{Document: p.Document, Questionnaire: p.Questionnaire})
	if len(group) > 0 {
		found.Late = 0
		found.Rows = slices.DeleteFunc(found.Rows, func(row measures.Row) bool { return !maps.Equal(row.Key, group) })
	}
	model := story.MovedOf(i18n.From(ctx), found)
	if model != nil {
		model.ListHref = address.CompanyMeasures(p.Round.CompanyID)
	}
	return model, nil
}
