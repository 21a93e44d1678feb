package score_test

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"

	"kompass/internal/questionnaire"
	"kompass/internal/score"
)

// naive scores answers a second time, in the plainest way: floats, slices, sum over length. It shares no code with the
// package, only the definitions.
type naive struct {
	q     *questionnaire.Questionnaire
	share float64
	rows  []score.Answers
}

func meanSD(x []float64) (mean, sd float64) {
	for _, v := range x {
		mean += v
	}
	mean /= float64(len(x))
	for _, v := range x {
		sd += (v - mean) * (v - mean)
	}
	return mean, math.Sqrt(sd / float64(len(x)-1))
}

func (o naive) enough(got, of int) bool {
	return got >= 1 && float64(got) >= o.share*float64(of)-1e-9
}

// answer returns the scored value of one answer.
func (o naive) answer(it questionnaire.Item, code byte) (float64, bool) {
	if code >= score.NA {
		return 0, false
	}
	scale, _ := o.q.Scale(it.Scale)
	v := scale.Points[code].Value
	if it.Reverse {
		v = o.q.Min() + o.q.Max() - v
	}
	return v, true
}

// facet returns one person's mean of the items of a facet, or of the whole field where facet is "".
func (o naive) facet(row score.Answers, f questionnaire.Field, facet string) (float64, bool) {
	sum, n, of := 0.0, 0, 0
	for j, it := range o.q.Items() {
		if !slices.ContainsFunc(f.Items, func(x questionnaire.Item) bool { return x.ID == it.ID }) || it.Facet != facet {
			continue
		}
		of++
		if v, ok := o.answer(it, row[j]); ok {
			sum += v
			n++
		}
	}
	return sum / float64(n), o.enough(n, of)
}

// person returns one person's score in a field.
func (o naive) person(row score.Answers, f questionnaire.Field) (float64, bool) {
	if len(o.q.Facets) == 0 {
		return o.facet(row, f, "")
	}
	sum, n, of := 0.0, 0, 0
	for _, c := range o.q.Facets {
		if slices.ContainsFunc(f.Items, func(x questionnaire.Item) bool { return x.Facet == c.ID }) {
			of++
		}
		if v, ok := o.facet(row, f, c.ID); ok {
			sum += v
			n++
		}
	}
	return sum / float64(n), o.enough(n, of)
}

// scores collects what of gives for each person.
func (o naive) scores(of func(score.Answers) (float64, bool)) []float64 {
	var x []float64
	for _, row := range o.rows {
		if v, ok := of(row); ok {
			x = append(x, v)
		}
	}
	return x
}

// items returns the scored answers to the items of a field, by item, of the persons who answered all of them.
func (o naive) items(f questionnaire.Field) [][]float64 {
	var columns [][]float64
	first := slices.IndexFunc(o.q.Items(), func(it questionnaire.Item) bool { return it.ID == f.Items[0].ID })
	for _, row := range o.rows {
		if slices.Max(row[first:first+len(f.Items)]) >= score.NA {
			continue
		}
		for j, it := range f.Items {
			if j == len(columns) {
				columns = append(columns, nil)
			}
			v, _ := o.answer(it, row[first+j])
			columns[j] = append(columns[j], v)
		}
	}
	return columns
}

func (o naive) checkStat(t *rapid.T, what string, got score.Stat, x []float64) {
	if got.N != len(x) || got.Mean.OK != (len(x) > 0) || got.SD.OK != (len(x) > 1) || got.CI.OK != (len(x) > 1) {
		t.Fatalf("%s: got %+v for %d scores", what, got, len(x))
	}
	if len(x) == 0 {
		return
	}
	mean, sd := meanSD(x)
	same(t, what+" mean", got.Mean.Value, mean)
	if len(x) < 2 {
		return
	}
	if noise := 1e-14 * max(slices.Max(x), -slices.Min(x)); math.Abs(got.SD.Value-sd) > noise {
		same(t, what+" SD", got.SD.Value, sd) // below that it is what float64 loses when a mean is taken from its values
	}
	half := distuv.StudentsT{Sigma: 1, Nu: float64(len(x) - 1)}.Quantile(0.975) * sd / math.Sqrt(float64(len(x)))
	same(t, what+" low", got.CI.Low, max(mean-half, o.q.Min()))
	same(t, what+" high", got.CI.High, min(mean+half, o.q.Max()))
}

// same compares to 1e-9 of the size of the number.
func same(t *rapid.T, what string, got, want float64) {
	if !(math.Abs(got-want) <= 1e-9*max(1, math.Abs(want))) {
		t.Fatalf("%s: got %.15g, want %.15g", what, got, want)
	}
}

// spread is r_WG and AD of values on this scale.
func (o naive) spread(scale questionnaire.Scale, x []float64) (variance, null, ad float64) {
	mean, sd := meanSD(x)
	var points []float64
	for _, p := range scale.Points {
		points = append(points, p.Value)
	}
	_, even := meanSD(points)
	for _, v := range x {
		ad += math.Abs(v - mean)
	}
	return sd * sd, even * even * float64(len(points)-1) / float64(len(points)), ad / float64(len(x))
}

