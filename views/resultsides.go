package views

import (
	"context"
	"slices"
	"strings"

	"kompass/internal/compare"
	"kompass/internal/explain"
	"kompass/internal/i18n"
	"kompass/internal/questionnaire"
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
	CompareCell
	Explain string
}

// SidesOf writes out the gap between two perspectives; nil where it may not be shown.
func SidesOf(ctx context.Context, s compare.Series, finding string) *Sides {
	gap, ok := compare.Perspectives(s)
	if !ok {
		return nil
	}
	w := newWriter(i18n.From(ctx), s)
	first, second := w.perspective(0), w.perspective(1)
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
		out.Rows = append(out.Rows, w.sidesRow(gap, place{f.ID, ""}, d.Difference, d.Counted))
		for _, facet := range d.Facets {
			out.Rows = append(out.Rows, w.sidesRow(gap, place{f.ID, facet.ID}, facet.Difference, facet.Counted))
		}
	}
	return out
}

// effects says whether a difference is given in standard deviations as well.
func (s *Sides) effects() bool {
	return slices.ContainsFunc(s.Rows, func(r SidesRow) bool { return r.Difference.Effect != "" })
}

func (w writer) perspective(i int) string { return w.text(w.q.Perspectives[i].Title) }

func (w writer) sidesRow(gap compare.Gap, at place, d compare.Difference, counted compare.Count) SidesRow {
	return SidesRow{
		Label: w.label(at), Facet: at.facet != "", First: w.sidesCell(gap.First.Group, at), Second: w.sidesCell(gap.Second.Group, at),
		Difference: newDifference(w.z, d, counted, false),
	}
}

func (w writer) sidesCell(g *result.Group, at place) SidesCell {
	return SidesCell{CompareCell: w.cell(g, at), Explain: w.of(g).explain(explain.Path{Field: at.field, Facet: at.facet})}
}

// place is a field, or one of its facets.
type place struct{ field, facet string }

func (w writer) label(at place) string {
	if at.facet != "" {
		return w.facet(at.facet)
	}
	for _, f := range w.q.Fields {
		if f.ID == at.field {
			return w.text(f.Title)
		}
	}
	return at.field
}

// cell writes the mean of a group at a place, or that it is not shown.
func (w writer) cell(g *result.Group, at place) CompareCell {
	x, ok := numbersAt(g, at)
	mean := MeanText(w.z, x.n, x.mean, x.bound)
	if !ok || mean == "" {
		return CompareCell{Note: w.z.T("result.notshown")}
	}
	return CompareCell{Mean: mean, N: w.z.T("result.n", "n", x.n)}
}

// numbersAt returns what a group shows at a place.
func numbersAt(g *result.Group, at place) (numbers, bool) {
	f, ok := g.Field(at.field)
	switch {
	case !ok || !f.Shown:
		return numbers{}, false
	case at.facet == "":
		return numbers{n: f.N, mean: f.Mean, bound: f.Bound}, true
	}
	c, ok := f.Facet(at.facet)
	if !ok {
		return numbers{}, false
	}
	return numbers{n: c.N, mean: c.Mean, bound: c.Bound}, true
}

// placesOf lists the fields of a questionnaire, each followed by the facets that it has items in.
func placesOf(q *questionnaire.Questionnaire) []place {
	var out []place
	for _, f := range q.Fields {
		out = append(out, place{field: f.ID})
		for _, facet := range q.Facets {
			for _, it := range f.Items {
				if it.Facet == facet.ID {
					out = append(out, place{f.ID, facet.ID})
					break
				}
			}
		}
	}
	return out
}

// GroupLabel names a group in the language of the page: teams by their name, perspectives by their title.
func GroupLabel(z i18n.Localizer, s compare.Series) string {
	var parts []string
	if id, ok := s.Group.Key["team"]; ok {
		name := id
		if g, ok := s.Document.Find(result.Key{"team": id}); ok {
			name = g.Label
		}
		parts = append(parts, name)
	}
	if id, ok := s.Group.Key["perspective"]; ok {
		w := writer{z: z, q: s.Questionnaire}
		name := id
		for i, p := range s.Questionnaire.Perspectives {
			if p.ID == id {
				name = w.perspective(i)
			}
		}
		parts = append(parts, name)
	}
	if len(parts) == 0 {
		return z.T("result.everyone")
	}
	return strings.Join(parts, ", ")
}
