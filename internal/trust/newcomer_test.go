package trust_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// TestOnePersonMoreInTheNextRound subtracts the results of two rounds between which one person joined, while everybody else answers
// as before. Below ten people no answer of hers follows. From ten on counts of items are shown, and then all do: that is said.
func TestOnePersonMoreInTheNextRound(t *testing.T) {
	h := newHouse(t)
	follows := func(questionnaire string, before int, seed uint64) int {
		q, rng := content(t, questionnaire), rand.New(rand.NewPCG(seed, 11))
		company, _ := h.company(fmt.Sprintf("%s %d %d", questionnaire, before, seed))
		var sheets []sheet
		for range before + 1 {
			sheets = append(sheets, randomSheet(rng, q))
		}
		publish := func(people []sheet) counts {
			r := h.open(company, questionnaire, "--perspectives", "none", "--heads", "30")
			for _, s := range people {
				h.visitor().answer(r.Links[0].Code, s.form(q, ""))
			}
			h.run("round", "close", r.ID)
			d := decoded[document](h, "result", r.ID)
			if !d.Groups[0].Shown {
				t.Fatalf("the result of %d people is hidden", len(people))
			}
			return d.countsOf("")
		}
		first := publish(sheets[:before])
		return publish(sheets).without(first).single(q, sheets[before])
	}
	rounds, small, answers := often(1, 5), 0, 0
	for _, questionnaire := range []string{shortForm, longForm} {
		for before := 5; before < often(6, 9); before++ {
			for seed := range uint64(rounds) {
				small, answers = small+follows(questionnaire, before, seed), answers+len(content(t, questionnaire).Items())
			}
		}
	}
	if small > 0 {
		t.Errorf("below ten people %d of %d answers of whoever joined follow", small, answers)
	}
	large := follows(longForm, 10, 99)
	if items := len(content(t, longForm).Items()); large != items {
		t.Errorf("from ten people on %d of %d answers follow, which the limits say: the attack does not bite", large, items)
	}
	figure(t, "everybody else answers as before: %d of %d answers of whoever joins 5 to 8 people follow. Control: %d of %d of whoever joins 10, as is said", small, answers, large, len(content(t, longForm).Items()))
}
