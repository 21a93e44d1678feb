package score

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// The quantiles below are those of gonum's distributions, taken from the special functions alone: the package of the
// distributions would link a whole of linear algebra with it.

// tQuantile returns the 97.5 % quantile of Student's t with df > 0 degrees of freedom, by the inverse of the regularised
// incomplete beta function.
func tQuantile(df float64) float64 { return tBeyond(df, 2*(1-0.975)) }

// tBeyond returns the value that the absolute value of Student's t exceeds with probability p.
func tBeyond(df, p float64) float64 {
	x := mathext.InvRegIncBeta(df/2, 0.5, p)
	return math.Sqrt(df * (1 - x) / x)
}

// fQuantile returns the quantile at p in (0, 1) of the F distribution with d1 and d2 > 0 degrees of freedom.
func fQuantile(d1, d2, p float64) float64 {
	x := mathext.InvRegIncBeta(d1/2, d2/2, p)
	return d2 * x / (d1 * (1 - x))
}

// normalQuantile returns the 97.5 % quantile of the standard normal distribution.
func normalQuantile() float64 { return mathext.NormalQuantile(0.975) }
