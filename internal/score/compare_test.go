package score_test

import (
	"testing"

	"kompass/internal/score"
)

func TestComparingNeedsTwoScoresEach(t *testing.T) {
	two, one := score.Sample{N: 2, Mean: 1, SD: 1}, score.Sample{N: 1, Mean: 3}
	for _, pair := range [][2]score.Sample{{two, one}, {one, two}} {
		d := score.Welch(pair[0], pair[1])
		if d.CI.OK || d.T.OK || d.DF.OK || d.Diff != pair[1].Mean-pair[0].Mean {
			t.Errorf("got %+v", d)
		}
		if e := score.HedgesG(pair[0], pair[1]); e != (score.Effect{}) {
			t.Errorf("got %+v", e)
		}
	}
	if d := score.Welch(two, two); !d.CI.OK || d.Diff != 0 || !d.T.OK || d.T.Value != 0 {
		t.Errorf("got %+v", d)
	}
	if e := score.HedgesG(two, two); !e.OK || e.G != 0 || !e.CI.OK {
		t.Errorf("got %+v", e)
	}
}

func TestComparingWhereNobodyDiffers(t *testing.T) {
	d := score.Welch(score.Sample{N: 5, Mean: 1}, score.Sample{N: 6, Mean: 3})
	if d.CI != (score.Interval{Low: 2, High: 2, OK: true}) || d.T.OK || d.DF.OK {
		t.Errorf("got %+v, want the point 2", d)
	}
	if e := score.HedgesG(score.Sample{N: 5, Mean: 1}, score.Sample{N: 6, Mean: 3}); e.OK || e.CI.OK {
		t.Errorf("got %+v", e)
	}
}

// With the spread in one sample alone, its own degrees of freedom are all there are.
func TestDegreesOfFreedomOfOneSpread(t *testing.T) {
	d := score.Welch(score.Sample{N: 5, Mean: 1}, score.Sample{N: 9, Mean: 3, SD: 3})
	is(t, "df", d.DF, 8)
	is(t, "t", d.T, 2)
}

// The pooled variance weighs by degrees of freedom: (2·4 + 7·1)/9 = 15/9.
func TestUnequalSamples(t *testing.T) {
	e := score.HedgesG(score.Sample{N: 3, Mean: 1, SD: 2}, score.Sample{N: 8, Mean: 2, SD: 1})
	near(t, "d", e.D, 0.7745966692, 1e-9)
	near(t, "g", e.G, 0.7745966692*(1-3.0/35), 1e-9)
	near(t, "half the interval", e.CI.High-e.G, 1.959963985*(1-3.0/35)*0.6968544042, 1e-6)
}

func TestTIntervalNeedsTwo(t *testing.T) {
	if got := score.TInterval(1, 2, 0); got != (score.Interval{}) {
		t.Errorf("got %+v", got)
	}
	if got := score.TInterval(2, 2, 0); got != (score.Interval{Low: 2, High: 2, OK: true}) {
		t.Errorf("got %+v", got)
	}
}

func TestAlphaNeedsTwoItemsAndVariance(t *testing.T) {
	missing(t, "one item", score.CronbachAlpha([]float64{1}, 1))
	missing(t, "no variance", score.CronbachAlpha([]float64{0, 0}, 0))
	missing(t, "sums that differ by rounding only", score.CronbachAlpha([]float64{1, 1}, 1e-20))
	missing(t, "the same on a scale of thousands", score.CronbachAlpha([]float64{1e6, 1e6}, 1e-8))
	is(t, "two parallel items on a scale of thousandths", score.CronbachAlpha([]float64{1e-7, 1e-7}, 4e-7), 1)
	is(t, "two parallel items", score.CronbachAlpha([]float64{1, 1}, 4), 1)
	is(t, "two unrelated items", score.CronbachAlpha([]float64{1, 1}, 2), 0)
	is(t, "two opposed items", score.CronbachAlpha([]float64{1, 1}, 1), -2)
	for _, c := range [][2]int{{1, 2}, {2, 1}} {
		if got := score.FeldtInterval(0.5, c[0], c[1]); got != (score.Interval{}) {
			t.Errorf("%d persons, %d items: got %+v", c[0], c[1], got)
		}
	}
	// F with one and one degrees of freedom has its quantiles at 647.789 and 1/647.789.
	got := score.FeldtInterval(0.5, 2, 2)
	near(t, "low", got.Low, 1-0.5*647.7890114779, 1e-6)
	near(t, "high", got.High, 1-0.5/647.7890114779, 1e-9)
}

func TestAlphaOfThreeWhoAgree(t *testing.T) {
	q := plain(scaleOf("s", upTo(0, 4)...), "i", "j", "k")
	f := groupOf(q, score.Answers{0, 0, 0}, score.Answers{3, 3, 3}, score.Answers{1, 1, 1}, score.Answers{1, 1, none}).Fields[0]
	is(t, "alpha of equal columns", f.Alpha.Value, 1)
	is(t, "alpha without one", f.Alpha.IfDropped[2], 1)
	if f.Alpha.N != 3 || f.N != 4 {
		t.Errorf("got n %d of %d, want 3 of 4", f.Alpha.N, f.N)
	}
	two := groupOf(plain(scaleOf("s", upTo(0, 4)...), "i", "j"), score.Answers{0, 0}, score.Answers{3, 2}).Fields[0]
	if !two.Alpha.Value.OK || len(two.Alpha.IfDropped) != 2 || two.Alpha.IfDropped[0].OK {
		t.Errorf("two items: got %+v", two.Alpha)
	}
}
