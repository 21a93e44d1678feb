package people

import (
	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/kompass"
	"kompass/internal/web/kit"
	"kompass/views"
)

func (h *Handler) showForgotten(c *fiber.Ctx) error {
	return kit.Render(c, fiber.StatusOK, views.ForgottenPage(views.Forgotten{
		Page: h.Page(c, "forgotten.title"), Mails: h.links != nil, Sent: h.links != nil && c.Query("sent") != "",
	}))
}

// askForLink answers alike whatever was typed: whether there is such an account is looked up later, by somebody else.
func (h *Handler) askForLink(c *fiber.Ctx) error {
	if h.asks.TooMany(c.IP()) {
		return kompass.ErrTooManyTries
	}
	if h.links != nil {
		h.links.Ask(kit.Posted(c, "email"), kit.Network(c.IP()).String(), kit.Localizer(c).Lang())
	}
	return kit.Redirect(c, address.ForgottenPassword+"?sent=yes")
}
