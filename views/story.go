package views

import (
	"context"
	"strings"

	"kompass/internal/compare"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/reading"
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

	Introduction []string // the trainer's words, in paragraphs
	Charts       Charts   // drawn by whoever may draw
	Fields       []FieldRows
	Gaps         *Gaps
	Weakest      *Weakest
	Sides        *Sides
	Divided      *Divided
	Sources      []SourceNote
	Comments     *Comments
	Truths       *Truths
	Method       MethodNote
}

// Charts are the compass and the dot plot with their legends.
type Charts struct {
	Radar      Sizes
	Dots       Sizes
	Legend     []Legend
	DotsLegend []Legend
}

// StoryOf writes out everything that a published result says of a group by itself. Charts, introduction and comments lie
// beside the result and are added by who may see them. Previous is the same group in the round before, nil where there is
// none.
func StoryOf(ctx context.Context, s compare.Series, previous *compare.Series) Story {
	z := i18n.From(ctx)
	said := reading.Of(z, s, previous)
	d := s.Document
	w := newWriter(z, s)
	out := Story{
		Kicker: d.Company + " · " + d.Title + " · " + GroupLabel(z, s), Headline: said.Headline, Lead: w.lead(s),
		Method: w.method(s),
	}
	if d.Mode == string(kompass.Open) {
		out.Open = z.T("result.open")
	}
	if !s.Group.Shown {
		out.Hidden = HiddenText(ctx, s.Group.Reason, d.MinGroup)
		return out
	}
	out.Summary = strings.Join(said.Summary, " ")
	out.Fields = FieldsOf(ctx, s, said)
	out.Gaps, out.Weakest = w.gaps(s, said.Gaps), w.weakest(s, said.Weakest)
	out.Sides = SidesOf(ctx, s, said.Perspectives)
	out.Divided = DividedOf(ctx, s, said.Divided)
	out.Truths = w.truths(s)
	out.Sources = w.cite(&out)
	return out
}

// lead says how many answered, of how many, and when.
func (w writer) lead(s compare.Series) string {
	z, d, g := w.z, s.Document, s.Group
	period := z.T("result.period", "from", z.Day(d.OpenedOn), "to", z.Day(d.ClosedOn))
	if g.N == nil {
		return period
	}
	if g.Heads != nil {
		return z.T("result.lead.of", "n", *g.N, "heads", *g.Heads) + " " + period
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
	mode := z.T("result.mode.open")
	if d.Mode == string(kompass.Anonymous) {
		mode = z.T("result.mode.anonymous", "k", d.MinGroup)
	}
	out.Paragraphs = append(out.Paragraphs, z.T("result.method.text", "min", w.q.Min(), "max", w.q.Max())+" "+mode)
	if !w.q.Validated {
		out.Paragraphs = append(out.Paragraphs, z.T("result.notvalidated"))
	}
	out.Paragraphs = append(out.Paragraphs, z.T("result.inside"))
	return out
}
