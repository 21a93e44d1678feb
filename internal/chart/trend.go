package chart

import (
	"math"

	"github.com/go-echarts/go-echarts/v2/opts"
)

const (
	trendWidth  = 720
	trendHeight = 320
	trendLeast  = 160
	endShare    = 0.28 // of the width at most for the names at the right end
	endGap      = 12
	dodge       = 7    // between series with intervals, so that the bars lie apart
	outside     = 0.35 // of a step kept free before the first and after the last label
)

var endFace = typeface{size: 14, bold: true}

func trendDrawing(c Trend, f *fonts) drawing {
	p := trendPlot(c, f)
	chart := newLayer()
	shifts := c.shifts()
	for i, s := range c.Series {
		shift := shifts[i] / c.stepWidth(p)
		var intervals segments
		for at, low := range s.Low {
			if low != nil {
				x := float64(at) + shift
				intervals.add(x, *low, x, *s.High[at])
			}
		}
		chart.line(intervals, bar(lookOf(s.Role).colour, 1.5))
		chart.line(s.points(shift), lookOf(s.Role).onSeries())
	}
	last := float64(len(c.Labels) - 1)
	return drawing{
		option: chart.option(p, bare(-outside, last+outside), ruled(c.scale()), trendTexts(c, p, f)),
		width:  c.Width, height: c.Height,
		frame: frame{kind: "chart-trend", title: plain(c.Title), description: plain(c.Description), lang: c.Lang},
	}
}

// shifts returns how far every series is moved sideways, in CSS pixels: only
// those with intervals are, around their label.
func (c Trend) shifts() []float64 {
	shifts := make([]float64, len(c.Series))
	var with []int
	for i, s := range c.Series {
		if len(s.Low) > 0 {
			with = append(with, i)
		}
	}
	for n, i := range with {
		shifts[i] = (float64(n) - float64(len(with)-1)/2) * dodge
	}
	return shifts
}

// stepWidth is the distance of two labels in CSS pixels.
func (c Trend) stepWidth(p plot) float64 {
	return (p.right - p.left) / (float64(len(c.Labels)-1) + 2*outside)
}

func (t TrendSeries) points(shift float64) []opts.LineData {
	if _, known := t.last(); !known {
		return nil
	}
	data := make([]opts.LineData, len(t.Values))
	for i, v := range t.Values {
		data[i].Value = []any{float64(i) + shift, missing}
		if v != nil {
			data[i].Value = []any{float64(i) + shift, *v}
		}
	}
	return data
}

// last returns the index of the last value of a series.
func (t TrendSeries) last() (int, bool) {
	for i := len(t.Values) - 1; i >= 0; i-- {
		if t.Values[i] != nil {
			return i, true
		}
	}
	return 0, false
}

func trendPlot(c Trend, f *fonts) plot {
	width := float64(c.Width)
	var ticks, names float64
	s := c.scale()
	for i := range s.steps() + 1 {
		text := number(s.min+float64(i)*s.step, s.step, c.Lang)
		ticks = math.Max(ticks, f.width(text, tickFace.size, tickFace.bold))
	}
	for _, series := range c.Series {
		names = math.Max(names, f.width(plain(series.Name), endFace.size, endFace.bold))
	}
	p := plot{width: c.Width, height: c.Height}
	p.left, p.top = edge+math.Ceil(ticks)+10, edge+8
	p.right = width - edge - endGap - math.Ceil(math.Min(names, width*endShare))
	lines := 1
	for _, text := range c.Labels {
		lines = max(lines, len(f.wrap(text, noteFace, c.stepWidth(p)-8, 2).lines))
	}
	p.bottom = float64(c.Height) - edge - 8 - noteFace.lineHeight()*float64(lines)
	return p
}

func trendTexts(c Trend, p plot, f *fonts) []graphic {
	var all []graphic
	s := c.scale()
	for i := range s.steps() + 1 {
		value := s.min + float64(i)*s.step
		tick := label{
			at: point{p.left - 8, p.y(1 - s.share(value))}, lines: []string{number(value, s.step, c.Lang)},
			face: tickFace, colour: muted, align: "right", valign: "middle", z: textZ,
		}
		all = append(all, tick.elements()...)
	}
	for i, text := range c.Labels {
		under := label{
			at:    point{p.left + (float64(i)+outside)*c.stepWidth(p), p.bottom + 8},
			lines: f.balance(text, noteFace, c.stepWidth(p)-8, 2).lines,
			face:  noteFace, colour: ink, align: "center", valign: "top", z: textZ,
		}
		all = append(all, under.elements()...)
	}
	return append(all, endTexts(c, p, f)...)
}
