package main

import (
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
)

// figure is something that was measured several times.
type figure struct {
	Name   string    `json:"name"`
	Unit   string    `json:"unit"`
	Values []float64 `json:"values"`           // of the program
	Bare   []float64 `json:"bare,omitempty"`   // of the bare loop, measured in turns with it
	P50    []float64 `json:"p50_ms,omitempty"` // until a client had its answer
	P99    []float64 `json:"p99_ms,omitempty"`
	Goal   goal      `json:"goal"`
}

// goal is what a figure is to be: at most, or at least, and as a multiple of the bare loop's. 0 sets no limit.
type goal struct {
	Most      float64 `json:"most,omitempty"`
	MostRatio float64 `json:"most_ratio,omitempty"`
	MinRatio  float64 `json:"least_ratio,omitempty"`
}

// median returns the middle one of some values, 0 of none.
func median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	return (sorted[(len(sorted)-1)/2] + sorted[len(sorted)/2]) / 2
}

// ratio is the program's figure as a multiple of the bare loop's, 0 where there is none.
func (f figure) ratio() float64 {
	if bare := median(f.Bare); bare > 0 {
		return median(f.Values) / bare
	}
	return 0
}

// met reports whether every limit of the goal is kept.
func (f figure) met() bool {
	g, value := f.Goal, median(f.Values)
	return (g.Most == 0 || value <= g.Most) && (g.MostRatio == 0 || f.ratio() <= g.MostRatio) && f.ratio() >= g.MinRatio
}

func (g goal) String() string {
	var parts string
	for _, limit := range []struct {
		sign  string
		value float64
		of    string
	}{{"≤", g.Most, ""}, {"≤", g.MostRatio, " × bare"}, {"≥", g.MinRatio, " × bare"}} {
		if limit.value > 0 {
			if parts != "" {
				parts += ", "
			}
			parts += fmt.Sprintf("%s %g%s", limit.sign, limit.value, limit.of)
		}
	}
	return parts
}

func printTable(to io.Writer, r report) {
	fmt.Fprintf(to, "%s; medians of %d, lowest to highest in brackets\n\n", r.Machine, r.Repeats)
	w := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "figure\tmeasured\tbare\tratio\tp50 / p99\tgoal\tmet")
	for _, f := range r.Figures {
		bare, ratio, waited, met := "–", "–", "–", "–"
		if len(f.Bare) > 0 {
			bare, ratio = short(median(f.Bare)), fmt.Sprintf("%.2f", f.ratio())
		}
		if len(f.P50) > 0 {
			waited = fmt.Sprintf("%.1f / %.1f ms", median(f.P50), median(f.P99))
		}
		switch {
		case f.Goal == goal{}:
		case f.met():
			met = "yes"
		default:
			met = "no"
		}
		fmt.Fprintf(w, "%s\t%s %s (%s–%s)\t%s\t%s\t%s\t%s\t%s\n", f.Name, short(median(f.Values)), f.Unit,
			short(slices.Min(f.Values)), short(slices.Max(f.Values)), bare, ratio, waited, f.Goal, met)
	}
	_ = w.Flush() // what cannot be printed cannot be told either
}

// short writes a value with three digits that count.
func short(v float64) string {
	switch {
	case v >= 100:
		return fmt.Sprintf("%.0f", v)
	case v >= 10:
		return fmt.Sprintf("%.1f", v)
	case v >= 1:
		return fmt.Sprintf("%.2f", v)
	}
	return fmt.Sprintf("%.3f", v)
}
