package reading_test

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"kompass/internal/compare"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
	"kompass/internal/score"
)

// truth knows the answers behind a result.
type truth struct {
	q       *questionnaire.Questionnaire
	z       i18n.Localizer
	g       *result.Group
	targets kompass.TargetValues
	people  []score.Profile
}

func newTruth(q *questionnaire.Questionnaire, lang i18n.Lang, s compare.Series, forms []kompass.Response) truth {
	v := truth{q: q, z: i18n.For(lang), g: s.Group, targets: s.Document.Targets}
	scorer := score.New(q)
	for _, f := range forms {
		v.people = append(v.people, scorer.Person(f.Answers))
	}
	return v
}

// at returns the scores of a field, or of a facet of it, by person; NaN where there is none.
func (v truth) at(field, facet int) []float64 {
	out := make([]float64, len(v.people))
	for i, p := range v.people {
		o := p.Fields[field].Score
		if facet >= 0 {
			o = p.Fields[field].Facets[facet]
		}
		if out[i] = o.Value; !o.OK {
			out[i] = math.NaN()
		}
	}
	return out
}

func (v truth) target(field, facet int) float64 {
	cells := v.targets[v.q.Fields[field].ID]
	if facet >= 0 {
		return cells[v.q.Facets[facet].ID]
	}
	sum := 0.0
	for _, f := range v.q.Facets {
		sum += cells[f.ID]
	}
	return sum / float64(len(v.q.Facets))
}

func interval(x []float64) (mean, low, high float64) {
	x = slices.DeleteFunc(slices.Clone(x), math.IsNaN)
	n, squares := float64(len(x)), 0.0
	for _, a := range x {
		mean += a / n
	}
	for _, a := range x {
		squares += (a - mean) * (a - mean)
	}
	ci := score.TInterval(len(x), mean, math.Sqrt(squares/(n-1)))
	return mean, max(ci.Low, 0), min(ci.High, 4)
}

const slack = 1e-9

func (v truth) below(field, facet int) bool {
	_, _, high := interval(v.at(field, facet))
	return high < v.target(field, facet)-slack
}

func (v truth) cellBelow(field int) bool {
	return slices.ContainsFunc([]int{0, 1, 2}, func(c int) bool { return v.below(field, c) })
}

func (v truth) reached(field, facet int) bool {
	_, low, _ := interval(v.at(field, facet))
	return low >= v.target(field, facet)-slack && (facet >= 0 || !v.cellBelow(field))
}

func (v truth) near(field int) bool {
	_, low, high := interval(v.at(field, -1))
	t := v.target(field, -1)
	return low >= t-0.3-slack && high <= t+0.3+slack
}

// missing reports whether a written distance is how far a mean lies below its target.
func (v truth) missing(field, facet int, written string) bool {
	mean, _, _ := interval(v.at(field, facet))
	return written == v.z.Num(math.Round((v.target(field, facet)-mean)*10+1e-7)/10, 1)
}

// ahead reports whether x lies below y, both counted from their origins, by the paired t test.
func ahead(x, y []float64, from float64) bool {
	var d []float64
	for i := range x {
		if !math.IsNaN(x[i]) && !math.IsNaN(y[i]) {
			d = append(d, x[i]-y[i]-from)
		}
	}
	_, low, high := spreadOf(d)
	return len(d) >= 5 && high < slack && low <= high
}

// spreadOf is interval without a scale.
func spreadOf(x []float64) (mean, low, high float64) {
	n, squares := float64(len(x)), 0.0
	for _, a := range x {
		mean += a / n
	}
	for _, a := range x {
		squares += (a - mean) * (a - mean)
	}
	ci := score.TInterval(len(x), mean, math.Sqrt(squares/(n-1)))
	return mean, ci.Low, ci.High
}

