package web

import (
	"github.com/gofiber/fiber/v2"

	"kompass/internal/web/kit"
	"kompass/views"
)

func (s *server) routeSettings(app *fiber.App) {
	s.Get(app, kit.Trainer, views.SettingsPath, func(c *fiber.Ctx) error {
		page := s.Titled(c, kit.Localizer(c).T("settings.title"), false)
		page.Section = views.SectionSettings
		return kit.RenderSigned(c, fiber.StatusOK, views.SettingsPage(page))
	})
}
