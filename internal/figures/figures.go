// Package figures says what is drawn of a result: from a published document to the charts of package chart, with their
// words and legends, and draws them in the sizes of pages, phones and slides.
package figures

import (
	"math"
	"strings"

	"kompass/internal/chart"
	"kompass/internal/i18n"
	"kompass/internal/naming"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
	"kompass/views"
)

// Writer says what is drawn of one document, in one language. What things are called it has from [naming.Names].
type Writer struct {
	naming.Names
	Localizer     i18n.Localizer
	Questionnaire *questionnaire.Questionnaire
	Document      *result.Document
}

// New returns a writer of a document with the questionnaire that was asked.
func New(z i18n.Localizer, q *questionnaire.Questionnaire, doc *result.Document) Writer {
	return Writer{Names: naming.New(z, q, doc), Localizer: z, Questionnaire: q, Document: doc}
}

// Compass is the radar of a group: Ist and Soll as lines, two perspectives as markers.
func (w Writer) Compass(group *result.Group) (chart.Radar, []views.Legend) {
	radar := w.Radar(w.Localizer.T("result.radar.title", "group", w.Group(group.Key), "round", w.Document.Title))
	radar.Description = w.Localizer.T("result.radar.desc", "values", w.Spoken(group))
	radar.Series = append(radar.Series, chart.Series{Name: w.Group(group.Key), Role: chart.RoleIst, Values: w.Means(group)})
	legends := []views.Legend{Legend(chart.LegendKey(chart.RoleIst), w.Localizer.T("result.legend.ist", "n", *group.N))}
	if targets, ok := w.Targets(group); ok {
		radar.Series = append(radar.Series, chart.Series{Name: w.Localizer.T("result.legend.soll"), Role: chart.RoleSoll, Values: targets})
		legends = append(legends, Legend(chart.LegendKey(chart.RoleSoll), w.Localizer.T("result.legend.soll")))
	}
	for i, view := range w.Views(group) {
		radar.Markers = append(radar.Markers, chart.Markers{Name: w.Group(view.Key), Hollow: i == 0, Values: w.Means(view)})
		name := w.Perspective(view.Key["perspective"])
		legends = append(legends, Legend(chart.MarkerKey(i == 0), w.Localizer.T("result.legend.view", "name", name, "n", *view.N)))
	}
	return radar, legends
}

// Plot is the dot plot of a group, with what it says of itself.
func (w Writer) Plot(group *result.Group) chart.Dots {
	dots := w.Dots(group)
	dots.Title = w.Localizer.T("result.dots.title", "group", w.Group(group.Key), "round", w.Document.Title)
	dots.Description = w.Localizer.T("result.dots.desc")
	return dots
}

// DotsLegend says what the marks of a dot plot are.
func (w Writer) DotsLegend() []views.Legend {
	out := []views.Legend{Legend(chart.LegendKey(chart.RoleIst), w.Localizer.T("result.legend.mean"))}
	if w.Document.Targets != nil {
		out = append(out, Legend(chart.LegendKey(chart.RoleSoll), w.Localizer.T("result.legend.soll")))
	}
	return out
}

// Legend is one entry of a legend.
func Legend(key chart.SVG, text string) views.Legend {
	return views.Legend{Key: views.SVG(key), Text: text}
}

// Radar is the empty compass: its axes and scale.
func (w Writer) Radar(title string) chart.Radar {
	r := chart.Radar{Title: title, Lang: string(w.Localizer.Lang()), Min: w.Questionnaire.Min(), Max: w.Questionnaire.Max(), Step: Step(w.Questionnaire.Min(), w.Questionnaire.Max())}
	for _, f := range w.Questionnaire.Fields {
		r.Axes = append(r.Axes, w.Text(f.Title))
	}
	return r
}

// Step is the distance of rings: one point of the scale, more on scales of more than ten.
func Step(low, high float64) float64 { return math.Max(1, math.Ceil((high-low)/10)) }

// Means are the published means of a group, field by field; nil where nothing is shown.
func (w Writer) Means(g *result.Group) []*float64 {
	out := make([]*float64, len(w.Questionnaire.Fields))
	for i, f := range w.Questionnaire.Fields {
		if field, ok := g.Field(f.ID); ok && field.Shown {
			out[i] = field.Value().Point()
		}
	}
	return out
}

