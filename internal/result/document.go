// Package result builds and reads the published result of a round: the one document that pages, print, CSV, JSON and
// comparisons show. It is computed once when the round closes and never again. Everything in it has passed the gate of
// package disclosure and is rounded as an observer may see it; there is no second source of numbers.
//
// The package is pure: no clock, no I/O.
package result

import (
	"fmt"
	"strconv"

	"kompass/internal/disclosure"
	"kompass/internal/kompass"
)

// Schema is the version of the document's JSON. Older documents are migrated by [Decode].
const Schema = 3

// Rules is the version of the rules that say what a document gives: 3 since 2026-12. Documents keep the rules under which
// they were made, and readers handle all. By rules 1 a small group had exact standard deviations and finer intervals,
// perspectives showed items, and a facet was shown however few items it rests on. By rules 1 and 2 distances to targets followed from
// rounded means, targets had up to four decimals, there were no positions, and the weakest facet was the one with the lowest mean.
const Rules = 3

// AgreementRule is the version of the rule for the words of agreement: 2 since 2026-12, see [score.Agreement]. By rule 1 they followed
// from r_WG(J), which grows with the number of items: agreed from 0.7 on, split below 0.3.
const AgreementRule = 2

// Reason says why a group or a field is hidden.
type Reason = disclosure.Reason

// Ref names the questionnaire that was answered.
type Ref struct {
	ID      string `json:"id"`
	Version int    `json:"version"`
	Digest  string `json:"digest"`
}

// Document is the result of a round (kompass result) or of a file of answers (kompass score, where the fields from Round
// on are empty). Groups starts with everyone.
type Document struct {
	Schema        int     `json:"schema"`
	Round         string  `json:"round,omitempty"`
	Mode          string  `json:"mode,omitempty"`
	Hash          string  `json:"hash,omitempty"`
	Questionnaire Ref     `json:"questionnaire"`
	MinGroup      int     `json:"min_group"`
	Rules         int     `json:"rules,omitempty"`
	AgreementRule int     `json:"agreement_rule"`
	Groups        []Group `json:"groups"`

	Title         string               `json:"title,omitempty"`
	CompanyID     string               `json:"company_id,omitempty"`
	Company       string               `json:"company,omitempty"`
	Heads         *int                 `json:"heads,omitempty"`        // people invited, where known
	HeadsBefore   *int                 `json:"heads_before,omitempty"` // before the number rose while answers were taken
	OpenedOn      string               `json:"opened_on,omitempty"`
	ClosedOn      string               `json:"closed_on,omitempty"` // YYYY-MM-DD
	TargetProfile string               `json:"target_profile,omitempty"`
	TargetFrozen  string               `json:"target_frozen_on,omitempty"` // YYYY-MM-DD, "" when it was not frozen
	Targets       kompass.TargetValues `json:"targets,omitempty"`
	CommentsFrom  int                  `json:"comments_from,omitempty"`
	LeftOut       *Range               `json:"left_out,omitempty"` // answers that could not be read and are missing
	Aims          *Aims                `json:"aims,omitempty"`     // of measures of the round before
}

// Range is a number of answers as far as it may be told: exact where both ends are the same.
type Range struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// String writes a range as it is told, "" where there is none.
func (r *Range) String() string {
	switch {
	case r == nil:
		return ""
	case r.From == r.To:
		return strconv.Itoa(r.From)
	}
	return fmt.Sprintf("%d–%d", r.From, r.To)
}

// LeaveOut enters how many answers could not be read. Like every part of a round, fewer than the minimum are not told exactly.
func (d *Document) LeaveOut(n int) {
	switch {
	case n == 0:
		d.LeftOut = nil
	case n < d.MinGroup:
		d.LeftOut = &Range{1, d.MinGroup - 1}
	default:
		d.LeftOut = &Range{n, n}
	}
}

// Key says which persons a group is: none of the attributes for everyone, else the value of each.
type Key map[string]string

// Group is one group of persons. A hidden group has a reason and neither N nor Fields.
type Group struct {
	Key   Key    `json:"key"`
	Label string `json:"label"`
	N     *int   `json:"n,omitempty"`
	Heads *int   `json:"heads,omitempty"` // people invited, where known; of a perspective at most so many
	// HeadsBefore is how many were invited before the number rose while answers were taken.
	HeadsBefore *int    `json:"heads_before,omitempty"`
	Shown       bool    `json:"shown"`
	Reason      *Reason `json:"reason"`
	// OverHeads says that the group is hidden because its audience has sent more forms than it has people, or fewer forms
	// online than the minimum beside others that somebody entered.
	OverHeads bool `json:"over_heads,omitempty"`
	// FewHeads says that the group is hidden because its team has fewer people than twice the minimum and answered by a link that
	// is the same for all: it counts in the whole only.
	FewHeads bool `json:"few_heads,omitempty"`
	// Straightlined is the share of forms with twelve or more identical answers in a row: of a round to 5 % and from
	// n = 10 on, of a file exactly.
	Straightlined *float64 `json:"straightlined,omitempty"`
	// Furthest is the field with the largest gap, Lowest and Highest those with the lowest and the highest mean: each only where every field
	// is shown and a paired t test, over persons, tells it from the next.
	Furthest string  `json:"furthest,omitempty"`
	Lowest   string  `json:"lowest,omitempty"`
	Highest  string  `json:"highest,omitempty"`
	Fields   []Field `json:"fields,omitempty"`
}

