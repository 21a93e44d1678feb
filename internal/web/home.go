package web

import (
	"github.com/gofiber/fiber/v2"

	"kompass/internal/kompass"
	"kompass/views"
)

// home asks for a code and leads to its questionnaire; whether the code exists is said there.
func (s *server) home(c *fiber.Ctx) error {
	raw := c.Query("code")
	if code, ok := kompass.ParseCode(raw); ok {
		return redirect(c, "/s/"+string(code))
	}
	model := views.Home{Page: s.page(c, "home.title"), Code: raw}
	if !c.Request().URI().QueryArgs().Has("code") {
		return render(c, fiber.StatusOK, views.HomePage(model))
	}
	model.Page.Error = true
	model.Errors = fieldErrors(localizer(c), &kompass.FieldError{Field: "code", Code: "error.code.invalid", Args: []any{"n", kompass.CodeLen}})
	return render(c, fiber.StatusUnprocessableEntity, views.HomePage(model))
}
