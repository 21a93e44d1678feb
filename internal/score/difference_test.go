package score_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"kompass/internal/questionnaire"
	"kompass/internal/score"
)

// fieldsOf returns a questionnaire of so many fields of one item each, from 0 to 4.
func fieldsOf(n int) *questionnaire.Questionnaire {
	q := plain(scaleOf("s", upTo(0, 4)...))
	q.Fields = nil
	for i := range n {
		id := string(rune('a' + i))
		q.Fields = append(q.Fields, questionnaire.Field{ID: id, Items: []questionnaire.Item{itemOf("item-"+id, "")}})
	}
	return q
}

// Of three people with 3 and 1, 4 and 2, 2 and 2 the difference is 2, 2 and 0. Who has one score alone is nobody's pair.
func TestFieldsAreComparedWithinPersons(t *testing.T) {
	g := groupOf(fieldsOf(2), score.Answers{3, 1}, score.Answers{4, 2}, score.Answers{2, 2}, score.Answers{4, none})
	for turned, pair := range []score.Paired{g.Between(0, 1), g.Between(1, 0)} {
		sign := float64(1 - 2*turned)
		if pair.N != 3 {
			t.Errorf("got %d pairs, want 3", pair.N)
		}
		near(t, "difference", pair.Diff.Value, sign*4/3, 1e-12)
		near(t, "deviation", pair.SD.Value, math.Sqrt(4.0/3), 1e-12)
		// t(0.975; 2) · √(4/3) / √3 = 4.3027 · 0.6667 = 2.8684.
		for from, want := range map[float64]bool{0: false, sign*4/3 - 2.8684: false, sign*4/3 - 2.8685: true, sign*4/3 + 2.8685: true} {
			if got := pair.Differs(from); got != want {
				t.Errorf("%v differs from %v: got %t", pair, from, got)
			}
		}
	}
	if got := g.Between(1, 1); got != (score.Paired{}) {
		t.Errorf("got %+v between a field and itself", got)
	}
	alone := groupOf(fieldsOf(2), score.Answers{4, 0})
	if got := alone.Between(0, 1); got.Differs(0) || got.Diff.OK {
		t.Errorf("got %+v of one person, who is no test", got)
	}
}

func TestHalfAnIntervalIsThatOfTheTest(t *testing.T) {
	d := score.Welch(score.Sample{N: 9, Mean: 1, SD: 0.7}, score.Sample{N: 14, Mean: 2, SD: 0.4})
	near(t, "at 5 %", d.Half(score.Significance), (d.CI.High-d.CI.Low)/2, 1e-12)
	if strict := d.Half(score.Significance / 3); strict <= d.Half(score.Significance) {
		t.Errorf("got %v for a third of the significance, want a wider interval", strict)
	}
	near(t, "where the difference is just one", d.Half(d.P()), math.Abs(d.Diff), 1e-7)
	if got := score.Welch(score.Sample{N: 5, Mean: 1}, score.Sample{N: 6, Mean: 3}).Half(score.Significance); got != 0 {
		t.Errorf("got %v where nobody differs from anybody", got)
	}
}

func TestASpreadGivesItsInterval(t *testing.T) {
	for _, n := range []int{2, 3, 10, 500} {
		near(t, "half the interval", score.TInterval(n, 2, score.Spread(0.3, n)).High-2, 0.3, 1e-12)
	}
}

// More sizes come by than are remembered; the interval of each stays what it was.
func TestAnIntervalOfOmegaOutlivesThatItsSizeIsForgotten(t *testing.T) {
	var first []score.Omega
	for round := range 2 {
		for n := range 20 {
			o := oneFactor(rand.New(rand.NewPCG(uint64(n), 5)), 20+n).Omega()
			if round == 0 {
				first = append(first, o)
			} else if o != first[n] {
				t.Errorf("%d persons: got %+v, then %+v", 20+n, first[n], o)
			}
		}
	}
}
