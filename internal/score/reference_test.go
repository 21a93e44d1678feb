package score_test

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strconv"
	"testing"

	"kompass/internal/questionnaire"
	"kompass/internal/score"
	"kompass/internal/score/reference"
)

// stored is how far the engine may be from the values of R, which are stored with 15 digits.
const stored = 1e-9

// optimised is how far two optimisers of the same likelihood may be apart.
const optimised = 1e-5

type storedStat struct {
	N                   int
	Mean, SD, Low, High float64
}

type storedItem struct {
	storedStat
	NA, Missing         int
	CannotJudge         float64 `json:"cannot_judge"`
	Favourable, RWG, AD float64
	Floor, Ceiling      float64
}

type storedPair struct {
	N        int
	Diff, SD float64
	Differs  bool
}

type storedSet struct {
	Persons  [][]*float64 // a score per facet, then that of the field
	Field    storedStat
	Facets   []storedStat
	Pairs    []storedPair
	Items    []storedItem
	Listwise struct {
		N                int
		RWGJ, ADJ, Alpha float64
		Shared, Omega    float64
		ItemTotal        []float64 `json:"item_total"`
		IfDropped        []float64 `json:"alpha_if_dropped"`
		Feldt            [2]float64
	}
	Straight     int
	Gap, Surplus []float64
	Fit          float64
}

type storedComparison struct {
	Diff, T, DF, D, G float64
	Welch             [2]float64
	GInterval         [2]float64 `json:"g_interval"`
	Package           float64    `json:"g_effectsize"`
	PackageInterval   [2]float64 `json:"g_effectsize_interval"`
}

type storedValues struct {
	MadeWith    map[string]string `json:"made_with"`
	Sets        map[string]storedSet
	Comparisons map[string]storedComparison
}

func readStored(t *testing.T) storedValues {
	t.Helper()
	data, err := os.ReadFile("reference/reference.json")
	if err != nil {
		t.Fatal(err)
	}
	var v storedValues
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	if len(v.Sets) != len(reference.Sets()) || len(v.Comparisons)*2 != len(v.Sets) || v.MadeWith["R"] == "" {
		t.Fatalf("got %d sets and %d comparisons made with R %q", len(v.Sets), len(v.Comparisons), v.MadeWith["R"])
	}
	return v
}

// answersOf returns the rows of a set as they are stored.
func answersOf(s reference.Set) []score.Answers {
	var rows []score.Answers
	for _, cells := range s.Rows() {
		var row score.Answers
		for _, cell := range cells {
			v, err := strconv.Atoi(cell)
			switch {
			case cell == reference.NA:
				row = append(row, score.NA)
			case err != nil:
				row = append(row, score.Missing)
			default:
				row = append(row, byte(v-s.Low))
			}
		}
		rows = append(rows, row)
	}
	return rows
}

func (w storedStat) check(t *testing.T, what string, got score.Stat) {
	t.Helper()
	if got.N != w.N {
		t.Errorf("%s: got n %d, want %d", what, got.N, w.N)
	}
	as(t, what+" mean", got.Mean, w.Mean)
	as(t, what+" SD", got.SD, w.SD)
	nearInterval(t, what, got.CI, [2]float64{w.Low, w.High}, stored)
}

// as checks a number that must be there against a stored one.
func as(t *testing.T, what string, got score.Opt, want float64) {
	t.Helper()
	if !got.OK {
		t.Errorf("%s: got nothing, want %v", what, want)
	}
	near(t, what, got.Value, want, stored)
}

func (w storedItem) check(t *testing.T, what string, got score.Item) {
	t.Helper()
	w.storedStat.check(t, what, got.Stat)
	if got.NA != w.NA || got.Missing != w.Missing {
		t.Errorf("%s: got %d not judged, %d missing, want %d, %d", what, got.NA, got.Missing, w.NA, w.Missing)
	}
	near(t, what+" share not judged", float64(got.NA)/float64(got.NA+got.N), w.CannotJudge, stored)
	as(t, what+" favourable", got.Favourable, w.Favourable)
	as(t, what+" floor", got.Floor, w.Floor)
	as(t, what+" ceiling", got.Ceiling, w.Ceiling)
	as(t, what+" r_WG", got.RWG, w.RWG)
	as(t, what+" AD", got.AD, w.AD)
}

func TestGroupsAsInR(t *testing.T) {
	v := readStored(t)
	for _, set := range reference.Sets() {
		t.Run(set.Name, func(t *testing.T) {
			want := v.Sets[set.Name]
			g := groupOf(set.Questionnaire(), answersOf(set)...)
			f := g.Fields[0]
			if len(f.Facets) != len(want.Facets) || len(f.Items) != len(want.Items) {
				t.Fatalf("got %d facets and %d items", len(f.Facets), len(f.Items))
			}
			if g.N != len(want.Persons) || g.Straightlined != want.Straight {
				t.Errorf("got %d of %d forms straight-lined, want %d of %d", g.Straightlined, g.N, want.Straight, len(want.Persons))
			}
			want.Field.check(t, "field", f.Stat)
			for i := range f.Facets {
				want.Facets[i].check(t, fmt.Sprintf("facet %d", i), f.Facets[i])
			}
			for i := range f.Items {
				want.Items[i].check(t, fmt.Sprintf("item %d", i), f.Items[i])
			}
			want.checkPairs(t, f)
			want.checkListwise(t, f)
			want.checkTargets(t, f, set)
		})
	}
}

