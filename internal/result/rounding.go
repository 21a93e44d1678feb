package result

import (
	"math"
	"strconv"
)

// noise is how far a computed number may lie from the decimal it stands for. It is far below any published digit and
// far above what float64 sums of a hundred thousand answers accumulate.
const noise = 1e-9

// round rounds to decimals, halves away from zero, and never to −0. It means the decimal number: 1.005 is a half
// although the nearest float64 lies below it.
func round(x float64, decimals int) float64 {
	p := math.Pow10(decimals)
	return math.Round(clean(x*p))/p + 0
}

// clean takes float noise off a number, keeping six decimals.
func clean(x float64) float64 { return math.Round(x*1e6) / 1e6 }

// toStep rounds a share to the nearest multiple of step, halves up.
func toStep(share, step float64) float64 {
	return clean(math.Round(clean(share/step)) * step)
}

// decimalsFor returns how many decimals of a mean over n persons are published.
func decimalsFor(n int) int {
	if n < 100 {
		return 1
	}
	return 2
}

// decimal writes a number without needless digits.
func decimal(x float64) string { return strconv.FormatFloat(round(x, 4), 'f', -1, 64) }
