package disclosure

import (
	"cmp"
	"slices"
)

// Plan decides for every group of o.Groups, in their order, whether it is shown, and for every group that is shown,
// field by field, whether the field is. The package comment says what that guarantees.
//
// Groups are offered by kind, within a kind the largest first, ties in the given order, and each is kept if it is large
// enough and the oracle stays clean. Then each field is planned in the same manner among the groups shown, by persons
// with a field score. With o.K ≤ 1 everything is shown that anybody stands behind; single facets and items
// of a field may then be empty.
//
// Counts that an atom does not have (a shorter list of fields, facets or items) count nobody. Plan panics if a
// group names an atom that does not exist.
func Plan(o Organisation) []Decision {
	decisions, _ := plan(o)
	return decisions
}

// plan is [Plan]. It also returns how many sets of groups were looked at on the way: the work that a plan takes, the same
// on every machine.
func plan(o Organisation) ([]Decision, int) {
	candidates := make([]candidate, len(o.Groups))
	for i, g := range o.Groups {
		atoms := slices.Sorted(slices.Values(g.Atoms))
		candidates[i] = candidate{group: i, kind: g.Kind, atoms: slices.Compact(atoms)}
	}
	fields := fieldsOf(o.Atoms)
	decisions := make([]Decision, len(o.Groups))
	var shown []candidate
	reasons, visited := o.plan(candidates, personsOf(o.Atoms))
	for i, reason := range reasons {
		decisions[i].Reason = reason
		if reason == Shown {
			decisions[i].Fields = make([]Reason, len(fields))
			shown = append(shown, candidates[i])
		}
	}
	for f, m := range fields {
		reasons, n := o.plan(shown, m)
		visited += n
		for i, reason := range reasons {
			decisions[shown[i].group].Fields[f] = reason
		}
	}
	return decisions, visited
}

// candidate is a group on offer. Its atoms are ascending, none of them twice.
type candidate struct {
	group int
	kind  Kind
	atoms []int
}

// plan decides which candidates may show the measures, one reason for each, and says how many sets were visited.
func (o Organisation) plan(candidates []candidate, m measures) ([]Reason, int) {
	reasons := make([]Reason, len(candidates))
	g := gate{scores: newOracle(o.K, m.scores), items: newOracle(o.K, m.items)}
	for _, i := range inOrder(candidates, m) {
		atoms := candidates[i].atoms
		withItems := m.persons(atoms) >= o.ItemsFrom
		switch {
		case m.below(o.K, atoms, withItems):
			reasons[i] = BelowMinimum
		case !g.admit(atoms, withItems):
			reasons[i] = Complementary
		}
	}
	return reasons, g.scores.visited + g.items.visited
}

// inOrder returns the order in which the candidates are offered.
func inOrder(candidates []candidate, m measures) []int {
	order := make([]int, len(candidates))
	sizes := make([]int, len(candidates))
	for i, c := range candidates {
		order[i], sizes[i] = i, m.persons(c.atoms)
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(candidates[a].kind, candidates[b].kind), cmp.Compare(sizes[b], sizes[a]))
	})
	return order
}

// gate guards the measures of one field. Items have an oracle of their own, because fewer groups show them.
type gate struct{ scores, items *oracle }

// admit takes a group in if that exposes nobody, and answers whether it did.
func (g gate) admit(atoms []int, withItems bool) bool {
	scores, clean := g.scores.offer(atoms)
	if !clean {
		return false
	}
	if withItems {
		items, clean := g.items.offer(atoms)
		if !clean {
			return false
		}
		g.items.accept(items)
	}
	g.scores.accept(scores)
	return true
}
