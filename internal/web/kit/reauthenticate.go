package kit

import (
	"errors"
	"net/url"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/kompass"
	"kompass/views"
)

// reauthenticate lets through who has given her password lately, and asks everybody else for it. The form that was sent goes along
// through the question and on to where it was meant for; only a file has to be chosen again.
func (k *Kit) reauthenticate(c *fiber.Ctx) error {
	if Session(c).Reauthenticated(k.Now()) {
		return c.Next()
	}
	if c.Method() != fiber.MethodPost || isUpload(c) {
		return k.AskPassword(c, k.passwordQuestion(c), "")
	}
	password := Posted(c, views.PasswordAgainField)
	if password == "" {
		return k.AskPassword(c, k.passwordQuestion(c), "")
	}
	switch err := k.Auth.Reauthenticate(c.UserContext(), User(c), Session(c), password, Network(c.IP()).String()); {
	case errors.Is(err, kompass.ErrBadLogin):
		return k.AskPassword(c, k.passwordQuestion(c), "reauthenticate.wrong")
	case err != nil:
		return err
	}
	return c.Next()
}

// passwordQuestion is the page that asks for the password and then goes on with the request.
func (k *Kit) passwordQuestion(c *fiber.Ctx) views.Reauthentication {
	m := views.Reauthentication{Action: c.OriginalURL()}
	switch {
	case c.Method() != fiber.MethodPost:
		m.Action, m.Next = address.Reauthenticate, c.OriginalURL()
	case isUpload(c):
		m.Action, m.Next, m.FileLost = address.Reauthenticate, k.cameFrom(c), true
	default:
		for name, value := range c.Request().PostArgs().All() {
			if key := string(name); key != views.PasswordAgainField {
				m.Kept = append(m.Kept, views.Typed{Name: key, Value: string(value)})
			}
		}
	}
	return m
}

// cameFrom is the page of ours that a form was sent from.
func (k *Kit) cameFrom(c *fiber.Ctx) string {
	u, err := url.Parse(c.Get(fiber.HeaderReferer))
	if err != nil {
		return address.Overview
	}
	return SafeNext(u.RequestURI())
}

// AskPassword shows the question for the password, with what is wrong with an answer where that is not "".
func (k *Kit) AskPassword(c *fiber.Ctx, m views.Reauthentication, problem string) error {
	m.Page = k.Titled(c, Localizer(c).T("reauthenticate.title"), problem != "")
	m.Page.Path = ""
	status := fiber.StatusForbidden
	if problem != "" {
		status = fiber.StatusUnprocessableEntity
		m.Errors = []views.FieldError{{Field: views.PasswordAgainField, Message: Localizer(c).T(problem)}}
	}
	return RenderSigned(c, status, views.ReauthenticationPage(m))
}
