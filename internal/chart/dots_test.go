package chart_test

import (
	"strings"
	"testing"

	"kompass/internal/chart"
)

func drawnDots(t *testing.T, c chart.Dots) []node {
	t.Helper()
	svg, err := shared.Dots(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	return parse(t, svg)
}

func TestDotsDrawEveryKindOfValue(t *testing.T) {
	nodes := drawnDots(t, dots())
	count(t, "means", only(nodes, "circle", "fill-ist"), 3)
	count(t, "targets", only(nodes, "path", "fill-paper", "stroke-soll"), 3)
	count(t, "third means", only(nodes, "path", "fill-third"), 1)
	count(t, "fourth means", only(nodes, "path", "fill-fourth"), 2)
	hasText(t, nodes, "Kunden", "Erwartungen", "n = 12", "nicht dargestellt", "0,0", "3,5")
}

func TestDotsDrawIntervalsAsLines(t *testing.T) {
	intervals := only(drawnDots(t, dots()), "path", "stroke-ist")
	count(t, "paths of intervals", intervals, 1)
	if got := strings.Count(intervals[0].attrs["d"], "M"); got != 2 {
		t.Errorf("got %d intervals in %q, want 2", got, intervals[0].attrs["d"])
	}
}

func TestDotsRowsAre28PixelsHigh(t *testing.T) {
	c := dots()
	few := number(t, drawnDots(t, c)[0], "height")
	c.Rows = append(c.Rows, c.Rows...)
	if got := number(t, drawnDots(t, c)[0], "height") - few; got != 4*28 {
		t.Errorf("four more rows make the plot %g higher, want %d", got, 4*28)
	}
}

func TestDotsIndentFacetsUnderBoldHeadings(t *testing.T) {
	nodes := drawnDots(t, dots())
	place := map[string]node{}
	for _, n := range only(nodes, "text") {
		place[n.text] = n
	}
	heading, facet := place["Kunden"], place["Erwartungen"]
	if heading.attrs["font-weight"] != "600" || facet.attrs["font-weight"] == "600" {
		t.Errorf("got heading %v and facet %v, want only the heading bold", heading.attrs, facet.attrs)
	}
	if number(t, facet, "x") <= number(t, heading, "x") {
		t.Errorf("facet starts at %s, heading at %s", facet.attrs["x"], heading.attrs["x"])
	}
}

func TestDotsLabelTheScaleAtBothEnds(t *testing.T) {
	times := 0
	for _, text := range texts(drawnDots(t, dots())) {
		if text == "1,5" {
			times++
		}
	}
	if times != 2 {
		t.Errorf("got %d labels 1,5, want 2", times)
	}
}

func TestDotsOfHiddenRowsOnlyDrawNoValue(t *testing.T) {
	c := dots()
	c.Rows = []chart.DotRow{{Label: "Kunden", Note: "nicht dargestellt"}}
	nodes := drawnDots(t, c)
	count(t, "circles", only(nodes, "circle"), 0)
	count(t, "intervals", only(nodes, "path", "stroke-ist"), 0)
	hasText(t, nodes, "Kunden", "nicht dargestellt")
}
