package result_test

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"

	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/score"
)

// reference recomputes the statistics of a group from its forms in the plainest way: each formula as it is written down,
// on float64, person by person.
type reference struct {
	q      *questionnaire.Questionnaire
	places map[string]int // item id → its byte in a form
	forms  []kompass.Response
}

func newReference(q *questionnaire.Questionnaire) reference {
	r := reference{q: q, places: map[string]int{}}
	for i, it := range q.Items() {
		r.places[it.ID] = i
	}
	return r
}

// values of persons; statistics of them.
type sample []float64

func (s sample) mean() float64 {
	sum := 0.0
	for _, v := range s {
		sum += v
	}
	return sum / float64(len(s))
}

func (s sample) variance() float64 {
	m, sum := s.mean(), 0.0
	for _, v := range s {
		sum += (v - m) * (v - m)
	}
	return sum / float64(len(s)-1)
}

func (s sample) sd() float64 { return math.Sqrt(s.variance()) }

// interval is mean ± t · sd / √n, cut to the scale.
func (s sample) interval(low, high float64) (float64, float64) {
	t := distuv.StudentsT{Sigma: 1, Nu: float64(len(s) - 1)}.Quantile(0.975)
	half := t * s.sd() / math.Sqrt(float64(len(s)))
	return max(low, s.mean()-half), min(high, s.mean()+half)
}

// ad is the mean absolute deviation from the mean.
func (s sample) ad() float64 {
	sum := 0.0
	for _, v := range s {
		sum += math.Abs(v - s.mean())
	}
	return sum / float64(len(s))
}

// answer is the scored value of an item on a form.
func (r reference) answer(form kompass.Response, it questionnaire.Item) (float64, bool) {
	code := form.Answers[r.places[it.ID]]
	if code == score.NA || code == score.Missing {
		return 0, false
	}
	scale, _ := r.q.Scale(it.Scale)
	v := scale.Points[code].Value
	if it.Reverse {
		v = r.q.Min() + r.q.Max() - v
	}
	return v, true
}

// person is the mean of a form's valid answers to items, if enough are.
func (r reference) person(form kompass.Response, items []questionnaire.Item) (float64, bool) {
	var valid sample
	for _, it := range items {
		if v, ok := r.answer(form, it); ok {
			valid = append(valid, v)
		}
	}
	return valid.mean(), len(items) > 0 && len(valid) >= r.q.MinValid(len(items))
}

// parts are the items of a field by facet, or all of them where none are declared.
func (r reference) parts(f questionnaire.Field) [][]questionnaire.Item {
	if len(r.q.Facets) == 0 {
		return [][]questionnaire.Item{f.Items}
	}
	var parts [][]questionnaire.Item
	for _, facet := range r.q.Facets {
		var items []questionnaire.Item
		for _, it := range f.Items {
			if it.Facet == facet.ID {
				items = append(items, it)
			}
		}
		if len(items) > 0 {
			parts = append(parts, items)
		}
	}
	return parts
}

// field has the field scores of the persons who have one.
func (r reference) field(f questionnaire.Field) sample {
	var all sample
	parts := r.parts(f)
	for _, form := range r.forms {
		var own sample
		for _, items := range parts {
			if v, ok := r.person(form, items); ok {
				own = append(own, v)
			}
		}
		if len(own) >= r.q.MinValid(len(parts)) {
			all = append(all, own.mean())
		}
	}
	return all
}

func (r reference) facet(items []questionnaire.Item) sample {
	var all sample
	for _, form := range r.forms {
		if v, ok := r.person(form, items); ok {
			all = append(all, v)
		}
	}
	return all
}

func (r reference) item(it questionnaire.Item) sample {
	var all sample
	for _, form := range r.forms {
		if v, ok := r.answer(form, it); ok {
			all = append(all, v)
		}
	}
	return all
}

// complete has the answers of the persons who answered every item of the field, by item.
func (r reference) complete(f questionnaire.Field) []sample {
	all := make([]sample, len(f.Items))
	for _, form := range r.forms {
		row := make(sample, 0, len(f.Items))
		for _, it := range f.Items {
			if v, ok := r.answer(form, it); ok {
				row = append(row, v)
			}
		}
		if len(row) < len(f.Items) {
			continue
		}
		for i, v := range row {
			all[i] = append(all[i], v)
		}
	}
	return all
}

// null is the variance of an even choice among the points of the field's items, 0 where they differ.
func (r reference) null(f questionnaire.Field) float64 {
	var first sample
	for _, it := range f.Items {
		scale, _ := r.q.Scale(it.Scale)
		var points sample
		for _, p := range scale.Points {
			points = append(points, p.Value)
		}
		if first != nil && !slices.Equal(first, points) {
			return 0
		}
		first = points
	}
	n := float64(len(first))
	return first.variance() * (n - 1) / n
}

// rwg is r_WG(J) = J(1 − q) / (J(1 − q) + q), q = mean s² / null, and 0 where the answers scatter more than at random.
func (r reference) rwg(f questionnaire.Field) float64 {
	var variances sample
	for _, s := range r.complete(f) {
		variances = append(variances, s.variance())
	}
	q, j := variances.mean()/r.null(f), float64(len(f.Items))
	if q >= 1 {
		return 0
	}
	return j * (1 - q) / (j*(1-q) + q)
}

func (r reference) ad(f questionnaire.Field) float64 {
	var deviations sample
	for _, s := range r.complete(f) {
		deviations = append(deviations, s.ad())
	}
	return deviations.mean()
}

// alpha is k/(k − 1) · (1 − Σs²/s²) with its Feldt interval.
func (r reference) alpha(f questionnaire.Field) (value, low, high float64) {
	items := r.complete(f)
	sums, own := make(sample, len(items[0])), 0.0
	for _, s := range items {
		own += s.variance()
		for i, v := range s {
			sums[i] += v
		}
	}
	k, n := float64(len(items)), float64(len(sums))
	value = k / (k - 1) * (1 - own/sums.variance())
	d := distuv.F{D1: n - 1, D2: (n - 1) * (k - 1)}
	return value, 1 - (1-value)*d.Quantile(0.975), 1 - (1-value)*d.Quantile(0.025)
}

// straightlined is the share of forms with twelve equal ticks in a row.
func (r reference) straightlined() float64 {
	n, items := 0, r.q.Items()
	for _, form := range r.forms {
		var ticks []float64
		for i, it := range items {
			scale, _ := r.q.Scale(it.Scale)
			if c := form.Answers[i]; c == score.NA || c == score.Missing {
				ticks = append(ticks, math.NaN())
			} else {
				ticks = append(ticks, scale.Points[c].Value)
			}
		}
		for i := 0; i+12 <= len(ticks); i++ {
			if !slices.ContainsFunc(ticks[i:i+12], func(v float64) bool { return v != ticks[i] }) {
				n++
				break
			}
		}
	}
	return float64(n) / float64(len(r.forms))
}
