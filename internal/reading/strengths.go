package reading

import (
	"cmp"
	"slices"

	"kompass/internal/questionnaire"
	"kompass/internal/result"
)

const (
	// StrengthShare is the share of valid answers in the top quarter of the scale from which a statement carries.
	StrengthShare = 2.0 / 3
	// maxStrengths is how many statements are named: more would praise everything.
	maxStrengths = 3
)

// Strength is a statement that carries: People of Item.N answered Point or higher.
type Strength struct {
	Field  string
	Item   result.Item
	People int
	Point  questionnaire.Point
	Top    bool // Point is the highest of the scale
}

// Strengths returns the statements that carry, the largest share first; equal ones stay in the order of the questionnaire. One
// that is worded the other way round, or that many cannot judge, is none. Answered reports whether the group shows statements at all.
func Strengths(q *questionnaire.Questionnaire, g *result.Group) (carry []Strength, answered bool) {
	for _, field := range q.Fields {
		f, ok := g.Field(field.ID)
		if !ok || !f.Shown {
			continue
		}
		for _, it := range f.Items {
			answered = true
			i := slices.IndexFunc(field.Items, func(asked questionnaire.Item) bool { return asked.ID == it.ID })
			if i < 0 || field.Items[i].Reverse {
				continue
			}
			if s, ok := strengthOf(q, field.Items[i], it); ok {
				s.Field = f.ID
				carry = append(carry, s)
			}
		}
	}
	slices.SortStableFunc(carry, func(a, b Strength) int { return cmp.Compare(b.People*a.Item.N, a.People*b.Item.N) })
	return carry[:min(len(carry), maxStrengths)], answered
}

func strengthOf(q *questionnaire.Questionnaire, asked questionnaire.Item, it result.Item) (Strength, bool) {
	scale, _ := q.Scale(asked.Scale)
	limit := q.Min() + 0.75*(q.Max()-q.Min())
	first := slices.IndexFunc(scale.Points, func(p questionnaire.Point) bool { return p.Value >= limit-1e-9 })
	if _, many := Unknown(it); many || first < 0 || it.N == 0 {
		return Strength{}, false
	}
	s := Strength{Item: it, Point: scale.Points[first], Top: first == len(scale.Points)-1}
	for _, p := range scale.Points[first:] {
		s.People += it.Counts[p.ID]
	}
	return s, float64(s.People) >= StrengthShare*float64(it.N)
}
