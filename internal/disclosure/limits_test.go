package disclosure_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"kompass/internal/disclosure"
)

// besideOne returns an organisation whose groups all hold one atom of k−1 persons and, of the others, which are of one
// size, the same number each. Nothing can ever be exposed in it: give the others weight 1 and the first atom minus
// the number of others in a group. Then every group, and every combination of groups, weighs 0; but a union of
// others weighs more, the first atom alone weighs less, and the first atom with another holds k.
func besideOne(k, others, size int, groups [][]int) disclosure.Organisation {
	o := disclosure.Organisation{K: k, ItemsFrom: k, Atoms: []disclosure.Atom{{Persons: k - 1}}}
	for range others {
		o.Atoms = append(o.Atoms, disclosure.Atom{Persons: size})
	}
	for _, g := range groups {
		atoms := []int{0}
		for _, other := range g {
			atoms = append(atoms, other+1)
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

func TestWhatCannotBeToldIsHidden(t *testing.T) {
	for _, c := range []struct {
		name            string
		k, others, size int
		groups          [][]int
		want            bool
	}{
		{"few sets are searched to the end", 50, 9, 1, permutations(3, 12), false},
		{"more sets than the limit", 50, 81, 1, permutations(9, 40), true},
		{"factors stay small", 3, 8, 1, samples(8, 4), false},
		{"factors grow too large to add up", 3, 60, 1, samples(60, 50), true},
		{"entries stay small", 5, 8, 5, samples(8, 8), false},
		{"entries grow too large", 5, 60, 5, samples(60, 59), true},
	} {
		t.Run(c.name, func(t *testing.T) {
			plan := disclosure.Plan(besideOne(c.k, c.others, c.size, c.groups))
			hidden := 0
			for _, d := range plan {
				if d.Reason == disclosure.Complementary {
					hidden++
				}
			}
			if hidden > 0 != c.want {
				t.Errorf("got %d of %d groups hidden, want any hidden: %v", hidden, len(plan), c.want)
			}
		})
	}
}

// In each facet every other atom counts nobody and the rest k: nothing small is there to be exposed, yet the arithmetic
// cannot tell once it has moved from the atoms that count nobody to the others.
func TestAFieldThatCannotBeToldIsHidden(t *testing.T) {
	for _, c := range []struct {
		name           string
		others, groups int
		want           bool
	}{
		{"entries stay small", 16, 12, false},
		{"entries grow too large", 60, 59, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := besideOne(5, c.others, 5, samples(c.others, c.groups))
			for i := range o.Atoms {
				facets := []int{5, 5}
				facets[i%2] = 0
				o.Atoms[i] = disclosure.Atom{Persons: 5, Fields: field(5, facets, nil)}
			}
			hidden := 0
			for _, d := range disclosure.Plan(o) {
				if d.Reason == shown && d.Fields[0] == compl {
					hidden++
				}
			}
			if hidden > 0 != c.want {
				t.Errorf("got %d of %d fields hidden, want any hidden: %v", hidden, c.groups, c.want)
			}
		})
	}
}

// The first atom is small: as a whole, or in both facets, in each of which every other one of the rest counts
// nobody. So many groups are drawn that it follows from all of them together.
func TestNobodyIsExposedBeyondTheReachOfTheArithmetic(t *testing.T) {
	const k, atoms = 5, 41
	for _, c := range []struct {
		name   string
		counts func(atom int) disclosure.Atom
	}{
		{"as a whole", func(atom int) disclosure.Atom {
			if atom == 0 {
				return disclosure.Atom{Persons: k - 1, Fields: field(k-1, nil, nil)}
			}
			return disclosure.Atom{Persons: k, Fields: field(k, nil, nil)}
		}},
		{"in a facet", func(atom int) disclosure.Atom {
			facets := []int{k, k}
			facets[atom%2] = 0
			if atom == 0 {
				facets = []int{k - 1, k - 1}
			}
			return disclosure.Atom{Persons: k, Fields: field(k, facets, nil)}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := disclosure.Organisation{K: k, ItemsFrom: k}
			for atom := range atoms {
				o.Atoms = append(o.Atoms, c.counts(atom))
			}
			var drawn [][]int
			for _, g := range samples(atoms, 48) {
				o.Groups = append(o.Groups, team(g...))
				drawn = append(drawn, g)
			}
			for _, p := range everything(o, disclosure.Plan(o)) {
				if p.counts[0] >= k {
					continue
				}
				if !follows(0, p.counts, drawn) {
					t.Errorf("%s: the small atom does not follow from all groups: the test shows nothing", p.name)
				}
				if follows(0, p.counts, p.groups) {
					t.Errorf("%s: the small atom follows from the groups shown", p.name)
				}
			}
		})
	}
}

// Every group has an atom of its own that counts nobody in the first facet. The groups are as simple as can be until the
// search of that facet has to do without those atoms.
func TestNobodyIsExposedWhereManyAtomsHaveNoAnswers(t *testing.T) {
	const k, rest = 5, 41
	o := disclosure.Organisation{K: k, ItemsFrom: k}
	for range rest {
		o.Atoms = append(o.Atoms, disclosure.Atom{Persons: k, Fields: field(k, []int{k, 0}, nil)})
	}
	o.Atoms[0].Fields = field(k, []int{k - 1, 0}, nil)
	var drawn [][]int
	for i, g := range samples(rest, 48) {
		o.Atoms = append(o.Atoms, disclosure.Atom{Persons: 4 * k, Fields: field(4*k, []int{0, 4 * k}, nil)})
		drawn = append(drawn, append(g, rest+i))
		o.Groups = append(o.Groups, team(drawn[i]...))
	}
	facet := publishedOf(o, disclosure.Plan(o), 0)[1]
	if !follows(0, facet.counts, drawn) {
		t.Error("the small atom does not follow from all groups: the test shows nothing")
	}
	if follows(0, facet.counts, facet.groups) {
		t.Error("the small atom follows from the groups shown")
	}
	if len(facet.groups) < 10 {
		t.Errorf("got %d groups shown, want the first ones at least", len(facet.groups))
	}
}
