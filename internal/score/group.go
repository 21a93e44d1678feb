package score

import (
	"math"
	"math/big"
	"slices"
)

// Stat describes the scores of N persons. SD is the sample standard deviation (n − 1); it and CI need two persons. CI is
// the t interval of the mean, cut to the scale.
type Stat struct {
	N    int
	Mean Opt
	SD   Opt
	CI   Interval
}

// Group is the statistics of a group of N persons, unrounded. Straightlined is how many of their forms were
// ([Scorer.Straightlined]). Fields are in the order of the questionnaire.
type Group struct {
	N             int
	Straightlined int
	Fields        []Field
	pairs         []Paired
}

// Between returns the score in field i minus that in field j, of the persons who have both.
func (g *Group) Between(i, j int) Paired { return between(g.pairs, i, j, len(g.Fields)) }

// Field is the statistics of a field: of the persons' field scores, of each declared facet, and of each item.
//
// Listwise is how many persons answered all of its items. RWG and AD are r_WG(J) and AD_M(J) over its items among them, from
// two such persons on, and missing where its items differ in their point values. Weakest is the index of the facet with the lowest mean,
// the first of equal ones, −1 where no facet has a mean. Facets is empty where none are declared.
type Field struct {
	Stat
	Listwise  int
	RWG       Opt
	AD        Opt
	Shared    Opt
	Agreement string // Agreed, Mixed, Split, or "" where there is none
	Alpha     Alpha
	Facets    []Stat
	Items     []Item
	pairs     []Paired
	products  matrix
}

// Between returns the score in facet i minus that in facet j, of the persons who have both.
func (f *Field) Between(i, j int) Paired { return between(f.pairs, i, j, len(f.Facets)) }

// Omega fits one factor to the items, which takes a moment: only what is asked for is computed.
func (f *Field) Omega() Omega { return f.products.omega(f.Listwise) }

// ItemTotals returns the correlation of each item with the sum of the others, among the persons who answered all.
func (f *Field) ItemTotals() []Opt { return f.products.itemTotals() }

// Item is the statistics of an item: Stat of the scored (reversed) answers, Counts of the raw ones by point of the scale.
// NA and Missing are persons who cannot judge and who left it out. Favourable is the share of valid answers whose scored
// value is at least minimum + 0.75 × range, Floor and Ceiling the shares at the minimum and at the maximum. RWG and AD need two valid answers.
type Item struct {
	Stat
	NA         int
	Missing    int
	Favourable Opt
	Floor      Opt
	Ceiling    Opt
	Counts     []int
	RWG        Opt
	AD         Opt
}

// Group computes the statistics of everybody in the tally.
func (t *Tally) Group() Group {
	g := Group{N: t.persons, Straightlined: t.straightlined, Fields: make([]Field, len(t.fields))}
	d := describer{grid: &t.scorer.grid, quantiles: make(map[int]float64)}
	for i := range t.fields {
		g.Fields[i] = d.field(&t.scorer.fields[i], &t.fields[i])
	}
	g.pairs = d.pairs(t.pairs, func(i int) uint64 { return t.scorer.fields[i].parts })
	return g
}

// describer turns sums into statistics. It keeps the t quantiles of one group, most of whose numbers rest on equally many
// persons.
type describer struct {
	grid      *grid
	quantiles map[int]float64
}

func (d describer) field(f *field, ft *fieldTally) Field {
	out := Field{
		Stat:     d.stat(ft.score, f.parts),
		Listwise: int(ft.complete),
		Facets:   make([]Stat, f.reports),
		Items:    make([]Item, len(ft.items)),
	}
	for i := range out.Facets {
		out.Facets[i] = d.stat(ft.facets[i], f.parts)
	}
	if f.reports > 0 {
		out.pairs = d.pairs(ft.pairs, func(int) uint64 { return f.parts })
	}
	for i := range out.Items {
		out.Items[i] = d.item(&f.items[i], &ft.items[i])
	}
	d.listwise(&out, f, ft)
	return out
}

