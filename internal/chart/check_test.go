package chart_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"kompass/internal/chart"
)

func TestRadarRefuses(t *testing.T) {
	r := shared
	for name, spoil := range map[string]func(*chart.Radar){
		"two axes":                 func(c *chart.Radar) { *c = axes(2) },
		"thirteen axes":            func(c *chart.Radar) { *c = axes(13) },
		"a value short":            func(c *chart.Radar) { c.Series[0].Values = values(1, 2, 3) },
		"a marker short":           func(c *chart.Radar) { c.Markers[0].Values = values(1, 2, 3) },
		"not a number":             func(c *chart.Radar) { c.Series[0].Values = values(1, 2, 3, math.NaN()) },
		"infinity":                 func(c *chart.Radar) { c.Markers[0].Values = values(1, 2, 3, math.Inf(1)) },
		"above the scale":          func(c *chart.Radar) { c.Series[0].Values = values(1, 2, 3, 4.1) },
		"below the scale":          func(c *chart.Radar) { c.Min, c.Step = 2, 0.5 },
		"an unknown role":          func(c *chart.Radar) { c.Series[0].Role = "fifth" },
		"no step":                  func(c *chart.Radar) { c.Step = 0 },
		"a step that is no number": func(c *chart.Radar) { c.Step = math.NaN() },
		"a step that does not fit": func(c *chart.Radar) { c.Step = 1.5 },
		"too many steps":           func(c *chart.Radar) { c.Step = 0.01 },
		"an endless scale":         func(c *chart.Radar) { c.Max = math.Inf(1) },
		"a scale upside down":      func(c *chart.Radar) { c.Min, c.Max = 4, 0 },
		"a negative width":         func(c *chart.Radar) { c.Width = -1 },
		"a huge height":            func(c *chart.Radar) { c.Height = 1 << 20 },
	} {
		t.Run(name, func(t *testing.T) {
			c := radar()
			spoil(&c)
			if _, err := r.Radar(t.Context(), c); !errors.Is(err, chart.ErrInvalid) {
				t.Errorf("got %v, want %v", err, chart.ErrInvalid)
			}
		})
	}
}

func TestDotsRefuse(t *testing.T) {
	r := shared
	for name, spoil := range map[string]func(*chart.Dots){
		"no rows":                 func(c *chart.Dots) { c.Rows = nil },
		"too many rows":           func(c *chart.Dots) { c.Rows = slices.Repeat(c.Rows, 200) },
		"half an interval":        func(c *chart.Dots) { c.Rows[0].High = nil },
		"an interval upside down": func(c *chart.Dots) { c.Rows[0].Low = value(3) },
		"three further series":    func(c *chart.Dots) { c.Rows[0].Others = values(1, 2, 3) },
		"a mean off the scale":    func(c *chart.Dots) { c.Rows[0].Mean = value(5) },
		"not a number":            func(c *chart.Dots) { c.Rows[0].Target = value(math.NaN()) },
		"another off the scale":   func(c *chart.Dots) { c.Rows[0].Others = values(9) },
		"no step":                 func(c *chart.Dots) { c.Step = 0 },
		"a negative width":        func(c *chart.Dots) { c.Width = -1 },
	} {
		t.Run(name, func(t *testing.T) {
			c := dots()
			spoil(&c)
			if _, err := r.Dots(t.Context(), c); !errors.Is(err, chart.ErrInvalid) {
				t.Errorf("got %v, want %v", err, chart.ErrInvalid)
			}
		})
	}
}

func TestTrendRefuses(t *testing.T) {
	r := shared
	for name, spoil := range map[string]func(*chart.Trend){
		"no labels":               func(c *chart.Trend) { c.Labels = nil },
		"a value short":           func(c *chart.Trend) { c.Series[0].Values = values(1, 2) },
		"lows short":              func(c *chart.Trend) { c.Series[1].Low = values(1) },
		"lows without highs":      func(c *chart.Trend) { c.Series[1].High = nil },
		"half an interval":        func(c *chart.Trend) { c.Series[1].Low = values(1, gap, 2) },
		"an interval upside down": func(c *chart.Trend) { c.Series[1].Low = values(1, 4, 2) },
		"not a number":            func(c *chart.Trend) { c.Series[1].High = values(3, math.NaN(), 3) },
		"an unknown role":         func(c *chart.Trend) { c.Series[0].Role = "" },
		"no step":                 func(c *chart.Trend) { c.Step = 0 },
		"a negative height":       func(c *chart.Trend) { c.Height = -1 },
		"a huge width":            func(c *chart.Trend) { c.Width = 1 << 20 },
	} {
		t.Run(name, func(t *testing.T) {
			c := trend()
			spoil(&c)
			if _, err := r.Trend(t.Context(), c); !errors.Is(err, chart.ErrInvalid) {
				t.Errorf("got %v, want %v", err, chart.ErrInvalid)
			}
		})
	}
}
