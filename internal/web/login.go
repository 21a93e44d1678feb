package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/auth"
	"kompass/internal/kompass"
	"kompass/views"
)

// halfCookie holds the token of a browser whose password was right and whose second step is missing.
const halfCookie = "kompass-half"

const signInCodePath = "/login/code"

func (s *server) routeSignIn(app *fiber.App) {
	s.get(app, forAnybody, "/login", func(c *fiber.Ctx) error {
		return render(c, fiber.StatusOK, views.SignInPage(views.SignIn{Page: s.page(c, "signin.title"), Next: safeNext(c.Query("next"))}))
	})
	s.post(app, forAnybody, "/login", s.signIn)
	s.get(app, forAnybody, signInCodePath, s.showCode)
	s.post(app, forAnybody, signInCodePath, s.takeCode)
	s.post(app, forAnybody, "/logout", s.signOut)
	s.get(app, forAnybody, "/passwort", s.showSetup)
	s.post(app, forAnybody, "/passwort", s.completeSetup)
}

func (s *server) signIn(c *fiber.Ctx) error {
	email, next := posted(c, "email"), safeNext(posted(c, "next"))
	entry, err := s.Auth.SignIn(c.UserContext(), email, posted(c, "password"), network(c.IP()).String())
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
	page := s.page(c, "signin.title")
	page.Error = true
	return render(c, status, views.SignInPage(views.SignIn{Page: page, Email: email, Next: next, Problem: problem}))
}

// enter gives the browser its session, or sends it to the second step. A session that it had before ends.
func (s *server) enter(c *fiber.Ctx, entry auth.Entry, next string) error {
	if err := s.endSession(c); err != nil {
		return err
	}
	if entry.SecondStep {
		s.setCookie(c, halfCookie, entry.Token, int(kompass.HalfLifetime.Seconds()))
		return redirect(c, withNext(signInCodePath, next))
	}
	s.setCookie(c, sessionCookie, entry.Token, 0)
	return redirect(c, next)
}

// endSession ends the session of this browser, if there is one.
func (s *server) endSession(c *fiber.Ctx) error {
	token := c.Cookies(s.cookieName(sessionCookie))
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
	s.setCookie(c, sessionCookie, "", -1)
	c.Set("Clear-Site-Data", `"cache"`)
	return redirect(c, "/login")
}

// showCode asks for the second step. Whoever has not given a password, or too long ago, begins with that.
func (s *server) showCode(c *fiber.Ctx) error {
	next := safeNext(c.Query("next"))
	_, err := s.Auth.HalfUser(c.UserContext(), c.Cookies(s.cookieName(halfCookie)))
	if errors.Is(err, kompass.ErrNotFound) {
		return redirect(c, withNext("/login", next))
	}
	if err != nil {
		return err
	}
	return render(c, fiber.StatusOK, views.CodePage(views.SignIn{Page: s.page(c, "code.title"), Next: next}))
}

func (s *server) takeCode(c *fiber.Ctx) error {
	next := safeNext(posted(c, "next"))
	token, err := s.Auth.SecondStep(c.UserContext(), c.Cookies(s.cookieName(halfCookie)), posted(c, "code"))
	status, problem := fiber.StatusUnprocessableEntity, "code.wrong"
	switch {
	case err == nil:
		s.setCookie(c, halfCookie, "", -1)
		return s.enter(c, auth.Entry{Token: token}, next)
	case errors.Is(err, kompass.ErrExpired):
		s.setCookie(c, halfCookie, "", -1)
		page := s.page(c, "signin.title")
		page.Error = true
		return render(c, status, views.SignInPage(views.SignIn{Page: page, Next: next, Problem: "code.again"}))
	case errors.Is(err, kompass.ErrTooManyTries):
		status, problem = fiber.StatusTooManyRequests, "signin.braked"
		c.Set(fiber.HeaderRetryAfter, "900")
	case !errors.Is(err, kompass.ErrBadCode):
		return err
	}
	page := s.page(c, "code.title")
	page.Error = true
	return render(c, status, views.CodePage(views.SignIn{Page: page, Next: next, Problem: problem}))
}

// posted returns a value of the request's body alone: the address cannot override it.
func posted(c *fiber.Ctx, name string) string { return string(c.Request().PostArgs().Peek(name)) }
