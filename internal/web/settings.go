package web

import (
	"github.com/gofiber/fiber/v2"

	"kompass/internal/web/kit"
	"kompass/views"
)

// showSettings is the hub of what is not about one company.
func (s *settingsDesk) showSettings(c *fiber.Ctx) error {
	page := s.Titled(c, kit.Localizer(c).T("settings.title"), false)
	page.Section = views.SectionSettings
	return kit.RenderSigned(c, fiber.StatusOK, views.SettingsPage(page))
}
