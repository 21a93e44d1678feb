package web

import (
	"kompass/internal/address"
	"kompass/internal/figures"
	"kompass/internal/i18n"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
	"kompass/views"
)

// labels names and marks what a result has, in one language. What things are called it has from [naming.Names], how it is drawn from
// package figures.
type labels struct{ figures.Writer }

func newLabels(z i18n.Localizer, q *questionnaire.Questionnaire, doc *result.Document) labels {
	return labels{figures.New(z, q, doc)}
}

// switches lead to the groups of a result, by team and by perspective, each beside what is chosen of the other.
func (t labels) switches(roundID string, current *result.Group) views.Switches {
	var out views.Switches
	teams, perspectives := []string{""}, []string{""}
	for _, g := range t.Document.Groups {
		switch team, one := g.Key["team"]; {
		case len(g.Key) == 1 && one:
			teams = append(teams, team)
		case len(g.Key) == 1:
			perspectives = append(perspectives, g.Key["perspective"])
		}
	}
	for _, team := range teams {
		out.Teams = t.choice(out.Teams, roundID, keyOf(team, current.Key["perspective"]), result.Key{"team": team}, current)
	}
	for _, perspective := range perspectives {
		out.Perspectives = t.choice(out.Perspectives, roundID, keyOf(current.Key["team"], perspective), result.Key{"perspective": perspective}, current)
	}
	return out
}

// choice adds the group with this key, named by what tells it from the others of its switch.
func (t labels) choice(all []views.Choice, roundID string, key, name result.Key, current *result.Group) []views.Choice {
	g, ok := t.Document.Find(key)
	if !ok {
		return all
	}
	one := views.Choice{Text: t.Localizer.T("result.everyone"), Current: g == current}
	if named, ok := t.Document.Find(name); ok {
		one.Text = t.Group(named.Key)
	}
	if g.Shown || g == current {
		one.Href = address.GroupResult(roundID, g.Key)
	} else {
		one.Reason = t.Hidden(g)
	}
	return append(all, one)
}

// keyOf is the key of a team and a perspective, "" for all of them.
func keyOf(team, perspective string) result.Key {
	key := result.Key{}
	if team != "" {
		key["team"] = team
	}
	if perspective != "" {
		key["perspective"] = perspective
	}
	return key
}
