package web

import (
	"net/url"
	"slices"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/naming"
	"kompass/internal/published"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
	"kompass/internal/web/kit"
	"kompass/views"
)

// heatRows is how many teams of a heat table stand on one page.
const heatRows = 60

// showHeat shows every team of one round with all its cells, in order of creation: it compares, it does not rank.
func (s *compareDesk) showHeat(c *fiber.Ctx) error {
	z := kit.Localizer(c)
	company, err := s.Store.Company(c.UserContext(), kit.User(c).Scope(), c.Params("company"))
	if err != nil {
		return err
	}
	b, err := s.boardOf(c, company.ID)
	if err != nil {
		return err
	}
	model := views.Heat{Page: s.Titled(c, z.T("heat.title", "company", company.Name), false)}
	model.Page.Crumbs = append(kit.CompanyCrumbs(z, company),
		views.Crumb{Text: z.T("compare.do"), Href: "/app/companies/" + company.ID + "/compare"}, views.Crumb{Text: z.T("heat.link")})
	if len(b.rounds) > 0 {
		b.heat(c, &model)
	}
	return kit.RenderSigned(c, fiber.StatusOK, views.HeatPage(model))
}

// heat fills in the table of the round and perspective that are asked for: the latest, and all persons.
func (b *board) heat(c *fiber.Ctx, model *views.Heat) {
	round := max(slices.IndexFunc(b.rounds, func(r published.Result) bool { return r.Round.ID == c.Query("round") }), -1)
	if round < 0 {
		round = len(b.rounds) - 1
	}
	perspective := c.Query("perspective")
	if !slices.ContainsFunc(b.layers, func(l layer) bool { return l.id == perspective }) {
		perspective = ""
	}
	address := func(roundID, perspective string) string {
		values := url.Values{"round": {roundID}}
		if perspective != "" {
			values.Set("perspective", perspective)
		}
		return c.Path() + "?" + values.Encode()
	}
	for i, r := range b.rounds {
		model.Rounds = append(model.Rounds, views.Choice{Text: r.Document.Title, Href: address(r.Round.ID, perspective), Current: i == round})
	}
	for _, l := range b.layers {
		model.Layers = append(model.Layers, views.Choice{Text: l.title, Href: address(b.rounds[round].Round.ID, l.id), Current: l.id == perspective})
	}
	h := heatWriter{labels: newLabels(b.z, b.rounds[round].Questionnaire, b.rounds[round].Document)}
	model.Caption = b.z.T("heat.caption", "round", h.doc.Title, "day", b.z.Day(h.doc.ClosedOn))
	model.Fields, model.Shades = h.fields(), h.legend()
	var rows []int
	for row := range b.rows {
		if b.group(row, round, perspective) != nil {
			rows = append(rows, row)
		}
	}
	pages := max(1, (len(rows)+heatRows-1)/heatRows)
	page := kit.PageOf(c, "page", pages)
	model.Pages = kit.PageLinks(c, "page", page, pages)
	for _, row := range rows[(page-1)*heatRows : min(page*heatRows, len(rows))] {
		label := b.label(b.rows[row])
		if g := b.group(row, round, ""); g != nil && !b.rows[row].everyone {
			label = g.Label // as it was called then
		}
		model.Rows = append(model.Rows, h.row(label, b.group(row, round, perspective)))
	}
}

// heatWriter writes the rows of a heat table.
type heatWriter struct{ labels }

func (h heatWriter) fields() []views.HeatField {
	var out []views.HeatField
	for _, f := range h.q.Fields {
		field := views.HeatField{Title: h.Text(f.Title)}
		for _, id := range result.FacetsOf(h.q, f) {
			field.Facets = append(field.Facets, h.Facet(id))
		}
		if len(field.Facets) == 0 {
			field.Facets = []string{h.z.T("heat.whole")}
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
	row.N = h.z.T("result.n", "n", *g.N)
	for _, f := range h.q.Fields {
		facets := result.FacetsOf(h.q, f)
		field, ok := g.Field(f.ID)
		if !ok || !field.Shown {
			cell := views.HeatCell{Note: h.z.T("result.notshown"), Span: max(1, len(facets))}
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
			out = append(out, views.HeatCell{Label: title + ", " + h.Facet(id), Note: h.z.T("result.notshown"), Span: 1})
			continue
		}
		out = append(out, h.cell(title+", "+h.Facet(id), cell.Value()))
	}
	return out
}

func (h heatWriter) cell(label string, value result.Value) views.HeatCell {
	v := value.Point()
	if v == nil {
		return views.HeatCell{Label: label, Note: h.z.T("result.notshown"), Span: 1}
	}
	return views.HeatCell{Label: label, Mean: naming.Mean(h.z, value), N: h.z.Int(value.N), Shade: h.shade(*v), Span: 1}
}

// shade is which fifth of the scale a value lies in, from 1 to 5.
func (h heatWriter) shade(v float64) int {
	share := (v - h.q.Min()) / (h.q.Max() - h.q.Min())
	return min(5, int(share*5)+1)
}

// legend names the ends of the five shades.
func (h heatWriter) legend() []string {
	var out []string
	low, width := h.q.Min(), (h.q.Max()-h.q.Min())/5
	for i := range 5 {
		out = append(out, h.z.Range(low+float64(i)*width, low+float64(i+1)*width, 1))
	}
	return out
}
