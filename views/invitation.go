package views

import (
	"context"

	"kompass/internal/kompass"
)

// passage is a text that a company sends to its people, ready to be copied.
type passage struct{ Title, Text string }

// passages invite everybody by one link, remind everybody, and say thank you. None of them says how many have answered.
func (m Round) passages(ctx context.Context, l LinkRow) []passage {
	until := tr(ctx, "invite.now")
	if !m.Round.ClosesAt.IsZero() {
		until = tr(ctx, "invite.until", "date", lastMoment(ctx, m.Round))
	}
	minutes := ""
	if m.Minutes > 0 {
		minutes = " " + tr(ctx, "invite.minutes", "minutes", trn(ctx, "start.minutes", m.Minutes))
	}
	protection := tr(ctx, "statement.open.heading") + ". " + tr(ctx, "statement.open.lead")
	if m.Round.Mode == kompass.Anonymous {
		protection = tr(ctx, "invite.anonymous", "k", m.Round.K)
	}
	return []passage{
		{tr(ctx, "invite.first"), tr(ctx, "invite.first.text", "until", until, "minutes", minutes, "link", l.URL, "protection", protection)},
		{tr(ctx, "invite.again"), tr(ctx, "invite.again.text", "until", until, "link", l.URL)},
		{tr(ctx, "invite.thanks"), tr(ctx, "invite.thanks.text")},
	}
}
