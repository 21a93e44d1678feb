package chart

import "math"

// dashed cuts a line into dashes: lengths of drawn and free by turns.
func (o outline) dashed(pattern []float64) []outline {
	total := 0.0
	for _, l := range pattern {
		total += l
	}
	points := o.whole()
	if total <= 0 || len(points) < 2 {
		return []outline{o}
	}
	var all []outline
	run := outline{points: []point{points[0]}}
	turn, left := 0, pattern[0]
	for i := 1; i < len(points); i++ {
		from, to := points[i-1], points[i]
		for length := distance(from, to); length > 0; length = distance(from, to) {
			step := math.Min(left, length)
			next := point{from.x + (to.x-from.x)*step/length, from.y + (to.y-from.y)*step/length}
			run.points = append(run.points, next)
			from, left = next, left-step
			if left > 1e-9 {
				break
			}
			if turn%2 == 0 {
				all = append(all, run)
			}
			turn++
			left = pattern[turn%len(pattern)]
			run = outline{points: []point{next}}
		}
	}
	if turn%2 == 0 && len(run.points) > 1 {
		all = append(all, run)
	}
	return all
}

// whole returns the points with the first again at the end of a closed line.
func (o outline) whole() []point {
	if o.closed && len(o.points) > 1 {
		return append(append([]point{}, o.points...), o.points[0])
	}
	return o.points
}

// stroked returns the areas that a pen of this width paints along a line: a
// rectangle for each stretch and a circle at each joint, all wound the same
// way, so that where they overlap they do not cancel out.
func (o outline) stroked(width float64) [][]point {
	points, half := o.whole(), width/2
	var areas [][]point
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		length := distance(a, b)
		if length == 0 {
			continue
		}
		dx, dy := (b.x-a.x)/length*half, (b.y-a.y)/length*half
		areas = append(areas, wound([]point{{a.x - dy, a.y + dx}, {b.x - dy, b.y + dx}, {b.x + dy, b.y - dx}, {a.x + dy, a.y - dx}}))
	}
	for i, joint := range points {
		if o.closed || i > 0 && i < len(points)-1 {
			areas = append(areas, wound(circlePoints(joint, half)))
		}
	}
	return areas
}

func distance(a, b point) float64 { return math.Hypot(b.x-a.x, b.y-a.y) }

// wound turns an area so that its points run clockwise.
func wound(points []point) []point {
	area := 0.0
	for i, p := range points {
		q := points[(i+1)%len(points)]
		area += p.x*q.y - q.x*p.y
	}
	if area < 0 {
		for i, j := 0, len(points)-1; i < j; i, j = i+1, j-1 {
			points[i], points[j] = points[j], points[i]
		}
	}
	return points
}
