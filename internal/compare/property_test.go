package compare_test

import (
	"math"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"kompass/internal/compare"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
)

// drawRound makes up a document in which anything may be hidden, bounded, single or alike.
func drawRound(t *rapid.T, q *questionnaire.Questionnaire, id string) *result.Document {
	d := round(q, id, "2026-01-01", plenty)
	d.Groups = append(d.Groups, group(q, result.Key{"team": "a"}, plenty), group(q, result.Key{"team": "b"}, plenty))
	for i := range d.Groups {
		g := &d.Groups[i]
		for j := range g.Fields {
			f := &g.Fields[j]
			f.N, f.Mean, f.Bound, f.SD = drawStat(t)
			for k := range f.Facets {
				c := &f.Facets[k]
				c.N, c.Mean, c.Bound, c.SD = drawStat(t)
			}
			if rapid.IntRange(0, 4).Draw(t, "hidden") == 0 {
				*f = result.Field{ID: f.ID}
			}
		}
	}
	return d
}

func drawStat(t *rapid.T) (n int, mean *float64, bound *string, sd *float64) {
	n = rapid.IntRange(0, 150).Draw(t, "n")
	switch kind := rapid.IntRange(0, 9).Draw(t, "kind"); {
	case kind == 0 || n == 0:
		return n, nil, nil, nil
	case kind == 1:
		return n, nil, new("<0.2"), nil
	}
	mean = new(float64(rapid.IntRange(0, 40).Draw(t, "mean")) / 10)
	if n > 1 {
		sd = new(float64(rapid.IntRange(0, 20).Draw(t, "sd")) / 10)
	}
	return n, mean, nil, sd
}

func differences(c compare.Comparison) map[string]compare.Difference {
	all := map[string]compare.Difference{}
	for _, f := range c.Fields {
		all[f.ID] = f.Difference
		for _, facet := range f.Facets {
			all[f.ID+"/"+facet.ID] = facet.Difference
		}
		for _, it := range f.Items {
			all[it.ID] = it.Difference
		}
	}
	return all
}

func TestDifferencesHoldForAllDocuments(t *testing.T) {
	q := load(t, long)
	rapid.Check(t, func(t *rapid.T) {
		first := drawRound(t, q, "r1")
		second := first
		if rapid.Bool().Draw(t, "rounds") {
			second = drawRound(t, q, "r2")
		}
		pick := rapid.IntRange(0, 2)
		a := compare.Series{Document: first, Group: &first.Groups[pick.Draw(t, "a")], Questionnaire: q}
		b := compare.Series{Document: second, Group: &second.Groups[pick.Draw(t, "b")], Questionnaire: q}
		forth := differences(compare.Compare(a, b))
		back := differences(compare.Compare(b, a))
		for id, d := range forth {
			sound(t, id, d)
			if !reflect.DeepEqual(turned(d), back[id]) {
				t.Errorf("%s: got %+v one way and %+v the other", id, d, back[id])
			}
		}
		for _, f := range q.Fields {
			x, _ := a.Group.Field(f.ID)
			y, _ := b.Group.Field(f.ID)
			if (!x.Shown || !y.Shown) && forth[f.ID] != (compare.Difference{Reason: compare.Hidden}) {
				t.Errorf("%s: got %+v from hidden numbers", f.ID, forth[f.ID])
			}
		}
	})
}

// sound checks what holds for every difference by itself.
func sound(t *rapid.T, id string, d compare.Difference) {
	if d.Diff == nil && (d.CI != nil || d.Effect != nil || d.Reason == "") || d.CI == nil && (d.Verdict != "" || d.Effect != nil || d.Reason == "") {
		t.Errorf("%s: got %+v", id, d)
	}
	if d.CI == nil {
		return
	}
	numbers := []float64{*d.Diff, d.CI[0], d.CI[1]}
	if d.Effect != nil {
		numbers = append(numbers, d.Effect.G, d.Effect.CI[0], d.Effect.CI[1])
	}
	for _, x := range numbers {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			t.Errorf("%s: got %+v", id, d)
		}
	}
	if d.CI[0] > *d.Diff || d.CI[1] < *d.Diff || d.CI[0] < -4 || d.CI[1] > 4 {
		t.Errorf("%s: got %v in %v", id, *d.Diff, d.CI)
	}
	if zeroWithin := d.CI[0] <= 0 && d.CI[1] >= 0; d.Verdict == compare.Changed && zeroWithin {
		t.Errorf("%s: got changed with %v", id, d.CI)
	}
}

// turned is the same difference seen from the other side.
func turned(d compare.Difference) compare.Difference {
	if d.Diff != nil {
		d.Diff = new(0 - *d.Diff)
	}
	if d.CI != nil {
		d.CI = &result.Interval{0 - d.CI[1], 0 - d.CI[0]}
	}
	if d.Effect != nil {
		d.Effect = &compare.Effect{G: 0 - d.Effect.G, CI: result.Interval{0 - d.Effect.CI[1], 0 - d.Effect.CI[0]}}
	}
	return d
}

// TestTheLeastDifferenceIsTheOneThatWouldHaveBeenTold shifts one side by the difference that is called the least: that far it is a change, and
// by one step less it is none.
func TestTheLeastDifferenceIsTheOneThatWouldHaveBeenTold(t *testing.T) {
	q := load(t, long)
	rapid.Check(t, func(t *rapid.T) {
		n := func(name string) int { return rapid.IntRange(10, 90).Draw(t, name) }
		sd := func(name string) float64 { return float64(rapid.IntRange(1, 15).Draw(t, name)) / 10 }
		a := stat{n("before"), 0, sd("sd before")}
		b := stat{n("after"), 0, sd("sd after")}
		between := func(mean float64) compare.Difference {
			b.mean = mean
			c := compare.Compare(everyone(q, round(q, "r1", "2026-01-01", a)), everyone(q, round(q, "r2", "2026-02-01", b)))
			f, _ := c.Field("people")
			return f.Difference
		}
		same := between(0)
		if same.Verdict != compare.Indistinct || same.Least == nil {
			t.Fatalf("got %q and %v where both are alike", same.Verdict, same.Least)
		}
		least := *same.Least
		if d := between(least); d.Verdict != compare.Changed || d.Least != nil {
			t.Fatalf("a difference of %v is %q", least, d.Verdict)
		}
		if d := between(least - 0.1); d.Verdict != compare.Indistinct || d.Least == nil || math.Abs(*d.Least-least) > 1e-9 {
			t.Fatalf("a difference of %v is %q, told from %v on, want %v", least-0.1, d.Verdict, d.Least, least)
		}
	})
}
