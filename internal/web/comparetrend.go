package web

import (
	"context"
	"slices"

	"kompass/internal/chart"
	"kompass/internal/compare"
	"kompass/internal/i18n"
	"kompass/internal/result"
	"kompass/views"
)

// The size of a trend chart in CSS pixels: it stands in half a wide page, and its labels stay legible on a phone.
const (
	trendWidth  = 460
	trendHeight = 250
)

// addTrend draws the course of every field where groups were chosen in several rounds, at most three groups in one chart.
func (s *server) addTrend(ctx context.Context, z i18n.Localizer, model *views.Compare, chosen []series) error {
	if model.Trend == nil {
		return nil
	}
	all := make([]compare.Series, len(chosen))
	for i, one := range chosen {
		all[i] = one.compared()
	}
	trends := compare.Trends(all)
	rounds := roundsOf(trends)
	latest := rounds[len(rounds)-1]
	for _, f := range latest.Questionnaire.Fields {
		t := teller{z: z, q: latest.Questionnaire, doc: latest.Document}
		fields := views.TrendChart{Title: t.text(f.Title)}
		for few := range slices.Chunk(trends, maxOverlay) {
			svg, err := s.Charts.Trend(ctx, t.trend(f.ID, rounds, few))
			if err != nil {
				return err
			}
			fields.Charts = append(fields.Charts, views.SVG(svg))
		}
		model.Trend.Fields = append(model.Trend.Fields, fields)
	}
	return nil
}

// roundsOf lists the rounds of all trends, the earliest first, each once.
func roundsOf(trends []compare.Trend) []compare.Series {
	var out []compare.Series
	for _, t := range trends {
		out = append(out, t.Series...)
	}
	compare.Order(out)
	return slices.CompactFunc(out, func(a, b compare.Series) bool { return a.Document == b.Document })
}

// trend is the chart of one field: a line with intervals per group, and the target, which may differ from round to round.
func (t teller) trend(field string, rounds []compare.Series, trends []compare.Trend) chart.Trend {
	c := chart.Trend{Title: t.z.T("compare.trend.title", "field", t.field(field)), Lang: string(t.z.Lang()),
		Min: t.q.Min(), Max: t.q.Max(), Step: step(t.q.Min(), t.q.Max()), Width: trendWidth, Height: trendHeight}
	for _, r := range rounds {
		c.Labels = append(c.Labels, r.Document.Title)
	}
	for i, one := range trends {
		line := chart.TrendSeries{Role: lineRoles[i], Name: views.GroupLabel(t.z, one.Series[len(one.Series)-1])}
		for _, r := range rounds {
			p := pointAt(one, field, r.Document)
			line.Values = append(line.Values, p.Mean)
			var low, high *float64
			if p.CI != nil {
				low, high = &p.CI[0], &p.CI[1]
			}
			line.Low, line.High = append(line.Low, low), append(line.High, high)
		}
		c.Series = append(c.Series, line)
	}
	if targets := targetsOver(trends[0], field, rounds); targets != nil {
		c.Series = append(c.Series, chart.TrendSeries{Name: t.z.T("result.legend.soll"), Role: chart.RoleSoll, Values: targets})
	}
	c.Description = c.Title + ". " + t.z.T("compare.trend.lead")
	return c
}

// pointAt is the point of a trend in one round, empty where the group was not chosen there.
func pointAt(t compare.Trend, field string, doc *result.Document) compare.Point {
	for _, f := range t.Fields {
		for i, s := range t.Series {
			if f.ID == field && s.Document == doc {
				return f.Points[i]
			}
		}
	}
	return compare.Point{}
}

// targetsOver is the target of a field round by round, nil where there is none at all.
func targetsOver(t compare.Trend, field string, rounds []compare.Series) []*float64 {
	out, known := make([]*float64, len(rounds)), false
	for i, r := range rounds {
		for _, s := range t.Series {
			if f, ok := s.Group.Field(field); ok && s.Document == r.Document && f.Target != nil {
				out[i], known = f.Target, true
			}
		}
	}
	if !known {
		return nil
	}
	return out
}
