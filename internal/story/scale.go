package story

import (
	"math"
	"slices"
	"strings"

	"kompass/internal/i18n"
	"kompass/internal/naming"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
)

// nearAnswer is how far from an answer a mean may lie and still be near to it, as a share of the distance to the next.
const nearAnswer = 0.25 + 1e-9

// scale says what the numbers mean: the words at both ends of the questionnaire's scales.
func (w writer) scale() string { return w.z.T("result.scale", w.ends()...) }

func (w writer) ends() []any {
	var low, high []string
	for _, s := range w.q.Scales {
		low = w.quoted(low, w.Text(s.Points[0].Text))
		high = w.quoted(high, w.Text(s.Points[len(s.Points)-1].Text))
	}
	return []any{"min", w.end(w.q.Min()), "low", strings.Join(low, ", "), "max", w.end(w.q.Max()), "high", strings.Join(high, ", ")}
}

// ScaleEnds names the ends of a questionnaire's scales, for a drawing that has no result beside it.
func ScaleEnds(z i18n.Localizer, q *questionnaire.Questionnaire) string {
	w := writer{Names: naming.Questions(z, q), z: z, q: q}
	return z.T("result.ends", w.ends()...)
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

// inWords says what the mean of a field is near to, in the words of the scales that its statements are answered on.
func (w writer) inWords(asked questionnaire.Field, f *result.Field) string {
	v := f.Value()
	if !f.Shown || v.Point() == nil {
		return ""
	}
	var low, high []string
	for _, it := range asked.Items {
		scale, _ := w.q.Scale(it.Scale)
		below, above := around(scale.Points, *v.Point())
		low, high = w.quoted(low, w.Text(below.Text)), w.quoted(high, w.Text(above.Text))
	}
	key := "result.words.between"
	if slices.Equal(low, high) {
		key = "result.words.near"
	}
	return w.z.T(key, "mean", naming.Mean(w.z, v), "max", w.end(w.q.Max()), "low", strings.Join(low, ", "), "high", strings.Join(high, ", "), "n", v.N)
}

// around returns the answers that a mean lies between, twice the same where it is within a quarter of their distance of one.
func around(points []questionnaire.Point, mean float64) (below, above questionnaire.Point) {
	for i := 1; i < len(points); i++ {
		below, above = points[i-1], points[i]
		if mean > above.Value {
			continue
		}
		switch share := (mean - below.Value) / (above.Value - below.Value); {
		case share <= nearAnswer:
			return below, below
		case share >= 1-nearAnswer:
			return above, above
		}
		return below, above
	}
	return above, above
}
