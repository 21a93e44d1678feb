package web

import (
	"github.com/gofiber/fiber/v2"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/views"
)

// page returns what every page carries, with a title from the catalogue.
func (s *server) page(c *fiber.Ctx, titleKey string) views.Page {
	return s.titled(c, localizer(c).T(titleKey), false)
}

// errorPage is page for a form that comes back with messages.
func (s *server) errorPage(c *fiber.Ctx, titleKey string) views.Page {
	return s.titled(c, localizer(c).T(titleKey), true)
}

// titled returns what every page outside the questionnaire carries. A form that came back has no address to switch the
// language at.
func (s *server) titled(c *fiber.Ctx, title string, failed bool) views.Page {
	page := views.Page{Title: title, Error: failed, Conflict: conflictOf(c)}
	if c.Method() == fiber.MethodGet {
		page.Path = c.OriginalURL()
	}
	if user := userOf(c); user.ID != "" {
		page.Area, page.Section = views.AreaApp, views.SectionOverview
		page.Viewer = &views.Viewer{Email: user.Email, Trainer: user.Role == kompass.Trainer}
		page.Scripts = []string{"copy.js", "idle.js"}
	}
	return page
}

// participantPage is the frame of pages that participants see.
func (s *server) participantPage(c *fiber.Ctx) views.Page {
	page := views.Page{Area: views.AreaParticipant}
	if c.Method() == fiber.MethodGet {
		page.Path = c.OriginalURL()
	}
	return page
}

// fieldErrors translates what is wrong with a form.
func fieldErrors(z i18n.Localizer, errs ...*kompass.FieldError) []views.FieldError {
	out := make([]views.FieldError, len(errs))
	for i, e := range errs {
		out[i] = views.FieldError{Field: e.Field, Message: z.T(e.Code, e.Args...), Theirs: e.Code == theirs || e.Code == theirsEmpty}
	}
	return out
}

func messageFor(z i18n.Localizer, errs []*kompass.FieldError, field string) string {
	for _, e := range errs {
		if e.Field == field {
			return z.T(e.Code, e.Args...)
		}
	}
	return ""
}
