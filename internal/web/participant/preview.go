package participant

import (
	"github.com/gofiber/fiber/v2"

	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/rounds"
	"kompass/internal/score"
	"kompass/internal/web/kit"
	"kompass/views"
)

// Trial is a round that is looked at as participants see it. Nothing that is typed there is stored.
type Trial struct {
	Access  kompass.Access
	Content *questionnaire.Questionnaire
	Path    string // of the preview
	Back    views.Crumb
}

// Trying makes a route of something that can be tried out: looking at it, and sending a form.
func Trying(find func(c *fiber.Ctx) (Trial, error), do func(*fiber.Ctx, Trial) error) fiber.Handler {
	return func(c *fiber.Ctx) error {
		t, err := find(c)
		if err != nil {
			return err
		}
		return do(c, t)
	}
}

// sampleReceipt stands where participants find their receipt.
const sampleReceipt = kompass.Receipt("MVSTER00000000000000")

// ShowTrial shows the pages that participants see: the choice of team and perspective, then the questionnaire.
func (h *Handler) ShowTrial(c *fiber.Ctx, t Trial) error {
	p := standpointOf(t.Access, func(name string) string { return c.Query(name) })
	if !p.complete(t.Access) {
		model := h.choosePage(c, t.Path, t.Access, p, t.Content)
		model.Page.Preview = &t.Back
		return kit.RenderSigned(c, fiber.StatusOK, views.ChoosePage(model))
	}
	return h.trialForm(c, fiber.StatusOK, t, answers{standpoint: p})
}

func (h *Handler) trialForm(c *fiber.Ctx, status int, t Trial, sent answers) error {
	page := views.Page{Path: standpointPath(t.Path, t.Access, sent.standpoint), Preview: &t.Back, Error: len(sent.errs) > 0}
	return kit.RenderSigned(c, status, views.QuestionnairePage(views.Questionnaire{
		Page: page, Access: t.Access, Content: t.Content, TeamID: sent.team, Perspective: sent.perspective, Preview: t.Path,
		Answers: sent.form.Answers, Comments: sent.form.Comments, Errors: kit.FieldErrors(kit.Localizer(c), sent.errs...),
	}))
}

// TryAnswers answers a form of a preview as a real one is answered, but for storing it: with what is wrong with it, or with
// the profile of whoever filled it in.
func (h *Handler) TryAnswers(c *fiber.Ctx, t Trial) error {
	sent := readAnswersFrom(c, t.Access, t.Content)
	if status, again := sent.again(); again {
		return h.trialForm(c, status, t, sent)
	}
	frozen := &rounds.Frozen{Questionnaire: t.Content, Scorer: score.New(t.Content)}
	return kit.RenderSigned(c, fiber.StatusOK, views.ThanksPage(views.Thanks{
		Page: views.Page{Preview: &t.Back}, Access: t.Access, Receipt: sampleReceipt.Grouped(),
		Profile: profile(c, frozen, kompass.Submission{Answers: sent.row}),
	}))
}