// furthest reports whether a field has the largest gap, told from the next.
func (v truth) furthest(field int, from func(int) float64, sign float64) bool {
	all := []int{0, 1, 2, 3}
	gap := func(f int) float64 { m, _, _ := interval(v.at(f, -1)); return sign * (from(f) - m) }
	slices.SortStableFunc(all, func(a, b int) int { return cmp.Compare(gap(b), gap(a)) })
	if all[0] != field {
		return false
	}
	if sign < 0 {
		return ahead(v.at(all[1], -1), v.at(all[0], -1), from(all[1])-from(all[0]))
	}
	return ahead(v.at(all[0], -1), v.at(all[1], -1), from(all[0])-from(all[1]))
}

// weakest reports whether a facet is the field's bottleneck.
func (v truth) weakest(field, facet int) bool {
	all := []int{0, 1, 2}
	gap := func(c int) float64 { m, _, _ := interval(v.at(field, c)); return v.target(field, c) - m }
	slices.SortStableFunc(all, func(a, b int) int { return cmp.Compare(gap(b), gap(a)) })
	return all[0] == facet && gap(facet) > 0 && ahead(v.at(field, all[0]), v.at(field, all[1]), v.target(field, all[0])-v.target(field, all[1]))
}

// named are the fields that a text names.
func (v truth) named(text string) (out []int) {
	for i, f := range v.q.Fields {
		if strings.Contains(text, f.Title.In(questionnaire.Lang(v.z.Lang()))) {
			out = append(out, i)
		}
	}
	return out
}

func (v truth) facet(text string) int {
	return slices.IndexFunc(v.q.Facets, func(f questionnaire.Titled) bool { return f.Title.In(questionnaire.Lang(v.z.Lang())) == text })
}

func (v truth) those(holds func(field int) bool) (out []int) {
	for i := range v.q.Fields {
		if holds(i) {
			out = append(out, i)
		}
	}
	return out
}

func (v truth) isBelow(field int) bool   { return v.below(field, -1) }
func (v truth) isReached(field int) bool { return v.reached(field, -1) }

func (v truth) agreement(word string) []int {
	return v.those(func(f int) bool { a := v.g.Fields[f].Agreement; return a != nil && *a == word })
}

// holds reports whether a sentence is true of the whole, or of a field where that is not -1, and whether there is a rule to tell.
func (v truth) holds(s said, field int) (is, known bool) {
	if field >= 0 {
		return v.ofField(s, field)
	}
	one := func(text string) int {
		if all := v.named(text); len(all) == 1 {
			return all[0]
		}
		return -1
	}
	none := func(int) float64 { return 0 }
	of := func(f int) float64 { return v.target(f, -1) }
	lacking := v.those(v.isBelow)
	switch s.key {
	case "reading.head.all":
		return len(lacking) == 4 && v.furthest(one(s.with["field"]), of, 1), true
	case "reading.head.all.level":
		return len(lacking) == 4, true
	case "reading.head.gap", "reading.head.gap.open":
		f := one(s.with["field"])
		return v.isBelow(f) && v.furthest(f, of, 1) && (s.with["gap"] == "" || v.missing(f, -1, s.with["gap"])), true
	case "reading.head.gap.some", "reading.head.gap.some.open":
		f := one(s.with["field"])
		return slices.Equal(lacking, []int{f}) && (s.with["gap"] == "" || v.missing(f, -1, s.with["gap"])), true
	case "reading.head.gap.several":
		return slices.Equal(lacking, v.named(s.with["field"])), true
	case "reading.head.reached":
		return len(v.those(v.isReached)) == 4, true
	case "reading.head.near":
		return len(lacking) == 0 && len(v.those(v.cellBelow)) == 0, true
	case "reading.head.near.cells":
		return len(lacking) == 0 && len(v.those(v.cellBelow)) > 0, true
	case "reading.head.wide":
		return len(v.people) < 5, true
	case "reading.whole.reached.one", "reading.whole.reached.other":
		return slices.Equal(v.those(v.isReached), v.named(s.with["fields"])), true
	case "reading.whole.gaps.one", "reading.whole.gaps.other":
		return !slices.ContainsFunc(v.named(s.with["fields"]), func(f int) bool { return !v.isBelow(f) }), true
	case "reading.whole.highest":
		return v.furthest(one(s.with["field"]), none, -1), true
	case "reading.whole.bottleneck":
		c := v.facet(s.with["facet"])
		return v.z.Int(len(v.those(func(f int) bool { return v.weakest(f, c) }))) == s.with["n"] && s.with["of"] == "4", true
	case "reading.whole.split.one", "reading.whole.split.other":
		return slices.Equal(v.agreement("split"), v.named(s.with["fields"])), true
	}
	return v.ofSpread(s, one)
}

