package naming

import (
	"strings"

	"kompass/internal/i18n"
	"kompass/internal/result"
)

// Mean writes a mean as exactly as it is published, or the bound that stands for it: "über 3,8". It is "" where there is
// neither.
func Mean(z i18n.Localizer, v result.Value) string {
	switch {
	case v.Mean != nil:
		return Points(z, *v.Mean, v.N)
	case v.Bound != nil:
		return Bound(z, *v.Bound)
	}
	return ""
}

// Points writes scale points over n persons as exactly as they are published: a mean, its spread, a distance.
func Points(z i18n.Localizer, points float64, n int) string { return z.Num(points, result.Decimals(n)) }

// Bound writes a bound in words: ">3.8" as "über 3,8".
func Bound(z i18n.Localizer, bound string) string {
	if number, below := strings.CutPrefix(bound, "<"); below {
		return z.T("result.below", "value", z.Decimal(number))
	}
	return z.T("result.above", "value", z.Decimal(strings.TrimPrefix(bound, ">")))
}
