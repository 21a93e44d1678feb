package web

import (
	"context"
	"errors"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/kompass"
	"kompass/internal/web/kit"
	"kompass/views"
)

// peopleStore keeps who signs in.
type peopleStore interface {
	Users(ctx context.Context) ([]kompass.User, error)
	UsersOf(ctx context.Context, scope kompass.Scope, companyID string) ([]kompass.User, error)
	User(ctx context.Context, id string) (kompass.User, error)
	DisableUser(ctx context.Context, actor, id string) error
	EnableUser(ctx context.Context, actor, id string) error
}

const peoplePath = views.PeoplePath

func (s *server) routePeople(app *fiber.App) {
	s.Get(app, kit.Trainer, peoplePath, s.showPeople)
	s.Post(app, kit.Trainer|kit.PasswordAgain, peoplePath, s.invite)
	s.Get(app, kit.Trainer, peoplePath+"/:user", s.showPerson)
	s.Post(app, kit.Trainer|kit.PasswordAgain, peoplePath+"/:user/link", s.renewLink)
	s.Post(app, kit.Trainer|kit.PasswordAgain, peoplePath+"/:user/disable", s.disable)
	s.Post(app, kit.Trainer|kit.PasswordAgain, peoplePath+"/:user/enable", s.enable)
	s.Post(app, kit.Trainer|kit.PasswordAgain, peoplePath+"/:user/onestep", s.dropOthersSecondStep)
}

func (s *server) showPeople(c *fiber.Ctx) error {
	return s.renderPeople(c, fiber.StatusOK, views.Invitation{Role: string(kompass.Coordinator), Company: c.Query("company")}, nil)
}

func (s *server) renderPeople(c *fiber.Ctx, status int, form views.Invitation, field *kompass.FieldError) error {
	z := kit.Localizer(c)
	m := views.People{Page: s.SettingsPage(c, z.T("people.title"), field != nil), Form: form}
	if field != nil {
		m.Errors = kit.FieldErrors(z, field)
	}
	users, err := s.Store.Users(c.UserContext())
	if err != nil {
		return err
	}
	if m.Companies, err = s.Store.Companies(c.UserContext(), kompass.Everything); err != nil {
		return err
	}
	names := map[string]string{}
	for _, company := range m.Companies {
		names[company.ID] = company.Name
	}
	for _, u := range users {
		m.Rows = append(m.Rows, views.PersonRow{User: u, Company: names[u.CompanyID], Self: u.ID == kit.User(c).ID})
	}
	return kit.RenderSigned(c, status, views.PeoplePage(m))
}

// invite adds a person and shows the link through which she sets a password.
func (s *server) invite(c *fiber.Ctx) error {
	form := views.Invitation{Email: kit.Posted(c, "email"), Role: kit.Posted(c, "role"), Company: kit.Posted(c, "company")}
	companyID := form.Company
	if form.Role == string(kompass.Trainer) {
		companyID = ""
	}
	role, err := kompass.ParseRole(form.Role, companyID)
	var user kompass.User
	var token string
	if err == nil {
		user, token, err = s.Auth.Invite(c.UserContext(), kit.User(c).ID, form.Email, role, companyID)
	}
	var field *kompass.FieldError
	switch {
	case errors.Is(err, kompass.ErrConflict):
		field = &kompass.FieldError{Field: "email", Code: "error.email.taken"}
	case errors.Is(err, kompass.ErrNotFound):
		field = &kompass.FieldError{Field: "company", Code: "error.role.coordinator_company"}
	case err != nil && !errors.As(err, &field):
		return err
	}
	if field != nil {
		return s.renderPeople(c, fiber.StatusUnprocessableEntity, form, field)
	}
	return s.showLink(c, user, token)
}

// showLink answers with a setup link. It is kept nowhere, so there is no page to go on to that could show it.
func (s *server) showLink(c *fiber.Ctx, user kompass.User, token string) error {
	z := kit.Localizer(c)
	page := s.SettingsPage(c, z.T("setuplink.title"), false)
	page.Crumbs = []views.Crumb{page.Crumbs[0], {Text: z.T("people.title"), Href: peoplePath}, {Text: page.Title}}
	return kit.Render(c, fiber.StatusOK, views.LinkPage(views.SetupLink{
		Page: page, User: user, URL: s.BaseURL.Setup(token), Until: s.Now().Add(kompass.SetupLifetime),
	}))
}

func (s *server) showPerson(c *fiber.Ctx) error {
	z := kit.Localizer(c)
	user, err := s.Store.User(c.UserContext(), c.Params("user"))
	if err != nil {
		return err
	}
	page := s.SettingsPage(c, user.Email, false)
	page.Crumbs = []views.Crumb{page.Crumbs[0], {Text: z.T("people.title"), Href: peoplePath}, {Text: user.Email}}
	m := views.Person{Page: page, PersonRow: views.PersonRow{User: user, Self: user.ID == kit.User(c).ID}, Problem: problems[c.Query("problem")]}
	if user.CompanyID != "" {
		company, err := s.Store.Company(c.UserContext(), kompass.Everything, user.CompanyID)
		if err != nil {
			return err
		}
		m.Company = company.Name
	}
	return kit.RenderSigned(c, fiber.StatusOK, views.PersonPage(m))
}

// problems are what can keep an account from being disabled, by the word that stands in the address afterwards.
var problems = map[string]string{"self": "person.self", "last": "person.last"}

func (s *server) renewLink(c *fiber.Ctx) error {
	user, err := s.Store.User(c.UserContext(), c.Params("user"))
	if err != nil {
		return err
	}
	token, err := s.Auth.SetupLink(c.UserContext(), kit.User(c).ID, user.ID)
	if err != nil {
		return err
	}
	return s.showLink(c, user, token)
}

func (s *server) disable(c *fiber.Ctx) error {
	id := c.Params("user")
	if id == kit.User(c).ID {
		return kit.Redirect(c, peoplePath+"/"+id+"?problem=self")
	}
	err := s.Store.DisableUser(c.UserContext(), kit.User(c).ID, id)
	if errors.Is(err, kompass.ErrLastTrainer) {
		return kit.Redirect(c, peoplePath+"/"+id+"?problem=last")
	}
	if err != nil {
		return err
	}
	return kit.Redirect(c, peoplePath+"/"+id)
}

func (s *server) enable(c *fiber.Ctx) error {
	if err := s.Store.EnableUser(c.UserContext(), kit.User(c).ID, c.Params("user")); err != nil {
		return err
	}
	return kit.Redirect(c, peoplePath+"/"+c.Params("user"))
}

// dropOthersSecondStep helps who has lost her telephone and her recovery codes. Where a second step is required she sets up
// a new one when she signs in next.
func (s *server) dropOthersSecondStep(c *fiber.Ctx) error {
	id := c.Params("user")
	if id == kit.User(c).ID {
		return kit.ErrForbidden
	}
	if err := s.Store.DropSecondStep(c.UserContext(), kit.User(c).ID, id, kompass.TokenHash{}); err != nil {
		return err
	}
	return kit.Redirect(c, peoplePath+"/"+id)
}

// peopleOf is the part of a company's page that shows its coordinators.
func (s *server) peopleOf(c *fiber.Ctx, companyID string) (views.PeopleOf, error) {
	users, err := s.Store.UsersOf(c.UserContext(), kit.User(c).Scope(), companyID)
	return views.PeopleOf{CompanyID: companyID, Users: users, CanInvite: kit.User(c).Role == kompass.Trainer}, err
}
