package chart_test

import (
	"fmt"
	"testing"

	"kompass/internal/chart"
)

// BenchmarkRadar draws a new radar every time, BenchmarkRadarAgain the same
// one, from the cache.
func BenchmarkRadar(b *testing.B) {
	r := chart.NewRenderer(chart.Options{})
	defer r.Close()
	c := radar()
	for n := 0; b.Loop(); n++ {
		c.Title = fmt.Sprint(n)
		if _, err := r.Radar(b.Context(), c); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRadarAgain(b *testing.B) {
	r := chart.NewRenderer(chart.Options{})
	defer r.Close()
	for b.Loop() {
		if _, err := r.Radar(b.Context(), radar()); err != nil {
			b.Fatal(err)
		}
	}
}
