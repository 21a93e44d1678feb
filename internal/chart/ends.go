package chart

import (
	"cmp"
	"math"
	"slices"
)

// end is the name of a line at the right of a trend.
type end struct {
	label
	line   point // where the line ends
	height float64
}

// endTexts names every line at its right end, in its colour. Names that would
// lie over each other are moved apart and joined to their line by a hair.
func (s *sheet) endTexts(c Trend, p plot, f *fonts) {
	x := p.right + endGap
	ends := c.ends(p, f, x)
	spread(ends, p)
	for _, e := range ends {
		s.text(e.label)
		if math.Abs(e.at.y-e.line.y) > 4 || e.line.x < p.right-c.stepWidth(p)*2*outside {
			thin := look{colour: e.colour, width: 0.75, z: 1}
			from := point{e.line.x + 8, e.line.y}
			s.add(polyline([]point{from, {x - 3, e.at.y}}, thin))
		}
	}
}

func (c Trend) ends(p plot, f *fonts, x float64) []end {
	var ends []end
	shifts := c.shifts()
	for i, s := range c.Series {
		last, known := s.last()
		if !known {
			continue
		}
		y := p.y(1 - c.scale().share(*s.Values[last]))
		e := end{label: f.fit(s.Name, endFace, float64(c.Width)-edge-x+1)}
		e.at, e.align, e.colour = point{x, y}, "left", lookOf(s.Role).colour
		e.line = point{p.left + (float64(last)+outside)*c.stepWidth(p) + shifts[i], y}
		e.height = e.face.lineHeight() * float64(len(e.lines))
		ends = append(ends, e)
	}
	return ends
}

// spread moves names down until none lies over another, then up again where
// the last would leave the drawing.
func spread(ends []end, p plot) {
	slices.SortStableFunc(ends, func(a, b end) int { return cmp.Compare(a.at.y, b.at.y) })
	for i := range ends {
		least := ends[i].height / 2
		if i > 0 {
			least = ends[i-1].at.y + (ends[i-1].height+ends[i].height)/2
		}
		ends[i].at.y = math.Max(ends[i].at.y, least)
	}
	for i := len(ends) - 1; i >= 0; i-- {
		most := float64(p.height) - ends[i].height/2
		if i < len(ends)-1 {
			most = ends[i+1].at.y - (ends[i+1].height+ends[i].height)/2
		}
		ends[i].at.y = math.Min(ends[i].at.y, most)
	}
}
