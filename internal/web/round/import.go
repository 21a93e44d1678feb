package round

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/kompass"
	"kompass/internal/responses"
	"kompass/internal/web/kit"
	"kompass/views"
)

// showImport offers to add answers from a file, and says how many the last one added.
func (h *Handler) showImport(c *fiber.Ctx) error {
	imported, err := strconv.Atoi(c.Query("imported"))
	already, err2 := strconv.Atoi(c.Query("already"))
	return h.renderImport(c, fiber.StatusOK, views.Import{Done: err == nil && err2 == nil, Imported: imported, Already: already})
}

func (h *Handler) renderImport(c *fiber.Ctx, status int, model views.Import) error {
	ctx, user, z := c.UserContext(), kit.User(c), kit.Localizer(c)
	round, err := h.Store.Round(ctx, user.Scope(), c.Params("round"))
	if err != nil {
		return err
	}
	if round.State != kompass.StateOpen {
		return kompass.ErrClosed
	}
	company, err := h.Store.Company(ctx, user.Scope(), round.CompanyID)
	if err != nil {
		return err
	}
	frozen, err := h.Rounds.Frozen(ctx, round)
	if err != nil {
		return err
	}
	model.Page = h.Titled(c, z.T("import.title")+" – "+round.Title, len(model.Errors)+len(model.Rows) > 0)
	model.Page.Crumbs = append(kit.CompanyCrumbs(z, company), views.Crumb{Text: round.Title, Href: address.Round(round.ID)}, views.Crumb{Text: z.T("import.title")})
	model.Round, model.Content = round, frozen.Questionnaire
	return kit.RenderSigned(c, status, views.ImportPage(model))
}

// importAnswers adds the answers of a file, all or none of them.
func (h *Handler) importAnswers(c *fiber.Ctx) error {
	user, z := kit.User(c), kit.Localizer(c)
	if _, err := h.Store.Round(c.UserContext(), user.Scope(), c.Params("round")); err != nil {
		return err
	}
	file, err := kit.Uploaded(c, "file")
	var imported, already int
	if err == nil {
		imported, already, err = h.Rounds.Import(c.UserContext(), user.By(), c.Params("round"), file.Body)
	}
	mistakes, err := kit.Mistakes(err)
	var bad *responses.Errors
	switch {
	case mistakes != nil:
		return h.renderImport(c, fiber.StatusUnprocessableEntity, views.Import{Errors: kit.FieldErrors(z, mistakes...)})
	case errors.As(err, &bad):
		model := views.Import{File: file.Name, More: bad.More}
		for _, e := range bad.List {
			model.Rows = append(model.Rows, views.ImportError{Row: e.Row, Column: e.Column, Message: e.Message(z.T)})
		}
		return h.renderImport(c, fiber.StatusUnprocessableEntity, model)
	case err != nil:
		return err
	}
	return kit.Redirect(c, fmt.Sprintf("%s?imported=%d&already=%d", address.Import(c.Params("round")), imported, already))
}
