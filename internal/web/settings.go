package web

import (
	"github.com/gofiber/fiber/v2"

	"kompass/views"
)

func (s *server) routeSettings(app *fiber.App) {
	s.get(app, forTrainer, views.SettingsPath, func(c *fiber.Ctx) error {
		page := s.titled(c, localizer(c).T("settings.title"), false)
		page.Section = views.SectionSettings
		return renderSigned(c, fiber.StatusOK, views.SettingsPage(page))
	})
}
