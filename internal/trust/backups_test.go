package trust_test

import (
	"math/rand/v2"
	"net/http"
	"path/filepath"
	"testing"
)

// document is a result as far as it is attacked here.
type document struct {
	Hash   string
	Groups []struct {
		Key    map[string]string
		N      *int
		Shown  bool
		Fields []field
	}
}

type field struct {
	value
	Facets []value
	Items  []struct {
		ID     string
		Counts map[string]int
	}
}

// value is a mean over the items of a field or facet; a bound in its place hides it.
type value struct {
	ID    string
	N     int
	Mean  *float64
	Bound *string
}

// countIn returns how often a point of an item was chosen, where fields show it.
func countIn(fields []field, item, point string) (n int, shown bool) {
	for _, f := range fields {
		for _, i := range f.Items {
			if i.ID == item {
				return i.Counts[point], true
			}
		}
	}
	return 0, false
}

// restored is what somebody learns who closes a round, puts an older backup back and closes again.
type restored struct {
	*house
	form, second int // answers of the last person that follow from two backups, and from two results
	closedAgain  bool
}

// restore lets people answer, the last of them between two backups, and closes the round twice. The sealed round that is restored
// cannot be closed: its result comes back from the file of the finished round.
func restore(t *testing.T, sealed bool, people int, seed uint64) *restored {
	t.Helper()
	h := newHouse(t)
	r := &restored{house: h}
	o := h.openFor("Nordwind", longForm, people)
	if !sealed {
		h.unseal(o)
	}
	q, rng := content(t, longForm), rand.New(rand.NewPCG(seed, 3))
	one, two := filepath.Join(t.TempDir(), "one.db"), filepath.Join(t.TempDir(), "two.db")
	var last sheet
	for i := range people {
		if i == people-1 {
			h.run("backup", one)
		}
		last = randomSheet(rng, q)
		h.visitor().answer(o.Links[0].Code, last.form(q, ""))
	}
	h.run("backup", two)
	rows := map[string]bool{}
	fresh(rows, column[string](t, one, "SELECT CAST(answers AS TEXT) FROM responses"))
	for _, row := range fresh(rows, column[string](t, two, "SELECT CAST(answers AS TEXT) FROM responses")) {
		for i := range last {
			if len(row) == len(last) && row[i] == last[i] {
				r.form++
			}
		}
	}
	h.run("round", "close", o.ID)
	first := decoded[document](h, "result", o.ID)
	h.stop()
	h.run("restore", one)
	r.closedAgain = h.command("", "round", "close", o.ID).Code == 0
	if r.closedAgain {
		r.second = first.countsOf("").without(decoded[document](h, "result", o.ID).countsOf("")).single(q, last)
		return r
	}
	r.finish(o, first)
	return r
}

// finish wants a restored round to take no answers, and its result back from the file that was written at closing.
func (r *restored) finish(o round, first document) {
	r.t.Helper()
	r.broken = true
	r.serve()
	q := content(r.t, longForm)
	late := r.visitor()
	late.get("/s/" + o.Links[0].Code)
	if reply := late.post("/s/"+o.Links[0].Code, make(sheet, len(q.Items())).form(q, "")); reply.Status != http.StatusServiceUnavailable {
		r.t.Errorf("a restored round whose key is gone answers with %d, want 503", reply.Status)
	}
	r.run("round", "import", filepath.Join(filepath.Dir(r.db), "finished", o.ID+".json"))
	if again := decoded[document](r.house, "result", o.ID); again.Hash != first.Hash {
		r.t.Errorf("got the result %s back, want %s", again.Hash, first.Hash)
	}
	r.run("check")
}

// TestTwoBackupsAndASecondClosingGiveNobodyAway tries what one answer more between two backups says, and closing twice.
func TestTwoBackupsAndASecondClosingGiveNobodyAway(t *testing.T) {
	t.Parallel()
	rounds, people, form, second := often(1, 10), 20, 0, 0
	for seed := range uint64(rounds) {
		r := restore(t, true, people, seed)
		form, second = form+r.form, second+r.second
		if r.closedAgain {
			t.Error("a round was closed again out of a backup")
		}
	}
	items := len(content(t, longForm).Items())
	if form > 0 || second > 0 {
		t.Errorf("%d answers follow from two backups, %d from two results", form, second)
	}
	c := restore(t, false, people, 99)
	if c.form != items || !c.closedAgain || c.second != items {
		t.Errorf("without sealing %d and %d of %d answers follow: the attack does not bite", c.form, c.second, items)
	}
	figure(t, "%d rounds, 19 and 20 forms: 0 of %d answers from two backups, closing again refused, 503 for answers, the same result back from its file. Control: %d and %d of %d answers",
		rounds, rounds*items, c.form, c.second, items)
}
