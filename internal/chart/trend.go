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
	levelNeed   = 18   // of the height for a label of the scale
	underBand   = 48   // of the height at most for the labels beneath
	underNeed   = 56   // of the width for a label beneath
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
	texts := &sheet{}
	texts.axisTexts(c, p, f)
	texts.endTexts(c, p, f)
	last := float64(len(c.Labels) - 1)
	return drawing{
		option: chart.option(p, bare(-outside, last+outside), ruled(c.scale()), texts),
		lines:  texts.lines, width: c.Width, height: c.Height,
		frame: newFrame("chart-trend", c.Title, c.Description, c.Lang),
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
	p := plot{width: c.Width, height: c.Height}
	p.top = edge + 8
	var ticks, names float64
	for _, t := range c.ticks(p) {
		ticks = math.Max(ticks, f.width(t.text, tickFace.size, tickFace.bold))
	}
	for _, series := range c.Series {
		names = math.Max(names, f.width(plain(series.Name), endFace.size, endFace.bold))
	}
	p.left = edge + math.Ceil(ticks) + 10
	p.right = width - edge - endGap - math.Ceil(math.Min(names, width*endShare))
	lines := 1
	for i := range c.Labels {
		lines = max(lines, len(c.under(i, p, f)))
	}
	p.bottom = float64(c.Height) - edge - 8 - noteFace.lineHeight()*float64(lines)
	return p
}

// ticks reckons with the whole height, as the labels beneath are not set yet.
func (c Trend) ticks(p plot) []tick {
	return c.scale().ticks(c.Lang, float64(p.height)-p.top-underBand, levelNeed)
}

// under returns the lines of a label, none where labels would be too narrow:
// then only every second or third has one, and always the last.
func (c Trend) under(i int, p plot, f *fonts) []string {
	every := max(1, int(math.Ceil(underNeed/c.stepWidth(p))))
	if (len(c.Labels)-1-i)%every != 0 {
		return nil
	}
	return f.balance(c.Labels[i], noteFace, c.stepWidth(p)*float64(every)-8, 2).lines
}

// axisTexts labels the scale at the left and the rounds beneath.
func (s *sheet) axisTexts(c Trend, p plot, f *fonts) {
	for _, t := range c.ticks(p) {
		s.text(label{
			at: point{p.left - 8, p.y(1 - c.scale().share(t.value))}, lines: []string{t.text},
			face: tickFace, colour: muted, align: "right", valign: "middle", z: textZ,
		})
	}
	for i := range c.Labels {
		s.text(label{
			at:    point{p.left + (float64(i)+outside)*c.stepWidth(p), p.bottom + 8},
			lines: c.under(i, p, f), face: noteFace, colour: ink, align: "center", valign: "top", z: textZ,
		})
	}
}
