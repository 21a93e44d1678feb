package people

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/kompass"
	"kompass/internal/web/kit"
	"kompass/views"
)

func (h *Handler) showPeople(c *fiber.Ctx) error {
	return h.renderPeople(c, fiber.StatusOK, views.Invitation{Role: string(kompass.Coordinator), Company: c.Query("company")}, nil)
}

func (h *Handler) renderPeople(c *fiber.Ctx, status int, form views.Invitation, mistakes []*kompass.FieldError) error {
	z := kit.Localizer(c)
	m := views.People{Page: h.SettingsPage(c, z.T("people.title"), len(mistakes) > 0), Form: form}
	if len(mistakes) > 0 {
		m.Errors = kit.FieldErrors(z, mistakes...)
	}
	users, err := h.store.Users(c.UserContext())
	if err != nil {
		return err
	}
	if m.Companies, err = h.store.Companies(c.UserContext(), kompass.Everything); err != nil {
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
func (h *Handler) invite(c *fiber.Ctx) error {
	form := views.Invitation{Email: kit.Posted(c, "email"), Role: kit.Posted(c, "role"), Company: kit.Posted(c, "company")}
	companyID := form.Company
	if form.Role == string(kompass.Trainer) {
		companyID = ""
	}
	role, err := kompass.ParseRole(form.Role, companyID)
	var user kompass.User
	var token string
	if err == nil {
		user, token, err = h.Auth.Invite(c.UserContext(), kit.User(c).ID, form.Email, role, companyID)
	}
	switch {
	case errors.Is(err, kompass.ErrConflict):
		err = &kompass.FieldError{Field: "email", Code: "error.email.taken"}
	case errors.Is(err, kompass.ErrNotFound):
		err = &kompass.FieldError{Field: "company", Code: "error.role.coordinator_company"}
	}
	mistakes, err := kit.Mistakes(err)
	if err != nil {
		return err
	}
	if mistakes != nil {
		return h.renderPeople(c, fiber.StatusUnprocessableEntity, form, mistakes)
	}
	return h.showLink(c, user, token)
}

// showLink answers with a setup link. It is kept nowhere, so there is no page to go on to that could show it.
func (h *Handler) showLink(c *fiber.Ctx, user kompass.User, token string) error {
	z := kit.Localizer(c)
	page := h.SettingsPage(c, z.T("setuplink.title"), false)
	page.Crumbs = []views.Crumb{page.Crumbs[0], {Text: z.T("people.title"), Href: address.People}, {Text: page.Title}}
	return kit.Render(c, fiber.StatusOK, views.LinkPage(views.SetupLink{
		Page: page, User: user, URL: h.BaseURL.Setup(token), Until: h.Now().Add(kompass.SetupLifetime),
	}))
}

func (h *Handler) showPerson(c *fiber.Ctx) error {
	z := kit.Localizer(c)
	user, err := h.store.User(c.UserContext(), c.Params("user"))
	if err != nil {
		return err
	}
	page := h.SettingsPage(c, user.Email, false)
	page.Crumbs = []views.Crumb{page.Crumbs[0], {Text: z.T("people.title"), Href: address.People}, {Text: user.Email}}
	m := views.Person{Page: page, PersonRow: views.PersonRow{User: user, Self: user.ID == kit.User(c).ID}, Problem: problems[c.Query("problem")]}
	if user.CompanyID != "" {
		company, err := h.store.Company(c.UserContext(), kompass.Everything, user.CompanyID)
		if err != nil {
			return err
		}
		m.Company = company.Name
	}
	return kit.RenderSigned(c, fiber.StatusOK, views.PersonPage(m))
}

// problems are what can keep an account from being disabled, by the word that stands in the address afterwards.
var problems = map[string]string{"self": "person.self", "last": "person.last"}

func (h *Handler) renewLink(c *fiber.Ctx) error {
	user, err := h.store.User(c.UserContext(), c.Params("user"))
	if err != nil {
		return err
	}
	token, err := h.Auth.SetupLink(c.UserContext(), kit.User(c).ID, user.ID)
	if err != nil {
		return err
	}
	return h.showLink(c, user, token)
}

func (h *Handler) disable(c *fiber.Ctx) error {
	id := c.Params("user")
	if id == kit.User(c).ID {
		return kit.Redirect(c, address.PersonProblem(id, "self"))
	}
	err := h.store.DisableUser(c.UserContext(), kit.User(c).ID, id)
	if errors.Is(err, kompass.ErrLastTrainer) {
		return kit.Redirect(c, address.PersonProblem(id, "last"))
	}
	if err != nil {
		return err
	}
	return kit.Redirect(c, address.Person(id))
}

func (h *Handler) enable(c *fiber.Ctx) error {
	if err := h.store.EnableUser(c.UserContext(), kit.User(c).ID, c.Params("user")); err != nil {
		return err
	}
	return kit.Redirect(c, address.Person(c.Params("user")))
}

// dropOthersSecondStep helps who has lost her telephone and her recovery codes. Where a second step is required she sets up
// a new one when she signs in next.
func (h *Handler) dropOthersSecondStep(c *fiber.Ctx) error {
	id := c.Params("user")
	if id == kit.User(c).ID {
		return kit.ErrForbidden
	}
	if err := h.store.DropSecondStep(c.UserContext(), kit.User(c).ID, id, kompass.TokenHash{}); err != nil {
		return err
	}
	return kit.Redirect(c, address.Person(id))
}
