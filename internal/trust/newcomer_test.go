package trust_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"kompass/internal/questionnaire"
)

// newcomer is a company of which two rounds are published, between which one person joined. Everybody else answers as before.
type newcomer struct {
	q             *questionnaire.Questionnaire
	sheet         sheet
	before, after document
}

// join publishes the two rounds. An extreme newcomer chooses an end of the scale throughout.
func (h *house) join(id string, before int, extreme bool, seed uint64) newcomer {
	h.t.Helper()
	q, rng := content(h.t, id), rand.New(rand.NewPCG(seed, 11))
	company, _ := h.company(fmt.Sprintf("%s %d %v %d", id, before, extreme, seed))
	n, sheets := newcomer{q: q, sheet: randomSheet(rng, q)}, []sheet{}
	if extreme {
		for i := range n.sheet {
			n.sheet[i] = byte(4 * (seed % 2))
		}
	}
	for range before {
		sheets = append(sheets, opinion(rng, q))
	}
	publish := func(people []sheet) document {
		r := h.open(company, id, "--perspectives", "none", "--heads", "30")
		for _, s := range people {
			h.visitor().answer(r.Links[0].Code, s.form(q, ""))
		}
		h.run("round", "close", r.ID)
		return decoded[document](h, "result", r.ID)
	}
	n.before, n.after = publish(sheets), publish(append(sheets, n.sheet))
	return n
}

// byCounts returns how many answers of the newcomer the counts of items give away.
func (n newcomer) byCounts() int {
	return n.after.countsOf("").without(n.before.countsOf("")).single(n.q, n.sheet)
}

// byMeans returns how many answers the means of fields and facets give away: a sum of points has but one value, and that is all of the
// lowest or all of the highest.
func (n newcomer) byMeans() int {
	given := make(map[string]bool)
	for i, f := range n.q.Fields {
		was, is := n.before.Groups[0].Fields[i], n.after.Groups[0].Fields[i]
		facets := []string{""} // the field itself
		for _, facet := range n.q.Facets {
			facets = append(facets, facet.ID)
		}
		for _, facet := range facets {
			var items []string
			for _, item := range f.Items {
				if facet == "" || item.Facet == facet {
					items = append(items, item.ID)
				}
			}
			low, high := newcomersSum(meanOf(was, facet), meanOf(is, facet), len(items))
			if low == high && (low == 0 || low == 4*len(items)) {
				for _, id := range items {
					given[id] = true
				}
			}
		}
	}
	return len(given)
}

func meanOf(f field, facet string) value {
	if facet == "" {
		return f.value
	}
	for _, v := range f.Facets {
		if v.ID == facet {
			return v
		}
	}
	return value{}
}

// newcomersSum returns between which values the points of a newcomer lie, if the means over so many items are as published. Where one is
// not, nothing follows.
func newcomersSum(was, is value, items int) (low, high int) {
	if was.Mean == nil || is.Mean == nil || was.Bound != nil || is.Bound != nil {
		return 0, 4 * items
	}
	const rounded = 0.05 + 1e-9
	least := func(v value) int { return int(math.Ceil((*v.Mean - rounded) * float64(v.N*items))) }
	most := func(v value) int { return int(math.Floor((*v.Mean + rounded) * float64(v.N*items))) }
	return max(0, least(is)-most(was)), min(4*items, most(is)-least(was))
}

// TestOnePersonMoreInTheNextRound subtracts the results of two rounds. Below ten people no item is counted, and the rounding of means
// hides most. From ten on counts of items are shown, and then all answers follow: that is said.
func TestOnePersonMoreInTheNextRound(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.broken = true // commands close rounds while the server keeps house, and it says so where one is in the way of the other
	rounds, counted, means, extremes, answers := often(1, 4), 0, 0, 0, 0
	for _, id := range []string{shortForm, longForm} {
		for before := 5; before < often(6, 9); before++ {
			for seed := range uint64(rounds) {
				usual, extreme := h.join(id, before, false, seed), h.join(id, before, true, seed)
				counted += usual.byCounts() + extreme.byCounts()
				means, extremes = means+usual.byMeans(), extremes+extreme.byMeans()
				answers += len(usual.sheet)
			}
		}
	}
	if counted > 0 {
		t.Errorf("below ten people %d of %d answers of whoever joined follow from counts", counted, 2*answers)
	}
	large := h.join(longForm, 10, false, 99)
	if n := large.byCounts(); n != len(large.sheet) {
		t.Errorf("from ten people on %d of %d answers follow, which the limits say: the attack does not bite", n, len(large.sheet))
	}
	figure(t, "everybody else answers as before, one joins 5 to 8 people: of %d answers 0 follow from counts, %d from means; of %d of somebody who chooses one end throughout %d do. Control: %d of %d of whoever joins 10, as is said",
		answers, means, answers, extremes, large.byCounts(), len(large.sheet))
}
