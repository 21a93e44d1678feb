package views

import (
	"fmt"
	"math"
	"strconv"
)

// Compass is the ornament as progress: a rose with one point per field, each filled from the centre outwards by the share
// of its items that have an answer.
type Compass struct {
	Sectors []Sector
}

// Sector is the point of one field in a [Compass]. ID is what scripts find it by; Current marks the field at hand.
type Sector struct {
	ID      string
	Share   float64
	Current bool
}

// The ornament's measures in units of its view box, which is 100 wide and has its centre at 0, 0.
const (
	compassTip      = 43.0 // of a point, from the centre
	compassShoulder = 14.0 // where a point of four is widest; more points are wider outside
	compassGap      = 1.6  // half the distance between neighbouring points
)

// sectorShape is where the point of a sector begins, seen from the centre, and its outline seen from there.
func sectorShape(i, n int) (corner, outline string) {
	half := math.Pi / float64(n)
	middle := 2 * math.Pi * float64(i) / float64(n)
	cx, cy := polar(compassGap/math.Sin(half), middle)
	shoulder := compassShoulder + 2*float64(max(0, n-4))
	turn := half - math.Asin(compassGap/shoulder)
	x1, y1 := polar(shoulder, middle-turn)
	x2, y2 := polar(compassTip, middle)
	x3, y3 := polar(shoulder, middle+turn)
	corner = fmt.Sprintf("translate(%s %s)", coord(cx), coord(cy))
	outline = fmt.Sprintf("M0 0L%s %sL%s %sL%s %sZ", coord(x1-cx), coord(y1-cy), coord(x2-cx), coord(y2-cy), coord(x3-cx), coord(y3-cy))
	return corner, outline
}

// polar is a point at a distance from the centre, at an angle clockwise from the top.
func polar(distance, angle float64) (x, y float64) {
	return distance * math.Sin(angle), -distance * math.Cos(angle)
}

// coord writes a coordinate with at most two decimals.
func coord(v float64) string {
	r := math.Round(v*100) / 100
	if r == 0 {
		return "0" // never "-0"
	}
	return strconv.FormatFloat(r, 'f', -1, 64)
}

// fillScale is how far a sector is filled: by area, so that half the items look like half.
func fillScale(share float64) string {
	return "scale(" + coord(math.Sqrt(math.Max(0, math.Min(1, share)))) + ")"
}
