package result_test

import (
	"math"

	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
	"kompass/internal/score"
)

// A rated number is what rests on scores of persons, a field or one of its facets. Its place in what was measured of a form lies behind
// the items.
type rated struct {
	field int
	facet string // "" for the field
	place int
}

// grain is what a point of the scale is divided into: every score of a person is a whole number of these.
const grain = 5040

// levels lists the fields of a questionnaire and the facets that each has items in.
func levels(q *questionnaire.Questionnaire) []rated {
	var all []rated
	place := len(q.Items())
	for i, f := range q.Fields {
		all = append(all, rated{i, "", place})
		place++
		for _, facet := range q.Facets {
			for _, it := range f.Items {
				if it.Facet == facet.ID {
					all = append(all, rated{i, facet.ID, place})
					break
				}
			}
			place++
		}
	}
	return all
}

// measure returns the answers of a form and its scores in grains, -1 for what it does not have.
func (c *company) measure(form kompass.Response) []int {
	out := make([]int, 0, 2*len(form.Answers))
	for _, answer := range form.Answers {
		if answer >= 5 {
			out = append(out, -1)
			continue
		}
		out = append(out, int(answer))
	}
	for _, f := range c.scorer.Person(score.Answers(form.Answers)).Fields {
		for _, s := range append([]score.Opt{f.Score}, f.Facets...) {
			if !s.OK {
				out = append(out, -1)
				continue
			}
			out = append(out, int(math.Round(s.Value*grain)))
		}
	}
	return out
}

// span is what is known of a number: at least low, at most high.
type span struct{ low, high float64 }

func (s *span) within(low, high float64) bool {
	const worth = 1e-7
	changed := low > s.low+worth || high < s.high-worth
	s.low, s.high = max(s.low, low), min(s.high, high)
	return changed
}

// A tracing of a level follows what a reader knows of the sums of scores and of their squares: of each set of atoms that a group
// publishes, and of what is left of it when others are taken away. Means, distances to targets, intervals and standard deviations are
// rounded in a known way; a bound, the lack of one, a position and a word for a spread each say between what they lie.
type tracing struct {
	top    float64 // of the scale
	n      []float64
	sum    []span // by atom
	square []span
	sets   []traced
}

// traced is a set of atoms of which something is known.
type traced struct {
	atoms       []int
	n           float64
	sum, square span
	spread      span // variance, where it is known
}

// trace follows a level of a company.
func (c *company) trace(d *result.Document, l rated) *tracing {
	t := &tracing{top: c.q.Max()}
	for range c.atoms {
		t.n = append(t.n, 0)
	}
	for i, m := range c.measured() {
		if m[l.place] >= 0 {
			t.n[c.atomOf[i]]++
		}
	}
	for _, n := range t.n {
		t.sum, t.square = append(t.sum, span{0, t.top * n}), append(t.square, span{0, t.top * t.top * n})
	}
	for i := range d.Groups {
		g := &d.Groups[i]
		if !g.Shown || !g.Fields[l.field].Shown {
			continue
		}
		at := result.Place{Field: g.Fields[l.field].ID, Facet: l.facet}
		if v, ok := g.At(at); ok {
			t.sets = append(t.sets, t.published(c, g, l, v))
		}
	}
	t.differences()
	for rounds := 0; rounds < 60 && t.narrow(); rounds++ {
	}
	return t
}

// published is what a group says.
func (t *tracing) published(c *company, g *result.Group, l rated, v result.Value) traced {
	s := traced{n: float64(v.N), sum: span{0, t.top * float64(v.N)}, square: span{0, t.top * t.top * float64(v.N)},
		spread: span{0, math.Inf(1)}}
	for a := range c.atoms {
		if c.holds(g, a) {
			s.atoms = append(s.atoms, a)
		}
	}
	half := 0.5 * math.Pow10(-result.Decimals(v.N))
	mean := c.heard(g, l, v)
	s.sum.within(mean.low*s.n, mean.high*s.n)
	switch {
	case v.SD != nil:
		s.spread = span{math.Pow(max(0, *v.SD-half), 2), math.Pow(*v.SD+half, 2)}
	case v.Spread != nil:
		edges := map[string]span{result.Narrow: {0, 0.125}, result.Medium: {0.125, 0.225}, result.Wide: {0.225, 1}}[*v.Spread]
		s.spread = span{math.Pow(edges.low*t.top, 2), math.Pow(edges.high*t.top, 2)}
	}
	return s
}

