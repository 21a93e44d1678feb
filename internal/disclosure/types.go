// Package disclosure decides which groups and numbers of a round may be shown: the one gate that every output asks.
//
// Persons fall into atoms, the finest partition there is (team × perspective). A group is a union of atoms. A group is
// shown only if it has at least K persons and if no union of atoms with 1 … K−1 persons can be worked out from the
// groups that are shown by adding and subtracting. Statistics calls the first primary and the second complementary suppression.
// The package is pure: it sees counts, never answers.
//
// # What is guaranteed
//
// Every published number is taken for the total of its group: whoever knows a mean and its n knows the sum. For the
// persons of the groups shown, and for every field among the groups that show it, for the field score, each
// facet and each item by itself, the following holds. No union of atoms in which 1 … K−1 persons stand behind that number
// has a total that is a linear combination, with any rational factors, of the published totals of that number. Atoms in which
// nobody stands behind a number add nothing to any total and hide nobody: a union is exposed as well if it follows only
// together with such atoms. Whatever is proportional to a total by group is covered with it: each
// bar of a distribution, the sum of squares behind a standard deviation.
//
// Items, and everything else that rests on few of them, tell more: a distribution of whole points, known exactly, says about
// every person what it says about all where all have given the same answer. They are published for everyone and for
// teams only, never across perspectives, by the groups with at least ItemsFrom persons with a field score, and no union in
// which 1 … ItemsFrom−1 persons have one follows from their totals.
//
// Persons are forms. In an audience that is not trusted (more forms than people, or a few forms beside others that whoever
// entered them knows) all but one may be made up. Therefore everything in such audiences together counts as less
// than one person, and nothing about them can be worked out at all.
//
// The arithmetic is exact. Where its limits are reached (numbers too large, too many sets to search) the answer is to
// hide. Any one plan is therefore safe, and so is everything that is computed from what it shows.
//
// The attacker is assumed to know every number that is published, of all groups at once, the head counts of all
// teams and perspectives, the rules of this package, and for every number how many persons of each atom stand behind
// it, although much of that is not published.
//
// # What is not covered
//
//   - Two plans of the same answers. A round must be planned once, all of it, and never again with other counts.
//   - Subtracting across numbers that rest on different persons. Facet minus items within one group can
//     leave a single incomplete form over. Forms that are complete give nothing away like this, because then field,
//     facets and items have the same persons in every atom. For the others published values must be rounded.
//   - Conclusions from the values themselves: if a mean lies at the end of the scale, everybody has given that answer.
//     Small groups need bounds in place of such values.
//   - Numbers that are not handed in. A total over several fields that is published is a field of its own.
//   - Forms are not people. Who files all forms of a trusted group but one learns that one.
//   - Who knows the answers of some persons of a group knows more about the rest, and who took part and who left out
//     a question may be visible in the counts.
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
	Facets  []int // persons with a score in each facet that is shown wherever the field is
	Items   []int // valid answers to each item, and persons with a score in each facet that is shown with the items only
	wide    int   // what Persons weighs where items are concerned, 0 where it weighs the same
}

// behindItems is how many persons stand behind the items of the field.
func (c FieldCounts) behindItems() int { return max(c.Persons, c.wide) }

// Atom is one cell of the finest partition: nobody is in two atoms.
type Atom struct {
	Persons   int
	Fields    []FieldCounts // one per field of the questionnaire, in its order
	Untrusted bool          // its audience has more forms than people, or is otherwise known to its last form
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
	Few       []bool  // by field: it rests on so few items that it is shown with them only; a shorter list says no
	Atoms     []Atom  // the finest partition
	Groups    []Group // candidates, in order of creation within each kind
	Parts     [][]int // sets of atoms that count in larger groups only: each is taken for fewer than K persons
}

// Decision is the verdict on one group. Fields has one reason per field and Items says of each whether its items are shown;
// both are nil when the group itself is hidden.
type Decision struct {
	Reason Reason
	Fields []Reason
	Items  []bool
}
