package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/web/kit"
	"kompass/views"
)

func (s *companyDesk) showPositioning(c *fiber.Ctx) error {
	p, err := s.Store.Positioning(c.UserContext(), kit.User(c).Scope(), c.Params("company"))
	if err != nil {
		return err
	}
	return s.renderPositioning(c, fiber.StatusOK, p, nil)
}

// savePositioning stores what is filled in, however little that is.
func (s *companyDesk) savePositioning(c *fiber.Ctx) error {
	old, err := s.Store.Positioning(c.UserContext(), kit.User(c).Scope(), c.Params("company"))
	if err != nil {
		return err
	}
	p, errs, err := readPositioning(c)
	if err != nil {
		return err
	}
	if len(errs) > 0 {
		return s.renderPositioning(c, fiber.StatusUnprocessableEntity, p, errs)
	}
	if p.Digest() != old.Digest() {
		err = s.Store.SetPositioning(c.UserContext(), kit.User(c).By(), p, kit.Shown(c))
	}
	if errors.Is(err, kompass.ErrChanged) {
		return s.positioningChanged(c, p)
	}
	if err != nil {
		return err
	}
	if kit.Posted(c, "do") == "target" {
		return kit.Redirect(c, address.ProposedTarget(p.CompanyID, rounds.Proposed))
	}
	return kit.Redirect(c, address.CompanyProfile(p.CompanyID))
}

// positioningChanged shows what was typed beside what somebody else stored meanwhile.
func (s *companyDesk) positioningChanged(c *fiber.Ctx, typed kompass.Positioning) error {
	ctx, z := c.UserContext(), kit.Localizer(c)
	stored, err := s.Store.Positioning(ctx, kit.User(c).Scope(), typed.CompanyID)
	if err != nil {
		return err
	}
	cells := []kit.Cell{
		kit.NewCell("promise", z.T("positioning.promise"), typed.Promise, stored.Promise),
		kit.NewCell("omitted", z.T("positioning.omitted"), typed.Omitted, stored.Omitted),
		kit.NewCell("discipline", z.T("discipline.title"), views.DisciplineAnswer(ctx, typed.Discipline), views.DisciplineAnswer(ctx, stored.Discipline)),
	}
	for i := range kompass.SliderCount {
		cells = append(cells, kit.NewCell(i.String(), views.SliderTitle(ctx, i), views.SliderAnswer(ctx, i, typed.Steps[i]), views.SliderAnswer(ctx, i, stored.Steps[i])))
	}
	what := kit.Change{Action: "audit.action.company.positioning", Object: typed.CompanyID, Href: address.Positioning(typed.CompanyID)}
	errs, err := s.Changed(c, what, cells)
	if err != nil {
		return err
	}
	return s.renderPositioning(c, fiber.StatusConflict, typed, errs)
}

// readPositioning reads the form. What is wrong stays in it as it was typed, so that it can come back.
func readPositioning(c *fiber.Ctx) (kompass.Positioning, []*kompass.FieldError, error) {
	p := kompass.Positioning{CompanyID: c.Params("company"), Promise: kit.Posted(c, "promise"), Omitted: kit.Posted(c, "omitted")}
	var errs []error
	read := func(to *string, name string, most int) {
		text, err := kompass.ParseText(name, *to, most)
		if err == nil {
			*to = text
		}
		errs = append(errs, err)
	}
	read(&p.Promise, "promise", kompass.MaxPromise)
	read(&p.Omitted, "omitted", kompass.MaxOmitted)
	discipline, err := kompass.ParseDiscipline(kit.Posted(c, "discipline"))
	p.Discipline, errs = discipline, append(errs, err)
	for i := range kompass.SliderCount {
		step, err := kompass.ParseStep(i, kit.Posted(c, i.String()))
		p.Steps[i], errs = step, append(errs, err)
	}
	mistakes, err := kit.Mistakes(errs...)
	return p, mistakes, err
}

func (s *companyDesk) renderPositioning(c *fiber.Ctx, status int, p kompass.Positioning, errs []*kompass.FieldError) error {
	company, err := s.companyOf(c)
	if err != nil {
		return err
	}
	stored, err := s.Store.Positioning(c.UserContext(), kit.User(c).Scope(), company.ID)
	if err != nil {
		return err
	}
	z := kit.Localizer(c)
	model := views.CompanyProfile{
		Page: s.Titled(c, z.T("positioning.title", "company", company.Name), len(errs) > 0), Company: company, Positioning: p,
		CanEdit: kit.User(c).CanManage(), Errors: kit.FieldErrors(z, errs...),
		Shown: kit.Shows(c, address.Positioning(company.ID), stored.Digest()),
	}
	model.Page.Crumbs = append(kit.CompanyCrumbs(z, company), views.Crumb{Text: z.T("positioning.crumb")})
	return kit.RenderSigned(c, status, views.CompanyProfilePage(model))
}
