package reading

import (
	"cmp"
	"slices"

	"kompass/internal/result"
)

// Spread is one field, or one item of it, in the order of disagreement.
type Spread struct {
	Field result.Field
	Item  *result.Item // nil for the field itself
}

// DividedFields orders the fields of a group that tell how far answers lie apart, most divided first: by AD_M(J) where every
// one of them has it, which does not depend on how many items a field has, else by the standard deviation. Equal ones stay in the order of the questionnaire.
func DividedFields(g *result.Group) []Spread {
	var out []Spread
	for _, f := range g.Fields {
		if f.Shown && f.SD != nil {
			out = append(out, Spread{Field: f})
		}
	}
	order := apart(out)
	slices.SortStableFunc(out, func(a, b Spread) int { return order(a.Field, b.Field) })
	return out
}

// apart returns how two of these fields are ordered: negative where the answers to a lie further apart than those to b.
func apart(fields []Spread) func(a, b result.Field) int {
	if slices.ContainsFunc(fields, func(s Spread) bool { return s.Field.AD == nil }) {
		return func(a, b result.Field) int { return cmp.Compare(*b.SD, *a.SD) }
	}
	return func(a, b result.Field) int { return cmp.Compare(*b.AD, *a.AD) }
}

// DividedItems orders the items that a group shows by their standard deviation, most divided first.
func DividedItems(g *result.Group) []Spread {
	var out []Spread
	for _, f := range g.Fields {
		for i := range f.Items {
			if f.Items[i].SD != nil {
				out = append(out, Spread{Field: f, Item: &f.Items[i]})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Spread) int { return cmp.Compare(*b.Item.SD, *a.Item.SD) })
	return out
}

// divided says where the answers lie furthest apart.
func (w *writer) divided() string {
	fields := DividedFields(w.series.Group)
	if len(fields) < 2 || *w.series.Group.N < enough {
		return ""
	}
	order := apart(fields)
	first, second, last := fields[0].Field, fields[1].Field, fields[len(fields)-1].Field
	agreed := w.series.Document.AgreementRule == result.AgreementRule && !slices.ContainsFunc(fields, func(s Spread) bool { return s.Field.Agreement == nil || *s.Field.Agreement != "agreed" })
	switch {
	case first.AD != nil && *first.AD == 0 && w.complete():
		return w.z.T("reading.divided.alike")
	case order(first, last) == 0 && w.complete():
		return w.z.T("reading.divided.level")
	case order(first, second) == 0:
		return ""
	case agreed:
		return w.z.T("reading.divided.agreed", "field", w.Field(first.ID))
	}
	return w.z.T("reading.divided.most", "field", w.Field(first.ID))
}