// differences adds what is left of a set when another one within it is taken away, and when all disjoint ones are.
func (t *tracing) differences() {
	for _, whole := range t.sets {
		rest := whole
		for _, part := range t.sets {
			if inside(part.atoms, whole.atoms) && len(part.atoms) < len(whole.atoms) {
				t.sets = append(t.sets, without(whole, part))
				if inside(part.atoms, rest.atoms) {
					rest = without(rest, part)
				}
			}
		}
		t.sets = append(t.sets, rest)
	}
}

func without(whole, part traced) traced {
	out := traced{n: whole.n - part.n, sum: span{whole.sum.low - part.sum.high, whole.sum.high - part.sum.low},
		square: span{0, math.Inf(1)}, spread: span{0, math.Inf(1)}}
	for _, a := range whole.atoms {
		if !inside([]int{a}, part.atoms) {
			out.atoms = append(out.atoms, a)
		}
	}
	return out
}

func inside(part, whole []int) bool {
	in := map[int]bool{}
	for _, a := range whole {
		in[a] = true
	}
	for _, a := range part {
		if !in[a] {
			return false
		}
	}
	return true
}

// narrow lets everything that is known narrow the rest once, and reports whether it did.
func (t *tracing) narrow() bool {
	changed := false
	for a, n := range t.n {
		changed = t.bind(&t.sum[a], &t.square[a], n) || changed
	}
	for i := range t.sets {
		s := &t.sets[i]
		changed = t.bind(&s.sum, &s.square, s.n) || changed
		changed = s.scatter() || changed
		changed = spread(s.atoms, t.sum, &s.sum) || changed
		changed = spread(s.atoms, t.square, &s.square) || changed
	}
	return changed
}

// bind relates the sum of n scores and that of their squares.
func (t *tracing) bind(sum, square *span, n float64) bool {
	if n == 0 {
		return false
	}
	changed := square.within(sum.low*sum.low/n, t.top*sum.high)
	return sum.within(square.low/t.top, math.Sqrt(max(0, n*square.high))) || changed
}

// scatter relates both by a variance that is known.
func (s *traced) scatter() bool {
	if s.n < 2 || math.IsInf(s.spread.high, 1) {
		return false
	}
	changed := s.square.within((s.n-1)*s.spread.low+s.sum.low*s.sum.low/s.n, (s.n-1)*s.spread.high+s.sum.high*s.sum.high/s.n)
	low, high := s.n*(s.square.low-(s.n-1)*s.spread.high), s.n*(s.square.high-(s.n-1)*s.spread.low)
	return s.sum.within(math.Sqrt(max(0, low)), math.Sqrt(max(0, high))) || changed
}

// spread lets a total narrow its parts and the parts narrow the total.
func spread(atoms []int, parts []span, total *span) bool {
	low, high := 0.0, 0.0
	for _, a := range atoms {
		low, high = low+parts[a].low, high+parts[a].high
	}
	changed := total.within(low, high)
	for _, a := range atoms {
		p := parts[a]
		changed = parts[a].within(total.low-(high-p.high), total.high-(low-p.low)) || changed
	}
	return changed
}

// exact reports whether only one sum of a union is left, where scores are whole numbers of so many parts of a point.
func (t *tracing) exact(union []int, parts int) bool {
	s := span{}
	for _, a := range union {
		s.low, s.high = s.low+t.sum[a].low, s.high+t.sum[a].high
	}
	for _, known := range t.sets {
		if len(known.atoms) == len(union) && inside(known.atoms, union) {
			s.within(known.sum.low, known.sum.high)
		}
	}
	const noise = 1e-6
	p := float64(parts)
	return math.Floor(s.high*p+noise)-math.Ceil(s.low*p-noise) < 1
}

// parts says into how many parts of a point the scores of a level fall: few where all have answered all items of the field.
func (c *company) parts(l rated) int {
	items, facets := 0, map[string]bool{}
	first := 0
	for _, f := range c.q.Fields[:l.field] {
		first += len(f.Items)
	}
	field := c.q.Fields[l.field]
	for _, m := range c.measured() {
		for i := range field.Items {
			if m[first+i] < 0 {
				return grain
			}
		}
	}
	sizes := map[string]int{}
	for _, it := range field.Items {
		sizes[it.Facet]++
		facets[it.Facet] = true
	}
	if l.facet != "" {
		return sizes[l.facet]
	}
	items = 1
	for _, n := range sizes {
		items = lcm(items, n)
	}
	return items * len(facets)
}

func lcm(a, b int) int {
	x, y := a, b
	for y != 0 {
		x, y = y, x%y
	}
	return a / x * b
}
