package disclosure

// measures are the counts behind the published numbers of one field, measure × atom. Every group that is shown shows the
// scores: of the field first, then of its facets. Only groups of a certain kind and size show the items, and without them no field
// that rests on few.
type measures struct {
	scores, items [][]int
	behind        []int // persons behind the items, as they count there
	few           bool
}

// personsOf returns the single measure that groups as such are planned by.
func personsOf(atoms []Atom) measures {
	persons := make([]int, len(atoms))
	for i, a := range atoms {
		persons[i] = a.Persons
	}
	return measures{scores: [][]int{persons}, behind: persons}
}

// fieldsOf returns the measures of every field.
func fieldsOf(atoms []Atom) []measures {
	var fields []measures
	for i, a := range atoms {
		for len(fields) < len(a.Fields) {
			fields = append(fields, measures{scores: [][]int{make([]int, len(atoms))}, behind: make([]int, len(atoms))})
		}
		for f, counts := range a.Fields {
			m := &fields[f]
			m.scores[0][i], m.behind[i] = counts.Persons, counts.behindItems()
			m.scores = fill(m.scores, 1, i, counts.Facets, len(atoms))
			m.items = fill(m.items, 0, i, counts.Items, len(atoms))
		}
	}
	return fields
}

// fill enters the counts of one atom into the table, from the given measure on, and adds the measures it lacks.
func fill(table [][]int, from, atom int, counts []int, atoms int) [][]int {
	for len(table) < from+len(counts) {
		table = append(table, make([]int, atoms))
	}
	for i, n := range counts {
		table[from+i][atom] = n
	}
	return table
}

// persons returns how many stand behind the first measure of a group: its persons, or those with a field score.
func (m measures) persons(atoms []int) int { return total(m.scores[0], atoms) }

// behindItems returns the persons who stand behind the items of a field, nothing where it has none.
func (m measures) behindItems() [][]int {
	if len(m.items) == 0 {
		return nil
	}
	return [][]int{m.behind}
}

// below answers whether a group has too few persons on any measure it would show. Without a minimum one person
// with a score is enough for the whole field.
func (m measures) below(k int, atoms []int, withItems bool) bool {
	if k <= 1 {
		return m.persons(atoms) < 1
	}
	for _, counts := range m.scores {
		if total(counts, atoms) < k {
			return true
		}
	}
	if !withItems {
		return false
	}
	for _, counts := range m.items {
		if total(counts, atoms) < k {
			return true
		}
	}
	return false
}

// total adds up a measure over some atoms.
func total(counts []int, atoms []int) int {
	sum := 0
	for _, atom := range atoms {
		sum += counts[atom]
	}
	return sum
}
