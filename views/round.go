package views

import (
	"context"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
)

// canClose says whether the round still has to be closed; a closing that was interrupted can be finished.
func (m Round) canClose() bool {
	return m.Round.State == kompass.StateOpen || m.Round.State == kompass.StateClosing
}

// title names whom a link is for.
func (l LinkRow) title(ctx context.Context) string {
	z := i18n.From(ctx)
	switch {
	case l.Team != "" && l.Perspective != "":
		return l.Team + " – " + l.Perspective
	case l.Team != "" || l.Perspective != "":
		return l.Team + l.Perspective
	}
	return z.T("round.link.all")
}
