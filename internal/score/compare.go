package score

import (
	"math"
)

// Sample is what a comparison needs of a group: how many scores, their mean and their sample standard deviation.
type Sample struct {
	N    int
	Mean float64
	SD   float64
}

// Difference is a later mean minus an earlier one, of different or unmatched persons. SE is its standard error. T, DF and SE are missing where
// nobody differs from anybody in either sample; the interval is then a point.
type Difference struct {
	Diff float64
	CI   Interval
	T    Opt
	DF   Opt
	SE   Opt
}

// Welch returns the difference after − before with its interval of 95 %, without assuming equal variances: t = diff/se with
// se² = s₁²/n₁ + s₂²/n₂ and se⁴ / Σ((sᵢ²/nᵢ)²/(nᵢ − 1)) degrees of freedom (lakens-2013). The interval needs two scores in
// each sample.
func Welch(before, after Sample) Difference {
	d := Difference{Diff: after.Mean - before.Mean}
	if before.N < 2 || after.N < 2 {
		return d
	}
	v1, v2 := before.SD*before.SD/float64(before.N), after.SD*after.SD/float64(after.N)
	se := math.Sqrt(v1 + v2)
	if se == 0 {
		d.CI = Interval{Low: d.Diff, High: d.Diff, OK: true}
		return d
	}
	// Shares of the squared error in place of squares of it, which may be too small for a float64.
	s1, s2 := v1/(v1+v2), v2/(v1+v2)
	df := 1 / (s1*s1/float64(before.N-1) + s2*s2/float64(after.N-1))
	half := tQuantile(df) * se
	d.T, d.DF, d.SE = some(d.Diff/se), some(df), some(se)
	d.CI = Interval{Low: d.Diff - half, High: d.Diff + half, OK: true}
	return d
}

// Effect is a standardised difference: D is Cohen's d_s, G is Hedges' g with its interval.
type Effect struct {
	D  float64
	G  float64
	CI Interval
	OK bool
}

// HedgesG returns the difference after − before in pooled standard deviations. D = diff/s with s² = Σ(nᵢ − 1)sᵢ² / df and
// df = n₁ + n₂ − 2; G = J·D with J = 1 − 3/(4df − 1), which takes out the bias of small samples (hedges-1981, lakens-2013).
// The interval of 95 % is G ± z·se with the normal z and se = J·√((n₁ + n₂)/(n₁n₂) + D²/(2(n₁ + n₂))). It is not OK with
// fewer than two scores in a sample, or where nobody differs.
func HedgesG(before, after Sample) Effect {
	if before.N < 2 || after.N < 2 {
		return Effect{}
	}
	n1, n2 := float64(before.N), float64(after.N)
	df := n1 + n2 - 2
	pooled := math.Sqrt(((n1-1)*before.SD*before.SD + (n2-1)*after.SD*after.SD) / df)
	if pooled == 0 {
		return Effect{}
	}
	d := (after.Mean - before.Mean) / pooled
	j := 1 - 3/(4*df-1)
	half := normalQuantile() * j * math.Sqrt((n1+n2)/(n1*n2)+d*d/(2*(n1+n2)))
	return Effect{D: d, G: j * d, CI: Interval{Low: j*d - half, High: j*d + half, OK: true}, OK: true}
}
