package board

import (
	"net/url"
	"slices"

	"kompass/internal/address"
	"kompass/internal/figures"
	"kompass/internal/naming"
	"kompass/internal/pagination"
	"kompass/internal/published"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
	"kompass/views"
)

// heatRows is how many teams of a heat table stand on one page.
const heatRows = 60

// Heat fills in the table of the round and perspective that are asked for: the latest, and all persons.
func (b *Board) Heat(at address.Page, model *views.Heat) {
	if b.Empty() {
		return
	}
	round := slices.IndexFunc(b.rounds, func(r published.Result) bool { return r.Round.ID == at.Get("round") })
	if round < 0 {
		round = len(b.rounds) - 1
	}
	perspective := at.Get("perspective")
	if !slices.ContainsFunc(b.layers, func(l layer) bool { return l.id == perspective }) {
		perspective = ""
	}
	for i, r := range b.rounds {
		model.Rounds = append(model.Rounds, views.Choice{Text: r.Document.Title, Href: heatOf(at, r.Round.ID, perspective), Current: i == round})
	}
	for _, l := range b.layers {
		model.Layers = append(model.Layers, views.Choice{Text: l.title, Href: heatOf(at, b.rounds[round].Round.ID, l.id), Current: l.id == perspective})
	}
	h := heatWriter{figures.New(b.z, b.rounds[round].Questionnaire, b.rounds[round].Document)}
	model.Caption = b.z.T("heat.caption", "round", h.Document.Title, "day", b.z.Day(h.Document.ClosedOn))
	model.Fields, model.Shades = h.fields(), h.legend()
	var rows []int
	for row := range b.rows {
		if b.group(row, round, perspective) != nil {
			rows = append(rows, row)
		}
	}
	page := pagination.Of(at, "page", len(rows), heatRows)
	model.Pages = page.Links
	for _, row := range rows[page.From:page.To] {
		label := b.label(b.rows[row])
		if g := b.group(row, round, ""); g != nil && !b.rows[row].everyone {
			label = g.Label // as it was called then
		}
		model.Rows = append(model.Rows, h.row(label, b.group(row, round, perspective)))
	}
}

// heatOf is the address of the table of another round or perspective.
func heatOf(at address.Page, roundID, perspective string) string {
	other := address.Page{Path: at.Path, Query: url.Values{"round": {roundID}}}
	if perspective == "" {
		return other.String()
	}
	return other.With("perspective", perspective)
}

// heatWriter writes the rows of a heat table.
type heatWriter struct{ figures.Writer }

func (h heatWriter) fields() []views.HeatField {
	var out []views.HeatField
	for _, f := range h.Questionnaire.Fields {
		field := views.HeatField{Title: h.Text(f.Title)}
		for _, id := range result.FacetsOf(h.Questionnaire, f) {
			field.Facets = append(field.Facets, h.Facet(id))
		}
		if len(field.Facets) == 0 {
			field.Facets = []string{h.Localizer.T("heat.whole")}
		}
		out = append(out, field)
	}
	return out
}

func (h heatWriter) row(label string, g *result.Group) views.HeatRow {
	row := views.HeatRow{Label: label}
	if !g.Shown {
		row.Hidden = h.Hidden(g)
		return row
	}
	row.N = h.Localizer.T("result.n", "n", *g.N)
	for _, f := range h.Questionnaire.Fields {
		facets := result.FacetsOf(h.Questionnaire, f)
		field, ok := g.Field(f.ID)
		if !ok || !field.Shown {
			cell := views.HeatCell{Note: h.Localizer.T("result.notshown"), Span: max(1, len(facets))}
			if ok {
				cell.Note = h.Reason(field.Reason)
			}
			row.Cells = append(row.Cells, cell)
			continue
		}
		row.Cells = append(row.Cells, h.cells(field, f, facets)...)
	}
	return row
}

func (h heatWriter) cells(field *result.Field, f questionnaire.Field, facets []string) []views.HeatCell {
	title := h.Text(f.Title)
	if len(facets) == 0 {
		return []views.HeatCell{h.cell(title, field.Value())}
	}
	var out []views.HeatCell
	for _, id := range facets {
		cell, ok := field.Facet(id)
		if !ok {
			out = append(out, views.HeatCell{Label: title + ", " + h.Facet(id), Note: h.Localizer.T("result.notshown"), Span: 1})
			continue
		}
		out = append(out, h.cell(title+", "+h.Facet(id), cell.Value()))
	}
	return out
}

func (h heatWriter) cell(label string, value result.Value) views.HeatCell {
	v := value.Point()
	if v == nil {
		return views.HeatCell{Label: label, Note: h.Localizer.T("result.notshown"), Span: 1}
	}
	return views.HeatCell{Label: label, Mean: naming.Mean(h.Localizer, value), N: h.Localizer.Int(value.N), Shade: h.shade(*v), Span: 1}
}

// shade is which fifth of the scale a value lies in, from 1 to 5.
func (h heatWriter) shade(v float64) int {
	share := (v - h.Questionnaire.Min()) / (h.Questionnaire.Max() - h.Questionnaire.Min())
	return min(5, int(share*5)+1)
}

// legend names the ends of the five shades.
func (h heatWriter) legend() []string {
	var out []string
	low, width := h.Questionnaire.Min(), (h.Questionnaire.Max()-h.Questionnaire.Min())/5
	for i := range 5 {
		out = append(out, h.Localizer.Range(low+float64(i)*width, low+float64(i+1)*width, 1))
	}
	return out
}
