package views

import (
	"context"
	"encoding/json"
	"math"
	"strconv"
	"strings"

	"kompass/internal/i18n"
)

// Profile is one person's own scores: a value per field and per facet in it, nil where too little was answered. Min and Max
// are the ends of the scale.
type Profile struct {
	Min, Max float64
	Scale    string // the ends of the scale in words
	Fields   []ProfileField
	Facets   []string // titles; none for a questionnaire without facets

	Highest, Lowest     string // titles of fields, "" where several share that place
	Statement, Question string // what is worth talking about, and the statement that it belongs to; "" where there is none
}

// ProfileField is one axis. Facets has a value per facet of the profile, in its order.
type ProfileField struct {
	ID     string
	Title  string
	Value  *float64
	Facets []*float64
}

// Shown is the value of the field as the profile shows it, "" where there is none.
func (f ProfileField) Shown(z i18n.Localizer) string {
	if f.Value == nil {
		return ""
	}
	return z.Num(*f.Value, 1)
}

// The radar's measures: the view box is 2·profileHalfWidth wide, its centre is at 0, 0.
const (
	profileRadius    = 130.0
	profileHalfWidth = 230.0
	profileHalf      = 175.0
	profileLabelGap  = 16.0
)

// profileAxis is one axis as it is drawn.
type profileAxis struct {
	X, Y           string // the end of the spoke
	LabelX, LabelY string
	Anchor         string
	Lines          []string // of the label
	PointX, PointY string
	HasPoint       bool
}

// radar is the drawing of a profile.
type radar struct {
	Axes  []profileAxis
	Rings []string // polygons, from the inside out
	Ticks []profileTick
	Line  string   // the closed line, "" when a value is missing
	Parts []string // the open lines between neighbours, when a value is missing
}

type profileTick struct{ Y, Text string }

func (p Profile) radar(ctx context.Context) radar {
	var out radar
	n := len(p.Fields)
	for i, f := range p.Fields {
		out.Axes = append(out.Axes, p.axis(i, n, f))
	}
	for v := p.Min + 1; v <= p.Max; v++ {
		var ring []string
		for i := range n {
			ring = append(ring, p.point(i, n, v))
		}
		out.Rings = append(out.Rings, strings.Join(ring, " "))
		_, y := polar(p.distance(v), 0)
		out.Ticks = append(out.Ticks, profileTick{Y: coord(y), Text: i18n.From(ctx).Num(v, 0)})
	}
	out.Line, out.Parts = p.lines()
	return out
}

// kept writes the values of the fields by id, as a device may keep them.
func (p Profile) kept() string {
	out := map[string]float64{}
	for _, f := range p.Fields {
		if f.Value != nil {
			out[f.ID] = *f.Value
		}
	}
	text, err := json.Marshal(out)
	if err != nil { // means of points are numbers
		return "{}"
	}
	return string(text)
}

func (p Profile) distance(v float64) float64 { return profileRadius * (v - p.Min) / (p.Max - p.Min) }

func (p Profile) point(i, n int, v float64) string {
	x, y := polar(p.distance(v), 2*math.Pi*float64(i)/float64(n))
	return coord(x) + "," + coord(y)
}

func (p Profile) axis(i, n int, f ProfileField) profileAxis {
	angle := 2 * math.Pi * float64(i) / float64(n)
	x, y := polar(profileRadius, angle)
	lx, ly := polar(profileRadius+profileLabelGap, angle)
	a := profileAxis{X: coord(x), Y: coord(y), Lines: labelLines(f.Title), Anchor: "middle"}
	switch {
	case lx > 20:
		a.Anchor = "start"
	case lx < -20:
		a.Anchor = "end"
	}
	first := ly + 5 - 9*float64(len(a.Lines)-1)
	if a.Anchor == "middle" && ly < 0 {
		first = ly - 8 - 18*float64(len(a.Lines)-1)
	} else if a.Anchor == "middle" {
		first = ly + 8
	}
	a.LabelX, a.LabelY = coord(lx), coord(first)
	if f.Value != nil {
		a.HasPoint = true
		px, py := polar(p.distance(*f.Value), angle)
		a.PointX, a.PointY = coord(px), coord(py)
	}
	return a
}

// lines joins neighbouring values: one closed line if all are there, else every piece between two that are.
func (p Profile) lines() (closed string, pieces []string) {
	n := len(p.Fields)
	var points []string
	for i, f := range p.Fields {
		if f.Value != nil {
			points = append(points, p.point(i, n, *f.Value))
		}
	}
	if len(points) == n {
		return strings.Join(points, " "), nil
	}
	for i, f := range p.Fields {
		next := p.Fields[(i+1)%n]
		if f.Value != nil && next.Value != nil {
			pieces = append(pieces, p.point(i, n, *f.Value)+" "+p.point((i+1)%n, n, *next.Value))
		}
	}
	return "", pieces
}

// labelLines breaks a long title at its middle space, so that it stays beside the radar.
func labelLines(title string) []string {
	const long = 14
	if len([]rune(title)) <= long || !strings.Contains(title, " ") {
		return []string{title}
	}
	best, middle := -1, len(title)/2
	for i, r := range title {
		if r == ' ' && (best < 0 || abs(i-middle) < abs(best-middle)) {
			best = i
		}
	}
	return []string{title[:best], title[best+1:]}
}

func abs(n int) int { return max(n, -n) }

// value writes a score, or that there is none.
func value(ctx context.Context, v *float64) string {
	if v == nil {
		return tr(ctx, "profile.none")
	}
	return i18n.From(ctx).Num(*v, 1)
}

// sentence says what the drawing shows, for those who do not see it.
func (p Profile) sentence(ctx context.Context) string {
	z := i18n.From(ctx)
	return tr(ctx, "profile.description", "min", z.Num(p.Min, 0), "max", z.Num(p.Max, 0), "values", values(ctx, p))
}

// values lists the fields with their values.
func values(ctx context.Context, p Profile) string {
	var parts []string
	for _, f := range p.Fields {
		parts = append(parts, f.Title+" "+value(ctx, f.Value))
	}
	return strings.Join(parts, ", ")
}

func (p Profile) viewBox() string {
	return strings.Join([]string{coord(-profileHalfWidth), coord(-profileHalf), coord(2 * profileHalfWidth), coord(2 * profileHalf)}, " ")
}

func valueClass(v *float64) string {
	if v == nil {
		return "hidden-value"
	}
	return "number"
}

func lineOffset(i int) string { return strconv.Itoa(18 * min(i, 1)) }
