// Package compare lays published results beside one another: rounds of a company, groups of a round, leaders and staff. It
// reads nothing but documents, so it knows what every reader of a result knows and no more, and it never matches persons.
//
// # What is compared
//
// A difference is b − a of two published means. Its interval is Welch's, from the published n, mean and standard deviation;
// Hedges' g joins it from [EffectFrom] persons on either side. The verdict follows from the interval alone: [Changed]
// where it excludes 0, else [Indistinct]. "Unchanged" is never said, because too few answers look the same way.
//
// The limits of the interval are judged as they are shown: a limit that reads 0.0 does not exclude 0. Published means and
// standard deviations are rounded, so that a limit of 0.03 is not known to lie above 0, and no reader should see "0.0 to
// 0.6" called a change.
//
// Between rounds only fields are judged by themselves. A facet or an item has a verdict where a measure had it for an aim before the later
// round was made: by Holm over all aims of that round, decided at closing and stored ([Judge]). Without, its difference stands with its
// interval and no verdict.
//
// Nothing is said where one side is hidden, known by a bound only, or has no standard deviation. Where nobody differs from
// anybody on either side the difference stands without an interval: at one decimal such a side may well vary a little.
//
// Groups of one round that may have a person in common give a difference and no interval: Welch's formula takes the two
// samples for different persons, and of everyone against a team it would be wrong. Two rounds count as different samples
// though many answer both: nobody is matched, and where the same persons answer alike the interval is too wide rather
// than too narrow.
//
// # Which items count
//
// Versions of a questionnaire compare by [questionnaire.Compare]; the later version says which of its changes leave an
// item comparable. Of two different questionnaires, such as the long and the short one, an item counts where id, wording,
// field, facet, direction and all points of its scale are equal. Where the scales have other ends nothing counts.
//
// A field or facet is compared only where both sides hold the same items in it and all of them are comparable: a mean over
// other items is another quantity. [Count] says how many are, of all that either side has there. Comparable items are
// compared one by one in any case, if both results show items.
package compare

import (
	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
)

// Series is one group of a document, with the questionnaire that its persons answered. Links are those of its company: all
// series that are compared with one another carry the same.
type Series struct {
	Document      *result.Document
	Group         *result.Group
	Questionnaire *questionnaire.Questionnaire
	Links         Links
}

// Comparison is everything that can be said about b against a. Fields are in the order of b, then those that only a has.
type Comparison struct {
	Rounds    bool // the two come from different rounds
	SameGroup bool // both are on one line: everyone of one company, or the same team; see [Links]
	Overlap   bool // they may have persons in common: no intervals
	// Caution says that people may judge by another measure than before, as they do after a training (howard-dailey-1979):
	// always so with different rounds of one company.
	Caution bool
	Counted Count // items of all fields
	Fields  []Field
}

// Field compares a field and what is in it. Items holds the comparable items that both results show.
type Field struct {
	ID      string
	Counted Count
	Difference
	Facets []Facet
	Items  []Item
}

// Facet compares one facet of a field.
type Facet struct {
	ID      string
	Counted Count
	Difference
}

// Item compares one item.
type Item struct {
	ID string
	Difference
}

// Compare returns the differences b − a.
func Compare(a, b Series) Comparison {
	c, p := cells(a, b)
	for i := range c.Fields {
		c.Fields[i].Items = p.items(place{field: c.Fields[i].ID})
	}
	return c
}

// cells is Compare without single items.
func cells(a, b Series) (Comparison, pair) {
	p := pair{a: a, b: b, match: matchItems(a.Questionnaire, b.Questionnaire), overlap: overlap(a, b), rounds: !sameRound(a, b)}
	if p.rounds {
		p.decided = decided(a, b)
	}
	c := Comparison{
		Rounds: p.rounds, SameGroup: SameLine(a, b), Overlap: p.overlap,
		Caution: p.rounds && a.Document.CompanyID == b.Document.CompanyID, Counted: p.match.count(anywhere),
	}
	for _, id := range p.match.fields() {
		c.Fields = append(c.Fields, p.field(id))
	}
	return c, p
}

// Common knows where two series hold the same items, without comparing them.
type Common struct{ match match }

// CommonOf returns what two series have in common.
func CommonOf(a, b Series) Common { return Common{matchItems(a.Questionnaire, b.Questionnaire)} }

// Whole reports whether all items of a field, or of a facet of it, are comparable: then both means are one quantity.
func (c Common) Whole(field, facet string) bool {
	return c.match.count(place{field: field, facet: facet}).Whole()
}

// Field returns the comparison of the field with this id.
func (c *Comparison) Field(id string) (*Field, bool) {
	for i := range c.Fields {
		if c.Fields[i].ID == id {
			return &c.Fields[i], true
		}
	}
	return nil, false
}

// Facet returns the comparison of the facet with this id.
func (f *Field) Facet(id string) (*Facet, bool) {
	for i := range f.Facets {
		if f.Facets[i].ID == id {
			return &f.Facets[i], true
		}
	}
	return nil, false
}

// pair is what two series are compared with.
type pair struct {
	a, b    Series
	match   match
	overlap bool
	rounds  bool                       // the two come from different rounds
	decided map[kompass.Aim]result.Aim // what was decided of aims at closing
}

// span is how far two means can lie apart; only series on the same scale have anything comparable.
func (p pair) span() float64 { return p.b.Questionnaire.Max() - p.b.Questionnaire.Min() }

func (p pair) field(id string) Field {
	here := place{field: id}
	f := Field{ID: id, Counted: p.match.count(here)}
	f.Difference = p.between(f.Counted, fieldValue(p.a.Group, id), fieldValue(p.b.Group, id))
	for _, facet := range p.match.facets() {
		counted := p.match.count(place{field: id, facet: facet})
		if counted.Of > 0 {
			f.Facets = append(f.Facets, Facet{ID: facet, Counted: counted,
				Difference: p.told(p.between(counted, facetValue(p.a.Group, id, facet), facetValue(p.b.Group, id, facet)), kompass.Aim{Field: id, Facet: facet})})
		}
	}
	return f
}

// items compares the comparable items that b has in a field. A change of the version may have moved them there.
func (p pair) items(here place) []Item {
	before, after := itemValues(p.a.Group), itemValues(p.b.Group)
	var all []Item
	for _, id := range idsAt(p.b.Questionnaire, here) {
		a, had := before[id]
		b, has := after[id]
		if p.match.comparable[id] && had && has {
			all = append(all, Item{ID: id, Difference: p.told(between(a, b, p.span(), p.overlap), kompass.Aim{Item: id})})
		}
	}
	return all
}

// between compares two means if they are over the same items.
func (p pair) between(counted Count, a, b value) Difference {
	if !counted.Whole() {
		return Difference{Reason: Items}
	}
	return between(a, b, p.span(), p.overlap)
}
