// Package board lays out the results of a company so that they can be compared: which there are, which of them an address chooses,
// the form to choose by, and the tables and charts of what was chosen. It knows no request: an address goes in, the model of a page
// comes out, and whatever may not be shown has no place on it.
package board

import (
	"slices"
	"strings"

	"kompass/internal/compare"
	"kompass/internal/figures"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/published"
	"kompass/internal/result"
)

// Board lays out everything of a company that can be compared: a row for everyone and for every team, a column for every
// round, the earliest first, and a layer for every perspective. Teams that the trainer has linked share a row.
type Board struct {
	z       i18n.Localizer
	rounds  []published.Result
	links   compare.Links
	rows    []line
	layers  []layer // perspectives; the first, with the id "", is all persons
	indices []map[groupID]*result.Group
}

// line is everyone, whose team has no id, or a line of teams. Teams has the id of the team in each round, "" where it
// was not asked.
type line struct {
	everyone bool
	team     kompass.NamedTeam // as it is called now
	teams    []string
}

type layer struct{ id, title string }

// groupID names a group of one round: two ids, "" where it is not limited.
type groupID struct{ team, perspective string }

// New lays out what somebody may see of a company.
func New(z i18n.Localizer, history published.History) *Board {
	b := &Board{z: z, rounds: history.Results, links: history.Links}
	b.layers = []layer{{"", z.T("result.everyone")}}
	for _, r := range b.rounds {
		b.indices = append(b.indices, indexOf(r.Document))
		b.addLayers(r)
	}
	b.addRows()
	return b
}

func indexOf(d *result.Document) map[groupID]*result.Group {
	index := make(map[groupID]*result.Group, len(d.Groups))
	for i := range d.Groups {
		g := &d.Groups[i]
		index[groupID{g.Key["team"], g.Key["perspective"]}] = g
	}
	return index
}

func (b *Board) addLayers(r published.Result) {
	t := figures.New(b.z, r.Questionnaire, r.Document)
	for _, p := range r.Questionnaire.Perspectives {
		_, asked := r.Document.Find(result.Key{"perspective": p.ID})
		if asked && !slices.ContainsFunc(b.layers, func(l layer) bool { return l.id == p.ID }) {
			b.layers = append(b.layers, layer{p.ID, t.Text(p.Title)})
		}
	}
}

// addRows puts the teams of all rounds on their lines, in order of their first round and there of creation.
func (b *Board) addRows() {
	b.rows = []line{{everyone: true, teams: make([]string, len(b.rounds))}}
	docs := b.Documents()
	places := map[kompass.NamedTeam]int{} // by the first team of the line
	for _, a := range compare.Teams(docs) {
		origin := b.links.Origin(a.Team)
		at, known := places[origin]
		if !known {
			at = len(b.rows)
			places[origin] = at
			b.rows = append(b.rows, line{teams: make([]string, len(b.rounds))})
		}
		b.rows[at].team = a.Team
		for _, d := range a.Rounds {
			b.rows[at].teams[slices.Index(docs, d)] = a.Team.ID
		}
	}
}

// group is what a row shows in a round of a perspective; nil where it was not asked.
func (b *Board) group(row, round int, perspective string) *result.Group {
	if r := b.rows[row]; r.everyone || r.teams[round] != "" {
		return b.indices[round][groupID{r.teams[round], perspective}]
	}
	return nil
}

// label names a row, with what it was called before.
func (b *Board) label(r line) string {
	if r.everyone {
		return b.z.T("result.everyone")
	}
	return r.team.Name
}

// origins says where the team of a row comes from, "" where nothing was linked.
func (b *Board) origins(r line) string {
	from := b.links.From(r.team)
	names := make([]string, len(from))
	for i, l := range from {
		names[i] = b.z.T("compare.link.name", "team", l.From.Name)
	}
	switch {
	case len(from) == 0:
		return ""
	case len(from) == 1 && from[0].Continues:
		return b.z.T("compare.link.before", "team", from[0].From.Name)
	}
	last := len(names) - 1
	list := strings.Join(names[:last], ", ")
	if list != "" {
		list += " " + b.z.T("compare.link.and") + " "
	}
	return b.z.T("compare.link.merged", "teams", list+names[last])
}

// Empty reports whether there is no result at all.
func (b *Board) Empty() bool { return len(b.rounds) == 0 }

// Documents are the results that are laid out, the earliest first.
func (b *Board) Documents() []*result.Document {
	out := make([]*result.Document, len(b.rounds))
	for i, r := range b.rounds {
		out[i] = r.Document
	}
	return out
}

// Links says which teams became which.
func (b *Board) Links() compare.Links { return b.links }
