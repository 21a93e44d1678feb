package chart

import (
	"math"

	"github.com/go-echarts/go-echarts/v2/opts"
)

const (
	dotsWidth  = 720
	rowHeight  = 28
	scaleBand  = 26 // for the labels of the scale, at the top and the bottom
	indent     = 16 // of facets under their heading
	columnGap  = 18
	labelShare = 0.42 // of the width at most
	noteShare  = 0.25
	tightSize  = 12 // of two lines in one row
)

// otherRoles are the roles of DotRow.Others, in order.
var otherRoles = [...]Role{RoleThird, RoleFourth}

var (
	rowFace     = typeface{size: 14}
	noteFace    = typeface{size: 13}
	tickFace    = typeface{size: 12}
	headingFace = typeface{size: 14, bold: true}
)

func dotsDrawing(c Dots, f *fonts) drawing {
	p := dotsPlot(c, f)
	chart := newLayer()
	var intervals segments
	for i, row := range c.Rows {
		if row.Low != nil {
			intervals.add(*row.Low, middle(i), *row.High, middle(i))
		}
	}
	chart.line(intervals, bar(blue, 2))
	chart.scatter(column(c.Rows, func(r DotRow) *float64 { return r.Target }), lookOf(RoleSoll).onSeries())
	for n, role := range otherRoles {
		chart.scatter(column(c.Rows, func(r DotRow) *float64 { return r.other(n) }), lookOf(role).onSeries())
	}
	chart.scatter(column(c.Rows, func(r DotRow) *float64 { return r.Mean }), lookOf(RoleIst).onSeries())

	rows := bare(0, float64(len(c.Rows)))
	rows["inverse"] = true
	return drawing{
		option: chart.option(p, ruled(c.scale()), rows, dotsTexts(c, p, f)),
		width:  p.width, height: p.height,
		frame: frame{kind: "chart-dots", title: plain(c.Title), description: plain(c.Description), lang: c.Lang},
	}
}

// middle of a row, in rows from the top.
func middle(row int) float64 { return float64(row) + 0.5 }

func (r DotRow) other(n int) *float64 {
	if n < len(r.Others) {
		return r.Others[n]
	}
	return nil
}

// column collects one value of every row that has it.
func column(rows []DotRow, pick func(DotRow) *float64) []opts.ScatterData {
	var data []opts.ScatterData
	for i, row := range rows {
		if v := pick(row); v != nil {
			data = append(data, opts.ScatterData{Value: []float64{*v, middle(i)}})
		}
	}
	return data
}

// dotsPlot gives labels and notes the width they need, up to their share, and
// the plot what is left.
func dotsPlot(c Dots, f *fonts) plot {
	width := float64(c.Width)
	var labels, notes float64
	for _, row := range c.Rows {
		face := row.face()
		labels = math.Max(labels, c.indent(row)+f.width(plain(row.Label), face.size, face.bold))
		notes = math.Max(notes, f.width(plain(row.Note), noteFace.size, noteFace.bold))
	}
	left := edge + math.Ceil(math.Min(labels, width*labelShare)) + columnGap
	right := width - edge - columnGap
	if notes > 0 {
		right -= math.Ceil(math.Min(notes, width*noteShare))
	}
	height := 2*scaleBand + rowHeight*len(c.Rows)
	return plot{
		box:   box{left + 0.5, scaleBand, math.Floor(right) + 0.5, float64(height - scaleBand)},
		width: c.Width, height: height,
	}
}

func (r DotRow) face() typeface {
	if r.Heading {
		return headingFace
	}
	return rowFace
}

// indent of a row: none in a plot without headings.
func (c Dots) indent(row DotRow) float64 {
	if row.Heading {
		return 0
	}
	for _, other := range c.Rows {
		if other.Heading {
			return indent
		}
	}
	return 0
}

func dotsTexts(c Dots, p plot, f *fonts) []graphic {
	var all []graphic
	s := c.scale()
	for i := range s.steps() + 1 {
		value := s.min + float64(i)*s.step
		tick := label{lines: []string{number(value, s.step, c.Lang)}, face: tickFace, colour: muted, align: "center", z: textZ}
		tick.at, tick.valign = point{p.x(s.share(value)), p.top - 6}, "bottom"
		all = append(all, tick.elements()...)
		tick.at, tick.valign = point{p.x(s.share(value)), p.bottom + 6}, "top"
		all = append(all, tick.elements()...)
	}
	for i, row := range c.Rows {
		y := p.top + rowHeight*middle(i)
		if row.Heading && i > 0 {
			above := math.Floor(y-rowHeight/2) + 0.5
			all = append(all, hairline(point{edge, above}, point{float64(p.width) - edge, above}))
		}
		at := point{edge + c.indent(row), y}
		name := f.fit(row.Label, row.face(), p.left-columnGap-at.x)
		name.at, name.colour, name.align = at, ink, "left"
		all = append(all, name.elements()...)
		note := f.fit(row.Note, noteFace, float64(p.width)-edge-columnGap-p.right+1)
		note.at, note.colour, note.align = point{float64(p.width) - edge, y}, muted, "right"
		all = append(all, note.elements()...)
	}
	return all
}

// fit sets a text in one line, a size smaller where that is enough, or in two
// lines of an even smaller size.
func (f *fonts) fit(text string, face typeface, width float64) label {
	smaller := typeface{size: face.size - 1, bold: face.bold}
	tight := typeface{size: tightSize, bold: face.bold, tight: true}
	for _, try := range []typeface{face, smaller} {
		if one := f.wrap(text, try, width, math.MaxInt); len(one.lines) <= 1 {
			return label{lines: one.lines, face: try, valign: "middle", z: textZ}
		}
	}
	return label{lines: f.balance(text, tight, width, 2).lines, face: tight, valign: "middle", z: textZ}
}
