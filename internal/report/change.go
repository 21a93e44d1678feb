package report

import (
	"context"

	"kompass/internal/address"
	"kompass/internal/compare"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/published"
	"kompass/internal/story"
	"kompass/views"
)

// addChange lays the report's round beside the one that is asked for, or the one before, and lists the others.
func addChange(ctx context.Context, m *views.Report, history published.History, p published.Result, asked Asked) error {
	all := history.Earlier(p, asked.Group)
	chosen := chooseRound(all, asked.Since)
	if asked.Since != "" && chosen == nil {
		return kompass.ErrNotFound
	}
	for i := range all {
		one := &all[len(all)-1-i] // the latest first
		m.Tools.Since = append(m.Tools.Since, views.Choice{Text: one.Document.Title, Current: one == chosen,
			Href: address.With(address.Report(p.Round.ID), Asked{Group: asked.Group, Since: one.Document.Round, Kind: asked.Kind}.Query())})
	}
	m.Change = story.ChangeOf(i18n.From(ctx), history.Series(p, asked.Group), chosen)
	return nil
}

// chooseRound picks the round with an id, or the latest where the id is ""; nil where there is none.
func chooseRound(all []compare.Series, id string) *compare.Series {
	if id == "" {
		return last(all)
	}
	for i := range all {
		if all[i].Document.Round == id {
			return &all[i]
		}
	}
	return nil
}
