package reading

import (
	"cmp"
	"slices"

	"kompass/internal/compare"
	"kompass/internal/questionnaire"
)

// MostTruths is how many views worth questioning a result names: more than that nobody talks about in one meeting.
const MostTruths = 3

// mostDivided is how many of the most divided items count for [Truths].
const mostDivided = 6

// Touch says how a result touches a view worth questioning.
type Touch string

// The touches, the strongest first.
const (
	TouchGap     Touch = "gap"     // an item's cell lies clearly below its target
	TouchSurplus Touch = "surplus" // an item's cell lies clearly above its target
	TouchDivided Touch = "divided" // an item is among the most divided
	TouchUnknown Touch = "unknown" // many cannot judge an item
	TouchAlpha   Touch = "alpha"   // the result gives Cronbach's alpha
)

var touches = []Touch{TouchGap, TouchSurplus, TouchDivided, TouchUnknown, TouchAlpha}

// alphaSource is the work on what Cronbach's alpha does not say; a view that cites it is about the number, not about an item.
const alphaSource = "sijtsma-2009"

// Touched is a view worth questioning with what in the result touches it: an item, and its cell. Both are "" for
// [TouchAlpha].
type Touched struct {
	questionnaire.Truth
	Touch              Touch
	Field, Facet, Item string
	weight             float64
}

// Truths returns the views worth questioning that a result touches, at most [MostTruths], by one rule: a view is touched
// where an item that it names shows something. That is, in this order, that the item's cell lies
// clearly below its target (the larger the gap, the sooner), that it lies clearly above it (likewise), that the item is
// among the six with the widest spread, or that [ManyUnknown] or more cannot judge it. A view on Cronbach's alpha is
// touched where the result gives one. Equal ones come in the order of the questionnaire, and an item touches one view at most. Files
// of schema 1 do not say which items a view is about: theirs are touched by nothing.
func Truths(s compare.Series) []Touched {
	if !s.Group.Shown || s.Questionnaire.Schema < 2 {
		return nil
	}
	var all []Touched
	for _, truth := range s.Questionnaire.Truths {
		for _, f := range findings(s) {
			if f.rests(truth) {
				f.Truth = truth
				all = append(all, f)
			}
		}
	}
	slices.SortStableFunc(all, stronger)
	var out []Touched
	truths, items := map[string]bool{}, map[string]bool{}
	for _, f := range all {
		if len(out) < MostTruths && !truths[f.ID] && (f.Item == "" || !items[f.Item]) {
			truths[f.ID], items[f.Item] = true, true
			out = append(out, f)
		}
	}
	return out
}

func stronger(a, b Touched) int {
	return cmp.Or(cmp.Compare(slices.Index(touches, a.Touch), slices.Index(touches, b.Touch)), cmp.Compare(b.weight, a.weight))
}

// rests reports whether what was found is about a view: it names the item, or the number.
func (f Touched) rests(truth questionnaire.Truth) bool {
	if f.Touch == TouchAlpha {
		return slices.Contains(truth.Sources, alphaSource)
	}
	return slices.Contains(truth.Items, f.Item)
}

// findings lists what a result shows about its items.
func findings(s compare.Series) []Touched {
	var out []Touched
	for _, c := range Cells(s.Document, s.Questionnaire, s.Group) {
		switch {
		case c.Stands == Below:
			out = append(out, itemsIn(s.Questionnaire, Touched{Touch: TouchGap, Field: c.Field, Facet: c.Facet, weight: c.Gap})...)
		case c.Stands == Reached && c.Surplus >= LeastGap:
			out = append(out, itemsIn(s.Questionnaire, Touched{Touch: TouchSurplus, Field: c.Field, Facet: c.Facet, weight: c.Surplus})...)
		}
	}
	divided := slices.DeleteFunc(DividedItems(s.Group), func(d Spread) bool { return *d.Item.SD == 0 })
	for _, d := range divided[:min(len(divided), mostDivided)] {
		if *d.Item.SD == 0 {
			continue
		}
		out = append(out, Touched{Touch: TouchDivided, Field: d.Field.ID, Item: d.Item.ID, weight: *d.Item.SD})
	}
	for _, f := range s.Group.Fields {
		for _, it := range f.Items {
			if share, many := Unknown(it); many {
				out = append(out, Touched{Touch: TouchUnknown, Field: f.ID, Item: it.ID, weight: share})
			}
		}
		if f.Alpha != nil {
			out = append(out, Touched{Touch: TouchAlpha})
		}
	}
	return out
}

// itemsIn spreads what was found in a cell over its items.
func itemsIn(q *questionnaire.Questionnaire, f Touched) []Touched {
	var out []Touched
	for _, asked := range q.Fields {
		for _, it := range asked.Items {
			if asked.ID == f.Field && it.Facet == f.Facet {
				one := f
				one.Item = it.ID
				out = append(out, one)
			}
		}
	}
	return out
}
