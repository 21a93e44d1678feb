package chart

import (
	"fmt"
	"strings"
)

// Size of a legend key in CSS pixels.
const (
	keyWidth  = 36
	keyHeight = 16
)

// LegendKey returns a small inline sample of the role's line and marker, for
// an HTML legend; an unknown role gives "". It is hidden from assistive
// technology: the name beside it speaks.
func LegendKey(role Role) SVG {
	if !role.known() {
		return ""
	}
	l := lookOf(role)
	line := fmt.Sprintf(`<path d="M1 8L35 8" class="stroke-%s" fill="none" stroke="%s" stroke-width="%s"`,
		tokenName(l.colour), l.colour, decimal(l.width))
	if l.dash != nil {
		line += fmt.Sprintf(` stroke-dasharray="%s,%s"`, decimal(l.dash[0]), decimal(l.dash[1]))
	}
	return key(line+"/>", l)
}

// MarkerKey returns a sample of the marker of leaders, hollow, or staff,
// filled, as [LegendKey] does of a role.
func MarkerKey(hollow bool) SVG { return key("", markerLook(hollow)) }

func key(line string, l look) SVG {
	return SVG(fmt.Sprintf(`<svg xmlns="%s" class="chart-key" aria-hidden="true" width="%d" height="%d" viewBox="0 0 %d %d">%s%s</svg>`,
		svgSpace, keyWidth, keyHeight, keyWidth, keyHeight, line, l.marker(point{keyWidth / 2, keyHeight / 2})))
}

// marker draws the marker of a look as symbolAt and ECharts do.
func (l look) marker(at point) string {
	fill, stroke, width := l.colour, paper, haloWidth
	if l.hollow {
		fill, stroke, width = paper, l.colour, hollowWidth
	}
	paint := fmt.Sprintf(`class="fill-%s stroke-%s" fill="%s" stroke="%s" stroke-width="%s"`,
		tokenName(fill), tokenName(stroke), fill, stroke, decimal(width))
	if l.symbol == "circle" {
		return fmt.Sprintf(`<circle cx="%s" cy="%s" r="%s" %s/>`, decimal(at.x), decimal(at.y), decimal(l.size/2), paint)
	}
	var points []string
	for _, corner := range l.corners(at) {
		points = append(points, decimal(corner.x)+" "+decimal(corner.y))
	}
	return fmt.Sprintf(`<polygon points="%s" %s/>`, strings.Join(points, " "), paint)
}
