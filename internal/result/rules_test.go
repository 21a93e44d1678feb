package result_test

import (
	"math"
	"strconv"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
	"kompass/internal/score"
)

// alike has n forms that answer every item alike: by one point on the first form, by another on the others. Reversed items
// are answered the other way round, so that scores are the same everywhere.
func alike(q *questionnaire.Questionnaire, n int, point, others byte) []kompass.Response {
	return everybody(q, n, func(person int, it questionnaire.Item) byte {
		scale, _ := q.Scale(it.Scale)
		last, c := byte(len(scale.Points)-1), others
		if person == 0 {
			c = point
		}
		c = min(c, last)
		if it.Reverse {
			return last - c
		}
		return c
	})
}

func TestWhatIsGivenGrowsWithN(t *testing.T) {
	q := load(t, shipped)
	for _, tc := range []struct {
		n                                       int
		indices, items, alpha, straight, decade bool
	}{
		{n: 5}, {n: 9},
		{n: 10, indices: true, items: true, straight: true},
		{n: 29, indices: true, items: true, straight: true},
		{n: 30, indices: true, items: true, straight: true, alpha: true},
		{n: 99, indices: true, items: true, straight: true, alpha: true},
		{n: 100, indices: true, items: true, straight: true, alpha: true, decade: true},
	} {
		t.Run(strconv.Itoa(tc.n), func(t *testing.T) {
			g := build(t, anonymous(q, complete(q, tc.n))).Everyone()
			f := field(t, g, "customers")
			if f.Mean == nil || f.CI == nil || f.Agreement == nil || f.Spread == nil {
				t.Fatalf("got mean %v, ci %v, agreement %v, spread %v, want all", f.Mean, f.CI, f.Agreement, f.Spread)
			}
			for what, got := range map[string][2]bool{
				"r_WG":         {f.RWG != nil, tc.indices},
				"AD":           {f.AD != nil, tc.indices},
				"items":        {len(f.Items) == len(q.Fields[0].Items), tc.items},
				"no items":     {len(f.Items) == 0, !tc.items},
				"alpha":        {f.Alpha != nil, tc.alpha},
				"straightline": {g.Straightlined != nil, tc.straight},
				"two decimals": {fine(f), tc.decade},
				"sd":           {f.SD != nil, tc.items},
				"halves":       {math.Mod(f.CI[0]*2, 1) == 0 && math.Mod(f.CI[1]*2, 1) == 0, !tc.items},
			} {
				if got[0] != got[1] {
					t.Errorf("%s: got %v, want %v", what, got[0], got[1])
				}
			}
		})
	}
}

// complete are forms without gaps, so that every number rests on the same n.
func complete(q *questionnaire.Questionnaire, n int) []kompass.Response {
	return everybody(q, n, func(person int, it questionnaire.Item) byte {
		return byte((person*7 + len(it.Text["de"])*person) % 4)
	})
}

// fine answers whether any number of a field has a second decimal.
func fine(f *result.Field) bool {
	numbers := []float64{*f.Mean, f.CI[0], f.CI[1]}
	for _, c := range f.Facets {
		numbers = append(numbers, *c.Mean, c.CI[0], c.CI[1])
	}
	for _, c := range append(f.Facets, result.Facet{SD: f.SD}) {
		if c.SD != nil {
			numbers = append(numbers, *c.SD)
		}
	}
	for _, v := range numbers {
		if places(v) > 1 {
			return true
		}
	}
	return false
}

// places returns how many decimals a number has.
func places(v float64) int {
	s := strconv.FormatFloat(v, 'f', -1, 64)
	for i := range s {
		if s[i] == '.' {
			return len(s) - i - 1
		}
	}
	return 0
}

func TestMeansNearAnEndAreBoundsInSmallGroups(t *testing.T) {
	long, plain := load(t, shipped), load(t, garden)
	for _, tc := range []struct {
		name          string
		q             *questionnaire.Questionnaire
		field         string
		n             int
		first, others byte
		bound         string
		mean          float64
	}{
		{"all at the top", long, "customers", 5, 4, 4, ">3.8", 0},
		{"all at the bottom", long, "customers", 5, 0, 0, "<0.2", 0},
		{"exactly at the margin", long, "customers", 5, 3, 4, "", 3.8},
		{"exactly at the lower margin", long, "customers", 5, 1, 0, "", 0.2},
		{"just beyond the margin", long, "customers", 6, 3, 4, ">3.8", 0},
		{"just beyond the lower margin", long, "customers", 6, 1, 0, "<0.2", 0},
		{"nine of nine", long, "customers", 9, 3, 4, ">3.8", 0},
		{"ten give the mean", long, "customers", 10, 4, 4, "", 4},
		{"another scale", plain, "learning", 5, 4, 5, ">5.75", 0},
		{"another scale, below", plain, "learning", 5, 0, 0, "<1.25", 0},
		{"another scale, ten", plain, "learning", 10, 4, 5, "", 5.9},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := build(t, aim(anonymous(tc.q, alike(tc.q, tc.n, tc.first, tc.others)), tc.q.Targets[0].ID))
			f := field(t, d.Everyone(), tc.field)
			if tc.bound == "" {
				if f.Bound != nil || !same(f.Mean, tc.mean) || (f.SD == nil) != (tc.n < 10) || (f.CI == nil) != (tc.first == tc.others) || f.Gap == nil || f.Surplus == nil || f.Fit != nil {
					t.Errorf("got %+v, want mean %v and all that goes with it", f, tc.mean)
				}
				return
			}
			if f.Bound == nil || *f.Bound != tc.bound {
				t.Fatalf("got bound %v and mean %v, want %s", f.Bound, show(f.Mean), tc.bound)
			}
			if f.Mean != nil || f.SD != nil || f.CI != nil || f.Spread != nil || f.Gap != nil || f.Surplus != nil || f.Fit != nil {
				t.Errorf("got %+v, want nothing beside the bound that tells the mean", f)
			}
			for _, c := range f.Facets {
				if c.Bound == nil || *c.Bound != tc.bound || c.Mean != nil || c.SD != nil || c.CI != nil || c.Gap != nil || c.Surplus != nil {
					t.Errorf("got %+v, want the bound alone", c)
				}
			}
		})
	}
}

