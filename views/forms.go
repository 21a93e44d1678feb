package views

import (
	"context"
	"slices"
	"time"

	"github.com/a-h/templ"

	"kompass/internal/i18n"
)

// FieldError is a message, in the language of the page, for the input named Field.
type FieldError struct {
	Field   string
	Message string
	Theirs  bool // nothing is wrong: it says what somebody else stored there, and [Conflict] names it
}

// Message is what stands at an input: what is wrong there, or what somebody else stored there.
type Message struct {
	Text   string
	Theirs bool // as in [FieldError]
}

// At is the message as it stands at its input.
func (e FieldError) At() Message { return Message{e.Message, e.Theirs} }

// Wrong reports whether the input has to be mended.
func (m Message) Wrong() bool { return m.Text != "" && !m.Theirs }

// id is that of the message at an input.
func (m Message) id(input string) string {
	return input + map[bool]string{true: "-theirs", false: "-error"}[m.Theirs]
}

// Conflict says that somebody else changed what a form edits while it was open.
type Conflict struct {
	Who    string    // "" where nobody knows
	Mine   bool      // it was the person who is told, in another window
	When   time.Time // zero where nobody knows
	What   []FieldError
	Href   string // where the form is shown as it is stored
	Choice string // what to do now, "" where saving once more replaces what is stored by what was typed
	Final  bool   // it cannot be changed any more
}

// title names who it was, as far as that is known: somebody else, or the reader.
func (c Conflict) title(ctx context.Context) string {
	switch {
	case c.Mine:
		return tr(ctx, "conflict.title.mine")
	case c.Who != "":
		return tr(ctx, "conflict.title")
	}
	return tr(ctx, "conflict.title.unknown")
}

// lead says who it was and when, as far as that is known.
func (c Conflict) lead(ctx context.Context) string {
	at := i18n.From(ctx).DateTime(c.When)
	switch {
	case c.Mine:
		return tr(ctx, "conflict.when", "date", at)
	case c.Who != "":
		return tr(ctx, "conflict.who", "who", c.Who, "date", at)
	case !c.When.IsZero():
		return tr(ctx, "conflict.when", "date", at)
	}
	return tr(ctx, "conflict.somebody")
}

// wrong leaves out the messages with which nothing is wrong.
func wrong(errs []FieldError) []FieldError {
	return slices.DeleteFunc(slices.Clone(errs), func(e FieldError) bool { return e.Theirs })
}

func current(value string) templ.Attributes {
	if value == "" {
		return nil
	}
	return templ.Attributes{"aria-current": value}
}

func sectorID(id string) templ.Attributes {
	if id == "" {
		return nil
	}
	return templ.Attributes{"data-sector": id}
}

// KeyInput is the name of the input that tells a form sent twice from two forms with the same content.
const KeyInput = "key"

// ShownInput is the name of the input with which a form says what it showed.
const ShownInput = "shown"
