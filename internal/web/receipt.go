package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/web/kit"
	"kompass/views"
)

func (s *server) showReceiptForm(c *fiber.Ctx) error {
	return kit.Render(c, fiber.StatusOK, views.ReceiptPage(views.ReceiptEntry{Page: s.ParticipantPage(c)}))
}

// held is what a receipt stands for: the answers, and the round that they belong to.
type held struct {
	receipt kompass.Receipt
	sub     kompass.Submission
	access  kompass.Access
	frozen  *rounds.Frozen
}

// useReceipt shows, changes or withdraws the answers under a receipt. Wrong receipts are braked like wrong codes.
func (s *server) useReceipt(c *fiber.Ctx) error {
	typed := kit.Posted(c, "receipt")
	h, err := s.hold(c, typed)
	if errors.Is(err, kompass.ErrNotFound) {
		problem := "receipt.malformed"
		if _, ok := kompass.ParseReceipt(typed); ok {
			if err := s.wrongGuess(c, nil); err != nil {
				return err
			}
			problem = "receipt.unknown"
		}
		page := s.ParticipantPage(c)
		page.Error = true
		return kit.Render(c, fiber.StatusUnprocessableEntity, views.ReceiptPage(views.ReceiptEntry{Page: page, Typed: typed,
			Errors: kit.FieldErrors(kit.Localizer(c), &kompass.FieldError{Field: "receipt", Code: problem})}))
	}
	if err != nil {
		return err
	}
	switch views.ReceiptAction(kit.Posted(c, "do")) {
	case views.ReceiptEdit:
		return s.showCorrection(c, fiber.StatusOK, h, rounds.Unpack(h.frozen.Questionnaire, h.sub), nil)
	case views.ReceiptCorrect:
		return s.correct(c, h)
	case views.ReceiptWithdraw:
		if err := s.Store.Withdraw(c.UserContext(), h.receipt.Hash()); err != nil {
			return err
		}
		return kit.Render(c, fiber.StatusOK, views.ReceiptDonePage(views.ReceiptDone{Page: s.ParticipantPage(c), Withdrawn: true}))
	case views.ReceiptAsk:
		return s.showHeld(c, h, true)
	}
	return s.showHeld(c, h, false)
}

// hold finds the answers of a receipt; [kompass.ErrNotFound] when there are none, or none any more.
func (s *server) hold(c *fiber.Ctx, typed string) (held, error) {
	receipt, ok := kompass.ParseReceipt(typed)
	if !ok {
		return held{}, kompass.ErrNotFound
	}
	ctx := c.UserContext()
	sub, err := s.Store.FindReceipt(ctx, receipt.Hash())
	if err != nil {
		return held{}, err
	}
	round, err := s.Store.Round(ctx, kompass.Everything, sub.RoundID)
	if err != nil {
		return held{}, err
	}
	company, err := s.Store.Company(ctx, kompass.Everything, round.CompanyID)
	if err != nil {
		return held{}, err
	}
	frozen, err := s.Rounds.Frozen(ctx, round)
	if err != nil {
		return held{}, err
	}
	return held{receipt, sub, kompass.Access{Round: round, CompanyName: company.Name}, frozen}, nil
}

func (s *server) showHeld(c *fiber.Ctx, h held, asking bool) error {
	form := rounds.Unpack(h.frozen.Questionnaire, h.sub)
	return kit.Render(c, fiber.StatusOK, views.ReceiptAnswersPage(views.ReceiptAnswers{
		Page: s.ParticipantPage(c), Access: h.access, Content: h.frozen.Questionnaire, Perspective: h.sub.Perspective,
		Answers: form.Answers, Comments: form.Comments, Receipt: h.receipt.Grouped(), Asking: asking,
	}))
}

func (s *server) showCorrection(c *fiber.Ctx, status int, h held, form rounds.Form, errs []*kompass.FieldError) error {
	page := s.ParticipantPage(c)
	page.Error, page.Path = len(errs) > 0, views.ReceiptPath // the language switch sends the form along
	return kit.Render(c, status, views.QuestionnairePage(views.Questionnaire{
		Page: page, Access: h.access, Content: h.frozen.Questionnaire, TeamID: h.sub.TeamID, Perspective: h.sub.Perspective,
		Answers: form.Answers, Comments: form.Comments, Errors: kit.FieldErrors(kit.Localizer(c), errs...), Receipt: h.receipt.Grouped(),
	}))
}

// correct replaces the answers under a receipt; team and perspective stay as they were.
func (s *server) correct(c *fiber.Ctx, h held) error {
	q := h.frozen.Questionnaire
	form := rounds.ReadForm(q, func(name string) string { return kit.Posted(c, name) })
	if kit.Posted(c, views.SwitchName) != "" {
		return s.showCorrection(c, fiber.StatusOK, h, form, nil)
	}
	row, comments, errs := form.Pack(q)
	if len(errs) > 0 {
		return s.showCorrection(c, fiber.StatusUnprocessableEntity, h, form, errs)
	}
	sub := h.sub
	sub.Answers, sub.Comments, sub.Receipt = row, comments, h.receipt.Hash()
	if _, err := s.Store.Submit(c.UserContext(), sub); err != nil {
		return err
	}
	return kit.Render(c, fiber.StatusOK, views.ReceiptDonePage(views.ReceiptDone{Page: s.ParticipantPage(c)}))
}
