package compare

import (
	"slices"

	"kompass/internal/questionnaire"
)

// Count says how many items are comparable, of all that either side has there: "11 of 12".
type Count struct{ Comparable, Of int }

// Whole reports whether all items are comparable, and there is one.
func (c Count) Whole() bool { return c.Of > 0 && c.Comparable == c.Of }

// place is a field, a facet of a field, or [anywhere].
type place struct{ field, facet string }

// anywhere is every place: an item counts there even if it has moved.
var anywhere = place{}

// match knows which items of two questionnaires may be compared.
type match struct {
	a, b       *questionnaire.Questionnaire
	comparable map[string]bool
}

func matchItems(a, b *questionnaire.Questionnaire) match {
	m := match{a: a, b: b, comparable: map[string]bool{}}
	switch {
	case a == b:
		for _, id := range idsAt(a, anywhere) {
			m.comparable[id] = true
		}
		return m
	case a.Min() != b.Min() || a.Max() != b.Max():
		return m
	}
	for _, it := range diff(a, b).Items {
		if it.Comparable {
			m.comparable[it.ID] = true
		}
	}
	return m
}

// diff compares two questionnaires whichever is the older, and even if neither is.
func diff(a, b *questionnaire.Questionnaire) questionnaire.Diff {
	if a.Version > b.Version {
		a, b = b, a
	}
	if d, err := questionnaire.Compare(a, b); err == nil {
		return d
	}
	return unrelated(a, b)
}

// unrelated compares questionnaires of which neither is a version of the other: another id, or content that was changed
// under an unchanged version number. The copies pose as versions between which nothing was declared, so that equal items
// alone are comparable.
func unrelated(a, b *questionnaire.Questionnaire) questionnaire.Diff {
	before, after := *a.AsWritten(), *b.AsWritten()
	after.ID = before.ID
	before.Version = max(a.Version, b.Version)
	after.Version = before.Version + 1
	d, err := questionnaire.Compare(&before, &after)
	if err != nil {
		return questionnaire.Diff{}
	}
	return d
}

// fields lists the fields of b, then those that only a has.
func (m match) fields() []string {
	return union(fieldIDs(m.b), fieldIDs(m.a))
}

func (m match) facets() []string {
	return union(m.b.FacetIDs(), m.a.FacetIDs())
}

// count counts the items of a place. One that has left a place or come to it is not comparable there.
func (m match) count(at place) Count {
	before, after := idsAt(m.a, at), idsAt(m.b, at)
	c := Count{Of: len(union(before, after))}
	for _, id := range after {
		if m.comparable[id] && slices.Contains(before, id) {
			c.Comparable++
		}
	}
	return c
}

func idsAt(q *questionnaire.Questionnaire, at place) []string {
	var ids []string
	for _, f := range q.Fields {
		if at.field != "" && f.ID != at.field {
			continue
		}
		for _, it := range f.Items {
			if at.facet == "" || it.Facet == at.facet {
				ids = append(ids, it.ID)
			}
		}
	}
	return ids
}

func fieldIDs(q *questionnaire.Questionnaire) []string {
	var ids []string
	for _, f := range q.Fields {
		ids = append(ids, f.ID)
	}
	return ids
}

// union returns a with what only b has behind it.
func union(a, b []string) []string {
	all := slices.Clone(a)
	for _, id := range b {
		if !slices.Contains(a, id) {
			all = append(all, id)
		}
	}
	return all
}
