package participant

import (
	"context"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/kompass"
	"kompass/internal/published"
	"kompass/internal/web/kit"
	"kompass/views"
)

// Outcome writes out what those who answered see of a result, without the frame of a page.
type Outcome func(ctx context.Context, shared published.Shared) (views.Shared, error)

// showShared answers whoever comes when the round is over: with what became of it, where that is shared. Nobody is counted.
func (h *Handler) showShared(c *fiber.Ctx, a kompass.Access) error {
	shared, err := h.published.Shared(c.UserContext(), a.Round)
	if err != nil {
		return err
	}
	kit.SpeakByAddress(c)
	model, err := h.outcome(c.UserContext(), shared)
	if err != nil {
		return err
	}
	model.Page.Path = address.Questionnaire(kompass.Code(c.Params("code")))
	return kit.RenderFresh(c, views.SharedPage(model))
}
