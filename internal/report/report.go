// Package report makes the report of a result: what stands in it, as a page and as a printed file, for everyone or for one
// group, and all files of a round in one archive. It knows nothing of requests; the pages and the command of the shell
// ask it alike.
package report

import (
	"context"
	"log/slog"
	"net/url"
	"time"

	"kompass/internal/address"
	"kompass/internal/compare"
	"kompass/internal/figures"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/pdf"
	"kompass/internal/published"
	"kompass/internal/result"
	"kompass/internal/story"
	"kompass/views"
)

// Store is what a report reads beside the results: how company and sender look, and what was agreed.
type Store interface {
	Company(ctx context.Context, scope kompass.Scope, id string) (kompass.Company, error)
	Logo(ctx context.Context, scope kompass.Scope, companyID string) (kompass.Logo, error)
	LogoByHash(ctx context.Context, hash string) (kompass.Logo, error)
	Positioning(ctx context.Context, scope kompass.Scope, companyID string) (kompass.Positioning, error)
	Sender(ctx context.Context) (kompass.Sender, error)
	Measures(ctx context.Context, scope kompass.Scope, f kompass.MeasureFilter) ([]kompass.MeasureEntry, error)
}

// Maker makes reports. All fields are required but PDF, which is nil where there is no browser that prints.
type Maker struct {
	Store     Store
	Published *published.Reader
	Figures   figures.Drawer
	PDF       *pdf.Printer
	Log       *slog.Logger
	Now       func() time.Time
}

// Asked is which report is asked for: of which group, since which round, and which kind. It is about the latest round before
// where Since is "", and of the kind [Default] where Kind is.
type Asked struct {
	Group *result.Group
	Since string
	Kind  views.ReportKind
}

// Query is the query of the address that asks for a report.
func (a Asked) Query() string {
	query := url.Values{}
	for name, value := range a.Group.Key {
		query.Set(name, value)
	}
	if a.Since != "" {
		query.Set("since", a.Since)
	}
	if a.kind() != Default {
		query.Set("kind", string(a.Kind))
	}
	return query.Encode()
}

// Groups are the groups of which a round has a report: everyone, and each team that may be shown.
func Groups(doc *result.Document) []*result.Group {
	var out []*result.Group
	for i := range doc.Groups {
		g := &doc.Groups[i]
		if _, team := g.Key["team"]; g.Shown && (len(g.Key) == 0 || team && len(g.Key) == 1) {
			out = append(out, g)
		}
	}
	return out
}

// Build makes the report of a group as far as a person may see it, without what a page puts around it.
func (r *Maker) Build(ctx context.Context, user kompass.User, p published.Result, asked Asked) (views.Report, error) {
	z := i18n.From(ctx)
	series := p.Series(asked.Group, nil)
	history, err := r.Published.History(ctx, user, p.Round.CompanyID)
	if err != nil {
		return views.Report{}, err
	}
	told, err := r.Story(ctx, user, history, p, asked.Group)
	if err != nil {
		return views.Report{}, err
	}
	m := views.Report{Kind: asked.kind(), Page: page(z, p, asked), Cover: views.Cover{Cover: story.CoverOf(z, series)}, Story: told}
	m.Cover.Kicker, m.Cover.Made = KindName(z, m.Kind), z.Date(r.Now())
	if err := r.addProfile(ctx, user, &m.Cover, p.Round.CompanyID); err != nil {
		return m, err
	}
	if m.Kind == views.ReportAppendix {
		m.Derived, err = story.DerivedOf(z, series)
		return m, err
	}
	if len(asked.Group.Key) == 0 { // the report of a team says nothing of the others
		m.Hidden = Hidden(z, p)
	}
	if err := addChange(ctx, &m, history, p, asked); err != nil {
		return m, err
	}
	if m.Moved, err = r.movedOnPaper(ctx, user, history, p, asked.Group.Key); err != nil {
		return m, err
	}
	if m.Kind == views.ReportShort {
		m.Short = story.ShortOf(z, series, told.Story, m.Moved, m.Change)
		return m, nil
	}
	m.Fields, m.Ideas = spreads(z, series, told), story.IdeasOf(z, series).First(ideasOfGroup)
	citeAppendix(&m, address.With(address.Report(p.Round.ID), Asked{Group: asked.Group, Kind: views.ReportAppendix}.Query()))
	return m, r.drawFields(ctx, &m, p, asked.Group)
}

// ideasOfGroup is how many ideas a full report has for each gap.
const ideasOfGroup = 3

// movedOnPaper is [Maker.Moved] without the way to the list of measures.
func (r *Maker) movedOnPaper(ctx context.Context, user kompass.User, history published.History, p published.Result, group result.Key) (*story.Moved, error) {
	moved, err := r.Moved(ctx, user, history, p, group)
	if moved != nil {
		moved.ListHref = ""
	}
	return moved, err
}

// spreads are the spreads of a report, still without their charts.
func spreads(z i18n.Localizer, series compare.Series, told views.Story) []views.ReportField {
	var out []views.ReportField
	for _, one := range story.SpreadsOf(z, series, told.Story) {
		out = append(out, views.ReportField{Spread: one})
	}
	return out
}

// page is the frame of a report: its title, and what runs at the top of every sheet.
func page(z i18n.Localizer, p published.Result, asked Asked) views.Page {
	out, group := views.Page{Area: views.AreaReport}, asked.Group
	pairs := []any{"kind", KindName(z, asked.kind()), "round", p.Document.Title, "company", p.Document.Company}
	if len(group.Key) == 0 {
		out.Title, out.Running = z.T("report.title", pairs...), z.T("report.running", pairs...)
		return out
	}
	pairs = append(pairs, "group", figures.New(z, p.Questionnaire, p.Document).Group(group.Key))
	out.Title, out.Running = z.T("report.title.group", pairs...), z.T("report.running.group", pairs...)
	return out
}

// drawFields draws where each field stands: on the compass, and on the scale.
func (r *Maker) drawFields(ctx context.Context, m *views.Report, p published.Result, group *result.Group) error {
	w := figures.New(i18n.From(ctx), p.Questionnaire, p.Document)
	for i := range m.Fields {
		f := &m.Fields[i]
		given, ok := group.Field(f.Rows.ID)
		if !ok || !given.Shown {
			continue
		}
		var err error
		if f.Charts, err = r.Figures.Field(ctx, w, group, f.Rows.ID, f.Rows.Title); err != nil {
			return err
		}
	}
	return nil
}
