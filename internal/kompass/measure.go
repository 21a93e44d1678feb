package kompass

import (
	"errors"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// MeasureList is one of the three lists that what was agreed belongs to: what a team does with its members, what those who
// lead do, and what only the company as a whole can do.
type MeasureList string

// The lists, in the order in which they are shown.
const (
	TeamList       MeasureList = "team"
	LeadershipList MeasureList = "leadership"
	CompanyList    MeasureList = "company"
)

// MeasureLists are all lists in the order in which they are shown.
var MeasureLists = [...]MeasureList{TeamList, LeadershipList, CompanyList}

// ParseMeasureList reads a list.
func ParseMeasureList(raw string) (MeasureList, error) {
	if l := MeasureList(raw); slices.Contains(MeasureLists[:], l) {
		return l, nil
	}
	return "", &FieldError{Field: "list", Code: "error.measure.list"}
}

// MeasureState is how far a measure has come.
type MeasureState string

// The states of a measure. It may go from each to each other.
const (
	MeasureAgreed   MeasureState = "agreed"
	MeasureUnderWay MeasureState = "underway"
	MeasureDone     MeasureState = "done"
	MeasureDropped  MeasureState = "dropped"
)

// MeasureStates are all states of a measure.
var MeasureStates = [...]MeasureState{MeasureAgreed, MeasureUnderWay, MeasureDone, MeasureDropped}

// ParseMeasureState reads a state.
func ParseMeasureState(raw string) (MeasureState, error) {
	if s := MeasureState(raw); slices.Contains(MeasureStates[:], s) {
		return s, nil
	}
	return "", &FieldError{Field: "state", Code: "error.measure.state"}
}

// Aim is what a measure should move: a field, a cell (a facet of a field), or one item. An item is named by its id alone,
// because a later questionnaire may have it in another field.
type Aim struct {
	Field, Facet string
	Item         string // "" unless it is an item; then Field and Facet are ""
}

// itemAim is what the texts of aims that are items begin with; no id of a field has a colon in it.
const itemAim = "item:"

// String writes an aim as [ParseAim] reads it: "customers", "customers/tools" or "item:c07".
func (a Aim) String() string {
	switch {
	case a.Item != "":
		return itemAim + a.Item
	case a.Facet != "":
		return a.Field + "/" + a.Facet
	}
	return a.Field
}

// ParseAim reads what [Aim.String] wrote. Whether a questionnaire has such a place is for the caller to find out.
func ParseAim(raw string) (Aim, error) {
	var a Aim
	if id, ok := strings.CutPrefix(raw, itemAim); ok {
		a.Item = id
	} else {
		a.Field, a.Facet, _ = strings.Cut(raw, "/")
	}
	if a.String() != raw || a.Field+a.Item == "" || len(raw) > 160 || strings.ContainsFunc(raw, func(r rune) bool { return r <= ' ' || isControl(r) }) {
		return Aim{}, &FieldError{Field: "aim", Code: "error.measure.aim"}
	}
	return a, nil
}

// The bounds of a measure, in characters and in number.
const (
	MaxWhat        = 300
	MaxMeasureNote = 2000
	MaxAims        = 20
)

// Measure is what was agreed after a round and what it should move. Days are YYYY-MM-DD in the product's time zone.
type Measure struct {
	ID        string
	CompanyID string // of the round
	RoundID   string // whose result it came from
	List      MeasureList
	TeamID    string // of a measure on the team list where the round asked teams, else ""
	What      string // in one sentence
	Who       string // a role or a name
	Due       string // the day until which it should be done
	Aims      []Aim  // one at least, in the order in which they were chosen
	Note      string
	Agreed    string // the day on which it was agreed
	State     MeasureState
	Changed   time.Time // when it last came into a state
}

// MeasureEntry is a measure with the names that lists show beside it, as they are now.
type MeasureEntry struct {
	Measure
	Company, Team, Round string
}

// Open reports whether there is still something to do.
func (m Measure) Open() bool { return m.State == MeasureAgreed || m.State == MeasureUnderWay }

// Overdue reports whether there is still something to do after the day until which it should have been done.
func (m Measure) Overdue(today string) bool { return m.Open() && m.Due < today }

// DueSoon reports whether an open measure is due between today and a later day.
func (m Measure) DueSoon(today, until string) bool {
	return m.Open() && m.Due >= today && m.Due <= until
}

// CheckTeam reports whether a measure of a round may name its team: one that the round asked, and on the team list one has to
// be named where the round asked any.
func (m Measure) CheckTeam(r Round) error {
	if m.List != TeamList || m.TeamID == "" && len(r.TeamIDs) == 0 || slices.Contains(r.TeamIDs, m.TeamID) {
		return nil
	}
	return &FieldError{Field: "team", Code: "error.measure.team"}
}

// MeasureInput is a measure as it was typed.
type MeasureInput struct {
	List, TeamID, What, Who, Due, Note string
	Aims                               []string
}

// Input returns a measure as a form shows it.
func (m Measure) Input() MeasureInput {
	in := MeasureInput{List: string(m.List), TeamID: m.TeamID, What: m.What, Who: m.Who, Due: m.Due, Note: m.Note}
	for _, a := range m.Aims {
		in.Aims = append(in.Aims, a.String())
	}
	return in
}

// ParseMeasure checks everything about a measure that can be known without its round. With any error the measure is not
// valid; there is one error at most for each input.
func ParseMeasure(in MeasureInput) (Measure, []*FieldError) {
	var m Measure
	var errs []*FieldError
	note := func(err error) {
		var field *FieldError
		if errors.As(err, &field) {
			errs = append(errs, field)
		}
	}
	var err error
	m.What, err = parseLine("what", in.What, MaxWhat, "error.measure.what")
	note(err)
	m.Who, err = parseLine("who", in.Who, MaxName, "error.measure.who")
	note(err)
	m.Due, err = ParseDay("due", in.Due)
	note(err)
	m.List, err = ParseMeasureList(in.List)
	note(err)
	if m.List == TeamList {
		m.TeamID = in.TeamID
	}
	m.Aims, err = parseAims(in.Aims)
	note(err)
	m.Note, err = parseNote(in.Note)
	note(err)
	return m, errs
}

// parseLine reads a text of one line. Empty is the code for one that is.
func parseLine(field, raw string, most int, empty string) (string, error) {
	s := strings.Join(strings.Fields(raw), " ")
	switch {
	case s == "":
		return "", &FieldError{Field: field, Code: empty}
	case utf8.RuneCountInString(s) > most:
		return "", &FieldError{Field: field, Code: "error.measure.long", Args: []any{"max", most}}
	case !utf8.ValidString(s) || strings.ContainsFunc(s, isControl):
		return "", &FieldError{Field: field, Code: "error.name.control"}
	}
	return s, nil
}

// parseNote reads a text that may have lines and may be empty.
func parseNote(raw string) (string, error) {
	s := strings.TrimSpace(strings.ReplaceAll(raw, "\r\n", "\n"))
	switch {
	case utf8.RuneCountInString(s) > MaxMeasureNote:
		return "", &FieldError{Field: "note", Code: "error.measure.long", Args: []any{"max", MaxMeasureNote}}
	case !utf8.ValidString(s) || strings.ContainsFunc(s, func(r rune) bool { return r != '\n' && isControl(r) }):
		return "", &FieldError{Field: "note", Code: "error.name.control"}
	}
	return s, nil
}

// ParseDay reads a day of the years 2000 to 2099 as date inputs send it.
func ParseDay(field, raw string) (string, error) {
	t, err := time.Parse(time.DateOnly, strings.TrimSpace(raw))
	if err != nil || t.Year() < 2000 || t.Year() > 2099 {
		return "", &FieldError{Field: field, Code: "error.measure.day"}
	}
	return t.Format(time.DateOnly), nil
}

func parseAims(raw []string) ([]Aim, error) {
	var aims []Aim
	for _, one := range raw {
		a, err := ParseAim(one)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(aims, a) {
			aims = append(aims, a)
		}
	}
	switch {
	case len(aims) == 0:
		return nil, &FieldError{Field: "aim", Code: "error.measure.aims"}
	case len(aims) > MaxAims:
		return nil, &FieldError{Field: "aim", Code: "error.measure.aims.many", Args: []any{"max", MaxAims}}
	}
	return aims, nil
}

// MeasureFilter says which measures a list shows. Empty parts do not limit it.
type MeasureFilter struct {
	CompanyID string
	RoundID   string
	List      MeasureList
	State     MeasureState
	Open      bool   // only those with something left to do
	DueFrom   string // days, both included
	DueUntil  string
	Limit     int // 0 is no limit
}
