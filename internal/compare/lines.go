package compare

import (
	"errors"
	"maps"
	"slices"

	"kompass/internal/kompass"
	"kompass/internal/result"
)

// Links are the links between teams of one company's results.
//
// A line is what is followed through the rounds: everyone, a perspective, a team, or a perspective within a team. A team is
// the same in two rounds if its id and its name are, as each document has them. A renamed team is another team until
// somebody says that it is not, because names change when the people do. Where a team was made of several, the line goes on
// from the one whose link continues, and from no other: the values of two teams together are not the value of either.
type Links []kompass.TeamLink

// The reasons why two teams cannot be linked.
var (
	ErrNoTeam   = errors.New("no result names this team")
	ErrTogether = errors.New("both teams answered in the same round")
	ErrBackward = errors.New("the later team comes before the earlier one")
	ErrLinked   = errors.New("the team is linked already, or another one continues there")
)

// line names what a series follows through the rounds of its company.
type line struct {
	company     string
	team        kompass.NamedTeam // the earliest of the teams that are linked
	perspective string
}

func (s Series) line() line {
	l := line{company: s.Document.CompanyID, perspective: s.Group.Key["perspective"]}
	if team, ok := s.Team(); ok {
		l.team = s.Links.Origin(team)
	}
	return l
}

// SameLine reports whether two series are one thing at two times: the same group of the same company, by the links of a.
func SameLine(a, b Series) bool { return a.line() == b.line() }

// Team returns the team of a series as its document names it, and false where it is none or part of all teams.
func (s Series) Team() (kompass.NamedTeam, bool) {
	id, ok := s.Group.Key["team"]
	if !ok {
		return kompass.NamedTeam{}, false
	}
	return kompass.NamedTeam{ID: id, Name: teamName(s.Document, s.Group, id)}, true
}

func teamName(d *result.Document, g *result.Group, id string) string {
	if _, part := g.Key["perspective"]; !part {
		return g.Label
	}
	if whole, ok := d.Find(result.Key{"team": id}); ok {
		return whole.Label
	}
	return ""
}

// Origin returns the team with which the line of a team began: it goes back along the links that continue. Links in a circle, which [Links.Check] refuses, end where they began.
func (l Links) Origin(team kompass.NamedTeam) kompass.NamedTeam {
	for range l {
		i := slices.IndexFunc(l, func(one kompass.TeamLink) bool { return one.Continues && one.To == team })
		if i < 0 {
			break
		}
		team = l[i].From
	}
	return team
}

// From returns the teams that became this one, in the order in which they were linked.
func (l Links) From(team kompass.NamedTeam) []kompass.TeamLink {
	var out []kompass.TeamLink
	for _, one := range l {
		if one.To == team {
			out = append(out, one)
		}
	}
	return out
}

// Appearance is a team as the results name it, with the rounds in which it was asked, the earliest first.
type Appearance struct {
	Team   kompass.NamedTeam
	Rounds []*result.Document
}

// Teams lists the teams that documents name, whether they are shown or not, in order of their first round and there in order
// of creation. The documents come in the order of their rounds, the earliest first.
func Teams(inOrder []*result.Document) []Appearance {
	var all []Appearance
	for _, d := range inOrder {
		for i := range d.Groups {
			id, ok := d.Groups[i].Key["team"]
			if !ok || len(d.Groups[i].Key) > 1 {
				continue
			}
			team := kompass.NamedTeam{ID: id, Name: d.Groups[i].Label}
			at := slices.IndexFunc(all, func(a Appearance) bool { return a.Team == team })
			if at < 0 {
				at = len(all)
				all = append(all, Appearance{Team: team})
			}
			all[at].Rounds = append(all[at].Rounds, d)
		}
	}
	return all
}

// Check says why a link cannot be added, nil where it can: both teams must be named by results, the earlier one first, and
// no round may have asked both. Where the link continues, no round may have asked anything else that their lines go through
// either, because a line has one value a round; a team that only goes into another stays off its line. So it does not
// matter in which order links are added. The documents come in the order of their rounds, the earliest first.
func (l Links) Check(inOrder []*result.Document, link kompass.TeamLink) error {
	teams := Teams(inOrder)
	from, to := appearance(teams, link.From), appearance(teams, link.To)
	if from == nil || to == nil || link.From == link.To {
		return ErrNoTeam
	}
	for _, one := range l {
		if one.From == link.From || link.Continues && one.Continues && one.To == link.To {
			return ErrLinked
		}
	}
	if l.Origin(link.From) == l.Origin(link.To) {
		return ErrLinked
	}
	if slices.Index(inOrder, from.Rounds[0]) > slices.Index(inOrder, to.Rounds[0]) && !sharesRound(*from, *to) {
		return ErrBackward
	}
	if sharesRound(*from, *to) || link.Continues && l.share(teams, link) {
		return ErrTogether
	}
	return nil
}

// share reports whether a round asked a team of either line that a link would join.
func (l Links) share(teams []Appearance, link kompass.TeamLink) bool {
	before, after := l.members(teams, link.From), l.members(teams, link.To)
	for _, a := range before {
		for _, b := range after {
			if sharesRound(a, b) {
				return true
			}
		}
	}
	return false
}

func appearance(all []Appearance, team kompass.NamedTeam) *Appearance {
	for i := range all {
		if all[i].Team == team {
			return &all[i]
		}
	}
	return nil
}

// members are all teams on the line of one.
func (l Links) members(all []Appearance, team kompass.NamedTeam) []Appearance {
	var out []Appearance
	for _, a := range all {
		if l.Origin(a.Team) == l.Origin(team) {
			out = append(out, a)
		}
	}
	return out
}

func sharesRound(a, b Appearance) bool {
	return slices.ContainsFunc(a.Rounds, func(d *result.Document) bool { return slices.Contains(b.Rounds, d) })
}

// In finds the group of a document that is on the same line as s, whether it is shown or not.
func (s Series) In(d *result.Document) (*result.Group, bool) {
	if d.CompanyID != s.Document.CompanyID {
		return nil, false
	}
	team, ok := s.Team()
	if !ok {
		return d.Find(s.Group.Key)
	}
	for i := range d.Groups {
		id, ok := d.Groups[i].Key["team"]
		if !ok || len(d.Groups[i].Key) > 1 || s.Links.Origin(kompass.NamedTeam{ID: id, Name: d.Groups[i].Label}) != s.Links.Origin(team) {
			continue
		}
		key := maps.Clone(s.Group.Key)
		key["team"] = id
		return d.Find(key)
	}
	return nil, false
}
