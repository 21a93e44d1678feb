package result

import "kompass/internal/kompass"

// Aims are what measures of the round before were to move, as they stood when this round was made, with what was decided of each at closing.
// It was decided on published numbers alone, so that it says nothing that both results do not.
type Aims struct {
	Before string `json:"before"` // the round
	All    []Aim  `json:"all"`
}

// Aim is a field, a facet or an item in the answers of a group. Verdict is "changed" or "indistinct", nil where nothing could be tested. Divisor says
// how strictly: at 5 % divided by it, which is 1 for a field and for any other aim by Holm over all of them.
type Aim struct {
	Key     Key     `json:"key"`
	Field   string  `json:"field,omitempty"`
	Facet   string  `json:"facet,omitempty"`
	Item    string  `json:"item,omitempty"`
	Verdict *string `json:"verdict"`
	Divisor int     `json:"divisor"`
}

// Aim returns what was to be moved.
func (a Aim) Aim() kompass.Aim { return kompass.Aim{Field: a.Field, Facet: a.Facet, Item: a.Item} }
