package views

import (
	"fmt"
	"math"
	"strconv"
)

// Compass is the ornament as progress: one sector per field, filled from its inner corner outwards by the share of its
// items that have an answer.
type Compass struct {
	Sectors []Sector
}

// Sector is one field of a [Compass]. ID is what scripts find it by; Current marks the field at hand.
type Sector struct {
	ID      string
	Share   float64
	Current bool
}

// The ornament's measures in units of its view box, which is 100 wide and has its centre at 0, 0.
const (
	compassRadius = 46.0
	compassGap    = 2.6 // half the distance between neighbouring sectors
)

// sectorShape is where a sector begins, seen from the centre, and its outline seen from there.
func sectorShape(i, n int) (corner, outline string) {
	half := math.Pi / float64(n)
	middle := 2 * math.Pi * float64(i) / float64(n)
	d := compassGap / math.Sin(half)
	turn := half - math.Asin(compassGap/compassRadius)
	cx, cy := polar(d, middle)
	x1, y1 := polar(compassRadius, middle-turn)
	x2, y2 := polar(compassRadius, middle+turn)
	corner = fmt.Sprintf("translate(%s %s)", coord(cx), coord(cy))
	outline = fmt.Sprintf("M0 0L%s %sA%s %s 0 0 1 %s %sZ", coord(x1-cx), coord(y1-cy),
		coord(compassRadius), coord(compassRadius), coord(x2-cx), coord(y2-cy))
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

// faviconURL is the mark for the browser's tab, in the page itself to save a request.
const faviconURL = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='-50 -50 100 100'%3E" +
	"%3Ccircle r='48' fill='%2314233a'/%3E%3Cpath d='M0-40 10-10 0 0-10-10z' fill='%23fff'/%3E" +
	"%3Cpath d='M0 40 10 10 0 0-10 10zM40 0 10-10 0 0 10 10zM-40 0-10-10 0 0-10 10z' fill='none' stroke='%23fff' stroke-width='4'/%3E%3C/svg%3E"
