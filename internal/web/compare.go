package web

import (
	"errors"
	"strings"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/chart"
	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
	"kompass/views"
)

// maxSeries is how many results one compass can carry and still be read.
const maxSeries = 3

// series is one result in a comparison.
type series struct {
	value string // as in the address: round, then team and perspective where chosen
	name  string
	pub   published
	group *result.Group
}

var compareRoles = [maxSeries]chart.Role{chart.RoleIst, chart.RoleThird, chart.RoleFourth}

func (s *server) compare(c *fiber.Ctx) error {
	ctx, user, z := c.UserContext(), userOf(c), localizer(c)
	company, err := s.Store.Company(ctx, user.Scope(), c.Params("company"))
	if err != nil {
		return err
	}
	all, err := s.results(c, company.ID)
	if err != nil {
		return err
	}
	page := s.titled(c, z.T("compare.title", "company", company.Name), false)
	page.Crumbs = append(companyCrumbs(z, company), views.Crumb{Text: z.T("compare.do")})
	model := views.Compare{Page: page, Company: company}
	chosen := s.choose(c, all, &model)
	if len(chosen) > maxSeries {
		model.Notes = append(model.Notes, z.T("compare.toomany"))
		chosen = chosen[:maxSeries]
	}
	if len(chosen) == 0 {
		return renderSigned(c, fiber.StatusOK, views.ComparePage(model))
	}
	model.Notes = append(model.Notes, s.cautions(c, chosen)...)
	if err := s.addComparison(c, &model, chosen); err != nil {
		return err
	}
	return renderSigned(c, fiber.StatusOK, views.ComparePage(model))
}

// results returns the results of a company that the user may see, newest first.
func (s *server) results(c *fiber.Ctx, companyID string) ([]published, error) {
	ctx, user := c.UserContext(), userOf(c)
	rounds, err := s.Store.Rounds(ctx, user.Scope(), companyID)
	if err != nil {
		return nil, err
	}
	var out []published
	for _, r := range rounds {
		p, err := s.resultFor(ctx, user, r.ID)
		switch {
		case errors.Is(err, kompass.ErrStillOpen), errors.Is(err, kompass.ErrUnpublished), errors.Is(err, kompass.ErrNotFound):
		case err != nil:
			return nil, err
		default:
			out = append(out, p)
		}
	}
	return out, nil
}

// choose lists everything that can be chosen and returns what the address chooses, in the order of the address. Without
// a choice the rounds as a whole are laid over one another.
func (s *server) choose(c *fiber.Ctx, all []published, model *views.Compare) []series {
	byValue, asked := map[string]series{}, askedSeries(c)
	for i, p := range all {
		t := teller{z: localizer(c), q: p.q, doc: p.doc}
		round := views.CompareRound{Title: p.doc.Title, Day: localizer(c).Day(p.doc.ClosedOn)}
		for j := range p.doc.Groups {
			g := &p.doc.Groups[j]
			if !g.Shown {
				continue
			}
			one := series{value: seriesValue(p.round.ID, g.Key), name: p.doc.Title + " – " + t.label(g), pub: p, group: g}
			byValue[one.value] = one
			if len(g.Key) == 0 && i < maxSeries && c.Query("s") == "" {
				asked = append(asked, one.value)
			}
			round.Groups = append(round.Groups, views.CompareChoice{Value: one.value, Text: t.label(g)})
		}
		model.Choices = append(model.Choices, round)
	}
	var chosen []series
	checked := map[string]bool{}
	for _, value := range asked {
		if one, ok := byValue[value]; ok && !checked[value] {
			chosen, checked[value] = append(chosen, one), true
		}
	}
	for i := range model.Choices {
		for j := range model.Choices[i].Groups {
			model.Choices[i].Groups[j].Checked = checked[model.Choices[i].Groups[j].Value]
		}
	}
	return chosen
}

func askedSeries(c *fiber.Ctx) []string {
	var out []string
	for _, v := range c.Request().URI().QueryArgs().PeekMulti("s") {
		out = append(out, string(v))
	}
	return out
}

// seriesValue names a group of a round in the address.
func seriesValue(roundID string, key result.Key) string {
	return strings.TrimRight(roundID+"."+key["team"]+"."+key["perspective"], ".")
}

