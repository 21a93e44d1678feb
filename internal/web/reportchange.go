package web

import (
	"context"

	"kompass/internal/compare"
	"kompass/internal/kompass"
	"kompass/views"
)

// addChange lays the report's round beside the one that is asked for, or the one before, and lists the others.
func (s *server) addChange(ctx context.Context, user kompass.User, m *views.Report, p published, asked reportAsked) error {
	links, err := s.Store.TeamLinks(ctx, user.Scope(), p.round.CompanyID)
	if err != nil {
		return err
	}
	current := compare.Series{Document: p.doc, Group: asked.group, Questionnaire: p.q, Links: links}
	all, err := s.earlier(ctx, user, p, current)
	if err != nil {
		return err
	}
	chosen := chooseRound(all, asked.since)
	if asked.since != "" && chosen == nil {
		return kompass.ErrNotFound
	}
	for _, one := range all {
		id := one.Document.Round
		m.Tools.Since = append(m.Tools.Since, views.Choice{Text: one.Document.Title, Current: one == chosen,
			Href: views.ReportHref(p.round.ID, "report", reportQuery(reportAsked{group: asked.group, since: id}))})
	}
	m.Change = views.ChangeOf(ctx, current, chosen)
	return nil
}

// earlier lists the rounds before this one in which the same group is shown.
func (s *server) earlier(ctx context.Context, user kompass.User, p published, current compare.Series) ([]*compare.Series, error) {
	all, err := s.results(ctx, user, p.round.CompanyID)
	if err != nil {
		return nil, err
	}
	var out []*compare.Series
	for _, one := range all {
		if g, ok := current.In(one.doc); ok && g.Shown && compare.Earlier(one.doc, p.doc) < 0 {
			out = append(out, &compare.Series{Document: one.doc, Group: g, Questionnaire: one.q, Links: current.Links})
		}
	}
	return out, nil
}

// chooseRound picks the round with an id, or the latest where the id is "".
func chooseRound(all []*compare.Series, id string) *compare.Series {
	var chosen *compare.Series
	for _, one := range all {
		if one.Document.Round == id || id == "" && (chosen == nil || compare.Earlier(one.Document, chosen.Document) > 0) {
			chosen = one
		}
	}
	return chosen
}
