package score_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"kompass/internal/score"
)

// findings are the tests that the divisors of a family make findings.
func findings(p []float64, by []int) []bool {
	out := make([]bool, len(p))
	for i := range p {
		out[i] = p[i] <= score.Significance/float64(by[i])
	}
	return out
}

// TestHolmAsPrinted begins with the example that Wikipedia prints under "Holm–Bonferroni method"; the others are worked by hand.
func TestHolmAsPrinted(t *testing.T) {
	for name, c := range map[string]struct {
		p    []float64
		want []bool
		by   []int
	}{
		"printed":         {[]float64{0.01, 0.04, 0.03, 0.005}, []bool{true, false, false, true}, []int{3, 2, 2, 3}},
		"by hand":         {[]float64{0.03, 0.01, 0.04}, []bool{false, true, false}, []int{2, 3, 2}},
		"a chain":         {[]float64{0.04, 0.01, 0.02}, []bool{true, true, true}, []int{1, 3, 2}},
		"one":             {[]float64{0.05}, []bool{true}, []int{1}},
		"none":            {nil, []bool{}, []int{}},
		"equal and small": {[]float64{0.02, 0.02}, []bool{true, true}, []int{1, 1}},
		"equal":           {[]float64{0.03, 0.03}, []bool{false, false}, []int{2, 2}},
	} {
		by := score.Holm(c.p, score.Significance)
		if got := findings(c.p, by); !slices.Equal(got, c.want) || !slices.Equal(by, c.by) {
			t.Errorf("%s: got %v, %v, want %v, %v", name, got, by, c.want, c.by)
		}
	}
}

// stepDown is the procedure as Holm describes it.
func stepDown(p []float64) []bool {
	out := make([]bool, len(p))
	for k := range p {
		least := -1
		for i := range p {
			if !out[i] && (least < 0 || p[i] < p[least]) {
				least = i
			}
		}
		if p[least] > score.Significance/float64(len(p)-k) {
			break
		}
		out[least] = true
	}
	return out
}

// TestHolmIsTheStepDownProcedure compares with the procedure as it is described, and holds that the divisor of a test does not depend on
// its own p: that is what lets a page say how large a difference would have had to be.
func TestHolmIsTheStepDownProcedure(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SliceOfN(rapid.OneOf(rapid.Float64Range(0, 0.06), rapid.Float64Range(0, 1), rapid.SampledFrom([]float64{0.01, 0.05, 0.025})), 1, 12).Draw(t, "p")
		by := score.Holm(p, score.Significance)
		if got, want := findings(p, by), stepDown(p); !slices.Equal(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
		i := rapid.IntRange(0, len(p)-1).Draw(t, "one")
		other := slices.Clone(p)
		other[i] = rapid.Float64Range(0, 1).Draw(t, "instead")
		if again := score.Holm(other, score.Significance); again[i] != by[i] {
			t.Fatalf("divided by %d and by %d where only its own p differs", by[i], again[i])
		}
	})
}

// TestHolmKeepsTheErrorOfTheFamily: where nothing has changed, at most 5 % of families have a finding, however their tests hang together.
// Each alone would have one in 5 %, and twelve of them in 46 %.
func TestHolmKeepsTheErrorOfTheFamily(t *testing.T) {
	const families = 20000
	r := rand.New(rand.NewPCG(1979, 65)) //nolint:gosec // a simulation
	for name, shared := range map[string]float64{"apart": 0, "hanging together": 0.8} {
		wrong, alone := 0, 0
		for range families {
			p := make([]float64, 12)
			whole := r.NormFloat64()
			for i := range p {
				z := math.Sqrt(shared)*whole + math.Sqrt(1-shared)*r.NormFloat64()
				p[i] = math.Erfc(math.Abs(z) / math.Sqrt2)
			}
			if slices.Contains(findings(p, score.Holm(p, score.Significance)), true) {
				wrong++
			}
			if slices.Min(p) <= score.Significance {
				alone++
			}
		}
		// Three standard errors of a share of 5 %.
		if limit := score.Significance + 3*math.Sqrt(0.05*0.95/families); float64(wrong)/families > limit || float64(alone)/families < 0.1 {
			t.Errorf("%s: %d of %d families have a false finding, %d without the adjustment", name, wrong, families, alone)
		}
	}
}

// TestPAndHalfAreThoseOfTheInterval: p is at most 5 % just where the interval excludes 0, and 95 % lie within it.
func TestPAndHalfAreThoseOfTheInterval(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sample := func(name string) score.Sample {
			return score.Sample{N: rapid.IntRange(2, 200).Draw(t, name+" n"), Mean: rapid.Float64Range(0, 4).Draw(t, name), SD: rapid.Float64Range(0.01, 2).Draw(t, name+" sd")}
		}
		d := score.Welch(sample("before"), sample("after"))
		if half := d.Half(score.Significance); math.Abs(d.Diff+half-d.CI.High) > 1e-9*(1+half) || d.Half(0.01) < half {
			t.Fatalf("half is %v with the interval %+v", half, d.CI)
		}
		if p := d.P(); math.Abs(p-score.Significance) > 1e-9 && (p < score.Significance) != (d.CI.Low > 0 || d.CI.High < 0) {
			t.Fatalf("p is %v with the interval %+v", p, d.CI)
		}
	})
}

// TestPAsInR: pt(-2, 10) * 2 of R is 0.07338803.
func TestPAsInR(t *testing.T) {
	d := score.Difference{T: score.Opt{Value: -2, OK: true}, DF: score.Opt{Value: 10, OK: true}}
	if p := d.P(); math.Abs(p-0.07338803) > 5e-9 {
		t.Errorf("got %v", p)
	}
	if p := score.Welch(score.Sample{N: 4, Mean: 1}, score.Sample{N: 4, Mean: 3}).P(); p != 1 {
		t.Errorf("got %v where nobody differs from anybody", p)
	}
}
