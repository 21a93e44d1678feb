package questionnaire_test

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"kompass/internal/questionnaire"
)

func TestMinValid(t *testing.T) {
	cases := []struct {
		share       string
		count, want int
	}{
		{"0.66", 3, 2}, {"0.66", 4, 3}, {"0.66", 12, 8}, {"0.66", 50, 33}, {"0.66", 100, 66},
		{"0.5", 4, 2}, {"0.5", 5, 3}, {"0.7", 10, 7}, {"0.1", 10, 1}, {"0.3", 10, 3}, {"0.07", 100, 7},
		{"1", 1, 1}, {"1", 13, 13}, {"0.01", 3, 1}, {"0.66", 0, 1}, {"", 3, 2},
		{"0.666666666666666667", 3, 3}, {"0.666666666666666666", 3, 2},
	}
	for _, c := range cases {
		q := questionnaire.Questionnaire{MinAnswered: c.share}
		if got := q.MinValid(c.count); got != c.want {
			t.Errorf("%s of %d: got %d, want %d", c.share, c.count, got, c.want)
		}
	}
}

// TestMinValidIsTheSmallestEnough holds the rounding against its definition in whole hundredths.
func TestMinValidIsTheSmallestEnough(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		hundredths := rapid.IntRange(1, 100).Draw(t, "hundredths")
		count := rapid.IntRange(1, 500).Draw(t, "count")
		q := questionnaire.Questionnaire{MinAnswered: big.NewRat(int64(hundredths), 100).FloatString(2)}
		got := q.MinValid(count)
		if got*100 < hundredths*count || (got-1)*100 >= hundredths*count || got > count {
			t.Fatalf("%s of %d: got %d", q.MinAnswered, count, got)
		}
	})
}
