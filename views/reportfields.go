package views

import (
	"cmp"
	"context"
	"slices"

	"kompass/internal/compare"
	"kompass/internal/i18n"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
)

// ReportFieldsOf makes the spread of every field of a group out of its story; none where the group is hidden. The charts are
// added by whoever may draw.
func ReportFieldsOf(ctx context.Context, s compare.Series, story Story) []ReportField {
	if !s.Group.Shown {
		return nil
	}
	w := newWriter(i18n.From(ctx), s)
	var out []ReportField
	for _, rows := range story.Fields {
		at := slices.IndexFunc(s.Questionnaire.Fields, func(f questionnaire.Field) bool { return f.ID == rows.ID })
		asked := s.Questionnaire.Fields[at]
		f := ReportField{Rows: rows}
		if given, ok := s.Group.Field(rows.ID); ok && given.Shown {
			f.Weakest, f.Questions = w.weakestNote(given), w.questions(asked, given)
			if len(given.Items) > 0 {
				f.Notes, f.Scales = notesOf(rows.Items, story.Sources), w.scales(asked)
			}
		}
		out = append(out, f)
	}
	return out
}

// weakestNote names the weakest facet of a field with its numbers, "" where none alone is the lowest.
func (w writer) weakestNote(f *result.Field) string {
	if f.Weakest == nil {
		return ""
	}
	c, ok := f.Facet(*f.Weakest)
	if !ok {
		return ""
	}
	mean := MeanText(w.z, c.N, c.Mean, c.Bound)
	if c.Target == nil {
		return w.z.T("report.weakest", "facet", w.facet(c.ID), "mean", mean, "n", c.N)
	}
	return w.z.T("report.weakest.target", "facet", w.facet(c.ID), "mean", mean, "target", w.number(c.Target, 2), "n", c.N)
}

// questions are the questions of a field that are most worthwhile: of the statement that divides people most, then of
// the lowest one. Where single statements are not shown they are those of the weakest facet, else of the field.
func (w writer) questions(asked questionnaire.Field, f *result.Field) []string {
	ids := byTalk(f.Items)
	for _, weak := range []bool{true, false} {
		for _, it := range asked.Items {
			if !weak || f.Weakest != nil && it.Facet == *f.Weakest {
				ids = append(ids, it.ID)
			}
		}
	}
	var out []string
	for _, id := range ids {
		q := w.text(itemOf(w.q, id).Discuss)
		if q != "" && !slices.Contains(out, q) && len(out) < reportQuestions {
			out = append(out, q)
		}
	}
	return out
}

// byTalk lists the most divided item and the lowest one.
func byTalk(items []result.Item) []string {
	var out []string
	known := slices.DeleteFunc(slices.Clone(items), func(it result.Item) bool { return it.SD == nil || it.Mean == nil })
	if len(known) == 0 {
		return nil
	}
	divided := slices.MaxFunc(known, func(a, b result.Item) int { return cmp.Compare(*a.SD, *b.SD) })
	out = append(out, divided.ID)
	slices.SortStableFunc(known, func(a, b result.Item) int { return cmp.Compare(*a.Mean, *b.Mean) })
	for _, it := range known {
		if it.ID != divided.ID {
			return append(out, it.ID)
		}
	}
	return out
}

// notesOf are the sources that the statements of a spread cite, each once, in the order of their numbers.
func notesOf(items []ItemRow, sources []SourceNote) []ReportNote {
	cited := map[string]SourceRef{}
	for _, it := range items {
		for _, r := range it.Refs {
			cited[r.Href] = r
		}
	}
	var out []ReportNote
	for _, s := range sources {
		if r, ok := cited["#"+s.anchor()]; ok {
			out = append(out, ReportNote{SourceRef: r, Short: s.Source.Short()})
		}
	}
	return out
}

// scales explains the shades of the strips of a field, scale by scale.
func (w writer) scales(asked questionnaire.Field) []ScaleKey {
	var out []ScaleKey
	for _, scale := range w.q.Scales {
		if !slices.ContainsFunc(asked.Items, func(it questionnaire.Item) bool { return it.Scale == scale.ID }) {
			continue
		}
		var key ScaleKey
		for i, p := range scale.Points {
			key.Points = append(key.Points, ScalePoint{Shade: shadeOf(i, len(scale.Points)), Text: w.text(p.Text)})
		}
		out = append(out, key)
	}
	return out
}

