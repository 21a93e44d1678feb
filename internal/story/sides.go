package story

import (
	"slices"

	"kompass/internal/compare"
	"kompass/internal/explain"
	"kompass/internal/i18n"
	"kompass/internal/result"
)

// Sides lays two perspectives on one group beside one another.
type Sides struct {
	Finding string
	Title   string
	First   string
	Second  string
	Rows    []SidesRow

	FirstName, SecondName string // as they are told apart in a row
}

// SidesRow is a field or facet as both perspectives see it.
type SidesRow struct {
	Label      string
	Facet      bool
	First      SidesCell
	Second     SidesCell
	Difference Difference
}

// SidesCell is the mean of one perspective, with where it is told how it came about.
type SidesCell struct {
	Cell
	Explain string
}

// SidesOf writes out the gap between two perspectives; nil where it may not be shown.
func SidesOf(z i18n.Localizer, s compare.Series, finding string) *Sides {
	gap, ok := compare.Perspectives(s)
	if !ok {
		return nil
	}
	w := newWriter(z, s)
	first, second := w.Text(w.q.Perspectives[0].Title), w.Text(w.q.Perspectives[1].Title)
	out := &Sides{
		Finding: finding, Title: w.z.T("result.sides", "first", first, "second", second),
		FirstName: first, SecondName: second,
		First:  w.z.T("result.legend.view", "name", first, "n", *gap.First.Group.N),
		Second: w.z.T("result.legend.view", "name", second, "n", *gap.Second.Group.N),
	}
	for _, f := range s.Questionnaire.Fields {
		d, ok := gap.Field(f.ID)
		if !ok {
			continue
		}
		out.Rows = append(out.Rows, w.sidesRow(gap, result.Place{Field: f.ID}, d.Difference, d.Counted))
		for _, facet := range d.Facets {
			out.Rows = append(out.Rows, w.sidesRow(gap, result.Place{Field: f.ID, Facet: facet.ID}, facet.Difference, facet.Counted))
		}
	}
	return out
}

// Effects reports whether a difference is given in standard deviations as well.
func (s *Sides) Effects() bool {
	return slices.ContainsFunc(s.Rows, func(r SidesRow) bool { return r.Difference.Effect != "" })
}

func (w writer) sidesRow(gap compare.Gap, at result.Place, d compare.Difference, counted compare.Count) SidesRow {
	return SidesRow{
		Label: w.Place(at), Facet: at.Facet != "", First: w.sidesCell(gap.First.Group, at), Second: w.sidesCell(gap.Second.Group, at),
		Difference: newDifference(w.z, d, counted, false),
	}
}

func (w writer) sidesCell(g *result.Group, at result.Place) SidesCell {
	return SidesCell{Cell: w.cell(g, at), Explain: w.of(g).explain(explain.Path{Field: at.Field, Facet: at.Facet})}
}
