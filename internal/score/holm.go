package score

import (
	"cmp"
	"slices"

	"gonum.org/v1/gonum/mathext"
)

// Significance is the probability with which a difference, or one of a family of them, may be called one that is none.
const Significance = 0.05

// P is how probable a difference at least as large is where there is none, by Welch's two-sided test; 1 where nothing can be tested.
func (d Difference) P() float64 {
	if !d.T.OK || !d.DF.OK {
		return 1
	}
	return mathext.RegIncBeta(d.DF.Value/2, 0.5, d.DF.Value/(d.DF.Value+d.T.Value*d.T.Value))
}

// Half is half the width of the interval that misses the difference with the probability given; 0 where nobody differs from anybody.
func (d Difference) Half(missing float64) float64 {
	if !d.SE.OK || !d.DF.OK {
		return 0
	}
	return tBeyond(d.DF.Value, missing) * d.SE.Value
}

// Holm returns for each of a family of tests by what its significance has to be divided, so that over all of them together the
// probability of one false finding is at most that significance, whatever they have to do with one another (holm-1979). With m tests in
// the order of their p, the k-th is a finding where p ≤ significance / (m − k + 1) and every one before it is one. Where r of the others
// would be findings beside it, that comes to dividing by m − r, which does not depend on its own p.
func Holm(p []float64, significance float64) []int {
	m := len(p)
	out := make([]int, m)
	order := make([]int, m)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(p[i], p[j]) })
	finding := func(k, before int) bool { return p[order[k]] <= significance/float64(m-before) }
	all := 0
	for all < m && finding(all, all) {
		all++
	}
	for k, i := range order {
		others := min(k, all)
		for k <= all && others+1 < m && finding(others+1, others) {
			others++
		}
		out[i] = m - others
	}
	return out
}
