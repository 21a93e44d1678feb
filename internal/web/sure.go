package web

import (
	"errors"
	"net/url"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/kompass"
	"kompass/views"
)

// sure lets through who has given her password lately, and asks everybody else for it. The form that was sent goes along
// through the question and on to where it was meant for; only a file has to be chosen again.
func (s *server) sure(c *fiber.Ctx) error {
	if sessionOf(c).Sure(s.Now()) {
		return c.Next()
	}
	if c.Method() != fiber.MethodPost || isUpload(c) {
		return s.askPassword(c, s.passwordQuestion(c), "")
	}
	password := posted(c, views.SureField)
	if password == "" {
		return s.askPassword(c, s.passwordQuestion(c), "")
	}
	switch err := s.Auth.MakeSure(c.UserContext(), userOf(c), sessionOf(c), password, network(c.IP()).String()); {
	case errors.Is(err, kompass.ErrBadLogin):
		return s.askPassword(c, s.passwordQuestion(c), "sure.wrong")
	case err != nil:
		return err
	}
	return c.Next()
}

// passwordQuestion is the page that asks for the password and then goes on with the request.
func (s *server) passwordQuestion(c *fiber.Ctx) views.Sure {
	m := views.Sure{Action: c.OriginalURL()}
	switch {
	case c.Method() != fiber.MethodPost:
		m.Action, m.Next = surePath, c.OriginalURL()
	case isUpload(c):
		m.Action, m.Next, m.FileLost = surePath, s.cameFrom(c), true
	default:
		for name, value := range c.Request().PostArgs().All() {
			if key := string(name); key != views.SureField {
				m.Kept = append(m.Kept, views.Typed{Name: key, Value: string(value)})
			}
		}
	}
	return m
}

// cameFrom is the page of ours that a form was sent from.
func (s *server) cameFrom(c *fiber.Ctx) string {
	u, err := url.Parse(c.Get(fiber.HeaderReferer))
	if err != nil {
		return "/app"
	}
	return safeNext(u.RequestURI())
}

func (s *server) askPassword(c *fiber.Ctx, m views.Sure, problem string) error {
	m.Page = s.titled(c, localizer(c).T("sure.title"), problem != "")
	m.Page.Path = ""
	status := fiber.StatusForbidden
	if problem != "" {
		status = fiber.StatusUnprocessableEntity
		m.Errors = []views.FieldError{{Field: views.SureField, Message: localizer(c).T(problem)}}
	}
	return renderSigned(c, status, views.SurePage(m))
}

// surePath takes the password where there is no form to take along.
const surePath = "/app/sure"

func (s *server) routeSure(app *fiber.App) {
	s.post(app, forSignedIn|beforeSecondStep, surePath, s.makeSure)
}

func (s *server) makeSure(c *fiber.Ctx) error {
	next := safeNext(posted(c, "next"))
	err := s.Auth.MakeSure(c.UserContext(), userOf(c), sessionOf(c), posted(c, views.SureField), network(c.IP()).String())
	if errors.Is(err, kompass.ErrBadLogin) {
		return s.askPassword(c, views.Sure{Action: surePath, Next: next}, "sure.wrong")
	}
	if err != nil {
		return err
	}
	return redirect(c, next)
}
