package trust_test

import (
	"math"
	"math/rand/v2"
	"testing"
)

// arrivals is a round in which people answered one after another, with what an attacker would like to find out.
type arrivals struct {
	*house
	round   round
	sheets  []sheet
	answers map[string]int // who came when, by the key of the row
}

// arrive lets people answer a round one after another, each with a remark.
func arrive(t *testing.T, sealed bool, people int, seed uint64) *arrivals {
	t.Helper()
	h := newHouse(t)
	a := &arrivals{house: h, round: h.openFor("Nordwind", shortForm, people), answers: map[string]int{}}
	if !sealed {
		h.unseal(a.round)
	}
	q, rng := content(t, shortForm), rand.New(rand.NewPCG(seed, 1))
	for i := range people {
		s := randomSheet(rng, q)
		a.sheets = append(a.sheets, s)
		h.visitor().answer(a.round.Links[0].Code, s.form(q, remark(i)))
		for _, key := range column[string](t, h.db, "SELECT CAST(id AS TEXT) FROM responses") {
			if _, known := a.answers[key]; !known {
				a.answers[key] = i
			}
		}
	}
	return a
}

// remarks returns who wrote which comment, by the key of its row.
func (a *arrivals) remarks(path string) map[string]int {
	a.t.Helper()
	written := map[string]int{}
	keys := column[string](a.t, path, "SELECT CAST(id AS TEXT) FROM comments ORDER BY id")
	for i, text := range column[string](a.t, path, "SELECT body FROM comments ORDER BY id") {
		for n := range a.sheets {
			if text == remark(n) {
				written[keys[i]] = n
			}
		}
	}
	return written
}

// read returns how many rows of answers can be read in a copy of the database.
func (a *arrivals) read(path string) (n int) {
	a.t.Helper()
	known := map[string]bool{}
	for _, s := range a.sheets {
		known[string(s)] = true
	}
	for _, row := range column[[]byte](a.t, path, "SELECT answers FROM responses") {
		if known[string(row)] {
			n++
		}
	}
	return n
}

// TestTheFileGivesNoOrderOfArrival takes the place of rows in the pages of the file for the order in which they came. While a round is
// open that holds for envelopes as well, as docs/anonymity.md says; but nobody can read them, and closing leaves nothing of it.
func TestTheFileGivesNoOrderOfArrival(t *testing.T) {
	t.Parallel()
	// A pair is guessed right by chance every second time; five standard deviations of Kendall's count are more than that ever differs.
	const far = 5 * 0.045
	people, rounds := 60, often(1, 12)
	var open, closed order
	for seed := range uint64(rounds) {
		a := arrive(t, true, people, seed)
		before := a.copied()
		if n := a.read(before); n > 0 {
			t.Errorf("%d of %d answers can be read while the round is open", n, people)
		}
		cells := cellsOf(t, before, "responses")
		if len(cells) != people {
			t.Fatalf("found %d rows in the pages, want %d", len(cells), people)
		}
		open.add(guess(cells, a.answers, byOverflow))
		if keys := guess(cells, a.answers, byKey); math.Abs(keys.share()-0.5) > far {
			t.Errorf("%d of %d pairs of keys are in the order in which they came", keys.right, keys.pairs)
		}
		a.run("round", "close", a.round.ID)
		after := a.copied()
		if left := cellsOf(t, after, "responses"); len(left) > 0 {
			t.Errorf("%d answers are left after closing", len(left))
		}
		comments, wrote := cellsOf(t, after, "comments"), a.remarks(after)
		if len(comments) != people || len(wrote) != people {
			t.Fatalf("found %d comments of %d people, want %d", len(comments), len(wrote), people)
		}
		for _, by := range []func(a, b cell) (bool, bool){byOffset, byKey} {
			closed.add(guess(comments, wrote, by))
		}
	}
	if math.Abs(closed.share()-0.5) > far {
		t.Errorf("after closing %d of %d pairs of comments are in the order in which they came", closed.right, closed.pairs)
	}

	c := arrive(t, false, 30, 99)
	copied := c.copied()
	legacy := guess(cellsOf(t, copied, "responses"), c.answers, byOffset)
	said := guess(cellsOf(t, copied, "comments"), c.remarks(copied), byOffset)
	if n := c.read(copied); n != len(c.sheets) || legacy.share() < 0.9 || said.share() < 0.8 {
		t.Errorf("without sealing %d answers are read, %v and %v pairs are in order: the attack does not bite", n, legacy, said)
	}
	figure(t, "%d rounds of %d people: 0 answers read; of pairs in the right order: envelopes while open %.2f, as is said; comments after closing %.3f of %d, by chance 0.5. Control: %d of %d answers read, answers %.2f, comments %.2f in order",
		rounds, people, open.share(), closed.share(), closed.pairs, len(c.sheets), len(c.sheets), legacy.share(), said.share())
}
