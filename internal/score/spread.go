package score

import (
	"math"
)

// The words for agreement within a group.
const (
	Agreed = "agreed"
	Mixed  = "mixed"
	Split  = "split"
)

// The bounds of the words. The first is that of burke-dunlap-2002; the others are our own: a standard deviation of persons from 0.225 of
// the range of the scale on is 0.9 of 0 to 4, and answers that share less than 0.3 of what they could are not mixed any more.
const (
	adShare     = 1.0 / 6
	campShare   = 0.225
	sharedBelow = 0.3
	agreedFrom  = 5  // persons who answered every item; fewer get no word
	tableBelow  = 10 // fewer must agree more than random answers do
)

// Dispersion is what decides about the word for agreement on a field: how many persons answered all of its items, how many points
// their scale has and how wide it is, AD_M(J) and r*_WG among those persons, and the standard deviation of persons' field scores.
type Dispersion struct {
	Persons, Items, Points int
	Span, AD, Shared, SD   float64
}

// Agreement returns the word for agreement. Agreed are answers with AD_M(J) ≤ A/6 of a step between two of the A points
// (burke-dunlap-2002) and persons whose scores lie together; of fewer than ten persons AD_M(J) must also lie at the 5 % point of random
// answers or below (dunlap-2003, [CriticalAD]). Split are answers whose mean variance comes near that of random ones, r*_WG < 0.3
// (lindell-1999), or persons whose scores lie apart. Neither measure grows with the number of items, as r_WG(J) does. It is "" for
// fewer than five persons. Rounding in the last digits of a float does not decide about the word.
func Agreement(d Dispersion) string {
	const rounding = 1e-12
	step, camps := d.Span/float64(d.Points-1), d.SD >= campShare*d.Span-rounding
	together := d.AD <= adShare*float64(d.Points)*step+rounding && !camps
	if d.Persons < tableBelow {
		together = together && d.AD/step <= CriticalAD(d.Persons, d.Points, d.Items)+criticalStep/2
	}
	switch {
	case d.Persons < agreedFrom:
		return ""
	case together:
		return Agreed
	case camps || d.Shared < sharedBelow-rounding:
		return Split
	}
	return Mixed
}

// TInterval returns the interval of 95 % of a mean: mean ± t(0.975; n − 1) · sd / √n, not cut to any scale. It needs
// n ≥ 2.
func TInterval(n int, mean, sd float64) Interval {
	if n < 2 {
		return Interval{}
	}
	return interval(tQuantile(float64(n-1)), n, mean, sd)
}

// Spread returns the standard deviation of n ≥ 2 values whose mean has an interval of 95 % that reaches half to either side.
func Spread(half float64, n int) float64 {
	return half * math.Sqrt(float64(n)) / tQuantile(float64(n-1))
}

func interval(quantile float64, n int, mean, sd float64) Interval {
	half := quantile * sd / math.Sqrt(float64(n))
	return Interval{Low: mean - half, High: mean + half, OK: true}
}

// RWG returns the agreement on one item, r_WG = 1 − s²/null, in [0, 1]: 1 where all answer alike, 0 where they scatter as an
// even choice among the points would, or more (james-1984; a negative value is reported as 0). The variance is that of
// the sample (n − 1).
func RWG(variance, null float64) float64 {
	return max(0, 1-variance/null)
}

// RWGJ returns the agreement over several items, r_WG(J) = J(1 − q) / (J(1 − q) + q) with q the mean variance of the items
// over the null variance, in [0, 1] (james-1984). It is 0 from q = 1 on.
func RWGJ(items int, meanVariance, null float64) float64 {
	q := meanVariance / null
	if q >= 1 {
		return 0
	}
	agreeing := float64(items) * (1 - q)
	return agreeing / (agreeing + q)
}

// ADMean returns the mean absolute deviation from the mean of values that occur counts times, in the units of the values:
// AD_M = Σ|x − mean| / n (burke-dunlap-2002). It is 0 where there are none. AD_M(J) of several items is the mean of theirs.
func ADMean(values []float64, counts []int) float64 {
	n, sum := 0, 0.0
	for i, c := range counts {
		n += c
		sum += float64(c) * values[i]
	}
	if n == 0 {
		return 0
	}
	mean, deviations := sum/float64(n), 0.0
	for i, c := range counts {
		deviations += float64(c) * math.Abs(values[i]-mean)
	}
	return deviations / float64(n)
}
