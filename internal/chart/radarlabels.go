package chart

import "math"

// Distances of a radar in CSS pixels.
const (
	edge       = 6   // kept free around the drawing
	nameGap    = 14  // between the outer ring and the name of a spoke
	nameClear  = 6   // between two names
	leastShare = 0.3 // of the shorter side that the radius should keep
)

// box is a rectangle; a name's box is relative to the centre of its radar.
type box struct{ left, top, right, bottom float64 }

func (b box) meets(o box) bool {
	return b.left < o.right+nameClear && o.left < b.right+nameClear && b.top < o.bottom && o.top < b.bottom
}

// setting is one way to set the names of the spokes.
type setting struct {
	face          typeface
	beside, above float64 // widths of names beside and above or below the radar
	limit         int
}

// settings lists the ways of one font size, from wide to narrow names.
func settings(size, width float64, limit int) []setting {
	var all []setting
	for _, share := range []float64{0.36, 0.32, 0.28, 0.25, 0.22, 0.19, 0.16} {
		for _, wider := range []float64{2, 1.5, 1} {
			above := width * math.Min(share*wider, 0.6)
			all = append(all, setting{typeface{size: size}, width * share, above, limit})
		}
	}
	return all
}

// attempt is a font size and how much may be done to the names.
type attempt struct {
	size          float64
	limit         int
	mayBreak, cut bool
}

// attempts go from the best to the worst: names stay whole as long as the
// radar beside them is large enough, in a smaller size if need be; then words
// are broken; only then are names cut.
var attempts = []attempt{
	{size: 15, limit: 4}, {size: 14, limit: 4}, {size: 13, limit: 5}, {size: 12, limit: 5},
	{size: 13, limit: 5, mayBreak: true}, {size: 12, limit: 6, mayBreak: true},
	{size: 12, limit: 4, mayBreak: true, cut: true}, {size: 12, limit: 2, mayBreak: true, cut: true},
}

// larger is by how much texts grow in a drawing for phones.
const larger = 4

// A spoke is level where it rises by no more than a third of its length; a name is lifted above its end by liftGap, and
// reaches over it by three tenths.
const (
	levelSpoke = 1.0 / 3
	liftGap    = 8
)

// attempts of a radar: a large one tries larger names first.
func (c Radar) attempts() []attempt {
	if !c.Large {
		return attempts
	}
	var all []attempt
	for _, a := range attempts[:4] {
		a.size += larger
		all = append(all, a)
	}
	return append(all, attempts...)
}

// layOutRadar finds the largest radar whose names are whole and apart.
func layOutRadar(c Radar, f *fonts) (compass, []label) {
	g := compass{axes: len(c.Axes), scale: c.scale()}
	width, height := float64(c.Width), float64(c.Height)
	if c.Compact {
		return placed{compass: g}.in(width, height, 0).compass, nil
	}
	var best placed
	for _, a := range c.attempts() {
		for _, s := range settings(a.size, width, a.limit) {
			names, fits := f.names(g, c.Axes, s, a)
			if !fits {
				continue
			}
			next := placed{compass: g, names: names, face: s.face, lifted: c.Large}.in(width, height, best.radius)
			if next.radius > best.radius {
				best = next
			}
		}
		if best.radius >= leastShare*math.Min(width, height) {
			break
		}
	}
	// Lines of equal length need no more room than those they replace.
	for i, n := range best.names {
		best.names[i] = f.name(f.balance(c.Axes[i], best.face, n.width, len(n.lines)), best.face)
	}
	return best.compass, best.labels()
}

// names wraps the names of all axes; it reports false where it had to do more
// to them than the attempt allows.
func (f *fonts) names(g compass, axes []string, s setting, a attempt) ([]name, bool) {
	all := make([]name, len(axes))
	for i, axis := range axes {
		width := s.beside
		if g.align(i) == "center" {
			width = s.above
		}
		text := f.wrap(axis, s.face, width, s.limit)
		if text.broken && !a.mayBreak || text.cut && !a.cut {
			return nil, false
		}
		all[i] = f.name(text, s.face)
	}
	return all, true
}

