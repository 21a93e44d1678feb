package kit

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

// Shown is what the form that was sent had shown of what it edits.
func Shown(c *fiber.Ctx) kompass.Digest {
	if digest := Posted(c, views.ShownInput); digest != "" {
		return kompass.Digest(digest)
	}
	return kompass.NeverShown
}

// Shows is what the form with an action says that it shows: what is stored, and if it comes back because of a mistake still what
// was stored when it was asked for. After a conflict its reader has seen both, and sending it again replaces what is stored.
func Shows(c *fiber.Ctx, action string, stored kompass.Digest) kompass.Digest {
	if c.Method() == fiber.MethodPost && strings.EqualFold(c.Path(), action) && conflictOf(c) == nil {
		return Shown(c)
	}
	return stored
}

func conflictOf(c *fiber.Ctx) *views.Conflict {
	conflict, _ := c.Locals(conflictKey).(*views.Conflict)
	return conflict
}

// Cell is one input of a form: its name and label, what was typed there, and what is stored.
type Cell struct{ Field, Label, Typed, Stored string }

// NewCell returns a cell.
func NewCell(field, label, typed, stored string) Cell { return Cell{field, label, typed, stored} }

// Change is what somebody else did.
type Change struct {
	Action string // as the trail names it, by the key of its text; "" where the trail does not keep it
	Object string
	At     time.Time // where the trail does not keep it
	Href   string    // of the page that shows what is stored
}

// Changed notes for the page that shows a form again who changed meanwhile what it edits, and returns what is stored now for
// every input that holds something else.
func (k *Kit) Changed(c *fiber.Ctx, what Change, cells []Cell) ([]*kompass.FieldError, error) {
	conflict := &views.Conflict{Href: what.Href, When: what.At}
	if what.Action != "" {
		lines, err := k.Store.AuditLines(c.UserContext(), kompass.AuditFilter{Action: strings.TrimPrefix(what.Action, "audit.action."), Object: what.Object, Limit: 1})
		if err != nil {
			return nil, err
		}
		for _, l := range lines {
			conflict.Who, conflict.When, conflict.Mine = views.ActorText(c.UserContext(), l), l.At, l.Actor == User(c).ID
		}
	}
	z := Localizer(c)
	var errs []*kompass.FieldError
	for _, one := range cells {
		if asStored(one.Typed) == asStored(one.Stored) {
			continue
		}
		e := &kompass.FieldError{Field: one.Field, Code: theirs, Args: []any{"value", one.Stored}}
		if one.Stored == "" {
			e = &kompass.FieldError{Field: one.Field, Code: theirsEmpty}
		}
		errs = append(errs, e)
		conflict.What = append(conflict.What, views.FieldError{Field: one.Field, Message: one.Label + ": " + z.T(e.Code, e.Args...)})
	}
	c.Locals(conflictKey, conflict)
	return errs, nil
}

// asStored is a text without what browsers add to it.
func asStored(typed string) string { return strings.TrimSpace(strings.ReplaceAll(typed, "\r\n", "\n")) }
