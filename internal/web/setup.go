package web

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
func (s *roundDesk) draftOf(c *fiber.Ctx) (rounds.Draft, time.Time, error) {
	stored, err := s.Store.Draft(c.UserContext(), kit.User(c).Scope(), c.Params("company"))
	if errors.Is(err, kompass.ErrNotFound) {
		return s.Rounds.NewDraft(kit.Localizer(c)), time.Time{}, nil
	}
	if err != nil {
		return rounds.Draft{}, time.Time{}, err
	}
	d, err := rounds.DecodeDraft(stored.Body)
	return d, stored.Saved.At, err
}

func (s *roundDesk) saveDraft(c *fiber.Ctx, d rounds.Draft) error {
	body, err := d.Encode()
	if err != nil {
		return err
	}
	return s.Store.SaveDraft(c.UserContext(), kit.User(c).By(), c.Params("company"), body, kit.Shown(c))
}

func (s *roundDesk) showRoundSetup(c *fiber.Ctx) error {
	d, saved, err := s.draftOf(c)
	if err != nil {
		return err
	}
	step, ok := rounds.ParseStep(c.Query("step"))
	if !ok || saved.IsZero() && step == rounds.StepCheck {
		step = rounds.StepContent
	}
	return s.renderRoundSetup(c, fiber.StatusOK, roundSetup{step: step, draft: d, saved: saved})
}

func setupPath(companyID string, step rounds.Step) string {
	return "/app/companies/" + companyID + "/rounds/new?step=" + string(step)
}

// saveRoundSetup keeps what was typed on a step. Going on wants the step to be right; going back does not.
func (s *roundDesk) saveRoundSetup(c *fiber.Ctx) error {
	company, err := s.Store.Company(c.UserContext(), kit.User(c).Scope(), c.Params("company"))
	if err != nil {
		return err
	}
	step, ok := rounds.ParseStep(kit.Posted(c, "step"))
	if !ok || step == rounds.StepCheck {
		step = rounds.StepContent
	}
	d, _, err := s.draftOf(c)
	if err != nil {
		return err
	}
	typed := func(d rounds.Draft) rounds.Draft { return d }
	switch kit.Posted(c, "go") {
	case "discard":
		err = s.discardDraft(c, company)
	case "last":
		err = s.likeLast(c, company)
	default:
		typed = func(d rounds.Draft) rounds.Draft {
			return d.With(step, func(name string) string { return kit.Posted(c, name) }, func(name string) []string { return postedAll(c, name) })
		}
		err = s.goOn(c, company, step, typed(d))
	}
	if errors.Is(err, kompass.ErrChanged) {
		return s.draftChanged(c, step, typed)
	}
	return err
}

func (s *roundDesk) discardDraft(c *fiber.Ctx, company kompass.Company) error {
	if err := s.Store.DeleteDraft(c.UserContext(), kit.User(c).Scope(), company.ID, kit.Shown(c)); err != nil {
		return err
	}
	return kit.Redirect(c, "/app/companies/"+company.ID)
}

