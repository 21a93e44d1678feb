// Package reading says in sentences what there is to see in a published result: per field and for the whole, in German and
// in English. It decides by rule, so that one result always gives one text, and it claims no more than the numbers carry.
//
// What is said of a field, in this order and at most [MaxSentences] sentences:
//
//  1. Where it stands, as it was decided at closing ([result.Document.PositionOf]): below its target, at it, near to it, or open. Without a
//     target a field is a strength or the lowest only where a paired test said so at closing.
//  2. Its weakest facet (Engpass), where a paired test tells one from the next; with the gap if the facet lies below its target.
//  3. The first of these that holds: it differs from the previous round, the two perspectives differ, the answers are
//     divided, [ManyUnknown] or more cannot judge an item, a facet reaches its target, the answers are mixed.
//
// Differences count by the verdict of package compare alone, never by their size. Means of fewer than two persons have
// no interval and say nothing about a group; the result of one person is read as what it is, a self-assessment.
//
// Openings of the same statement take turns from field to field.
package reading

import (
	"kompass/internal/compare"
	"kompass/internal/i18n"
	"kompass/internal/result"
)

// The thresholds of the sentences.
const (
	// WideHalfWidth is the half-width in scale points beyond which an interval allows no statement: it then spans more than
	// two of the five answers.
	WideHalfWidth = 1.0
	// ManyUnknown is the share of "cannot judge" from which an item is a finding of its own: from there on the mean rests
	// on a choice of persons that nobody made.
	ManyUnknown = 0.3
	// LeastGap is the smallest distance to a target that is named: the step of a published number.
	LeastGap = 0.1
	// enough is how many persons there must be for a statement on where a group stands and how far it agrees.
	enough = 5
	// MaxSentences is how many sentences a field gets. Whoever wants more reads the numbers.
	MaxSentences = 3
	// MaxSummary is how many sentences the whole gets beside its headline, the caution about rounds not counted.
	MaxSummary = 4
)

// wide reports whether an interval allows no statement.
func wide(ci result.Interval) bool { return ci[1]-ci[0] > 2*WideHalfWidth }

// Wide reports whether an interval allows no statement.
func Wide(ci *result.Interval) bool { return ci != nil && wide(*ci) }

// Unknown returns the share of "cannot judge" among those who answered an item either way, and whether it is a finding.
func Unknown(it result.Item) (share float64, many bool) {
	asked := it.N + it.NA
	if asked == 0 {
		return 0, false
	}
	share = float64(it.NA) / float64(asked)
	return share, share >= ManyUnknown
}

// Reading is a result in sentences. Headline is a heading without a full stop; the others are whole sentences.
type Reading struct {
	Headline     string
	Summary      []string // the whole, most important first
	Perspectives string   // the gap between perspectives, "" where there is none to see
	Divided      string   // where answers lie furthest apart, "" where that is not known
	Gaps         string   // how the cells lie against their targets, "" without targets
	Weakest      string   // which facet holds the fields back, "" without facets
	Fields       []Field
}

// Field is one field in sentences, none where it is hidden.
type Field struct {
	ID        string
	Sentences []string
}

// Of reads one group of a document. Previous is the same group in the round before, nil where there is none.
func Of(z i18n.Localizer, s compare.Series, previous *compare.Series) Reading {
	w := newWriter(z, s, previous)
	r := Reading{Headline: w.headline()}
	if !s.Group.Shown {
		return r
	}
	r.Summary = w.summary()
	r.Perspectives = w.perspectives(true)
	r.Divided = w.divided()
	r.Gaps, r.Weakest = w.gaps(), w.weakestFacets()
	for _, f := range s.Group.Fields {
		r.Fields = append(r.Fields, Field{ID: f.ID, Sentences: w.field(f)})
	}
	return r
}

// Field returns the sentences on a field.
func (r Reading) Field(id string) []string {
	for _, f := range r.Fields {
		if f.ID == id {
			return f.Sentences
		}
	}
	return nil
}
