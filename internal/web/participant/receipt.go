package participant

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/web/kit"
	"kompass/views"
)

func (h *Handler) showReceiptForm(c *fiber.Ctx) error {
	return kit.Render(c, fiber.StatusOK, views.ReceiptPage(views.ReceiptEntry{Page: h.ParticipantPage(c)}))
}

// held is what a receipt stands for: the answers, and the round that they belong to.
type held struct {
	receipt kompass.Receipt
	sub     kompass.Submission
	access  kompass.Access
	frozen  *rounds.Frozen
}

// useReceipt shows, changes or withdraws the answers under a receipt. Wrong receipts are braked like wrong codes.
func (h *Handler) useReceipt(c *fiber.Ctx) error {
	typed := kit.Posted(c, "receipt")
	own, err := h.hold(c, typed)
	if errors.Is(err, kompass.ErrNotFound) {
		return h.refuseReceipt(c, typed)
	}
	if err != nil {
		return err
	}
	switch views.ReceiptAction(kit.Posted(c, "do")) {
	case views.ReceiptEdit:
		return h.showCorrection(c, fiber.StatusOK, own, answers{form: rounds.Unpack(own.frozen.Questionnaire, own.sub)})
	case views.ReceiptCorrect:
		return h.correct(c, own)
	case views.ReceiptWithdraw:
		if err := h.rounds.WithdrawAnswers(c.UserContext(), own.sub.RoundID, own.receipt); err != nil {
			return err
		}
		return kit.Render(c, fiber.StatusOK, views.ReceiptDonePage(views.ReceiptDone{Page: h.ParticipantPage(c), Withdrawn: true}))
	case views.ReceiptAsk:
		return h.showHeld(c, own, true)
	}
	return h.showHeld(c, own, false)
}

// refuseReceipt says that there are no answers under what was typed, or that it is no receipt.
func (h *Handler) refuseReceipt(c *fiber.Ctx, typed string) error {
	problem := "receipt.malformed"
	if _, ok := kompass.ParseReceipt(typed); ok {
		if err := h.wrongGuess(c, nil); err != nil {
			return err
		}
		problem = "receipt.unknown"
	}
	page := h.ParticipantPage(c)
	page.Error = true
	return kit.Render(c, fiber.StatusUnprocessableEntity, views.ReceiptPage(views.ReceiptEntry{Page: page, Typed: typed,
		Errors: kit.FieldErrors(kit.Localizer(c), &kompass.FieldError{Field: "receipt", Code: problem})}))
}

// hold finds the answers of a receipt; [kompass.ErrNotFound] when there are none, or none any more.
func (h *Handler) hold(c *fiber.Ctx, typed string) (held, error) {
	receipt, ok := kompass.ParseReceipt(typed)
	if !ok {
		return held{}, kompass.ErrNotFound
	}
	ctx := c.UserContext()
	sub, err := h.rounds.FindReceipt(ctx, receipt)
	if err != nil {
		return held{}, err
	}
	round, err := h.store.Round(ctx, kompass.Everything, sub.RoundID)
	if err != nil {
		return held{}, err
	}
	company, err := h.store.Company(ctx, kompass.Everything, round.CompanyID)
	if err != nil {
		return held{}, err
	}
	frozen, err := h.rounds.Frozen(ctx, round)
	if err != nil {
		return held{}, err
	}
	return held{receipt, sub, kompass.Access{Round: round, CompanyName: company.Name}, frozen}, nil
}

func (h *Handler) showHeld(c *fiber.Ctx, own held, asking bool) error {
	form := rounds.Unpack(own.frozen.Questionnaire, own.sub)
	return kit.Render(c, fiber.StatusOK, views.ReceiptAnswersPage(views.ReceiptAnswers{
		Page: h.ParticipantPage(c), Access: own.access, Content: own.frozen.Questionnaire, Perspective: own.sub.Perspective,
		Answers: form.Answers, Comments: form.Comments, Receipt: own.receipt.Grouped(), Asking: asking,
	}))
}

func (h *Handler) showCorrection(c *fiber.Ctx, status int, own held, sent answers) error {
	page := h.ParticipantPage(c)
	page.Error, page.Path = len(sent.errs) > 0, address.Receipt // the language switch sends the form along
	return kit.Render(c, status, views.QuestionnairePage(views.Questionnaire{
		Page: page, Access: own.access, Content: own.frozen.Questionnaire, TeamID: own.sub.TeamID, Perspective: own.sub.Perspective,
		Answers: sent.form.Answers, Comments: sent.form.Comments, Errors: kit.FieldErrors(kit.Localizer(c), sent.errs...), Receipt: own.receipt.Grouped(),
	}))
}

// correct replaces the answers under a receipt; team and perspective stay as they were.
func (h *Handler) correct(c *fiber.Ctx, own held) error {
	sent := readAnswers(c, own.frozen.Questionnaire)
	if status, again := sent.again(); again {
		return h.showCorrection(c, status, own, sent)
	}
	sub := own.sub
	sub.Answers, sub.Comments, sub.Sealed = sent.row, sent.comments, nil
	if _, err := h.rounds.Submit(c.UserContext(), own.receipt, sub); err != nil {
		return err
	}
	return kit.Render(c, fiber.StatusOK, views.ReceiptDonePage(views.ReceiptDone{Page: h.ParticipantPage(c)}))
}
