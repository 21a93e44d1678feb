// Package participant is what people see who answer: the way in by a code, the questionnaire, their own profile, the receipt and
// the guess. Nobody is signed in here.
package participant

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/kompass"
	"kompass/internal/published"
	"kompass/internal/questionnaire"
	"kompass/internal/rounds"
	"kompass/internal/web/kit"
	"kompass/views"
)

// Store is what answering reads and writes.
type Store interface {
	Access(ctx context.Context, code kompass.Code) (kompass.Access, error)
	Round(ctx context.Context, scope kompass.Scope, id string) (kompass.Round, error)
	Company(ctx context.Context, scope kompass.Scope, id string) (kompass.Company, error)
	PutGuess(ctx context.Context, g kompass.Guess) error
	OwnGuess(ctx context.Context, roundID string, key kompass.GuessKey) (map[string]float64, error)
	Sharing(ctx context.Context, scope kompass.Scope, roundID string) (kompass.Sharing, error)
}

// Config is what [New] needs. All fields are required.
type Config struct {
	Store     Store
	Rounds    *rounds.Service
	Published *published.Reader
	Outcome   Outcome
}

// Handler answers whoever has a code or a receipt. It is safe for concurrent use.
type Handler struct {
	*kit.Kit
	store     Store
	rounds    *rounds.Service
	published *published.Reader
	outcome   Outcome
	pages     *pageCache
	recent    recentAccess
	guesses   *kit.Limiter
}

// New returns the handler of these pages.
func New(k *kit.Kit, cfg Config) *Handler {
	return &Handler{
		Kit: k, store: cfg.Store, rounds: cfg.Rounds, published: cfg.Published, outcome: cfg.Outcome,
		pages: newPageCache(), recent: newRecentAccess(), guesses: kit.NewLimiter(k.Now),
	}
}

// Forget drops the pages and codes that are kept ready: nothing of a company that was deleted stays in memory.
func (h *Handler) Forget() {
	h.pages.Purge()
	h.recent.byCode.Purge()
}

// nonceCookie holds the random value that makes sending a form twice store it once. Once the thank-you page has been shown it
// holds nothing but that this browser has answered: the next person at the same device learns no more.
const nonceCookie = "kompass-form"

// keepCookieFor is how long a browser keeps that cookie after sending, in seconds.
const keepCookieFor = 600

// answeredMark is what the cookie holds then: from it nobody finds the answers, the round or the code.
func answeredMark(a kompass.Access) string {
	sum := sha256.Sum256([]byte("answered " + a.Form()))
	return "done." + hex.EncodeToString(sum[:8])
}

// hasAnswered reports whether the thank-you page of this round has been shown in this browser.
func (h *Handler) hasAnswered(c *fiber.Ctx, a kompass.Access) bool {
	return c.Cookies(h.CookieName(nonceCookie)) == answeredMark(a)
}

// access finds what the code of the address leads to, and limits the rate at which codes are guessed.
func (h *Handler) access(c *fiber.Ctx) (kompass.Access, error) {
	code, ok := kompass.ParseCode(c.Params("code"))
	if !ok {
		return kompass.Access{}, kit.ErrUnknownCode
	}
	a, err := h.store.Access(c.UserContext(), code)
	if errors.Is(err, kompass.ErrNotFound) {
		return kompass.Access{}, h.wrongGuess(c, kit.ErrUnknownCode)
	}
	if err == nil && !a.Link.Outcome {
		h.recent.put(code, a, h.Now())
	}
	return a, err
}

// wrongGuess counts a code or receipt that could exist but does not, and returns what to answer: wrong, or, to a network
// that guesses too often, that it must wait.
func (h *Handler) wrongGuess(c *fiber.Ctx, wrong error) error {
	if h.guesses.TooMany(c.IP()) {
		return kompass.ErrTooManyTries
	}
	return wrong
}

// running refuses a round that does not take answers now, or not at this address.
func (h *Handler) running(c *fiber.Ctx, a kompass.Access) error {
	switch phase := a.Round.Phase(h.Now()); {
	case phase == kompass.Ended:
		return kompass.ErrClosed
	case a.Link.Outcome:
		return kit.ErrNoOutcome
	case phase == kompass.Planned:
		c.Locals(kit.RoundKey, a.Round)
		return kompass.ErrNotOpenYet
	}
	return nil
}

