package web

import (
	"slices"
	"strings"

	"kompass/internal/compare"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/published"
	"kompass/internal/result"
)

// board lays out everything of a company that can be compared: a row for everyone and for every team, a column for every
// round, the earliest first, and a layer for every perspective. Teams that the trainer has linked share a row.
type board struct {
	z       i18n.Localizer
	rounds  []published.Result
	links   compare.Links
	rows    []boardRow
	layers  []layer // perspectives; the first, with the id "", is all persons
	indices []map[groupID]*result.Group
}

// boardRow is everyone, whose team has no id, or a line of teams. Teams has the id of the team in each round, "" where it
// was not asked.
type boardRow struct {
	everyone bool
	team     kompass.NamedTeam // as it is called now
	teams    []string
}

type layer struct{ id, title string }

// groupID names a group of one round: two ids, "" where it is not limited.
type groupID struct{ team, perspective string }

func newBoard(z i18n.Localizer, history published.History) *board {
	b := &board{z: z, rounds: history.Results, links: history.Links}
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

func (b *board) addLayers(r published.Result) {
	t := newLabels(b.z, r.Questionnaire, r.Document)
	for _, p := range r.Questionnaire.Perspectives {
		_, asked := r.Document.Find(result.Key{"perspective": p.ID})
		if asked && !slices.ContainsFunc(b.layers, func(l layer) bool { return l.id == p.ID }) {
			b.layers = append(b.layers, layer{p.ID, t.Text(p.Title)})
		}
	}
}

// addRows puts the teams of all rounds on their lines, in order of their first round and there of creation.
func (b *board) addRows() {
	b.rows = []boardRow{{everyone: true, teams: make([]string, len(b.rounds))}}
	docs := make([]*result.Document, len(b.rounds))
	for i, r := range b.rounds {
		docs[i] = r.Document
	}
	places := map[kompass.NamedTeam]int{} // by the first team of the line
	for _, a := range compare.Teams(docs) {
		origin := b.links.Origin(a.Team)
		at, known := places[origin]
		if !known {
			at = len(b.rows)
			places[origin] = at
			b.rows = append(b.rows, boardRow{teams: make([]string, len(b.rounds))})
		}
		b.rows[at].team = a.Team
		for _, d := range a.Rounds {
			b.rows[at].teams[slices.Index(docs, d)] = a.Team.ID
		}
	}
}

// group is what a row shows in a round of a perspective; nil where it was not asked.
func (b *board) group(row, round int, perspective string) *result.Group {
	if r := b.rows[row]; r.everyone || r.teams[round] != "" {
		return b.indices[round][groupID{r.teams[round], perspective}]
	}
	return nil
}

// label names a row, with what it was called before.
func (b *board) label(row boardRow) string {
	if row.everyone {
		return b.z.T("result.everyone")
	}
	return row.team.Name
}

// origins says where the team of a row comes from, "" where nothing was linked.
func (b *board) origins(row boardRow) string {
	from := b.links.From(row.team)
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
