package web

import (
	"context"
	"slices"
	"strings"

	"kompass/internal/chart"
	"kompass/internal/compare"
	"kompass/internal/i18n"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
	"kompass/views"
)

// lineRoles are the looks of series that share a chart. The first is that of the series drawn with its intervals.
var lineRoles = [maxOverlay]chart.Role{chart.RoleIst, chart.RoleThird, chart.RoleFourth}

// addComparison fills in tables and charts for what was chosen.
func (s *server) addComparison(ctx context.Context, z i18n.Localizer, model *views.Compare, chosen []series) error {
	named := make([]views.CompareSeries, len(chosen))
	for i, one := range chosen {
		named[i] = views.CompareSeries{Name: one.name, Series: one.compared()}
	}
	model.FillComparison(ctx, named)
	draw := s.overlay
	if len(chosen) > maxOverlay {
		draw = s.sideBySide
	}
	if err := draw(ctx, z, model, chosen); err != nil {
		return err
	}
	return s.addTrend(ctx, z, model, chosen)
}

// foremost is the series that a shared chart draws as its main one: the first of the latest round.
func foremost(chosen []series) int {
	last := chosen[len(chosen)-1].pub.round.ID
	return slices.IndexFunc(chosen, func(one series) bool { return one.pub.round.ID == last })
}

// overlay draws one compass and one dot plot for all series.
func (s *server) overlay(ctx context.Context, z i18n.Localizer, model *views.Compare, chosen []series) error {
	front := foremost(chosen)
	main := teller{z: z, q: chosen[front].pub.q, doc: chosen[front].pub.doc}
	radar := main.radar(z.T("compare.radar.title"))
	var spoken []string
	others := 0
	for i, one := range chosen {
		role := lineRoles[0]
		if i != front {
			others++
			role = lineRoles[others]
		}
		radar.Series = append(radar.Series, chart.Series{Name: one.name, Role: role, Values: main.comparable(chosen[front], one)})
		model.Legend = append(model.Legend, legend(chart.LegendKey(role), z.T("result.legend.view", "name", one.name, "n", *one.group.N)))
		spoken = append(spoken, one.name+": "+teller{z: z, q: one.pub.q, doc: one.pub.doc}.spoken(one.group))
	}
	if targets, ok := main.targets(chosen[front].group); ok {
		radar.Series = append(radar.Series, chart.Series{Name: z.T("result.legend.soll"), Role: chart.RoleSoll, Values: targets})
		model.Legend = append(model.Legend, legend(chart.LegendKey(chart.RoleSoll), z.T("result.legend.soll")))
	}
	radar.Description = strings.Join(spoken, "; ")
	svg, err := s.Charts.Radar(ctx, radar)
	if err != nil {
		return err
	}
	model.Radar = views.SVG(svg)
	dots := main.dotsOf(chosen[front], slices.Delete(slices.Clone(chosen), front, front+1))
	dots.Title, dots.Description = z.T("compare.table"), radar.Description
	model.Dots, err = s.dots(ctx, dots)
	return err
}

// comparable are the means of a series on the fields of the main one, field by field. A field with other items is another
// quantity: it is left out.
func (t teller) comparable(main, one series) []*float64 {
	out := make([]*float64, len(t.q.Fields))
	with := compare.Compare(main.compared(), one.compared())
	for i, f := range t.q.Fields {
		if d, ok := with.Field(f.ID); ok && d.Counted.Whole() {
			out[i] = placeValue(one.group, f.ID, "")
		}
	}
	return out
}

// dotsOf is the dot plot of the main series with the means of the others in each row, where they hold the same items.
func (t teller) dotsOf(main series, others []series) chart.Dots {
	d := t.dots(main.group)
	for _, one := range others {
		with := compare.Compare(main.compared(), one.compared())
		for i, at := range t.dotPlaces(main.group) {
			d.Rows[i].Others = append(d.Rows[i].Others, comparableAt(with, one.group, at))
		}
	}
	return d
}

// dotPlace is the field, or facet of a field, that a row of a dot plot stands for.
type dotPlace struct{ field, facet string }

