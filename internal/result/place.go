package result

import "kompass/internal/questionnaire"

// Separator stands between the parts of the name of a group wherever one is named: "Küche · Mitarbeitende".
const Separator = " · "

// Place is a field of a questionnaire, or one of its facets within that field. Facet is "" for the field itself.
type Place struct{ Field, Facet string }

// Places lists the fields of a questionnaire, each followed by the facets that it has items in.
func Places(q *questionnaire.Questionnaire) []Place {
	var out []Place
	for _, f := range q.Fields {
		out = append(out, Place{Field: f.ID})
		for _, facet := range FacetsOf(q, f) {
			out = append(out, Place{f.ID, facet})
		}
	}
	return out
}

// FacetsOf lists the ids of the facets that a field has items in, in the order of the questionnaire. Only those are its
// cells.
func FacetsOf(q *questionnaire.Questionnaire, f questionnaire.Field) []string {
	var ids []string
	for _, i := range covered(q, f) {
		ids = append(ids, q.Facets[i].ID)
	}
	return ids
}

// Value is what is published of a field, facet or item; numbers that are not given are nil. An item has neither a bound nor
// an interval, and no target.
type Value struct {
	N                    int
	Mean                 *float64
	Bound                *string
	SD                   *float64
	CI                   *Interval
	Spread               *string
	Target, Gap, Surplus *float64
	Position             *string
}

// Value returns the numbers of a field that fields and facets have in common.
func (f *Field) Value() Value {
	return Value{f.N, f.Mean, f.Bound, f.SD, f.CI, f.Spread, f.Target, f.Gap, f.Surplus, f.Position}
}

// Value returns the numbers of a facet.
func (f *Facet) Value() Value {
	return Value{f.N, f.Mean, f.Bound, f.SD, f.CI, f.Spread, f.Target, f.Gap, f.Surplus, f.Position}
}

// Value returns the numbers that an item has in common with fields and facets.
func (it *Item) Value() Value { return Value{N: it.N, Mean: it.Mean, SD: it.SD} }

// At returns what a group shows at a place, and false where it shows nothing there: the field or the group is hidden, or it
// was not asked.
func (g *Group) At(at Place) (Value, bool) {
	f, ok := g.Field(at.Field)
	switch {
	case !ok || !f.Shown:
		return Value{}, false
	case at.Facet == "":
		return f.Value(), true
	}
	c, ok := f.Facet(at.Facet)
	if !ok {
		return Value{}, false
	}
	return c.Value(), true
}

// Point is where a value is drawn: at its mean, or at the bound that stands for it; nil where there is neither.
func (v Value) Point() *float64 {
	if v.Mean != nil || v.Bound == nil {
		return v.Mean
	}
	limit, _, ok := ParseBound(*v.Bound)
	if !ok {
		return nil
	}
	return &limit
}
