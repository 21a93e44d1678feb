package chart

import (
	"fmt"
	"math"
	"strings"
)

// outline is a line of points; a closed one ends where it begins.
type outline struct {
	points []point
	closed bool
}

// matrix maps a point to a·x + c·y + e, b·x + d·y + f.
type matrix struct{ a, b, c, d, e, f float64 }

func (m matrix) apply(p point) point {
	return point{m.a*p.x + m.c*p.y + m.e, m.b*p.x + m.d*p.y + m.f}
}

// then is the matrix that applies n first and m after it.
func (m matrix) then(n matrix) matrix {
	return matrix{
		m.a*n.a + m.c*n.b, m.b*n.a + m.d*n.b, m.a*n.c + m.c*n.d, m.b*n.c + m.d*n.d,
		m.a*n.e + m.c*n.f + m.e, m.b*n.e + m.d*n.f + m.f,
	}
}

// factor is by how much lengths grow.
func (m matrix) factor() float64 { return math.Sqrt(math.Abs(m.a*m.d - m.b*m.c)) }

// matrixOf reads a transform attribute of one translate or matrix.
func matrixOf(transform string) (matrix, error) {
	name, rest, _ := strings.Cut(strings.TrimSpace(transform), "(")
	n := numbers(strings.TrimSuffix(rest, ")"))
	switch {
	case transform == "":
		return matrix{a: 1, d: 1}, nil
	case name == "translate" && len(n) == 2:
		return matrix{1, 0, 0, 1, n[0], n[1]}, nil
	case name == "matrix" && len(n) == 6:
		return matrix{n[0], n[1], n[2], n[3], n[4], n[5]}, nil
	}
	return matrix{}, fmt.Errorf("%w: transform %q", errNotSVG, transform)
}

// numbers reads a list of numbers.
func numbers(list string) []float64 {
	var out []float64
	for _, text := range strings.FieldsFunc(list, func(r rune) bool { return r == ' ' || r == ',' }) {
		out = append(out, parse(text))
	}
	return out
}

// outlines returns the lines that an element consists of.
func (e *element) outlines() ([]outline, error) {
	number := func(name string) float64 { return parse(e.attrs.get(name)) }
	switch e.name {
	case "path":
		return pathOutlines(e.attrs.get("d"))
	case "polyline", "polygon":
		n := numbers(e.attrs.get("points"))
		var points []point
		for i := 0; i+1 < len(n); i += 2 {
			points = append(points, point{n[i], n[i+1]})
		}
		return []outline{{points, e.name == "polygon"}}, nil
	case "line":
		return []outline{{[]point{{number("x1"), number("y1")}, {number("x2"), number("y2")}}, false}}, nil
	case "circle":
		return []outline{{circlePoints(point{number("cx"), number("cy")}, number("r")), true}}, nil
	case "rect":
		x, y, w, h := number("x"), number("y"), number("width"), number("height")
		return []outline{{[]point{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}}, true}}, nil
	}
	return nil, fmt.Errorf("%w: cannot draw %s", errNotSVG, e.name)
}

// circleCorners make a polygon that no eye tells from a circle of a marker.
const circleCorners = 48

func circlePoints(centre point, radius float64) []point {
	points := make([]point, circleCorners)
	for i := range points {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / circleCorners)
		points[i] = point{centre.x + radius*cos, centre.y + radius*sin}
	}
	return points
}

// pathOutlines reads a path of straight lines, which is all that charts have.
func pathOutlines(d string) ([]outline, error) {
	var all []outline
	var at point
	for _, step := range pathSteps(d) {
		n := numbers(step[1:])
		command := step[0]
		if command == 'Z' || command == 'z' {
			if len(all) > 0 {
				all[len(all)-1].closed = true
				at = all[len(all)-1].points[0]
			}
			continue
		}
		if len(n)%2 != 0 || len(n) == 0 || !strings.ContainsRune("MmLl", rune(command)) || len(all) == 0 && command != 'M' {
			return nil, fmt.Errorf("%w: path %.40q", errNotSVG, d)
		}
		for i := 0; i < len(n); i += 2 {
			next := point{n[i], n[i+1]}
			if command == 'm' || command == 'l' {
				next = point{at.x + next.x, at.y + next.y}
			}
			if i == 0 && (command == 'M' || command == 'm') || all[len(all)-1].closed {
				all = append(all, outline{})
			}
			last := &all[len(all)-1]
			last.points, at = append(last.points, next), next
		}
	}
	return all, nil
}

// pathSteps cuts a path before every command, and signs from the number before.
func pathSteps(d string) []string {
	var steps []string
	var b strings.Builder
	for i, r := range d {
		letter := r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z'
		switch {
		case letter && r != 'e' && b.Len() > 0:
			steps = append(steps, b.String())
			b.Reset()
		case r == '-' && i > 0 && d[i-1] != 'e':
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	if b.Len() > 0 {
		steps = append(steps, b.String())
	}
	return steps
}
