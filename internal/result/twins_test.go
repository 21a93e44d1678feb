package result_test

import (
	"math/rand/v2"
	"reflect"
	"slices"

	"kompass/internal/kompass"
	"kompass/internal/result"
)

// A twin is another set of answers that the company could have given with the very same document: who reads the document
// cannot tell which of the two was given. Whatever differs between twins is therefore not exact, whatever a reader may do.
type twins struct {
	c        *company
	k        int
	forms    []kompass.Response
	document *result.Document
	fields   [][]int  // the places of the items of each field in a form
	unions   [][]int  // what may not be exact
	first    [][]int  // atom × item: the sum of the answers in the beginning
	known    [][]bool // union × item: no twin differs so far
	alike    [][]bool // atom × item: all gave one answer, in all twins so far
	values   [][]int  // form × number: what was measured of the forms as they are now
	r        *rand.Rand
}

func (c *company) twins(k int, seed uint64) *twins {
	t := &twins{c: c, k: k, document: c.build(c.forms), unions: c.unions(k), r: rand.New(rand.NewPCG(seed, 7))}
	place := 0
	for _, f := range c.q.Fields {
		var places []int
		for range f.Items {
			places, place = append(places, place), place+1
		}
		t.fields = append(t.fields, places)
	}
	for _, f := range c.forms {
		f.Answers = append([]byte{}, f.Answers...)
		t.forms = append(t.forms, f)
	}
	for _, m := range c.measured() {
		t.values = append(t.values, slices.Clone(m))
	}
	t.first = t.sums()
	for range t.unions {
		known := make([]bool, len(t.first[0]))
		for i := range known {
			known[i] = true
		}
		t.known = append(t.known, known)
	}
	for a := range c.atoms {
		t.alike = append(t.alike, make([]bool, place))
		for i := range place {
			t.alike[a][i] = t.unanimous(a, i)
		}
	}
	return t
}

// sums adds up the answers of each atom to each item and its scores; what is not an answer counts as none.
func (t *twins) sums() [][]int {
	out := make([][]int, len(t.c.atoms))
	for i, m := range t.values {
		if out[t.c.atomOf[i]] == nil {
			out[t.c.atomOf[i]] = make([]int, len(m))
		}
		for place, value := range m {
			out[t.c.atomOf[i]][place] += max(value, 0)
		}
	}
	return out
}

// unanimous reports whether all of an atom who answered an item gave the same answer.
func (t *twins) unanimous(atom, place int) bool {
	seen := byte(255)
	for i, f := range t.forms {
		answer := f.Answers[place]
		if t.c.atomOf[i] != atom || answer >= 5 {
			continue
		}
		if seen != 255 && seen != answer {
			return false
		}
		seen = answer
	}
	return true
}

// search looks at so many sets of answers, each of which changes something in every field.
func (t *twins) search(steps int) {
	for range steps {
		undo := make([][]edit, len(t.fields))
		for f := range t.fields {
			undo[f] = t.move(t.fields[f])
		}
		d := t.c.build(t.forms)
		for f := range t.fields {
			if d == nil || !t.same(d, f) {
				t.revert(undo[f])
				undo[f] = nil
			}
		}
		for _, edits := range undo {
			for _, e := range edits {
				t.values[e.form] = t.c.measure(t.forms[e.form])
			}
		}
		t.learn()
	}
}

// same reports whether a document says of a field what the first one says.
func (t *twins) same(d *result.Document, f int) bool {
	for i := range d.Groups {
		a, b := &d.Groups[i], &t.document.Groups[i]
		if a.Furthest != b.Furthest || a.Lowest != b.Lowest || a.Highest != b.Highest || !reflect.DeepEqual(a.Straightlined, b.Straightlined) || a.Shown && !reflect.DeepEqual(a.Fields[f], b.Fields[f]) {
			return false
		}
	}
	return true
}

// learn notes what differs from the first set of answers.
func (t *twins) learn() {
	sums := t.sums()
	for u, union := range t.unions {
		for place := range t.known[u] {
			delta := 0
			for _, a := range union {
				delta += sums[a][place] - t.first[a][place]
			}
			t.known[u][place] = t.known[u][place] && delta == 0
		}
	}
	for a := range t.alike {
		for place := range t.alike[a] {
			if t.alike[a][place] {
				t.alike[a][place] = sums[a][place] == t.first[a][place] && t.unanimous(a, place)
			}
		}
	}
}

// edit is an answer as it was before it was changed.
type edit struct {
	form, place int
	answer      byte
}

func (t *twins) revert(edits []edit) {
	for i := len(edits) - 1; i >= 0; i-- {
		t.forms[edits[i].form].Answers[edits[i].place] = edits[i].answer
	}
}

func (t *twins) set(edits *[]edit, form, place int, answer byte) {
	*edits = append(*edits, edit{form, place, t.forms[form].Answers[place]})
	t.forms[form].Answers[place] = answer
}

// move changes something in a field that the document may not notice: somebody of a union that is not refuted yet swaps an answer
// with somebody outside, and often a second one by which the scores of both stay as they were; or takes a step up and down.
func (t *twins) move(places []int) []edit {
	p, i := t.suspect(places)
	var edits []edit
	a := t.forms[p].Answers
	if a[i] >= 5 {
		return nil
	}
	if t.r.IntN(6) == 0 && a[i] < 4 {
		t.set(&edits, p, i, a[i]+1)
		if j := places[t.r.IntN(len(places))]; j != i && a[j] > 0 && a[j] < 5 {
			t.set(&edits, p, j, a[j]-1)
		}
		return edits
	}
	q := t.partner(p, i)
	b := t.forms[q].Answers
	if b[i] >= 5 {
		return nil
	}
	delta := int(a[i]) - int(b[i])
	t.swap(&edits, p, q, i)
	if t.r.IntN(4) == 0 {
		return edits
	}
	from := t.r.IntN(len(places))
	for n := range places {
		j := places[(from+n)%len(places)]
		if j != i && a[j] < 5 && b[j] < 5 && int(a[j])-int(b[j]) == -delta {
			t.swap(&edits, p, q, j)
			break
		}
	}
	return edits
}

// suspect chooses a form and an item of it that may yet be exact, any where nothing is.
func (t *twins) suspect(places []int) (form, place int) {
	place = places[t.r.IntN(len(places))]
	for range 20 {
		u := t.r.IntN(max(1, len(t.unions)))
		if u >= len(t.unions) || !t.known[u][place] {
			place = places[t.r.IntN(len(places))]
			continue
		}
		if form = t.r.IntN(len(t.forms)); slices.Contains(t.unions[u], t.c.atomOf[form]) {
			return form, place
		}
		for i := range t.forms {
			if at := (form + i) % len(t.forms); slices.Contains(t.unions[u], t.c.atomOf[at]) {
				return at, place
			}
		}
	}
	return t.r.IntN(len(t.forms)), place
}

// partner chooses somebody who gave another answer, mostly from the same team.
func (t *twins) partner(p, place int) int {
	from, same := t.r.IntN(len(t.forms)), t.r.IntN(4) > 0
	for i := range t.forms {
		q := (from + i) % len(t.forms)
		b := t.forms[q].Answers[place]
		if b < 5 && b != t.forms[p].Answers[place] && t.c.atomOf[q] != t.c.atomOf[p] && (!same || t.forms[q].TeamID == t.forms[p].TeamID) {
			return q
		}
	}
	return from
}

func (t *twins) swap(edits *[]edit, p, q, place int) {
	x, y := t.forms[p].Answers[place], t.forms[q].Answers[place]
	t.set(edits, p, place, y)
	t.set(edits, q, place, x)
}
