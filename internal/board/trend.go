package board

import (
	"context"
	"slices"

	"kompass/internal/chart"
	"kompass/internal/compare"
	"kompass/internal/figures"
	"kompass/internal/i18n"
	"kompass/internal/naming"
	"kompass/internal/result"
	"kompass/views"
)

// The sizes of trend charts in CSS pixels: they stand in half a wide page, those of facets in a third, and their labels stay
// legible on a phone.
const (
	trendWidth  = 460
	trendHeight = 250
)

// addTrend draws the course of every field where groups were chosen in several rounds, and of every facet on demand, at
// most three lines in one chart.
func (l *Comparison) addTrend(ctx context.Context, d figures.Drawer, model *views.Compare, trends []compare.Trend) error {
	if len(trends) == 0 {
		return nil
	}
	model.Trend = &views.Trend{}
	last := trends[0].Series
	q := last[len(last)-1].Questionnaire
	cells := l.at.Get("cells") == "1"
	model.Trend.Cells = views.Choice{Text: l.z.T("compare.trend.cells"), Href: l.at.With("cells", "1"), Current: cells}
	names := naming.Questions(l.z, q)
	for _, f := range q.Fields {
		drawn, err := l.trendCharts(ctx, d, names.Text(f.Title), trends, result.Place{Field: f.ID})
		if err != nil {
			return err
		}
		for _, id := range result.FacetsOf(q, f) {
			if !cells {
				break
			}
			facet, err := l.trendCharts(ctx, d, names.Facet(id), trends, result.Place{Field: f.ID, Facet: id})
			if err != nil {
				return err
			}
			drawn.Facets = append(drawn.Facets, facet)
		}
		model.Trend.Fields = append(model.Trend.Fields, drawn)
	}
	return nil
}

// trendCharts draws one place for all trends: those of one company together, a few at a time.
func (l *Comparison) trendCharts(ctx context.Context, d figures.Drawer, title string, trends []compare.Trend, at result.Place) (views.TrendChart, error) {
	out := views.TrendChart{Title: title}
	for _, few := range together(trends) {
		svg, err := d.Charts.Trend(ctx, l.trend(title, few, at))
		if err != nil {
			return out, err
		}
		out.Charts = append(out.Charts, views.SVG(svg))
	}
	return out, nil
}

// together splits trends into those that share a chart: of one company, since the rounds of another are other rounds, and
// at most as many as can be told apart.
func together(trends []compare.Trend) [][]compare.Trend {
	var out [][]compare.Trend
	for i, t := range trends {
		last := len(out) - 1
		if i == 0 || len(out[last]) == maxOverlay || out[last][0].Series[0].Document.CompanyID != t.Series[0].Document.CompanyID {
			out = append(out, []compare.Trend{t})
			continue
		}
		out[last] = append(out[last], t)
	}
	return out
}

// roundsOf lists the rounds that trends go through, the earliest first.
func (l *Comparison) roundsOf(trends []compare.Trend) []*result.Document {
	var out []*result.Document
	for _, s := range l.inOrder() {
		if slices.Contains(out, s.Document) {
			continue
		}
		if slices.ContainsFunc(trends, func(t compare.Trend) bool {
			return slices.ContainsFunc(t.Series, func(one compare.Series) bool { return one.Document == s.Document })
		}) {
			out = append(out, s.Document)
		}
	}
	return out
}

// trend is the chart of one place: a line with intervals per group, and the target, which may differ from round to round.
func (l *Comparison) trend(title string, trends []compare.Trend, at result.Place) chart.Trend {
	latest := trends[0].Series[len(trends[0].Series)-1]
	q := latest.Questionnaire
	c := chart.Trend{Title: l.z.T("compare.trend.title", "field", title), Lang: string(l.z.Lang()),
		Min: q.Min(), Max: q.Max(), Step: figures.Step(q.Min(), q.Max()), Width: trendWidth, Height: trendHeight}
	rounds := l.roundsOf(trends)
	for _, r := range rounds {
		c.Labels = append(c.Labels, r.Title)
	}
	for i, one := range trends {
		line := chart.TrendSeries{Role: lineRoles[i], Name: seriesName(l.z, one.Series[len(one.Series)-1])}
		for _, r := range rounds {
			p := one.At(r, at.Field, at.Facet)
			line.Values = append(line.Values, p.Mean)
			var low, high *float64
			if p.CI != nil {
				low, high = &p.CI[0], &p.CI[1]
			}
			line.Low, line.High = append(line.Low, low), append(line.High, high)
		}
		c.Series = append(c.Series, line)
	}
	if targets := l.targetsOver(trends[0], at, rounds); targets != nil {
		c.Series = append(c.Series, chart.TrendSeries{Name: l.z.T("result.legend.soll"), Role: chart.RoleSoll, Values: targets})
	}
	c.Description = c.Title + ". " + l.z.T("compare.trend.lead")
	return c
}

// targetsOver is the target of a place round by round, nil where there is none at all.
func (l *Comparison) targetsOver(t compare.Trend, at result.Place, rounds []*result.Document) []*float64 {
	out, known := make([]*float64, len(rounds)), false
	for i, r := range rounds {
		for _, s := range t.Series {
			if s.Document == r {
				out[i] = l.targets.at(s.Group, at.Field, at.Facet)
				known = known || out[i] != nil
			}
		}
	}
	if !known {
		return nil
	}
	return out
}

// seriesName names the group of a series.
func seriesName(z i18n.Localizer, s compare.Series) string {
	return naming.New(z, s.Questionnaire, s.Document).Group(s.Group.Key)
}
