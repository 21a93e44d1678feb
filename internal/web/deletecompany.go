package web

import (
	"errors"
	"strings"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/kompass"
	"kompass/views"
)

// routeDeletion is the way to delete a company, and what is kept of one that was deleted.
func (s *server) routeDeletion(app *fiber.App) {
	s.get(app, forTrainer, "/app/companies/:company/delete", s.askDeletion)
	s.post(app, forTrainer|passwordAgain, "/app/companies/:company/delete", s.deleteCompany)
	s.get(app, forTrainer, "/app/deletions/:deletion", s.showDeletion)
}

func (s *server) askDeletion(c *fiber.Ctx) error {
	return s.renderDeletionForm(c, fiber.StatusOK, nil)
}

// deleteCompany deletes when the name was typed as it is and the password is right, however lately it was given elsewhere:
// once gone, nothing brings it back.
func (s *server) deleteCompany(c *fiber.Ctx) error {
	company, err := s.companyOf(c)
	if err != nil {
		return err
	}
	var errs []*kompass.FieldError
	if strings.Join(strings.Fields(posted(c, "name")), " ") != company.Name {
		errs = append(errs, &kompass.FieldError{Field: "name", Code: "error.delete.name"})
	}
	user := userOf(c)
	if len(errs) == 0 {
		err := s.Auth.MakeSure(c.UserContext(), user, sessionOf(c), posted(c, "password"), network(c.IP()).String())
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
	d, err := s.Store.DeleteCompany(c.UserContext(), user.ID, user.Scope(), company.ID, user.Email)
	if err != nil {
		return err
	}
	return redirect(c, "/app/deletions/"+d.ID)
}

func (s *server) renderDeletionForm(c *fiber.Ctx, status int, errs []*kompass.FieldError) error {
	company, err := s.companyOf(c)
	if err != nil {
		return err
	}
	z := localizer(c)
	rows, err := s.roundRows(c.UserContext(), userOf(c), company.ID)
	if err != nil {
		return err
	}
	model := views.CompanyDeletion{
		Page: s.titled(c, z.T("delete.title", "company", company.Name), len(errs) > 0), Company: company, Rounds: len(rows),
		Typed: posted(c, "name"), Errors: fieldErrors(z, errs...),
	}
	for _, r := range rows {
		if r.Round.State == kompass.StateOpen {
			model.Open = append(model.Open, r.Round.Title)
		}
	}
	model.Page.Crumbs = append(companyCrumbs(z, company), views.Crumb{Text: z.T("company.delete")})
	return renderSigned(c, status, views.CompanyDeletionPage(model))
}

func (s *server) showDeletion(c *fiber.Ctx) error {
	d, err := s.Store.Deletion(c.UserContext(), c.Params("deletion"))
	if err != nil {
		return err
	}
	z := localizer(c)
	model := views.DeletionProtocol{Page: s.titled(c, z.T("deletion.title", "company", d.Name), false), Deletion: d}
	model.Page.Crumbs = append(overviewCrumbs(z), views.Crumb{Text: z.T("deletion.crumb")})
	return renderSigned(c, fiber.StatusOK, views.DeletionProtocolPage(model))
}