// ofSpread holds what is said of disagreement, of cells and of bottlenecks.
func (v truth) ofSpread(s said, one func(string) int) (is, known bool) {
	lacking := len(v.those(v.cellBelow))
	cells := 0
	for f := range v.q.Fields {
		for c := range v.q.Facets {
			if v.below(f, c) {
				cells++
			}
		}
	}
	switch s.key {
	case "reading.divided.most":
		f := one(s.with["field"])
		return f >= 0 && !slices.ContainsFunc(v.g.Fields, func(o result.Field) bool {
			return o.ID != v.q.Fields[f].ID && cmp.Or(*o.AD, 0) >= *v.g.Fields[f].AD
		}), true
	case "reading.divided.agreed":
		return len(v.agreement("agreed")) == 4, true
	case "reading.divided.level", "reading.divided.alike":
		return *v.g.Fields[0].AD == *v.g.Fields[3].AD, true
	case "reading.gaps.none":
		return cells == 0, true
	case "reading.gaps.unclear":
		return cells == 0, true
	case "reading.gaps.single":
		return cells == 1 && s.with["of"] == "12", true
	case "reading.gaps.clear.one", "reading.gaps.clear.other":
		return s.with["n"] == v.z.Int(cells) && s.with["of"] == "12" && lacking > 0, true
	case "reading.gaps.every.facets":
		return cells == 12 && s.with["of"] == "12", true
	case "reading.weakest.single", "reading.weakest.mixed":
		return len(v.those(v.hasWeakest)) > 0, true
	case "reading.weakest.level":
		return len(v.those(v.hasWeakest)) == 0, true
	}
	return false, false
}

func (v truth) hasWeakest(f int) bool {
	return slices.ContainsFunc([]int{0, 1, 2}, func(c int) bool { return v.weakest(f, c) })
}

// ofField holds what is said of one field.
func (v truth) ofField(s said, f int) (is, known bool) {
	c := v.facet(s.with["facet"])
	shown := v.g.Fields[f]
	switch root := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(s.key, ".first"), ".second"), ".third"); root {
	case "reading.gap":
		return v.isBelow(f) && v.missing(f, -1, s.with["gap"]), true
	case "reading.gap.bound":
		return v.isBelow(f), true
	case "reading.reached":
		return v.isReached(f), true
	case "reading.near":
		return v.near(f) && !v.isBelow(f) && !v.isReached(f), true
	case "reading.open", "reading.wide":
		return !v.isBelow(f) && !v.isReached(f) && (!v.near(f) || v.cellBelow(f)), true
	case "reading.weakest.gap":
		return v.weakest(f, c) && v.below(f, c) && v.missing(f, c, s.with["gap"]), true
	case "reading.weakest":
		return v.weakest(f, c), true
	case "reading.cell.reached":
		return v.reached(f, c), true
	case "reading.split", "reading.mixed":
		return shown.Agreement != nil && "reading."+*shown.Agreement == root, true
	case "reading.bound":
		return shown.Bound != nil && shown.Mean == nil, true
	case "reading.mean":
		mean, _, _ := interval(v.at(f, -1))
		return s.with["mean"] == v.z.Num(math.Round(mean*10+1e-7)/10, 1), true
	}
	return false, false
}
