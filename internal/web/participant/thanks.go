package participant

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/rounds"
	"kompass/internal/score"
	"kompass/internal/story"
	"kompass/internal/web/kit"
	"kompass/views"
)

// thanks shows profile and receipt to the browser that sent the answers, once and while the round is open. After
// that it asks for the receipt: the next person at the same device has it not.
func (h *Handler) thanks(c *fiber.Ctx) error {
	if a, ok := h.remembered(c); ok {
		if err := h.thankOnce(c, a); err == nil {
			return nil
		}
	}
	a, err := h.runningAccess(c)
	if err != nil {
		return err
	}
	return h.thankOnce(c, a)
}

// runningAccess finds what the code of the address leads to, and refuses a round that takes no answers.
func (h *Handler) runningAccess(c *fiber.Ctx) (kompass.Access, error) {
	a, err := h.access(c)
	if err == nil {
		err = h.running(c, a)
	}
	return a, err
}

func (h *Handler) thankOnce(c *fiber.Ctx, a kompass.Access) error {
	if h.hasAnswered(c, a) {
		return h.askReceipt(c, a, "", nil)
	}
	nonce, ok := kompass.ParseNonce(c.Cookies(h.CookieName(nonceCookie)))
	if !ok {
		return kit.ErrNoProfile
	}
	err := h.thank(c, a, nonce.Receipt(a.Form()), c.Query("tablet") == "1")
	if errors.Is(err, kompass.ErrNotFound) {
		return kit.ErrNoProfile
	}
	if err == nil && c.Method() == fiber.MethodGet {
		h.SetCookie(c, nonceCookie, answeredMark(a), keepCookieFor)
	}
	return err
}

// thanksAgain shows the page once more to whoever has the receipt. Wrong ones are limited like wrong codes.
func (h *Handler) thanksAgain(c *fiber.Ctx) error {
	a, err := h.runningAccess(c)
	if err != nil {
		return err
	}
	typed := kit.Posted(c, "receipt")
	receipt, ok := kompass.ParseReceipt(typed)
	if !ok {
		return h.askReceipt(c, a, typed, &kompass.FieldError{Field: "receipt", Code: "receipt.malformed"})
	}
	err = h.thank(c, a, receipt, false)
	if !errors.Is(err, kompass.ErrNotFound) {
		return err
	}
	if err := h.wrongGuess(c, nil); err != nil {
		return err
	}
	return h.askReceipt(c, a, typed, &kompass.FieldError{Field: "receipt", Code: "receipt.unknown"})
}

// askReceipt asks for the receipt, and says what is wrong with the one that was typed.
func (h *Handler) askReceipt(c *fiber.Ctx, a kompass.Access, typed string, wrong *kompass.FieldError) error {
	model := views.ReceiptEntry{Page: h.ParticipantPage(c), Typed: typed, Action: address.Thanks(a.Link.Code)}
	if wrong == nil {
		return kit.Render(c, fiber.StatusOK, views.ReceiptPage(model))
	}
	model.Page.Error, model.Errors = true, kit.FieldErrors(kit.Localizer(c), wrong)
	return kit.Render(c, fiber.StatusUnprocessableEntity, views.ReceiptPage(model))
}

// leave removes from this device what the product has put there.
func (h *Handler) leave(c *fiber.Ctx) error {
	code, ok := kompass.ParseCode(c.Params("code"))
	if !ok {
		return kit.ErrUnknownCode
	}
	h.SetCookie(c, nonceCookie, "", -1)
	c.Set("Clear-Site-Data", `"cache", "storage"`)
	return kit.Redirect(c, address.Left(code))
}

// left says that nothing is left. It looks nothing up.
func (h *Handler) left(c *fiber.Ctx) error {
	return kit.Render(c, fiber.StatusOK, views.LeftPage(h.ParticipantPage(c)))
}

