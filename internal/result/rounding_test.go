package result_test

import (
	"fmt"
	"strings"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/score"
)

// TestHalvesAreRoundedUp has means that are halves as decimals but lie below or above them as float64.
func TestHalvesAreRoundedUp(t *testing.T) {
	q := load(t, facets)
	for _, tc := range []struct {
		n, higher   int // persons; of whom so many answer one point higher
		point       byte
		mean, share float64
	}{
		{20, 9, 2, 2.5, 0.45},    // 2.45
		{20, 7, 2, 2.4, 0.35},    // 2.35
		{20, 5, 0, 0.3, 0},       // 0.25
		{20, 11, 1, 1.6, 0},      // 1.55
		{200, 1, 1, 1.01, 0},     // 1.005
		{200, 7, 1, 1.04, 0},     // 1.035
		{200, 55, 2, 2.28, 0.28}, // 2.275; share of favourable answers 0.275
	} {
		t.Run(fmt.Sprintf("%d of %d above %d", tc.higher, tc.n, tc.point), func(t *testing.T) {
			forms := everybody(q, tc.n, func(person int, it questionnaire.Item) byte {
				if it.Reverse || it.Scale == "extent" {
					return 1
				}
				if person < tc.higher {
					return tc.point + 1
				}
				return tc.point
			})
			f := field(t, build(t, anonymous(q, forms)).Everyone(), "management")
			if !same(f.Mean, tc.mean) || !same(f.Items[0].Mean, tc.mean) || !same(f.Items[0].Favourable, tc.share) {
				t.Errorf("got %v, %v, %v, want %v, %v", show(f.Mean), show(f.Items[0].Mean), show(f.Items[0].Favourable), tc.mean, tc.share)
			}
		})
	}
}

func TestZeroHasNoSign(t *testing.T) {
	q := load(t, garden)
	zeros := 0
	for seed := range uint64(40) {
		data := string(encode(t, build(t, anonymous(q, random(q, 40, seed)))))
		if strings.Contains(data, ":-0,") || strings.Contains(data, "[-0,") || strings.Contains(data, "-0]") {
			t.Errorf("seed %d: got a −0", seed)
		}
		zeros += strings.Count(data, `"alpha":{"value":0,`)
	}
	if zeros == 0 {
		t.Error("no alpha of these rounds is rounded to 0: choose others")
	}
}

func TestEachNumberIsRoundedByItsOwnN(t *testing.T) {
	q := load(t, facets)
	forms := leave(q, everybody(q, 100, func(person int, it questionnaire.Item) byte { return byte(min(person%7, 2)) }), 1, score.Missing, "c-1")
	f := field(t, build(t, anonymous(q, forms)).Everyone(), "customers")
	if f.N != 100 || f.Items[0].N != 99 || f.Items[1].N != 100 {
		t.Fatalf("got n %d, %d, %d", f.N, f.Items[0].N, f.Items[1].N)
	}
	if places(*f.Items[0].Mean) > 1 || places(*f.Items[1].Mean) != 2 {
		t.Errorf("got %v of 99, %v of 100", *f.Items[0].Mean, *f.Items[1].Mean)
	}
}

func TestStraightLinedShareIsToFivePercent(t *testing.T) {
	q := load(t, shipped)
	for _, tc := range []struct {
		n, straight int
		want        float64
	}{{10, 0, 0}, {10, 3, 0.3}, {12, 1, 0.1}, {40, 1, 0.05}, {41, 1, 0}, {200, 15, 0.1}, {30, 30, 1}} {
		forms := append([]kompass.Response{}, everybody(q, tc.n, func(person int, it questionnaire.Item) byte {
			if person < tc.straight {
				return 3
			}
			return byte(len(it.ID)+int(it.ID[len(it.ID)-1])) % 4
		})...)
		if g := build(t, anonymous(q, forms)).Everyone(); !same(g.Straightlined, tc.want) {
			t.Errorf("%d of %d: got %v, want %v", tc.straight, tc.n, show(g.Straightlined), tc.want)
		}
	}
}

// TestAttainmentExample has the free numbers of the method page: targets 2.5, 1.5, 3.5 against 2.6, 1.8, 3.0.
func TestAttainmentExample(t *testing.T) {
	q := load(t, shipped)
	levels := map[string]int{"attitude": 26, "tools": 18, "processes": 30}
	forms := everybody(q, 20, func(person int, it questionnaire.Item) byte {
		sum := levels[it.Facet] // of ten persons' answers
		return byte((sum + person%10) / 10)
	})
	in := anonymous(q, forms)
	for _, tc := range []struct {
		targets   map[string]float64
		fit       float64
		mean, gap float64
		weakest   string
	}{
		{map[string]float64{"attitude": 2.5, "tools": 1.5, "processes": 3.5}, 0.93, 2.5, 0, "processes"},
		{map[string]float64{"attitude": 4, "tools": 3.5, "processes": 3.5}, 0.67, 2.5, 1.2, "tools"},
	} {
		in.Target = &kompass.Target{QuestionnaireID: q.ID, Values: kompass.TargetValues{"customers": tc.targets}}
		f := field(t, build(t, in).Everyone(), "customers")
		if !same(f.Fit, tc.fit) || !same(f.Mean, tc.mean) || !same(f.Gap, tc.gap) || f.Weakest == nil || *f.Weakest != tc.weakest {
			t.Errorf("got fit %v, mean %v, gap %v, weakest %v, want %+v", show(f.Fit), show(f.Mean), show(f.Gap), f.Weakest, tc)
		}
	}
	in.Target = &kompass.Target{QuestionnaireID: q.ID, Values: kompass.TargetValues{"customers": {"attitude": 0, "tools": 0, "processes": 0}}}
	if f := field(t, build(t, in).Everyone(), "customers"); f.Fit != nil || !same(f.Target, 0) || !same(f.Surplus, 2.5) {
		t.Errorf("got fit %v, target %v, surplus %v of targets at the minimum", show(f.Fit), show(f.Target), show(f.Surplus))
	}
}
