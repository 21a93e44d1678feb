package chart_test

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"kompass/internal/chart"
)

var update = flag.Bool("update", false, "write the golden files anew")

// patient is longer than any chart takes, even on a busy machine with the race
// detector, so that only tests of the timeout meet it.
const patient = 5 * time.Minute

// shared is the renderer of all tests that do not need one of their own:
// starting an engine takes longer than drawing.
var shared = chart.NewRenderer(chart.Options{Timeout: patient})

func TestMain(m *testing.M) {
	code := m.Run()
	if err := shared.Close(); err != nil {
		panic(err)
	}
	os.Exit(code)
}

// newRenderer returns a renderer that ends with the test.
func newRenderer(t *testing.T) *chart.Renderer {
	t.Helper()
	return closing(t, shared.With(chart.Options{VMs: 1, Timeout: patient}, ""))
}

func closing(t *testing.T, r *chart.Renderer) *chart.Renderer {
	t.Helper()
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return r
}

// samples are drawn by the golden test and by those of rules for all charts.
func samples() map[string]func(context.Context, *chart.Renderer) (chart.SVG, error) {
	drawRadar := func(c chart.Radar) func(context.Context, *chart.Renderer) (chart.SVG, error) {
		return func(ctx context.Context, r *chart.Renderer) (chart.SVG, error) { return r.Radar(ctx, c) }
	}
	small := radar()
	small.Compact, small.Markers = true, nil
	gaps := radar()
	gaps.Series[1].Values = values(2.5, gap, 3, 2.2)
	gaps.Markers[0].Values = values(gap, 2.4, gap, 2.2)
	return map[string]func(context.Context, *chart.Renderer) (chart.SVG, error){
		"radar":         drawRadar(radar()),
		"radar-compact": drawRadar(small),
		"radar-gaps":    drawRadar(gaps),
		"radar-three":   drawRadar(axes(3)),
		"radar-twelve":  drawRadar(axes(12)),
		"dots":          func(ctx context.Context, r *chart.Renderer) (chart.SVG, error) { return r.Dots(ctx, dots()) },
		"trend":         func(ctx context.Context, r *chart.Renderer) (chart.SVG, error) { return r.Trend(ctx, trend()) },
	}
}

func TestChartsAreAsCommitted(t *testing.T) {
	r := shared
	for name, draw := range samples() {
		t.Run(name, func(t *testing.T) {
			got, err := draw(t.Context(), r)
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join("testdata", name+".svg")
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != string(want) {
				t.Errorf("%s differs; look at the chart, then run go test -update.\ngot %s", path, got)
			}
		})
	}
}

func TestChartsAreTheSameFromEveryEngine(t *testing.T) {
	first, second := shared, newRenderer(t)
	for name, draw := range samples() {
		t.Run(name, func(t *testing.T) {
			a, err := draw(t.Context(), first)
			if err != nil {
				t.Fatal(err)
			}
			b, err := draw(t.Context(), second)
			if err != nil {
				t.Fatal(err)
			}
			if a != b {
				t.Errorf("got %s and %s", a, b)
			}
		})
	}
}

func TestChartsConsistOfAllowedParts(t *testing.T) {
	r := shared
	for name, draw := range samples() {
		t.Run(name, func(t *testing.T) {
			svg, err := draw(t.Context(), r)
			if err != nil {
				t.Fatal(err)
			}
			root := parse(t, svg)[0]
			if root.attrs["role"] != "img" || !root.class("chart") || root.attrs["viewBox"] != "0 0 "+root.attrs["width"]+" "+root.attrs["height"] {
				t.Errorf("got root %v, want an image with the class chart and a viewBox of its size", root.attrs)
			}
		})
	}
}
