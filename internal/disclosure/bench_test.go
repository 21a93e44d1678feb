package disclosure_test

import (
	"testing"

	"kompass/internal/disclosure"
)

// The budget is 50 ms a plan.

func BenchmarkPlan100x2(b *testing.B) { benchmarkPlan(b, 100, 2) }

func BenchmarkPlan50x3(b *testing.B) { benchmarkPlan(b, 50, 3) }

// benchmarkPlan plans companies of four fields with three facets and ten items each, where one answer in twenty is
// missing, for small, middling and large minimums and team sizes.
func benchmarkPlan(b *testing.B, teams, perspectives int) {
	for _, c := range []struct {
		name       string
		k, largest int
	}{{"k5", 5, 30}, {"k5small", 5, 8}, {"k10", 10, 30}, {"k20", 20, 30}, {"k20small", 20, 10}, {"k20large", 20, 60}} {
		b.Run(c.name, func(b *testing.B) {
			o := organisation(seeded(1), shape{
				teams: teams, perspectives: perspectives, largest: c.largest, k: c.k, itemsFrom: max(10, c.k),
				fields: 4, facets: 3, items: 10, gaps: 5,
			})
			for b.Loop() {
				disclosure.Plan(o)
			}
		})
	}
}
