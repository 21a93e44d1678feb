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
	reports int     // facets that are reported: those declared
	need    int     // facets that a person must have a score in
	parts   uint64  // scores count in units / parts
	null    float64 // variance of no agreement; 0 where its items differ in their point values
}

// facet is one facet within one field. It has no items where the field does not cover it.
type facet struct {
	items int
	need  int // answers a person must give
}

// item is one item: what its scale says, read in the direction in which the item counts.
type item struct {
	*scale
	direction
	facet int
}

// scale is what scoring needs to know about a scale.
type scale struct {
	na       bool
	values   []float64 // by point, as they stand on the form
	null     float64   // variance of an even choice among the points
	straight direction
	reversed direction
}

// direction holds the points of a scale as they count, in the order of the points.
type direction struct {
	units      []uint64 // on the grid
	scored     []float64
	favourable []bool
}

// New prepares scoring. The questionnaire must be valid; it is not changed, and later changes of it have no effect.
func New(q *questionnaire.Questionnaire) *Scorer {
	s := &Scorer{grid: newGrid(q), facets: len(q.Facets)}
	scales := make(map[string]*scale, len(q.Scales))
	for _, sc := range q.Scales {
		scales[sc.ID] = s.newScale(sc)
	}
	for i := range q.Fields {
		f := s.newField(q, &q.Fields[i], scales)
		f.first = s.items
		s.items += len(f.items)
		s.fields = append(s.fields, f)
	}
	return s
}

func (s *Scorer) newScale(from questionnaire.Scale) *scale {
	sc := &scale{na: from.NA != nil, null: uniformVariance(from.Points)}
	for _, p := range from.Points {
		u := s.grid.units(p.Value)
		sc.values = append(sc.values, p.Value)
		sc.straight.add(&s.grid, u)
		sc.reversed.add(&s.grid, s.grid.span-u)
	}
	return sc
}

func (d *direction) add(g *grid, units uint64) {
	d.units = append(d.units, units)
	d.scored = append(d.scored, g.value(new(big.Int).SetUint64(units), big.NewInt(1)))
	d.favourable = append(d.favourable, 4*units >= 3*g.span)
}

func (s *Scorer) newField(q *questionnaire.Questionnaire, from *questionnaire.Field, scales map[string]*scale) field {
	f := field{facets: make([]facet, max(1, len(q.Facets))), reports: len(q.Facets)}
	for _, it := range from.Items {
		added := item{scale: scales[it.Scale]}
		if added.direction = added.straight; it.Reverse {
			added.direction = added.reversed
		}
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
		f.null = f.items[0].null
	}
	return f
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

// extremes reports whether a point counts as the lowest, and as the highest, value of the questionnaire.
func (d *direction) extremes(g *grid, point int) (lowest, highest bool) {
	return d.units[point] == 0, d.units[point] == g.span
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