// asked returns what a code leads to, and what its round asks, while answers are taken. Of a round that is over ([kompass.ErrClosed])
// it returns what the code leads to as well.
func (h *Handler) asked(c *fiber.Ctx) (kompass.Access, *questionnaire.Questionnaire, error) {
	a, err := h.access(c)
	if err == nil {
		err = h.running(c, a)
	}
	if err == nil {
		err = h.rounds.TakesAnswers(c.UserContext(), a.Round.ID)
	}
	if err != nil {
		return a, nil, err
	}
	frozen, err := h.rounds.Frozen(c.UserContext(), a.Round)
	if err != nil {
		return a, nil, err
	}
	return a, frozen.Questionnaire, nil
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

// complete reports whether nothing is left to choose.
func (p standpoint) complete(a kompass.Access) bool {
	return !(a.AsksTeam() && p.team == "") && !(a.AsksPerspective() && p.perspective == "")
}

func (h *Handler) showQuestionnaire(c *fiber.Ctx) error {
	a, q, err := h.asked(c)
	if errors.Is(err, kompass.ErrClosed) {
		return h.showShared(c, a)
	}
	if err != nil {
		return err
	}
	p := standpointOf(a, func(name string) string { return c.Query(name) })
	done, err := h.prepareNonce(c, a, p)
	if err != nil {
		return err
	}
	switch {
	case done:
		return kit.Render(c, fiber.StatusOK, views.AlreadyDonePage(views.AlreadyDone{Page: h.ParticipantPage(c), Access: a}))
	case a.Link.Used:
		return kompass.ErrUsed
	case !p.complete(a):
		return kit.Render(c, fiber.StatusOK, views.ChoosePage(h.choosePage(c, address.Questionnaire(a.Link.Code), a, p, q)))
	}
	return h.sendCached(c, a, p, q)
}

// prepareNonce gives a browser the value that its form is known by. It reports whether this browser has answered already. A
// shared device gets a new value for everybody.
func (h *Handler) prepareNonce(c *fiber.Ctx, a kompass.Access, p standpoint) (done bool, err error) {
	if !p.tablet && h.hasAnswered(c, a) {
		return true, nil
	}
	nonce, ok := kompass.ParseNonce(c.Cookies(h.CookieName(nonceCookie)))
	if ok && !p.tablet {
		_, err := h.rounds.OwnAnswers(c.UserContext(), a.Round.ID, nonce.Receipt(a.Form()))
		if errors.Is(err, kompass.ErrNotFound) {
			return false, nil
		}
		return err == nil, err
	}
	return false, h.freshNonce(c)
}

func (h *Handler) freshNonce(c *fiber.Ctx) error {
	nonce, err := kompass.NewNonce(h.Rand)
	if err != nil {
		return err
	}
	h.SetCookie(c, nonceCookie, string(nonce), 0)
	return nil
}

// another lets a second person answer in the same browser.
func (h *Handler) another(c *fiber.Ctx) error {
	a, err := h.access(c)
	if err != nil {
		return err
	}
	if err := h.freshNonce(c); err != nil {
		return err
	}
	return kit.Redirect(c, standpointPath(address.Questionnaire(a.Link.Code), a, standpoint{tablet: kit.Posted(c, "tablet") == "1"}))
}

func (h *Handler) submit(c *fiber.Ctx) error {
	if done, err := h.submitAtOnce(c); done {
		return err
	}
	a, q, err := h.asked(c)
	if err != nil {
		return err
	}
	sent := readAnswersFrom(c, a, q)
	if status, again := sent.again(); again {
		return h.showForm(c, status, a, sent, q)
	}
	return h.save(c, a, sent)
}

// save acknowledges a submission only when it is on disk. A browser that keeps no cookies gets thanks and receipt in the
// answer itself: it could not show them afterwards.
func (h *Handler) save(c *fiber.Ctx, a kompass.Access, sent answers) error {
	if !sent.tablet && h.hasAnswered(c, a) {
		return kit.Render(c, fiber.StatusConflict, views.AlreadyDonePage(views.AlreadyDone{Page: h.ParticipantPage(c), Access: a}))
	}
	nonce, keeps := kompass.ParseNonce(c.Cookies(h.CookieName(nonceCookie)))
	if !keeps {
		var err error
		if nonce, err = kompass.NewNonce(h.Rand); err != nil {
			return err
		}
	}
	sub := kompass.Submission{
		RoundID: a.Round.ID, TeamID: sent.team, Perspective: sent.perspective, Answers: sent.row, Comments: sent.comments,
	}
	if a.Link.Once {
		sub.OnceID = a.Link.ID
	}
	outcome, err := h.rounds.Submit(c.UserContext(), nonce.Receipt(a.Form()), sub)
	if err != nil {
		return err
	}
	if !keeps {
		return h.thank(c, a, nonce.Receipt(a.Form()), sent.tablet)
	}
	h.SetCookie(c, nonceCookie, string(nonce), keepCookieFor)
	path := address.Thanks(a.Link.Code)
	switch {
	case sent.tablet:
		path += "?tablet=1"
	case outcome == kompass.Corrected:
		path += "?corrected=1"
	}
	return kit.Redirect(c, path)
}

// showForm renders the questionnaire with what was typed and what is wrong with it.
func (h *Handler) showForm(c *fiber.Ctx, status int, a kompass.Access, sent answers, q *questionnaire.Questionnaire) error {
	page := h.ParticipantPage(c)
	page.Error, page.Path = len(sent.errs) > 0, standpointPath(address.Questionnaire(a.Link.Code), a, sent.standpoint) // the language switch sends the form along
	sender, err := h.Sender(c.UserContext())
	if err != nil {
		return err
	}
	return kit.Render(c, status, views.QuestionnairePage(views.Questionnaire{
		Page: page, Access: a, Content: q, TeamID: sent.team, Perspective: sent.perspective, Tablet: sent.tablet, Sender: sender,
		Answers: sent.form.Answers, Comments: sent.form.Comments, Errors: kit.FieldErrors(kit.Localizer(c), sent.errs...),
	}))
}
