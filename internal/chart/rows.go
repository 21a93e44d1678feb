package chart

import "math"

// rowTexts are the texts of a dot plot, set and measured, one of each a row.
type rowTexts struct {
	labels, notes         []label
	labelWidth, noteWidth float64
}

// setRows sets labels and notes within their share of the width.
func setRows(c Dots, f *fonts) rowTexts {
	var t rowTexts
	width := float64(c.Width)
	for _, row := range c.Rows {
		in := c.indent(row)
		name := f.fit(row.Label, row.face(), width*labelShare-in)
		name.at.x, name.colour, name.align = edge+in, ink, "left"
		note := f.fit(row.Note, noteFace, width*noteShare)
		note.at.x, note.colour, note.align = width-edge, muted, "right"
		t.labels, t.notes = append(t.labels, name), append(t.notes, note)
		t.labelWidth = math.Max(t.labelWidth, in+f.widest(name.lines, name.face))
		t.noteWidth = math.Max(t.noteWidth, f.widest(note.lines, note.face))
	}
	return t
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

// plot leaves to the scale what the texts do not need.
func (t rowTexts) plot(c Dots) plot {
	left := edge + math.Ceil(t.labelWidth) + columnGap
	right := float64(c.Width) - edge - math.Ceil(t.noteWidth) - columnGap
	height := 2*scaleBand + rowHeight*len(c.Rows)
	return plot{
		box:   box{left + 0.5, scaleBand, right + 0.5, float64(height - scaleBand)},
		width: c.Width, height: height,
	}
}

// rowTexts places the texts in their rows, with a hairline above headings.
func (s *sheet) rowTexts(c Dots, p plot, t rowTexts) {
	for i, row := range c.Rows {
		y := p.top + rowHeight*middle(i)
		if row.Heading && i > 0 {
			above := math.Floor(y-rowHeight/2) + 0.5
			s.add(hairline(point{edge, above}, point{float64(p.width) - edge, above}))
		}
		for _, text := range []label{t.labels[i], t.notes[i]} {
			text.at.y = y
			s.text(text)
		}
	}
}

// scaleTexts labels the steps of the scale at the top and the bottom.
func (s *sheet) scaleTexts(c Dots, p plot) {
	for _, t := range c.scale().ticks(c.Lang, p.right-p.left, tickNeed) {
		x := p.x(c.scale().share(t.value))
		text := label{lines: []string{t.text}, face: tickFace, colour: muted, align: "center", z: textZ}
		text.at, text.valign = point{x, p.top - 6}, "bottom"
		s.text(text)
		text.at, text.valign = point{x, p.bottom + 6}, "top"
		s.text(text)
	}
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
