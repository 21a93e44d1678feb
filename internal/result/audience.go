package result

import (
	"fmt"

	"kompass/internal/disclosure"
	"kompass/internal/kompass"
)

// ErrUntrusted says that more forms came than there are people, in so many parts of the company that nothing may be
// published. It is a [kompass.ErrUnpublished].
var ErrUntrusted = fmt.Errorf("more answers than people: %w", kompass.ErrUnpublished)

// Audience is who shares an access: a team, a perspective, a perspective of a team, or with neither the whole company. Heads
// is how many people there are, 0 where nobody has said. Entered says how many of its forms were typed in or imported.
type Audience struct {
	Team, Perspective string
	Heads             int
	Entered           int
	Shared            bool // its forms come through a link that is the same for all, not by one-time codes
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
