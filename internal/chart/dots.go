package chart

import "github.com/go-echarts/go-echarts/v2/opts"

const (
	dotsWidth  = 720
	rowHeight  = 28
	scaleBand  = 26 // for the labels of the scale, at the top and the bottom
	indent     = 16 // of facets under their heading
	columnGap  = 18
	labelShare = 0.42 // of the width at most
	noteShare  = 0.25
	tickNeed   = 32 // of the width for a label of the scale
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
	t := setRows(c, f)
	p := t.plot(c)
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
	s := &sheet{}
	s.scaleTexts(c, p)
	s.rowTexts(c, p, t)
	return drawing{
		option: chart.option(p, ruled(c.scale()), rows, s),
		lines:  s.lines, width: p.width, height: p.height,
		frame: newFrame("chart-dots", c.Title, c.Description, c.Lang),
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
