package score_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"kompass/internal/score"
)

// oneFactor returns the field of so many persons whose answers to ten items share one factor.
func oneFactor(r *rand.Rand, persons int) *score.Field {
	q := plain(scaleOf("s", upTo(0, 100)...), "a", "b", "c", "d", "e", "f", "g", "h", "i", "j")
	var rows []score.Answers
	for range persons {
		own := r.NormFloat64()
		row := make(score.Answers, 10)
		for i := range row {
			row[i] = byte(math.Round(50 + 6*own + 8*r.NormFloat64()))
		}
		rows = append(rows, row)
	}
	return &groupOf(q, rows...).Fields[0]
}

// Of ten items that load 6 and keep a variance of 64 to themselves omega is 3600 / (3600 + 640).
func TestTheIntervalOfOmegaCoversIt(t *testing.T) {
	const rounds, omega = 60, 3600.0 / 4240
	r := rand.New(rand.NewPCG(1, 2))
	covered := 0
	for range rounds {
		o := oneFactor(r, 40).Omega()
		if o.N != 40 || !o.CI.OK || o.CI.Low >= o.Value.Value || o.CI.High <= o.Value.Value {
			t.Fatalf("got %+v", o)
		}
		if o.CI.Low <= omega && omega <= o.CI.High {
			covered++
		}
	}
	if covered < rounds*88/100 {
		t.Errorf("%d of %d intervals cover %.3f", covered, rounds, omega)
	}
	if many := oneFactor(r, 5000).Omega(); math.Abs(many.Value.Value-omega) > 0.01 || many.CI.High-many.CI.Low > 0.03 {
		t.Errorf("5000 persons: got %+v, want near %.3f", many, omega)
	}
}

func TestOmegaIsTheSameEveryTimeAndMissingWithoutVariance(t *testing.T) {
	a, b := oneFactor(rand.New(rand.NewPCG(4, 4)), 30), oneFactor(rand.New(rand.NewPCG(4, 4)), 30)
	if a.Omega() != b.Omega() {
		t.Errorf("got %+v and %+v of the same answers", a.Omega(), b.Omega())
	}
	alike := groupOf(plain(scaleOf("s", upTo(0, 4)...), "a", "b", "c"), camps(3, 20, 2, 2)...).Fields[0]
	if o := alike.Omega(); o.Value.OK || o.N != 40 || alike.ItemTotals()[0].OK {
		t.Errorf("got %+v and %+v where nobody differs", o, alike.ItemTotals())
	}
	if o := oneFactor(rand.New(rand.NewPCG(4, 4)), 10).Omega(); o.Value.OK {
		t.Errorf("got %+v of as many persons as items", o)
	}
}
