package web

import (
	"github.com/gofiber/fiber/v2"

	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/rounds"
	"kompass/internal/score"
	"kompass/internal/web/kit"
	"kompass/views"
)

// trial is a round that is looked at as participants see it. Nothing that is typed there is stored.
type trial struct {
	access  kompass.Access
	content *questionnaire.Questionnaire
	path    string // of the preview
	back    views.Crumb
}

// sampleReceipt stands where participants find their receipt.
const sampleReceipt = kompass.Receipt("MVSTER0000000000")

// showTrial shows the pages that participants see: the choice of team and perspective, then the questionnaire.
func (s *server) showTrial(c *fiber.Ctx, t trial) error {
	p := standpointOf(t.access, func(name string) string { return c.Query(name) })
	if !p.complete(t.access) {
		model := s.choosePage(c, t.path, t.access, p, t.content)
		model.Page.Preview = &t.back
		return kit.RenderSigned(c, fiber.StatusOK, views.ChoosePage(model))
	}
	return s.trialForm(c, fiber.StatusOK, t, p, rounds.Form{}, nil)
}

func (s *server) trialForm(c *fiber.Ctx, status int, t trial, p standpoint, form rounds.Form, errs []*kompass.FieldError) error {
	page := views.Page{Path: standpointPath(t.path, t.access, p), Preview: &t.back, Error: len(errs) > 0}
	return kit.RenderSigned(c, status, views.QuestionnairePage(views.Questionnaire{
		Page: page, Access: t.access, Content: t.content, TeamID: p.team, Perspective: p.perspective, Preview: t.path,
		Answers: form.Answers, Comments: form.Comments, Errors: kit.FieldErrors(kit.Localizer(c), errs...),
	}))
}

// tryAnswers answers a form of a preview as a real one is answered, but for storing it: with what is wrong with it, or with
// the profile of whoever filled it in.
func (s *server) tryAnswers(c *fiber.Ctx, t trial) error {
	value := func(name string) string { return kit.Posted(c, name) }
	p, form := standpointOf(t.access, value), rounds.ReadForm(t.content, value)
	row, _, errs := form.Pack(t.content)
	switch {
	case kit.Posted(c, views.SwitchName) != "":
		return s.trialForm(c, fiber.StatusOK, t, p, form, nil)
	case !p.complete(t.access):
		errs = append(errs, &kompass.FieldError{Field: "standpoint", Code: "error.standpoint.missing"})
	}
	if len(errs) > 0 {
		return s.trialForm(c, fiber.StatusUnprocessableEntity, t, p, form, errs)
	}
	frozen := &rounds.Frozen{Questionnaire: t.content, Scorer: score.New(t.content)}
	return kit.RenderSigned(c, fiber.StatusOK, views.ThanksPage(views.Thanks{
		Page: views.Page{Preview: &t.back}, Access: t.access, Receipt: sampleReceipt.Grouped(),
		Profile: profile(c, frozen, kompass.Submission{Answers: row}),
	}))
}

// trialOf makes a route of something that can be tried out: looking at it, and sending a form.
func (s *server) trialOf(find func(c *fiber.Ctx) (trial, error), do func(*fiber.Ctx, trial) error) fiber.Handler {
	return func(c *fiber.Ctx) error {
		t, err := find(c)
		if err != nil {
			return err
		}
		return do(c, t)
	}
}

// roundTrial is a round that exists, with nothing fixed by a link, so that every way into it can be looked at.
func (s *server) roundTrial(c *fiber.Ctx) (trial, error) {
	ctx, user := c.UserContext(), kit.User(c)
	round, err := s.Store.Round(ctx, user.Scope(), c.Params("round"))
	if err != nil {
		return trial{}, err
	}
	company, err := s.Store.Company(ctx, user.Scope(), round.CompanyID)
	if err != nil {
		return trial{}, err
	}
	teams, err := s.roundTeams(ctx, user, round)
	if err != nil {
		return trial{}, err
	}
	frozen, err := s.Rounds.Frozen(ctx, round)
	if err != nil {
		return trial{}, err
	}
	path := "/app/rounds/" + round.ID
	return trial{
		access:  kompass.Access{Round: round, CompanyName: company.Name, Contact: company.Contact, Logo: company.Logo, Teams: teams},
		content: frozen.Questionnaire, path: path + "/preview",
		back: views.Crumb{Href: path, Text: kit.Localizer(c).T("preview.back.round")},
	}, nil
}