// cautions are the sentences that a selection calls for: several rounds, or questionnaires that differ.
func (s *server) cautions(c *fiber.Ctx, chosen []series) []string {
	z := localizer(c)
	rounds, same := map[string]bool{}, true
	for _, one := range chosen {
		rounds[one.pub.round.ID] = true
		same = same && one.pub.doc.Questionnaire == chosen[0].pub.doc.Questionnaire
	}
	var out []string
	if len(rounds) > 1 {
		out = append(out, z.T("compare.caution")+" ("+z.T("compare.caution.source")+")")
	}
	if !same {
		out = append(out, z.T("compare.different"))
	}
	return out
}

func (s *server) addComparison(c *fiber.Ctx, model *views.Compare, chosen []series) error {
	z := localizer(c)
	first := teller{z: z, q: chosen[0].pub.q, doc: chosen[0].pub.doc}
	radar := first.radar(z.T("compare.radar.title"))
	var spoken []string
	for i, one := range chosen {
		t := teller{z: z, q: first.q, doc: one.pub.doc}
		radar.Series = append(radar.Series, chart.Series{Name: one.name, Role: compareRoles[i], Values: t.means(one.group)})
		model.Legend = append(model.Legend, legend(chart.LegendKey(compareRoles[i]), z.T("result.legend.view", "name", one.name, "n", *one.group.N)))
		model.Columns = append(model.Columns, one.name)
		spoken = append(spoken, one.name+": "+t.spoken(one.group))
	}
	if targets, ok := first.targets(chosen[0].group); ok {
		radar.Series = append(radar.Series, chart.Series{Name: z.T("result.legend.soll"), Role: chart.RoleSoll, Values: targets})
		model.Legend = append(model.Legend, legend(chart.LegendKey(chart.RoleSoll), z.T("result.legend.soll")))
	}
	radar.Description = strings.Join(spoken, "; ")
	svg, err := s.Charts.Radar(c.UserContext(), radar)
	if err != nil {
		return err
	}
	model.Radar = views.SVG(svg)
	dots := first.dotsOf(chosen)
	dots.Title, dots.Description = z.T("compare.table"), radar.Description
	if model.Dots, err = s.dots(c.UserContext(), dots); err != nil {
		return err
	}
	model.Chosen = true
	model.Rows = first.compareRows(chosen)
	return nil
}

// dotsOf is the dot plot of the first series with the means of the others in each row.
func (t teller) dotsOf(chosen []series) chart.Dots {
	d := t.dots(chosen[0].group)
	row := 0
	for _, f := range t.q.Fields {
		cells := []questionnaire.Titled{{}}
		if field, ok := chosen[0].group.Field(f.ID); ok && field.Shown {
			for _, facet := range field.Facets {
				cells = append(cells, questionnaire.Titled{ID: facet.ID})
			}
		}
		for _, cell := range cells {
			for _, one := range chosen[1:] {
				other, _ := cellOf(one.group, f.ID, cell.ID)
				d.Rows[row].Others = append(d.Rows[row].Others, at(other.Mean, other.Bound))
			}
			row++
		}
	}
	return d
}

// cellOf returns the published numbers of a field, or of one of its facets, in the shape of a facet.
func cellOf(g *result.Group, field, facet string) (result.Facet, bool) {
	f, ok := g.Field(field)
	if !ok || !f.Shown {
		return result.Facet{}, false
	}
	if facet == "" {
		return result.Facet{N: f.N, Mean: f.Mean, Bound: f.Bound}, true
	}
	cell, ok := f.Facet(facet)
	if !ok {
		return result.Facet{}, false
	}
	return *cell, true
}

func (t teller) compareCell(g *result.Group, field, facet string) views.CompareCell {
	cell, ok := cellOf(g, field, facet)
	mean := views.MeanText(t.z, cell.N, cell.Mean, cell.Bound)
	if !ok || mean == "" {
		return views.CompareCell{Note: t.z.T("result.notshown")}
	}
	return views.CompareCell{Mean: mean, N: t.z.T("result.n", "n", cell.N)}
}

func (t teller) compareRows(chosen []series) []views.CompareRow {
	var out []views.CompareRow
	for _, f := range t.q.Fields {
		out = append(out, t.compareRow(chosen, t.text(f.Title), f.ID, ""))
		for _, facet := range t.q.Facets {
			out = append(out, t.compareRow(chosen, t.text(facet.Title), f.ID, facet.ID))
		}
	}
	return out
}

func (t teller) compareRow(chosen []series, label, field, facet string) views.CompareRow {
	row := views.CompareRow{Label: label, Facet: facet != ""}
	for _, one := range chosen {
		row.Cells = append(row.Cells, t.compareCell(one.group, field, facet))
	}
	return row
}
