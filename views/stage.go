package views

import (
	"context"

	"kompass/internal/disclosure"
	"kompass/internal/story"
)

// Stage is the model of one screen on the projector: one statement, and what belongs to it.
type Stage struct {
	Page           Page
	Company, Round string
	Position, Of   int
	Previous, Next string // addresses, "" at the ends
	Exit           string // where the presentation is left to
	Kicker         string
	Heading, Lead  string
	Call           *RoomCall
	Counts         *RoomCounts
	Close          *StageClose
	Chart          SVG
	Legend         []Legend
	Scale          string // the ends of the scale in words
	Divided        *story.DividedItem
	Truth          *story.TruthNote
	Links          []Choice
}

// RoomCall is what the phones in the room scan. Lines are typed by those who cannot scan; Code is one of ours.
type RoomCall struct {
	QR     string
	QRSize int
	Label  string // what the code is, for those who do not see it
	Lines  []string
	Code   string
}

// RoomCounts is how many have taken part, nil below the minimum group size K. Guessing shows the guesses in place of the
// answers. Href is where a newer count is.
type RoomCounts struct {
	Href     string
	Answers  disclosure.Total
	Guesses  *int
	K        int
	Guessing bool
}

// StageClose offers to close the round and to go on with its result.
type StageClose struct {
	Action     string
	CanRelease bool
}

func (c RoomCounts) answers(ctx context.Context) string {
	switch exact := c.Answers.Exact(); {
	case c.Answers.Below(c.K):
		return tr(ctx, "stage.answers.few", "k", c.K)
	case exact == nil:
		return tr(ctx, "overview.answers.range", "low", c.Answers.Low, "high", c.Answers.High)
	default:
		return trn(ctx, "stage.answers", *exact)
	}
}

func (c RoomCounts) guesses(ctx context.Context) string {
	if c.Guesses == nil {
		return tr(ctx, "stage.guesses.few", "k", c.K)
	}
	return trn(ctx, "stage.guesses", *c.Guesses)
}
