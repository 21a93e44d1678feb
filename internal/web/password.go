package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/kompass"
	"kompass/internal/web/kit"
	"kompass/views"
)

// showSetup asks for a password, the first or another one. Looking at the link does not use it up.
func (s *server) showSetup(c *fiber.Ctx) error {
	token := c.Query("token")
	user, err := s.Auth.SetupUser(c.UserContext(), token)
	if err != nil {
		return err
	}
	return kit.Render(c, fiber.StatusOK, views.SetupPage(views.Setup{Page: s.Page(c, "setup.title"), Token: token, Email: user.Email, NeedsEmail: user.ID == ""}))
}

func (s *server) completeSetup(c *fiber.Ctx) error {
	token := kit.Posted(c, "token")
	user, err := s.Auth.SetupUser(c.UserContext(), token)
	if err != nil {
		return err
	}
	model := views.Setup{Token: token, Email: user.Email, NeedsEmail: user.ID == ""}
	if model.NeedsEmail {
		model.Email = kit.Posted(c, "email")
	}
	entry, err := s.Auth.Complete(c.UserContext(), token, model.Email, kit.Posted(c, "password"))
	var field *kompass.FieldError
	if errors.As(err, &field) {
		model.Page = s.ErrorPage(c, "setup.title")
		model.Errors = kit.FieldErrors(kit.Localizer(c), field)
		return kit.Render(c, fiber.StatusUnprocessableEntity, views.SetupPage(model))
	}
	if err != nil {
		return err
	}
	return s.enter(c, entry, "/app")
}
