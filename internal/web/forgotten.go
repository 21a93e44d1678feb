package web

import (
	"github.com/gofiber/fiber/v2"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/views"
)

// passwordDesk mails links to new passwords. Asking takes the same short time whoever asks.
type passwordDesk interface {
	Ask(email string, lang i18n.Lang)
}

func (s *server) routeForgotten(app *fiber.App) {
	s.get(app, forAnybody, views.ForgottenPath, s.showForgotten)
	s.post(app, forAnybody, views.ForgottenPath, s.askForLink)
}

func (s *server) showForgotten(c *fiber.Ctx) error {
	return render(c, fiber.StatusOK, views.ForgottenPage(views.Forgotten{
		Page: s.page(c, "forgotten.title"), Mails: s.Forgotten != nil, Sent: s.Forgotten != nil && c.Query("sent") != "",
	}))
}

// askForLink answers alike whatever was typed: whether there is such an account is looked up later, by somebody else.
func (s *server) askForLink(c *fiber.Ctx) error {
	if s.asks.tooMany(c.IP()) {
		return kompass.ErrTooManyTries
	}
	if s.Forgotten != nil {
		s.Forgotten.Ask(posted(c, "email"), localizer(c).Lang())
	}
	return redirect(c, views.ForgottenPath+"?sent=yes")
}
