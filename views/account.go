package views

import (
	"context"
	"time"

	"kompass/internal/kompass"
)

// PasswordAgainField is the name of the input that takes the password once more.
const PasswordAgainField = "password-again"

// Account is the model of the page about one's own account.
type Account struct {
	Page     Page
	User     kompass.User
	Company  string
	Required bool // a second step is
	Recovery int  // recovery codes left
	Sessions []SessionRow
	Done     bool // the password has just been changed
	Errors   []FieldError
}

// SessionRow is a browser in which the viewer is signed in.
type SessionRow struct {
	ID            string
	Started, Seen time.Time
	This          bool
}

// SecondStep is the model of the page that sets up a second step. Secret is "" before that has begun.
type SecondStep struct {
	Page     Page
	Required bool
	InForce  bool
	Secret   string
	QR       string // data of an SVG path, in modules
	QRSize   int
	Errors   []FieldError
}

// Recovery is the model of the page that shows recovery codes, once.
type Recovery struct {
	Page  Page
	Codes []string
	Email string
	Today time.Time
}

// Reauthentication is the model of the page that asks for the password once more. Kept is what was sent with the form that goes on to
// Action afterwards; without a form, Next is where to go on.
type Reauthentication struct {
	Page     Page
	Action   string
	Kept     []Typed
	Next     string
	FileLost bool
	Errors   []FieldError
}

// Typed is a value that comes back with a form.
type Typed struct{ Name, Value string }

func (m Account) facts(ctx context.Context) []Fact {
	facts := []Fact{{Term: tr(ctx, "signin.email"), Value: m.User.Email}, {Term: tr(ctx, "people.role"), Value: roleText(ctx, m.User)}}
	if m.Company != "" {
		facts = append(facts, Fact{Term: tr(ctx, "people.company"), Value: m.Company})
	}
	return facts
}

// grouped writes a secret in groups of four, as people type it.
func (m SecondStep) grouped() []string {
	var out []string
	for rest := m.Secret; rest != ""; {
		n := min(4, len(rest))
		out, rest = append(out, rest[:n]), rest[n:]
	}
	return out
}
