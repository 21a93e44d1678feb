package disclosure

import (
	"cmp"
	"slices"
)

// nodeLimit bounds the sets that a search visits for one group on one measure. Beyond it the answer is "exposed": a
// group too many is hidden, never one too few.
const nodeLimit = 1 << 12

// oracle knows the groups published on some measures and answers whether one more of them would expose somebody.
//
// The totals of the published groups, one row each with a 1 for every atom of the group, span everything that adding and
// subtracting can reach. The oracle keeps that space in reduced echelon form: every row has a pivot column in which all
// others are 0, and its pivot is its first column. A vector of the space is therefore known by its values in the pivot
// columns. Columns that hold k or more on every measure come first. No union of fewer than k can contain one, so
// rows whose pivot is such a column never take part in one, and the other rows have no entry there at all. What
// remains is a small space, searched by [search].
type oracle struct {
	k       int
	column  []int   // the column of each atom, −1 where it counts nobody on any measure
	large   int     // columns before this one hold at least k on every measure
	counts  [][]int // measure × column
	rows    []row   // by pivot column, nil where there is none
	visited int     // sets that were searched so far
}

// newOracle returns an oracle that has seen no group yet. A measure counts, atom by atom, the persons behind one
// published number; all measures of an oracle are published for the same groups.
func newOracle(k int, measures [][]int) *oracle {
	o := &oracle{k: k}
	if len(measures) == 0 || k <= 1 {
		return o
	}
	least, sum := slices.Clone(measures[0]), make([]int, len(measures[0]))
	for _, m := range measures {
		for atom, n := range m {
			least[atom] = min(least[atom], n)
			sum[atom] += n
		}
	}
	order := make([]int, 0, len(sum))
	for atom := range sum {
		if sum[atom] > 0 {
			order = append(order, atom)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(min(least[b], k)/k, min(least[a], k)/k), cmp.Compare(sum[b], sum[a]))
	})
	o.index(order, measures, least)
	return o
}

// index lays out the columns in the given order of atoms. Measures that count the same everywhere are searched once.
func (o *oracle) index(order []int, measures [][]int, least []int) {
	o.column = slices.Repeat([]int{-1}, len(least))
	o.rows = make([]row, len(order))
	for column, atom := range order {
		o.column[atom] = column
		if least[atom] >= o.k {
			o.large = column + 1
		}
	}
	for _, m := range measures {
		counts := make([]int, len(order))
		for column, atom := range order {
			counts[column] = m[atom]
		}
		if !slices.ContainsFunc(o.counts, func(known []int) bool { return slices.Equal(known, counts) }) {
			o.counts = append(o.counts, counts)
		}
	}
}

// change is what accepting a group does to the echelon form: the new row first, then those it replaces.
type change []row

// offer answers whether the oracle stays clean with one more group, and what [oracle.accept] needs to take it in.
func (o *oracle) offer(atoms []int) (change, bool) {
	if o.large == len(o.rows) {
		return nil, true
	}
	r, ok := o.reduce(atoms)
	if !ok {
		return nil, false
	}
	if len(r) == 0 {
		return nil, true
	}
	c, ok := o.insert(r)
	if !ok {
		return nil, false
	}
	return c, r[0].column < o.large || o.clean(c)
}

// accept takes in a group that was offered, right after the offer.
func (o *oracle) accept(c change) {
	for _, r := range c {
		o.rows[r[0].column] = r
	}
}

// reduce returns what the known rows leave of a group; nothing if its total can be worked out already.
func (o *oracle) reduce(atoms []int) (row, bool) {
	var r row
	for _, atom := range atoms {
		if column := o.column[atom]; column >= 0 {
			r = append(r, entry{column, 1})
		}
	}
	slices.SortFunc(r, func(a, b entry) int { return a.column - b.column })
	ok := true
	for _, e := range slices.Clone(r) {
		if pivot := o.rows[e.column]; pivot != nil && ok {
			r, ok = r.clear(e.column, pivot)
		}
	}
	return r, ok
}

// insert returns the change that a reduced row makes.
func (o *oracle) insert(r row) (change, bool) {
	c := change{r}
	pivot := r[0].column
	for _, old := range o.rows[:pivot] {
		if old.at(pivot) == 0 {
			continue
		}
		replaced, ok := old.clear(pivot, r)
		if !ok {
			return nil, false
		}
		c = append(c, replaced)
	}
	return c, true
}

// clean answers whether no measure exposes anybody after a change. Only what hangs together with the changed rows
// can be new: an exposed union that needs none of them was exposed before.
func (o *oracle) clean(c change) bool {
	rows, changed := o.connected(c)
	for _, counts := range o.counts {
		found, visited := exposed(o.k, rows, changed, counts)
		o.visited += visited
		if found {
			return false
		}
	}
	return true
}

// connected returns the rows without large columns that share columns with the changed ones, directly or through
// each other. The first of them, as many as the second result says, are the changed ones themselves.
func (o *oracle) connected(c change) ([]row, int) {
	rest := slices.Clone(o.rows[o.large:])
	var found []row
	for _, r := range c {
		if r[0].column >= o.large {
			rest[r[0].column-o.large] = nil
			found = append(found, r)
		}
	}
	changed := len(found)
	touched := make([]bool, len(o.rows))
	for i := 0; i < len(found); i++ {
		for _, e := range found[i] {
			touched[e.column] = true
		}
		if i+1 < len(found) {
			continue
		}
		for j, r := range rest {
			if slices.ContainsFunc(r, func(e entry) bool { return touched[e.column] }) {
				found, rest[j] = append(found, r), nil
			}
		}
	}
	return found, changed
}
