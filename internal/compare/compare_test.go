package compare_test

import (
	"math"
	"testing"

	"kompass/internal/compare"
	"kompass/internal/result"
)

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if math.Abs(got-want) > tolerance {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// TestDifferencesMatchPublishedVectors feeds the raw values of published examples through documents.
func TestDifferencesMatchPublishedVectors(t *testing.T) {
	q := ten(t)
	cases := map[string]struct {
		a, b          []byte
		diff          float64
		low, high     float64
		g             float64
		gLow, gHigh   float64
		gEndsAreKnown bool
	}{
		"two waves": {a: []byte{2, 2, 1, 3, 2, 2, 1, 2, 3, 2}, b: []byte{3, 2, 3, 3, 2, 4, 2, 3, 3, 3},
			diff: 0.8, low: 0.1893649642, high: 1.410635036, g: 1.179152585},
		"lakens 2013": {a: []byte{9, 6, 7, 8, 7, 9, 8, 8, 8, 7}, b: []byte{9, 7, 8, 9, 8, 9, 9, 10, 9, 9},
			diff: 1, low: 0.16429928, high: 1.83570072, g: 1.0783075, gLow: 0.1747570043, gHigh: 1.981858015, gEndsAreKnown: true},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			got := compare.Compare(file(t, q, c.a), file(t, q, c.b))
			f := fieldOf(t, &got, "two")
			for what, d := range map[string]compare.Difference{"field": f.Difference, "item": f.Items[0].Difference} {
				near(t, what+" difference", *d.Diff, c.diff, 1e-9)
				near(t, what+" low", d.CI[0], c.low, 1e-7)
				near(t, what+" high", d.CI[1], c.high, 1e-7)
				near(t, what+" g", d.Effect.G, c.g, 1e-6)
				if want := map[string]compare.Verdict{"field": compare.Changed}[what]; d.Verdict != want || d.Reason != "" {
					t.Errorf("%s: got verdict %q, reason %q, want %q", what, d.Verdict, d.Reason, want)
				}
			}
			if c.gEndsAreKnown {
				near(t, "g low", f.Effect.CI[0], c.gLow, 1e-6)
				near(t, "g high", f.Effect.CI[1], c.gHigh, 1e-6)
			}
			if !got.Rounds || !got.Caution || got.Overlap {
				t.Errorf("got %+v, want two rounds with a caution", got)
			}
		})
	}
}

func TestNothingIsSaidAboutWhatIsNotTold(t *testing.T) {
	q := load(t, long)
	whole := stat{n: 20, mean: 2.5, sd: 0.8}
	cases := map[string]struct {
		spoil func(f *result.Field)
		want  compare.Reason
		diff  bool
	}{
		"hidden field":      {func(f *result.Field) { *f = result.Field{ID: f.ID} }, compare.Hidden, false},
		"bound":             {func(f *result.Field) { f.Mean, f.SD, f.Bound = nil, nil, new(">3.8") }, compare.Bounded, false},
		"nobody counted":    {func(f *result.Field) { f.Mean, f.SD, f.N = nil, nil, 0 }, compare.Absent, false},
		"one person":        {func(f *result.Field) { f.SD, f.N = nil, 1 }, compare.Single, false},
		"no deviation":      {func(f *result.Field) { f.SD = nil }, compare.Single, false},
		"nothing is spoilt": {func(*result.Field) {}, "", true},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			a, b := round(q, "r1", "2026-01-01", whole), round(q, "r2", "2026-02-01", whole)
			c.spoil(&b.Everyone().Fields[0])
			for _, pair := range [][2]*result.Document{{a, b}, {b, a}} {
				got := compare.Compare(everyone(q, pair[0]), everyone(q, pair[1]))
				f := fieldOf(t, &got, "customers")
				if f.Reason != c.want || (f.Diff != nil) != c.diff || (f.CI != nil) != c.diff || (f.Verdict != "") != c.diff {
					t.Errorf("got %+v, want reason %q", f.Difference, c.want)
				}
			}
		})
	}
}

