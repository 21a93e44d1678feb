package views

import (
	"context"
	"time"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
)

// Overview is the model of the first page after signing in.
type Overview struct {
	Page      Page
	Attention []Attention
	Companies []CompanyRow
	CanAdd    bool
	Name      string // as typed
	Errors    []FieldError
}

// Attention is something that waits for the trainer: a message with a link.
type Attention struct {
	Text string
	Href string
}

// CompanyRow is one company in the overview.
type CompanyRow struct {
	Company kompass.Company
	Teams   int
	Heads   int
	Rounds  int
	Last    *RoundRow
}

// RoundRow is one round in a list. Responses is nil below the minimum group size.
type RoundRow struct {
	Round     kompass.Round
	Responses *int
	Phase     kompass.Phase
	HasResult bool
}

// RoundForm is the model of the form that opens a round, with what was typed.
type RoundForm struct {
	Page           Page
	Company        kompass.Company
	Questionnaires []*questionnaire.Questionnaire
	Teams          []kompass.Team
	Form           RoundInput
	Warnings       []string
	Errors         []FieldError
}

// RoundInput is what the trainer typed in the form.
type RoundInput struct {
	Questionnaire string
	Title         string
	Mode          string
	MinGroup      string
	Perspectives  bool
	OneLink       bool
	Teams         map[string]bool
	Opens, Closes string // YYYY-MM-DD
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
	Responses     *int
	Heads         int
	Teams         []TeamCount
	Links         []LinkRow
	HasResult     bool
	Unpublished   bool
	BelowMinimum  bool // closing now would publish nothing
	MoreThanHeads bool
	CanManage     bool
	Unticked      bool   // deleting the answers was not agreed to
	Confirm       string // "close", "release" or "cancel" when the page asks once more
	Today         time.Time
}

// href leads to the result where there is one to see, to the round otherwise.
func (r RoundRow) href() string {
	if r.HasResult {
		return "/app/rounds/" + r.Round.ID + "/result"
	}
	return "/app/rounds/" + r.Round.ID
}

// stateKey is the message key of the word for where the round stands.
func (r RoundRow) stateKey() string {
	switch {
	case r.Round.State == kompass.StateReleased:
		return "round.state.released"
	case r.Round.State != kompass.StateOpen:
		return "round.state.closed"
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
	return z.T("round.period.fromto", "from", z.Date(r.OpensAt), "to", z.Date(lastDay(r.ClosesAt)))
}

func number(ctx context.Context, n int) string { return i18n.From(ctx).Int(n) }

// lastDay is the day that a period which ends at t still includes: midnight belongs to the day before.
func lastDay(t time.Time) time.Time { return t.Add(-time.Second) }
