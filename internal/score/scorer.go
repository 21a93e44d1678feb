package score

import (
	"fmt"
	"math/big"
	"slices"

	"kompass/internal/questionnaire"
)

// Scorer scores the answers to one questionnaire. It never changes: any number of goroutines may use it.
type Scorer struct {
	grid   grid
	fields []field
	items  int
	facets int // declared ones
}

// field is what scoring needs to know about a field. Without declared facets all its items are in one facet of its own.
type field struct {
	first   int // index of its first item in a row
	items   []item
	facets  []facet
	need    int    // facets that a person must have a score in
	parts   uint64 // scores count in units / parts
	spread  *spread
	reports int // facets that are reported: those declared
}

// facet is one facet within one field. It has no items where the field does not cover it.
type facet struct {
	items int
	need  int // answers a person must give
}

type item struct {
	facet      int
	na         bool
	values     []float64 // by point, as on the scale
	scored     []float64 // by point, reversed where the item is
	units      []uint64  // scored, on the grid
	favourable []bool
	null       float64
}

// spread is what the agreement within a field is measured against; nil where its items differ in their point values.
type spread struct{ null float64 }

// New prepares scoring. The questionnaire must be valid; it is not changed, and later changes of it have no effect.
func New(q *questionnaire.Questionnaire) *Scorer {
	s := &Scorer{grid: newGrid(q), facets: len(q.Facets)}
	for i := range q.Fields {
		f := s.newField(q, &q.Fields[i])
		f.first = s.items
		s.items += len(f.items)
		s.fields = append(s.fields, f)
	}
	return s
}

func (s *Scorer) newField(q *questionnaire.Questionnaire, from *questionnaire.Field) field {
	f := field{facets: make([]facet, max(1, len(q.Facets))), reports: len(q.Facets)}
	for _, it := range from.Items {
		scale, _ := q.Scale(it.Scale)
		added := s.newItem(scale, it.Reverse)
		added.facet = max(0, slices.IndexFunc(q.Facets, func(t questionnaire.Titled) bool { return t.ID == it.Facet }))
		f.facets[added.facet].items++
		f.items = append(f.items, added)
	}
	for i := range f.facets {
		f.facets[i].need = q.MinValid(f.facets[i].items)
	}
	f.need = q.MinValid(f.populated())
	f.parts = denominator(s.grid.span, &f)
	if f.uniform() {
		f.spread = &spread{null: f.items[0].null}
	}
	return f
}

func (s *Scorer) newItem(scale questionnaire.Scale, reverse bool) item {
	it := item{na: scale.NA != nil, null: uniformVariance(scale.Points)}
	for _, p := range scale.Points {
		u := s.grid.units(p.Value)
		if reverse {
			u = s.grid.span - u
		}
		it.values = append(it.values, p.Value)
		it.units = append(it.units, u)
		it.scored = append(it.scored, s.grid.value(new(big.Int).SetUint64(u), big.NewInt(1)))
		it.favourable = append(it.favourable, 4*u >= 3*s.grid.span)
	}
	return it
}

// populated counts the facets that the field has items in: only those can be asked of a person.
func (f *field) populated() int {
	n := 0
	for _, c := range f.facets {
		if c.items > 0 {
			n++
		}
	}
	return n
}

// uniform reports whether all items are answered by the same point values.
func (f *field) uniform() bool {
	for i := range f.items {
		if !slices.Equal(f.items[i].values, f.items[0].values) {
			return false
		}
	}
	return len(f.items) > 0
}

// Valid reports whether a has one byte per item, each the index of a point of the item's scale, [Missing], or [NA] where
// the scale offers it.
func (s *Scorer) Valid(a Answers) bool {
	_, err := s.Unpack(a)
	return err == nil
}

// Unpack returns a stored row as answers, without copying it, or says why it does not fit the questionnaire.
func (s *Scorer) Unpack(row []byte) (Answers, error) {
	if len(row) != s.items {
		return nil, fmt.Errorf("the row has %d answers, the questionnaire %d items", len(row), s.items)
	}
	for i := range s.fields {
		f := &s.fields[i]
		for j := range f.items {
			code := row[f.first+j]
			if code == Missing || code == NA && f.items[j].na {
				continue
			}
			if code >= NA || int(code) >= len(f.items[j].values) {
				return nil, fmt.Errorf("answer %d is %#02x, which its scale does not have", f.first+j+1, code)
			}
		}
	}
	return Answers(row), nil
}