// leave blanks some items of the first persons.
func leave(q *questionnaire.Questionnaire, forms []kompass.Response, persons int, code byte, items ...string) []kompass.Response {
	for i, it := range q.Items() {
		for _, id := range items {
			if it.ID == id {
				for p := range persons {
					forms[p].Answers[i] = code
				}
			}
		}
	}
	return forms
}

func TestOneBoundedFacetWithholdsAttainmentOnly(t *testing.T) {
	q := load(t, shipped)
	forms := leave(q, alike(q, 7, 2, 3), 7, 4, "k-w-1", "k-w-2", "k-w-3")
	forms = leave(q, forms, 7, 3, "k-p-1", "k-p-2", "k-p-3")
	d := build(t, aim(anonymous(q, forms), q.Targets[0].ID))
	f := field(t, d.Everyone(), "customers")
	tools, _ := f.Facet("tools")
	if f.Mean == nil || f.Gap == nil || f.Fit != nil || tools.Bound == nil || tools.Gap != nil {
		t.Errorf("got %+v, %+v", f, tools)
	}
	if tools.Position == nil || *tools.Position != result.Reached {
		t.Errorf("got %+v, want that all at the top reach their target", tools)
	}
}

func TestFacetWithFewerPersonsThanItsFieldIsBoundedByItsOwn(t *testing.T) {
	q := load(t, garden)
	q.Facets = []questionnaire.Titled{{ID: "a"}, {ID: "b"}}
	for i := range q.Fields {
		for j := range q.Fields[i].Items {
			q.Fields[i].Items[j].Facet = []string{"a", "a", "b"}[j]
		}
	}
	forms := leave(q, alike(q, 10, 5, 5), 1, score.Missing, "learning-3")
	f := field(t, build(t, anonymous(q, forms)).Everyone(), "learning")
	a, _ := f.Facet("a")
	b, _ := f.Facet("b")
	if f.N != 10 || f.Bound != nil || a.Bound != nil || b.N != 9 || b.Bound == nil {
		t.Errorf("got %+v", f)
	}
}

func TestFacetOfASmallFieldIsBoundedEvenIfItHasMorePersons(t *testing.T) {
	q := load(t, facets)
	f := field(t, build(t, anonymous(q, leave(q, alike(q, 10, 4, 4), 1, score.Missing, "c-4", "c-5"))).Everyone(), "customers")
	if a, _ := f.Facet("attitude"); f.N != 9 || a.N != 10 || a.Bound == nil || a.Mean != nil {
		t.Errorf("got %+v", f)
	}
}

// level answers every item with the middle, and one point higher by the first persons, as many as more has for its facet.
func level(q *questionnaire.Questionnaire, n int, more map[string]int) []kompass.Response {
	return everybody(q, n, func(person int, it questionnaire.Item) byte {
		if person < more[it.Facet] {
			return 3
		}
		return 2
	})
}