func (s *roundDesk) goOn(c *fiber.Ctx, company kompass.Company, step rounds.Step, d rounds.Draft) error {
	next := step.Next()
	switch kit.Posted(c, "go") {
	case "back":
		if err := s.saveDraft(c, d); err != nil {
			return err
		}
		return kit.Redirect(c, setupPath(company.ID, step.Previous()))
	case "stay":
		next = step
	case "check":
		next = rounds.StepCheck
	}
	prepared, err := s.Rounds.Prepare(c.UserContext(), kit.User(c).Scope(), company.ID, d)
	if err != nil {
		return err
	}
	if errs := onStep(prepared.Errors, step); len(errs) > 0 {
		return s.renderRoundSetup(c, fiber.StatusUnprocessableEntity, roundSetup{step: step, draft: d, errors: errs})
	}
	if err := s.saveDraft(c, d); err != nil {
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
func (s *roundDesk) likeLast(c *fiber.Ctx, company kompass.Company) error {
	ctx, scope := c.UserContext(), kit.User(c).Scope()
	all, err := s.Store.Rounds(ctx, scope, company.ID)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		return kompass.ErrNotFound
	}
	links, err := s.Store.Links(ctx, scope, all[0].ID)
	if err != nil {
		return err
	}
	d, err := s.Rounds.LikeLast(ctx, kit.Localizer(c), all[0], links)
	if err != nil {
		return err
	}
	if err := s.saveDraft(c, d); err != nil {
		return err
	}
	return kit.Redirect(c, setupPath(company.ID, rounds.StepCheck))
}

// justOpened is how long after opening a second press of the button leads to the same round.
const justOpened = time.Minute

// openRound opens the round that has been prepared. The draft is used up with it, so that pressing twice opens one.
func (s *roundDesk) openRound(c *fiber.Ctx) error {
	ctx, user := c.UserContext(), kit.User(c)
	company, err := s.Store.Company(ctx, user.Scope(), c.Params("company"))
	if err != nil {
		return err
	}
	d, saved, err := s.draftOf(c)
	if err != nil {
		return err
	}
	if saved.IsZero() {
		return s.toNewest(c, company)
	}
	prepared, err := s.Rounds.Prepare(ctx, user.Scope(), company.ID, d)
	if err != nil {
		return err
	}
	if len(prepared.Errors) > 0 {
		return s.renderRoundSetup(c, fiber.StatusUnprocessableEntity, roundSetup{step: rounds.StepCheck, draft: d, saved: saved, errors: prepared.Errors})
	}
	prepared.Plan.Draft, prepared.Plan.Shown = true, []kompass.Digest{kit.Shown(c)}
	opened, err := s.Rounds.Open(ctx, user.By(), prepared.Plan)
	if errors.Is(err, kompass.ErrNotFound) {
		return s.toNewest(c, company) // somebody else was faster
	}
	if errors.Is(err, kompass.ErrChanged) {
		return s.draftChanged(c, rounds.StepCheck, func(d rounds.Draft) rounds.Draft { return d })
	}
	if errors.Is(err, kompass.ErrNoKey) {
		return s.renderRoundSetup(c, fiber.StatusServiceUnavailable, roundSetup{step: rounds.StepCheck, draft: d, saved: saved,
			errors: []*kompass.FieldError{{Field: "key", Code: "error.key.folder"}}})
	}
	if err != nil {
		return err
	}
	if opened.Round.Held { // its sheet is shown there, when whoever is to have it is ready
		return kit.Redirect(c, address.RoundKey(opened.Round.ID))
	}
	return kit.Redirect(c, "/app/rounds/"+opened.Round.ID)
}

// toNewest answers an opening without a draft: with the round that was opened a moment ago, or else with the company.
func (s *roundDesk) toNewest(c *fiber.Ctx, company kompass.Company) error {
	all, err := s.Store.Rounds(c.UserContext(), kit.User(c).Scope(), company.ID)
	if err != nil {
		return err
	}
	if len(all) > 0 && s.Now().Sub(all[0].Created) < justOpened {
		return kit.Redirect(c, "/app/rounds/"+all[0].ID)
	}
	return kit.Redirect(c, "/app/companies/"+company.ID)
}

// draftTrial is the round that is being prepared, as participants would see it.
func (s *roundDesk) draftTrial(c *fiber.Ctx) (participant.Trial, error) {
	company, err := s.Store.Company(c.UserContext(), kit.User(c).Scope(), c.Params("company"))
	if err != nil {
		return participant.Trial{}, err
	}
	d, _, err := s.draftOf(c)
	if err != nil {
		return participant.Trial{}, err
	}
	prepared, err := s.Rounds.Prepare(c.UserContext(), kit.User(c).Scope(), company.ID, d)
	if err != nil {
		return participant.Trial{}, err
	}
	q, err := s.Rounds.For(c.UserContext(), kit.User(c).Scope(), company.ID, d.Questionnaire)
	if err != nil {
		return participant.Trial{}, err
	}
	return participant.Trial{
		Access: draftAccess(company, prepared, q), Content: q, Path: "/app/companies/" + company.ID + "/rounds/preview",
		Back: views.Crumb{Href: setupPath(company.ID, rounds.StepCheck), Text: kit.Localizer(c).T("preview.back.draft")},
	}, nil
}
