package reading

import (
	"cmp"
	"slices"

	"kompass/internal/questionnaire"
	"kompass/internal/result"
)

// Standing says where a mean lies against its target.
type Standing string

// The standings. Only the first and the last are statements; of one person's answers there is none.
const (
	Below    Standing = "below"    // the whole interval lies below the target
	Near     Standing = "near"     // the whole interval lies close to the target
	Reached  Standing = "reached"  // the whole interval lies at the target or above
	Untold   Standing = "untold"   // none of these, or too few answers
	Aimless  Standing = "aimless"  // there is no target
	Withheld Standing = "withheld" // the mean is known by a bound that leaves it open
)

var standings = map[string]Standing{"": Untold, result.Open: Untold, result.Below: Below, result.Near: Near, result.Reached: Reached}

// Cell is one facet of a field against its target, or a field that has no facets (Facet is "" then). Gap and Surplus are
// 0 where there is none; AtLeast says that the mean is known by a bound only and the distance may be larger.
type Cell struct {
	Field, Facet string
	N            int
	Mean         *float64
	Bound        *string
	CI           *result.Interval
	Target       *float64
	Gap, Surplus float64
	AtLeast      bool
	Stands       Standing
}

// Cells lists the cells that a group shows, in the order of the questionnaire.
func Cells(d *result.Document, q *questionnaire.Questionnaire, g *result.Group) []Cell {
	span := q.Max() - q.Min()
	var out []Cell
	for _, asked := range q.Fields {
		f, ok := g.Field(asked.ID)
		if !ok || !f.Shown {
			continue
		}
		if len(f.Facets) == 0 {
			v := f.Value()
			out = append(out, newCell(d, result.Place{Field: f.ID}, v, d.PositionOf(v, span)))
		}
		for _, c := range f.Facets {
			v := c.Value()
			out = append(out, newCell(d, result.Place{Field: f.ID, Facet: c.ID}, v, d.PositionOf(v, span)))
		}
	}
	return out
}

func (c Cell) place() result.Place { return result.Place{Field: c.Field, Facet: c.Facet} }

func newCell(d *result.Document, at result.Place, v result.Value, position string) Cell {
	out := Cell{Field: at.Field, Facet: at.Facet, N: v.N, Mean: v.Mean, Bound: v.Bound, CI: v.CI, Target: v.Target}
	switch {
	case v.Target == nil:
		out.Stands = Aimless
	case v.Bound != nil:
		target := *v.Target
		if exact, ok := d.Targets[at.Field][at.Facet]; ok {
			target = exact // a target rounded up would lie further away than it does
		}
		out.bounded(*v.Bound, target)
		if position != "" {
			out.Stands = standings[position]
		}
	default:
		out.Stands = standings[position]
		out.Gap, out.Surplus = valueOr0(v.Gap), valueOr0(v.Surplus)
	}
	return out
}

// bounded places a cell of which only a bound is known: the distance to the target is at least that of the bound.
func (c *Cell) bounded(bound string, target float64) {
	limit, high, _ := result.ParseBound(bound)
	c.Stands = Withheld
	switch {
	case high && limit >= target:
		c.Surplus, c.AtLeast = limit-target, true
	case !high && limit < target:
		c.Gap, c.AtLeast = target-limit, true
	}
}

func valueOr0(v *float64) float64 {
	if v == nil {
		return 0
	}
	return *v
}

// Gaps returns the cells below their target, largest gap first; equal ones stay in order.
func Gaps(cells []Cell) []Cell { return farthest(cells, func(c Cell) float64 { return c.Gap }) }

// Surpluses returns the cells above their target, most above first.
func Surpluses(cells []Cell) []Cell {
	return farthest(cells, func(c Cell) float64 { return c.Surplus })
}

func farthest(cells []Cell, distance func(Cell) float64) []Cell {
	var out []Cell
	for _, c := range cells {
		if distance(c) > 0 {
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b Cell) int { return cmp.Compare(distance(b), distance(a)) })
	return out
}

// gaps says in a sentence how the cells lie against their targets: "" where there is no target.
func (w *writer) gaps() string {
	cells := Cells(w.series.Document, w.series.Questionnaire, w.series.Group)
	cells = slices.DeleteFunc(cells, func(c Cell) bool { return c.Stands == Aimless })
	if len(cells) == 0 {
		return ""
	}
	all := Gaps(cells)
	clear := slices.DeleteFunc(slices.Clone(all), func(c Cell) bool { return c.Stands != Below })
	kind, every := "reading.gaps.of.facets", "reading.gaps.every.facets"
	if len(w.series.Questionnaire.Facets) == 0 {
		kind, every = "reading.gaps.of.fields", "reading.gaps.every.fields"
	}
	pairs := []any{"of", len(cells), "cells", w.z.T(kind)}
	switch {
	case w.onePerson() && len(all) > 1 && all[0].Gap-all[1].Gap < LeastGap/2:
		return ""
	case w.onePerson() && len(all) > 0:
		return w.z.T("reading.gaps.one", "cell", w.Cell(all[0].place()), "gap", w.points(all[0].Gap, all[0].N))
	case len(all) == 0:
		return w.z.T("reading.gaps.none")
	case len(clear) == 0:
		return w.z.T("reading.gaps.unclear", append(pairs, "n", len(all))...)
	case len(clear) == 1 && !clear[0].AtLeast && clear[0].Gap >= LeastGap:
		return w.z.T("reading.gaps.single", append(pairs, "cell", w.Cell(clear[0].place()), "gap", w.points(clear[0].Gap, clear[0].N))...)
	case len(clear) > 1 && len(clear) == len(cells):
		return w.z.T(every, pairs...)
	}
	return w.z.N("reading.gaps.clear", len(clear), pairs...)
}

// weakestFacets reports whether the fields have their weakest facet in common: "" where none has one.
func (w *writer) weakestFacets() string {
	if common := w.bottleneck(); common != "" {
		return common
	}
	facets := map[string]bool{}
	n := 0
	for _, f := range w.series.Group.Fields {
		if weakest := w.series.Document.WeakestOf(&f); weakest != "" {
			facets[weakest] = true
			n++
		}
	}
	switch {
	case n == 0 && *w.series.Group.N >= enough && len(w.series.Questionnaire.Facets) > 0 && w.series.Document.Rules == result.Rules:
		return w.z.T("reading.weakest.level")
	case n == 0:
		return ""
	case n == 1 || len(facets) == 1:
		return w.z.T("reading.weakest.single")
	}
	return w.z.T("reading.weakest.mixed")
}
