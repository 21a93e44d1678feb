package round

import (
	"errors"
	"time"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/web/kit"
)

// renderMistakes shows the page of a round again with what was typed in one of its forms, where that is the reason of an error.
func (h *Handler) renderMistakes(c *fiber.Ctx, err error, inputs ...string) error {
	mistakes, err := kit.Mistakes(err)
	if err != nil {
		return err
	}
	form := roundForm{typed: map[string]string{}, errors: mistakes}
	for _, name := range inputs {
		form.typed[name] = kit.Posted(c, name)
	}
	return h.renderRound(c, fiber.StatusUnprocessableEntity, form)
}

// changePeriod moves the end of a round that has not been closed, to any moment to come or to none.
func (h *Handler) changePeriod(c *fiber.Ctx) error {
	user := kit.User(c)
	closes, err := rounds.ParseMoment("closes", kit.Posted(c, "closes"), kit.Posted(c, "closes-time"), true)
	switch {
	case err != nil:
	case closes.IsZero() && kit.Posted(c, "noend") != "yes":
		err = &kompass.FieldError{Field: "closes", Code: "error.day.invalid"}
	default:
		err = h.Rounds.Extend(c.UserContext(), user.By(), c.Params("round"), closes, kit.Shown(c))
	}
	if errors.Is(err, kompass.ErrChanged) {
		return h.periodChanged(c, closes)
	}
	if err != nil {
		return h.renderMistakes(c, err, "closes", "closes-time", "noend")
	}
	return kit.Redirect(c, address.Round(c.Params("round")))
}

func (h *Handler) renameRound(c *fiber.Ctx) error {
	user := kit.User(c)
	err := h.Rounds.Rename(c.UserContext(), user.By(), c.Params("round"), kit.Posted(c, "title"), kit.Shown(c))
	if errors.Is(err, kompass.ErrChanged) {
		return h.titleChanged(c)
	}
	if err != nil {
		return h.renderMistakes(c, err, "title")
	}
	return kit.Redirect(c, address.Round(c.Params("round")))
}

// titleChanged shows the title that was typed beside the one that somebody else gave the round meanwhile.
func (h *Handler) titleChanged(c *fiber.Ctx) error {
	round, err := h.Store.Round(c.UserContext(), kit.User(c).Scope(), c.Params("round"))
	if err != nil {
		return err
	}
	what := kit.Change{Action: "audit.action.round.title", Object: round.ID, Href: address.Round(c.Params("round"))}
	return h.roundChanged(c, what, kit.NewCell("title", kit.Localizer(c).T("round.title"), kit.Posted(c, "title"), round.Title), "title")
}

// periodChanged shows the end that was typed beside the one that somebody else gave the round meanwhile.
func (h *Handler) periodChanged(c *fiber.Ctx, typed time.Time) error {
	round, err := h.Store.Round(c.UserContext(), kit.User(c).Scope(), c.Params("round"))
	if err != nil {
		return err
	}
	z := kit.Localizer(c)
	words := func(at time.Time) string {
		if at.IsZero() {
			return z.T("setup.noend")
		}
		return z.DateTime(at)
	}
	what := kit.Change{Action: "audit.action.round.period", Object: round.ID, Href: address.Round(c.Params("round"))}
	return h.roundChanged(c, what, kit.NewCell("closes", z.T("roundform.closes"), words(typed), words(round.ClosesAt)), "closes", "closes-time", "noend")
}

func (h *Handler) roundChanged(c *fiber.Ctx, what kit.Change, one kit.Cell, inputs ...string) error {
	errs, err := h.Changed(c, what, []kit.Cell{one})
	if err != nil {
		return err
	}
	form := roundForm{typed: map[string]string{}, errors: errs}
	for _, name := range inputs {
		form.typed[name] = kit.Posted(c, name)
	}
	return h.renderRound(c, fiber.StatusConflict, form)
}

// addRoundTeam lets the round ask one more team, or several.
func (h *Handler) addRoundTeam(c *fiber.Ctx) error {
	user := kit.User(c)
	if err := h.Rounds.AddTeam(c.UserContext(), user.By(), c.Params("round"), kit.Posted(c, "team")); err != nil {
		return h.renderMistakes(c, err)
	}
	return kit.Redirect(c, address.Round(c.Params("round"))+"#links")
}

// cancelRound deletes a round that was opened by mistake. It asks once more; where there are answers, they are named and have
// to be given up expressly.
func (h *Handler) cancelRound(c *fiber.Ctx) error {
	ctx, user, id := c.UserContext(), kit.User(c), c.Params("round")
	round, err := h.Store.Round(ctx, user.Scope(), id)
	if err != nil {
		return err
	}
	if kit.Posted(c, "sure") != "yes" {
		return kit.Redirect(c, address.Round(c.Params("round"))+"?confirm=cancel")
	}
	err = h.Rounds.Cancel(ctx, user.By(), id, kit.Posted(c, "delete") == "yes")
	if errors.Is(err, kompass.ErrAnswered) {
		return kit.Redirect(c, address.Round(c.Params("round"))+"?confirm=cancel&missing=delete")
	}
	if err != nil {
		return err
	}
	return kit.Redirect(c, address.Company(round.CompanyID))
}
