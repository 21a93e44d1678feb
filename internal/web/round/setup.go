package round

import (
	"errors"
	"time"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/web/kit"
	"kompass/internal/web/participant"
	"kompass/views"
)

// draftOf returns the draft of a company's next round: what was saved, or what a round begins with and a zero time.
func (h *Handler) draftOf(c *fiber.Ctx) (rounds.Draft, time.Time, error) {
	stored, err := h.Store.Draft(c.UserContext(), kit.User(c).Scope(), c.Params("company"))
	if errors.Is(err, kompass.ErrNotFound) {
		return h.Rounds.NewDraft(kit.Localizer(c)), time.Time{}, nil
	}
	if err != nil {
		return rounds.Draft{}, time.Time{}, err
	}
	d, err := rounds.DecodeDraft(stored.Body)
	return d, stored.Saved.At, err
}

func (h *Handler) saveDraft(c *fiber.Ctx, d rounds.Draft) error {
	body, err := d.Encode()
	if err != nil {
		return err
	}
	return h.Store.SaveDraft(c.UserContext(), kit.User(c).By(), c.Params("company"), body, kit.Shown(c))
}

func (h *Handler) showRoundSetup(c *fiber.Ctx) error {
	d, saved, err := h.draftOf(c)
	if err != nil {
		return err
	}
	step, ok := rounds.ParseStep(c.Query("step"))
	if !ok || saved.IsZero() && step == rounds.StepCheck {
		step = rounds.StepContent
	}
	return h.renderRoundSetup(c, fiber.StatusOK, roundSetup{step: step, draft: d, saved: saved})
}

func setupPath(companyID string, step rounds.Step) string {
	return address.RoundStep(companyID, string(step))
}

// saveRoundSetup keeps what was typed on a step. Going on wants the step to be right; going back does not.
func (h *Handler) saveRoundSetup(c *fiber.Ctx) error {
	company, err := h.Store.Company(c.UserContext(), kit.User(c).Scope(), c.Params("company"))
	if err != nil {
		return err
	}
	step, ok := rounds.ParseStep(kit.Posted(c, "step"))
	if !ok || step == rounds.StepCheck {
		step = rounds.StepContent
	}
	d, _, err := h.draftOf(c)
	if err != nil {
		return err
	}
	typed := func(d rounds.Draft) rounds.Draft { return d }
	switch kit.Posted(c, "go") {
	case "discard":
		err = h.discardDraft(c, company)
	case "last":
		err = h.likeLast(c, company)
	default:
		typed = func(d rounds.Draft) rounds.Draft {
			return d.With(step, func(name string) string { return kit.Posted(c, name) }, func(name string) []string { return postedAll(c, name) })
		}
		err = h.goOn(c, company, step, typed(d))
	}
	if errors.Is(err, kompass.ErrChanged) {
		return h.draftChanged(c, step, typed)
	}
	return err
}

func (h *Handler) discardDraft(c *fiber.Ctx, company kompass.Company) error {
	if err := h.Store.DeleteDraft(c.UserContext(), kit.User(c).Scope(), company.ID, kit.Shown(c)); err != nil {
		return err
	}
	return kit.Redirect(c, address.Company(company.ID))
}

func (h *Handler) goOn(c *fiber.Ctx, company kompass.Company, step rounds.Step, d rounds.Draft) error {
	next := step.Next()
	switch kit.Posted(c, "go") {
	case "back":
		if err := h.saveDraft(c, d); err != nil {
			return err
		}
		return kit.Redirect(c, setupPath(company.ID, step.Previous()))
	case "stay":
		next = step
	case "check":
		next = rounds.StepCheck
	}
	prepared, err := h.Rounds.Prepare(c.UserContext(), kit.User(c).Scope(), company.ID, d)
	if err != nil {
		return err
	}
	if errs := onStep(prepared.Errors, step); len(errs) > 0 {
		return h.renderRoundSetup(c, fiber.StatusUnprocessableEntity, roundSetup{step: step, draft: d, errors: errs})
	}
	if err := h.saveDraft(c, d); err != nil {
		return err
	}
	return kit.Redirect(c, setupPath(company.ID, next))
}

// onStep returns the errors whose inputs stand on a step.
func onStep(all []*kompass.FieldError, step rounds.Step) []*kompass.FieldError {
	var out []*kompass.FieldError
	for _, e := range all {
		if rounds.StepOf(e.Field) == step {
			out = append(out, e)
		}
	}
	return out
}