func (o naive) checkItem(t *rapid.T, got score.Item, f questionnaire.Field, j int) {
	it, first := f.Items[j], slices.IndexFunc(o.q.Items(), func(x questionnaire.Item) bool { return x.ID == f.Items[j].ID })
	scale, _ := o.q.Scale(it.Scale)
	x := o.scores(func(row score.Answers) (float64, bool) { return o.answer(it, row[first]) })
	o.checkStat(t, "item "+it.ID, got.Stat, x)
	counts, na, gone, good := make([]int, len(scale.Points)), 0, 0, 0
	for _, row := range o.rows {
		switch code := row[first]; code {
		case score.NA:
			na++
		case score.Missing:
			gone++
		default:
			counts[code]++
		}
	}
	for _, v := range x {
		if v >= o.q.Min()+0.75*(o.q.Max()-o.q.Min())-1e-9 {
			good++
		}
	}
	if !slices.Equal(got.Counts, counts) || got.NA != na || got.Missing != gone {
		t.Fatalf("item %s: got %v, %d, %d, want %v, %d, %d", it.ID, got.Counts, got.NA, got.Missing, counts, na, gone)
	}
	if got.Favourable.OK != (len(x) > 0) || got.RWG.OK != (len(x) > 1) || got.AD.OK != (len(x) > 1) {
		t.Fatalf("item %s: got %+v for %d answers", it.ID, got, len(x))
	}
	if len(x) > 0 {
		same(t, "favourable", got.Favourable.Value, float64(good)/float64(len(x)))
	}
	if len(x) > 1 {
		variance, null, ad := o.spread(scale, x)
		same(t, "r_WG", got.RWG.Value, max(0, 1-variance/null))
		same(t, "AD", got.AD.Value, ad)
	}
}

func (o naive) checkAgreement(t *rapid.T, got score.Field, f questionnaire.Field, columns [][]float64) {
	scale, _ := o.q.Scale(f.Items[0].Scale)
	mixed := slices.ContainsFunc(f.Items, func(it questionnaire.Item) bool { return it.Scale != f.Items[0].Scale })
	if len(columns) == 0 || len(columns[0]) < 2 || mixed {
		if got.RWG.OK || got.AD.OK || got.Agreement != "" {
			t.Fatalf("field %s: got agreement %+v %+v %q, want none", f.ID, got.RWG, got.AD, got.Agreement)
		}
		return
	}
	q, ads, j := 0.0, 0.0, float64(len(columns))
	for _, x := range columns {
		variance, null, ad := o.spread(scale, x)
		q += variance / null / j
		ads += ad / j
	}
	want := 0.0
	if q < 1 {
		want = j * (1 - q) / (j*(1-q) + q)
	}
	if !got.RWG.OK || !got.AD.OK {
		t.Fatalf("field %s: got no agreement among %d", f.ID, len(columns[0]))
	}
	same(t, "r_WG(J)", got.RWG.Value, want)
	same(t, "AD(J)", got.AD.Value, ads)
	same(t, "r*_WG", got.Shared.Value, max(0, 1-q))
}

// alphaOf returns alpha of the columns, and whether it is defined.
func alphaOf(columns [][]float64) (float64, bool) {
	if len(columns) < 2 || len(columns[0]) < 2 {
		return 0, false
	}
	totals, variances := make([]float64, len(columns[0])), 0.0
	for _, x := range columns {
		_, sd := meanSD(x)
		variances += sd * sd
		for i, v := range x {
			totals[i] += v
		}
	}
	_, sd := meanSD(totals)
	k := float64(len(columns))
	// Where everybody answers alike, sums of thirds still differ in their last digits.
	largest := max(slices.Max(totals), -slices.Min(totals))
	return k / (k - 1) * (1 - variances/(sd*sd)), sd*sd > max(1e-12*variances, 1e-18*largest*largest)
}

func checkAlpha(t *rapid.T, what string, got score.Opt, columns [][]float64) {
	want, ok := alphaOf(columns)
	if got.OK != ok {
		t.Fatalf("%s: got %+v, want %v %v", what, got, want, ok)
	}
	if ok {
		same(t, what, got.Value, want)
	}
}

// check compares all of a group's statistics.
func (o naive) check(t *rapid.T, g score.Group) {
	if g.N != len(o.rows) || len(g.Fields) != len(o.q.Fields) {
		t.Fatalf("got %d persons, %d fields", g.N, len(g.Fields))
	}
	for i, f := range o.q.Fields {
		got := g.Fields[i]
		o.checkStat(t, "field "+f.ID, got.Stat, o.scores(func(row score.Answers) (float64, bool) { return o.person(row, f) }))
		if len(got.Facets) != len(o.q.Facets) || len(got.Items) != len(f.Items) {
			t.Fatalf("field %s: got %d facets, %d items", f.ID, len(got.Facets), len(got.Items))
		}
		for j, c := range o.q.Facets {
			o.checkStat(t, "facet "+c.ID, got.Facets[j], o.scores(func(row score.Answers) (float64, bool) { return o.facet(row, f, c.ID) }))
		}
		for j := range f.Items {
			o.checkItem(t, got.Items[j], f, j)
		}
		columns := o.items(f)
		o.checkAgreement(t, got, f, columns)
		checkAlpha(t, "alpha of "+f.ID, got.Alpha.Value, columns)
		for j := range columns {
			checkAlpha(t, "alpha if dropped", got.Alpha.IfDropped[j], slices.Delete(slices.Clone(columns), j, j+1))
		}
	}
}

func TestAgreesWithAPlainRecomputation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := anyQuestionnaire(t)
		rows := anyRows(t, q, 0, 12)
		share := map[string]float64{"0.34": 0.34, "0.5": 0.5, "0.66": 0.66, "1": 1}[q.MinAnswered]
		o := naive{q: q, share: share, rows: rows}
		o.check(t, groupOf(q, rows...))
		for _, row := range rows {
			for i, f := range score.New(q).Person(row).Fields {
				want, ok := o.person(row, q.Fields[i])
				if f.Score.OK != ok {
					t.Fatalf("got %+v, want %v %v", f.Score, want, ok)
				}
				if ok {
					same(t, "own score", f.Score.Value, want)
				}
			}
		}
	})
}
