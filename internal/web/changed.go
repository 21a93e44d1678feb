package web

import (
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/kompass"
	"kompass/views"
)

// The messages that say what somebody else stored where the form has something else.
const (
	theirs      = "conflict.theirs"
	theirsEmpty = "conflict.theirs.empty"
)

// conflictKey is where the reason is kept for which a form comes back that was right when it was sent.
const conflictKey = "conflict"

// shown is what the form that was sent had shown of what it edits.
func shown(c *fiber.Ctx) kompass.Digest {
	if digest := posted(c, views.ShownInput); digest != "" {
		return kompass.Digest(digest)
	}
	return kompass.NeverShown
}

// shows is what the form with an action says that it shows: what is stored, and if it comes back because of a mistake still what
// was stored when it was asked for. After a conflict its reader has seen both, and sending it again replaces what is stored.
func shows(c *fiber.Ctx, action string, stored kompass.Digest) kompass.Digest {
	if c.Method() == fiber.MethodPost && strings.EqualFold(c.Path(), action) && conflictOf(c) == nil {
		return shown(c)
	}
	return stored
}

func conflictOf(c *fiber.Ctx) *views.Conflict {
	conflict, _ := c.Locals(conflictKey).(*views.Conflict)
	return conflict
}

// cell is one input of a form: its name and label, what was typed there, and what is stored.
type cell struct{ field, label, typed, stored string }

// change is what somebody else did.
type change struct {
	action string // as the trail names it, by the key of its text; "" where the trail does not keep it
	object string
	at     time.Time // where the trail does not keep it
	href   string    // of the page that shows what is stored
}

// changed notes for the page that shows a form again who changed meanwhile what it edits, and returns what is stored now for
// every input that holds something else.
func (s *server) changed(c *fiber.Ctx, what change, cells []cell) ([]*kompass.FieldError, error) {
	conflict := &views.Conflict{Href: what.href, When: what.at}
	if what.action != "" {
		lines, err := s.Store.AuditLines(c.UserContext(), kompass.AuditFilter{Action: strings.TrimPrefix(what.action, "audit.action."), Object: what.object, Limit: 1})
		if err != nil {
			return nil, err
		}
		for _, l := range lines {
			conflict.Who, conflict.When, conflict.Mine = views.ActorText(c.UserContext(), l), l.At, l.Actor == userOf(c).ID
		}
	}
	z := localizer(c)
	var errs []*kompass.FieldError
	for _, one := range cells {
		if one.typed == one.stored {
			continue
		}
		e := &kompass.FieldError{Field: one.field, Code: theirs, Args: []any{"value", one.stored}}
		if one.stored == "" {
			e = &kompass.FieldError{Field: one.field, Code: theirsEmpty}
		}
		errs = append(errs, e)
		conflict.What = append(conflict.What, views.FieldError{Field: one.field, Message: one.label + ": " + z.T(e.Code, e.Args...)})
	}
	c.Locals(conflictKey, conflict)
	return errs, nil
}
