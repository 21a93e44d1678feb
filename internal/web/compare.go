package web

import (
	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/board"
	"kompass/internal/kompass"
	"kompass/internal/published"
	"kompass/internal/web/kit"
	"kompass/views"
)

// compareCompany compares what one company has: rounds, teams and perspectives.
func (s *compareDesk) compareCompany(c *fiber.Ctx) error {
	z := kit.Localizer(c)
	company, b, err := s.boardOf(c)
	if err != nil {
		return err
	}
	page := s.Titled(c, z.T("compare.title", "company", company.Name), false)
	page.Crumbs = append(kit.CompanyCrumbs(z, company), views.Crumb{Text: z.T("compare.do")})
	model := views.Compare{Page: page, Lead: z.T("compare.lead", "most", board.MaxSeries), Empty: b.Empty()}
	if !model.Empty {
		model.Presets, model.Elsewhere = b.Presets(company.ID), b.Elsewhere(company.ID, kit.User(c).CanManage())
	}
	return s.renderComparison(c, model, b.Choose(kit.At(c), &model))
}

// compareCompanies compares results of several companies, by name: the trainer's alone.
func (s *compareDesk) compareCompanies(c *fiber.Ctx) error {
	ctx, user, z := c.UserContext(), kit.User(c), kit.Localizer(c)
	companies, err := s.Store.Companies(ctx, user.Scope())
	if err != nil {
		return err
	}
	rounds, err := s.Store.Rounds(ctx, user.Scope(), "")
	if err != nil {
		return err
	}
	all := board.NewCompanies(z, kit.At(c), user, companies, rounds)
	for _, company := range companies {
		asked := all.Asked(company.ID)
		if len(asked) == 0 {
			continue
		}
		history, err := s.Published.HistoryOf(ctx, user, company.ID, asked)
		if err != nil {
			return err
		}
		all.Add(company.ID, history)
	}
	page := s.Page(c, "compare.companies.title")
	page.Crumbs = append(kit.OverviewCrumbs(z), views.Crumb{Text: z.T("compare.companies")})
	model := views.Compare{Page: page, Lead: z.T("compare.companies.lead"), Empty: len(rounds) == 0}
	return s.renderComparison(c, model, all.Choose(&model))
}

// renderComparison shows one page of what was chosen.
func (s *compareDesk) renderComparison(c *fiber.Ctx, model views.Compare, chosen []board.Pick) error {
	aiming, err := s.Store.Aiming(c.UserContext(), kit.User(c).Scope())
	if err != nil {
		return err
	}
	at := kit.At(c)
	model.Picker.Targets = board.TargetOptions(kit.Localizer(c), at, aiming)
	if len(chosen) == 0 {
		return kit.RenderSigned(c, fiber.StatusOK, views.ComparePage(model))
	}
	comparison := board.Compare(kit.Localizer(c), at, chosen, &model)
	if err := s.borrowTargets(c, comparison); err != nil {
		return err
	}
	if err := comparison.Fill(c.UserContext(), s.figures, &model); err != nil {
		return err
	}
	return kit.RenderSigned(c, fiber.StatusOK, views.ComparePage(model))
}

// borrowTargets lays a comparison over the targets of another company, where its address asks for them and the user may see them.
func (s *compareDesk) borrowTargets(c *fiber.Ctx, comparison *board.Comparison) error {
	id, ok := comparison.Borrows()
	if !ok {
		return nil
	}
	company, err := s.Store.Company(c.UserContext(), kit.User(c).Scope(), id)
	if published.NotShown(err) {
		return nil
	}
	if err != nil {
		return err
	}
	target, err := s.target(c, company.ID)
	if err != nil {
		return err
	}
	comparison.Borrow(company.Name, target)
	return nil
}

// showHeat shows every team of one round with all its cells, in order of creation: it compares, it does not rank.
func (s *compareDesk) showHeat(c *fiber.Ctx) error {
	z := kit.Localizer(c)
	company, b, err := s.boardOf(c)
	if err != nil {
		return err
	}
	model := views.Heat{Page: s.Titled(c, z.T("heat.title", "company", company.Name), false)}
	model.Page.Crumbs = append(kit.CompanyCrumbs(z, company),
		views.Crumb{Text: z.T("compare.do"), Href: address.Compare(company.ID)}, views.Crumb{Text: z.T("heat.link")})
	b.Heat(kit.At(c), &model)
	return kit.RenderSigned(c, fiber.StatusOK, views.HeatPage(model))
}

// boardOf lays out the results of the company of the address that the user may see.
func (s *compareDesk) boardOf(c *fiber.Ctx) (kompass.Company, *board.Board, error) {
	company, err := s.Store.Company(c.UserContext(), kit.User(c).Scope(), c.Params("company"))
	if err != nil {
		return kompass.Company{}, nil, err
	}
	history, err := s.Published.History(c.UserContext(), kit.User(c), company.ID)
	if err != nil {
		return kompass.Company{}, nil, err
	}
	return company, board.New(kit.Localizer(c), history), nil
}
