package views

import (
	"context"
	"slices"
	"strings"

	"kompass/internal/compare"
)

// Compare is the model of the page that lays results over or beside one another.
type Compare struct {
	Page      Page
	Lead      string
	Empty     bool // there is no result at all
	Presets   []Choice
	Elsewhere []Choice // other looks at the same results
	Picker    ComparePicker
	Notes     []string // cautions that this selection calls for
	Chosen    bool
	Common    string // what all series have in common, "" where their names say it
	Pages     []PageLink
	Radar     Sizes          // one compass for all, or
	Small     []SmallCompass // a small one for each
	Dots      Sizes
	Legend    []Legend
	Table     CompareTable
	Trend     *Trend
	Items     []CompareItems
}

// CompareSeries is a series with its name on the page. The first of several is what the others are compared with.
type CompareSeries struct {
	Name string
	compare.Series
}

// SmallCompass is one of several small compasses. Note is its n, or that nothing of it is shown.
type SmallCompass struct {
	Name  string
	Note  string
	Radar SVG
}

// TargetColumn is the target level that the values are laid over. It has no title where there is none.
type TargetColumn struct {
	Title string
	At    func(field, facet string) *float64
}

// CompareTable is the values of all series, with the differences of all but the first from the first.
type CompareTable struct {
	Target  string // title of the column of targets, "" where there is none
	Columns []CompareColumn
	Rows    []CompareRow
}

// beside is how many series stand beside the first in one table, so that it fits on paper.
const beside = 3

// parts splits a table into several that each begin with the first series.
func (t CompareTable) parts() []CompareTable {
	if len(t.Columns) <= beside+1 {
		return []CompareTable{t}
	}
	var out []CompareTable
	for from := 1; from < len(t.Columns); from += beside {
		to := min(from+beside, len(t.Columns))
		part := CompareTable{Target: t.Target, Columns: slices.Concat(t.Columns[:1], t.Columns[from:to])}
		for _, r := range t.Rows {
			r.Cells = slices.Concat(r.Cells[:1], r.Cells[from:to])
			part.Rows = append(part.Rows, r)
		}
		out = append(out, part)
	}
	return out
}

// names lists the series of a table, so that several tables of a page can be told apart by ear.
func (t CompareTable) names() string { return columnNames(t.Columns) }

func columnNames(columns []CompareColumn) string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Name
	}
	return strings.Join(names, "; ")
}

// effects says whether any difference comes with a size in standard deviations.
func (t CompareTable) effects() bool {
	for _, r := range t.Rows {
		for _, c := range r.Cells {
			if c.Difference != nil && c.Difference.Effect != "" {
				return true
			}
		}
	}
	return false
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
	Cells  []CompareCell
}

// CompareCell is a value with its n, or why there is none. Difference is nil for the first series.
type CompareCell struct {
	Mean       string
	N          string
	Note       string
	Difference *Difference
}

// effect is the size of the difference in standard deviations, or that there is none to tell.
func (c CompareCell) effect(ctx context.Context) string {
	if c.Difference == nil || c.Difference.Effect == "" {
		return tr(ctx, "compare.effect.none")
	}
	return c.Difference.Effect
}

// CompareItems compares the items of one field, one difference per series but the first.
type CompareItems struct {
	Field string
	Rows  []CompareItem
}

// spans are the stretches of the series beside the first that share a table.
func (f CompareItems) spans() [][2]int {
	var out [][2]int
	n := len(f.Rows[0].Differences)
	for from := 0; from < n; from += beside + 1 {
		out = append(out, [2]int{from, min(from+beside+1, n)})
	}
	return out
}

// CompareItem is one item that can be compared with the first series.
type CompareItem struct {
	Name        string
	Differences []Difference
}

// Trend follows groups through their rounds: a chart per field, then the changes from round to round per group.
type Trend struct {
	Fields []TrendChart
	Groups []TrendSteps
	Cells  Choice // leads to the course of the facets, current where they are shown
}

// TrendChart is the course of one field, with that of its facets where they are asked for.
type TrendChart struct {
	Title  string
	Charts []SVG
	Facets []TrendChart
}

// TrendSteps are the changes of one group from each round to the next.
type TrendSteps struct {
	Title   string
	Columns []string
	Rows    []TrendRow
}

// stepsBeside is how many changes stand beside one another in one table, so that it fits on paper.
const stepsBeside = 4

// parts splits a table of many rounds into several.
func (g TrendSteps) parts() []TrendSteps {
	var out []TrendSteps
	for from := 0; from < len(g.Columns); from += stepsBeside {
		to := min(from+stepsBeside, len(g.Columns))
		part := TrendSteps{Title: g.Title, Columns: g.Columns[from:to]}
		for _, r := range g.Rows {
			r.Steps = r.Steps[from:to]
			part.Rows = append(part.Rows, r)
		}
		out = append(out, part)
	}
	return out
}

// TrendRow is one field or facet with a difference per step.
type TrendRow struct {
	Label string
	Facet bool
	Steps []Difference
}
