package web

import (
	"net/url"
	"strings"

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

// headline says the one thing to know: the largest distance to the own target, if there is a target.
func (t teller) headline(g *result.Group) string {
	if !g.Shown {
		return t.z.T("result.headline.hidden")
	}
	largest, field, measured := 0.0, "", false
	for _, f := range g.Fields {
		if f.Gap == nil {
			continue
		}
		measured = true
		if *f.Gap > largest {
			largest, field = *f.Gap, f.ID
		}
	}
	switch {
	case !measured:
		return t.z.T("result.headline.none", "fields", len(t.q.Fields))
	case field == "":
		return t.z.T("result.headline.reached")
	}
	return t.z.T("result.headline.gap", "field", t.field(field), "gap", t.z.Num(largest, 1))
}

func (t teller) field(id string) string {
	for _, f := range t.q.Fields {
		if f.ID == id {
			return t.text(f.Title)
		}
	}
	return id
}

// label names a group in the language of the page: teams by their name, perspectives by their title.
func (t teller) label(g *result.Group) string {
	var parts []string
	if team, ok := g.Key["team"]; ok {
		parts = append(parts, t.team(team))
	}
	if view, ok := g.Key["perspective"]; ok {
		parts = append(parts, t.perspective(view))
	}
	if len(parts) == 0 {
		return t.z.T("result.everyone")
	}
	return strings.Join(parts, ", ")
}

func (t teller) team(id string) string {
	if g, ok := t.doc.Find(result.Key{"team": id}); ok {
		return g.Label
	}
	return id
}

func (t teller) perspective(id string) string {
	for _, p := range t.q.Perspectives {
		if p.ID == id {
			return t.text(p.Title)
		}
	}
	return id
}

// choices lists the groups of a result that may be shown.
func (t teller) choices(roundID string, current *result.Group) []views.Choice {
	var out []views.Choice
	for i := range t.doc.Groups {
		g := &t.doc.Groups[i]
		if !g.Shown && g != current {
			continue
		}
		query := url.Values{}
		for name, value := range g.Key {
			query.Set(name, value)
		}
		choice := views.Choice{Text: t.label(g), Href: "/app/rounds/" + roundID + "/result", Current: g == current}
		if len(query) > 0 {
			choice.Href += "?" + query.Encode()
		}
		out = append(out, choice)
	}
	return out
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
