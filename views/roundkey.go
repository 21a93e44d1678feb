package views

import (
	"context"
	"strconv"
	"time"

	"kompass/internal/kompass"
)

// Closing is the form that closes a round, as it was sent. Errors name the inputs "sheet" and "file".
type Closing struct {
	Typed    string // words of the key
	FromFile bool   // they have just been taken from a file
	Release  bool
	Delete   bool
	Unticked bool   // deleting the answers was not agreed to
	Trouble  string // what is wrong with the key beside its words
	LeaveOut bool   // some answers do not open: they may be left out
	Errors   []FieldError
}

// RoundKey is the model of the page about the key of a round. Errors name the inputs "sheet" and "file".
type RoundKey struct {
	Page     Page
	Company  kompass.Company
	Round    kompass.Round
	Digest   kompass.Digest // of the key
	Copies   []KeyCopy
	Drawn    bool // its sheet has been shown a moment ago
	Typed    string
	FromFile bool
	Errors   []FieldError
}

func (m RoundKey) over() bool {
	return m.Round.State == kompass.StateClosed || m.Round.State == kompass.StateReleased
}

// who is the key of the sentence that says who has the key.
func (m RoundKey) who() string {
	switch {
	case !m.Round.Sealed:
		return "key.who.none"
	case m.over():
		return "key.who.over"
	case !m.Round.Held:
		return "key.who.server"
	}
	return "key.who.held"
}

// KeyCopy is what a folder has of a key: its state is one of package keys.
type KeyCopy struct{ Folder, State string }

// KeySheet is the model of the page that shows the key of a round, once.
type KeySheet struct {
	Page    Page
	Company kompass.Company
	Round   kompass.Round
	Words   []string
	Drawn   time.Time
	QR      string // data of an SVG path, in modules
	QRSize  int
}

// holderName names who holds a key on paper.
func holderName(ctx context.Context, h kompass.Holder) string {
	if h == "" {
		return tr(ctx, "key.holder.somebody")
	}
	return tr(ctx, "key.holder."+string(h))
}

func wordNumber(i int) string { return strconv.Itoa(i + 1) }
