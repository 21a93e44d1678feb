package views

import (
	"context"
	"time"

	"kompass/internal/disclosure"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
)

// RoundRow is one round in a list.
type RoundRow struct {
	Round     kompass.Round
	Responses disclosure.Total
	Phase     kompass.Phase
	HasResult bool
}

// LinkRow is one access link of a round.
type LinkRow struct {
	Team        string // name, "" where it is chosen or not asked
	Perspective string // title, likewise
	Code        string // grouped
	URL         string
	TabletURL   string
	QR          string // data of an SVG path, in modules
	QRSize      int    // modules per side
}

// RoundChange is what may still be changed of a round that has not been closed, as typed.
type RoundChange struct {
	Title              string
	TitleShown         kompass.Digest
	ClosesShown        kompass.Digest
	Closes, ClosesTime string
	NoEnd              bool           // instead
	Others             []kompass.Team // that the round does not ask
	Codes              []CodeRow      // one-time codes, by team
	Views              []Option       // perspectives that codes may be drawn for; Text is the title, Href the id
	Form               string         // the nonce that codes are drawn with
	Drawn              int
	Errors             []FieldError
}

// CodeRow is the number of one-time codes of one team.
type CodeRow struct {
	Team  string // name, or for everybody
	Drawn int
	Cells []CodeCell
}

// CodeCell is one input: how many codes are to be drawn.
type CodeCell struct {
	Name, Label, Value string
}

// CodeSheet is the model of the page that shows one-time codes, once.
type CodeSheet struct {
	Page    Page
	Company string
	Round   kompass.Round
	Home    string // address of the start page, where a code can be typed
	Outcome string // address at which the result is to stand, "" where nobody is told so
	Slips   []CodeSlip
	Hidden  []Option // Text is the name of an input, Href its value: the form again, for the file
}

// CodeSlip is one one-time code on the sheet.
type CodeSlip struct {
	Team, Perspective, Code, URL, QR string
	QRSize                           int
}

// TeamCount is how many people of a team have answered. Responses is nil below the minimum group size.
type TeamCount struct {
	Team      string
	Heads     int
	Responses *int
}

// Round is the model of a round's page.
type Round struct {
	Page          Page
	Company       kompass.Company
	Round         kompass.Round
	Phase         kompass.Phase
	Questionnaire string // title and version
	Minutes       int    // that answering takes, 0 where the questionnaire does not say
	Responses     disclosure.Total
	Heads         int // of all who are asked, 0 where nobody has said
	HeadsBefore   int // before that number rose, 0 if it did not
	Teams         []TeamCount
	Links         []LinkRow
	HasResult     bool
	Unpublished   bool
	BelowMinimum  bool   // closing now would publish nothing
	MoreThanHeads string // what follows from it, "" where there are not more
	CanManage     bool
	NoTarget      bool         // nobody has frozen the company's target yet
	NoKey         bool         // its key is not there: it takes no answers, and cannot be closed
	Left          []string     // folders in which its key still lies or may lie, although it is over
	Rebuild       bool         // and the file of the database has still to be written anew
	Closing       Closing      // the form that closes it, as it was sent
	Confirm       string       // "close", "release" or "cancel" when the page asks once more
	Change        *RoundChange // nil once the round is closed
	Today         time.Time
	Dates         Dates
}

// stateKey is the message key of the word for where the round stands.
func (r RoundRow) stateKey() string {
	switch {
	case r.Round.State == kompass.StateReleased:
		return "round.state.released"
	case r.Round.State != kompass.StateOpen:
		return "round.state.closed"
	case r.Round.Unconfirmed:
		return "round.state.unconfirmed"
	case r.Phase == kompass.Planned:
		return "round.state.planned"
	case r.Phase == kompass.Ended:
		return "round.state.ended"
	}
	return "round.state.open"
}

// periodText writes from when to when a round takes answers.
func periodText(ctx context.Context, r kompass.Round) string {
	z := i18n.From(ctx)
	if r.ClosesAt.IsZero() {
		return z.T("round.period.from", "from", z.Date(r.OpensAt))
	}
	return z.T("round.period.fromto", "from", z.Date(r.OpensAt), "to", lastMoment(ctx, r))
}

func number(ctx context.Context, n int) string { return i18n.From(ctx).Int(n) }
