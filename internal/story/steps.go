package story

import (
	"kompass/internal/compare"
	"kompass/internal/i18n"
	"kompass/internal/result"
)

// TrendSteps are the changes of one group from each round to the next.
type TrendSteps struct {
	Title   string
	Columns []string
	Rows    []TrendRow
}

// TrendRow is one field or facet with a difference per step.
type TrendRow struct {
	Label string
	Facet bool
	Steps []Difference
}

// stepsOf writes out the changes from round to round of every group on a trend, in the terms of its last round.
func stepsOf(z i18n.Localizer, trends []compare.Trend) []TrendSteps {
	var out []TrendSteps
	for _, t := range trends {
		out = append(out, newWriter(z, t.Series[len(t.Series)-1]).steps(t))
	}
	return out
}

func (w writer) steps(t compare.Trend) TrendSteps {
	out := TrendSteps{Title: w.z.T("compare.trend.steps", "group", w.Group(w.key))}
	for i := range t.Series[1:] {
		out.Columns = append(out.Columns, w.z.T("compare.trend.step", "from", t.Series[i].Document.Title, "to", t.Series[i+1].Document.Title))
	}
	for _, f := range t.Fields {
		out.Rows = append(out.Rows, w.stepRow(result.Place{Field: f.ID}, f.Changes))
		for _, cell := range f.Facets {
			out.Rows = append(out.Rows, w.stepRow(result.Place{Field: f.ID, Facet: cell.ID}, cell.Changes))
		}
	}
	return out
}

func (w writer) stepRow(at result.Place, changes []compare.Difference) TrendRow {
	row := TrendRow{Label: w.Place(at), Facet: at.Facet != ""}
	for _, d := range changes {
		row.Steps = append(row.Steps, newDifference(w.z, d, compare.Count{}, true))
	}
	return row
}
