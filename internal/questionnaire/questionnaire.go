// Package questionnaire reads, checks and compares questionnaire files: the YAML format (schemas 1 and 2) in which the fields,
// facets, items, answer scales, sources and start targets of an assessment are written down and reviewed.
//
// A [Questionnaire] that came out of [Parse] without an error finding is valid: every reference resolves, every text has
// every language, ids are unique, scales ascend and share one range. The package has no clock and no I/O.
package questionnaire

import "strconv"

// Lang is a language code of a questionnaire file, such as "de".
type Lang string

// Text is one text in every language of the file.
type Text map[Lang]string

// In returns the text in l, or in the first of the fallbacks that has one, or "".
func (t Text) In(l Lang, fallbacks ...Lang) string {
	if s := t[l]; s != "" {
		return s
	}
	for _, f := range fallbacks {
		if s := t[f]; s != "" {
			return s
		}
	}
	return ""
}

// Titled is an id with a title: a facet or a perspective. Title stays short for charts; About is the longer definition of a
// facet, Help says who a perspective means. Both are empty in schema 1.
type Titled struct {
	ID    string `json:"id"`
	Title Text   `json:"title"`
	About Text   `json:"about,omitempty"`
	Help  Text   `json:"help,omitempty"`
}

// Point is one answer of a scale. Values of a scale ascend strictly.
type Point struct {
	ID    string  `json:"id"`
	Value float64 `json:"value"`
	Text  Text    `json:"text"`
}

// NA is the answer "cannot judge" of a scale: a code of its own, never a value.
type NA struct {
	ID   string `json:"id"`
	Text Text   `json:"text"`
}

// Scale is an answer scale: two or more points, ascending by value, an optional NA, and the question that all its words
// answer, where the file asks one.
type Scale struct {
	ID     string  `json:"id"`
	Points []Point `json:"points"`
	NA     *NA     `json:"na,omitempty"`
	Lead   Text    `json:"lead,omitempty"`
}

// Change notes what a version did to an item. Kind is reworded, rescaled or moved.
type Change struct {
	Version    int    `json:"version"`
	Kind       string `json:"kind"`
	Comparable bool   `json:"comparable"`
	Note       string `json:"note,omitempty"`
}

// Level is a behavioural anchor: what an answer of this value looks like in practice.
type Level struct {
	Value float64 `json:"value"`
	Text  Text    `json:"text"`
}

// Item is one statement that a person answers. Facet is "" where the file declares no facets. Sources are keys of
// [Questionnaire.Sources]. Line is where the item stands in its file, 0 when unknown.
type Item struct {
	ID       string          `json:"id"`
	Facet    string          `json:"facet,omitempty"`
	Scale    string          `json:"scale"`
	Name     Text            `json:"name,omitempty"`
	Text     Text            `json:"text"`
	TextFor  map[string]Text `json:"text_for,omitempty"`
	Reverse  bool            `json:"reverse,omitempty"`
	Layer    string          `json:"layer,omitempty"`
	Evidence string          `json:"evidence,omitempty"`
	Why      Text            `json:"why,omitempty"`
	Discuss  Text            `json:"discuss,omitempty"`
	Levels   []Level         `json:"levels,omitempty"`
	Sources  []string        `json:"sources,omitempty"`
	Changes  []Change        `json:"changes,omitempty"`
	Line     int             `json:"-"`
}

// ShortName returns the item's name in l, or its text where it has no name.
func (it Item) ShortName(l Lang, fallbacks ...Lang) string {
	if n := it.Name.In(l, fallbacks...); n != "" {
		return n
	}
	return it.Text.In(l, fallbacks...)
}

// VersionName returns the version as people see it: its label, its number where it has none.
func (q *Questionnaire) VersionName() string {
	if q.Label != "" {
		return q.Label
	}
	return strconv.Itoa(q.Version)
}

// Wording returns the text for a perspective ("" for none).
func (it Item) Wording(perspective string) Text {
	if t, ok := it.TextFor[perspective]; ok {
		return t
	}
	return it.Text
}

