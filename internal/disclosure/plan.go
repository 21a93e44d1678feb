package disclosure

import (
	"cmp"
	"slices"
)

// Plan decides for every group of o.Groups, in their order, whether it is shown, and for every group that is shown,
// field by field, whether the field is, and whether its items are. The package comment says what that guarantees.
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
	o = o.weighed()
	candidates := make([]candidate, len(o.Groups))
	for i, g := range o.Groups {
		atoms := slices.Sorted(slices.Values(g.Atoms))
		candidates[i] = candidate{group: i, kind: g.Kind, atoms: slices.Compact(atoms)}
	}
	fields := fieldsOf(o.Atoms)
	decisions := make([]Decision, len(o.Groups))
	var shown []candidate
	verdicts, visited := o.plan(candidates, personsOf(o.Atoms))
	for i, v := range verdicts {
		decisions[i].Reason = v.reason
		if v.reason == Shown {
			decisions[i].Fields, decisions[i].Items = make([]Reason, len(fields)), make([]bool, len(fields))
			shown = append(shown, candidates[i])
		}
	}
	for f, m := range fields {
		m.few = f < len(o.Few) && o.Few[f] && o.K > 1
		verdicts, n := o.plan(shown, m)
		visited += n
		for i, v := range verdicts {
			d := decisions[shown[i].group]
			d.Fields[f], d.Items[f] = v.reason, v.items
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

// verdict says why a candidate may not show some measures, and whether it may show those of items where it may.
type verdict struct {
	reason Reason
	items  bool
}

// plan decides which candidates may show the measures and says how many sets were visited.
func (o Organisation) plan(candidates []candidate, m measures) ([]verdict, int) {
	verdicts := make([]verdict, len(candidates))
	g := gate{
		scores: newOracle(o.K, m.scores), items: newOracle(o.K, m.items), few: m.few,
		wide: newOracle(max(o.K, o.itemsFrom()), m.behindItems()),
	}
	for _, i := range inOrder(candidates, m) {
		c := candidates[i]
		withItems := o.showsItems(c.kind) && total(m.behind, c.atoms) >= o.ItemsFrom
		if m.below(o.K, c.atoms, withItems) {
			verdicts[i].reason = BelowMinimum
			continue
		}
		verdicts[i] = g.admit(c.atoms, withItems)
	}
	return verdicts, g.scores.visited + g.items.visited + g.wide.visited
}

// showsItems reports whether groups of a kind may show items: with protection everyone and teams only. One
// partition tells nothing about what lies across it, two tell the corners of every distribution.
func (o Organisation) showsItems(k Kind) bool { return o.K <= 1 || k == Everyone || k == Team }

// itemsFrom is the smallest number of persons whose items may be worked out, 0 without protection.
func (o Organisation) itemsFrom() int {
	if o.K <= 1 {
		return 0
	}
	return o.ItemsFrom
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

// gate guards the measures of one field. Items have oracles of their own, because fewer groups show them: items asks for the
// minimum behind each of them, without which the field is hidden, wide for as many persons with a field score as items need,
// without which they alone are withheld. A field that rests on few items goes with them.
type gate struct {
	scores, items, wide *oracle
	few                 bool
}

// admit takes a group in if that exposes nobody, and says what of it may be shown.
func (g gate) admit(atoms []int, withItems bool) verdict {
	scores, clean := g.scores.offer(atoms)
	if !clean || g.few && !withItems {
		return verdict{reason: Complementary}
	}
	if withItems {
		items, clean := g.items.offer(atoms)
		if !clean {
			return verdict{reason: Complementary}
		}
		wide, clean := g.wide.offer(atoms)
		switch {
		case clean:
			g.items.accept(items)
			g.wide.accept(wide)
		case g.few:
			return verdict{reason: Complementary}
		default:
			withItems = false
		}
	}
	g.scores.accept(scores)
	return verdict{items: withItems}
}
