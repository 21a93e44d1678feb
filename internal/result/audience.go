package result

import (
	"cmp"
	"fmt"

	"kompass/internal/disclosure"
	"kompass/internal/kompass"
)

// ErrUntrusted says that more forms came than there are people, in so many parts of the company that nothing may be
// published. It is a [kompass.ErrUnpublished].
var ErrUntrusted = fmt.Errorf("more answers than people: %w", kompass.ErrUnpublished)

// Audience is who shares an access: a team, a perspective, a perspective of a team, or with neither the whole company. Heads
// is how many people there are (of a perspective: at most), 0 where nobody has said, and Before how many there were before the
// number rose, 0 if it did not. Entered says how many of its forms were typed in or imported.
type Audience struct {
	Team, Perspective string
	Heads, Before     int
	Entered           int
	Shared            bool // its forms come through a link that is the same for all, not by one-time codes
}

// heads returns how many people there are, and how many there were before the number rose: nil where that was not said, and where
// it did not.
func (a Audience) heads() (now, before *int) {
	if a.Heads > 0 {
		now = &a.Heads
	}
	if a.Before > 0 {
		before = &a.Before
	}
	return now, before
}

// audience returns the audience of a group, with no heads where nobody has said who that is. The whole of a company with teams
// is its teams.
func (in Input) audience(team, perspective string) Audience {
	for _, a := range in.Audiences {
		if a.Team == team && a.Perspective == perspective {
			return a
		}
	}
	whole, first := Audience{Team: team, Perspective: perspective}, 0
	for _, t := range in.Teams {
		switch {
		case perspective != "":
		case t.ID == team:
			whole.Heads = t.Heads
		case team == "":
			of := in.audience(t.ID, "")
			whole.Heads += of.Heads
			first += cmp.Or(of.Before, of.Heads)
		}
	}
	if team == "" && first != whole.Heads {
		whole.Before = first
	}
	return whole
}

func (a Audience) includes(b atom) bool {
	return (a.Team == "" || a.Team == b.team) && (a.Perspective == "" || a.Perspective == b.perspective)
}

// distrust marks the atoms of the audiences whose forms cannot stand for so many people, and returns the tallies.
func (t *tallies) distrust(audiences []Audience, k int) *tallies {
	t.distrusted = map[atom]bool{}
	for _, a := range audiences {
		forms := 0
		for b, tally := range t.by {
			if a.includes(b) {
				forms += tally.Persons()
			}
		}
		entered := min(a.Entered, forms)
		counted := disclosure.Audience{Heads: a.Heads, Online: forms - entered, Entered: entered}
		if a.Team != "" && counted.WholeOnly(k, a.Shared) {
			t.wholeOnly = append(t.wholeOnly, a)
		}
		if counted.Trusted(k) {
			continue
		}
		for b := range t.by {
			if a.includes(b) {
				t.distrusted[b] = true
			}
		}
	}
	return t
}