// dotPlaces are the places of the rows of [teller.dots].
func (t teller) dotPlaces(g *result.Group) []dotPlace {
	var out []dotPlace
	for _, f := range t.q.Fields {
		out = append(out, dotPlace{field: f.ID})
		if field, ok := g.Field(f.ID); ok && field.Shown {
			for _, facet := range field.Facets {
				out = append(out, dotPlace{f.ID, facet.ID})
			}
		}
	}
	return out
}

func comparableAt(with compare.Comparison, g *result.Group, at dotPlace) *float64 {
	f, ok := with.Field(at.field)
	if !ok {
		return nil
	}
	counted := f.Counted
	if at.facet != "" {
		facet, ok := f.Facet(at.facet)
		if !ok {
			return nil
		}
		counted = facet.Counted
	}
	if !counted.Whole() {
		return nil
	}
	return placeValue(g, at.field, at.facet)
}

// placeValue is where the mean of a field or facet is drawn, nil where it is not shown.
func placeValue(g *result.Group, field, facet string) *float64 {
	f, ok := g.Field(field)
	if !ok || !f.Shown {
		return nil
	}
	if facet == "" {
		return at(f.Mean, f.Bound)
	}
	c, ok := f.Facet(facet)
	if !ok {
		return nil
	}
	return at(c.Mean, c.Bound)
}

// sideBySide draws a small compass per series, and one dot plot with a row per field and series.
func (s *server) sideBySide(ctx context.Context, z i18n.Localizer, model *views.Compare, chosen []series) error {
	for _, one := range chosen {
		t := teller{z: z, q: one.pub.q, doc: one.pub.doc}
		radar := t.radar(one.name)
		radar.Compact, radar.Description = true, t.spoken(one.group)
		radar.Series = []chart.Series{{Name: one.name, Role: chart.RoleIst, Values: t.means(one.group)}}
		if targets, ok := t.targets(one.group); ok {
			radar.Series = append(radar.Series, chart.Series{Name: z.T("result.legend.soll"), Role: chart.RoleSoll, Values: targets})
		}
		svg, err := s.Charts.Radar(ctx, radar)
		if err != nil {
			return err
		}
		small := views.SmallCompass{Name: one.name, Note: z.T("result.n", "n", *one.group.N), Radar: views.SVG(svg)}
		if !slices.ContainsFunc(one.group.Fields, func(f result.Field) bool { return f.Shown }) {
			small.Note = z.T("result.notshown")
		}
		model.Small = append(model.Small, small)
	}
	first := teller{z: z, q: chosen[0].pub.q, doc: chosen[0].pub.doc}
	model.Legend = append(model.Legend, legend(chart.LegendKey(chart.RoleIst), z.T("result.legend.mean")))
	if first.doc.Targets != nil {
		model.Legend = append(model.Legend, legend(chart.LegendKey(chart.RoleSoll), z.T("result.legend.soll")))
	}
	var err error
	model.Dots, err = s.dots(ctx, first.dotsByField(chosen))
	return err
}

// dotsByField is a dot plot with all series beneath each field.
func (t teller) dotsByField(chosen []series) chart.Dots {
	d := chart.Dots{Title: t.z.T("compare.dots.field"), Description: t.z.T("result.dots.desc"), Lang: string(t.z.Lang()),
		Min: t.q.Min(), Max: t.q.Max(), Step: step(t.q.Min(), t.q.Max())}
	for _, f := range t.q.Fields {
		d.Rows = append(d.Rows, chart.DotRow{Heading: true, Label: t.text(f.Title)})
		for _, one := range chosen {
			d.Rows = append(d.Rows, t.seriesRow(chosen[0], one, f))
		}
	}
	return d
}

func (t teller) seriesRow(first, one series, f questionnaire.Field) chart.DotRow {
	field, ok := one.group.Field(f.ID)
	if !ok || !field.Shown {
		return chart.DotRow{Label: one.name, Note: t.z.T("result.notshown")}
	}
	with := compare.Compare(first.compared(), one.compared())
	if d, ok := with.Field(f.ID); !ok || !d.Counted.Whole() {
		return chart.DotRow{Label: one.name, Note: t.z.T("compare.other")}
	}
	return dotRow(one.name, t.z.T("result.n", "n", field.N), at(field.Mean, field.Bound), field.CI, field.Target)
}
