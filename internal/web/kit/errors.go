package kit

import (
	"context"
	"errors"
	"log/slog"
	"strings"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/kompass"
	"kompass/internal/semaphore"
	"kompass/views"
)

// Errors of requests that the domain knows nothing of.
var (
	errCrossSite = errors.New("request from another site")

	ErrForbidden   = errors.New("not allowed for this role")
	ErrUnknownCode = errors.New("unknown code")
	ErrNoProfile   = errors.New("no answers of this browser")
	ErrNoOutcome   = errors.New("the round still takes answers")
)

// failure is how an error looks to people: a status and the page that says what to do.
type failure struct {
	err    error
	status int
	kind   views.NoticeKind
}

// failures maps errors to statuses and pages; the first that matches counts.
var failures = []failure{
	{ErrUnknownCode, fiber.StatusNotFound, views.NoticeUnknownCode},
	{ErrNoProfile, fiber.StatusNotFound, views.NoticeNoProfile},
	{errCrossSite, fiber.StatusForbidden, views.NoticeForeign},
	{ErrForbidden, fiber.StatusForbidden, views.NoticeForbidden},
	{ErrNoOutcome, fiber.StatusForbidden, views.NoticeNoOutcome},
	{kompass.ErrNotOpenYet, fiber.StatusForbidden, views.NoticeNotYet},
	{kompass.ErrClosed, fiber.StatusGone, views.NoticeClosed},
	{kompass.ErrUsed, fiber.StatusGone, views.NoticeUsed},
	{kompass.ErrExpired, fiber.StatusGone, views.NoticeExpired},
	{kompass.ErrTooManyTries, fiber.StatusTooManyRequests, views.NoticeTooMany},
	{kompass.ErrNotFound, fiber.StatusNotFound, views.NoticeNotFound},
	{kompass.ErrConflict, fiber.StatusConflict, views.NoticeConflict},
	{kompass.ErrFrozen, fiber.StatusConflict, views.NoticeConflict},
	{kompass.ErrStillOpen, fiber.StatusConflict, views.NoticeConflict},
	{kompass.ErrNoTarget, fiber.StatusConflict, views.NoticeConflict},
	{kompass.ErrInvalid, fiber.StatusBadRequest, views.NoticeBadRequest},
	{kompass.ErrUnpublished, fiber.StatusConflict, views.NoticeConflict},
	{kompass.ErrUnreleased, fiber.StatusConflict, views.NoticeConflict},
	{semaphore.ErrBusy, fiber.StatusServiceUnavailable, views.NoticeUnavailable},
	{kompass.ErrNoKey, fiber.StatusServiceUnavailable, views.NoticeNoKey},
	{kompass.ErrKeyGone, fiber.StatusServiceUnavailable, views.NoticeNoKey},
	{kompass.ErrDamaged, fiber.StatusInternalServerError, views.NoticeDamaged},
	{kompass.ErrStorage, fiber.StatusServiceUnavailable, views.NoticeUnavailable},
}

func failureOf(err error) failure {
	for _, f := range failures {
		if errors.Is(err, f.err) {
			return f
		}
	}
	status := fiber.StatusInternalServerError
	var fe *fiber.Error
	if errors.As(err, &fe) {
		status = fe.Code
	}
	return failure{err: err, status: status, kind: views.NoticeFor(status)}
}

// takesAnswers reports whether a form sent to this address carries a participant's answers.
func takesAnswers(c *fiber.Ctx) bool {
	path := strings.ToLower(c.Path())
	return address.TakesAnswers(path) || path == address.Receipt && views.ReceiptAction(Posted(c, "do")) == views.ReceiptCorrect
}

// RoundKey is where a handler leaves the round that an error page names a date of.
const RoundKey = "round"

// noteFailure logs what went wrong inside, once. What goes wrong for people who answer is counted by the hour.
func (k *Kit) noteFailure(c *fiber.Ctx, status int, err error) {
	switch {
	case !behindSignIn(c):
		k.Metrics.participants.note(k.Now(), status, err)
	case status >= fiber.StatusInternalServerError:
		k.Log.LogAttrs(c.UserContext(), slog.LevelError, "request failed", slog.String("route", c.Route().Path), slog.String("error", err.Error()))
	}
}

// handleError answers a failed request with a page that says what to do. What went wrong inside is noted and never shown.
func (k *Kit) handleError(c *fiber.Ctx, err error) error {
	if errors.Is(err, fiber.ErrRequestEntityTooLarge) {
		err = refusedBody(c)
	}
	f := failureOf(err)
	if len(c.Response().Header.Peek(fiber.HeaderContentLanguage)) == 0 { // refused before any middleware ran
		k.setHeaders(c)
		k.setLanguage(c)
	}
	c.SetUserContext(context.WithoutCancel(c.UserContext()))
	k.noteFailure(c, f.status, err)
	if f.status >= fiber.StatusInternalServerError {
		c.Set(fiber.HeaderRetryAfter, "10")
	}
	if f.status == fiber.StatusTooManyRequests {
		c.Set(fiber.HeaderRetryAfter, "60")
	}
	k.recogniseAtDesk(c, f.status)
	model := views.Notice{Page: k.Titled(c, "", false), Kind: f.kind}
	if model.Kind == views.NoticeClosed && behindSignIn(c) {
		model.Kind = views.NoticeOver
	}
	model.Unsaved = c.Method() == fiber.MethodPost && takesAnswers(c)
	if f.status == fiber.StatusGone { // only a route says so; before one is found there are no parameters
		model.Forget = forgettable(c)
	}
	if round, ok := c.Locals(RoundKey).(kompass.Round); ok {
		model.Opens = round.OpensAt
		if round.Unconfirmed {
			model.Kind = views.NoticeUnready
		}
	}
	return Render(c, f.status, views.NoticePage(model))
}

// forgettable names the unfinished answers of the round whose code stands in the address, "" where there is none.
func forgettable(c *fiber.Ctx) string {
	code, ok := kompass.ParseCode(c.Params("code"))
	if !ok {
		return ""
	}
	return views.DraftKey(code)
}

// recogniseAtDesk notes who is signed in where no route did, so that an unknown address behind the sign-in leads back to the
// overview and not out of it. Who it is cannot be told while the store fails; the page then has the way of everybody.
func (k *Kit) recogniseAtDesk(c *fiber.Ctx, status int) {
	if status >= fiber.StatusInternalServerError || User(c).ID != "" || !strings.HasPrefix(strings.ToLower(c.Path()), address.Overview) {
		return
	}
	if user, _, err := k.Auth.User(c.UserContext(), c.Cookies(k.CookieName(SessionCookie))); err == nil {
		c.Locals(userKey, user)
	}
}
