package web

import (
	"context"
	"errors"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/rounds"
	"kompass/internal/web/kit"
	"kompass/views"
)

// participantStore is what answering reads and writes.
type participantStore interface {
	Access(ctx context.Context, code kompass.Code) (kompass.Access, error)
	Submit(ctx context.Context, s kompass.Submission) (kompass.Outcome, error)
	OwnAnswers(ctx context.Context, roundID string, receipt kompass.ReceiptHash) (kompass.Submission, error)
	FindReceipt(ctx context.Context, receipt kompass.ReceiptHash) (kompass.Submission, error)
	Withdraw(ctx context.Context, receipt kompass.ReceiptHash) error
}

// nonceCookie holds the random value that makes sending a form twice store it once.
const nonceCookie = "kompass-form"

func (s *server) routeParticipant(app *fiber.App) {
	s.Get(app, kit.Anybody, "/s/:code", s.showQuestionnaire)
	s.Post(app, kit.Anybody, "/s/:code", s.submit)
	s.Get(app, kit.Anybody, "/s/:code/danke", s.thanks)
	s.Post(app, kit.Anybody, "/s/:code/neu", s.another)
	s.Get(app, kit.Anybody, views.ReceiptPath, s.showReceiptForm)
	s.Post(app, kit.Anybody, views.ReceiptPath, s.useReceipt)
}

// access finds what the code of the address leads to, and brakes whoever guesses codes.
func (s *server) access(c *fiber.Ctx) (kompass.Access, error) {
	code, ok := kompass.ParseCode(c.Params("code"))
	if !ok {
		return kompass.Access{}, kit.ErrUnknownCode
	}
	a, err := s.Store.Access(c.UserContext(), code)
	if errors.Is(err, kompass.ErrNotFound) {
		return kompass.Access{}, s.wrongGuess(c, kit.ErrUnknownCode)
	}
	if err == nil {
		s.recent.put(code, a, s.Now())
	}
	return a, err
}

// wrongGuess counts a code or receipt that could exist but does not, and returns what to answer: wrong, or, to a network
// that guesses too often, that it must wait.
func (s *server) wrongGuess(c *fiber.Ctx, wrong error) error {
	if s.guesses.TooMany(c.IP()) {
		return kompass.ErrTooManyTries
	}
	return wrong
}

// running refuses a round that does not take answers now.
func (s *server) running(c *fiber.Ctx, a kompass.Access) error {
	switch a.Round.Phase(s.Now()) {
	case kompass.Planned:
		c.Locals(kit.RoundKey, a.Round)
		return kompass.ErrNotOpenYet
	case kompass.Ended:
		return kompass.ErrClosed
	}
	return nil
}

// standpoint is from where a person answers: what the link fixes, else what she chose.
type standpoint struct {
	team, perspective string
	tablet            bool
}

// standpointOf takes the team and perspective from the link, or from values, and drops any that the round does not ask.
func standpointOf(a kompass.Access, value func(name string) string) standpoint {
	p := standpoint{team: a.Link.TeamID, perspective: a.Link.Perspective, tablet: value("tablet") == "1"}
	if a.AsksTeam() {
		for _, t := range a.Teams {
			if t.ID == value("team") {
				p.team = t.ID
			}
		}
	}
	if a.AsksPerspective() {
		for _, v := range a.Round.Perspectives {
			if v == value("perspective") {
				p.perspective = v
			}
		}
	}
	return p
}

// complete says whether nothing is left to choose.
func (p standpoint) complete(a kompass.Access) bool {
	return !(a.AsksTeam() && p.team == "") && !(a.AsksPerspective() && p.perspective == "")
}

func (s *server) showQuestionnaire(c *fiber.Ctx) error {
	a, err := s.access(c)
	if err == nil {
		err = s.running(c, a)
	}
	if err != nil {
		return err
	}
	frozen, err := s.Rounds.Frozen(c.UserContext(), a.Round)
	if err != nil {
		return err
	}
	p := standpointOf(a, func(name string) string { return c.Query(name) })
	done, err := s.prepareNonce(c, a, p)
	if err != nil {
		return err
	}
	switch {
	case done:
		return kit.Render(c, fiber.StatusOK, views.AlreadyDonePage(views.AlreadyDone{Page: s.ParticipantPage(c), Access: a}))
	case a.Link.Used:
		return kompass.ErrUsed
	case !p.complete(a):
		return kit.Render(c, fiber.StatusOK, views.ChoosePage(s.choosePage(c, codePath(a), a, p, frozen.Questionnaire)))
	}
	return s.sendCached(c, a, p, frozen.Questionnaire)
}