// Field is one axis of the radar. RefersTo says whom "we" means in its statements: "area", "company", or "" where the file
// does not say.
type Field struct {
	ID       string `json:"id"`
	Title    Text   `json:"title"`
	Intro    Text   `json:"intro,omitempty"`
	About    Text   `json:"about,omitempty"`
	Comment  Text   `json:"comment,omitempty"`
	RefersTo string `json:"refers_to,omitempty"`
	Items    []Item `json:"items"`
}

// Retired is an item id that an earlier version used. Ids are never used again.
type Retired struct {
	ID         string `json:"id"`
	Version    int    `json:"version"`
	ReplacedBy string `json:"replaced_by,omitempty"`
}

// Truth is a commonly held view worth questioning, with what research found. Items are those it bears on; a file of schema 1
// names none, and a truth without items concerns the method alone.
type Truth struct {
	ID      string   `json:"id"`
	Claim   Text     `json:"claim"`
	Finding Text     `json:"finding"`
	Items   []string `json:"items,omitempty"`
	Sources []string `json:"sources"`
}

// TargetProfile is a named start profile of target levels (Soll). Values has a value per field and facet; a file without
// facets, or a profile given per field, uses the facet key "".
type TargetProfile struct {
	ID     string                        `json:"id"`
	Title  Text                          `json:"title"`
	Values map[string]map[string]float64 `json:"values"`
}

// Source is a cited work. Checked says how sure its citation is: confirmed, partly or unconfirmed. Read says how much of it
// was read: abstract, full, no, or "" where the file does not say.
type Source struct {
	Citation string `json:"citation"`
	DOI      string `json:"doi"`
	Checked  string `json:"checked"`
	Read     string `json:"read,omitempty"`
}

// Questionnaire is the parsed content of one file.
type Questionnaire struct {
	ID           string            `json:"id"`
	Version      int               `json:"version"`
	Label        string            `json:"label,omitempty"`
	Validated    bool              `json:"validated"`
	Released     string            `json:"released,omitempty"` // YYYY-MM-DD
	Languages    []Lang            `json:"languages"`
	Title        Text              `json:"title"`
	Intro        Text              `json:"intro,omitempty"`
	Minutes      int               `json:"minutes,omitempty"`
	MinAnswered  string            `json:"min_answered"` // exact decimal in (0, 1], without trailing zeros
	Perspectives []Titled          `json:"perspectives,omitempty"`
	Scales       []Scale           `json:"scales"` // sorted by id
	Facets       []Titled          `json:"facets,omitempty"`
	Fields       []Field           `json:"fields"`
	Retired      []Retired         `json:"retired,omitempty"`
	Truths       []Truth           `json:"truths,omitempty"`
	Targets      []TargetProfile   `json:"targets,omitempty"`
	Sources      map[string]Source `json:"sources,omitempty"`

	Schema              int    `json:"schema,omitempty"` // 2, or 0 for a file of schema 1
	PerspectiveQuestion Text   `json:"perspective_question,omitempty"`
	Ideas               []Idea `json:"ideas,omitempty"`
	Words               *Words `json:"words,omitempty"`

	template *Questionnaire // before [Questionnaire.Worded] put words in; nil for a template itself
}

// Min returns the lowest value of the file's scales.
func (q *Questionnaire) Min() float64 { return q.Scales[0].Points[0].Value }

// Max returns the highest value of the file's scales.
func (q *Questionnaire) Max() float64 {
	p := q.Scales[0].Points
	return p[len(p)-1].Value
}

// FacetIDs lists the ids of the facets in their order; none where the file declares none.
func (q *Questionnaire) FacetIDs() []string {
	ids := make([]string, len(q.Facets))
	for i, f := range q.Facets {
		ids[i] = f.ID
	}
	return ids
}

// Scale returns the scale with this id.
func (q *Questionnaire) Scale(id string) (Scale, bool) {
	for _, s := range q.Scales {
		if s.ID == id {
			return s, true
		}
	}
	return Scale{}, false
}

// Items returns all items in the order of the file: the order of packed answers.
func (q *Questionnaire) Items() []Item {
	var all []Item
	for _, f := range q.Fields {
		all = append(all, f.Items...)
	}
	return all
}
