package web

import (
	"context"
	"errors"
	"fmt"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/views"
)

// textStore holds what the operator says in words of her own.
type textStore interface {
	Settings(ctx context.Context) (map[string]string, error)
}

// methodQuestionnaire is the questionnaire that the method page describes: the one that comes with the product.
const methodQuestionnaire = "service-excellence-kompass"

func (s *server) routeTexts(app *fiber.App) {
	s.get(app, forAnybody, views.MethodPath, s.recognise, s.method)
	s.get(app, forAnybody, views.PrivacyPath, s.recognise, s.ownText("privacy", "privacy.title", views.PrivacyPage))
	s.get(app, forAnybody, views.ImprintPath, s.recognise, s.ownText("imprint", "imprint.title", views.ImprintPage))
	s.get(app, forAnybody, views.AccessibilityPath, s.recognise, s.ownText("accessibility", "accessibility.title", views.AccessibilityPage))
}

// recognise lets everybody through and notes who is signed in, so that the top bar stays.
func (s *server) recognise(c *fiber.Ctx) error {
	user, _, err := s.Auth.User(c.UserContext(), c.Cookies(s.cookieName(sessionCookie)))
	switch {
	case err == nil:
		c.Locals(userKey, user)
	case !errors.Is(err, kompass.ErrNotFound):
		return err
	}
	return c.Next()
}

// textPage is the frame of a page of text: it belongs to no section of the top bar.
func (s *server) textPage(c *fiber.Ctx, titleKey string) views.Page {
	page := s.page(c, titleKey)
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
	return renderSigned(c, fiber.StatusOK, views.MethodPage(views.Method{Page: page, Questionnaire: q}))
}

// ownText serves a page that the operator completes by the setting "NAME.LANGUAGE".
func (s *server) ownText(name, titleKey string, page func(views.Legal) templ.Component) fiber.Handler {
	return func(c *fiber.Ctx) error {
		settings, err := s.Store.Settings(c.UserContext())
		if err != nil {
			return err
		}
		days, err := rounds.RetentionOf(settings)
		if err != nil {
			return err
		}
		return render(c, fiber.StatusOK, page(views.Legal{
			Page: s.textPage(c, titleKey),
			Own:  chooseText(func(l i18n.Lang) string { return settings[name+"."+string(l)] }, localizer(c).Lang()), RetentionDays: days,
		}))
	}
}

// chooseText takes the text in the language of the page, else the one there is.
func chooseText(text func(i18n.Lang) string, lang i18n.Lang) views.OwnText {
	if own := views.NewOwnText(text(lang), ""); !own.Empty() {
		return own
	}
	for _, other := range i18n.Langs {
		if own := views.NewOwnText(text(other), string(other)); !own.Empty() {
			return own
		}
	}
	return views.OwnText{}
}
