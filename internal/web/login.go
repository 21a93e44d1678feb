package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/auth"
	"kompass/internal/kompass"
	"kompass/internal/web/kit"
	"kompass/views"
)

// halfCookie holds the token of a browser whose password was right and whose second step is missing.
const halfCookie = "kompass-half"

const signInCodePath = "/login/code"

func (s *server) routeSignIn(app *fiber.App) {
	s.Get(app, kit.Anybody, "/login", func(c *fiber.Ctx) error {
		return kit.Render(c, fiber.StatusOK, views.SignInPage(views.SignIn{Page: s.Page(c, "signin.title"), Next: kit.SafeNext(c.Query("next"))}))
	})
	s.Post(app, kit.Anybody, "/login", s.signIn)
	s.Get(app, kit.Anybody, signInCodePath, s.showCode)
	s.Post(app, kit.Anybody, signInCodePath, s.takeCode)
	s.Post(app, kit.Anybody, "/logout", s.signOut)
	s.Get(app, kit.Anybody, "/passwort", s.showSetup)
	s.Post(app, kit.Anybody, "/passwort", s.completeSetup)
}

func (s *server) signIn(c *fiber.Ctx) error {
	email, next := kit.Posted(c, "email"), kit.SafeNext(kit.Posted(c, "next"))
	entry, err := s.Auth.SignIn(c.UserContext(), email, kit.Posted(c, "password"), kit.Network(c.IP()).String())
	if err == nil {
		return s.enter(c, entry, next)
	}
	status, problem := fiber.StatusUnprocessableEntity, "signin.wrong"
	switch {
	case errors.Is(err, kompass.ErrTooManyTries):
		status, problem = fiber.StatusTooManyRequests, "signin.braked"
		c.Set(fiber.HeaderRetryAfter, "900")
	case !errors.Is(err, kompass.ErrBadLogin):
		return err
	}
	page := s.Page(c, "signin.title")
	page.Error = true
	return kit.Render(c, status, views.SignInPage(views.SignIn{Page: page, Email: email, Next: next, Problem: problem}))
}

// enter gives the browser its session, or sends it to the second step. A session that it had before ends.
func (s *server) enter(c *fiber.Ctx, entry auth.Entry, next string) error {
	if err := s.endSession(c); err != nil {
		return err
	}
	if entry.SecondStep {
		s.SetCookie(c, halfCookie, entry.Token, int(kompass.HalfLifetime.Seconds()))
		return kit.Redirect(c, kit.WithNext(signInCodePath, next))
	}
	s.SetCookie(c, kit.SessionCookie, entry.Token, 0)
	return kit.Redirect(c, next)
}

// endSession ends the session of this browser, if there is one.
func (s *server) endSession(c *fiber.Ctx) error {
	token := c.Cookies(s.CookieName(kit.SessionCookie))
	if token == "" {
		return nil
	}
	if err := s.Auth.SignOut(c.UserContext(), token); !errors.Is(err, kompass.ErrNotFound) {
		return err
	}
	return nil
}

func (s *server) signOut(c *fiber.Ctx) error {
	if err := s.endSession(c); err != nil {
		return err
	}
	s.SetCookie(c, kit.SessionCookie, "", -1)
	c.Set("Clear-Site-Data", `"cache"`)
	return kit.Redirect(c, "/login")
}

// showCode asks for the second step. Whoever has not given a password, or too long ago, begins with that.
func (s *server) showCode(c *fiber.Ctx) error {
	next := kit.SafeNext(c.Query("next"))
	_, err := s.Auth.HalfUser(c.UserContext(), c.Cookies(s.CookieName(halfCookie)))
	if errors.Is(err, kompass.ErrNotFound) {
		return kit.Redirect(c, kit.WithNext("/login", next))
	}
	if err != nil {
		return err
	}
	return kit.Render(c, fiber.StatusOK, views.CodePage(views.SignIn{Page: s.Page(c, "code.title"), Next: next}))
}

func (s *server) takeCode(c *fiber.Ctx) error {
	next := kit.SafeNext(kit.Posted(c, "next"))
	token, err := s.Auth.SecondStep(c.UserContext(), c.Cookies(s.CookieName(halfCookie)), kit.Posted(c, "code"))
	status, problem := fiber.StatusUnprocessableEntity, "code.wrong"
	switch {
	case err == nil:
		s.SetCookie(c, halfCookie, "", -1)
		return s.enter(c, auth.Entry{Token: token}, next)
	case errors.Is(err, kompass.ErrExpired):
		s.SetCookie(c, halfCookie, "", -1)
		page := s.Page(c, "signin.title")
		page.Error = true
		return kit.Render(c, status, views.SignInPage(views.SignIn{Page: page, Next: next, Problem: "code.again"}))
	case errors.Is(err, kompass.ErrTooManyTries):
		status, problem = fiber.StatusTooManyRequests, "signin.braked"
		c.Set(fiber.HeaderRetryAfter, "900")
	case !errors.Is(err, kompass.ErrBadCode):
		return err
	}
	page := s.Page(c, "code.title")
	page.Error = true
	return kit.Render(c, status, views.CodePage(views.SignIn{Page: page, Next: next, Problem: problem}))
}
