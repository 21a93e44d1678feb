package chart

import (
	"fmt"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// faces are the two cuts that texts are painted from.
type faces struct{ regular, bold *sfnt.Font }

func newFaces(regular, bold []byte) (*faces, error) {
	r, err := face(regular)
	if err != nil {
		return nil, fmt.Errorf("read regular cut: %w", err)
	}
	b, err := face(bold)
	if err != nil {
		return nil, fmt.Errorf("read semi-bold cut: %w", err)
	}
	return &faces{r, b}, nil
}

func face(woff []byte) (*sfnt.Font, error) {
	raw, err := sfntFromWOFF(woff)
	if err != nil {
		return nil, err
	}
	return sfnt.Parse(raw)
}

// glyphs are the outlines of a line of text, from the start of its baseline.
// Characters that the font lacks are drawn as its empty box.
type glyphs struct {
	areas  [][]point
	width  float64
	middle float64 // of the line above its baseline
}

// set returns the outlines of a text of this size in pixels.
func (f *faces) set(text string, size float64, bold bool) (glyphs, error) {
	cut := f.regular
	if bold {
		cut = f.bold
	}
	var g glyphs
	var buf sfnt.Buffer
	ppem := fixed.Int26_6(size * 64)
	metrics, err := cut.Metrics(&buf, ppem, font.HintingNone)
	if err != nil {
		return g, err
	}
	g.middle = pixels(metrics.Ascent-metrics.Descent) / 2
	for _, r := range text {
		index, err := cut.GlyphIndex(&buf, r)
		if err != nil {
			return g, err
		}
		segments, err := cut.LoadGlyph(&buf, index, ppem, nil)
		if err != nil {
			return g, err
		}
		g.add(segments)
		advance, err := cut.GlyphAdvance(&buf, index, ppem, font.HintingNone)
		if err != nil {
			return g, err
		}
		g.width += pixels(advance)
	}
	return g, nil
}

func pixels(v fixed.Int26_6) float64 { return float64(v) / 64 }

// curveSteps is into how many straight lines a curve of a letter is cut.
const curveSteps = 8

// add appends the outlines of one letter.
func (g *glyphs) add(segments sfnt.Segments) {
	at := func(p fixed.Point26_6) point { return point{g.width + pixels(p.X), pixels(p.Y)} }
	for _, s := range segments {
		if s.Op == sfnt.SegmentOpMoveTo {
			g.areas = append(g.areas, []point{at(s.Args[0])})
			continue
		}
		area := &g.areas[len(g.areas)-1]
		from := (*area)[len(*area)-1]
		switch s.Op {
		case sfnt.SegmentOpLineTo:
			*area = append(*area, at(s.Args[0]))
		case sfnt.SegmentOpQuadTo:
			for i := 1; i <= curveSteps; i++ {
				*area = append(*area, bend(from, at(s.Args[0]), at(s.Args[1]), float64(i)/curveSteps))
			}
		case sfnt.SegmentOpCubeTo:
			a, b, to := at(s.Args[0]), at(s.Args[1]), at(s.Args[2])
			for i := 1; i <= curveSteps; i++ {
				t := float64(i) / curveSteps
				*area = append(*area, between(bend(from, a, b, t), bend(a, b, to, t), t))
			}
		}
	}
}

// bend is the point at t of a quadratic curve, by de Casteljau.
func bend(from, control, to point, t float64) point {
	return between(between(from, control, t), between(control, to, t), t)
}

func between(a, b point, t float64) point { return point{a.x + (b.x-a.x)*t, a.y + (b.y-a.y)*t} }

// text paints a line of text, over its halo where it has one.
func (c *canvas) text(e *element, m matrix) error {
	size := parse(e.attrs.get("font-size"))
	g, err := c.faces.set(e.text, size*m.factor(), e.attrs.get("font-weight") == "600")
	if err != nil {
		return err
	}
	at := m.apply(point{parse(e.attrs.get("x")), parse(e.attrs.get("y"))})
	switch e.attrs.get("text-anchor") {
	case "middle":
		at.x -= g.width / 2
	case "end":
		at.x -= g.width
	}
	if e.attrs.get("dominant-baseline") == "central" {
		at.y += g.middle
	}
	place := matrix{1, 0, 0, 1, at.x, at.y}
	if halo, ok := paintOf(e.attrs.get("stroke"), "none"); ok {
		var areas [][]point
		for _, area := range g.areas {
			areas = append(areas, outline{points: area, closed: true}.stroked(parse(e.attrs.get("stroke-width"))*m.factor())...)
		}
		c.fill(areas, place, halo)
	}
	if fill, ok := paintOf(e.attrs.get("fill"), ink); ok {
		c.fill(g.areas, place, fill)
	}
	return nil
}
