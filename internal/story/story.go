// Package story tells a published result in rows: everything that page, report, comparison and stage say of one, written out
// in the language of the reader and in the order in which it is told. What follows from the numbers it asks the packages
// reading, compare, measures and explain; what things are called it asks package naming. It knows no markup, and draws
// nothing.
package story

import (
	"strings"

	"kompass/internal/compare"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/naming"
	"kompass/internal/reading"
	"kompass/internal/result"
)

// Story is the result of one group, in the order in which it is told: what the page of a result and its report on paper
// have in common. It knows nothing of the page around it; the component of each part takes that part alone.
type Story struct {
	Kicker   string // company, round and group
	Headline string
	Lead     string // how many answered, and when
	Open     string // that the round was not anonymous, "" where it was
	Hidden   string // why the group is not shown; then there is nothing more to tell
	Summary  string
	Scale    string // what the numbers mean: the ends of the scale in words

	Fields    []FieldRows
	Strengths *Strengths
	Gaps      *Gaps
	Weakest   *Weakest
	Sides     *Sides
	Divided   *Divided
	Sources   []SourceNote
	Truths    *Truths
	Method    MethodNote
}

// Of writes out everything that a published result says of a group by itself. Charts, introduction and comments lie beside
// the result and are added by who may see them. Previous is the same group in the round before, nil where there is none.
func Of(z i18n.Localizer, s compare.Series, previous *compare.Series) Story {
	said := reading.Of(z, s, previous)
	d := s.Document
	w := newWriter(z, s)
	out := Story{
		Kicker: d.Company + " · " + d.Title + " · " + w.Group(s.Group.Key), Headline: said.Headline, Lead: w.lead(s),
		Method: w.method(s),
	}
	if d.Mode == string(kompass.Open) {
		out.Open = z.T("result.open")
	}
	if !s.Group.Shown {
		out.Hidden = w.Hidden(s.Group)
		return out
	}
	out.Summary = strings.Join(said.Summary, " ")
	out.Scale = w.scale()
	out.Fields = w.fields(s.Group, said)
	out.Strengths = w.strengths(s)
	out.Gaps, out.Weakest = w.gaps(s, said.Gaps), w.weakest(s, said.Weakest)
	out.Sides = SidesOf(z, s, said.Perspectives)
	out.Divided = DividedOf(z, s, said.Divided)
	out.Truths = w.truths(s)
	out.Sources = w.cite(&out)
	return out
}

// mode says under which agreement a round was answered.
func (w writer) mode(d *result.Document) string {
	if d.Mode == string(kompass.Anonymous) {
		return w.z.T("result.mode.anonymous", "k", d.MinGroup)
	}
	return w.z.T("result.mode.open")
}

// lead says how many answered, of how many, and when.
func (w writer) lead(s compare.Series) string {
	z, g := w.z, s.Group
	period := w.Period()
	if missing := w.LeftOut(); missing != "" {
		period += " " + missing
	}
	if g.N == nil {
		return period
	}
	if g.Heads != nil && g.Key["perspective"] == "" {
		lead := z.T("result.lead.of", "n", *g.N, "heads", *g.Heads)
		if g.HeadsBefore != nil {
			lead += " " + z.T("result.lead.before", "before", *g.HeadsBefore)
		}
		return lead + " " + period
	}
	return z.N("result.lead", *g.N) + " " + period
}

// MethodNote says how the numbers of a result came about.
type MethodNote struct {
	Finding    string
	Paragraphs []string
	Hash       string
}

// method says what the numbers are and under which agreement they were collected.
func (w writer) method(s compare.Series) MethodNote {
	z, d := w.z, s.Document
	out := MethodNote{Hash: d.Hash}
	if s.Group.N != nil {
		out.Finding = z.N("result.method.finding", *s.Group.N)
	}
	out.Paragraphs = append(out.Paragraphs, z.T("result.method.text", "min", w.q.Min(), "max", w.q.Max())+" "+w.mode(d))
	out.Paragraphs = append(out.Paragraphs, naming.Caveats(z, w.q)...)
	return out
}
