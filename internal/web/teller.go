package web

import (
	"kompass/internal/compare"
	"kompass/internal/i18n"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
	"kompass/views"
)

// teller puts a result into words and marks, in one language.
type teller struct {
	z   i18n.Localizer
	q   *questionnaire.Questionnaire
	doc *result.Document
}

func (t teller) text(x questionnaire.Text) string {
	return x.In(questionnaire.Lang(t.z.Lang()), t.q.Languages[0])
}

func (t teller) field(id string) string {
	for _, f := range t.q.Fields {
		if f.ID == id {
			return t.text(f.Title)
		}
	}
	return id
}

// label names a group in the language of the page.
func (t teller) label(g *result.Group) string {
	return views.GroupLabel(t.z, compare.Series{Document: t.doc, Group: g, Questionnaire: t.q})
}

func (t teller) perspective(id string) string {
	for _, p := range t.q.Perspectives {
		if p.ID == id {
			return t.text(p.Title)
		}
	}
	return id
}

// switches lead to the groups of a result, by team and by perspective, each beside what is chosen of the other.
func (t teller) switches(roundID string, current *result.Group) views.Switches {
	var out views.Switches
	teams, perspectives := []string{""}, []string{""}
	for _, g := range t.doc.Groups {
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
func (t teller) choice(all []views.Choice, roundID string, key, name result.Key, current *result.Group) []views.Choice {
	g, ok := t.doc.Find(key)
	if !ok {
		return all
	}
	one := views.Choice{Text: t.z.T("result.everyone"), Current: g == current}
	if named, ok := t.doc.Find(name); ok {
		one.Text = t.label(named)
	}
	if g.Shown || g == current {
		one.Href = views.ResultHref(roundID, g.Key)
	} else {
		one.Reason = t.reason(g.Reason)
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

func (t teller) reason(r *result.Reason) string {
	if r == nil || *r == "" {
		return ""
	}
	return t.z.T("disclosure."+string(*r), "k", t.doc.MinGroup)
}

// hidden lists every group and field that is not shown, with the reason.
func (t teller) hidden() []string {
	var out []string
	for i := range t.doc.Groups {
		g := &t.doc.Groups[i]
		if !g.Shown {
			out = append(out, t.z.T("result.hidden.group", "group", t.label(g), "reason", t.reason(g.Reason)))
			continue
		}
		for _, f := range g.Fields {
			if !f.Shown {
				out = append(out, t.z.T("result.hidden.field", "group", t.label(g), "field", t.field(f.ID), "reason", t.reason(f.Reason)))
			}
		}
	}
	return out
}
