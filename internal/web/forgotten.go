package web

import (
	"github.com/gofiber/fiber/v2"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/web/kit"
	"kompass/views"
)

// passwordDesk mails links to new passwords. Asking takes the same short time whoever asks.
type passwordDesk interface {
	Ask(email string, lang i18n.Lang)
}

func (s *server) routeForgotten(app *fiber.App) {
	s.Get(app, kit.Anybody, views.ForgottenPath, s.showForgotten)
	s.Post(app, kit.Anybody, views.ForgottenPath, s.askForLink)
}

func (s *server) showForgotten(c *fiber.Ctx) error {
	return kit.Render(c, fiber.StatusOK, views.ForgottenPage(views.Forgotten{
		Page: s.Page(c, "forgotten.title"), Mails: s.Forgotten != nil, Sent: s.Forgotten != nil && c.Query("sent") != "",
	}))
}

// askForLink answers alike whatever was typed: whether there is such an account is looked up later, by somebody else.
func (s *server) askForLink(c *fiber.Ctx) error {
	if s.asks.TooMany(c.IP()) {
		return kompass.ErrTooManyTries
	}
	if s.Forgotten != nil {
		s.Forgotten.Ask(kit.Posted(c, "email"), kit.Localizer(c).Lang())
	}
	return kit.Redirect(c, views.ForgottenPath+"?sent=yes")
}
