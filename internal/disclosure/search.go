package disclosure

import "slices"

// maxScale bounds the common scale of a search: an entry of a line times the scale stays within 2⁵⁰, so that the sum
// of as many lines as a minimum of up to a thousand allows cannot overflow.
const maxScale = 1 << 20

// line is a row of a search with its pivot column.
type line struct {
	row   row
	pivot int
}

// search looks for a union of atoms that holds 1 … k−1 persons on one measure and lies in the space of some rows.
//
// Such a union is a vector of zeros and ones. In the pivot columns it has a 1 for every row that takes part, so it
// is the sum of these rows, each scaled to 1 in its pivot. The search picks sets of rows whose pivots
// together hold fewer than k. From a set whose sum is no union yet it goes on only to rows that mend what is wrong
// with it, and it visits no set twice.
type search struct {
	k      int
	counts []int
	lines  []line
	scale  int64   // a positive common multiple of the pivot entries: the value that stands for 1
	values []int64 // by column, the sum of the chosen lines times scale
	within []int   // columns in which any line has an entry, of those that count anybody
	barred []bool  // by line: chosen already, or dealt with in another branch
	nodes  int
}

// exposed answers whether the space of the rows holds a union with 1 … k−1 on the measure. Unions that need none of
// the first changed rows are known not to. It also answers true if it cannot tell within its limits. The second result is
// the number of sets it looked at.
func exposed(k int, rows []row, changed int, counts []int) (bool, int) {
	lines, moved, ok := pivoted(rows, counts)
	if !ok {
		return true, 0
	}
	if moved {
		changed = len(lines)
	}
	s := search{k: k, counts: counts, lines: lines, values: make([]int64, len(counts)), nodes: nodeLimit}
	found := !s.prepare() || s.extend(0, func(i int) bool { return i < changed })
	return found, nodeLimit - s.nodes
}

// pivoted pairs the rows with their pivots. Atoms that count nobody on the measure are free: a union may take any value
// there. Rows whose pivot is such an atom move it to the largest atom that counts; a row without one is free
// altogether and drops out. The second result reports whether any pivot moved, the third is false if an entry grew too large.
func pivoted(rows []row, counts []int) (lines []line, moved, ok bool) {
	lines = make([]line, len(rows))
	for i, r := range rows {
		lines[i] = line{r, r[0].column}
	}
	for i := range lines {
		if counts[lines[i].pivot] > 0 {
			continue
		}
		moved = true
		if !repivot(lines, i, counts) {
			return nil, true, false
		}
	}
	free := func(l line) bool { return counts[l.pivot] == 0 }
	return slices.DeleteFunc(lines, free), moved, true
}

// repivot moves the pivot of line i to the largest atom that counts, if there is one, and clears its column in
// all other lines.
func repivot(lines []line, i int, counts []int) bool {
	r := lines[i].row
	for _, e := range r {
		if counts[e.column] > counts[lines[i].pivot] {
			lines[i].pivot = e.column
		}
	}
	pivot := lines[i].pivot
	if counts[pivot] == 0 {
		return true
	}
	for j := range lines {
		if j == i || lines[j].row.at(pivot) == 0 {
			continue
		}
		cleared, ok := lines[j].row.clear(pivot, r)
		if !ok {
			return false
		}
		lines[j].row = cleared
	}
	return true
}

// prepare finds the common scale and the columns to watch, and bars the lines whose pivot alone holds k. It reports
// false if a value could grow too large to add up.
func (s *search) prepare() bool {
	s.scale = 1
	s.barred = make([]bool, len(s.lines))
	seen := make([]bool, len(s.counts))
	for i, l := range s.lines {
		if s.barred[i] = s.counts[l.pivot] >= s.k; s.barred[i] {
			continue
		}
		p := l.row.at(l.pivot)
		s.scale *= p / gcd(s.scale, p)
		if s.scale = max(s.scale, -s.scale); s.scale > maxScale {
			return false
		}
		for _, e := range l.row {
			if !seen[e.column] && s.counts[e.column] > 0 {
				seen[e.column] = true
				s.within = append(s.within, e.column)
			}
		}
	}
	return true
}

// extend chooses one more line in every permitted way and answers whether that leads to an exposed union. A line that
// was tried is barred for the lines after it: sets with it have been visited.
func (s *search) extend(total int, permitted func(line int) bool) bool {
	var tried []int
	for i, l := range s.lines {
		sum := total + s.counts[l.pivot]
		if s.barred[i] || sum >= s.k || !permitted(i) {
			continue
		}
		s.barred[i] = true
		tried = append(tried, i)
		s.nodes--
		s.add(l, 1)
		found := s.nodes < 0 || s.judge(sum)
		s.add(l, -1)
		if found {
			return true
		}
	}
	for _, i := range tried {
		s.barred[i] = false
	}
	return false
}

// add adds a line, scaled to 1 in its pivot, or takes it away again.
func (s *search) add(l line, times int64) {
	factor := times * (s.scale / l.row.at(l.pivot))
	for _, e := range l.row {
		s.values[e.column] += factor * e.value
	}
}

// judge answers whether the chosen lines are an exposed union or lead to one. The pivots of the chosen lines hold
// total persons.
func (s *search) judge(total int) bool {
	sum := 0
	for _, column := range s.within {
		switch v := s.values[column]; {
		case v == 0:
		case v == s.scale && s.counts[column] < s.k:
			sum += s.counts[column]
		default:
			return s.extend(total, func(i int) bool { return s.mends(s.lines[i], column) })
		}
	}
	if sum < s.k {
		return true
	}
	return s.extend(total, func(i int) bool { return s.lightens(s.lines[i]) })
}

// mends answers whether a line moves a column towards a value that a small union may have there.
func (s *search) mends(l line, column int) bool {
	effect := l.row.at(column) * l.row.at(l.pivot)
	switch v := s.values[column]; {
	case v < 0:
		return effect > 0
	case v > s.scale || s.counts[column] >= s.k:
		return effect < 0
	default:
		return effect != 0
	}
}

// lightens answers whether a line takes anything away from a union that is too large.
func (s *search) lightens(l line) bool {
	forward := l.row.at(l.pivot) > 0
	return slices.ContainsFunc(l.row, func(e entry) bool {
		return s.counts[e.column] > 0 && s.values[e.column] == s.scale && (e.value < 0) == forward
	})
}