func TestTheWeakestFacetIsOneThatAPairedTestTellsFromTheNext(t *testing.T) {
	q := load(t, shipped)
	for _, tc := range []struct {
		name    string
		n       int
		more    map[string]int // persons who answer higher by one
		targets map[string]float64
		want    string
	}{
		{"lowest", 100, map[string]int{"attitude": 50, "tools": 20, "processes": 40}, nil, "tools"},
		{"lowest, but not by much", 100, map[string]int{"attitude": 50, "tools": 20, "processes": 21}, nil, ""},
		{"two equal ones above it", 100, map[string]int{"attitude": 50, "tools": 50, "processes": 20}, nil, "processes"},
		{"two lowest", 100, map[string]int{"attitude": 50, "tools": 20, "processes": 20}, nil, ""},
		{"all equal", 100, map[string]int{"attitude": 50, "tools": 50, "processes": 50}, nil, ""},
		{"lowest, but above its target", 100, map[string]int{"attitude": 50, "tools": 20, "processes": 40},
			map[string]float64{"attitude": 3, "tools": 1, "processes": 2.5}, "attitude"},
		{"all above their targets", 100, map[string]int{"attitude": 50, "tools": 20, "processes": 40},
			map[string]float64{"attitude": 1, "tools": 1, "processes": 1}, ""},
		{"a target is missing", 100, map[string]int{"attitude": 50, "tools": 20, "processes": 40}, map[string]float64{"attitude": 3}, ""},
		{"everybody differs alike", 5, map[string]int{"attitude": 5, "tools": 0, "processes": 5}, nil, "tools"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			in := anonymous(q, level(q, tc.n, tc.more))
			if tc.targets != nil {
				in.Target = &kompass.Target{QuestionnaireID: q.ID, Values: kompass.TargetValues{"customers": tc.targets}}
			}
			f := field(t, build(t, in).Everyone(), "customers")
			if got := f.Weakest; tc.want == "" && got != nil || tc.want != "" && (got == nil || *got != tc.want) {
				t.Errorf("got %v, want %q", word(got), tc.want)
			}
		})
	}
	in := open(q, level(q, 4, map[string]int{"attitude": 4, "processes": 4}))
	if f := field(t, build(t, in).Everyone(), "customers"); f.Weakest != nil || f.Agreement != nil || f.Position != nil {
		t.Errorf("got %+v of four", f)
	}
}

func word(w *string) string {
	if w == nil {
		return "nothing"
	}
	return *w
}

func TestTooFewAnswersToOneItemHideTheField(t *testing.T) {
	q := load(t, facets)
	for _, tc := range []struct {
		name  string
		n     int
		shown bool
	}{
		{"items are shown", 12, false},
		{"items are not shown", 9, true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			g := build(t, anonymous(q, leave(q, alike(q, tc.n, 1, 2), tc.n-4, score.NA, "c-2"))).Everyone()
			f := field(t, g, "customers")
			if f.Shown != tc.shown {
				t.Fatalf("got shown %v, want %v", f.Shown, tc.shown)
			}
			if !tc.shown && (*f.Reason != "below_minimum" || f.Mean != nil || f.N != 0 || len(f.Facets)+len(f.Items) > 0) {
				t.Errorf("got %+v, want no numbers", f)
			}
			if other := field(t, g, "people"); !other.Shown {
				t.Error("another field is hidden too")
			}
		})
	}
}

func TestTooFewPersonsInAFacetHideTheField(t *testing.T) {
	q := load(t, shipped)
	var tools []string
	for _, it := range q.Fields[0].Items {
		if it.Facet == "tools" {
			tools = append(tools, it.ID)
		}
	}
	g := build(t, anonymous(q, leave(q, alike(q, 8, 1, 2), 4, score.NA, tools...))).Everyone()
	if f := field(t, g, "customers"); f.Shown || *f.Reason != "below_minimum" {
		t.Errorf("got %+v, want it hidden: 8 persons have a score, but only 4 in tools", f)
	}
}

func TestAgreementOfTooFewCompleteFormsIsWithheld(t *testing.T) {
	q := load(t, shipped)
	items := q.Fields[0].Items
	for _, whole := range []int{5, 4} {
		forms := complete(q, 30)
		for p := range 30 - whole {
			leave(q, forms[p:], 1, score.Missing, items[p%len(items)].ID)
		}
		f := field(t, build(t, anonymous(q, forms)).Everyone(), "customers")
		if f.N != 30 || f.Mean == nil || len(f.Items) != len(items) {
			t.Fatalf("%d complete forms: got %+v, want the field itself shown", whole, f)
		}
		given := f.Agreement != nil && f.RWG != nil && f.AD != nil && f.Alpha != nil && f.Alpha.N == whole
		none := f.Agreement == nil && f.RWG == nil && f.AD == nil && f.Alpha == nil
		if whole >= 5 && !given || whole < 5 && !none {
			t.Errorf("%d complete forms: got %v, %v, %v, %v", whole, f.Agreement, show(f.RWG), show(f.AD), f.Alpha)
		}
	}
}

func TestOpenRoundShowsEverythingFromOnePerson(t *testing.T) {
	q := load(t, shipped)
	g := build(t, aim(open(q, alike(q, 1, 4, 4)), q.Targets[0].ID)).Everyone()
	f := field(t, g, "customers")
	if !same(f.Mean, 4) || f.Bound != nil || len(f.Items) != len(q.Fields[0].Items) || f.Gap == nil {
		t.Errorf("got %+v", f)
	}
	if f.SD != nil || f.CI != nil || f.Agreement != nil || f.Alpha != nil || g.Straightlined != nil {
		t.Errorf("got %+v, want neither spread nor words about a team of one", f)
	}
	if f = field(t, build(t, open(q, alike(q, 3, 1, 2))).Everyone(), "customers"); f.SD == nil || f.CI == nil || f.RWG == nil || f.AD == nil {
		t.Errorf("got %+v, want spread and agreement of three", f)
	}
	if f = field(t, build(t, open(q, complete(q, 30))).Everyone(), "customers"); f.Alpha == nil {
		t.Error("got no alpha of thirty")
	}
}
