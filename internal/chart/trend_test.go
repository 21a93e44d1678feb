package chart_test

import (
	"strconv"
	"strings"
	"testing"

	"kompass/internal/chart"
)

func drawnTrend(t *testing.T, c chart.Trend) []node {
	t.Helper()
	svg, err := shared.Trend(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	return parse(t, svg)
}

func TestTrendDrawsLinesIntervalsAndNames(t *testing.T) {
	nodes := drawnTrend(t, trend())
	hasText(t, nodes, "Herbst 2024", "Frühjahr 2025", "Soll", "Ist", "Filiale", "2,5")
	count(t, "points", only(nodes, "circle", "fill-ist"), 3)
	var bars, lines int
	for _, path := range only(nodes, "path", "stroke-ist") {
		if path.attrs["stroke-width"] == "1.5" {
			bars += strings.Count(path.attrs["d"], "M")
		} else {
			lines++
		}
	}
	if bars != 3 || lines != 1 {
		t.Errorf("got %d intervals and %d lines, want 3 and 1", bars, lines)
	}
}

func TestTrendBreaksTheLineAtAGap(t *testing.T) {
	c := trend()
	c.Series = []chart.TrendSeries{{Name: "Ist", Role: chart.RoleIst, Values: values(1, 2, gap)}}
	whole := only(drawnTrend(t, c), "circle", "fill-ist")
	count(t, "points before a gap", whole, 2)

	c.Labels = append(c.Labels, "Frühjahr 2026", "Herbst 2026")
	c.Series[0].Values = values(1, 2, gap, 3, 2)
	nodes := drawnTrend(t, c)
	count(t, "points", only(nodes, "circle", "fill-ist"), 4)
	line := only(nodes, "path", "stroke-ist")
	count(t, "paths", line, 1)
	if got := strings.Count(line[0].attrs["d"], "M"); got != 2 {
		t.Errorf("got %d parts of the line %q, want 2", got, line[0].attrs["d"])
	}
}

func TestTrendMovesIntervalsOfSeveralSeriesApart(t *testing.T) {
	c := trend()
	c.Series[2].Values, c.Series[2].Low, c.Series[2].High = c.Series[1].Values, c.Series[1].Low, c.Series[1].High
	nodes := drawnTrend(t, c)
	first := number(t, only(nodes, "circle", "fill-ist")[0], "cx")
	matrix := only(nodes, "path", "fill-third")[0].attrs["transform"]
	fields := strings.Split(strings.TrimSuffix(matrix, ")"), ",")
	second, err := strconv.ParseFloat(fields[len(fields)-2], 64)
	if err != nil {
		t.Fatalf("transform %q: %v", matrix, err)
	}
	if got := second - first; got < 5 || got > 10 {
		t.Errorf("second series stands %g beside the first, want 5 to 10", got)
	}
}

func TestTrendWithoutAnyValueKeepsItsScale(t *testing.T) {
	c := trend()
	c.Series = []chart.TrendSeries{{Name: "Ist", Role: chart.RoleIst, Values: values(gap, gap, gap)}}
	nodes := drawnTrend(t, c)
	hasText(t, nodes, "4,0", "Herbst 2025")
	for _, text := range texts(nodes) {
		if text == "Ist" {
			t.Error("a series without a value is named")
		}
	}
}

func TestTrendOfOneRound(t *testing.T) {
	c := trend()
	c.Labels = c.Labels[:1]
	c.Series = []chart.TrendSeries{{Name: "Ist", Role: chart.RoleIst, Values: values(2), Low: values(1), High: values(3)}}
	count(t, "points", only(drawnTrend(t, c), "circle", "fill-ist"), 1)
}
