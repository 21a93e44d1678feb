package web

import (
	"errors"
	"strings"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/kompass"
	"kompass/internal/web/kit"
	"kompass/views"
)

func (s *companyDesk) askDeletion(c *fiber.Ctx) error {
	return s.renderDeletionForm(c, fiber.StatusOK, nil)
}

// deleteCompany deletes when the name was typed as it is and the password is right, however lately it was given elsewhere:
// once gone, nothing brings it back.
func (s *companyDesk) deleteCompany(c *fiber.Ctx) error {
	company, err := s.companyOf(c)
	if err != nil {
		return err
	}
	var errs []*kompass.FieldError
	if strings.Join(strings.Fields(kit.Posted(c, "name")), " ") != company.Name {
		errs = append(errs, &kompass.FieldError{Field: "name", Code: "error.delete.name"})
	}
	user := kit.User(c)
	if len(errs) == 0 {
		err := s.Auth.Reauthenticate(c.UserContext(), user, kit.Session(c), kit.Posted(c, "password"), kit.Network(c.IP()).String())
		switch {
		case errors.Is(err, kompass.ErrBadLogin):
			errs = append(errs, &kompass.FieldError{Field: "password", Code: "error.delete.password"})
		case err != nil:
			return err
		}
	}
	if len(errs) > 0 {
		return s.renderDeletionForm(c, fiber.StatusUnprocessableEntity, errs)
	}
	d, err := s.Rounds.DeleteCompany(c.UserContext(), user.By(), company.ID, user.Email)
	if err != nil {
		return err
	}
	s.participants.Forget()
	s.Charts.Forget()
	return kit.Redirect(c, address.Deletion(d.ID))
}

func (s *companyDesk) renderDeletionForm(c *fiber.Ctx, status int, errs []*kompass.FieldError) error {
	company, err := s.companyOf(c)
	if err != nil {
		return err
	}
	z := kit.Localizer(c)
	rows, err := s.roundRows(c.UserContext(), kit.User(c), company.ID)
	if err != nil {
		return err
	}
	model := views.CompanyDeletion{
		Page: s.Titled(c, z.T("delete.title", "company", company.Name), len(errs) > 0), Company: company, Rounds: len(rows),
		Typed: kit.Posted(c, "name"), Errors: kit.FieldErrors(z, errs...),
	}
	for _, r := range rows {
		if r.Round.State == kompass.StateOpen {
			model.Open = append(model.Open, r.Round.Title)
		}
	}
	model.Page.Crumbs = append(kit.CompanyCrumbs(z, company), views.Crumb{Text: z.T("company.delete")})
	return kit.RenderSigned(c, status, views.CompanyDeletionPage(model))
}

func (s *companyDesk) showDeletion(c *fiber.Ctx) error {
	d, err := s.Store.Deletion(c.UserContext(), c.Params("deletion"))
	if err != nil {
		return err
	}
	z := kit.Localizer(c)
	model := views.DeletionProtocol{Page: s.Titled(c, z.T("deletion.title", "company", d.Name), false), Deletion: d}
	model.Page.Crumbs = append(kit.OverviewCrumbs(z), views.Crumb{Text: z.T("deletion.crumb")})
	return kit.RenderSigned(c, fiber.StatusOK, views.DeletionProtocolPage(model))
}
