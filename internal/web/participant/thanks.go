package participant

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/score"
	"kompass/internal/web/kit"
	"kompass/views"
)

// thanks shows participants their profile and the receipt to the browser that sent the answers, while the round is open.
func (h *Handler) thanks(c *fiber.Ctx) error {
	if a, ok := h.remembered(c); ok && h.thank(c, a) == nil {
		return nil
	}
	a, err := h.access(c)
	if err == nil {
		err = h.running(c, a)
	}
	if err != nil {
		return err
	}
	return h.thank(c, a)
}

func (h *Handler) thank(c *fiber.Ctx, a kompass.Access) error {
	nonce, ok := kompass.ParseNonce(c.Cookies(h.CookieName(nonceCookie)))
	if !ok {
		return kit.ErrNoProfile
	}
	receipt := nonce.Receipt(a.Form()).In(a.Round)
	own, err := h.rounds.OwnAnswers(c.UserContext(), a.Round.ID, receipt)
	if errors.Is(err, kompass.ErrNotFound) {
		return kit.ErrNoProfile
	}
	if err != nil {
		return err
	}
	frozen, err := h.rounds.Frozen(c.UserContext(), a.Round)
	if err != nil {
		return err
	}
	return kit.Render(c, fiber.StatusOK, views.ThanksPage(views.Thanks{
		Page: h.ParticipantPage(c), Access: a, Receipt: receipt.Grouped(), Profile: profile(c, frozen, own),
		Tablet: c.Query("tablet") == "1", Corrected: c.Query("corrected") == "1",
	}))
}

// profile scores one person's own answers.
func profile(c *fiber.Ctx, frozen *rounds.Frozen, own kompass.Submission) views.Profile {
	q := frozen.Questionnaire
	out := views.Profile{Min: q.Min(), Max: q.Max()}
	for _, f := range q.Facets {
		out.Facets = append(out.Facets, kit.Text(c, q, f.Title))
	}
	for i, f := range frozen.Scorer.Person(score.Answers(own.Answers)).Fields {
		field := views.ProfileField{Title: kit.Text(c, q, q.Fields[i].Title), Value: pointer(f.Score)}
		for _, facet := range f.Facets {
			field.Facets = append(field.Facets, pointer(facet))
		}
		out.Fields = append(out.Fields, field)
	}
	return out
}

func pointer(o score.Opt) *float64 {
	if !o.OK {
		return nil
	}
	return &o.Value
}
