package board

import (
	"context"
	"slices"
	"strings"

	"kompass/internal/chart"
	"kompass/internal/compare"
	"kompass/internal/figures"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
	"kompass/views"
)

// lineRoles are the looks of series that share a chart. The first is that of the series drawn with its intervals.
var lineRoles = [maxOverlay]chart.Role{chart.RoleIst, chart.RoleThird, chart.RoleFourth}

// writer says what is drawn of one result.
type writer struct{ figures.Writer }

// targetsOf are the targets of the fields of a group, nil where there is none at all.
func (l *Comparison) targetsOf(w writer, g *result.Group) []*float64 {
	out, known := make([]*float64, len(w.Questionnaire.Fields)), false
	for i, f := range w.Questionnaire.Fields {
		out[i] = l.targets.at(g, f.ID, "")
		known = known || out[i] != nil
	}
	if !known {
		return nil
	}
	return out
}

// overlay draws one compass and one dot plot for all series.
func (l *Comparison) overlay(ctx context.Context, d figures.Drawer, model *views.Compare) error {
	z, chosen, front := l.z, l.chosen, l.latest()
	main := chosen[front].writer(z)
	radar := main.Radar(z.T("compare.radar.title"))
	var spoken []string
	others := 0
	for i, one := range chosen {
		role := lineRoles[0]
		if i != front {
			others++
			role = lineRoles[others]
		}
		radar.Series = append(radar.Series, chart.Series{Name: one.name, Role: role, Values: main.comparable(chosen[front], one)})
		model.Legend = append(model.Legend, figures.Legend(chart.LegendKey(role), z.T("result.legend.view", "name", one.name, "n", *one.group.N)))
		spoken = append(spoken, one.name+": "+one.writer(z).Spoken(one.group))
	}
	if targets := l.targetsOf(main, chosen[front].group); targets != nil {
		radar.Series = append(radar.Series, chart.Series{Name: l.targetName(), Role: chart.RoleSoll, Values: targets})
		model.Legend = append(model.Legend, figures.Legend(chart.LegendKey(chart.RoleSoll), l.targetName()))
	}
	radar.Description = strings.Join(spoken, "; ")
	var err error
	if model.Radar, err = d.Radar(ctx, radar); err != nil {
		return err
	}
	dots := main.dotsOf(chosen[front], slices.Delete(slices.Clone(chosen), front, front+1))
	for i, at := range main.Places(chosen[front].group) {
		dots.Rows[i].Target = l.targets.at(chosen[front].group, at.Field, at.Facet)
	}
	dots.Title, dots.Description = z.T("compare.table"), radar.Description
	model.Dots, err = d.Dots(ctx, dots)
	return err
}

// comparable are the means of a series on the fields of the main one, field by field. A field with other items is another
// quantity: it is left out.
func (w writer) comparable(main, one series) []*float64 {
	out := make([]*float64, len(w.Questionnaire.Fields))
	with := compare.CommonOf(main.compared(), one.compared())
	for i, f := range w.Questionnaire.Fields {
		if with.Whole(f.ID, "") {
			out[i] = pointAt(one.group, result.Place{Field: f.ID})
		}
	}
	return out
}

// dotsOf is the dot plot of the main series with the means of the others in each row, where they hold the same items.
func (w writer) dotsOf(main series, others []series) chart.Dots {
	d := w.Dots(main.group)
	for _, one := range others {
		with := compare.CommonOf(main.compared(), one.compared())
		for i, at := range w.Places(main.group) {
			d.Rows[i].Others = append(d.Rows[i].Others, comparableAt(with, one.group, at))
		}
	}
	return d
}

func comparableAt(with compare.Common, g *result.Group, at result.Place) *float64 {
	if !with.Whole(at.Field, at.Facet) {
		return nil
	}
	return pointAt(g, at)
}

// pointAt is where the mean of a place is drawn, nil where it is not shown.
func pointAt(g *result.Group, at result.Place) *float64 {
	v, _ := g.At(at)
	return v.Point()
}

// sideBySide draws a small compass per series, and one dot plot with a row per field and series.
func (l *Comparison) sideBySide(ctx context.Context, d figures.Drawer, model *views.Compare) error {
	for _, one := range l.chosen {
		small, err := l.small(ctx, d, one)
		if err != nil {
			return err
		}
		model.Small = append(model.Small, small)
	}
	first := l.chosen[0].writer(l.z)
	model.Legend = append(model.Legend, figures.Legend(chart.LegendKey(chart.RoleIst), l.z.T("result.legend.mean")))
	if l.column().Title != "" {
		model.Legend = append(model.Legend, figures.Legend(chart.LegendKey(chart.RoleSoll), l.targetName()))
	}
	var err error
	model.Dots, err = d.Dots(ctx, first.dotsByField(l))
	return err
}

// small is the compass of one of many series.
func (l *Comparison) small(ctx context.Context, d figures.Drawer, one series) (views.SmallCompass, error) {
	w := one.writer(l.z)
	radar := w.Radar(one.name)
	radar.Compact, radar.Description = true, w.Spoken(one.group)
	radar.Series = []chart.Series{{Name: one.name, Role: chart.RoleIst, Values: w.Means(one.group)}}
	if targets := l.targetsOf(w, one.group); targets != nil {
		radar.Series = append(radar.Series, chart.Series{Name: l.targetName(), Role: chart.RoleSoll, Values: targets})
	}
	svg, err := d.Charts.Radar(ctx, radar)
	small := views.SmallCompass{Name: one.name, Note: l.z.T("result.n", "n", *one.group.N), Radar: views.SVG(svg)}
	if !slices.ContainsFunc(one.group.Fields, func(f result.Field) bool { return f.Shown }) {
		small.Note = l.z.T("result.notshown")
	}
	return small, err
}

// dotsByField is a dot plot with all series beneath each field.
func (w writer) dotsByField(l *Comparison) chart.Dots {
	d := chart.Dots{Title: w.Localizer.T("compare.dots.field"), Description: w.Localizer.T("result.dots.desc"), Lang: string(w.Localizer.Lang()),
		Min: w.Questionnaire.Min(), Max: w.Questionnaire.Max(), Step: figures.Step(w.Questionnaire.Min(), w.Questionnaire.Max())}
	for _, f := range w.Questionnaire.Fields {
		d.Rows = append(d.Rows, chart.DotRow{Heading: true, Label: w.Text(f.Title)})
		for _, one := range l.chosen {
			row := w.seriesRow(l.chosen[0], one, f)
			if row.Mean != nil {
				row.Target = l.targets.at(one.group, f.ID, "")
			}
			d.Rows = append(d.Rows, row)
		}
	}
	return d
}

func (w writer) seriesRow(first, one series, f questionnaire.Field) chart.DotRow {
	field, ok := one.group.Field(f.ID)
	if !ok || !field.Shown {
		return chart.DotRow{Label: one.name, Note: w.Localizer.T("result.notshown")}
	}
	if !compare.CommonOf(first.compared(), one.compared()).Whole(f.ID, "") {
		return chart.DotRow{Label: one.name, Note: w.Localizer.T("compare.other")}
	}
	return figures.Row(one.name, w.Localizer.T("result.n", "n", field.N), field.Value())
}
