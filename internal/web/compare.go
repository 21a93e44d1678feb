package web

import (
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/compare"
	"kompass/internal/published"
	"kompass/internal/result"
	"kompass/internal/web/kit"
	"kompass/views"
)

// The bounds of a comparison.
const (
	maxSeries  = 12 // on one page: what a row of small compasses can carry
	maxOverlay = 3  // in one compass: what can still be read
)

// series is one result in a comparison.
type series struct {
	value string // as in the address: see selection
	name  string
	pub   published.Result
	group *result.Group
	links compare.Links
}

// compared is the series as package compare takes it.
func (one series) compared() compare.Series {
	return one.pub.Series(one.group, one.links)
}

// distinction is what tells the series of a comparison apart: what all have in common need not stand in every name.
type distinction struct{ company, round, group bool }

// distinct finds what tells picks apart, and says what they have in common.
func distinct(chosen []pick) (n distinction, common string) {
	first := chosen[0]
	for _, p := range chosen[1:] {
		n.company = n.company || p.b != first.b
		n.round = n.round || p.b != first.b || p.round != first.round
		n.group = n.group || p.b != first.b || p.row != first.row || p.group.Key["perspective"] != first.group.Key["perspective"]
	}
	if n.round == n.group {
		return distinction{n.company, true, true}, ""
	}
	return n, distinction{round: !n.round, group: !n.group}.of(first)
}

// of names a pick.
func (n distinction) of(p pick) string {
	pub := p.b.rounds[p.round]
	var parts []string
	if n.company {
		parts = append(parts, pub.Document.Company)
	}
	if n.round {
		parts = append(parts, pub.Document.Title)
	}
	if n.group {
		parts = append(parts, newLabels(p.b.z, pub.Questionnaire, pub.Document).Group(p.group.Key))
	}
	return strings.Join(parts, " – ")
}

func (n distinction) series(p pick) series {
	return series{value: p.value(), name: n.of(p), pub: p.b.rounds[p.round], group: p.group, links: p.b.links}
}

// compareCompany compares what one company has: rounds, teams and perspectives.
func (s *compareDesk) compareCompany(c *fiber.Ctx) error {
	ctx, user, z := c.UserContext(), kit.User(c), kit.Localizer(c)
	company, err := s.Store.Company(ctx, user.Scope(), c.Params("company"))
	if err != nil {
		return err
	}
	b, err := s.boardOf(c, company.ID)
	if err != nil {
		return err
	}
	page := s.Titled(c, z.T("compare.title", "company", company.Name), false)
	page.Crumbs = append(kit.CompanyCrumbs(z, company), views.Crumb{Text: z.T("compare.do")})
	model := views.Compare{Page: page, Lead: z.T("compare.lead", "most", maxSeries), Empty: len(b.rounds) == 0}
	if !model.Empty {
		model.Presets = b.presets(company.ID)
		model.Elsewhere = s.elsewhere(c, company.ID, b)
	}
	// Without a choice the latest rounds as a whole are laid over one another.
	asked := askedSelection(c)
	first := len(asked.values) == 0
	if first {
		asked = b.latest()
	}
	model.Picker = b.picker(c, asked)
	model.Picker.Open = first
	if model.Picker.Targets, err = s.targetOptions(c); err != nil {
		return err
	}
	chosen, hidden := b.choose(asked)
	if hidden > 0 {
		model.Notes = append(model.Notes, z.N("compare.hidden", hidden))
	}
	return s.renderComparison(c, model, chosen)
}

// latest chooses everyone in the latest rounds, as many as one compass carries.
func (b *board) latest() selection {
	var values []string
	for _, r := range b.rounds[max(0, len(b.rounds)-maxOverlay):] {
		values = append(values, r.Round.ID)
	}
	return newSelection(values)
}

// renderComparison shows one page of what was chosen. The first series, or the one asked for, is what the others are
// compared with, on every page.
func (s *compareDesk) renderComparison(c *fiber.Ctx, model views.Compare, chosen []pick) error {
	if len(chosen) == 0 {
		return kit.RenderSigned(c, fiber.StatusOK, views.ComparePage(model))
	}
	name, common := distinct(chosen)
	model.Common = common
	baseOptions(c, &model.Picker, chosen, name)
	base := 0
	if asked := c.Query("base"); asked != "" {
		base = max(0, slices.IndexFunc(chosen, func(p pick) bool { return p.value() == asked }))
	}
	others := slices.Delete(slices.Clone(chosen), base, base+1)
	pages := max(1, (len(others)+maxSeries-2)/(maxSeries-1))
	page := kit.PageOf(c, "page", pages)
	model.Pages = kit.PageLinks(c, "page", page, pages)
	few := others[(page-1)*(maxSeries-1) : min(page*(maxSeries-1), len(others))]
	shown := []series{name.series(chosen[base])}
	for _, p := range few {
		shown = append(shown, name.series(p))
	}
	if pages > 1 {
		model.Notes = append(model.Notes, kit.Localizer(c).T("compare.paged", "n", len(chosen), "page", page, "pages", pages, "base", shown[0].name))
	}
	if err := s.addComparison(c, &model, shown, len(chosen) <= maxOverlay); err != nil {
		return err
	}
	return kit.RenderSigned(c, fiber.StatusOK, views.ComparePage(model))
}

// boardOf lays out the results of a company that the user may see.
func (s *compareDesk) boardOf(c *fiber.Ctx, companyID string) (*board, error) {
	history, err := s.Published.History(c.UserContext(), kit.User(c), companyID)
	if err != nil {
		return nil, err
	}
	return newBoard(kit.Localizer(c), history), nil
}
