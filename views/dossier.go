package views

import (
	"cmp"
	"context"
	"strings"

	"kompass/internal/dossier"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
)

// Dossier is what a round does with answers, to be handed to a works council.
type Dossier struct {
	Page          Page
	Access        kompass.Access
	Questionnaire string
	Phase         kompass.Phase
	Perspectives  []string // titles
	Settings      dossier.Settings
	Made          string // the day
	Sender        string // who asks, and how to reach them, in one line
	Method        string // where it is told how everything is computed
	PDF           string
	Back          string
}

// facts are the settings that the claims follow from.
func (m Dossier) facts(ctx context.Context) []Fact {
	round := m.Access.Round
	out := []Fact{
		{Term: tr(ctx, "roundform.questionnaire"), Value: m.Questionnaire},
		{Term: tr(ctx, "dossier.fact.mode"), Value: tr(ctx, "round.mode."+string(round.Mode), "k", round.K)},
		{Term: tr(ctx, "round.period"), Value: periodText(ctx, round)},
		{Term: tr(ctx, "dossier.fact.state"), Value: tr(ctx, RoundRow{Round: round, Phase: m.Phase}.stateKey())},
		{Term: tr(ctx, "dossier.fact.access"), Value: m.access(ctx)},
		{Term: tr(ctx, "dossier.fact.teams"), Value: m.teams(ctx)},
	}
	if len(m.Perspectives) > 0 {
		out = append(out, Fact{Term: tr(ctx, "dossier.fact.perspectives"), Value: strings.Join(m.Perspectives, ", ")})
	}
	if !m.Settings.Open {
		out = append(out, Fact{Term: tr(ctx, "dossier.fact.comments"), Value: tr(ctx, "dossier.fact.comments.text", "n", m.Settings.CommentsFrom)})
	}
	return out
}

func (m Dossier) access(ctx context.Context) string {
	if !m.Settings.Running {
		return tr(ctx, "dossier.fact.access.over")
	}
	var ways []string
	if m.Settings.Shared {
		ways = append(ways, tr(ctx, "dossier.fact.access.shared"))
	}
	if m.Settings.Once {
		ways = append(ways, tr(ctx, "dossier.fact.access.once"))
	}
	return strings.Join(ways, ", ")
}

// teams says how many people each team has, as it is counted for this round.
func (m Dossier) teams(ctx context.Context) string {
	var out []string
	for _, a := range m.Settings.Audiences {
		heads := tr(ctx, "dossier.fact.heads.unknown")
		if a.Heads > 0 {
			heads = i18n.From(ctx).Int(a.Heads)
		}
		out = append(out, tr(ctx, "dossier.fact.team", "team", cmp.Or(a.Name, m.Access.CompanyName), "heads", heads))
	}
	return strings.Join(out, "; ")
}

// ask says whom to ask.
func (m Dossier) ask(ctx context.Context) []Fact {
	var out []Fact
	if c := m.Access.Contact; !c.Empty() {
		parts := contactParts(ctx, c)
		if c.Email != "" {
			parts = append(parts, c.Email)
		}
		out = append(out, Fact{Term: tr(ctx, "dossier.ask.company"), Value: strings.Join(parts, " · ")})
	}
	if m.Sender != "" {
		out = append(out, Fact{Term: tr(ctx, "dossier.ask.sender"), Value: m.Sender})
	}
	return out
}
