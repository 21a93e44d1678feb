package kompass

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
)

// Scope limits what a query may see, and so keeps one tenant from another: everything (the trainer, the command line) or one company (a coordinator).
type Scope struct {
	CompanyID string // "" sees every company
}

// Everything is the scope of the trainer and of the command line.
var Everything = Scope{}

// By is who changes something and what of the stored she may touch: every write that is noted in the log asks for both. Actor is the id
// of a user, or the name of what acts by itself.
type By struct {
	Actor string
	Scope Scope
}

// Unlimited is an actor who may touch everything: the command line, and what the program does by itself.
func Unlimited(actor string) By { return By{Actor: actor, Scope: Everything} }

// Company is a client company.
type Company struct {
	ID      string
	Name    string
	Created time.Time
	Contact Contact
	Logo    LogoRef // the zero value where there is none
}

// CheckName refuses the name of another company, capitals or not: in lists nobody could tell the two apart.
func (c Company) CheckName(all []Company) error {
	for _, other := range all {
		if other.ID != c.ID && strings.EqualFold(other.Name, c.Name) {
			return &FieldError{Field: "name", Code: "error.company.exists"}
		}
	}
	return nil
}

// Team is a team of a company. Heads is the number of people invited, 1 to 100 000.
// An archived team is asked no more; MergedInto is the team that it became part of.
type Team struct {
	ID         string
	CompanyID  string
	Name       string
	Heads      int
	Created    time.Time
	Archived   time.Time // zero while the team exists
	MergedInto string
}

// MaxHeads is the largest head count of a team.
const MaxHeads = 100_000

// ParseHeads checks a head count.
func ParseHeads(n int) (int, error) {
	if n < 1 || n > MaxHeads {
		return 0, &FieldError{Field: "size", Code: "error.heads.range", Args: []any{"max", MaxHeads}}
	}
	return n, nil
}

// Merge makes one new team of two or more teams of a company.
type Merge struct {
	CompanyID string
	TeamIDs   []string
	Name      string // of the new team
}

// ParseMerge returns the teams to make one of, each once, and refuses fewer than two.
func ParseMerge(ids []string) ([]string, error) {
	out := slices.Compact(slices.Sorted(slices.Values(ids)))
	if len(out) < 2 {
		return nil, &FieldError{Field: "merge", Code: "error.merge.few"}
	}
	return out, nil
}

// TargetValues are target levels (Soll) per field and facet. A questionnaire without facets uses the facet key "".
type TargetValues map[string]map[string]float64

// A target above HighLevel, on a scale from 0 to 4, asks for nearly everything: a mean of targets above it, or more than
// HighCells single ones, are worth asking whether they are meant.
const (
	HighLevel = 3.5
	HighCells = 4
)

// High counts the targets above [HighLevel].
func (t TargetValues) High() int {
	high := 0
	for _, cells := range t {
		for _, v := range cells {
			if v > HighLevel {
				high++
			}
		}
	}
	return high
}

// MarshalJSON writes {"field": {"facet": value}}, or {"field": value} where there are no facets.
func (t TargetValues) MarshalJSON() ([]byte, error) {
	out := make(map[string]any, len(t))
	for field, cells := range t {
		if v, ok := cells[""]; ok && len(cells) == 1 {
			out[field] = v
			continue
		}
		out[field] = cells
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads both forms that [TargetValues.MarshalJSON] writes.
func (t *TargetValues) UnmarshalJSON(data []byte) error {
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(data, &raw); err != nil {
		return fmt.Errorf("target is not a JSON object of fields: %w", err)
	}
	out := make(TargetValues, len(raw))
	for field, r := range raw {
		var one float64
		if err := json.Unmarshal(r, &one); err == nil {
			out[field] = map[string]float64{"": one}
			continue
		}
		var cells map[string]float64
		if err := json.Unmarshal(r, &cells); err != nil {
			return fmt.Errorf("target of field %q is neither a number nor an object of facets: %w", field, err)
		}
		out[field] = cells
	}
	*t = out
	return nil
}

// Mean returns the mean over all cells, and false when there are none.
func (t TargetValues) Mean() (float64, bool) {
	sum, n := 0.0, 0
	for _, cells := range t {
		for _, v := range cells {
			sum, n = sum+v, n+1
		}
	}
	if n == 0 || math.IsNaN(sum) {
		return 0, false
	}
	return sum / float64(n), true
}

// Target is a company's target level. It is edited until it is frozen; results are measured against it.
type Target struct {
	CompanyID       string
	Version         int    // counts from 1; every frozen version is kept
	QuestionnaireID string // whose fields and facets the values name
	Profile         string // id of the start profile it came from, "" if none
	Values          TargetValues
	Updated         time.Time
	FrozenAt        time.Time // zero while it may be edited
	FrozenBy        string    // a user's id, or "command line"
	FrozenByEmail   string    // of that user, "" where there is none any more
}

// Frozen reports whether the target may no longer be edited.
func (t Target) Frozen() bool { return !t.FrozenAt.IsZero() }
