package participant

import (
	"github.com/gofiber/fiber/v2"

	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/rounds"
	"kompass/internal/web/kit"
	"kompass/views"
)

// answers is a questionnaire as somebody sent it, and what is wrong with it.
type answers struct {
	standpoint
	form     rounds.Form
	row      []byte
	comments []kompass.Comment
	errs     []*kompass.FieldError
	switched bool // it was sent only to be shown in another language
}

// readAnswers reads a form whose standpoint is settled.
func readAnswers(c *fiber.Ctx, q *questionnaire.Questionnaire) answers {
	out := answers{
		form:     rounds.ReadForm(q, func(name string) string { return kit.Posted(c, name) }),
		switched: kit.Posted(c, views.SwitchName) != "",
	}
	out.row, out.comments, out.errs = out.form.Pack(q)
	if out.switched {
		out.errs = nil
	}
	return out
}

// readAnswersFrom reads a form that also says from where somebody answers, as far as that is open.
func readAnswersFrom(c *fiber.Ctx, a kompass.Access, q *questionnaire.Questionnaire) answers {
	out := readAnswers(c, q)
	out.standpoint = standpointOf(a, func(name string) string { return kit.Posted(c, name) })
	if !out.switched && !out.complete(a) {
		out.errs = append(out.errs, &kompass.FieldError{Field: "standpoint", Code: "error.standpoint.missing"})
	}
	return out
}

// again reports whether the form is to be shown once more, and with which status.
func (s answers) again() (status int, again bool) {
	switch {
	case s.switched:
		return fiber.StatusOK, true
	case len(s.errs) > 0:
		return fiber.StatusUnprocessableEntity, true
	}
	return fiber.StatusOK, false
}
