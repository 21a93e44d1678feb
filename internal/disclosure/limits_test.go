package disclosure_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"kompass/internal/disclosure"
)

// besideOne returns an organisation whose groups all hold one atom of k−1 persons and, of the others, which are single
// persons, the same number each. Nothing can ever be exposed in it: give the single persons weight 1 and the large atom
// minus the number of singles in a group. Then every group, and every combination of groups, weighs 0; but a union of
// single persons weighs more, the large atom alone weighs less, and the large atom with anyone else holds k.
func besideOne(k, singles int, groups [][]int) disclosure.Organisation {
	o := disclosure.Organisation{K: k, ItemsFrom: k, Atoms: []disclosure.Atom{{Persons: k - 1}}}
	for range singles {
		o.Atoms = append(o.Atoms, disclosure.Atom{Persons: 1})
	}
	for _, g := range groups {
		atoms := []int{0}
		for _, single := range g {
			atoms = append(atoms, single+1)
		}
		slices.Sort(atoms)
		o.Groups = append(o.Groups, disclosure.Group{Kind: disclosure.Team, Atoms: atoms})
	}
	return o
}

// permutations returns groups of one cell in each row and column of a square whose cells are numbered at random.
func permutations(side, groups int) [][]int {
	r := rand.New(rand.NewPCG(7, 7))
	cells := r.Perm(side * side)
	all := make([][]int, groups)
	for i := range all {
		for row, column := range r.Perm(side) {
			all[i] = append(all[i], cells[row*side+column])
		}
	}
	return all
}

// samples returns groups of half the persons, drawn at random.
func samples(persons, groups int) [][]int {
	r := rand.New(rand.NewPCG(7, 7))
	all := make([][]int, groups)
	for i := range all {
		all[i] = r.Perm(persons)[:persons/2]
	}
	return all
}

func hidden(plan []disclosure.Decision) int {
	n := 0
	for _, d := range plan {
		if d.Reason == disclosure.Complementary {
			n++
		}
	}
	return n
}

func TestWhatCannotBeToldIsHidden(t *testing.T) {
	for _, c := range []struct {
		name       string
		k, singles int
		groups     [][]int
		want       bool
	}{
		{"few sets are searched to the end", 50, 9, permutations(3, 12), false},
		{"more sets than the limit", 50, 81, permutations(9, 90), true},
		{"numbers stay small", 3, 8, samples(8, 4), false},
		{"numbers grow too large", 3, 60, samples(60, 50), true},
	} {
		t.Run(c.name, func(t *testing.T) {
			plan := disclosure.Plan(besideOne(c.k, c.singles, c.groups))
			if n := hidden(plan); n > 0 != c.want {
				t.Errorf("got %d of %d groups hidden, want any hidden: %v", n, len(plan), c.want)
			}
		})
	}
}
