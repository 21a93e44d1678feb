package story

import (
	"kompass/internal/compare"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/measures"
	"kompass/internal/naming"
	"kompass/internal/result"
)

// Moved is what was agreed after the round before and how the values that it should move stand now, written out. It needs
// no page around it: the result page opens with it, and so does the printed report. Nil shows nothing.
type Moved struct {
	Before   string // title of the round before
	Rows     []MovedMeasure
	Late     int    // measures that came too late to have moved anything
	Together string // over how many aims verdicts were given together, or that facets and statements have none
	ListHref string // all measures of the company; "" on paper
}

// MovedMeasure is one measure with a row for everything that it should move.
type MovedMeasure struct {
	What, Facts string
	State       kompass.MeasureState
	Group       string // whose answers are looked at
	Rows        []MovedRow
}

// MovedRow is one aim in both rounds.
type MovedRow struct {
	Label         string
	Before, After Cell
	Difference    Difference
}

// MovedOf writes out what package measures found; nil where nothing was agreed.
func MovedOf(z i18n.Localizer, f measures.Followed) *Moved {
	if len(f.Rows) == 0 && f.Late == 0 {
		return nil
	}
	before, after := naming.New(z, f.Before.Questionnaire, f.Before.Document), naming.New(z, f.After.Questionnaire, f.After.Document)
	out := &Moved{Before: f.Before.Document.Title, Late: f.Late}
	out.Together = z.T("moved.together.none")
	if f.Aims > 0 {
		out.Together = z.N("moved.together", f.Aims)
	}
	for _, r := range f.Rows {
		m := MovedMeasure{What: r.Measure.What, State: r.Measure.State, Facts: measureFacts(z, r.Measure), Group: before.Group(r.Key)}
		if _, ok := f.After.Document.Find(r.Key); ok {
			m.Group = after.Group(r.Key) // a team as it is called now
		} else if r.Measure.Team != "" {
			m.Group = r.Measure.Team
		}
		for _, move := range r.Moves {
			m.Rows = append(m.Rows, movedRow(z, before.Aim(move.Aim), move))
		}
		out.Rows = append(out.Rows, m)
	}
	return out
}

// measureFacts says on whose list a measure is, who sees to it and until when.
func measureFacts(z i18n.Localizer, m kompass.MeasureEntry) string {
	return z.T("moved.facts", "list", z.T("measures.list."+string(m.List)), "who", m.Who, "due", z.Day(m.Due))
}

func movedRow(z i18n.Localizer, label string, m measures.Move) MovedRow {
	row := MovedRow{Label: label, Before: movedCell(z, m.Before), After: movedCell(z, m.After)}
	row.Difference = newDifference(z, m.Difference, m.Counted, true)
	if m.Reason == compare.Hidden {
		row.Difference.Note = z.T("moved.hidden")
	}
	return row
}

func movedCell(z i18n.Localizer, s measures.Side) Cell {
	text := naming.Mean(z, result.Value{N: s.N, Mean: s.Mean, Bound: s.Bound})
	if text == "" {
		return Cell{Note: z.T("moved.unknown")}
	}
	return Cell{Mean: text, N: z.T("result.n", "n", s.N)}
}