// Targets are the targets of a group, field by field, and false where it has none.
func (w Writer) Targets(g *result.Group) ([]*float64, bool) {
	out := make([]*float64, len(w.Questionnaire.Fields))
	any := false
	for i, f := range w.Questionnaire.Fields {
		if field, ok := g.Field(f.ID); ok && field.Target != nil {
			out[i], any = field.Target, true
		}
	}
	return out, any
}

// Views are the perspectives within a group that may be shown beside it, at most two.
func (w Writer) Views(g *result.Group) []*result.Group {
	if _, ok := g.Key["perspective"]; ok {
		return nil
	}
	var out []*result.Group
	for _, p := range w.Questionnaire.Perspectives {
		key := result.Key{"perspective": p.ID}
		if team, ok := g.Key["team"]; ok {
			key["team"] = team
		}
		if view, ok := w.Document.Find(key); ok && view.Shown && len(out) < 2 {
			out = append(out, view)
		}
	}
	return out
}

// Spoken lists the means of a group for those who hear the chart instead of seeing it.
func (w Writer) Spoken(g *result.Group) string {
	var parts []string
	for _, f := range g.Fields {
		value := w.Localizer.T("result.notshown")
		if v := f.Value().Point(); f.Shown && v != nil {
			value = w.Localizer.Num(*v, 1)
		}
		parts = append(parts, w.Field(f.ID)+" "+value)
	}
	return strings.Join(parts, ", ")
}

// Dots lays out the cells of a group, facets indented under their field.
func (w Writer) Dots(g *result.Group) chart.Dots {
	d := chart.Dots{Lang: string(w.Localizer.Lang()), Min: w.Questionnaire.Min(), Max: w.Questionnaire.Max(), Step: Step(w.Questionnaire.Min(), w.Questionnaire.Max())}
	for _, f := range w.Questionnaire.Fields {
		field, ok := g.Field(f.ID)
		if !ok || !field.Shown {
			d.Rows = append(d.Rows, chart.DotRow{Heading: true, Label: w.Text(f.Title), Note: w.Localizer.T("result.notshown")})
			continue
		}
		row := Row(w.Text(f.Title), w.Localizer.T("result.n", "n", field.N), field.Value())
		row.Heading = len(field.Facets) > 0
		d.Rows = append(d.Rows, row)
		for _, cell := range field.Facets {
			d.Rows = append(d.Rows, Row(w.Facet(cell.ID), w.Localizer.T("result.n", "n", cell.N), cell.Value()))
		}
	}
	return d
}

// Row is the row of a dot plot that shows a value.
func Row(label, note string, v result.Value) chart.DotRow {
	row := chart.DotRow{Label: label, Note: note, Mean: v.Point(), Target: v.Target}
	if v.CI != nil {
		row.Low, row.High = &v.CI[0], &v.CI[1]
	}
	return row
}

// Places are the places of the rows of [Writer.Dots].
func (w Writer) Places(g *result.Group) []result.Place {
	var out []result.Place
	for _, f := range w.Questionnaire.Fields {
		out = append(out, result.Place{Field: f.ID})
		if field, ok := g.Field(f.ID); ok && field.Shown {
			for _, facet := range field.Facets {
				out = append(out, result.Place{Field: f.ID, Facet: facet.ID})
			}
		}
	}
	return out
}

// only keeps the value of one field.
func (w Writer) only(values []*float64, field string) []*float64 {
	out := make([]*float64, len(values))
	for i, f := range w.Questionnaire.Fields {
		if f.ID == field {
			out[i] = values[i]
		}
	}
	return out
}

// fieldPlot is the part of a dot plot that is about one field.
func (w Writer) fieldPlot(group *result.Group, field, title string) chart.Dots {
	all := w.Plot(group)
	part := all
	part.Title, part.Rows = w.Localizer.T("report.plot", "field", title), nil
	for i, place := range w.Places(group) {
		if place.Field == field {
			part.Rows = append(part.Rows, all.Rows[i])
		}
	}
	return part
}
