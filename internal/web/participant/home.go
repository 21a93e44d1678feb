package participant

import (
	"errors"
	"strings"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/kompass"
	"kompass/internal/web/kit"
	"kompass/views"
)

// home asks for a code and leads to its questionnaire. A code that does not exist is said where it can be mended.
func (h *Handler) home(c *fiber.Ctx) error {
	sender, err := h.Sender(c.UserContext())
	if err != nil {
		return err
	}
	model := views.Home{Page: h.Page(c, "home.title"), Code: c.Query("code"), Sender: sender}
	if !c.Request().URI().QueryArgs().Has("code") {
		return kit.Render(c, fiber.StatusOK, views.HomePage(model))
	}
	code, ok := kompass.ParseCode(model.Code)
	if !ok {
		return h.badCode(c, model, &kompass.FieldError{Field: "code", Code: "home.malformed", Args: []any{"n", kompass.CodeLen, "once", kompass.OnceCodeLen}})
	}
	_, err = h.store.Access(c.UserContext(), code)
	if errors.Is(err, kompass.ErrNotFound) {
		if err := h.wrongGuess(c, nil); err != nil {
			return err
		}
		return h.badCode(c, model, &kompass.FieldError{Field: "code", Code: "home.unknown"})
	}
	if err != nil {
		return err
	}
	return kit.Redirect(c, address.Questionnaire(code))
}

// Lead leads from a code behind the host, as people type it from a poster, to its questionnaire. Whether there is one is found out there,
// where guesses are counted. It comes after all routes and leaves to others what is no code.
func (h *Handler) Lead(c *fiber.Ctx) error {
	typed, looks := strings.CutPrefix(strings.TrimSuffix(c.Path(), "/"), "/")
	code, ok := kompass.ParseCode(typed)
	if !looks || !ok || strings.Contains(typed, "/") || c.Method() != fiber.MethodGet && c.Method() != fiber.MethodHead {
		return c.Next()
	}
	to := address.Questionnaire(code)
	if asked := c.Request().URI().QueryString(); len(asked) > 0 {
		to += "?" + string(asked)
	}
	return kit.Redirect(c, to)
}

func (h *Handler) badCode(c *fiber.Ctx, model views.Home, field *kompass.FieldError) error {
	model.Page.Error, model.Errors = true, kit.FieldErrors(kit.Localizer(c), field)
	return kit.Render(c, fiber.StatusUnprocessableEntity, views.HomePage(model))
}
