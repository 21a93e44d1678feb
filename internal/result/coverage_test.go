package result_test

import (
	"math/rand/v2"
	"testing"

	"kompass/internal/questionnaire"
)

// ceiling is how persons answer at the ceiling: each has a tendency, with which every answer is the highest point, else the one below.
type ceiling struct{ r *rand.Rand }

func (c ceiling) tendency() float64 { return 0.75 + 0.25*c.r.Float64() }

// mean is what the mean of a field estimates: 3 plus the mean tendency.
func (ceiling) mean() float64 { return 3.875 }

// coverage counts the rounds of n persons in which the printed interval of a field covers what it estimates.
func coverage(t *testing.T, n int) (covered, rounds int) {
	const all = 150
	q := load(t, shipped)
	c := ceiling{rand.New(rand.NewPCG(11, 13))}
	for range all {
		forms := everybody(q, n, func(int, questionnaire.Item) byte { return 0 })
		for i := range forms {
			p := c.tendency()
			for j := range forms[i].Answers {
				forms[i].Answers[j] = 3
				if c.r.Float64() < p {
					forms[i].Answers[j] = 4
				}
			}
		}
		d := build(t, anonymous(q, forms))
		for _, f := range d.Everyone().Fields {
			rounds++
			if f.CI != nil && f.CI[0] <= c.mean() && c.mean() <= f.CI[1] {
				covered++
			}
		}
	}
	return covered, rounds
}
