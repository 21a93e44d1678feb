package chart_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"kompass/internal/chart"
)

// axes returns a radar with n axes of long names.
func axes(n int) chart.Radar {
	c := radar()
	c.Axes, c.Markers, c.Width, c.Height = nil, nil, 640, 560
	var target, actual []float64
	for i := range n {
		c.Axes = append(c.Axes, fmt.Sprintf("Feld %d · Erwartungen der Kundinnen und Kunden kennen", i+1))
		target, actual = append(target, 3), append(actual, float64(i%5))
	}
	c.Series[0].Values, c.Series[1].Values = values(target...), values(actual...)
	return c
}

func drawn(t *testing.T, c chart.Radar) []node {
	t.Helper()
	svg, err := shared.Radar(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	return parse(t, svg)
}

func TestRadarDrawsEverySeriesWithItsDashAndMarker(t *testing.T) {
	c := radar()
	c.Markers = nil
	c.Series = append(c.Series,
		chart.Series{Name: "Filiale", Role: chart.RoleThird, Values: values(1, 1, 1, 1)},
		chart.Series{Name: "Zentrale", Role: chart.RoleFourth, Values: values(0.5, 0.5, 0.5, 0.5)})
	nodes := drawn(t, c)
	for role, dash := range map[string]string{"ist": "", "soll": "7,4", "third": "2,3.5", "fourth": ""} {
		lines := only(nodes, "polyline", "stroke-"+role)
		count(t, "lines of "+role, lines, 1)
		if got := lines[0].attrs["stroke-dasharray"]; got != dash {
			t.Errorf("got dash %q of %s, want %q", got, role, dash)
		}
		if got := lines[0].attrs["fill"]; got != "none" {
			t.Errorf("got fill %q of %s, want none", got, role)
		}
	}
	count(t, "circles", only(nodes, "circle", "fill-ist"), 4)
	count(t, "hollow diamonds", only(nodes, "path", "fill-paper", "stroke-soll"), 4)
	count(t, "squares", only(nodes, "path", "fill-third"), 4)
	count(t, "triangles", only(nodes, "path", "fill-fourth"), 4)
}

func TestRadarRunsClockwiseFromTheTop(t *testing.T) {
	c := radar()
	c.Markers = nil
	c.Series = []chart.Series{{Name: "Ist", Role: chart.RoleIst, Values: values(4, 3, 2, 1)}}
	points := coordinates(t, only(drawn(t, c), "polyline", "stroke-ist")[0].attrs["points"])
	top, right, bottom, left := points[0], points[1], points[2], points[3]
	centreX, centreY := top[0], right[1]
	unit := (centreY - top[1]) / 4
	for name, distance := range map[string][2]float64{
		"right": {right[0] - centreX, 3 * unit}, "bottom": {bottom[1] - centreY, 2 * unit}, "left": {centreX - left[0], unit},
	} {
		if got, want := distance[0], distance[1]; got < want-0.1 || got > want+0.1 {
			t.Errorf("%s point is %g from the centre, want %g", name, got, want)
		}
	}
	if left[1] != right[1] || top[0] != bottom[0] {
		t.Errorf("got points %v, want the four quarters", points)
	}
}

func coordinates(t *testing.T, list string) [][2]float64 {
	t.Helper()
	var numbers []float64
	for field := range strings.FieldsSeq(list) {
		v, err := strconv.ParseFloat(field, 64)
		if err != nil {
			t.Fatal(err)
		}
		numbers = append(numbers, v)
	}
	var points [][2]float64
	for pair := range slices.Chunk(numbers, 2) {
		points = append(points, [2]float64(pair))
	}
	return points
}

func TestRadarLabelsTheRingsOnce(t *testing.T) {
	c := radar()
	c.Step = 0.5
	nodes := drawn(t, c)
	for _, label := range []string{"0,0", "0,5", "1,0", "1,5", "2,0", "2,5", "3,0", "3,5", "4,0"} {
		times := 0
		for _, text := range texts(nodes) {
			if text == label {
				times++
			}
		}
		if times != 1 {
			t.Errorf("got %d labels %q, want 1", times, label)
		}
	}
}

func TestRadarWritesDecimalPointsInEnglish(t *testing.T) {
	c := radar()
	c.Lang, c.Step = "en", 0.5
	hasText(t, drawn(t, c), "0.5", "3.5")
}

func TestRadarBreaksTheLineAtAGap(t *testing.T) {
	tests := map[string]struct {
		values  []float64
		lines   []int // points of each line drawn
		markers int
	}{
		"one gap leaves a chain through the others":  {[]float64{2.5, gap, 3, 2.2}, []int{3}, 3},
		"two neighbours leave one segment":           {[]float64{2, 3, gap, gap}, []int{2}, 2},
		"opposite gaps leave points":                 {[]float64{2, gap, 3, gap}, nil, 2},
		"a chain runs on over the first axis":        {[]float64{2, 3, gap, 1}, []int{3}, 3},
		"one value is a point":                       {[]float64{gap, gap, gap, 1}, nil, 1},
		"nothing known draws nothing, not even zero": {[]float64{gap, gap, gap, gap}, nil, 0},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			c := radar()
			c.Markers = nil
			c.Series = []chart.Series{{Name: "Ist", Role: chart.RoleIst, Values: values(test.values...)}}
			nodes := drawn(t, c)
			lines := only(nodes, "polyline", "stroke-ist")
			count(t, "lines", lines, len(test.lines))
			for i, want := range test.lines {
				if got := len(coordinates(t, lines[i].attrs["points"])); got != want {
					t.Errorf("line %d has %d points, want %d", i, got, want)
				}
			}
			count(t, "markers", only(nodes, "circle", "fill-ist"), test.markers)
		})
	}
}

func TestRadarKeepsMarkersApart(t *testing.T) {
	c := radar()
	same := values(2, 2, 2, 2)
	c.Series[1].Values, c.Markers[0].Values, c.Markers[1].Values = same, same, same
	nodes := drawn(t, c)
	leaders, staff := only(nodes, "circle", "fill-paper", "stroke-ink"), only(nodes, "circle", "fill-ink")
	count(t, "leaders", leaders, 4)
	count(t, "staff", staff, 4)
	var places []string
	for _, n := range only(nodes, "circle") {
		places = append(places, n.attrs["cx"]+" "+n.attrs["cy"])
	}
	slices.Sort(places)
	if got := len(slices.Compact(places)); got != 12 {
		t.Errorf("got %d places for 12 circles", got)
	}
}

func TestRadarLeavesAbsentMarkersOut(t *testing.T) {
	c := radar()
	c.Markers[0].Values = values(gap, 2.4, gap, gap)
	count(t, "leaders", only(drawn(t, c), "circle", "fill-paper", "stroke-ink"), 1)
}

func TestCompactRadarHasNoText(t *testing.T) {
	c := radar()
	c.Compact = true
	nodes := drawn(t, c)
	count(t, "texts", only(nodes, "text"), 0)
	if got := nodes[0].attrs["width"]; got != "160" {
		t.Errorf("got width %s, want 160", got)
	}
}

func TestRadarIsNeverNarrowerThan420(t *testing.T) {
	c := radar()
	c.Width = 200
	if got := drawn(t, c)[0].attrs["width"]; got != "420" {
		t.Errorf("got width %s, want 420", got)
	}
}
