package people

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/auth"
	"kompass/internal/kompass"
	"kompass/internal/web/kit"
	"kompass/views"
)

// pendingCookie holds the token of a browser whose password was right and whose second step is missing.
const pendingCookie = "kompass-pending"

func (h *Handler) showSignIn(c *fiber.Ctx) error {
	return kit.Render(c, fiber.StatusOK, views.SignInPage(views.SignIn{Page: h.Page(c, "signin.title"), Next: kit.SafeNext(c.Query("next"))}))
}

func (h *Handler) signIn(c *fiber.Ctx) error {
	email, next := kit.Posted(c, "email"), kit.SafeNext(kit.Posted(c, "next"))
	entry, err := h.Auth.SignIn(c.UserContext(), email, kit.Posted(c, "password"), kit.Network(c.IP()).String())
	if err == nil {
		return h.enter(c, entry, next)
	}
	status, problem := fiber.StatusUnprocessableEntity, "signin.wrong"
	switch {
	case errors.Is(err, kompass.ErrTooManyTries):
		status, problem = fiber.StatusTooManyRequests, "signin.braked"
		c.Set(fiber.HeaderRetryAfter, "900")
	case !errors.Is(err, kompass.ErrBadLogin):
		return err
	}
	page := h.Page(c, "signin.title")
	page.Error = true
	return kit.Render(c, status, views.SignInPage(views.SignIn{Page: page, Email: email, Next: next, Problem: problem}))
}

// enter gives the browser its session, or sends it to the second step. A session that it had before ends.
func (h *Handler) enter(c *fiber.Ctx, entry auth.Entry, next string) error {
	if err := h.endSession(c); err != nil {
		return err
	}
	if entry.SecondStep {
		h.SetCookie(c, pendingCookie, entry.Token, int(kompass.PendingLifetime.Seconds()))
		return kit.Redirect(c, kit.WithNext(address.SignInCode, next))
	}
	h.SetCookie(c, kit.SessionCookie, entry.Token, 0)
	return kit.Redirect(c, next)
}

// endSession ends the session of this browser, if there is one.
func (h *Handler) endSession(c *fiber.Ctx) error {
	token := c.Cookies(h.CookieName(kit.SessionCookie))
	if token == "" {
		return nil
	}
	if err := h.Auth.SignOut(c.UserContext(), token); !errors.Is(err, kompass.ErrNotFound) {
		return err
	}
	return nil
}

func (h *Handler) signOut(c *fiber.Ctx) error {
	if err := h.endSession(c); err != nil {
		return err
	}
	h.SetCookie(c, kit.SessionCookie, "", -1)
	c.Set("Clear-Site-Data", `"cache"`)
	return kit.Redirect(c, address.SignIn)
}

// showCode asks for the second step. Whoever has not given a password, or too long ago, begins with that.
func (h *Handler) showCode(c *fiber.Ctx) error {
	next := kit.SafeNext(c.Query("next"))
	_, err := h.Auth.PendingUser(c.UserContext(), c.Cookies(h.CookieName(pendingCookie)))
	if errors.Is(err, kompass.ErrNotFound) {
		return kit.Redirect(c, kit.WithNext(address.SignIn, next))
	}
	if err != nil {
		return err
	}
	return kit.Render(c, fiber.StatusOK, views.CodePage(views.SignIn{Page: h.Page(c, "code.title"), Next: next}))
}

func (h *Handler) takeCode(c *fiber.Ctx) error {
	next := kit.SafeNext(kit.Posted(c, "next"))
	token, err := h.Auth.SecondStep(c.UserContext(), c.Cookies(h.CookieName(pendingCookie)), kit.Posted(c, "code"))
	status, problem := fiber.StatusUnprocessableEntity, "code.wrong"
	switch {
	case err == nil:
		h.SetCookie(c, pendingCookie, "", -1)
		return h.enter(c, auth.Entry{Token: token}, next)
	case errors.Is(err, kompass.ErrExpired):
		h.SetCookie(c, pendingCookie, "", -1)
		page := h.Page(c, "signin.title")
		page.Error = true
		return kit.Render(c, status, views.SignInPage(views.SignIn{Page: page, Next: next, Problem: "code.again"}))
	case errors.Is(err, kompass.ErrTooManyTries):
		status, problem = fiber.StatusTooManyRequests, "signin.braked"
		c.Set(fiber.HeaderRetryAfter, "900")
	case !errors.Is(err, kompass.ErrBadCode):
		return err
	}
	page := h.Page(c, "code.title")
	page.Error = true
	return kit.Render(c, status, views.CodePage(views.SignIn{Page: page, Next: next, Problem: problem}))
}
