package board

import (
	"context"
	"slices"
	"strings"

	"kompass/internal/address"
	"kompass/internal/compare"
	"kompass/internal/figures"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/pagination"
	"kompass/internal/published"
	"kompass/internal/result"
	"kompass/internal/story"
	"kompass/views"
)

// The bounds of a comparison.
const (
	MaxSeries  = 12 // on one page: what a row of small compasses can carry
	maxOverlay = 3  // in one compass: what can still be read
)

// series is one result in a comparison.
type series struct {
	value string // as in the address: see selection
	name  string
	pub   published.Result
	group *result.Group
	links compare.Links
}

// compared is the series as package compare takes it.
func (one series) compared() compare.Series {
	return one.pub.Series(one.group, one.links)
}

// writer writes in the terms of the result that a series is from.
func (one series) writer(z i18n.Localizer) writer {
	return writer{figures.New(z, one.pub.Questionnaire, one.pub.Document)}
}

// distinction is what tells the series of a comparison apart: what all have in common need not stand in every name.
type distinction struct{ company, round, group bool }

// distinct finds what tells picks apart, and says what they have in common.
func distinct(chosen []Pick) (n distinction, common string) {
	first := chosen[0]
	for _, p := range chosen[1:] {
		n.company = n.company || p.b != first.b
		n.round = n.round || p.b != first.b || p.round != first.round
		n.group = n.group || p.b != first.b || p.row != first.row || p.group.Key["perspective"] != first.group.Key["perspective"]
	}
	if n.round == n.group {
		return distinction{n.company, true, true}, ""
	}
	return n, distinction{round: !n.round, group: !n.group}.of(first)
}

// of names a pick.
func (n distinction) of(p Pick) string {
	pub := p.b.rounds[p.round]
	var parts []string
	if n.company {
		parts = append(parts, pub.Document.Company)
	}
	if n.round {
		parts = append(parts, pub.Document.Title)
	}
	if n.group {
		parts = append(parts, figures.New(p.b.z, pub.Questionnaire, pub.Document).Group(p.group.Key))
	}
	return strings.Join(parts, " – ")
}

func (n distinction) series(p Pick) series {
	return series{value: p.value(), name: n.of(p), pub: p.b.rounds[p.round], group: p.group, links: p.b.links}
}

// Comparison is one page of what was chosen: series with the targets that they are laid over.
type Comparison struct {
	z       i18n.Localizer
	at      address.Page
	chosen  []series
	over    bool // all in one compass
	targets targets
}

// Compare takes one page of at least one pick, and fills in what the page says about them all. The first series, or the one asked for,
// is what the others are compared with, on every page.
func Compare(z i18n.Localizer, at address.Page, chosen []Pick, model *views.Compare) *Comparison {
	name, common := distinct(chosen)
	model.Common = common
	model.Picker.Bases = bases(at, chosen, name)
	base := 0
	if asked := at.Get("base"); asked != "" {
		base = max(0, slices.IndexFunc(chosen, func(p Pick) bool { return p.value() == asked }))
	}
	others := slices.Delete(slices.Clone(chosen), base, base+1)
	page := pagination.Of(at, "page", len(others), MaxSeries-1)
	model.Pages = page.Links
	l := &Comparison{z: z, at: at, chosen: []series{name.series(chosen[base])}, over: len(chosen) <= maxOverlay}
	for _, p := range others[page.From:page.To] {
		l.chosen = append(l.chosen, name.series(p))
	}
	if page.Of > 1 {
		model.Notes = append(model.Notes, z.T("compare.paged", "n", len(chosen), "page", page.Number, "pages", page.Of, "base", l.chosen[0].name))
	}
	l.targets.none = at.Get("target") == targetNone
	return l
}

// bases offers what to compare with, where there is a choice that can be overlooked.
func bases(at address.Page, chosen []Pick, name distinction) []views.PickOption {
	if len(chosen) < 2 || len(chosen) > mostBases {
		return nil
	}
	out := make([]views.PickOption, len(chosen))
	for i, one := range chosen {
		value := one.value()
		out[i] = views.PickOption{Value: value, Text: name.of(one), Chosen: at.Get("base") == value}
	}
	return out
}

// Borrows is the company whose targets the address asks for, and false where it asks for none or for those of the main series.
func (l *Comparison) Borrows() (companyID string, ok bool) {
	asked := l.at.Get("target")
	return asked, asked != targetNone && asked != targetOwn
}

// Borrow lays the comparison over the targets of another company that the user may see, nil where it has none. Targets for another
// questionnaire are none.
func (l *Comparison) Borrow(company string, t *kompass.Target) {
	if t == nil || t.QuestionnaireID != l.main().pub.Questionnaire.ID {
		l.targets = targets{missing: company}
		return
	}
	l.targets = targets{name: company, values: t.Values}
}

// Fill fills in tables and charts: all series in one compass, or each in its own.
func (l *Comparison) Fill(ctx context.Context, d figures.Drawer, model *views.Compare) error {
	if l.targets.missing != "" {
		model.Notes = append(model.Notes, l.z.T("compare.target.missing", "company", l.targets.missing))
	}
	named := make([]story.Series, len(l.chosen))
	for i, one := range l.chosen {
		named[i] = story.Series{Name: one.name, Series: one.compared()}
	}
	trends := compare.Trends(l.inOrder())
	told := story.ComparisonOf(l.z, named, l.column(), trends)
	told.Notes = append(model.Notes, told.Notes...)
	model.Chosen, model.Comparison = true, told
	draw := l.sideBySide
	if l.over {
		draw = l.overlay
	}
	if err := draw(ctx, d, model); err != nil {
		return err
	}
	return l.addTrend(ctx, d, model, trends)
}

// inOrder are the series in the order of their rounds, the earliest first.
func (l *Comparison) inOrder() []compare.Series {
	sorted := slices.Clone(l.chosen)
	slices.SortStableFunc(sorted, func(a, b series) int { return published.Order(a.pub.Round, b.pub.Round) })
	out := make([]compare.Series, len(sorted))
	for i, one := range sorted {
		out[i] = one.compared()
	}
	return out
}

// column is the target as a column of the table: that of the main series. It has no title where there is none.
func (l *Comparison) column() story.TargetColumn {
	main := l.main()
	if l.targets.name == "" && main.pub.Document.Targets == nil || l.targets.none {
		return story.TargetColumn{}
	}
	return story.TargetColumn{Title: l.targetName(), At: func(field, facet string) *float64 { return l.targets.at(main.group, field, facet) }}
}

func (l *Comparison) targetName() string {
	if l.targets.name != "" {
		return l.z.T("compare.target.of", "company", l.targets.name)
	}
	return l.z.T("result.legend.soll")
}

// main is the series that a shared chart draws as its main one: the first of the latest round.
func (l *Comparison) main() series { return l.chosen[l.latest()] }

func (l *Comparison) latest() int {
	at := 0
	for i, one := range l.chosen {
		if published.Order(one.pub.Round, l.chosen[at].pub.Round) > 0 {
			at = i
		}
	}
	return at
}
