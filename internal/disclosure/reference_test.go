package disclosure_test

import (
	"slices"

	"kompass/internal/disclosure"
)

// reference plans by the rules alone, with the brute force for an oracle; good for a handful of atoms.
func reference(o disclosure.Organisation) []disclosure.Decision {
	plan := make([]disclosure.Decision, len(o.Groups))
	fields := len(o.Atoms[0].Fields)
	for i := range plan {
		plan[i] = disclosure.Decision{Reason: disclosure.Complementary}
	}
	persons := measure(o, func(a disclosure.Atom) int { return a.Persons })
	for _, i := range offered(o, persons) {
		if sum(persons, o.Groups[i].Atoms) < o.K {
			plan[i].Reason = disclosure.BelowMinimum
			continue
		}
		plan[i] = disclosure.Decision{Fields: slices.Repeat([]disclosure.Reason{disclosure.Complementary}, fields), Items: make([]bool, fields)}
		if all := everything(o, plan)[0]; exposures(o.K, all.counts, all.groups) > 0 {
			plan[i] = disclosure.Decision{Reason: disclosure.Complementary}
		}
	}
	for f := range fields {
		referenceField(o, plan, f)
	}
	return plan
}

func referenceField(o disclosure.Organisation, plan []disclosure.Decision, f int) {
	field := measure(o, func(a disclosure.Atom) int { return a.Fields[f].Persons })
	for _, i := range offered(o, field) {
		d, g := plan[i], o.Groups[i]
		if d.Reason != disclosure.Shown {
			continue
		}
		protected := o.K > 1
		few := protected && f < len(o.Few) && o.Few[f]
		d.Fields[f] = disclosure.Shown
		d.Items[f] = sum(field, g.Atoms) >= o.ItemsFrom && (!protected || g.Kind == disclosure.Everyone || g.Kind == disclosure.Team)
		all := publishedOf(o, plan, f)
		switch {
		case slices.ContainsFunc(all, func(p published) bool { return (p.name != "item" || d.Items[f]) && sum(p.counts, g.Atoms) < o.K }):
			d.Fields[f], d.Items[f] = disclosure.BelowMinimum, false
		case exposesAny(o.K, all) || few && !d.Items[f]:
			d.Fields[f], d.Items[f] = disclosure.Complementary, false
		case d.Items[f] && exposesAny(max(o.K, o.ItemsFrom), []published{itemsOf(o, plan, f)}):
			d.Items[f] = false
			if few {
				d.Fields[f] = disclosure.Complementary
			}
		}
	}
}

func exposesAny(k int, all []published) bool {
	return slices.ContainsFunc(all, func(p published) bool { return exposures(k, p.counts, p.groups) > 0 })
}

// offered lists the groups in the order in which they are offered.
func offered(o disclosure.Organisation, counts []int) []int {
	var order []int
	for kind := disclosure.Everyone; kind <= disclosure.TeamPerspective; kind++ {
		var same []int
		for i, g := range o.Groups {
			if g.Kind == kind {
				same = append(same, i)
			}
		}
		slices.SortStableFunc(same, func(a, b int) int {
			return sum(counts, o.Groups[b].Atoms) - sum(counts, o.Groups[a].Atoms)
		})
		order = append(order, same...)
	}
	return order
}

// thresholdOnly shows whatever is large enough: what most tools do.
func thresholdOnly(o disclosure.Organisation) []disclosure.Decision {
	plan := make([]disclosure.Decision, len(o.Groups))
	persons := measure(o, func(a disclosure.Atom) int { return a.Persons })
	for i, g := range o.Groups {
		if sum(persons, g.Atoms) < o.K {
			plan[i].Reason = disclosure.BelowMinimum
			continue
		}
		plan[i].Fields, plan[i].Items = make([]disclosure.Reason, len(o.Atoms[0].Fields)), make([]bool, len(o.Atoms[0].Fields))
		for f := range plan[i].Items {
			plan[i].Items[f] = sum(measure(o, func(a disclosure.Atom) int { return a.Fields[f].Persons }), g.Atoms) >= o.ItemsFrom
		}
	}
	return plan
}
