package disclosure_test

import (
	"math/big"
	"slices"

	"kompass/internal/disclosure"
)

// The brute force below shares nothing with the package: it lists every union of atoms with fewer than k persons and
// asks by exact Gaussian elimination whether it can be worked out from the groups shown.

// exposures counts the unions with 1 … k−1 on a measure that are linear combinations of the groups' totals.
func exposures(k int, counts []int, groups [][]int) int {
	columns, matrix := totals(counts, groups)
	checks := orthogonal(matrix, len(columns))
	sizes := make([]int, len(columns))
	for j, atom := range columns {
		sizes[j] = counts[atom]
	}
	return countUnions(k, sizes, checks, 0, make([]int64, len(checks)))
}

// totals returns the atoms that count somebody, and a row for each group with a 1 for each of these that it holds.
func totals(counts []int, groups [][]int) ([]int, [][]*big.Rat) {
	var columns []int
	for atom, n := range counts {
		if n > 0 {
			columns = append(columns, atom)
		}
	}
	matrix := make([][]*big.Rat, len(groups))
	for i, g := range groups {
		matrix[i] = make([]*big.Rat, len(columns))
		for j, atom := range columns {
			matrix[i][j] = new(big.Rat)
			if slices.Contains(g, atom) {
				matrix[i][j].SetInt64(1)
			}
		}
	}
	return columns, matrix
}

// follows answers whether the total of one atom is a linear combination of the groups' totals.
func follows(atom int, counts []int, groups [][]int) bool {
	columns, without := totals(counts, groups)
	_, with := totals(counts, append(slices.Clone(groups), []int{atom}))
	return len(eliminate(without, len(columns))) == len(eliminate(with, len(columns)))
}

// countUnions counts the unions of the columns from the given one on that pass all checks, given the checks' sums over
// the columns chosen so far.
func countUnions(room int, sizes []int, checks [][]int64, from int, sums []int64) int {
	found := 0
	for j := from; j < len(sizes); j++ {
		if sizes[j] >= room {
			continue
		}
		passes := true
		next := make([]int64, len(sums))
		for i := range sums {
			next[i] = sums[i] + checks[i][j]
			passes = passes && next[i] == 0
		}
		if passes {
			found++
		}
		found += countUnions(room-sizes[j], sizes, checks, j+1, next)
	}
	return found
}

// orthogonal returns integer vectors that span everything orthogonal to the rows of a matrix: a vector is a combination
// of the rows if and only if its product with each of them is 0.
func orthogonal(matrix [][]*big.Rat, width int) [][]int64 {
	pivots := eliminate(matrix, width)
	var vectors [][]int64
	for free := range width {
		if slices.Contains(pivots, free) {
			continue
		}
		scale := big.NewInt(1)
		for i := range pivots {
			d := matrix[i][free].Denom()
			scale.Mul(scale, new(big.Int).Div(d, new(big.Int).GCD(nil, nil, scale, d)))
		}
		v := make([]int64, width)
		v[free] = whole(new(big.Rat).SetInt(scale))
		for i, p := range pivots {
			v[p] = -whole(new(big.Rat).Mul(matrix[i][free], new(big.Rat).SetInt(scale)))
		}
		vectors = append(vectors, v)
	}
	return vectors
}

// eliminate brings the matrix into reduced echelon form and returns the pivot column of each row that is not 0.
func eliminate(matrix [][]*big.Rat, width int) []int {
	var pivots []int
	for j := range width {
		top := len(pivots)
		found := slices.IndexFunc(matrix[top:], func(r []*big.Rat) bool { return r[j].Sign() != 0 })
		if found < 0 {
			continue
		}
		matrix[top], matrix[top+found] = matrix[top+found], matrix[top]
		inverse := new(big.Rat).Inv(matrix[top][j])
		for _, x := range matrix[top] {
			if x.Sign() != 0 {
				x.Mul(x, inverse)
			}
		}
		for i, r := range matrix {
			if i == top || r[j].Sign() == 0 {
				continue
			}
			factor := new(big.Rat).Set(r[j])
			for c, x := range matrix[top] {
				if x.Sign() != 0 {
					r[c].Sub(r[c], new(big.Rat).Mul(factor, x))
				}
			}
		}
		pivots = append(pivots, j)
	}
	return pivots
}

func whole(r *big.Rat) int64 {
	if !r.IsInt() || !r.Num().IsInt64() {
		panic("the brute force does not reach that far")
	}
	return r.Num().Int64()
}

// published is what a plan shows of one measure: the counts by atom and the groups shown.
type published struct {
	name   string
	counts []int
	groups [][]int
}

// everything lists all measures of an organisation with the groups that show them.
func everything(o disclosure.Organisation, plan []disclosure.Decision) []published {
	persons := make([]int, len(o.Atoms))
	for i, a := range o.Atoms {
		persons[i] = a.Persons
	}
	var groups [][]int
	for i, g := range o.Groups {
		if plan[i].Reason == disclosure.Shown {
			groups = append(groups, g.Atoms)
		}
	}
	all := []published{{"persons", persons, groups}}
	for f := range o.Atoms[0].Fields {
		all = append(all, publishedOf(o, plan, f)...)
	}
	return all
}

func publishedOf(o disclosure.Organisation, plan []disclosure.Decision, f int) []published {
	var groups, withItems [][]int
	field := measure(o, func(a disclosure.Atom) int { return a.Fields[f].Persons })
	for i, g := range o.Groups {
		if plan[i].Reason == disclosure.Shown && plan[i].Fields[f] == disclosure.Shown {
			groups = append(groups, g.Atoms)
			if plan[i].Items[f] {
				withItems = append(withItems, g.Atoms)
			}
		}
	}
	all := []published{{"field", field, groups}}
	for i := range o.Atoms[0].Fields[f].Facets {
		all = append(all, published{"facet", measure(o, func(a disclosure.Atom) int { return a.Fields[f].Facets[i] }), groups})
	}
	for i := range o.Atoms[0].Fields[f].Items {
		all = append(all, published{"item", measure(o, func(a disclosure.Atom) int { return a.Fields[f].Items[i] }), withItems})
	}
	return all
}

func measure(o disclosure.Organisation, count func(disclosure.Atom) int) []int {
	counts := make([]int, len(o.Atoms))
	for i, a := range o.Atoms {
		counts[i] = count(a)
	}
	return counts
}

func sum(counts, atoms []int) int {
	n := 0
	for _, atom := range atoms {
		n += counts[atom]
	}
	return n
}

// leaks counts the exposed unions of a plan over all measures. Where items are shown a union of persons with a field score is small
// below ItemsFrom.
func leaks(o disclosure.Organisation, plan []disclosure.Decision) int {
	n := 0
	for _, p := range everything(o, plan) {
		n += exposures(o.K, p.counts, p.groups)
	}
	for f := range o.Atoms[0].Fields {
		wide := itemsOf(o, plan, f)
		n += exposures(max(o.K, o.ItemsFrom), wide.counts, wide.groups)
	}
	return n
}

// itemsOf counts the persons with a score in a field and lists the groups that show its items.
func itemsOf(o disclosure.Organisation, plan []disclosure.Decision, f int) published {
	p := published{name: "items", counts: measure(o, func(a disclosure.Atom) int { return a.Fields[f].Persons })}
	if len(o.Atoms[0].Fields[f].Items) == 0 {
		return p
	}
	for i, g := range o.Groups {
		if plan[i].Reason == disclosure.Shown && plan[i].Items[f] {
			p.groups = append(p.groups, g.Atoms)
		}
	}
	return p
}
