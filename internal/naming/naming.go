// Package naming is the one vocabulary of published results: how groups, fields, facets and items are called in the language
// of the reader, how their means and bounds are written, and why something is hidden. Page, report, reading, chart and file
// all ask it, so that one thing has one name. It decides nothing and computes nothing.
package naming

import (
	"strings"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
)

// Names calls the parts of one document by their names. What the questionnaire does not know is called by its id.
type Names struct {
	z   i18n.Localizer
	q   *questionnaire.Questionnaire
	doc *result.Document
}

// New returns the names of a document that was answered with q, which may be nil where nothing that is asked is named.
func New(z i18n.Localizer, q *questionnaire.Questionnaire, doc *result.Document) Names {
	return Names{z: z, q: q, doc: doc}
}

// Text returns a text of the questionnaire, in its first language where it has no other.
func (n Names) Text(t questionnaire.Text) string {
	return t.In(questionnaire.Lang(n.z.Lang()), n.q.Languages[0])
}

// Questions returns the names of what a questionnaire asks, where there is no document: no teams and no reasons.
func Questions(z i18n.Localizer, q *questionnaire.Questionnaire) Names {
	return New(z, q, &result.Document{})
}

// Group names a group: teams by their name, perspectives by their title, both where both are meant ("Küche ·
// Mitarbeitende").
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
	return strings.Join(parts, result.Separator)
}

// LeftOut says how many answers could not be read when the round was closed, "" where all were.
func (n Names) LeftOut() string {
	switch r := n.doc.LeftOut; {
	case r == nil:
		return ""
	case r.From == r.To:
		return n.z.N("result.left_out", r.From)
	default:
		return n.z.T("result.left_out.range", "from", r.From, "to", r.To)
	}
}

// Period says from when until when people were asked.
func (n Names) Period() string {
	from, to := n.z.Day(n.doc.OpenedOn), n.z.Day(n.doc.ClosedOn)
	if from == to {
		return n.z.T("result.period.day", "day", to)
	}
	return n.z.T("result.period", "from", from, "to", to)
}

// Days is the first and the last day on which people were asked.
func (n Names) Days() string {
	from, to := n.z.Day(n.doc.OpenedOn), n.z.Day(n.doc.ClosedOn)
	if from == to {
		return to
	}
	return n.z.T("report.period.value", "from", from, "to", to)
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

// Fields lists fields within a sentence: "Kunden, Führung und Akteure".
func (n Names) Fields(ids []string) string {
	titles := make([]string, len(ids))
	for i, id := range ids {
		titles[i] = n.Field(id)
	}
	last := len(titles) - 1
	if last < 1 {
		return strings.Join(titles, "")
	}
	return strings.Join(titles[:last], ", ") + " " + n.z.T("common.and") + " " + titles[last]
}

// Place names a place where the field above it is known already: a facet by its title alone.
func (n Names) Place(at result.Place) string {
	if at.Facet != "" {
		return n.Facet(at.Facet)
	}
	return n.Field(at.Field)
}

// Cell names a place by itself: a facet with its field, "Prozesse (Kunden)".
func (n Names) Cell(at result.Place) string {
	if at.Facet == "" {
		return n.Field(at.Field)
	}
	return n.z.T("reading.cell", "facet", n.Facet(at.Facet), "field", n.Field(at.Field))
}

// Aim names what a measure should move.
func (n Names) Aim(a kompass.Aim) string {
	if a.Item != "" {
		return n.z.T("measures.aim.item", "item", n.Item(a.Item))
	}
	return n.Cell(result.Place{Field: a.Field, Facet: a.Facet})
}

// Aims lists everything that a measure should move.
func (n Names) Aims(aims []kompass.Aim) string {
	var out []string
	for _, a := range aims {
		out = append(out, n.Aim(a))
	}
	return strings.Join(out, ", ")
}

// Item returns the short name of an item.
func (n Names) Item(id string) string {
	for _, it := range n.q.Items() {
		if it.ID == id {
			return n.ShortName(it)
		}
	}
	return id
}

// ShortName returns the name of an item, its text where it has none.
func (n Names) ShortName(it questionnaire.Item) string {
	return it.ShortName(questionnaire.Lang(n.z.Lang()), n.q.Languages[0])
}

// Hidden says why a group is hidden, and "" where it is not.
func (n Names) Hidden(g *result.Group) string {
	switch {
	case g.OverHeads:
		return n.z.T("disclosure.over_heads")
	case g.FewHeads:
		return n.z.T("disclosure.few_heads", "twice", 2*n.doc.MinGroup)
	}
	return n.Reason(g.Reason)
}

// Reason says why a group or field is hidden, and "" where it is not.
func (n Names) Reason(r *result.Reason) string {
	if r == nil || *r == "" {
		return ""
	}
	return n.z.T("disclosure."+string(*r), "k", n.doc.MinGroup)
}
