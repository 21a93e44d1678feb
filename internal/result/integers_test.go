package result_test

import (
	"slices"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/result"
)

// The second oracle reasons with whole numbers where the planner's reasons with sums: answers are points of a scale, and how
// many gave one is a whole number. What it proves exact, although no group that is shown is unanimous, is a hole in the rules.
// What it can neither prove nor refute is counted.

// tally counts unions of 1 … k−1 persons on single numbers.
type tally struct{ all, proven, refuted, open int }

func (v *tally) add(w tally) {
	v.all, v.proven, v.refuted, v.open = v.all+w.all, v.proven+w.proven, v.refuted+w.refuted, v.open+w.open
}

// verdict counts what was found on items, and on fields and facets.
type verdict struct {
	tally
	levels       tally
	large, shown int // groups of the minimum or more, and those of them that are shown
}

// solver answers whether a union has but one total on an item of a field, and whether it could tell.
type solver func(c *company, d *result.Document, field int, union []int, place int) (exact, sure bool)

func (v *verdict) decide(exact, sure bool) {
	switch {
	case !sure:
		v.open++
	case exact:
		v.proven++
	default:
		v.refuted++
	}
}

func (v *verdict) add(w verdict) {
	v.tally.add(w.tally)
	v.levels.add(w.levels)
	v.large, v.shown = v.large+w.large, v.shown+w.shown
}

// examine looks for exact unions in what a company publishes. Showing says which groups show the counts of the items of a field.
//
// What the search leaves open goes to decide, where there is one: whether the union has but one total, and whether that is sure.
func (c *company) examine(k, steps int, seed uint64, showing func(*result.Group, int) bool, decide solver) verdict {
	v := verdict{}
	if c.build(c.forms) == nil {
		return v
	}
	t := c.twins(k, seed)
	v.large, v.shown = c.share(t.document, k)
	t.search(steps)
	for f, places := range t.fields {
		var groups []*result.Group
		for i := range t.document.Groups {
			if g := &t.document.Groups[i]; g.Shown && g.Fields[f].Shown && showing(g, f) {
				groups = append(groups, g)
			}
		}
		for _, place := range places {
			known := c.knowledge(c.forms, place, 5, groups)
			for u, union := range t.unions {
				if !c.answered(union, place) || c.explained(t.document, f, union, place) {
					continue
				}
				v.all++
				switch {
				case known.exact(union):
					v.proven++
				case !t.known[u][place]:
					v.refuted++
				case decide != nil:
					v.decide(decide(c, t.document, f, union, place))
				default:
					v.open++
				}
			}
		}
	}
	v.levels = c.examineLevels(t)
	return v
}

// examineLevels looks for unions whose scores are exact, in fields and facets.
func (c *company) examineLevels(t *twins) tally {
	v := tally{}
	for _, l := range levels(c.q) {
		known, parts := c.trace(t.document, l), c.parts(l)
		for u, union := range t.unions {
			if !c.answered(union, l.place) || c.explained(t.document, l.field, union, l.place) {
				continue
			}
			v.all++
			switch {
			case known.exact(union, parts):
				v.proven++
			case !t.known[u][l.place]:
				v.refuted++
			default:
				v.open++
			}
		}
	}
	return v
}

func (c *company) answered(union []int, place int) bool {
	for i, m := range c.measured() {
		if slices.Contains(union, c.atomOf[i]) && m[place] >= 0 {
			return true
		}
	}
	return false
}

// explained reports whether every atom of a union lies in a shown group all of whom gave one answer: no rule prevents that.
func (c *company) explained(d *result.Document, f int, union []int, place int) bool {
	for _, a := range union {
		ok := false
		for i := range d.Groups {
			g := &d.Groups[i]
			ok = ok || g.Shown && g.Fields[f].Shown && c.holds(g, a) && c.unanimous(g, place)
		}
		if !ok {
			return false
		}
	}
	return true
}

func (c *company) unanimous(g *result.Group, place int) bool {
	seen := map[int]bool{}
	for i, m := range c.measured() {
		if c.holds(g, c.atomOf[i]) && m[place] >= 0 {
			seen[m[place]] = true
		}
	}
	return len(seen) == 1
}

// share counts the groups that are large enough, and those of them that are shown.
func (c *company) share(d *result.Document, k int) (large, shown int) {
	for i := range d.Groups {
		n := 0
		for _, a := range c.atomOf {
			if c.holds(&d.Groups[i], a) {
				n++
			}
		}
		if n >= k {
			large++
			if d.Groups[i].Shown {
				shown++
			}
		}
	}
	return large, shown
}

// givesItems reports whether a document gives the items of a group.
func givesItems(g *result.Group, f int) bool { return len(g.Fields[f].Items) > 0 }

// across reports whether it did before 2026-12: perspectives had items as well.
func across(g *result.Group, f int) bool { return g.Fields[f].N >= 10 }

func examineAll(t *testing.T, companies, steps int, showing func(*result.Group, int) bool, decide solver) verdict {
	t.Helper()
	all := verdict{}
	for _, file := range []string{shipped, brief} {
		q := load(t, file)
		sum := verdict{}
		for seed := range uint64(companies) {
			sum.add(someCompany(q, seed).examine(kompass.FloorMinGroup, steps, seed, showing, decide))
		}
		t.Logf("%s: on items of %d unions %d exact, %d not, %d open; on fields and facets of %d %d exact, %d not, %d open; %d of %d groups shown",
			file, sum.all, sum.proven, sum.refuted, sum.open, sum.levels.all, sum.levels.proven, sum.levels.refuted, sum.levels.open, sum.shown, sum.large)
		all.add(sum)
	}
	return all
}

func TestNobodyIsExactByWholeNumbers(t *testing.T) {
	v := examineAll(t, 2, 300, givesItems, nil)
	if v.proven+v.levels.proven > 0 {
		t.Errorf("%d unions of fewer than five persons are exact on items, %d on fields and facets", v.proven, v.levels.proven)
	}
	if v := examineAll(t, 40, 0, givesItems, nil); v.proven+v.levels.proven > 0 {
		t.Errorf("in more companies %d unions are exact on items, %d on fields and facets", v.proven, v.levels.proven)
	}
	if v.refuted*8 < v.all {
		t.Errorf("of %d unions only %d are known not to be exact: the search for twins finds none", v.all, v.refuted)
	}
}

func TestTheOracleOfWholeNumbersCatchesItemsAcrossPerspectives(t *testing.T) {
	if v := examineAll(t, 12, 0, across, nil); v.proven == 0 {
		t.Error("with items of perspectives nobody is exact: the oracle sees nothing")
	}
}
