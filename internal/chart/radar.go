package chart

import (
	"math"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

const (
	radarWidth   = 560
	radarHeight  = 480
	minHeight    = 300
	compactSide  = 160
	compactLeast = 96
	ringNeed     = 20 // of a spoke for a label of a ring
	ringZ        = 9  // labels of the rings: over lines, which their halo parts
)

// compass is the geometry of a radar: spokes clockwise from the top.
type compass struct {
	centre point
	radius float64
	axes   int
	scale  scale
}

// angle of a spoke, 0 at the top, growing clockwise.
func (c compass) angle(axis int) float64 {
	return 2 * math.Pi * float64(axis) / float64(c.axes)
}

// at returns the place of a value on a spoke.
func (c compass) at(axis int, value float64) point {
	return c.along(axis, c.radius*c.scale.share(value))
}

func (c compass) along(axis int, distance float64) point {
	sin, cos := math.Sincos(c.angle(axis))
	return point{c.centre.x + distance*sin, c.centre.y - distance*cos}
}

// halfPixel moves a point so that thin upright and level lines through it
// fill whole pixels.
func halfPixel(p point) point { return point{math.Floor(p.x) + 0.5, math.Floor(p.y) + 0.5} }

func radarDrawing(c Radar, f *fonts) drawing {
	geometry, names := layOutRadar(c, f)
	chart := charts.NewRadar()
	s := &sheet{}
	ext := extension{parts: map[string]any{"radar": radarComponent(c, geometry)}, sheet: s}
	for _, series := range c.Series {
		l := lookOf(series.Role).scaled(c)
		if values, whole := complete(series.Values); whole {
			chart.AddSeries("", []opts.RadarData{{Value: values}})
			ext.looks = append(ext.looks, l.onSeries())
			continue
		}
		// ECharts would draw a missing value at the centre, as the least one.
		s.add(brokenLine(geometry, series.Values, l)...)
	}
	for _, name := range names {
		s.text(name)
	}
	if !c.Compact {
		s.ringLabels(geometry, c)
	}
	s.add(spokeMarkers(c, geometry)...)
	chart.Accept(ext)
	chart.Validate()
	return drawing{
		option: chart.JSON(), lines: s.lines, width: c.Width, height: c.Height,
		frame: newFrame("chart-radar", c.Title, c.Description, c.Lang),
	}
}

// scaled thins a look out for small multiples, and enlarges it for phones.
func (l look) scaled(c Radar) look {
	switch {
	case c.Compact:
		l.width, l.size = l.width*0.8, l.size*0.75
	case c.Large:
		l.width, l.size = l.width*1.2, l.size*1.3
	}
	return l
}

func radarComponent(c Radar, g compass) map[string]any {
	indicators := make([]map[string]any, g.axes)
	for i := range indicators {
		indicators[i] = map[string]any{"min": c.Min, "max": c.Max}
	}
	thin := map[string]any{"color": rule, "width": 1, "cap": "butt"}
	return map[string]any{
		"indicator": indicators, "shape": "polygon", "clockwise": true, "startAngle": 90,
		"center": g.centre.pair(), "radius": g.radius, "splitNumber": g.scale.steps(),
		"axisName":  map[string]any{"show": false},
		"axisLine":  map[string]any{"lineStyle": thin},
		"splitLine": map[string]any{"lineStyle": thin},
		"splitArea": map[string]any{"show": false},
	}
}

// complete returns the values when none is missing.
func complete(values []*float64) ([]float64, bool) {
	all := make([]float64, len(values))
	for i, v := range values {
		if v == nil {
			return nil, false
		}
		all[i] = *v
	}
	return all, true
}

// brokenLine draws what can be drawn of a series with gaps: a segment between
// neighbouring spokes that both have a value, and a marker at every value.
func brokenLine(g compass, values []*float64, l look) []graphic {
	var all []graphic
	for _, run := range runs(values) {
		points := make([]point, len(run))
		for i, axis := range run {
			points[i] = g.at(axis, *values[axis])
		}
		if len(points) > 1 {
			all = append(all, polyline(points, l))
		}
	}
	for axis, v := range values {
		if v != nil {
			all = append(all, symbolAt(g.at(axis, *v), l))
		}
	}
	return all
}

// runs returns the longest chains of neighbouring axes with a value, going
// round from the first gap; there is at least one gap.
func runs(values []*float64) [][]int {
	gap := 0
	for values[gap] != nil {
		gap++
	}
	var all [][]int
	var run []int
	for step := 1; step <= len(values); step++ {
		axis := (gap + step) % len(values)
		if values[axis] != nil {
			run = append(run, axis)
			continue
		}
		if len(run) > 0 {
			all, run = append(all, run), nil
		}
	}
	return all
}

// ringLabels labels the rings once, left of the first spoke.
func (s *sheet) ringLabels(g compass, c Radar) {
	face := tickFace
	if c.Large {
		face.size += larger
	}
	for _, t := range g.scale.ticks(c.Lang, g.radius, ringNeed) {
		at := g.at(0, t.value)
		at.x -= 9
		if t.value == g.scale.min {
			at.y -= 8 // clear of the spoke that may run left
		}
		s.text(label{
			at: at, lines: []string{t.text}, face: face,
			colour: muted, align: "right", valign: "middle", halo: true, z: ringZ,
		})
	}
}