// thank shows the page of the answers under a receipt: [kompass.ErrNotFound] where there are none in this round.
func (h *Handler) thank(c *fiber.Ctx, a kompass.Access, receipt kompass.Receipt, tablet bool) error {
	receipt = receipt.In(a.Round)
	own, err := h.rounds.OwnAnswers(c.UserContext(), a.Round.ID, receipt)
	if err != nil {
		return err
	}
	frozen, err := h.rounds.Frozen(c.UserContext(), a.Round)
	if err != nil {
		return err
	}
	outcome, err := h.outcomeAddress(c.UserContext(), a)
	if err != nil {
		return err
	}
	return kit.Render(c, fiber.StatusOK, views.ThanksPage(views.Thanks{
		Page: h.ParticipantPage(c), Access: a, Receipt: receipt.Grouped(), Profile: profile(c, frozen, own),
		Tablet: tablet, Corrected: c.Query("corrected") == "1", Outcome: outcome,
	}))
}

// outcomeAddress is where the result is to stand for somebody whose own code is gone by then, "" for everybody else.
func (h *Handler) outcomeAddress(ctx context.Context, a kompass.Access) (string, error) {
	if !a.Link.Once || !a.Round.Announced {
		return "", nil
	}
	sharing, err := h.store.Sharing(ctx, kompass.Everything, a.Round.ID)
	return h.BaseURL.Questionnaire(sharing.Code), err
}

// profile scores one person's own answers.
func profile(c *fiber.Ctx, frozen *rounds.Frozen, own kompass.Submission) views.Profile {
	q := frozen.Questionnaire
	out := views.Profile{Min: q.Min(), Max: q.Max(), Scale: story.ScaleEnds(kit.Localizer(c), q)}
	for _, f := range q.Facets {
		out.Facets = append(out.Facets, kit.Text(c, q, f.Title))
	}
	for i, f := range frozen.Scorer.Person(score.Answers(own.Answers)).Fields {
		field := views.ProfileField{ID: q.Fields[i].ID, Title: kit.Text(c, q, q.Fields[i].Title), Value: pointer(f.Score)}
		for _, facet := range f.Facets {
			field.Facets = append(field.Facets, pointer(facet))
		}
		out.Fields = append(out.Fields, field)
	}
	out.Highest, out.Lowest = ends(kit.Localizer(c), out.Fields)
	if item, ok := toDiscuss(q, own); ok {
		out.Statement, out.Question = kit.Text(c, q, item.Wording(own.Perspective)), kit.Text(c, q, item.Discuss)
	}
	return out
}

// ends returns the titles of the highest and of the lowest field as their values are shown, "" where several share that place or one
// has no value.
func ends(z i18n.Localizer, fields []views.ProfileField) (highest, lowest string) {
	if len(fields) < 2 || slices.ContainsFunc(fields, func(f views.ProfileField) bool { return f.Value == nil }) {
		return "", ""
	}
	sorted := slices.SortedFunc(slices.Values(fields), func(a, b views.ProfileField) int { return cmp.Compare(*a.Value, *b.Value) })
	n := len(sorted)
	if sorted[0].Shown(z) != sorted[1].Shown(z) {
		lowest = sorted[0].Title
	}
	if sorted[n-1].Shown(z) != sorted[n-2].Shown(z) {
		highest = sorted[n-1].Title
	}
	return highest, lowest
}

// toDiscuss returns the first of the statements that a person sees least of, of those with a question for the workshop. Where she
// sees all of each there is none.
func toDiscuss(q *questionnaire.Questionnaire, own kompass.Submission) (item questionnaire.Item, ok bool) {
	least := q.Max()
	for i, it := range q.Items() {
		scale, _ := q.Scale(it.Scale)
		if int(own.Answers[i]) >= len(scale.Points) || len(it.Discuss) == 0 {
			continue
		}
		value := scale.Points[own.Answers[i]].Value
		if it.Reverse {
			value = q.Min() + q.Max() - value
		}
		if value < least {
			item, least, ok = it, value, true
		}
	}
	return item, ok
}

func pointer(o score.Opt) *float64 {
	if !o.OK {
		return nil
	}
	return &o.Value
}
