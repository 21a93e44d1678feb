package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/kompass"
	"kompass/views"
)

func (s *server) routeSignIn(app *fiber.App) {
	s.get(app, forAnybody, "/login", func(c *fiber.Ctx) error {
		return render(c, fiber.StatusOK, views.SignInPage(views.SignIn{Page: s.page(c, "signin.title"), Next: safeNext(c.Query("next"))}))
	})
	s.post(app, forAnybody, "/login", s.signIn)
	s.post(app, forAnybody, "/logout", s.signOut)
	s.get(app, forAnybody, "/passwort", s.showSetup)
	s.post(app, forAnybody, "/passwort", s.completeSetup)
}

func (s *server) signIn(c *fiber.Ctx) error {
	email, next := posted(c, "email"), safeNext(posted(c, "next"))
	token, err := s.Auth.SignIn(c.UserContext(), email, posted(c, "password"), network(c.IP()).String())
	if err == nil {
		s.setCookie(c, sessionCookie, token, 0)
		return redirect(c, next)
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

func (s *server) signOut(c *fiber.Ctx) error {
	if token := c.Cookies(s.cookieName(sessionCookie)); token != "" {
		if err := s.Auth.SignOut(c.UserContext(), token); err != nil && !errors.Is(err, kompass.ErrNotFound) {
			return err
		}
	}
	s.setCookie(c, sessionCookie, "", -1)
	c.Set("Clear-Site-Data", `"cache"`)
	return redirect(c, "/login")
}

func (s *server) showSetup(c *fiber.Ctx) error {
	token := c.Query("token")
	email, err := s.Auth.SetupUser(c.UserContext(), token)
	if err != nil {
		return err
	}
	return render(c, fiber.StatusOK, views.SetupPage(views.Setup{Page: s.page(c, "setup.title"), Token: token, Email: email, NeedsEmail: email == ""}))
}

func (s *server) completeSetup(c *fiber.Ctx) error {
	token := posted(c, "token")
	email, err := s.Auth.SetupUser(c.UserContext(), token)
	if err != nil {
		return err
	}
	model := views.Setup{Token: token, Email: email, NeedsEmail: email == ""}
	if model.NeedsEmail {
		model.Email = posted(c, "email")
	}
	session, err := s.Auth.Complete(c.UserContext(), token, model.Email, posted(c, "password"))
	var field *kompass.FieldError
	if errors.As(err, &field) {
		model.Page = s.errorPage(c, "setup.title")
		model.Errors = fieldErrors(localizer(c), field)
		return render(c, fiber.StatusUnprocessableEntity, views.SetupPage(model))
	}
	if err != nil {
		return err
	}
	s.setCookie(c, sessionCookie, session, 0)
	return redirect(c, "/app")
}

// posted returns a value of the request's body alone: the address cannot override it.
func posted(c *fiber.Ctx, name string) string { return string(c.Request().PostArgs().Peek(name)) }
