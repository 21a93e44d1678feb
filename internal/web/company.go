package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/web/kit"
	"kompass/views"
)

func (s *companyDesk) showCompany(c *fiber.Ctx) error {
	return s.renderCompany(c, fiber.StatusOK, teamInput{}, nil)
}

// companyOf returns the company of the address, if the signed-in person may see it.
func (s *companyDesk) companyOf(c *fiber.Ctx) (kompass.Company, error) {
	return s.Store.Company(c.UserContext(), kit.User(c).Scope(), c.Params("company"))
}

func (s *companyDesk) renderCompany(c *fiber.Ctx, status int, input teamInput, mistakes []*kompass.FieldError) error {
	ctx, user := c.UserContext(), kit.User(c)
	company, err := s.companyOf(c)
	if err != nil {
		return err
	}
	model := views.Company{Company: company, CanEdit: user.CanManage(), TeamName: input.name, TeamSize: input.size}
	model.Page = s.Titled(c, company.Name, len(mistakes) > 0)
	model.Page.Crumbs = append(kit.OverviewCrumbs(kit.Localizer(c)), views.Crumb{Text: company.Name})
	if len(mistakes) > 0 {
		model.Errors = kit.FieldErrors(kit.Localizer(c), mistakes...)
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
	if model.Consent, err = s.consent(c, company); err != nil {
		return err
	}
	if model.People, err = s.peopleOf(c, company.ID); err != nil {
		return err
	}
	model.Profile = s.profileTitle(c, model.Target)
	for _, w := range rounds.Warnings(kompass.Anonymous, kompass.FloorMinGroup, model.ActiveTeams()) {
		model.Warnings = append(model.Warnings, kit.Localizer(c).T(w.Key, w.Args...))
	}
	return kit.RenderSigned(c, status, views.CompanyPage(model))
}

// target returns a company's target level, nil where none is set.
func (s *server) target(c *fiber.Ctx, companyID string) (*kompass.Target, error) {
	t, err := s.Store.Target(c.UserContext(), kit.User(c).Scope(), companyID)
	switch {
	case errors.Is(err, kompass.ErrNoTarget):
		return nil, nil
	case err != nil:
		return nil, err
	}
	return &t, nil
}

func (s *companyDesk) profileTitle(c *fiber.Ctx, t *kompass.Target) string {
	if t == nil {
		return ""
	}
	if t.Profile == rounds.Proposed {
		return kit.Localizer(c).T("target.profile.proposal")
	}
	q, ok := s.Rounds.Library().Get(t.QuestionnaireID)
	if !ok {
		return ""
	}
	for _, p := range q.Targets {
		if p.ID == t.Profile {
			return kit.Text(c, q, p.Title)
		}
	}
	return ""
}

// peopleOf is the part of a company's page that shows its coordinators.
func (s *companyDesk) peopleOf(c *fiber.Ctx, companyID string) (views.PeopleOf, error) {
	users, err := s.Store.UsersOf(c.UserContext(), kit.User(c).Scope(), companyID)
	return views.PeopleOf{CompanyID: companyID, Users: users, CanInvite: kit.User(c).CanManage()}, err
}
