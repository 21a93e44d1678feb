package board

import (
	"slices"
	"strings"

	"kompass/internal/address"
	"kompass/internal/result"
)

// The selection of a comparison stands in the address: a parameter s for each thing chosen, of the form
// round.team.perspective with empty parts cut off at the end. Instead of an id a part may be anyPart; instead of a round,
// lastRound. So "*.TEAM" is a team in all its rounds, also those to come, and "last.*" all teams of the latest round.
const (
	anyPart   = "*"
	lastRound = "last"
	// mostAsked is how many values of an address are looked at. More do not fit into the line of a request anyway.
	mostAsked = 400
)

// selector is one value of an address, in its parts.
type selector struct{ round, team, perspective string }

func parseSelector(value string) selector {
	parts := append(strings.SplitN(value, ".", 3), "", "")
	return selector{parts[0], parts[1], parts[2]}
}

// pattern reports whether a selector may choose more than one group, or another one later on.
func (s selector) pattern() bool {
	return s.round == anyPart || s.round == lastRound || s.team == anyPart || s.perspective == anyPart
}

func (s selector) value() string {
	return strings.TrimRight(s.round+"."+s.team+"."+s.perspective, ".")
}

// seriesValue names a group of a round in the address.
func seriesValue(roundID string, key result.Key) string {
	return selector{roundID, key["team"], key["perspective"]}.value()
}

// selection is what an address chooses. Values holds each once, in their order.
type selection struct {
	values   []string
	plain    map[string]bool
	patterns []selector
}

func newSelection(values []string) selection {
	s := selection{plain: map[string]bool{}}
	seen := map[string]bool{}
	for _, raw := range values {
		one := parseSelector(raw)
		value := one.value()
		if seen[value] || one.round == "" || len(value) > 80 {
			continue
		}
		seen[value] = true
		s.values = append(s.values, value)
		if one.pattern() {
			s.patterns = append(s.patterns, one)
		} else {
			s.plain[value] = true
		}
	}
	return s
}

// selectionOf is what an address chooses.
func selectionOf(at address.Page) selection {
	values := at.Query["s"]
	return newSelection(values[:min(len(values), mostAsked)])
}

func (s selection) has(value string) bool { return slices.Contains(s.values, value) }

// covers reports whether a pattern chooses what a row shows in a round of a perspective.
func (b *Board) covers(p selector, row, round int, perspective string) bool {
	inRound := p.round == anyPart || p.round == lastRound && round == len(b.rounds)-1 || p.round == b.rounds[round].Round.ID
	return inRound && b.ofTeam(p.team, row) && (p.perspective == anyPart || p.perspective == perspective)
}

// ofTeam reports whether a pattern's team is that of a row. An id stands for the line that the team is on now.
func (b *Board) ofTeam(team string, row int) bool {
	r := b.rows[row]
	switch team {
	case "":
		return r.everyone
	case anyPart:
		return !r.everyone
	}
	return r.team.ID == team && b.home(row)
}

// home reports whether a row is the latest of those that its team's id is on: the id alone then means this row. A team that
// was renamed and not linked has two rows.
func (b *Board) home(row int) bool {
	for later := row + 1; later < len(b.rows); later++ {
		if b.rows[later].team.ID == b.rows[row].team.ID {
			return false
		}
	}
	return true
}

// Pick is a group that was chosen.
type Pick struct {
	b          *Board
	row, round int
	group      *result.Group
}

func (p Pick) value() string { return seriesValue(p.b.rounds[p.round].Round.ID, p.group.Key) }

// choose returns the groups that a selection chooses: row by row, each in its rounds from the earliest on. Hidden counts
// those that may not be shown.
func (b *Board) choose(s selection) (chosen []Pick, hidden int) {
	for row := range b.rows {
		for _, l := range b.layers {
			for round := range b.rounds {
				g := b.group(row, round, l.id)
				if g == nil || !b.chosen(s, row, round, l.id, g) {
					continue
				}
				if !g.Shown {
					hidden++
					continue
				}
				chosen = append(chosen, Pick{b, row, round, g})
			}
		}
	}
	return chosen, hidden
}

func (b *Board) chosen(s selection, row, round int, perspective string, g *result.Group) bool {
	if len(s.plain) > 0 && s.plain[seriesValue(b.rounds[round].Round.ID, g.Key)] {
		return true
	}
	for _, p := range s.patterns {
		if b.covers(p, row, round, perspective) {
			return true
		}
	}
	return false
}
