package web

import (
	"context"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/chart"
	"kompass/internal/compare"
	"kompass/internal/figures"
	"kompass/internal/i18n"
	"kompass/internal/published"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
	"kompass/internal/story"
	"kompass/internal/web/kit"
	"kompass/views"
)

// lineRoles are the looks of series that share a chart. The first is that of the series drawn with its intervals.
var lineRoles = [maxOverlay]chart.Role{chart.RoleIst, chart.RoleThird, chart.RoleFourth}

// comparison is what a comparison is drawn from: series with the targets that they are laid over.
type comparison struct {
	z       i18n.Localizer
	chosen  []series
	targets targets
}

// addComparison fills in tables and charts for the series of a page: all in one compass, or each in its own.
func (s *compareDesk) addComparison(c *fiber.Ctx, model *views.Compare, chosen []series, over bool) error {
	ctx, z := c.UserContext(), kit.Localizer(c)
	l := comparison{z: z, chosen: chosen}
	var err error
	if l.targets, err = s.targetFor(c, chosen[latestSeries(chosen)]); err != nil {
		return err
	}
	if l.targets.missing != "" {
		model.Notes = append(model.Notes, z.T("compare.target.missing", "company", l.targets.missing))
	}
	named := make([]story.Series, len(chosen))
	for i, one := range chosen {
		named[i] = story.Series{Name: one.name, Series: one.compared()}
	}
	trends := compare.Trends(l.inOrder())
	told := story.ComparisonOf(z, named, l.column(), trends)
	told.Notes = append(model.Notes, told.Notes...)
	model.Chosen, model.Comparison = true, told
	draw := s.sideBySide
	if over {
		draw = s.overlay
	}
	if err := draw(ctx, model, l); err != nil {
		return err
	}
	return s.addTrend(c, model, l, trends)
}

// inOrder are the series in the order of their rounds, the earliest first.
func (l comparison) inOrder() []compare.Series {
	sorted := slices.Clone(l.chosen)
	slices.SortStableFunc(sorted, func(a, b series) int { return published.Order(a.pub.Round, b.pub.Round) })
	out := make([]compare.Series, len(sorted))
	for i, one := range sorted {
		out[i] = one.compared()
	}
	return out
}

// column is the target as a column of the table: that of the main series. It has no title where there is none.
func (l comparison) column() story.TargetColumn {
	main := l.chosen[latestSeries(l.chosen)]
	if l.targets.name == "" && main.pub.Document.Targets == nil || l.targets.none {
		return story.TargetColumn{}
	}
	return story.TargetColumn{Title: l.targetName(), At: func(field, facet string) *float64 { return l.targets.at(main.group, field, facet) }}
}

func (l comparison) targetName() string {
	if l.targets.name != "" {
		return l.z.T("compare.target.of", "company", l.targets.name)
	}
	return l.z.T("result.legend.soll")
}

// over are the targets of the fields of a group, nil where there is none at all.
func (l comparison) over(t labels, g *result.Group) []*float64 {
	out, known := make([]*float64, len(t.q.Fields)), false
	for i, f := range t.q.Fields {
		out[i] = l.targets.at(g, f.ID, "")
		known = known || out[i] != nil
	}
	if !known {
		return nil
	}
	return out
}

// latestSeries is the series that a shared chart draws as its main one: the first of the latest round.
func latestSeries(chosen []series) int {
	at := 0
	for i, one := range chosen {
		if published.Order(one.pub.Round, chosen[at].pub.Round) > 0 {
			at = i
		}
	}
	return at
}

// overlay draws one compass and one dot plot for all series.
func (s *compareDesk) overlay(ctx context.Context, model *views.Compare, l comparison) error {
	z, chosen := l.z, l.chosen
	front := latestSeries(chosen)
	main := newLabels(z, chosen[front].pub.Questionnaire, chosen[front].pub.Document)
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
		spoken = append(spoken, one.name+": "+newLabels(z, one.pub.Questionnaire, one.pub.Document).Spoken(one.group))
	}
	if targets := l.over(main, chosen[front].group); targets != nil {
		radar.Series = append(radar.Series, chart.Series{Name: l.targetName(), Role: chart.RoleSoll, Values: targets})
		model.Legend = append(model.Legend, figures.Legend(chart.LegendKey(chart.RoleSoll), l.targetName()))
	}
	radar.Description = strings.Join(spoken, "; ")
	var err error
	if model.Radar, err = s.figures.Radar(ctx, radar); err != nil {
		return err
	}
	dots := main.dotsOf(chosen[front], slices.Delete(slices.Clone(chosen), front, front+1))
	for i, at := range main.Places(chosen[front].group) {
		dots.Rows[i].Target = l.targets.at(chosen[front].group, at.Field, at.Facet)
	}
	dots.Title, dots.Description = z.T("compare.table"), radar.Description
	model.Dots, err = s.figures.Dots(ctx, dots)
	return err
}

