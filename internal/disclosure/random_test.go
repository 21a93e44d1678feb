package disclosure_test

import (
	"math/rand/v2"

	"kompass/internal/disclosure"
)

// draw returns a random number from low to high, both included.
type draw func(low, high int) int

func seeded(seed uint64) draw {
	r := rand.New(rand.NewPCG(seed, 1))
	return func(low, high int) int { return low + r.IntN(high-low+1) }
}

// shape says how large the random organisations are.
type shape struct {
	teams, perspectives, largest, k, itemsFrom int
	fields, facets, items                      int
	gaps                                       int // of a hundred answers so many are missing
}

// organisation draws a company of teams × perspectives with gaps in its answers.
func organisation(d draw, s shape) disclosure.Organisation {
	o := disclosure.Organisation{K: s.k, ItemsFrom: s.itemsFrom}
	for range s.teams * s.perspectives {
		persons := d(1, s.largest)
		o.Atoms = append(o.Atoms, disclosure.Atom{Persons: persons, Fields: fields(d, s, persons)})
	}
	o.Groups = matrix(s.teams, s.perspectives)
	return o
}

// fields draws the fields of an atom: of its persons some have no score, of these answers some are missing.
func fields(d draw, s shape, persons int) []disclosure.FieldCounts {
	all := make([]disclosure.FieldCounts, s.fields)
	for f := range all {
		c := disclosure.FieldCounts{Persons: remaining(d, persons, s.gaps/2)}
		for range s.facets {
			c.Facets = append(c.Facets, remaining(d, c.Persons, s.gaps/2))
		}
		for range s.items {
			c.Items = append(c.Items, remaining(d, c.Persons, s.gaps))
		}
		all[f] = c
	}
	return all
}

func remaining(d draw, persons, gaps int) int {
	n := persons
	for range persons {
		if d(1, 100) <= gaps {
			n--
		}
	}
	return n
}

// matrix returns the groups of teams × perspectives: atom t·perspectives+p is perspective p of team t.
func matrix(teams, perspectives int) []disclosure.Group {
	everyone := disclosure.Group{Kind: disclosure.Everyone}
	byPerspective := make([]disclosure.Group, perspectives)
	var byTeam, cells []disclosure.Group
	for t := range teams {
		team := disclosure.Group{Kind: disclosure.Team}
		for p := range perspectives {
			atom := t*perspectives + p
			everyone.Atoms = append(everyone.Atoms, atom)
			byPerspective[p].Kind = disclosure.Perspective
			byPerspective[p].Atoms = append(byPerspective[p].Atoms, atom)
			team.Atoms = append(team.Atoms, atom)
			cells = append(cells, disclosure.Group{Kind: disclosure.TeamPerspective, Atoms: []int{atom}})
		}
		byTeam = append(byTeam, team)
	}
	groups := append([]disclosure.Group{everyone}, byPerspective...)
	return append(append(groups, byTeam...), cells...)
}

// anySystem draws up to eight atoms, some of them empty or without answers, and groups that follow no partition.
func anySystem(d draw) disclosure.Organisation {
	o := disclosure.Organisation{K: d(2, 8)}
	o.ItemsFrom = o.K + d(-1, 6)
	o.Few = []bool{d(0, 3) == 0}
	facets, items, largest := d(0, 2), d(0, 3), d(4, 16)
	for range d(1, 8) {
		persons := max(0, d(-1, largest))
		c := disclosure.FieldCounts{Persons: some(d, persons)}
		for range facets {
			c.Facets = append(c.Facets, some(d, persons))
		}
		for range items {
			c.Items = append(c.Items, some(d, persons))
		}
		o.Atoms = append(o.Atoms, disclosure.Atom{Persons: persons, Fields: []disclosure.FieldCounts{c}})
	}
	for range d(1, 10) {
		g := disclosure.Group{Kind: disclosure.Kind(d(0, 3))}
		for atom := range o.Atoms {
			if d(0, 1) == 1 {
				g.Atoms = append(g.Atoms, atom)
			}
		}
		o.Groups = append(o.Groups, g)
	}
	return o
}

// crowd draws up to ten tiny atoms and overlapping groups, among which unions of many atoms are exposed.
func crowd(d draw) disclosure.Organisation {
	o := disclosure.Organisation{K: d(3, 7), ItemsFrom: 1}
	atoms := d(5, 10)
	for range atoms {
		o.Atoms = append(o.Atoms, disclosure.Atom{Persons: 1 + d(0, 5)/5})
	}
	for range d(3, 14) {
		g := disclosure.Group{Kind: disclosure.Team}
		share := d(1, 3)
		for atom := range atoms {
			if d(1, 4) > share {
				g.Atoms = append(g.Atoms, atom)
			}
		}
		o.Groups = append(o.Groups, g)
	}
	return o
}

// some draws how many of an atom's persons answered: often all of them, sometimes none.
func some(d draw, persons int) int {
	switch d(0, 4) {
	case 0:
		return 0
	case 1:
		return d(0, persons)
	default:
		return persons
	}
}
