package questionnaire

import (
	"errors"
	"fmt"
	"maps"
	"slices"
)

// ErrSameVersion tells that two different contents carry the same version number.
var ErrSameVersion = errors.New("changed content under an unchanged version number")

// ErrOtherID tells that two files are no versions of one questionnaire.
var ErrOtherID = errors.New("the ids differ")

// Verdict says what became of an item between two versions of a questionnaire.
type Verdict string

// The verdicts. Where several of reworded, rescaled and moved apply, the later one is given.
const (
	Same     Verdict = "same"     // text, text_for, field, facet, reverse and all points of the scale are equal
	Reworded Verdict = "reworded" // text or text_for differs
	Rescaled Verdict = "rescaled" // id, value or text of a point differs, or reverse
	Moved    Verdict = "moved"    // field or facet differs
	New      Verdict = "new"      // only the new version has the item
	Dropped  Verdict = "dropped"  // only the old version has it
)

// ItemDiff is the verdict on one item, and whether its answers in both versions may be compared.
type ItemDiff struct {
	ID         string  `json:"id"`
	Verdict    Verdict `json:"verdict"`
	Comparable bool    `json:"comparable"`
}

// Diff compares two versions of a questionnaire item by item and counts the verdicts.
type Diff struct {
	Items      []ItemDiff `json:"items"`
	Same       int        `json:"same"`
	Reworded   int        `json:"reworded"`
	Rescaled   int        `json:"rescaled"`
	Moved      int        `json:"moved"`
	New        int        `json:"new"`
	Dropped    int        `json:"dropped"`
	Comparable int        `json:"comparable"`
}

// located is an item with the id of its field.
type located struct {
	Item
	field string
}

// Compare returns what became of each item from the version old to the version new, in the order of new, dropped items last
// in the order of old. Two different ids are an error, and so is [ErrSameVersion]. A new or dropped item is never
// comparable, an equal one always. A changed one is where new declares at least one change of it after old, and every
// change it declares after old as comparable.
func Compare(old, new *Questionnaire) (Diff, error) {
	old, new = old.AsWritten(), new.AsWritten()
	if old.ID != new.ID {
		return Diff{}, fmt.Errorf("compare questionnaires %s and %s: %w", old.ID, new.ID, ErrOtherID)
	}
	if old != new && old.Version == new.Version && old.Digest() != new.Digest() {
		return Diff{}, fmt.Errorf("questionnaire %s version %d: %w", new.ID, new.Version, ErrSameVersion)
	}
	before, after := byID(old), byID(new)
	d := Diff{Items: []ItemDiff{}}
	for _, it := range new.Items() {
		was, had := before[it.ID]
		if !had {
			d.add(it.ID, New, false)
			continue
		}
		v := verdict(old, new, was, after[it.ID])
		d.add(it.ID, v, v == Same || declaredComparable(it, old.Version, new.Version))
	}
	for _, it := range old.Items() {
		if _, has := after[it.ID]; !has {
			d.add(it.ID, Dropped, false)
		}
	}
	return d, nil
}

func byID(q *Questionnaire) map[string]located {
	all := make(map[string]located)
	for _, f := range q.Fields {
		for _, it := range f.Items {
			all[it.ID] = located{Item: it, field: f.ID}
		}
	}
	return all
}

func verdict(old, new *Questionnaire, was, is located) Verdict {
	switch {
	case was.field != is.field || was.Facet != is.Facet:
		return Moved
	case was.Reverse != is.Reverse || !samePoints(old, new, was.Scale, is.Scale):
		return Rescaled
	case !maps.Equal(was.Text, is.Text) || !maps.EqualFunc(was.TextFor, is.TextFor, maps.Equal[Text, Text]):
		return Reworded
	}
	return Same
}

// samePoints compares two scales by their points. Neither the id of the scale nor its answer "cannot judge" matters.
func samePoints(old, new *Questionnaire, was, is string) bool {
	before, _ := old.Scale(was)
	after, _ := new.Scale(is)
	return slices.EqualFunc(before.Points, after.Points, func(a, b Point) bool {
		return a.ID == b.ID && a.Value == b.Value && maps.Equal(a.Text, b.Text)
	})
}

func declaredComparable(it Item, after, upTo int) bool {
	declared := false
	for _, c := range it.Changes {
		if c.Version <= after || c.Version > upTo {
			continue
		}
		if !c.Comparable {
			return false
		}
		declared = true
	}
	return declared
}

func (d *Diff) add(id string, v Verdict, comparable bool) {
	d.Items = append(d.Items, ItemDiff{ID: id, Verdict: v, Comparable: comparable})
	count := map[Verdict]*int{Same: &d.Same, Reworded: &d.Reworded, Rescaled: &d.Rescaled, Moved: &d.Moved, New: &d.New,
		Dropped: &d.Dropped}[v]
	*count++
	if comparable {
		d.Comparable++
	}
}
