package disclosure_test

import (
	"testing"

	"kompass/internal/disclosure"
)

func hiddenFor(plan []disclosure.Decision, reason disclosure.Reason) int {
	n := 0
	for _, d := range plan {
		if d.Reason == reason {
			n++
		}
	}
	return n
}

// The work of a plan is counted in sets that the search looks at. Where it changes, the search has become better or worse at
// leaving out what leads nowhere: a search that looks at more hides more, because it gives up at its limit.
func TestTheSearchLooksAtNoMoreThanItMust(t *testing.T) {
	for _, c := range []struct {
		name string
		o    disclosure.Organisation
		want int
	}{
		{"a company of many small teams", organisation(seeded(1), shape{teams: 100, perspectives: 2, largest: 8, k: 5, itemsFrom: 10, fields: 1, facets: 3, items: 4, gaps: 5}), 271},
		{"three perspectives and a large minimum", organisation(seeded(2), shape{teams: 50, perspectives: 3, largest: 30, k: 20, itemsFrom: 20, fields: 1, facets: 2, items: 3, gaps: 10}), 236},
		{"many answers missing", organisation(seeded(3), shape{teams: 30, perspectives: 2, largest: 20, k: 12, itemsFrom: 12, fields: 1, facets: 2, items: 2, gaps: 60}), 31},
		{"overlapping groups of single persons", besideOne(50, 16, 1, permutations(4, 10)), 19},
		{"overlapping groups of pairs", besideOne(20, 9, 2, permutations(3, 12)), 13},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, got := disclosure.PlanCounting(c.o); got != c.want {
				t.Errorf("got %d sets looked at, want %d", got, c.want)
			}
		})
	}
}

func TestCrowdsAndSystemsAreSearchedWithoutDetours(t *testing.T) {
	crowds, systems := 0, 0
	for seed := range uint64(300) {
		_, n := disclosure.PlanCounting(crowd(seeded(seed)))
		crowds += n
		_, n = disclosure.PlanCounting(anySystem(seeded(seed)))
		systems += n
	}
	if crowds != 3097 || systems != 688 {
		t.Errorf("got %d and %d sets looked at, want 3097 and 688", crowds, systems)
	}
}

// Samples of sixty equal atoms are more than the arithmetic can tell apart. Where nothing is small enough to be exposed it
// is not asked, and nothing is hidden.
func TestNothingIsHiddenWhereNothingCanBeExposed(t *testing.T) {
	const atoms = 60
	groups := func(o *disclosure.Organisation, with ...int) {
		for _, g := range samples(atoms, atoms-1) {
			o.Groups = append(o.Groups, team(append(g, with...)...))
		}
	}
	open := disclosure.Organisation{K: 1, ItemsFrom: 1, Atoms: heads(make([]int, atoms)...)}
	for i := range open.Atoms {
		open.Atoms[i].Persons = 1 + i%3
	}
	groups(&open)
	just := disclosure.Organisation{K: 5, ItemsFrom: 5, Atoms: heads(make([]int, atoms)...)}
	for i := range just.Atoms {
		just.Atoms[i].Persons = 5
	}
	groups(&just)
	empty := disclosure.Organisation{K: 5, ItemsFrom: 5, Atoms: append(heads(make([]int, atoms)...), heads(4, 5)...)}
	groups(&empty, atoms, atoms+1)
	for name, o := range map[string]disclosure.Organisation{
		"an open round": open, "everybody in atoms of exactly the minimum": just, "groups that differ by atoms without anybody": empty,
	} {
		if got := hiddenFor(disclosure.Plan(o), shown); got != len(o.Groups) {
			t.Errorf("%s: got %d of %d groups shown, want all", name, got, len(o.Groups))
		}
	}
}

func TestRowsOfTheLargestEntriesAreTaken(t *testing.T) {
	const most = disclosure.MaxEntry
	for _, entries := range [][]int64{{most, 1}, {-most, 1}, {1, most}, {2 * most, 2}} {
		if !disclosure.Fits(entries...) {
			t.Errorf("%v is refused", entries)
		}
	}
	for _, entries := range [][]int64{{most + 1, 1}, {-most - 1, 1}, {1, 2 * most}} {
		if disclosure.Fits(entries...) {
			t.Errorf("%v is taken", entries)
		}
	}
}
