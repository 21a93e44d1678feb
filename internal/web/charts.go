package web

import (
	"context"
	"math"
	"strings"

	"kompass/internal/chart"
	"kompass/internal/result"
	"kompass/views"
)

// charts draws the compass and the dot plot of a group.
func (s *server) charts(ctx context.Context, group *result.Group, t teller) (views.Charts, error) {
	radar, legends := t.compass(group)
	out := views.Charts{Legend: legends, DotsLegend: t.dotsLegend()}
	var err error
	if out.Radar, err = s.radar(ctx, radar); err != nil {
		return views.Charts{}, err
	}
	out.Dots, err = s.dots(ctx, t.plot(group))
	return out, err
}

// compass is the radar of a group: Ist and Soll as lines, two perspectives as markers.
func (t teller) compass(group *result.Group) (chart.Radar, []views.Legend) {
	radar := t.radar(t.z.T("result.radar.title", "group", t.Group(group.Key), "round", t.doc.Title))
	radar.Description = t.z.T("result.radar.desc", "values", t.spoken(group))
	radar.Series = append(radar.Series, chart.Series{Name: t.Group(group.Key), Role: chart.RoleIst, Values: t.means(group)})
	legends := []views.Legend{legend(chart.LegendKey(chart.RoleIst), t.z.T("result.legend.ist", "n", *group.N))}
	if targets, ok := t.targets(group); ok {
		radar.Series = append(radar.Series, chart.Series{Name: t.z.T("result.legend.soll"), Role: chart.RoleSoll, Values: targets})
		legends = append(legends, legend(chart.LegendKey(chart.RoleSoll), t.z.T("result.legend.soll")))
	}
	for i, view := range t.views(group) {
		radar.Markers = append(radar.Markers, chart.Markers{Name: t.Group(view.Key), Hollow: i == 0, Values: t.means(view)})
		name := t.Perspective(view.Key["perspective"])
		legends = append(legends, legend(chart.MarkerKey(i == 0), t.z.T("result.legend.view", "name", name, "n", *view.N)))
	}
	return radar, legends
}

// plot is the dot plot of a group, with what it says of itself.
func (t teller) plot(group *result.Group) chart.Dots {
	dots := t.dots(group)
	dots.Title = t.z.T("result.dots.title", "group", t.Group(group.Key), "round", t.doc.Title)
	dots.Description = t.z.T("result.dots.desc")
	return dots
}

func (t teller) dotsLegend() []views.Legend {
	out := []views.Legend{legend(chart.LegendKey(chart.RoleIst), t.z.T("result.legend.mean"))}
	if t.doc.Targets != nil {
		out = append(out, legend(chart.LegendKey(chart.RoleSoll), t.z.T("result.legend.soll")))
	}
	return out
}

// radar draws a compass for wide windows and for phones.
func (s *server) radar(ctx context.Context, r chart.Radar) (views.Sizes, error) {
	wide, err := s.Charts.Radar(ctx, r)
	if err != nil {
		return views.Sizes{}, err
	}
	r.Width, r.Height, r.Large = phoneWidth, phoneRadar, true
	narrow, err := s.Charts.Radar(ctx, r)
	return views.Sizes{Wide: views.SVG(wide), Narrow: views.SVG(narrow)}, err
}

// How large charts are drawn for phones, in CSS pixels.
const (
	phoneWidth = 420
	phoneRadar = 360 // high
)

// dots draws a dot plot for wide windows and for phones.
func (s *server) dots(ctx context.Context, d chart.Dots) (views.Sizes, error) {
	wide, err := s.Charts.Dots(ctx, d)
	if err != nil {
		return views.Sizes{}, err
	}
	d.Width = phoneWidth
	narrow, err := s.Charts.Dots(ctx, d)
	return views.Sizes{Wide: views.SVG(wide), Narrow: views.SVG(narrow)}, err
}

func legend(key chart.SVG, text string) views.Legend {
	return views.Legend{Key: views.SVG(key), Text: text}
}

// radar is the empty compass: its axes and scale.
func (t teller) radar(title string) chart.Radar {
	r := chart.Radar{Title: title, Lang: string(t.z.Lang()), Min: t.q.Min(), Max: t.q.Max(), Step: step(t.q.Min(), t.q.Max())}
	for _, f := range t.q.Fields {
		r.Axes = append(r.Axes, t.Text(f.Title))
	}
	return r
}

// step is the distance of rings: one point of the scale, more on scales of more than ten.
func step(low, high float64) float64 { return math.Max(1, math.Ceil((high-low)/10)) }

// means are the published means of a group, field by field; nil where nothing is shown.
func (t teller) means(g *result.Group) []*float64 {
	out := make([]*float64, len(t.q.Fields))
	for i, f := range t.q.Fields {
		if field, ok := g.Field(f.ID); ok && field.Shown {
			out[i] = field.Value().Point()
		}
	}
	return out
}

func (t teller) targets(g *result.Group) ([]*float64, bool) {
	out := make([]*float64, len(t.q.Fields))
	any := false
	for i, f := range t.q.Fields {
		if field, ok := g.Field(f.ID); ok && field.Target != nil {
			out[i], any = field.Target, true
		}
	}
	return out, any
}

// views are the perspectives within a group that may be shown beside it, at most two.
func (t teller) views(g *result.Group) []*result.Group {
	if _, ok := g.Key["perspective"]; ok {
		return nil
	}
	var out []*result.Group
	for _, p := range t.q.Perspectives {
		key := result.Key{"perspective": p.ID}
		if team, ok := g.Key["team"]; ok {
			key["team"] = team
		}
		if view, ok := t.doc.Find(key); ok && view.Shown && len(out) < 2 {
			out = append(out, view)
		}
	}
	return out
}

// spoken lists the means of a group for those who hear the chart instead of seeing it.
func (t teller) spoken(g *result.Group) string {
	var parts []string
	for _, f := range g.Fields {
		value := t.z.T("result.notshown")
		if v := f.Value().Point(); f.Shown && v != nil {
			value = t.z.Num(*v, 1)
		}
		parts = append(parts, t.Field(f.ID)+" "+value)
	}
	return strings.Join(parts, ", ")
}

// dots lays out the cells of a group, facets indented under their field.
func (t teller) dots(g *result.Group) chart.Dots {
	d := chart.Dots{Lang: string(t.z.Lang()), Min: t.q.Min(), Max: t.q.Max(), Step: step(t.q.Min(), t.q.Max())}
	for _, f := range t.q.Fields {
		field, ok := g.Field(f.ID)
		if !ok || !field.Shown {
			d.Rows = append(d.Rows, chart.DotRow{Heading: true, Label: t.Text(f.Title), Note: t.z.T("result.notshown")})
			continue
		}
		row := dotRow(t.Text(f.Title), t.z.T("result.n", "n", field.N), field.Value())
		row.Heading = len(field.Facets) > 0
		d.Rows = append(d.Rows, row)
		for _, cell := range field.Facets {
			d.Rows = append(d.Rows, dotRow(t.Facet(cell.ID), t.z.T("result.n", "n", cell.N), cell.Value()))
		}
	}
	return d
}

func dotRow(label, note string, v result.Value) chart.DotRow {
	row := chart.DotRow{Label: label, Note: note, Mean: v.Point(), Target: v.Target}
	if v.CI != nil {
		row.Low, row.High = &v.CI[0], &v.CI[1]
	}
	return row
}
