package people

import (
	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/web/kit"
	"kompass/views"
)

// showSetup asks for a password, the first or another one. Looking at the link does not use it up.
func (h *Handler) showSetup(c *fiber.Ctx) error {
	token := c.Query("token")
	user, err := h.Auth.SetupUser(c.UserContext(), token)
	if err != nil {
		return err
	}
	return kit.Render(c, fiber.StatusOK, views.SetupPage(views.Setup{Page: h.Page(c, "setup.title"), Token: token, Email: user.Email, NeedsEmail: user.ID == ""}))
}

func (h *Handler) completeSetup(c *fiber.Ctx) error {
	token := kit.Posted(c, "token")
	user, err := h.Auth.SetupUser(c.UserContext(), token)
	if err != nil {
		return err
	}
	model := views.Setup{Token: token, Email: user.Email, NeedsEmail: user.ID == ""}
	if model.NeedsEmail {
		model.Email = kit.Posted(c, "email")
	}
	entry, err := h.Auth.Complete(c.UserContext(), token, model.Email, kit.Posted(c, "password"))
	mistakes, err := kit.Mistakes(err)
	if err != nil {
		return err
	}
	if mistakes != nil {
		model.Page = h.ErrorPage(c, "setup.title")
		model.Errors = kit.FieldErrors(kit.Localizer(c), mistakes...)
		return kit.Render(c, fiber.StatusUnprocessableEntity, views.SetupPage(model))
	}
	return h.enter(c, entry, address.Overview)
}
