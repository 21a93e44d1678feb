package score

import (
	"math"
)

// The words for agreement within a group, by r_WG(J): a graded reading in place of one cut-off (lebreton-senter-2008).
const (
	Agreed = "agreed" // from 0.7
	Mixed  = "mixed"
	Split  = "split" // below 0.3
)

// Agreement returns the word for an r_WG(J), or "" where it is missing. Rounding in the last digits of a float does not
// decide about the word.
func Agreement(rwg Opt) string {
	const rounding = 1e-12
	switch {
	case !rwg.OK:
		return ""
	case rwg.Value >= 0.7-rounding:
		return Agreed
	case rwg.Value < 0.3-rounding:
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