// The positions of a mean against its target, decided at closing on the unrounded interval; see [Field].
const (
	Below   = "below"   // the interval lies below the target
	Reached = "reached" // it lies at the target or above, and no facet of the field is below its own
	Near    = "near"    // it lies within 7.5 % of the range of the scale around the target
	Open    = "open"    // none of these
)

// The words for a standard deviation: below 0.125 of the range of the scale, below 0.225, and from there on.
const (
	Narrow = "narrow"
	Medium = "medium"
	Wide   = "wide"
)

// Interval is [low, high].
type Interval [2]float64

// Alpha is a coefficient of consistency with its interval, Cronbach's alpha or McDonald's omega, over the N persons who answered every item of the field.
type Alpha struct {
	Value float64   `json:"value"`
	CI    *Interval `json:"ci"`
	N     int       `json:"n"`
}

// Field is one field of one group. A hidden field has an id, Shown false and a reason. Numbers that are not given are
// nil. Bound stands in for a mean too close to an end of the scale to be told exactly at small n: ">3.8" or "<0.2".
// Spread is the standard deviation in a word, for small groups in place of the number; there is none beside a bound. CI is nil
// where nobody differs from anybody. Gap and Surplus are computed from the exact mean and target and then rounded; Position is nil
// without a target and of fewer than five persons. Weakest is the facet with the largest gap, or the lowest mean where no facet has a target, if a
// paired t test tells it from the next; it is nil where a facet is not given. Facets are those that the field has items in and
// that may be given. Omega is given for everyone only.
type Field struct {
	ID        string    `json:"id"`
	Shown     bool      `json:"shown"`
	Reason    *Reason   `json:"reason"`
	N         int       `json:"n"`
	Mean      *float64  `json:"mean"`
	Bound     *string   `json:"bound"`
	SD        *float64  `json:"sd"`
	CI        *Interval `json:"ci"`
	Agreement *string   `json:"agreement"`
	Spread    *string   `json:"spread"`
	RWG       *float64  `json:"rwg"`
	AD        *float64  `json:"ad"`
	Alpha     *Alpha    `json:"alpha"`
	Omega     *Alpha    `json:"omega"`
	Target    *float64  `json:"target"`
	Gap       *float64  `json:"gap"`
	Surplus   *float64  `json:"surplus"`
	Position  *string   `json:"position"`
	Fit       *float64  `json:"fit"`
	Weakest   *string   `json:"weakest"`
	Facets    []Facet   `json:"facets"`
	Items     []Item    `json:"items"`
}

// Facet is one cell: a facet of a field.
type Facet struct {
	ID       string    `json:"id"`
	N        int       `json:"n"`
	Mean     *float64  `json:"mean"`
	Bound    *string   `json:"bound"`
	SD       *float64  `json:"sd"`
	CI       *Interval `json:"ci"`
	Spread   *string   `json:"spread"`
	Target   *float64  `json:"target"`
	Gap      *float64  `json:"gap"`
	Surplus  *float64  `json:"surplus"`
	Position *string   `json:"position"`
}

// Item is one item of a field; Counts are raw answers by point id. Total is the correlation with the sum of the field's other items, Floor and
// Ceiling the shares of answers that count as the lowest and the highest value: they are given for everyone only, from 30 persons on.
type Item struct {
	ID         string         `json:"id"`
	N          int            `json:"n"`
	NA         int            `json:"na"`
	Missing    int            `json:"missing"`
	Mean       *float64       `json:"mean"`
	SD         *float64       `json:"sd"`
	Favourable *float64       `json:"favourable"`
	Total      *float64       `json:"item_total,omitempty"`
	Floor      *float64       `json:"floor,omitempty"`
	Ceiling    *float64       `json:"ceiling,omitempty"`
	Counts     map[string]int `json:"counts"`
}

// Everyone returns the group of all persons.
func (d *Document) Everyone() *Group { return &d.Groups[0] }

// Find returns the group with exactly this key.
func (d *Document) Find(key Key) (*Group, bool) {
	for i := range d.Groups {
		if sameKey(d.Groups[i].Key, key) {
			return &d.Groups[i], true
		}
	}
	return nil, false
}

func sameKey(a, b Key) bool {
	if len(a) != len(b) {
		return false
	}
	for k, v := range a {
		if w, ok := b[k]; !ok || w != v {
			return false
		}
	}
	return true
}

// Field returns the field with this id.
func (g *Group) Field(id string) (*Field, bool) {
	for i := range g.Fields {
		if g.Fields[i].ID == id {
			return &g.Fields[i], true
		}
	}
	return nil, false
}

// Facet returns the facet with this id.
func (f *Field) Facet(id string) (*Facet, bool) {
	for i := range f.Facets {
		if f.Facets[i].ID == id {
			return &f.Facets[i], true
		}
	}
	return nil, false
}
