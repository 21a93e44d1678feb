package views

import (
	"context"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
)

// canClose reports whether the round still has to be closed; a closing that was interrupted can be finished.
func (m Round) canClose() bool {
	return m.Round.State == kompass.StateOpen || m.Round.State == kompass.StateClosing
}

func (m Round) changeErrors() []FieldError {
	if m.Change == nil {
		return nil
	}
	return m.Change.Errors
}

// interruptedText says what goes on with a closing that was interrupted.
func (m Round) interruptedText(ctx context.Context) string {
	if m.Round.Held {
		return tr(ctx, "closing.interrupted.held")
	}
	return tr(ctx, "closing.interrupted.again")
}

// unpublishedText says why there will never be a result.
func unpublishedText(ctx context.Context, r kompass.Round) string {
	if r.K <= 1 {
		return tr(ctx, "round.unpublished.open")
	}
	return tr(ctx, "round.unpublished", "k", r.K)
}

// keyText says in a few words who has the key.
func (m Round) keyText(ctx context.Context) string {
	switch {
	case !m.Round.Sealed:
		return tr(ctx, "round.key.none")
	case m.Round.Held:
		return tr(ctx, "round.key.held", "holder", holderName(ctx, m.Round.Holder))
	}
	return tr(ctx, "round.key.server")
}

// endsBelow reports whether the round is over, or soon will be, with too few answers for a result.
func (m Round) endsBelow() bool {
	return m.BelowMinimum && m.Round.K > 1 && !m.Round.ClosesAt.IsZero() && m.Round.ClosesAt.Sub(m.Today) < kompass.SoonOver
}

// Title names whom a link is for.
func (l LinkRow) Title(ctx context.Context) string {
	z := i18n.From(ctx)
	switch {
	case l.Team != "" && l.Perspective != "":
		return l.Team + " – " + l.Perspective
	case l.Team != "" || l.Perspective != "":
		return l.Team + l.Perspective
	}
	return z.T("round.link.all")
}

// who names the team and perspective that a slip is for, after the title of its round.
func (s CodeSlip) who() string {
	out := ""
	for _, part := range []string{s.Team, s.Perspective} {
		if part != "" {
			out += " · " + part
		}
	}
	return out
}
