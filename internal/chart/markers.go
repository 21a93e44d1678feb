package chart

import "math"

const (
	markerSize  = 9
	markerClear = 10 // markers nearer than this are moved apart
	markerZ     = 12
)

// markerLook is the look of leaders, hollow, and staff, filled, in ink.
func markerLook(hollow bool) look {
	l := look{colour: ink, symbol: "circle", size: markerSize, hollow: hollow, z: markerZ}
	if hollow {
		l.size-- // the outline adds to it
	}
	return l
}

// spokeMarkers draws the markers. One that would hide a series' marker or
// another is moved sideways, off its spoke but at the same distance from the
// centre.
func spokeMarkers(c Radar, g compass) []graphic {
	var all []graphic
	for axis := range g.axes {
		var taken []point
		for _, s := range c.Series {
			if v := s.Values[axis]; v != nil {
				taken = append(taken, g.at(axis, *v))
			}
		}
		for _, m := range c.Markers {
			if v := m.Values[axis]; v != nil {
				at := g.free(axis, *v, taken)
				taken = append(taken, at)
				all = append(all, symbolAt(at, markerLook(m.Hollow).scaled(c)))
			}
		}
	}
	return all
}

// free returns the place for a value nearest to its spoke that is clear of
// the taken ones. It looks to the right of the spoke first, as the labels of
// the rings stand to the left of the first.
func (g compass) free(axis int, value float64, taken []point) point {
	on := g.at(axis, value)
	sin, cos := math.Sincos(g.angle(axis))
	for _, aside := range []float64{0, 1, -1, 2, -2} {
		at := point{on.x + aside*markerClear*cos, on.y + aside*markerClear*sin}
		if isFree(at, taken) {
			return at
		}
	}
	return on
}

func isFree(at point, taken []point) bool {
	for _, other := range taken {
		if math.Hypot(at.x-other.x, at.y-other.y) < markerClear-0.5 {
			return false
		}
	}
	return true
}
