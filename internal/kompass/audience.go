package kompass

import "cmp"

// Audience is who shares an access to a round: a team, or with TeamID "" a company without teams. Heads is how many people
// there are, 0 where nobody has said, and Before how many there were before the number rose while answers were taken, 0 if it
// did not. Entered is how many of its forms were typed in or imported.
type Audience struct {
	TeamID  string
	Heads   int
	Before  int
	Entered int
}

// MayRise checks whether heads may become more while a round that asks them takes answers: once, by a tenth, and by one at
// least. More people would let more forms in, and forms are what is counted.
func (a Audience) MayRise(to int) error {
	most := a.Heads + max(1, a.Heads/10)
	switch {
	case to <= a.Heads:
		return nil
	case a.Before > 0:
		return &FieldError{Field: "size", Code: "error.heads.risen", Args: []any{"heads", a.Heads}}
	case to > most:
		return &FieldError{Field: "size", Code: "error.heads.rise", Args: []any{"heads", a.Heads, "most", most}}
	}
	return nil
}

// First is how many people there were when the links were made.
func (a Audience) First() int { return cmp.Or(a.Before, a.Heads) }
