package web

import (
	"github.com/gofiber/fiber/v2"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/views"
)

func (s *server) showPositioning(c *fiber.Ctx) error {
	p, err := s.Store.Positioning(c.UserContext(), userOf(c).Scope(), c.Params("company"))
	if err != nil {
		return err
	}
	return s.renderPositioning(c, fiber.StatusOK, p, nil)
}

// savePositioning stores what is filled in, however little that is.
func (s *server) savePositioning(c *fiber.Ctx) error {
	old, err := s.Store.Positioning(c.UserContext(), userOf(c).Scope(), c.Params("company"))
	if err != nil {
		return err
	}
	p, errs := readPositioning(c)
	if len(errs) > 0 {
		return s.renderPositioning(c, fiber.StatusUnprocessableEntity, p, errs)
	}
	if p.Updated = old.Updated; p != old {
		if err := s.Store.SetPositioning(c.UserContext(), userOf(c).ID, userOf(c).Scope(), p); err != nil {
			return err
		}
	}
	if posted(c, "do") == "target" {
		return redirect(c, "/app/companies/"+p.CompanyID+"/target?profile="+rounds.Proposed)
	}
	return redirect(c, "/app/companies/"+p.CompanyID+"#profile")
}

// readPositioning reads the form. What is wrong stays in it as it was typed, so that it can come back.
func readPositioning(c *fiber.Ctx) (kompass.Positioning, []*kompass.FieldError) {
	p := kompass.Positioning{CompanyID: c.Params("company"), Promise: posted(c, "promise"), Omitted: posted(c, "omitted")}
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
	discipline, err := kompass.ParseDiscipline(posted(c, "discipline"))
	p.Discipline, errs = discipline, append(errs, asFieldErrors(err)...)
	for i := range kompass.SliderCount {
		step, err := kompass.ParseStep(i, posted(c, i.String()))
		p.Steps[i], errs = step, append(errs, asFieldErrors(err)...)
	}
	return p, errs
}

func (s *server) renderPositioning(c *fiber.Ctx, status int, p kompass.Positioning, errs []*kompass.FieldError) error {
	company, err := s.companyOf(c)
	if err != nil {
		return err
	}
	z := localizer(c)
	model := views.CompanyProfile{
		Page: s.titled(c, z.T("positioning.title", "company", company.Name), len(errs) > 0), Company: company, Positioning: p,
		CanEdit: userOf(c).Role == kompass.Trainer, Errors: fieldErrors(z, errs...),
	}
	model.Page.Crumbs = append(companyCrumbs(z, company), views.Crumb{Text: z.T("positioning.crumb")})
	return renderSigned(c, status, views.CompanyProfilePage(model))
}
