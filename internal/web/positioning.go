package web

import (
	"github.com/gofiber/fiber/v2"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/web/kit"
	"kompass/views"
)

func (s *server) showPositioning(c *fiber.Ctx) error {
	p, err := s.Store.Positioning(c.UserContext(), kit.User(c).Scope(), c.Params("company"))
	if err != nil {
		return err
	}
	return s.renderPositioning(c, fiber.StatusOK, p, nil)
}

// savePositioning stores what is filled in, however little that is.
func (s *server) savePositioning(c *fiber.Ctx) error {
	old, err := s.Store.Positioning(c.UserContext(), kit.User(c).Scope(), c.Params("company"))
	if err != nil {
		return err
	}
	p, errs := readPositioning(c)
	if len(errs) > 0 {
		return s.renderPositioning(c, fiber.StatusUnprocessableEntity, p, errs)
	}
	if p.Updated = old.Updated; p != old {
		if err := s.Store.SetPositioning(c.UserContext(), kit.User(c).ID, kit.User(c).Scope(), p); err != nil {
			return err
		}
	}
	if kit.Posted(c, "do") == "target" {
		return kit.Redirect(c, "/app/companies/"+p.CompanyID+"/target?profile="+rounds.Proposed)
	}
	return kit.Redirect(c, "/app/companies/"+p.CompanyID+"#profile")
}

// readPositioning reads the form. What is wrong stays in it as it was typed, so that it can come back.
func readPositioning(c *fiber.Ctx) (kompass.Positioning, []*kompass.FieldError) {
	p := kompass.Positioning{CompanyID: c.Params("company"), Promise: kit.Posted(c, "promise"), Omitted: kit.Posted(c, "omitted")}
	var errs []*kompass.FieldError
	if text, err := kompass.ParseText("promise", p.Promise, kompass.MaxPromise); err == nil {
		p.Promise = text
	} else {
		errs = append(errs, asFieldErrors(err)...)
	}
	if text, err := kompass.ParseText("omitted", p.Omitted, kompass.MaxOmitted); err == nil {
		p.Omitted = text
	} else {
		errs = append(errs, asFieldErrors(err)...)
	}
	discipline, err := kompass.ParseDiscipline(kit.Posted(c, "discipline"))
	p.Discipline, errs = discipline, append(errs, asFieldErrors(err)...)
	for i := range kompass.SliderCount {
		step, err := kompass.ParseStep(i, kit.Posted(c, i.String()))
		p.Steps[i], errs = step, append(errs, asFieldErrors(err)...)
	}
	return p, errs
}

func (s *server) renderPositioning(c *fiber.Ctx, status int, p kompass.Positioning, errs []*kompass.FieldError) error {
	company, err := s.companyOf(c)
	if err != nil {
		return err
	}
	z := kit.Localizer(c)
	model := views.CompanyProfile{
		Page: s.Titled(c, z.T("positioning.title", "company", company.Name), len(errs) > 0), Company: company, Positioning: p,
		CanEdit: kit.User(c).Role == kompass.Trainer, Errors: kit.FieldErrors(z, errs...),
	}
	model.Page.Crumbs = append(kit.CompanyCrumbs(z, company), views.Crumb{Text: z.T("positioning.crumb")})
	return kit.RenderSigned(c, status, views.CompanyProfilePage(model))
}
