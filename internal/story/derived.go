package story

import (
	"slices"
	"strings"

	"kompass/internal/compare"
	"kompass/internal/explain"
	"kompass/internal/i18n"
	"kompass/internal/result"
)

// Derived tells where the printed numbers of one field come from. Formulas stand once, in front of the first.
type Derived struct {
	Title string
	Rules []DerivedRule
	Rows  []DerivedRow
}

// DerivedRule is how numbers of one kind are computed.
type DerivedRule struct {
	Name    string
	Formula string
	How     string
}

// DerivedRow is one unit with its numbers, a line for each: its name, and the formula with the published numbers in it. It
// is one text, because every element makes a tagged file larger.
type DerivedRow struct {
	Label string
	Sub   bool
	Text  string
}

// printed are the kinds of numbers that a report shows of fields and facets, and of items.
var (
	printedUnits = []explain.Kind{explain.Mean, explain.SD, explain.CI, explain.Target, explain.Gap, explain.Agreement}
	printedItems = []explain.Kind{explain.Mean, explain.SD}
)

// DerivedOf lists where the numbers of a group come from, field by field, behind the rules that they have in common.
func DerivedOf(z i18n.Localizer, s compare.Series) ([]Derived, error) {
	if !s.Group.Shown {
		return nil, nil
	}
	b := derivedBuilder{w: newWriter(z, s), in: explain.Input{Document: s.Document, Questionnaire: s.Questionnaire, Lang: z.Lang()}, series: s}
	out := []Derived{{}}
	for _, f := range s.Group.Fields {
		if !f.Shown {
			continue
		}
		d := Derived{Title: b.w.Field(f.ID)}
		if err := b.field(&d, f); err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	// Differences between groups and between rounds are told by one rule, which package explain has no path to.
	b.rules = append(b.rules, DerivedRule{Name: b.w.z.T("compare.col.difference"), Formula: b.w.z.T("report.derived.difference"), How: b.w.z.T("report.derived.welch")})
	out[0].Title, out[0].Rules = b.w.z.T("report.derived.rules"), b.rules
	return out, nil
}

type derivedBuilder struct {
	w      writer
	in     explain.Input
	series compare.Series
	rules  []DerivedRule
	seen   []string // formulas that have been told
}

func (b *derivedBuilder) field(d *Derived, f result.Field) error {
	key := b.series.Group.Key
	if err := b.row(d, d.Title, false, explain.Path{Key: key, Field: f.ID}, printedUnits); err != nil {
		return err
	}
	for _, c := range f.Facets {
		if err := b.row(d, b.w.Facet(c.ID), true, explain.Path{Key: key, Field: f.ID, Facet: c.ID}, printedUnits); err != nil {
			return err
		}
	}
	for _, it := range f.Items {
		if err := b.row(d, b.w.Item(it.ID), true, explain.Path{Key: key, Field: f.ID, Item: it.ID}, printedItems); err != nil {
			return err
		}
	}
	return nil
}

// row explains a unit and keeps what the report prints of it.
func (b *derivedBuilder) row(d *Derived, label string, sub bool, path explain.Path, kinds []explain.Kind) error {
	e, err := explain.Explain(b.in, path.String())
	if err != nil {
		return err
	}
	var lines []string
	for _, n := range e.Numbers {
		if n.Value == "" || !slices.Contains(kinds, n.Kind) {
			continue
		}
		b.rule(n)
		filled := n.Filled
		if filled == "" {
			filled = n.Value
		}
		lines = append(lines, n.Name+": "+filled)
	}
	if len(lines) > 0 {
		d.Rows = append(d.Rows, DerivedRow{Label: label, Sub: sub, Text: strings.Join(lines, "\n")})
	}
	return nil
}

// rule keeps the formula of a number, once.
func (b *derivedBuilder) rule(n explain.Number) {
	if n.Formula == "" || slices.Contains(b.seen, n.Formula) {
		return
	}
	b.seen = append(b.seen, n.Formula)
	r := DerivedRule{Name: n.Name, Formula: n.Formula}
	if len(n.How) > 0 {
		r.How = n.How[0]
	}
	b.rules = append(b.rules, r)
}
