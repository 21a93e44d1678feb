package web

import (
	"errors"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/kompass"
	"kompass/views"
)

func (s *server) routeCompanies(app *fiber.App) {
	s.post(app, forTrainer, "/app/companies", s.addCompany)
	s.get(app, forSignedIn, "/app/companies/:company", s.showCompany)
	s.post(app, forTrainer, "/app/companies/:company/teams", s.addTeam)
}

func (s *server) showCompany(c *fiber.Ctx) error {
	return s.renderCompany(c, fiber.StatusOK, teamInput{}, nil)
}

// teamInput is what was typed in the form of a new team.
type teamInput struct{ name, size string }

func (t teamInput) parse() (kompass.Team, error) {
	name, err := kompass.ParseName("name", t.name)
	if err != nil {
		return kompass.Team{}, err
	}
	n, err := strconv.Atoi(strings.TrimSpace(t.size))
	if err != nil {
		n = 0
	}
	heads, err := kompass.ParseHeads(n)
	return kompass.Team{Name: name, Heads: heads}, err
}

func (s *server) addTeam(c *fiber.Ctx) error {
	user, input := userOf(c), teamInput{posted(c, "name"), posted(c, "size")}
	team, err := input.parse()
	if err == nil {
		team.CompanyID = c.Params("company")
		_, err = s.Store.AddTeam(c.UserContext(), user.ID, user.Scope(), team)
		if errors.Is(err, kompass.ErrConflict) {
			err = &kompass.FieldError{Field: "name", Code: "error.team.exists"}
		}
	}
	var field *kompass.FieldError
	if errors.As(err, &field) {
		return s.renderCompany(c, fiber.StatusUnprocessableEntity, input, field)
	}
	if err != nil {
		return err
	}
	return redirect(c, "/app/companies/"+c.Params("company")+"#teams")
}

func (s *server) renderCompany(c *fiber.Ctx, status int, input teamInput, field *kompass.FieldError) error {
	ctx, user := c.UserContext(), userOf(c)
	company, err := s.Store.Company(ctx, user.Scope(), c.Params("company"))
	if err != nil {
		return err
	}
	model := views.Company{Company: company, CanEdit: user.Role == kompass.Trainer, TeamName: input.name, TeamSize: input.size}
	model.Page = s.titled(c, company.Name, field != nil)
	model.Page.Crumbs = append(overviewCrumbs(localizer(c)), views.Crumb{Text: company.Name})
	if field != nil {
		model.Errors = fieldErrors(localizer(c), field)
	}
	if model.Teams, err = s.Store.Teams(ctx, user.Scope(), company.ID); err != nil {
		return err
	}
	if model.Rounds, err = s.roundRows(ctx, user, company.ID); err != nil {
		return err
	}
	if model.Target, err = s.target(c, company.ID); err != nil {
		return err
	}
	model.Profile = s.profileTitle(c, model.Target)
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