func (w storedSet) checkPairs(t *testing.T, f score.Field) {
	t.Helper()
	at := 0
	for i := range f.Facets {
		for j := i + 1; j < len(f.Facets); j++ {
			got, turned, want := f.Between(i, j), f.Between(j, i), w.Pairs[at]
			as(t, "paired difference", got.Diff, want.Diff)
			as(t, "its SD", got.SD, want.SD)
			if got.N != want.N || got.Differs(0) != want.Differs || turned.Differs(0) != want.Differs || turned.Diff.Value != -got.Diff.Value {
				t.Errorf("facets %d and %d: got %+v, want %+v", i, j, got, want)
			}
			at++
		}
	}
}

func (w storedSet) checkListwise(t *testing.T, f score.Field) {
	t.Helper()
	if f.Listwise != w.Listwise.N || f.Alpha.N != w.Listwise.N {
		t.Errorf("got %d and %d complete, want %d", f.Listwise, f.Alpha.N, w.Listwise.N)
	}
	as(t, "r_WG(J)", f.RWG, w.Listwise.RWGJ)
	as(t, "AD(J)", f.AD, w.Listwise.ADJ)
	as(t, "alpha", f.Alpha.Value, w.Listwise.Alpha)
	as(t, "r*_WG", f.Shared, w.Listwise.Shared)
	for i, want := range w.Listwise.ItemTotal {
		as(t, fmt.Sprintf("item %d against the others", i), f.ItemTotals()[i], want)
	}
	near(t, "omega", f.Omega().Value.Value, w.Listwise.Omega, optimised)
	nearInterval(t, "Feldt", f.Alpha.CI, w.Listwise.Feldt, stored)
	if len(f.Alpha.IfDropped) != len(w.Listwise.IfDropped) {
		t.Fatalf("got %d alphas, want %d", len(f.Alpha.IfDropped), len(w.Listwise.IfDropped))
	}
	for i, want := range w.Listwise.IfDropped {
		as(t, fmt.Sprintf("alpha without item %d", i), f.Alpha.IfDropped[i], want)
	}
}

func (w storedSet) checkTargets(t *testing.T, f score.Field, set reference.Set) {
	t.Helper()
	var means []score.Opt
	for i, target := range set.Targets {
		mean := f.Facets[i].Mean
		means = append(means, mean)
		near(t, "gap", score.Gap(target, mean.Value), w.Gap[i], stored)
		near(t, "surplus", score.Surplus(target, mean.Value), w.Surplus[i], stored)
	}
	as(t, "fit", score.Fit(set.Targets, means, float64(set.Low)), w.Fit)
}

func TestPersonsAsInR(t *testing.T) {
	v := readStored(t)
	for _, set := range reference.Sets() {
		t.Run(set.Name, func(t *testing.T) {
			s := score.New(set.Questionnaire())
			for i, row := range answersOf(set) {
				own := s.Person(row).Fields[0]
				for j, got := range append(own.Facets, own.Score) {
					what := fmt.Sprintf("person %d, score %d", i, j)
					if want := v.Sets[set.Name].Persons[i][j]; want != nil {
						as(t, what, got, *want)
					} else {
						missing(t, what, got)
					}
				}
			}
		})
	}
}

func TestComparisonsAsInR(t *testing.T) {
	v := readStored(t)
	samples := make(map[string]score.Sample)
	for _, set := range reference.Sets() {
		f := groupOf(set.Questionnaire(), answersOf(set)...).Fields[0]
		samples[set.Name] = score.Sample{N: f.N, Mean: f.Mean.Value, SD: f.SD.Value}
	}
	for name, want := range v.Comparisons {
		t.Run(name, func(t *testing.T) {
			before, after := samples[name], samples[name+"-later"]
			d := score.Welch(before, after)
			near(t, "difference", d.Diff, want.Diff, stored)
			as(t, "t", d.T, want.T)
			as(t, "df", d.DF, want.DF)
			nearInterval(t, "Welch", d.CI, want.Welch, stored)
			e := score.HedgesG(before, after)
			near(t, "d", e.D, want.D, stored)
			near(t, "g", e.G, want.G, stored)
			nearInterval(t, "g", e.CI, want.GInterval, stored)
			// The exact correction of small samples, and an interval from the noncentral t: near, not the same.
			near(t, "g of effectsize", e.G, want.Package, 1e-4*math.Abs(want.Package))
			nearInterval(t, "g of effectsize", e.CI, want.PackageInterval, 0.015)
		})
	}
}

// The sets are worth something only if they reach what they are for.
func TestTheDataSetsHoldWhatTheyAreMeantTo(t *testing.T) {
	find := func(name string) (questionnaire.Questionnaire, score.Group) {
		for _, s := range reference.Sets() {
			if s.Name == name {
				return *s.Questionnaire(), groupOf(s.Questionnaire(), answersOf(s)...)
			}
		}
		t.Fatalf("no set %s", name)
		return questionnaire.Questionnaire{}, score.Group{}
	}
	if _, g := find("complete"); g.N != 40 || g.Fields[0].Listwise != 40 || len(g.Fields[0].Items) != 10 {
		t.Errorf("complete: got %d of %d with all of %d items", g.Fields[0].Listwise, g.N, len(g.Fields[0].Items))
	}
	q, g := find("gaps")
	f := g.Fields[0]
	if q.Min() != 1 || q.Max() != 6 || g.N != 25 || f.N == g.N || f.Facets[0].N == f.N || g.Straightlined == 0 {
		t.Errorf("gaps: got %d of %d with a score, %d straight-lined", f.N, g.N, g.Straightlined)
	}
	reversed := 0
	for _, it := range q.Items() {
		if it.Reverse {
			reversed++
		}
	}
	if reversed != 3 || f.Agreement != score.Agreed {
		t.Errorf("gaps: got %d reversed items and %q", reversed, f.Agreement)
	}
	if _, g := find("divided"); g.N != 12 || g.Fields[0].Agreement != score.Split {
		t.Errorf("divided: got %d persons, %q", g.N, g.Fields[0].Agreement)
	}
}
