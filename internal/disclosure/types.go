// Package disclosure decides which groups and numbers of a round may be shown: the one gate that every output asks.
//
// Persons fall into atoms, the finest partition there is (team × perspective). A group is a union of atoms. A group is
// shown only if it has at least K persons and if no union of atoms with 1 … K−1 persons can be worked out from the
// groups that are shown by adding and subtracting. The package is pure: it sees counts, never answers.
package disclosure

// Kind is the kind of a group. Kinds are offered to the planner in ascending order.
type Kind int

// The kinds of groups, in the order in which the planner offers them.
const (
	Everyone Kind = iota
	Perspective
	Team
	TeamPerspective
)

// Reason says why something is hidden; "" means that it is shown.
type Reason string

// The reasons. Complementary hides a group whose own size would allow it, to protect another one.
const (
	Shown         Reason = ""
	BelowMinimum  Reason = "below_minimum"
	Complementary Reason = "complementary"
)

// FieldCounts counts, within one atom, the persons behind each published number of one field.
type FieldCounts struct {
	Persons int   // persons with a field score
	Facets  []int // persons with a score in each facet; empty where the questionnaire declares no facets
	Items   []int // valid answers to each item
}

// Atom is one cell of the finest partition: nobody is in two atoms.
type Atom struct {
	Persons int
	Fields  []FieldCounts // one per field of the questionnaire, in its order
}

// Group is a candidate for publication: the union of Atoms (indices into [Organisation.Atoms], ascending).
type Group struct {
	Kind  Kind
	Atoms []int
}

// Organisation is everything the planner needs to know about who answered.
type Organisation struct {
	K         int     // the minimum group size; 1 switches protection off (open rounds)
	ItemsFrom int     // a group shows the items of a field from this many persons with a field score on
	Atoms     []Atom  // the finest partition
	Groups    []Group // candidates, in order of creation within each kind
}

// Decision is the verdict on one group. Fields has one reason per field and is nil when the group itself is hidden.
type Decision struct {
	Reason Reason
	Fields []Reason
}
