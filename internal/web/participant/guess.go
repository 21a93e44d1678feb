package participant

import (
	"errors"
	"math"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/web/kit"
	"kompass/views"
)

// guessCookie holds the random value under which a browser's guess lies. It is another one than that of the answers, so
// that nothing ties the two.
const guessCookie = "kompass-guess"

// guessForm is what was chosen: field -> step, as typed.
type guessForm map[string]string

func (h *Handler) showGuess(c *fiber.Ctx) error {
	a, q, err := h.asked(c)
	if err != nil {
		return err
	}
	form, done := guessForm{}, false
	if nonce, ok := kompass.ParseNonce(c.Cookies(h.CookieName(guessCookie))); ok {
		own, err := h.store.OwnGuess(c.UserContext(), a.Round.ID, nonce.GuessKey(a.Round.ID))
		if err != nil && !errors.Is(err, kompass.ErrNotFound) {
			return err
		}
		for field, level := range own {
			form[field], done = strconv.Itoa(guessStep(level, q)), true
		}
	}
	return h.renderGuess(c, fiber.StatusOK, guessPage{access: a, q: q, form: form, done: done})
}

// guessStep is the step that a level was chosen by.
func guessStep(level float64, q *questionnaire.Questionnaire) int {
	return int(math.Round((level - q.Min()) / (q.Max() - q.Min()) * (kompass.GuessSteps - 1)))
}

func (h *Handler) takeGuess(c *fiber.Ctx) error {
	a, q, err := h.asked(c)
	if err != nil {
		return err
	}
	form, levels := guessForm{}, map[string]float64{}
	var problems []*kompass.FieldError
	for _, f := range q.Fields {
		form[f.ID] = kit.Posted(c, "guess-"+f.ID)
		step, err := strconv.Atoi(form[f.ID])
		if err != nil || step < 0 || step >= kompass.GuessSteps {
			problems = append(problems, &kompass.FieldError{Field: "guess-" + f.ID, Code: "error.guess.missing"})
			continue
		}
		levels[f.ID] = kompass.GuessLevel(step, q.Min(), q.Max())
	}
	if len(problems) > 0 {
		return h.renderGuess(c, fiber.StatusUnprocessableEntity, guessPage{access: a, q: q, form: form, problems: problems})
	}
	nonce, ok := kompass.ParseNonce(c.Cookies(h.CookieName(guessCookie)))
	if !ok {
		if nonce, err = kompass.NewNonce(h.Rand); err != nil {
			return err
		}
		h.SetCookie(c, guessCookie, string(nonce), 0)
	}
	err = h.store.PutGuess(c.UserContext(), kompass.Guess{RoundID: a.Round.ID, Key: nonce.GuessKey(a.Round.ID), Levels: levels})
	if err != nil {
		return err
	}
	return kit.Redirect(c, address.Guess(kompass.Code(c.Params("code"))))
}

// guessPage is what the page of a guess shows.
type guessPage struct {
	access   kompass.Access
	q        *questionnaire.Questionnaire
	form     guessForm
	done     bool // this browser has guessed before
	problems []*kompass.FieldError
}

func (h *Handler) renderGuess(c *fiber.Ctx, status int, p guessPage) error {
	z := kit.Localizer(c)
	page := h.ParticipantPage(c)
	page.Title, page.Company, page.Error = z.T("guess.title"), p.access.CompanyName, len(p.problems) > 0
	model := views.Guess{
		Page: page, Action: address.Guess(kompass.Code(c.Params("code"))), Questionnaire: address.Questionnaire(kompass.Code(c.Params("code"))), Min: p.access.Round.K,
		Done: p.done, Errors: kit.FieldErrors(z, p.problems...),
	}
	for _, f := range p.q.Fields {
		field := views.GuessField{Name: "guess-" + f.ID, Title: kit.Text(c, p.q, f.Title), About: kit.Text(c, p.q, f.About), Message: kit.MessageFor(z, p.problems, "guess-"+f.ID)}
		for step := range kompass.GuessSteps {
			value := strconv.Itoa(step)
			field.Steps = append(field.Steps, views.GuessStep{Value: value, Label: z.Num(kompass.GuessLevel(step, p.q.Min(), p.q.Max()), 0), Chosen: p.form[f.ID] == value})
		}
		model.Fields = append(model.Fields, field)
	}
	return kit.Render(c, status, views.GuessPage(model))
}