// prepareNonce gives a browser the value that its form is known by. It says whether this browser has answered already. A
// shared device gets a new value for everybody.
func (s *server) prepareNonce(c *fiber.Ctx, a kompass.Access, p standpoint) (done bool, err error) {
	nonce, ok := kompass.ParseNonce(c.Cookies(s.CookieName(nonceCookie)))
	if ok && !p.tablet {
		_, err := s.Store.OwnAnswers(c.UserContext(), a.Round.ID, nonce.Receipt(a.Form()).Hash())
		if errors.Is(err, kompass.ErrNotFound) {
			return false, nil
		}
		return err == nil, err
	}
	return false, s.freshNonce(c)
}

func (s *server) freshNonce(c *fiber.Ctx) error {
	nonce, err := kompass.NewNonce(s.Rand)
	if err != nil {
		return err
	}
	s.SetCookie(c, nonceCookie, string(nonce), 0)
	return nil
}

// another lets a second person answer in the same browser.
func (s *server) another(c *fiber.Ctx) error {
	a, err := s.access(c)
	if err != nil {
		return err
	}
	if err := s.freshNonce(c); err != nil {
		return err
	}
	return kit.Redirect(c, standpointPath(codePath(a), a, standpoint{tablet: kit.Posted(c, "tablet") == "1"}))
}

func (s *server) submit(c *fiber.Ctx) error {
	if done, err := s.submitAtOnce(c); done {
		return err
	}
	a, err := s.access(c)
	if err == nil {
		err = s.running(c, a)
	}
	if err != nil {
		return err
	}
	frozen, err := s.Rounds.Frozen(c.UserContext(), a.Round)
	if err != nil {
		return err
	}
	value := func(name string) string { return kit.Posted(c, name) }
	p, form := standpointOf(a, value), rounds.ReadForm(frozen.Questionnaire, value)
	row, comments, errs := form.Pack(frozen.Questionnaire)
	switch {
	case kit.Posted(c, views.SwitchName) != "":
		return s.showForm(c, fiber.StatusOK, a, p, form, frozen.Questionnaire, nil)
	case !p.complete(a):
		errs = append(errs, &kompass.FieldError{Field: "standpoint", Code: "error.standpoint.missing"})
	}
	if len(errs) > 0 {
		return s.showForm(c, fiber.StatusUnprocessableEntity, a, p, form, frozen.Questionnaire, errs)
	}
	return s.store(c, a, p, row, comments)
}

// store acknowledges a submission only when it is on disk.
func (s *server) store(c *fiber.Ctx, a kompass.Access, p standpoint, row []byte, comments []kompass.Comment) error {
	nonce, ok := kompass.ParseNonce(c.Cookies(s.CookieName(nonceCookie)))
	if !ok {
		var err error
		if nonce, err = kompass.NewNonce(s.Rand); err != nil {
			return err
		}
		s.SetCookie(c, nonceCookie, string(nonce), 0)
	}
	sub := kompass.Submission{
		RoundID: a.Round.ID, TeamID: p.team, Perspective: p.perspective, Answers: row, Comments: comments,
		Receipt: nonce.Receipt(a.Form()).Hash(),
	}
	if a.Link.Once {
		sub.OnceID = a.Link.ID
	}
	outcome, err := s.Store.Submit(c.UserContext(), sub)
	if err != nil {
		return err
	}
	path := codePath(a) + "/danke"
	switch {
	case p.tablet:
		path += "?tablet=1"
	case outcome == kompass.Corrected:
		path += "?corrected=1"
	}
	return kit.Redirect(c, path)
}

// showForm renders the questionnaire with what was typed and what is wrong with it.
func (s *server) showForm(c *fiber.Ctx, status int, a kompass.Access, p standpoint, form rounds.Form, q *questionnaire.Questionnaire, errs []*kompass.FieldError) error {
	page := s.ParticipantPage(c)
	page.Error, page.Path = len(errs) > 0, standpointPath(codePath(a), a, p) // the language switch sends the form along
	sender, err := s.Sender(c.UserContext())
	if err != nil {
		return err
	}
	return kit.Render(c, status, views.QuestionnairePage(views.Questionnaire{
		Page: page, Access: a, Content: q, TeamID: p.team, Perspective: p.perspective, Tablet: p.tablet, Sender: sender,
		Answers: form.Answers, Comments: form.Comments, Errors: kit.FieldErrors(kit.Localizer(c), errs...),
	}))
}