// CoverOf is the cover as far as the result tells it. Logo, promise and what is not offered lie beside the result.
func CoverOf(ctx context.Context, s compare.Series) Cover {
	z, d, g := i18n.From(ctx), s.Document, s.Group
	c := Cover{Company: d.Company, Round: d.Title, Hash: d.Hash}
	if len(g.Key) > 0 {
		c.Group = GroupLabel(z, s)
	}
	c.Facts = []Fact{{Term: z.T("report.period"), Value: z.T("report.period.value", "from", z.Day(d.OpenedOn), "to", z.Day(d.ClosedOn))}}
	switch {
	case g.N != nil && g.Heads != nil:
		c.Facts = append(c.Facts, Fact{Term: z.T("report.answers"), Value: z.T("report.answers.of", "n", *g.N, "heads", *g.Heads)})
	case g.N != nil:
		c.Facts = append(c.Facts, Fact{Term: z.T("report.answers"), Value: z.Int(*g.N)})
	}
	c.Facts = append(c.Facts, Fact{Term: z.T("report.questionnaire"), Value: z.T("report.questionnaire.value",
		"title", newWriter(z, s).text(s.Questionnaire.Title), "version", versionName(s.Questionnaire))})
	c.Facts = append(c.Facts, Fact{Term: z.T("report.mode"), Value: modeNote(ctx, d.Mode, d.MinGroup)})
	if d.TargetFrozen != "" {
		c.Facts = append(c.Facts, Fact{Term: z.T("report.target"), Value: z.T("report.target.value", "day", z.Day(d.TargetFrozen))})
	}
	if !s.Questionnaire.Validated {
		c.Notes = append(c.Notes, z.T("result.notvalidated"))
	}
	c.Notes = append(c.Notes, z.T("result.inside"))
	return c
}

// Change is what has changed since an earlier round, as far as both can be compared.
type Change struct {
	Since   string
	Finding string
	Caution bool
	Counted string // how many statements are comparable
	Before  string // heads of the columns
	Now     string
	Rows    []ChangeRow
}

// ChangeRow is a field or facet in both rounds.
type ChangeRow struct {
	Label       string
	Facet       bool
	Before, Now CompareCell
	Difference  Difference
}

func (c *Change) title() string {
	if c == nil {
		return ""
	}
	return c.Since
}

// ChangeOf writes out the change since an earlier round; nil where there is none to compare with.
func ChangeOf(ctx context.Context, s compare.Series, before *compare.Series) *Change {
	if before == nil || !s.Group.Shown || !before.Group.Shown {
		return nil
	}
	w := newWriter(i18n.From(ctx), s)
	all := compare.Compare(*before, s)
	out := &Change{
		Since: w.z.T("report.change", "round", before.Document.Title), Caution: all.Caution, Finding: changeFinding(w, all),
		Counted: w.z.T("compare.col.items", "k", all.Counted.Comparable, "n", all.Counted.Of),
		Before:  w.z.T("result.legend.view", "name", before.Document.Title, "n", *before.Group.N),
		Now:     w.z.T("result.legend.view", "name", s.Document.Title, "n", *s.Group.N),
	}
	for _, f := range all.Fields {
		out.Rows = append(out.Rows, w.changeRow(before.Group, s.Group, place{f.ID, ""}, newDifference(w.z, f.Difference, f.Counted, true)))
		for _, c := range f.Facets {
			out.Rows = append(out.Rows, w.changeRow(before.Group, s.Group, place{f.ID, c.ID}, newDifference(w.z, c.Difference, c.Counted, true)))
		}
	}
	return out
}

func (w writer) changeRow(before, now *result.Group, at place, d Difference) ChangeRow {
	return ChangeRow{Label: w.label(at), Facet: at.facet != "", Before: w.cell(before, at), Now: w.cell(now, at), Difference: d}
}

// changeFinding says how many fields have changed.
func changeFinding(w writer, all compare.Comparison) string {
	changed, of := 0, 0
	for _, f := range all.Fields {
		if f.Verdict != "" {
			of++
		}
		if f.Verdict == compare.Changed {
			changed++
		}
	}
	if of == 0 {
		return w.z.T("report.change.none")
	}
	return w.z.N("report.change.fields", changed, "of", of)
}
