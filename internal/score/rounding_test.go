package score_test

import (
	"math/big"
	"testing"

	"kompass/internal/score"
)

// exactMean returns the float64 nearest to the mean of a person's answers, from fractions alone, and whether there are
// enough of them.
func exactMean(values []float64, row score.Answers) (mean float64, ok bool) {
	sum, n := new(big.Rat), int64(0)
	for _, code := range row {
		if code < score.NA {
			sum.Add(sum, new(big.Rat).SetFloat64(values[code]))
			n++
		}
	}
	if 100*n < 66*int64(len(row)) {
		return 0, false
	}
	mean, _ = sum.Quo(sum, new(big.Rat).SetInt64(n)).Float64()
	return mean, true
}

func TestAPersonsMeanIsTheNearestNumberThereIs(t *testing.T) {
	values := upTo(0, 4)
	q := plain(scaleOf("s", values...), "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l")
	s := score.New(q)
	for i, row := range responses(q, 200) {
		want, ok := exactMean(values, row)
		if got := s.Person(row).Fields[0].Score; got != (score.Opt{Value: want, OK: ok}) {
			t.Fatalf("row %d: got %.20g, want %.20g", i, got.Value, want)
		}
	}
}

// Of many persons on a wide scale the sum has more digits than a float64.
func TestAGroupsMeanIsTheNearestNumberThereIs(t *testing.T) {
	for name, values := range map[string][]float64{
		"above zero": {0, 1, 999_999_999_967, 999_999_999_989, 1_000_000_000_000},
		"below zero": {-1_000_000_000_000, -999_999_999_989, -999_999_999_967, -1, 0},
	} {
		t.Run(name, func(t *testing.T) {
			q := plain(scaleOf("s", values...), "i")
			tally, sum, n := score.New(q).NewTally(), new(big.Rat), int64(0)
			for _, row := range responses(q, 30_000) {
				tally.Add(row)
				if row[0] >= score.NA {
					continue
				}
				n++
				sum.Add(sum, new(big.Rat).SetFloat64(values[row[0]]))
				if n%500 != 0 {
					continue
				}
				want, _ := new(big.Rat).Quo(sum, new(big.Rat).SetInt64(n)).Float64()
				if got := tally.Group().Fields[0].Items[0].Mean.Value; got != want {
					t.Fatalf("%d answers: got %.20g, want %.20g", n, got, want)
				}
			}
		})
	}
}
