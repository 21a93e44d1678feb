package web

import (
	"net/url"

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
