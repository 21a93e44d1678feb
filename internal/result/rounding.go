package result

import (
	"math"
	"strconv"
	"strings"
)

// noise is how far a computed number may lie from the decimal it stands for. It is far below any published digit and
// far above what float64 sums of a hundred thousand answers accumulate.
const noise = 1e-9

// fineFrom is from how many persons on a published number has two decimals.
const fineFrom = 100

// Decimals returns with how many decimals a mean over n persons, its spread and its interval are given, and a distance
// between two such means, where n is the smaller number of persons.
func Decimals(n int) int {
	if n < fineFrom {
		return 1
	}
	return 2
}

// ParseBound reads a bound, such as ">3.8": above reports whether the mean lies above the limit, else it lies below. It is
// not ok where the text is no bound.
func ParseBound(bound string) (limit float64, above, ok bool) {
	number, above := strings.CutPrefix(bound, ">")
	if !above {
		if number, ok = strings.CutPrefix(bound, "<"); !ok {
			return 0, false, false
		}
	}
	limit, err := strconv.ParseFloat(number, 64)
	return limit, above, err == nil
}

// round rounds to decimals, halves away from zero, and never to −0. It means the decimal number: 1.005 is a half
// although the nearest float64 lies below it.
func round(x float64, decimals int) float64 {
	p := math.Pow10(decimals)
	return math.Round(clean(x*p))/p + 0
}

// outward rounds the ends of an interval away from each other to multiples of 1/parts, within the scale. Rounded to the nearest
// it would cover less than it claims to.
func outward(low, high, parts, minimum, maximum float64) Interval {
	return Interval{
		max(minimum, math.Floor(clean(low*parts))/parts) + 0,
		min(maximum, math.Ceil(clean(high*parts))/parts) + 0,
	}
}

// clean takes float noise off a number, keeping six decimals.
func clean(x float64) float64 { return math.Round(x*1e6) / 1e6 }

// toStep rounds a share to the nearest multiple of step, halves up.
func toStep(share, step float64) float64 {
	return clean(math.Round(clean(share/step)) * step)
}

// decimal writes a number without needless digits.
func decimal(x float64) string { return strconv.FormatFloat(round(x, 4), 'f', -1, 64) }
