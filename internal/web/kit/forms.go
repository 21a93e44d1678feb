package kit

import (
	"errors"
	"strings"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/views"
)

// Page returns what every page carries, with a title from the catalogue.
func (k *Kit) Page(c *fiber.Ctx, titleKey string) views.Page {
	return k.Titled(c, Localizer(c).T(titleKey), false)
}

// ErrorPage is page for a form that comes back with messages.
func (k *Kit) ErrorPage(c *fiber.Ctx, titleKey string) views.Page {
	return k.Titled(c, Localizer(c).T(titleKey), true)
}

// Titled returns what every page outside the questionnaire carries. A form that came back has no address to switch the
// language at.
func (k *Kit) Titled(c *fiber.Ctx, title string, failed bool) views.Page {
	page := views.Page{Title: title, Error: failed, Conflict: conflictOf(c)}
	if c.Method() == fiber.MethodGet {
		page.Path = ownAddress(c)
	}
	if user := User(c); user.ID != "" {
		page.Area, page.Section = views.AreaApp, views.SectionOverview
		page.Viewer = &views.Viewer{Email: user.Email, Trainer: user.CanManage()}
		page.Scripts = []string{"copy.js", "idle.js"}
	}
	return page
}

// ownAddress is the address of a request for links of its page: two slashes at its beginning would lead to another site.
func ownAddress(c *fiber.Ctx) string { return "/" + strings.TrimLeft(c.OriginalURL(), "/\\") }

// ParticipantPage is the frame of pages that participants see.
func (k *Kit) ParticipantPage(c *fiber.Ctx) views.Page {
	page := views.Page{Area: views.AreaParticipant}
	if c.Method() == fiber.MethodGet {
		page.Path = ownAddress(c)
	}
	return page
}

// FieldErrors translates what is wrong with a form.
func FieldErrors(z i18n.Localizer, errs ...*kompass.FieldError) []views.FieldError {
	out := make([]views.FieldError, len(errs))
	for i, e := range errs {
		out[i] = views.FieldError{Field: e.Field, Message: z.T(e.Code, e.Args...), Theirs: e.Code == theirs || e.Code == theirsEmpty}
	}
	return out
}

// Mistakes takes errors of parsers and stores apart: it returns what they say is wrong with the form, for its reader to mend, or
// the first error that says anything else, for the request to fail with. Nil errors count for nothing.
func Mistakes(errs ...error) ([]*kompass.FieldError, error) {
	var out []*kompass.FieldError
	for _, err := range errs {
		var field *kompass.FieldError
		switch {
		case errors.As(err, &field):
			out = append(out, field)
		case err != nil:
			return nil, err
		}
	}
	return out, nil
}

// MessageFor translates what is wrong with one field, "" where nothing is.
func MessageFor(z i18n.Localizer, errs []*kompass.FieldError, field string) string {
	for _, e := range errs {
		if e.Field == field {
			return z.T(e.Code, e.Args...)
		}
	}
	return ""
}

// Posted returns a value of the request's body alone: the address cannot override it.
func Posted(c *fiber.Ctx, name string) string { return string(c.Request().PostArgs().Peek(name)) }
