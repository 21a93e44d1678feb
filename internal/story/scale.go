package story

import (
	"math"
	"slices"
	"strings"
)

// scale says what the numbers mean: the words at both ends of the questionnaire's scales.
func (w writer) scale() string {
	var low, high []string
	for _, s := range w.q.Scales {
		low = w.quoted(low, w.Text(s.Points[0].Text))
		high = w.quoted(high, w.Text(s.Points[len(s.Points)-1].Text))
	}
	return w.z.T("result.scale", "min", w.end(w.q.Min()), "low", strings.Join(low, ", "), "max", w.end(w.q.Max()), "high", strings.Join(high, ", "))
}

// end writes an end of the scale, as a whole number where it is one.
func (w writer) end(v float64) string {
	if v == math.Trunc(v) {
		return w.z.Num(v, 0)
	}
	return w.z.Num(v, 2)
}

// quoted adds a text in quotation marks, once.
func (w writer) quoted(all []string, text string) []string {
	text = w.z.T("result.quoted", "text", text)
	if slices.Contains(all, text) {
		return all
	}
	return append(all, text)
}
