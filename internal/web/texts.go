package web

import (
	"fmt"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/web/kit"
	"kompass/views"
)

// methodQuestionnaire is the questionnaire that the method page describes: the one that comes with the product.
const methodQuestionnaire = "service-excellence-kompass"

// textPage is the frame of a page of text: it belongs to no section of the top bar.
func (s *server) textPage(c *fiber.Ctx, titleKey string) views.Page {
	page := s.Page(c, titleKey)
	page.Section = ""
	return page
}

func (s *server) method(c *fiber.Ctx) error {
	q, ok := s.Rounds.Library().Get(methodQuestionnaire)
	if !ok {
		return fmt.Errorf("questionnaire %s: %w", methodQuestionnaire, kompass.ErrNotFound)
	}
	page := s.textPage(c, "method.title")
	page.Section = views.SectionMethod
	return kit.RenderSigned(c, fiber.StatusOK, views.MethodPage(views.Method{Page: page, Questionnaire: q}))
}

// ownText serves a page that the operator completes by the setting "NAME.LANGUAGE".
func (s *server) ownText(name, titleKey string, page func(views.Legal) templ.Component) fiber.Handler {
	return func(c *fiber.Ctx) error {
		settings, err := s.Store.Settings(c.UserContext())
		if err != nil {
			return err
		}
		return kit.Render(c, fiber.StatusOK, page(views.Legal{
			Page: s.textPage(c, titleKey),
			Own:  kit.ChooseText(func(l i18n.Lang) string { return settings[name+"."+string(l)] }, kit.Localizer(c).Lang()),
		}))
	}
}