func TestAGroupThatIsHiddenGivesNothing(t *testing.T) {
	q := load(t, long)
	a, b := round(q, "r1", "2026-01-01", stat{20, 2.5, 0.8}), round(q, "r2", "2026-02-01", stat{20, 3.5, 0.3})
	b.Groups[0] = result.Group{Key: result.Key{}}
	c := compare.Compare(everyone(q, a), everyone(q, b))
	for _, f := range c.Fields {
		if f.Reason != compare.Hidden || f.Diff != nil || len(f.Items) > 0 || f.Facets[0].Reason != compare.Hidden {
			t.Errorf("got %+v", f)
		}
	}
}

func TestTheVerdictIsReadOffTheIntervalAsShown(t *testing.T) {
	q := load(t, long)
	cases := map[string]struct {
		a, b stat
		want compare.Verdict
		why  compare.Reason
	}{
		"clearly higher":             {stat{20, 2.0, 0.5}, stat{20, 2.9, 0.5}, compare.Changed, ""},
		"clearly lower":              {stat{20, 2.9, 0.5}, stat{20, 2.0, 0.5}, compare.Changed, ""},
		"equal":                      {stat{20, 2.0, 0.5}, stat{20, 2.0, 0.5}, compare.Indistinct, ""},
		"a limit that reads 0.0":     {stat{30, 2.0, 0.5}, stat{30, 2.3, 0.5}, compare.Indistinct, ""},  // 0.04 to 0.56
		"the same with two decimals": {stat{120, 2.00, 0.5}, stat{120, 2.15, 0.5}, compare.Changed, ""}, // 0.02 to 0.28
		"nobody differs anywhere":    {stat{20, 2.0, 0}, stat{20, 2.1, 0}, "", compare.Alike},
		"nobody differs on one side": {stat{20, 2.0, 0}, stat{20, 2.9, 0.5}, compare.Changed, ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			got := compare.Compare(everyone(q, round(q, "r1", "2026-01-01", c.a)), everyone(q, round(q, "r2", "2026-02-01", c.b)))
			f := fieldOf(t, &got, "people")
			if f.Verdict != c.want || f.Reason != c.why {
				t.Errorf("got %q, reason %q, interval %v", f.Verdict, f.Reason, f.CI)
			}
			near(t, "difference", *f.Diff, c.b.mean-c.a.mean, 1e-12)
		})
	}
}

func TestEffectsNeedTenOnEitherSide(t *testing.T) {
	q := load(t, long)
	for _, c := range []struct {
		n1, n2 int
		want   bool
	}{{10, 10, true}, {9, 40, false}, {40, 9, false}} {
		got := compare.Compare(everyone(q, round(q, "r1", "2026-01-01", stat{c.n1, 2, 0.5})), everyone(q, round(q, "r2", "2026-02-01", stat{c.n2, 3, 0.5})))
		f := fieldOf(t, &got, "people")
		if (f.Effect != nil) != c.want || f.CI == nil {
			t.Errorf("n %d and %d: got effect %v, interval %v", c.n1, c.n2, f.Effect, f.CI)
		}
	}
}

func TestItemsAreComparedWhereBothShowThem(t *testing.T) {
	q := load(t, long)
	a, b := round(q, "r1", "2026-01-01", stat{20, 2.0, 0.5}), round(q, "r2", "2026-02-01", stat{20, 2.9, 0.5})
	b.Everyone().Fields[0].Items = nil
	c := compare.Compare(everyone(q, a), everyone(q, b))
	if got := len(fieldOf(t, &c, "customers").Items); got != 0 {
		t.Errorf("got %d items of a field that shows none", got)
	}
	if got, want := len(fieldOf(t, &c, "people").Items), len(q.Fields[2].Items); got != want {
		t.Errorf("got %d items, want %d", got, want)
	}
}
