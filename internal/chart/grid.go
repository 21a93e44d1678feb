package chart

import (
	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// plot is the rectangle between the axes of a dot plot or a trend, in CSS
// pixels of a drawing.
type plot struct {
	box
	width, height int // of the whole drawing
}

// component places ECharts' grid exactly: version 6 would otherwise move it
// to make room for labels it does not draw.
func (p plot) component() map[string]any {
	return map[string]any{
		"left": p.left, "top": p.top,
		"right": float64(p.width) - p.right, "bottom": float64(p.height) - p.bottom,
		"outerBoundsMode": "none", "containLabel": false,
	}
}

// x returns the place of a share of the width, y that of a share of the
// height, both from the top left.
func (p plot) x(share float64) float64 { return p.left + share*(p.right-p.left) }
func (p plot) y(share float64) float64 { return p.top + share*(p.bottom-p.top) }

// ruled is a value axis that shows nothing but a line at every step.
func ruled(s scale) map[string]any {
	axis := bare(s.min, s.max)
	axis["show"] = true
	axis["interval"] = s.step
	for _, part := range []string{"axisLabel", "axisLine", "axisTick"} {
		axis[part] = map[string]any{"show": false}
	}
	axis["splitLine"] = map[string]any{"show": true, "lineStyle": lineStyle(rule, 1, nil)}
	return axis
}

// bare is a value axis that shows nothing.
func bare(least, most float64) map[string]any {
	return map[string]any{"type": "value", "show": false, "min": least, "max": most}
}

// missing is how ECharts reads a value that is not there: it breaks a line.
const missing = "-"

// segments collects lines of two points each for one series.
type segments []opts.LineData

func (s *segments) add(x1, y1, x2, y2 float64) {
	*s = append(*s,
		opts.LineData{Value: []any{x1, y1}}, opts.LineData{Value: []any{x2, y2}},
		opts.LineData{Value: []any{x2, missing}})
}

// layer is a chart on a grid with the looks of its series beside it.
type layer struct {
	lines *charts.Line
	looks []seriesLook
}

func newLayer() *layer { return &layer{lines: charts.NewLine()} }

// line adds a line with its markers; without any point it adds nothing.
func (l *layer) line(data []opts.LineData, style seriesLook) {
	if len(data) > 0 {
		l.lines.AddSeries("", data)
		l.looks = append(l.looks, style)
	}
}

// scatter adds markers that nothing joins, which lie over all lines before.
func (l *layer) scatter(data []opts.ScatterData, style seriesLook) {
	if len(data) > 0 {
		dots := charts.NewScatter()
		dots.AddSeries("", data)
		l.lines.Overlap(dots)
		l.looks = append(l.looks, style)
	}
}

// option completes the chart with its axes and texts.
func (l *layer) option(p plot, xAxis, yAxis map[string]any, s *sheet) any {
	l.lines.Accept(extension{
		looks: l.looks,
		parts: map[string]any{"grid": p.component(), "xAxis": xAxis, "yAxis": yAxis},
		sheet: s,
	})
	l.lines.Validate()
	return l.lines.JSON()
}

// bar is the look of intervals: a line without markers.
func bar(colour string, width float64) seriesLook {
	style := look{colour: colour, width: width, symbol: "none", z: 3}.onSeries()
	return style
}
