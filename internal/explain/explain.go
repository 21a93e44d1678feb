// Package explain answers the question that every number of a result may be asked: where do you come from? It names the
// persons, the statements, the rule, the formula with the published numbers filled in, how it was rounded, why something is
// not told, and the works that the method rests on.
//
// It knows the published document and the questionnaire, and nothing else. What it computes along the way could be
// computed by every reader from the same page. The package is pure.
package explain

import (
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/naming"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
	"kompass/internal/sources"
)

// Input is what there is to explain: a published document, the questionnaire that was answered, and the language.
type Input struct {
	Document      *result.Document
	Questionnaire *questionnaire.Questionnaire
	Lang          i18n.Lang
}

// Explanation says where the numbers of one unit come from: of a group, of one of its fields, facets or items. Texts are
// sentences in the language asked for. Of a unit that is hidden it says why and nothing else.
type Explanation struct {
	Path    string     `json:"path"`
	Key     result.Key `json:"-"` // of the group
	Title   string     `json:"title"`
	Shown   bool       `json:"shown"`
	Reason  string     `json:"reason,omitempty"` // as in the document
	N       *int       `json:"n"`
	Facts   []string   `json:"facts"` // who and what was asked, and by which rule it counts
	Items   []Item     `json:"items"`
	Numbers []Number   `json:"numbers"`
	Sources []Source   `json:"sources"` // of all numbers and items, sorted by id
	Parts   []Part     `json:"parts"`   // what can be asked next
}

// Item is a statement that the numbers rest on. The counts are null where the document gives none.
type Item struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	Text    string   `json:"text"` // as the persons of the group read it
	Reverse bool     `json:"reverse"`
	N       *int     `json:"n"`
	NA      *int     `json:"na"`
	Missing *int     `json:"missing"`
	Sources []string `json:"sources"`
}

// Number is one number with its derivation. Value is as pages show it, "" where it is not given; Absent then says why.
type Number struct {
	Kind     Kind     `json:"kind"`
	Name     string   `json:"name"`
	Value    string   `json:"value"`
	Absent   string   `json:"absent,omitempty"`
	How      []string `json:"how"`
	Formula  string   `json:"formula,omitempty"`
	Filled   string   `json:"filled,omitempty"` // the formula with the published numbers
	Rounding string   `json:"rounding,omitempty"`
	Sources  []string `json:"sources"`
}

// Source is a cited work and how sure the citation is.
type Source struct {
	ID       string          `json:"id"`
	Citation string          `json:"citation"`
	URL      string          `json:"url"`
	Checked  sources.Checked `json:"checked"`
	Mark     string          `json:"mark"` // Checked in a word
}

// Part is a unit below the one explained.
type Part struct {
	Path string `json:"path"`
	Name string `json:"name"`
}

// Explain explains the unit or number that a path names (see [Parse]). It returns an [*UnknownError] for a path that leads
// nowhere.
func Explain(in Input, path string) (*Explanation, error) {
	p, err := Parse(path)
	if err != nil {
		return nil, err
	}
	u, err := find(in, p)
	if err != nil {
		return nil, err
	}
	return u.explain(), nil
}

// unit is what a path leads to. Field is nil for a group, facet and item for a field.
type unit struct {
	in    Input
	z     i18n.Localizer
	names naming.Names
	path  Path

	group *result.Group
	field *result.Field
	facet *result.Facet
	item  *result.Item

	asked *questionnaire.Field // what the field is in the questionnaire
	items []questionnaire.Item // what the numbers rest on
}

func (u *unit) explain() *Explanation {
	e := &Explanation{
		Path: u.path.String(), Key: u.path.Key, Title: u.title(), Shown: true,
		Facts: []string{}, Items: []Item{}, Numbers: []Number{}, Sources: []Source{}, Parts: []Part{},
	}
	if reason := u.hidden(); reason != nil {
		e.Shown, e.Reason = false, string(*reason)
		e.Facts = u.whyHidden(reason)
		e.Sources = u.cite([]string{"sweeney-2002"})
		return e
	}
	if n := u.n(); !u.withheld() {
		e.N = &n
	}
	e.Facts, e.Items, e.Numbers, e.Parts = u.facts(), u.statements(), u.numbers(), u.parts()
	var ids []string
	for _, x := range e.Numbers {
		ids = append(ids, x.Sources...)
	}
	for _, it := range e.Items {
		ids = append(ids, it.Sources...)
	}
	e.Sources = u.cite(ids)
	return e
}

func (u *unit) title() string {
	title := u.names.Group(u.group.Key)
	if u.asked != nil {
		title += " · " + u.names.Text(u.asked.Title)
	}
	switch {
	case u.path.Item != "":
		title += " · " + u.names.Item(u.path.Item)
	case u.path.Facet != "":
		title += " · " + u.names.Facet(u.path.Facet)
	}
	return title
}

// hidden returns why the unit is hidden, nil where it is shown.
func (u *unit) hidden() *result.Reason {
	switch {
	case !u.group.Shown:
		return u.group.Reason
	case u.field != nil && !u.field.Shown:
		return u.field.Reason
	}
	return nil
}

func (u *unit) whyHidden(reason *result.Reason) []string {
	facts := []string{u.names.Reason(reason)}
	if u.group.Shown {
		facts = append(facts, u.z.T("explain.hidden.field", "k", u.in.Document.MinGroup))
	}
	return append(facts, u.z.T("explain.hidden.rule", "k", u.in.Document.MinGroup))
}

// withheld reports whether the unit is an item, or a facet of few items, of which the document gives nothing, because the
// group is too small or a perspective.
func (u *unit) withheld() bool {
	return u.path.Item != "" && u.item == nil || u.path.Facet != "" && u.facet == nil
}

// n returns on how many persons the unit rests: for an item that is withheld, on those of its field.
func (u *unit) n() int {
	switch {
	case u.item != nil:
		return u.item.N
	case u.facet != nil:
		return u.facet.N
	case u.field != nil:
		return u.field.N
	}
	return *u.group.N
}

func (u *unit) anonymous() bool { return u.in.Document.Mode == string(kompass.Anonymous) }
