// Package measures looks at what was agreed after a round in the result of the next one: did what a measure should move
// differ? It reads published documents alone, by way of package compare, so that it knows what every reader of a result
// knows and no more. It is pure: no clock, no I/O.
//
// # Whose answers are looked at
//
// A measure of the company is looked at in everybody's answers, one of a team in that team's. What those who lead agreed on
// is looked at in the answers of those who are led, the second perspective of the questionnaire, wherever both rounds asked
// for perspectives, and in everybody's where one of them did not: nobody should be the judge of their own measure. The rule
// goes by what was asked, never by what happens to be shown. Where a group is hidden, that is what is said.
//
// # Which verdicts there are
//
// What the measures of a round are to move is frozen when the next round is made ([Freeze]) and judged when it is closed
// ([Frozen.Judge]): fields by Welch, facets and items by Holm over all aims together. What became an aim later is shown without a verdict.
//
// # What it does not say
//
// A change after a measure is no proof that the measure caused it, and people may judge more strictly after a training
// (howard-dailey-1979). Whatever shows a [Followed] says both.
package measures

import (
	"slices"

	"kompass/internal/compare"
	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
)

// Result is a published result with the questionnaire that was answered.
type Result struct {
	Document      *result.Document
	Questionnaire *questionnaire.Questionnaire
}

// Followed is what was agreed after one round, seen in the next. There is one row for each measure that had been agreed by
// the day the later round opened. Late is how many came only then: nothing in its answers can be due to them.
type Followed struct {
	Before, After Result
	Rows          []Row
	Late          int
	Aims          int // over how many aims verdicts were given together, 0 where none were frozen
}

// Row is one measure with everything that it should move, in the order in which it was chosen. Key names the group whose
// answers are looked at.
type Row struct {
	Measure kompass.MeasureEntry
	Key     result.Key
	Moves   []Move
}

// Move is one aim in both rounds. Difference is after − before.
type Move struct {
	Aim           kompass.Aim
	Before, After Side
	compare.Difference
	Counted compare.Count // items of the field or cell; zero for an item
}

// Side is what one round publishes of an aim. Mean is nil where it publishes none; then N may be 0.
type Side struct {
	N     int
	Mean  *float64
	Bound *string
}

// Follow looks at the measures of the round before in the round after. Measures of other rounds are left out.
func Follow(all []kompass.MeasureEntry, before, after Result) Followed {
	out := Followed{Before: before, After: after}
	if aims := after.Document.Aims; aims != nil && aims.Before == before.Document.Round {
		out.Aims = len(aims.All)
	}
	for _, m := range all {
		switch {
		case m.RoundID != before.Document.Round:
		case late(m, after.Document):
			out.Late++
		default:
			out.Rows = append(out.Rows, row(m, before, after))
		}
	}
	return out
}

// late reports whether a measure was agreed only after a round had begun.
func late(m kompass.MeasureEntry, d *result.Document) bool {
	begun := d.OpenedOn
	if begun == "" {
		begun = d.ClosedOn
	}
	return begun != "" && m.Agreed > begun
}

func row(m kompass.MeasureEntry, before, after Result) Row {
	out := Row{Measure: m, Key: keyOf(m.List, m.TeamID, before, after)}
	a, b := before.series(out.Key), after.series(out.Key)
	all := compare.Compare(a, b)
	for _, aim := range m.Aims {
		out.Moves = append(out.Moves, moveOf(all, a, b, aim))
	}
	return out
}

func moveOf(all compare.Comparison, a, b compare.Series, aim kompass.Aim) Move {
	m := Move{Aim: aim, Before: sideOf(a.Group, aim), After: sideOf(b.Group, aim)}
	m.Difference, m.Counted = differenceOf(all, aim)
	switch {
	case m.Reason != compare.Absent:
	case hides(a, aim) || hides(b, aim):
		m.Reason = compare.Hidden
	case aim.Item != "" && m.Before.Mean != nil && m.After.Mean != nil:
		m.Reason, m.Counted = compare.Items, compare.Count{Of: 1} // both show it, but it asks another thing
	}
	return m
}

