package views

import (
	"context"

	"kompass/internal/compare"
	"kompass/internal/i18n"
	"kompass/internal/questionnaire"
)

// comparer writes the comparison of several series with the first, in the terms of the first one's questionnaire.
type comparer struct {
	writer
	series []CompareSeries
	with   []compare.Comparison // of each series with the first; that of the first itself stays empty
}

func newComparer(ctx context.Context, series []CompareSeries) comparer {
	first := series[0]
	c := comparer{
		writer: writer{z: i18n.From(ctx), q: first.Questionnaire, k: first.Document.MinGroup},
		series: series, with: make([]compare.Comparison, len(series)),
	}
	for i, s := range series[1:] {
		c.with[i+1] = compare.Compare(first.Series, s.Series)
	}
	return c
}

// FillComparison enters the tables and the cautions of a comparison, and the changes from round to round of what is on
// trends. There is one series at least.
func (m *Compare) FillComparison(ctx context.Context, series []CompareSeries, target TargetColumn, trends []compare.Trend) {
	c := newComparer(ctx, series)
	m.Chosen = true
	m.Table = c.table(target)
	m.Items = c.items()
	m.Notes = append(m.Notes, c.notes()...)
	m.fillSteps(c.writer, trends)
}

func (c comparer) table(target TargetColumn) CompareTable {
	t := CompareTable{Target: target.Title}
	for i, s := range c.series {
		column := CompareColumn{Name: s.Name}
		if i > 0 {
			counted := c.with[i].Counted
			column.Items = c.z.T("compare.col.items", "k", counted.Comparable, "n", counted.Of)
		}
		t.Columns = append(t.Columns, column)
	}
	for _, at := range placesOf(c.q) {
		row := CompareRow{Label: c.label(at), Facet: at.facet != ""}
		if target.At != nil {
			row.Target = c.number(target.At(at.field, at.facet), 2)
		}
		for i, s := range c.series {
			cell := c.cell(s.Group, at)
			if i > 0 {
				cell.Difference = c.difference(c.with[i], at)
			}
			row.Cells = append(row.Cells, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// difference writes the difference at a place.
func (c comparer) difference(with compare.Comparison, at place) *Difference {
	d, counted := compare.Difference{Reason: compare.Absent}, compare.Count{}
	if f, ok := with.Field(at.field); ok {
		d, counted = f.Difference, f.Counted
		if at.facet != "" {
			d, counted = compare.Difference{Reason: compare.Absent}, compare.Count{}
			if cell, ok := f.Facet(at.facet); ok {
				d, counted = cell.Difference, cell.Counted
			}
		}
	}
	out := newDifference(c.z, d, counted, overTime(with))
	return &out
}

// overTime says whether a difference is a change: the same group in another round.
func overTime(c compare.Comparison) bool { return c.Rounds && c.SameGroup }

// items lists the items that at least one series can be compared on with the first.
func (c comparer) items() []CompareItems {
	var out []CompareItems
	for _, f := range c.q.Fields {
		fields := CompareItems{Field: c.text(f.Title)}
		for _, it := range f.Items {
			row := CompareItem{Name: it.ShortName(questionnaire.Lang(c.z.Lang()), c.q.Languages[0])}
			found := false
			for _, with := range c.with[1:] {
				d, ok := itemDifference(with, it.ID)
				found = found || ok
				row.Differences = append(row.Differences, newDifference(c.z, d, compare.Count{}, overTime(with)))
			}
			if found {
				fields.Rows = append(fields.Rows, row)
			}
		}
		if len(fields.Rows) > 0 {
			out = append(out, fields)
		}
	}
	return out
}

func itemDifference(with compare.Comparison, id string) (compare.Difference, bool) {
	for _, f := range with.Fields {
		for _, it := range f.Items {
			if it.ID == id {
				return it.Difference, true
			}
		}
	}
	return compare.Difference{Reason: compare.Absent}, false
}

// notes are the cautions that a selection calls for.
func (c comparer) notes() []string {
	var caution, different, overlap bool
	for _, with := range c.with[1:] {
		caution = caution || with.Caution
		different = different || !with.Counted.Whole()
		overlap = overlap || with.Overlap
	}
	var out []string
	if caution {
		out = append(out, c.z.T("compare.caution")+" ("+c.z.T("compare.caution.source")+")")
	}
	if different {
		out = append(out, c.z.T("compare.different"))
	}
	if overlap {
		out = append(out, c.z.T("compare.overlap"))
	}
	return out
}

// fillSteps enters the changes from round to round of every group that is chosen in several.
func (m *Compare) fillSteps(w writer, trends []compare.Trend) {
	for _, t := range trends {
		if m.Trend == nil {
			m.Trend = &Trend{}
		}
		w.q = t.Series[len(t.Series)-1].Questionnaire
		m.Trend.Groups = append(m.Trend.Groups, w.steps(t).parts()...)
	}
}

func (w writer) steps(t compare.Trend) TrendSteps {
	out := TrendSteps{Title: w.z.T("compare.trend.steps", "group", GroupLabel(w.z, t.Series[len(t.Series)-1]))}
	for i := range t.Series[1:] {
		out.Columns = append(out.Columns, w.z.T("compare.trend.step", "from", t.Series[i].Document.Title, "to", t.Series[i+1].Document.Title))
	}
	for _, f := range t.Fields {
		out.Rows = append(out.Rows, w.stepRow(place{field: f.ID}, f.Changes))
		for _, cell := range f.Facets {
			out.Rows = append(out.Rows, w.stepRow(place{f.ID, cell.ID}, cell.Changes))
		}
	}
	return out
}

func (w writer) stepRow(at place, changes []compare.Difference) TrendRow {
	row := TrendRow{Label: w.label(at), Facet: at.facet != ""}
	for _, d := range changes {
		row.Steps = append(row.Steps, newDifference(w.z, d, compare.Count{}, true))
	}
	return row
}