func (f *fonts) name(text wrapped, face typeface) name {
	return name{
		lines: text.lines, width: f.widest(text.lines, face),
		height: face.lineHeight() * float64(len(text.lines)),
	}
}

type name struct {
	lines         []string
	width, height float64
}

// placed is a radar with its names around it.
type placed struct {
	compass
	names  []name
	face   typeface
	lifted bool // names of level spokes stand above their ends, to leave a narrow drawing to the radar
}

// in shrinks the radar until its spokes and names fit into a drawing and the
// names lie apart. It gives up at the radius that is to be beaten.
func (p placed) in(width, height, beaten float64) placed {
	for p.radius = math.Floor(math.Max(width, height) / 2); p.radius > beaten; p.radius -= 2 {
		hull := p.spokes()
		if !p.apart(&hull) {
			continue
		}
		freeX, freeY := width-2*edge-(hull.right-hull.left), height-2*edge-(hull.bottom-hull.top)
		if freeX >= 0 && freeY >= 0 {
			p.centre = halfPixel(point{edge + freeX/2 - hull.left, edge + freeY/2 - hull.top})
			return p
		}
	}
	return p
}

// spokes returns the rectangle around the ends of the spokes.
func (p placed) spokes() box {
	var hull box
	p.centre = point{}
	for axis := range p.axes {
		tip := p.along(axis, p.radius)
		hull.left, hull.right = math.Min(hull.left, tip.x), math.Max(hull.right, tip.x)
		hull.top, hull.bottom = math.Min(hull.top, tip.y), math.Max(hull.bottom, tip.y)
	}
	return hull
}

// apart reports whether no two names meet, and widens hull by all of them.
func (p placed) apart(hull *box) bool {
	var boxes []box
	for i := range p.names {
		b := p.box(i)
		for _, other := range boxes {
			if b.meets(other) {
				return false
			}
		}
		boxes = append(boxes, b)
		hull.left, hull.right = math.Min(hull.left, b.left), math.Max(hull.right, b.right)
		hull.top, hull.bottom = math.Min(hull.top, b.top), math.Max(hull.bottom, b.bottom)
	}
	return true
}

// box of a name relative to the centre: beside its spoke, and the further up
// or down the spoke points, the more it is lifted or lowered.
func (p placed) box(axis int) box {
	sin, cos := math.Sincos(p.angle(axis))
	n := p.names[axis]
	x, y := (p.radius+nameGap)*sin, -(p.radius+nameGap)*cos-cos*n.height/2
	left := x - n.width/2
	switch p.align(axis) {
	case "left":
		left = x
	case "right":
		left = x - n.width
	}
	if p.lifted && math.Abs(cos) < levelSpoke {
		y = -p.radius*cos - liftGap - n.height/2
		left = p.radius*sin - n.width*(0.5-0.2*math.Copysign(1, sin))
	}
	return box{left, y - n.height/2, left + n.width, y + n.height/2}
}

// align says on which side of its spoke a name stands.
func (c compass) align(axis int) string {
	switch sin := math.Sin(c.angle(axis)); {
	case sin > 0.1:
		return "left"
	case sin < -0.1:
		return "right"
	default:
		return "center"
	}
}

func (p placed) labels() []label {
	all := make([]label, len(p.names))
	for i, n := range p.names {
		b := p.box(i)
		at := point{p.centre.x + (b.left+b.right)/2, p.centre.y + (b.top+b.bottom)/2}
		switch p.align(i) {
		case "left":
			at.x = p.centre.x + b.left
		case "right":
			at.x = p.centre.x + b.right
		}
		all[i] = label{at: at, lines: n.lines, face: p.face, colour: ink, align: p.align(i), valign: "middle", z: textZ}
	}
	return all
}