// hides reports whether a group has something to say on an aim and may not be shown with it.
func hides(s compare.Series, aim kompass.Aim) bool {
	if !s.Group.Shown {
		return true
	}
	for _, f := range s.Questionnaire.Fields {
		here := aim.Field == f.ID || slices.ContainsFunc(f.Items, func(it questionnaire.Item) bool { return it.ID == aim.Item })
		if shown, ok := s.Group.Field(f.ID); here && ok && !shown.Shown {
			return true
		}
	}
	return false
}

// keyOf is the group whose answers a measure on a list, of a team where it is one's, is looked at in.
func keyOf(list kompass.MeasureList, team string, before, after Result) result.Key {
	switch list {
	case kompass.TeamList:
		if team != "" {
			return result.Key{"team": team}
		}
	case kompass.LeadershipList:
		if led, ok := before.led(); ok {
			if other, ok := after.led(); ok && other == led {
				return result.Key{"perspective": led}
			}
		}
	}
	return result.Key{}
}

// led is the perspective of those who are led, if the round asked for it.
func (r Result) led() (string, bool) {
	if len(r.Questionnaire.Perspectives) < 2 {
		return "", false
	}
	id := r.Questionnaire.Perspectives[1].ID
	asked := slices.ContainsFunc(r.Document.Groups, func(g result.Group) bool { return g.Key["perspective"] == id })
	return id, asked
}

// series is a group of a result. A group that the round did not have is one that shows nothing.
func (r Result) series(key result.Key) compare.Series {
	g, ok := r.Document.Find(key)
	if !ok {
		g = &result.Group{Key: key}
	}
	return compare.Series{Document: r.Document, Group: g, Questionnaire: r.Questionnaire}
}

func differenceOf(all compare.Comparison, aim kompass.Aim) (compare.Difference, compare.Count) {
	absent := compare.Difference{Reason: compare.Absent}
	if aim.Item != "" {
		for _, f := range all.Fields {
			for _, it := range f.Items {
				if it.ID == aim.Item {
					return it.Difference, compare.Count{}
				}
			}
		}
		return absent, compare.Count{}
	}
	f, ok := all.Field(aim.Field)
	switch {
	case !ok:
		return absent, compare.Count{}
	case aim.Facet == "":
		return f.Difference, f.Counted
	}
	cell, ok := f.Facet(aim.Facet)
	if !ok {
		return absent, compare.Count{}
	}
	return cell.Difference, cell.Counted
}

// sideOf is what a group shows of an aim.
func sideOf(g *result.Group, aim kompass.Aim) Side {
	for _, f := range g.Fields {
		for _, it := range f.Items {
			if aim.Item == it.ID && f.Shown {
				return Side{N: it.N, Mean: it.Mean}
			}
		}
		if f.ID != aim.Field || !f.Shown {
			continue
		}
		if aim.Facet == "" {
			return Side{N: f.N, Mean: f.Mean, Bound: f.Bound}
		}
		if c, ok := f.Facet(aim.Facet); ok {
			return Side{N: c.N, Mean: c.Mean, Bound: c.Bound}
		}
	}
	return Side{}
}

// Has reports whether a questionnaire has what a measure should move.
func Has(q *questionnaire.Questionnaire, a kompass.Aim) bool {
	return slices.ContainsFunc(q.Fields, func(f questionnaire.Field) bool {
		if a.Item != "" {
			return slices.ContainsFunc(f.Items, func(it questionnaire.Item) bool { return it.ID == a.Item })
		}
		return f.ID == a.Field && (a.Facet == "" || slices.ContainsFunc(f.Items, func(it questionnaire.Item) bool { return it.Facet == a.Facet }))
	})
}
