package kompass

import (
	"cmp"
	"slices"
)

// Audience is who shares an access to a round: a team, a perspective in all teams, a perspective of a team, or with neither a
// company without teams. Heads is how many people there are (of a perspective: at most), 0 where nobody has said, and Before how
// many there were before the number rose while answers were taken, 0 if it did not. Entered is how many of its forms were typed in
// or imported.
type Audience struct {
	TeamID      string
	Perspective string
	Heads       int
	Before      int
	Entered     int
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

// WholeOf returns everybody whom a round asks, as far as its audiences say how many they are.
func WholeOf(all []Audience) Audience {
	var whole Audience
	first := 0
	for _, a := range all {
		if a.Perspective != "" {
			continue
		}
		whole.Heads += a.Heads
		whole.Entered += a.Entered
		first += a.First()
	}
	if first != whole.Heads {
		whole.Before = first
	}
	return whole
}

// HeadsOf returns the audience of a team (of "" the company without teams) or of a perspective in all teams; it has no heads where
// there is none.
func HeadsOf(all []Audience, teamID, perspective string) Audience {
	i := slices.IndexFunc(all, func(a Audience) bool { return a.TeamID == teamID && a.Perspective == perspective })
	if i < 0 {
		return Audience{TeamID: teamID, Perspective: perspective}
	}
	return all[i]
}

// CheckPerspectiveHeads checks how many people answer from each perspective, at most, among so many in all, 0 where nobody has said:
// nobody is counted whom nobody asks, and nobody is left over.
func CheckPerspectiveHeads(heads map[string]int, asked []string, total int) error {
	sum, known, most := 0, 0, cmp.Or(total, MaxHeads)
	for _, id := range asked {
		n, ok := heads[id]
		if !ok {
			continue
		}
		if n < 1 || n > most {
			return &FieldError{Field: "heads-" + id, Code: "error.heads.range", Args: []any{"max", most}}
		}
		sum, known = sum+n, known+1
	}
	if known == len(asked) && known > 0 && sum < total {
		return &FieldError{Field: "heads-" + asked[0], Code: "error.heads.left", Args: []any{"sum", sum, "total", total}}
	}
	return nil
}