// comparable are the means of a series on the fields of the main one, field by field. A field with other items is another
// quantity: it is left out.
func (t labels) comparable(main, one series) []*float64 {
	out := make([]*float64, len(t.q.Fields))
	with := compare.CommonOf(main.compared(), one.compared())
	for i, f := range t.q.Fields {
		if with.Whole(f.ID, "") {
			out[i] = pointAt(one.group, result.Place{Field: f.ID})
		}
	}
	return out
}

// dotsOf is the dot plot of the main series with the means of the others in each row, where they hold the same items.
func (t labels) dotsOf(main series, others []series) chart.Dots {
	d := t.Dots(main.group)
	for _, one := range others {
		with := compare.CommonOf(main.compared(), one.compared())
		for i, at := range t.Places(main.group) {
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
func (s *compareDesk) sideBySide(ctx context.Context, model *views.Compare, l comparison) error {
	for _, one := range l.chosen {
		small, err := s.small(ctx, l, one)
		if err != nil {
			return err
		}
		model.Small = append(model.Small, small)
	}
	first := newLabels(l.z, l.chosen[0].pub.Questionnaire, l.chosen[0].pub.Document)
	model.Legend = append(model.Legend, figures.Legend(chart.LegendKey(chart.RoleIst), l.z.T("result.legend.mean")))
	if l.column().Title != "" {
		model.Legend = append(model.Legend, figures.Legend(chart.LegendKey(chart.RoleSoll), l.targetName()))
	}
	var err error
	model.Dots, err = s.figures.Dots(ctx, first.dotsByField(l))
	return err
}

// small is the compass of one of many series.
func (s *compareDesk) small(ctx context.Context, l comparison, one series) (views.SmallCompass, error) {
	t := newLabels(l.z, one.pub.Questionnaire, one.pub.Document)
	radar := t.Radar(one.name)
	radar.Compact, radar.Description = true, t.Spoken(one.group)
	radar.Series = []chart.Series{{Name: one.name, Role: chart.RoleIst, Values: t.Means(one.group)}}
	if targets := l.over(t, one.group); targets != nil {
		radar.Series = append(radar.Series, chart.Series{Name: l.targetName(), Role: chart.RoleSoll, Values: targets})
	}
	svg, err := s.Charts.Radar(ctx, radar)
	small := views.SmallCompass{Name: one.name, Note: l.z.T("result.n", "n", *one.group.N), Radar: views.SVG(svg)}
	if !slices.ContainsFunc(one.group.Fields, func(f result.Field) bool { return f.Shown }) {
		small.Note = l.z.T("result.notshown")
	}
	return small, err
}

// dotsByField is a dot plot with all series beneath each field.
func (t labels) dotsByField(l comparison) chart.Dots {
	d := chart.Dots{Title: t.z.T("compare.dots.field"), Description: t.z.T("result.dots.desc"), Lang: string(t.z.Lang()),
		Min: t.q.Min(), Max: t.q.Max(), Step: figures.Step(t.q.Min(), t.q.Max())}
	for _, f := range t.q.Fields {
		d.Rows = append(d.Rows, chart.DotRow{Heading: true, Label: t.Text(f.Title)})
		for _, one := range l.chosen {
			row := t.seriesRow(l.chosen[0], one, f)
			if row.Mean != nil {
				row.Target = l.targets.at(one.group, f.ID, "")
			}
			d.Rows = append(d.Rows, row)
		}
	}
	return d
}

func (t labels) seriesRow(first, one series, f questionnaire.Field) chart.DotRow {
	field, ok := one.group.Field(f.ID)
	if !ok || !field.Shown {
		return chart.DotRow{Label: one.name, Note: t.z.T("result.notshown")}
	}
	if !compare.CommonOf(first.compared(), one.compared()).Whole(f.ID, "") {
		return chart.DotRow{Label: one.name, Note: t.z.T("compare.other")}
	}
	return figures.Row(one.name, t.z.T("result.n", "n", field.N), field.Value())
}