// likeLast makes the draft what the company's last round was.
func (h *Handler) likeLast(c *fiber.Ctx, company kompass.Company) error {
	ctx, scope := c.UserContext(), kit.User(c).Scope()
	all, err := h.Store.Rounds(ctx, scope, company.ID)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		return kompass.ErrNotFound
	}
	links, err := h.Store.Links(ctx, scope, all[0].ID)
	if err != nil {
		return err
	}
	d, err := h.Rounds.LikeLast(ctx, kit.Localizer(c), all[0], links)
	if err != nil {
		return err
	}
	if err := h.saveDraft(c, d); err != nil {
		return err
	}
	return kit.Redirect(c, setupPath(company.ID, rounds.StepCheck))
}

// justOpened is how long after opening a second press of the button leads to the same round.
const justOpened = time.Minute

// openRound opens the round that has been prepared. The draft is used up with it, so that pressing twice opens one.
func (h *Handler) openRound(c *fiber.Ctx) error {
	ctx, user := c.UserContext(), kit.User(c)
	company, err := h.Store.Company(ctx, user.Scope(), c.Params("company"))
	if err != nil {
		return err
	}
	d, saved, err := h.draftOf(c)
	if err != nil {
		return err
	}
	if saved.IsZero() {
		return h.toNewest(c, company)
	}
	prepared, err := h.Rounds.Prepare(ctx, user.Scope(), company.ID, d)
	if err != nil {
		return err
	}
	if len(prepared.Errors) > 0 {
		return h.renderRoundSetup(c, fiber.StatusUnprocessableEntity, roundSetup{step: rounds.StepCheck, draft: d, saved: saved, errors: prepared.Errors})
	}
	prepared.Plan.Draft, prepared.Plan.Shown = true, []kompass.Digest{kit.Shown(c)}
	opened, err := h.Rounds.Open(ctx, user.By(), prepared.Plan)
	if errors.Is(err, kompass.ErrNotFound) {
		return h.toNewest(c, company) // somebody else was faster
	}
	if errors.Is(err, kompass.ErrChanged) {
		return h.draftChanged(c, rounds.StepCheck, func(d rounds.Draft) rounds.Draft { return d })
	}
	if errors.Is(err, kompass.ErrNoKey) {
		return h.renderRoundSetup(c, fiber.StatusServiceUnavailable, roundSetup{step: rounds.StepCheck, draft: d, saved: saved,
			errors: []*kompass.FieldError{{Field: "key", Code: "error.key.folder"}}})
	}
	if err != nil {
		return err
	}
	if opened.Round.Held { // its sheet is shown there, when whoever is to have it is ready
		return kit.Redirect(c, address.RoundKey(opened.Round.ID))
	}
	return kit.Redirect(c, address.Round(opened.Round.ID))
}

// toNewest answers an opening without a draft: with the round that was opened a moment ago, or else with the company.
func (h *Handler) toNewest(c *fiber.Ctx, company kompass.Company) error {
	all, err := h.Store.Rounds(c.UserContext(), kit.User(c).Scope(), company.ID)
	if err != nil {
		return err
	}
	if len(all) > 0 && h.Now().Sub(all[0].Created) < justOpened {
		return kit.Redirect(c, address.Round(all[0].ID))
	}
	return kit.Redirect(c, address.Company(company.ID))
}

// draftTrial is the round that is being prepared, as participants would see it.
func (h *Handler) draftTrial(c *fiber.Ctx) (participant.Trial, error) {
	company, err := h.Store.Company(c.UserContext(), kit.User(c).Scope(), c.Params("company"))
	if err != nil {
		return participant.Trial{}, err
	}
	d, _, err := h.draftOf(c)
	if err != nil {
		return participant.Trial{}, err
	}
	prepared, err := h.Rounds.Prepare(c.UserContext(), kit.User(c).Scope(), company.ID, d)
	if err != nil {
		return participant.Trial{}, err
	}
	q, err := h.Rounds.For(c.UserContext(), kit.User(c).Scope(), company.ID, d.Questionnaire)
	if err != nil {
		return participant.Trial{}, err
	}
	return participant.Trial{
		Access: h.draftAccess(company, prepared, q), Content: q, Path: address.PreviewDraft(company.ID),
		Back: views.Crumb{Href: setupPath(company.ID, rounds.StepCheck), Text: kit.Localizer(c).T("preview.back.draft")},
	}, nil
}
