package kit

import (
	"strings"

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
	digest := Posted(c, views.ShownInput)
	if isUpload(c) {
		digest = uploadedWith(c, views.ShownInput)
	}
	if digest != "" {
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
	Kind   string // instead of an action, where several actions change it
	Object string
	Parts  []string          // further objects, where the trail keeps a change of each by itself
	Saved  kompass.AuditLine // who and when, where the trail does not keep it
	Href   string            // of the page that shows what is stored
	Choice string            // what to do now, where nothing was typed
	Final  bool              // nobody can change it any more: what was typed stands in the summary alone
}

// Changed notes for the page that shows a form again who changed meanwhile what it edits, and returns what is stored now for
// every input that holds something else.
func (k *Kit) Changed(c *fiber.Ctx, what Change, cells []Cell) ([]*kompass.FieldError, error) {
	conflict := &views.Conflict{Href: what.Href, Choice: what.Choice, Final: what.Final}
	last, err := k.lastChange(c, what)
	if err != nil {
		return nil, err
	}
	if conflict.When = last.At; last.Actor != "" {
		conflict.Who, conflict.Mine = views.ActorText(c.UserContext(), last), last.Actor == User(c).ID
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
		label := strings.TrimSuffix(one.Label, "?") // a colon follows
		if what.Final {
			conflict.What = append(conflict.What, views.FieldError{Message: z.T("conflict.both", "label", label, "typed", shortened(one.Typed), "value", shortened(one.Stored))})
			continue
		}
		now := "conflict.now"
		if one.Stored == "" {
			now = "conflict.now.empty"
		}
		conflict.What = append(conflict.What, views.FieldError{Field: one.Field, Message: z.T(now, "label", label, "value", shortened(one.Stored))})
	}
	c.Locals(conflictKey, conflict)
	return errs, nil
}

// lastChange is the newest line of the trail about a change, where it has none what is known without it.
func (k *Kit) lastChange(c *fiber.Ctx, what Change) (kompass.AuditLine, error) {
	last := what.Saved
	if what.Action == "" && what.Kind == "" {
		return last, nil
	}
	for _, object := range append([]string{what.Object}, what.Parts...) {
		lines, err := k.Store.AuditLines(c.UserContext(), kompass.AuditFilter{Action: strings.TrimPrefix(what.Action, "audit.action."),
			Kind: what.Kind, Object: object, Limit: 1})
		if err != nil {
			return last, err
		}
		if len(lines) > 0 && lines[0].Number > last.Number {
			last = lines[0]
		}
	}
	return last, nil
}

// asStored is a text without what browsers add to it.
func asStored(typed string) string { return strings.TrimSpace(strings.ReplaceAll(typed, "\r\n", "\n")) }

// inSummary is how many characters of a text stand on top of a page; whole it stands beside its input.
const inSummary = 80

func shortened(text string) string {
	if runes := []rune(text); len(runes) > inSummary {
		return string(runes[:inSummary]) + "…"
	}
	return text
}
