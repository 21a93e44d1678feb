package story

import (
	"math"
	"slices"

	"kompass/internal/compare"
	"kompass/internal/i18n"
	"kompass/internal/result"
)

// Series is a series with its name on the page. The first of several is what the others are compared with.
type Series struct {
	Name string
	compare.Series
}

// TargetColumn is the target level that the values are laid over. It has no title where there is none.
type TargetColumn struct {
	Title string
	At    func(field, facet string) *float64
}

// Comparison is several series beside the first of them, written out.
type Comparison struct {
	Notes []string // cautions that this selection calls for
	Table CompareTable
	Items []CompareItems
	Steps []TrendSteps // of every group that is chosen in several rounds

	Scale    string     // the ends of the scale in words
	Versions []Versions // where the series were asked different questionnaires
}

// CompareTable is the values of all series, with the differences of all but the first from the first.
type CompareTable struct {
	Target  string // title of the column of targets, "" where there is none
	Judged  string // which differences between rounds have a verdict, "" where all series are of one round
	Columns []CompareColumn
	Rows    []CompareRow
}

// CompareColumn is the head of a series. Items says how many items it shares with the first, "" for the first itself.
type CompareColumn struct {
	Name  string
	Items string
}

// CompareRow is one field or facet with a cell per series, and a difference per series but the first.
type CompareRow struct {
	Label  string
	Facet  bool
	Target string
	Cells  []Cell
}

// CompareItems compares the items of one field, one difference per series but the first.
type CompareItems struct {
	Field string
	Rows  []CompareItem
}

// CompareItem is one item that can be compared with the first series.
type CompareItem struct {
	Name        string
	Differences []Difference
}

// comparer writes the comparison of several series with the first, in the terms of the first one's questionnaire.
type comparer struct {
	writer
	series []Series
	with   []compare.Comparison // of each series with the first; that of the first itself stays empty
}

func newComparer(z i18n.Localizer, series []Series) comparer {
	c := comparer{writer: newWriter(z, series[0].Series), series: series, with: make([]compare.Comparison, len(series))}
	for i, s := range series[1:] {
		c.with[i+1] = compare.Compare(series[0].Series, s.Series)
	}
	return c
}

// ComparisonOf writes out the tables and the cautions of a comparison, and the changes from round to round of what is on
// trends. There is one series at least.
func ComparisonOf(z i18n.Localizer, series []Series, target TargetColumn, trends []compare.Trend) Comparison {
	c := newComparer(z, series)
	return Comparison{Notes: c.notes(), Table: c.table(target), Items: c.items(), Steps: stepsOf(z, trends), Scale: z.T("result.ends", c.ends()...), Versions: versionsOf(z, series)}
}

func (c comparer) table(target TargetColumn) CompareTable {
	t := CompareTable{Target: target.Title}
	if slices.ContainsFunc(c.with, func(with compare.Comparison) bool { return with.Rounds }) {
		t.Judged = c.z.T("compare.judged")
	}
	for i, s := range c.series {
		column := CompareColumn{Name: s.Name}
		if i > 0 {
			counted := c.with[i].Counted
			column.Items = c.z.T("compare.col.items", "k", counted.Comparable, "n", counted.Of)
		}
		t.Columns = append(t.Columns, column)
	}
	for _, at := range result.Places(c.q) {
		row := CompareRow{Label: c.Place(at), Facet: at.Facet != ""}
		if target.At != nil {
			row.Target = c.number(target.At(at.Field, at.Facet), c.decimals(at))
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

// decimals is how exactly the targets at a place are written: as the least exact of the means beside them.
func (c comparer) decimals(at result.Place) int {
	least := math.MaxInt
	for _, s := range c.series {
		if v, ok := s.Group.At(at); ok && v.Mean != nil {
			least = min(least, v.N)
		}
	}
	if least == math.MaxInt {
		least = 0
	}
	return result.Decimals(least)
}

// difference writes the difference at a place.
func (c comparer) difference(with compare.Comparison, at result.Place) *Difference {
	d, counted := compare.Difference{Reason: compare.Absent}, compare.Count{}
	if f, ok := with.Field(at.Field); ok {
		d, counted = f.Difference, f.Counted
		if at.Facet != "" {
			d, counted = compare.Difference{Reason: compare.Absent}, compare.Count{}
			if cell, ok := f.Facet(at.Facet); ok {
				d, counted = cell.Difference, cell.Counted
			}
		}
	}
	out := newDifference(c.z, d, counted, overTime(with))
	return &out
}

// overTime reports whether a difference is a change: the same group in another round.
func overTime(c compare.Comparison) bool { return c.Rounds && c.SameGroup }

// items lists the items that at least one series can be compared on with the first.
func (c comparer) items() []CompareItems {
	var out []CompareItems
	for _, f := range c.q.Fields {
		fields := CompareItems{Field: c.Text(f.Title)}
		for _, it := range f.Items {
			row := CompareItem{Name: c.ShortName(it)}
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
	var different, overlap bool
	for _, with := range c.with[1:] {
		different = different || !with.Counted.Whole()
		overlap = overlap || with.Overlap
	}
	var out []string
	if caution := cautionOf(c.z, c.with[1:]...); caution != "" {
		out = append(out, caution)
	}
	if different {
		out = append(out, c.z.T("compare.different"))
	}
	if overlap {
		out = append(out, c.z.T("compare.overlap"))
	}
	return out
}
