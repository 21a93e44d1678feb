package views

import (
	"context"
	"slices"
	"strings"

	"kompass/internal/story"
)

// Compare is the model of the page that lays results over or beside one another.
type Compare struct {
	Page      Page
	Lead      string
	Empty     bool // there is no result at all
	Presets   []Choice
	Elsewhere []Choice // other looks at the same results
	Picker    ComparePicker
	Chosen    bool
	Common    string // what all series have in common, "" where their names say it
	Pages     []PageLink
	Radar     Sizes          // one compass for all, or
	Small     []SmallCompass // a small one for each
	Dots      Sizes
	Legend    []Legend
	Trend     *Trend
	story.Comparison
}

// SmallCompass is one of several small compasses. Note is its n, or that nothing of it is shown.
type SmallCompass struct {
	Name  string
	Note  string
	Radar SVG
}

// beside is how many series stand beside the first in one table, so that it fits on paper.
const beside = 3

// tableParts splits a table into several that each begin with the first series.
func tableParts(t story.CompareTable) []story.CompareTable {
	if len(t.Columns) <= beside+1 {
		return []story.CompareTable{t}
	}
	var out []story.CompareTable
	for from := 1; from < len(t.Columns); from += beside {
		to := min(from+beside, len(t.Columns))
		part := story.CompareTable{Target: t.Target, Columns: slices.Concat(t.Columns[:1], t.Columns[from:to])}
		for _, r := range t.Rows {
			r.Cells = slices.Concat(r.Cells[:1], r.Cells[from:to])
			part.Rows = append(part.Rows, r)
		}
		out = append(out, part)
	}
	return out
}

// columnNames lists the series of a table, so that several tables of a page can be told apart by ear.
func columnNames(columns []story.CompareColumn) string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Name
	}
	return strings.Join(names, "; ")
}

// hasEffects reports whether any difference comes with a size in standard deviations.
func hasEffects(t story.CompareTable) bool {
	for _, r := range t.Rows {
		for _, c := range r.Cells {
			if c.Difference != nil && c.Difference.Effect != "" {
				return true
			}
		}
	}
	return false
}

// effectOf is the size of the difference in standard deviations, or that there is none to tell.
func effectOf(ctx context.Context, c story.Cell) string {
	if c.Difference == nil || c.Difference.Effect == "" {
		return tr(ctx, "compare.effect.none")
	}
	return c.Difference.Effect
}

// itemSpans are the stretches of the series beside the first that share a table.
func itemSpans(f story.CompareItems) [][2]int {
	var out [][2]int
	n := len(f.Rows[0].Differences)
	for from := 0; from < n; from += beside + 1 {
		out = append(out, [2]int{from, min(from+beside+1, n)})
	}
	return out
}

// Trend draws the course of groups through their rounds, a chart per field.
type Trend struct {
	Fields []TrendChart
	Cells  Choice // leads to the course of the facets, current where they are shown
}

// TrendChart is the course of one field, with that of its facets where they are asked for.
type TrendChart struct {
	Title  string
	Charts []SVG
	Facets []TrendChart
}

// stepsBeside is how many changes stand beside one another in one table, so that it fits on paper.
const stepsBeside = 4

// stepParts splits tables of many rounds into several.
func stepParts(all []story.TrendSteps) []story.TrendSteps {
	var out []story.TrendSteps
	for _, g := range all {
		for from := 0; from < len(g.Columns); from += stepsBeside {
			to := min(from+stepsBeside, len(g.Columns))
			part := story.TrendSteps{Title: g.Title, Columns: g.Columns[from:to]}
			for _, r := range g.Rows {
				r.Steps = r.Steps[from:to]
				part.Rows = append(part.Rows, r)
			}
			out = append(out, part)
		}
	}
	return out
}
