package result_test

import (
	"kompass/internal/kompass"
	"kompass/internal/result"
)

// A table counts, for one item, how many of each atom gave which answer. Who reads a document knows the number of answers of
// each atom and, for the groups that show items, how many gave which. Everything else follows from numbers being whole and not
// negative: each cell has a lowest and a highest value, and each known total narrows those of the cells that it is made of.
type table struct {
	low, high [][]int // atom × answer
	totals    []total
}

// total is a known sum over cells.
type total struct {
	cells [][2]int
	sum   int
}

// knowledge returns what a reader knows of an item, given the groups that show its counts.
func (c *company) knowledge(forms []kompass.Response, place, points int, groups []*result.Group) *table {
	counts := make([][]int, len(c.atoms))
	for a := range counts {
		counts[a] = make([]int, points)
	}
	for i, f := range forms {
		if answer := int(f.Answers[place]); answer < points {
			counts[c.atomOf[i]][answer]++
		}
	}
	t := &table{}
	for a := range counts {
		answers := total{}
		for v := range points {
			answers.cells, answers.sum = append(answers.cells, [2]int{a, v}), answers.sum+counts[a][v]
		}
		t.totals = append(t.totals, answers)
		t.low = append(t.low, make([]int, points))
		t.high = append(t.high, make([]int, points))
		for v := range points {
			t.high[a][v] = answers.sum
		}
	}
	for _, g := range groups {
		t.publish(counts, func(a int) bool { return c.holds(g, a) })
		for _, h := range groups { // what is left of a group when another one within it is taken away
			if len(h.Key) > len(g.Key) {
				t.publish(counts, func(a int) bool { return c.holds(g, a) && !c.holds(h, a) })
			}
		}
	}
	t.rest(c, counts, groups)
	t.narrow()
	return t
}

// rest adds what is left of everyone when all teams that show items are taken away.
func (t *table) rest(c *company, counts [][]int, groups []*result.Group) {
	if len(groups) == 0 || len(groups[0].Key) > 0 {
		return
	}
	t.publish(counts, func(a int) bool {
		for _, g := range groups[1:] {
			if len(g.Key) == 1 && g.Key["team"] != "" && c.holds(g, a) {
				return false
			}
		}
		return true
	})
}

func (t *table) publish(counts [][]int, holds func(atom int) bool) {
	for v := range counts[0] {
		known := total{}
		for a := range counts {
			if holds(a) {
				known.cells, known.sum = append(known.cells, [2]int{a, v}), known.sum+counts[a][v]
			}
		}
		t.totals = append(t.totals, known)
	}
}

// narrow lets every total narrow its cells until nothing changes any more.
func (t *table) narrow() {
	for changed := true; changed; {
		changed = false
		for _, known := range t.totals {
			low, high := 0, 0
			for _, c := range known.cells {
				low, high = low+t.low[c[0]][c[1]], high+t.high[c[0]][c[1]]
			}
			for _, c := range known.cells {
				l, h := &t.low[c[0]][c[1]], &t.high[c[0]][c[1]]
				least, most := known.sum-(high-*h), known.sum-(low-*l)
				if least > *l {
					low, *l, changed = low+least-*l, least, true
				}
				if most < *h {
					high, *h, changed = high+most-*h, most, true
				}
			}
		}
	}
}

// exact reports whether the table has but one filling for all atoms of a union.
func (t *table) exact(union []int) bool {
	for _, a := range union {
		for v := range t.low[a] {
			if t.low[a][v] != t.high[a][v] {
				return false
			}
		}
	}
	return true
}
