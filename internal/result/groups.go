package result

import (
	"cmp"
	"slices"

	"kompass/internal/disclosure"
	"kompass/internal/score"
)

// atom is one cell of the finest partition of persons. In a file of answers team is the value of the group column.
type atom struct {
	team        string
	perspective string
}

// tallies are the answers of a round or file by atom: only atoms that somebody is in.
type tallies struct {
	scorer     *score.Scorer
	by         map[atom]*score.Tally
	distrusted map[atom]bool
	wholeOnly  []Audience
}

func newTallies(scorer *score.Scorer) *tallies {
	return &tallies{scorer: scorer, by: make(map[atom]*score.Tally)}
}

func (t *tallies) add(a atom, answers score.Answers) {
	tally, ok := t.by[a]
	if !ok {
		tally = t.scorer.NewTally()
		t.by[a] = tally
	}
	tally.Add(answers)
}

func (t *tallies) persons() int {
	n := 0
	for _, tally := range t.by {
		n += tally.Persons()
	}
	return n
}

// atoms returns the atoms in an order that does not depend on the responses'.
func (t *tallies) atoms() []atom {
	all := make([]atom, 0, len(t.by))
	for a := range t.by {
		all = append(all, a)
	}
	slices.SortFunc(all, func(a, b atom) int {
		return cmp.Or(cmp.Compare(a.team, b.team), cmp.Compare(a.perspective, b.perspective))
	})
	return all
}

// counts returns what the disclosure planner needs to know about an atom: the counts behind published numbers only, so
// none for a facet that a field has no items in. A facet that rests on few items counts as one of them.
func (p publisher) counts(tally *score.Tally) disclosure.Atom {
	out := disclosure.Atom{Persons: tally.Persons()}
	for i, c := range tally.Counts() {
		f := disclosure.FieldCounts{Persons: c.Persons, Items: slices.Clone(c.Items)}
		for _, j := range covered(p.q, p.q.Fields[i]) {
			if p.few(p.q.Fields[i], p.q.Facets[j].ID) {
				f.Items = append(f.Items, c.Facets[j])
				continue
			}
			f.Facets = append(f.Facets, c.Facets[j])
		}
		out.Fields = append(out.Fields, f)
	}
	return out
}

// candidate is a group that is published if the planner allows it.
type candidate struct {
	kind     disclosure.Kind
	key      Key
	label    string
	heads    *int
	before   *int // heads, before they rose
	includes func(atom) bool
}

// publish plans which groups and fields are shown and gives the numbers of those.
func (p publisher) publish(scorer *score.Scorer, t *tallies, candidates []candidate, k int) []Group {
	atoms := t.atoms()
	org := disclosure.Organisation{K: k, ItemsFrom: p.rules.items}
	org.Parts = t.parts(atoms)
	for _, f := range p.q.Fields {
		org.Few = append(org.Few, len(f.Items) < p.rules.few)
	}
	for _, a := range atoms {
		counts := p.counts(t.by[a])
		counts.Untrusted = t.distrusted[a]
		org.Atoms = append(org.Atoms, counts)
	}
	for _, c := range candidates {
		g := disclosure.Group{Kind: c.kind}
		for i, a := range atoms {
			if c.includes(a) {
				g.Atoms = append(g.Atoms, i)
			}
		}
		org.Groups = append(org.Groups, g)
	}
	groups := make([]Group, len(candidates))
	for i, decision := range disclosure.Plan(org) {
		groups[i] = Group{Key: candidates[i].key, Label: candidates[i].label, Heads: candidates[i].heads, HeadsBefore: candidates[i].before}
		if decision.Reason != disclosure.Shown {
			t.why(&groups[i], decision.Reason, org.Groups[i], atoms, k)
			continue
		}
		sum := scorer.NewTally()
		for _, a := range org.Groups[i].Atoms {
			sum.Merge(t.by[atoms[a]])
		}
		p.fill(&groups[i], sum.Group(), decision)
	}
	return groups
}

// parts lists the atoms of each audience that counts in larger groups only.
func (t *tallies) parts(atoms []atom) [][]int {
	var out [][]int
	for _, audience := range t.wholeOnly {
		var part []int
		for i, a := range atoms {
			if audience.includes(a) {
				part = append(part, i)
			}
		}
		out = append(out, part)
	}
	return out
}

// why enters the reason why a group is hidden, and whether that is because of its own audience. Below the minimum is only what
// has fewer forms than that.
func (t *tallies) why(out *Group, reason disclosure.Reason, g disclosure.Group, atoms []atom, k int) {
	forms := 0
	out.OverHeads, out.FewHeads = len(g.Atoms) > 0, false
	for _, i := range g.Atoms {
		forms += t.by[atoms[i]].Persons()
		out.OverHeads = out.OverHeads && t.distrusted[atoms[i]]
	}
	for _, audience := range t.wholeOnly {
		out.FewHeads = out.FewHeads || out.Key["team"] == audience.Team
	}
	if out.Reason = &reason; forms >= k {
		reason = disclosure.Complementary
	} else {
		out.OverHeads, out.FewHeads = false, false
	}
}
