// Package naming says how the parts of a published result are called in the language of the reader: groups, fields,
// facets, items, answers, and the reasons why something is hidden. It decides nothing and computes nothing.
package naming

import (
	"strings"

	"kompass/internal/i18n"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
)

// Names calls the parts of one document by their names. What the questionnaire does not know is called by its id.
type Names struct {
	z   i18n.Localizer
	q   *questionnaire.Questionnaire
	doc *result.Document
}

// New returns the names of a document that was answered with q.
func New(z i18n.Localizer, q *questionnaire.Questionnaire, doc *result.Document) Names {
	return Names{z: z, q: q, doc: doc}
}

// Text returns a text of the questionnaire, in its first language where it has no other.
func (n Names) Text(t questionnaire.Text) string {
	return t.In(questionnaire.Lang(n.z.Lang()), n.q.Languages[0])
}

// Group names a group: teams by their name, perspectives by their title, both where both are meant.
func (n Names) Group(key result.Key) string {
	var parts []string
	if team, ok := key["team"]; ok {
		parts = append(parts, n.Team(team))
	}
	if view, ok := key["perspective"]; ok {
		parts = append(parts, n.Perspective(view))
	}
	if len(parts) == 0 {
		return n.z.T("result.everyone")
	}
	return strings.Join(parts, " · ")
}

// Team returns the name that a team had when the round closed.
func (n Names) Team(id string) string {
	if g, ok := n.doc.Find(result.Key{"team": id}); ok {
		return g.Label
	}
	return id
}

// Perspective returns the title of a perspective.
func (n Names) Perspective(id string) string { return n.titled(n.q.Perspectives, id) }

// Facet returns the title of a facet.
func (n Names) Facet(id string) string { return n.titled(n.q.Facets, id) }

func (n Names) titled(all []questionnaire.Titled, id string) string {
	for _, t := range all {
		if t.ID == id {
			return n.Text(t.Title)
		}
	}
	return id
}

// Field returns the title of a field.
func (n Names) Field(id string) string {
	for _, f := range n.q.Fields {
		if f.ID == id {
			return n.Text(f.Title)
		}
	}
	return id
}

// Item returns the short name of an item.
func (n Names) Item(id string) string {
	for _, it := range n.q.Items() {
		if it.ID == id {
			return it.ShortName(questionnaire.Lang(n.z.Lang()), n.q.Languages[0])
		}
	}
	return id
}

// Reason says why a group or field is hidden, and "" where it is not.
func (n Names) Reason(r *result.Reason) string {
	if r == nil || *r == "" {
		return ""
	}
	return n.z.T("disclosure."+string(*r), "k", n.doc.MinGroup)
}
