package story

import "testing"

func TestEveryAnswerHasItsOwnShade(t *testing.T) {
	for points := 2; points <= 7; points++ {
		seen := map[int]bool{}
		for i := range points {
			shade := shadeOf(i, points)
			if shade < 1 || shade > 7 || seen[shade] {
				t.Errorf("answer %d of %d has the shade %d", i, points, shade)
			}
			seen[shade] = true
		}
	}
	for points := 8; points < 20; points++ {
		for i := range points {
			if shade := shadeOf(i, points); shade < 1 || shade > 7 {
				t.Errorf("answer %d of %d has the shade %d", i, points, shade)
			}
		}
	}
}