// stat describes scores that count in units / parts.
func (d describer) stat(m moments, parts uint64) Stat {
	s := Stat{N: int(m.n)}
	if m.n == 0 {
		return s
	}
	den := new(big.Int).SetUint64(parts)
	s.Mean = some(d.grid.value(m.sum.big(), new(big.Int).Mul(m.countN(), den)))
	if m.n < 2 {
		return s
	}
	s.SD = some(math.Sqrt(d.variance(m, den)))
	s.CI = interval(d.quantile(s.N), s.N, s.Mean.Value, s.SD.Value).within(d.grid.low, d.grid.high)
	return s
}

// variance returns the sample variance of scores in units / parts, on the scale of the questionnaire.
func (d describer) variance(m moments, parts *big.Int) float64 {
	num, den := m.sample()
	den.Mul(den, parts)
	return d.grid.square(num, den.Mul(den, parts))
}

func (d describer) quantile(n int) float64 {
	q, ok := d.quantiles[n]
	if !ok {
		q = tQuantile(float64(n - 1))
		d.quantiles[n] = q
	}
	return q
}

func (d describer) item(it *item, t *itemTally) Item {
	m := momentsOf(it.units, t.counts)
	out := Item{Stat: d.stat(m, 1), NA: t.na, Missing: t.missing, Counts: ints(t.counts)}
	favourable, floor, ceiling := 0, 0, 0
	for p, c := range out.Counts {
		if it.favourable[p] {
			favourable += c
		}
		switch lowest, highest := it.extremes(d.grid, p); {
		case lowest:
			floor += c
		case highest:
			ceiling += c
		}
	}
	if n := float64(out.N); out.N > 0 {
		out.Favourable, out.Floor, out.Ceiling = some(float64(favourable)/n), some(float64(floor)/n), some(float64(ceiling)/n)
	}
	if out.N >= 2 {
		out.RWG = some(RWG(d.variance(m, big.NewInt(1)), it.null))
		out.AD = some(ADMean(it.scored, out.Counts))
	}
	return out
}

// listwise enters agreement and alpha, from the persons who answered every item of the field.
func (d describer) listwise(out *Field, f *field, ft *fieldTally) {
	out.Alpha = Alpha{N: out.Listwise, IfDropped: make([]Opt, len(f.items))}
	if out.Listwise < 2 {
		return
	}
	variances, deviations := make([]float64, len(f.items)), make([]float64, len(f.items))
	for i := range f.items {
		complete := ft.items[i].complete
		variances[i] = d.variance(momentsOf(f.items[i].units, complete), big.NewInt(1))
		deviations[i] = ADMean(f.items[i].scored, ints(complete))
	}
	if f.null > 0 {
		out.RWG = some(RWGJ(len(f.items), mean(variances), f.null))
		out.AD = some(mean(deviations))
		out.Shared = some(RWG(mean(variances), f.null))
		out.Agreement = Agreement(Dispersion{
			Persons: out.Listwise, Items: len(f.items), Points: len(f.items[0].values), Span: d.grid.high - d.grid.low,
			AD: out.AD.Value, Shared: out.Shared.Value, SD: out.SD.Value,
		})
	}
	out.products = d.covariances(ft, variances)
	d.alpha(&out.Alpha, ft, variances)
}

// alpha enters Cronbach's alpha of all items, and of all but each.
func (d describer) alpha(out *Alpha, ft *fieldTally, variances []float64) {
	one := big.NewInt(1)
	out.Value = CronbachAlpha(variances, d.variance(ft.total, one))
	if out.Value.OK {
		out.CI = FeldtInterval(out.Value.Value, out.N, len(variances))
	}
	for i := range variances {
		out.IfDropped[i] = CronbachAlpha(slices.Delete(slices.Clone(variances), i, i+1), d.variance(ft.items[i].rest, one))
	}
}

func mean(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(len(values))
}

func ints(counts []uint64) []int {
	all := make([]int, len(counts))
	for i, c := range counts {
		all[i] = int(c)
	}
	return all
}

func momentsOf(units, counts []uint64) moments {
	var m moments
	for p, c := range counts {
		m.addTimes(units[p], c)
	}
	return m
}
