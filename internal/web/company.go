package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/views"
)

func (s *server) routeCompanies(app *fiber.App) {
	s.post(app, forTrainer, "/app/companies", s.addCompany)
	s.get(app, forSignedIn, "/app/companies/:company", s.showCompany)
	s.get(app, forTrainer, "/app/companies/:company/details", s.showDetails)
	s.post(app, forTrainer, "/app/companies/:company/details", s.saveDetails)
	s.post(app, forTrainer, "/app/companies/:company/logo/upload", s.uploadLogo)
	s.post(app, forTrainer, "/app/companies/:company/logo/remove", s.removeLogo)
	s.get(app, forSignedIn, "/app/companies/:company/positioning", s.showPositioning)
	s.post(app, forTrainer, "/app/companies/:company/positioning", s.savePositioning)
	s.routeTeams(app)
	s.routeDeletion(app)
}

func (s *server) showCompany(c *fiber.Ctx) error {
	return s.renderCompany(c, fiber.StatusOK, teamInput{}, nil)
}

// companyOf returns the company of the address, if the signed-in person may see it.
func (s *server) companyOf(c *fiber.Ctx) (kompass.Company, error) {
	return s.Store.Company(c.UserContext(), userOf(c).Scope(), c.Params("company"))
}

// companyPath is the address of a company's page, or of one below it.
func companyPath(company kompass.Company, below string) string {
	return "/app/companies/" + company.ID + below
}

// asFieldErrors returns err as errors of fields, nil where it is another error or none.
func asFieldErrors(err error) []*kompass.FieldError {
	var field *kompass.FieldError
	if errors.As(err, &field) {
		return []*kompass.FieldError{field}
	}
	return nil
}

func (s *server) renderCompany(c *fiber.Ctx, status int, input teamInput, field *kompass.FieldError) error {
	ctx, user := c.UserContext(), userOf(c)
	company, err := s.companyOf(c)
	if err != nil {
		return err
	}
	model := views.Company{Company: company, CanEdit: user.Role == kompass.Trainer, TeamName: input.name, TeamSize: input.size}
	model.Page = s.titled(c, company.Name, field != nil)
	model.Page.Crumbs = append(overviewCrumbs(localizer(c)), views.Crumb{Text: company.Name})
	if field != nil {
		model.Errors = fieldErrors(localizer(c), field)
	}
	if model.Teams, err = s.teamRows(c, company.ID); err != nil {
		return err
	}
	if model.Positioning, err = s.Store.Positioning(ctx, user.Scope(), company.ID); err != nil {
		return err
	}
	if model.Rounds, err = s.roundRows(ctx, user, company.ID); err != nil {
		return err
	}
	if model.Target, err = s.target(c, company.ID); err != nil {
		return err
	}
	if model.Consent, err = s.consent(c, company.ID); err != nil {
		return err
	}
	if model.People, err = s.peopleOf(c, company.ID); err != nil {
		return err
	}
	model.Profile = s.profileTitle(c, model.Target)
	for _, w := range rounds.Warnings(kompass.Anonymous, kompass.FloorMinGroup, model.ActiveTeams()) {
		model.Warnings = append(model.Warnings, localizer(c).T(w.Key, w.Args...))
	}
	return renderSigned(c, status, views.CompanyPage(model))
}

// target returns a company's target level, nil where none is set.
func (s *server) target(c *fiber.Ctx, companyID string) (*kompass.Target, error) {
	t, err := s.Store.Target(c.UserContext(), userOf(c).Scope(), companyID)
	switch {
	case errors.Is(err, kompass.ErrNoTarget):
		return nil, nil
	case err != nil:
		return nil, err
	}
	return &t, nil
}

func (s *server) profileTitle(c *fiber.Ctx, t *kompass.Target) string {
	if t == nil {
		return ""
	}
	if t.Profile == rounds.Proposed {
		return localizer(c).T("target.profile.proposal")
	}
	q, ok := s.Rounds.Library().Get(t.QuestionnaireID)
	if !ok {
		return ""
	}
	for _, p := range q.Targets {
		if p.ID == t.Profile {
			return text(c, q, p.Title)
		}
	}
	return ""
}
