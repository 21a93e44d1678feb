package board

import (
	"slices"
	"strings"

	"kompass/internal/address"
	"kompass/internal/pagination"
	"kompass/internal/published"
	"kompass/views"
)

const (
	pickRows  = 20 // of the form on one page
	mostChips = 12 // things chosen that are named one by one
	mostBases = 60 // of which the one to compare with can be picked
)

// Choose fills in what a page offers to compare, and returns what its address chooses: the latest rounds as a whole, laid over one
// another, where it chooses nothing.
func (b *Board) Choose(at address.Page, model *views.Compare) []Pick {
	asked := selectionOf(at)
	first := len(asked.values) == 0
	if first {
		asked = b.latest()
	}
	model.Picker = b.picker(at, asked)
	model.Picker.Open = first
	chosen, hidden := b.choose(asked)
	if hidden > 0 {
		model.Notes = append(model.Notes, b.z.N("compare.hidden", hidden))
	}
	return chosen
}

// latest chooses everyone in the latest rounds, as many as one compass carries.
func (b *Board) latest() selection {
	var values []string
	for _, r := range b.rounds[max(0, len(b.rounds)-maxOverlay):] {
		values = append(values, r.Round.ID)
	}
	return newSelection(values)
}

// picker is the form that chooses: a row for every group, a column for every round, one perspective at a time. What is
// chosen and not to be seen in it is kept.
func (b *Board) picker(at address.Page, asked selection) views.ComparePicker {
	p := views.ComparePicker{Action: at.Path, Search: at.Get("q"), Target: at.Get("target")}
	perspective, only := at.Get("p"), at.Get("round")
	for _, l := range b.layers {
		p.Layers = append(p.Layers, views.PickOption{Value: l.id, Text: l.title, Chosen: l.id == perspective})
	}
	p.Rounds = append(p.Rounds, views.PickOption{Text: b.z.T("compare.filter.rounds.all")})
	for _, r := range b.rounds {
		p.Rounds = append(p.Rounds, views.PickOption{Value: r.Round.ID, Text: r.Document.Title, Chosen: only == r.Round.ID})
	}
	columns := b.columns(only)
	offered := map[string]bool{}
	offer := func(value, label string) *views.Pick {
		offered[value] = true
		return &views.Pick{Value: value, Label: label, Checked: asked.has(value)}
	}
	for _, round := range columns {
		r := b.rounds[round]
		column := views.PickColumn{Title: r.Document.Title, Day: b.z.Day(r.Document.ClosedOn)}
		if len(b.rows) > 2 {
			column.All = offer(selector{r.Round.ID, anyPart, perspective}.value(), b.z.T("compare.pick.teams.of", "round", r.Document.Title))
		}
		p.Columns = append(p.Columns, column)
	}
	rows := b.found(p.Search)
	page := pagination.Of(at, "rows", len(rows), pickRows)
	p.Pages = page.Links
	for _, row := range rows[page.From:page.To] {
		p.Rows = append(p.Rows, b.pickRow(row, columns, perspective, asked, offer))
	}
	p.None = len(rows) == 0
	for _, v := range asked.values {
		if _, known := b.name(parseSelector(v)); known && !offered[v] {
			p.Kept = append(p.Kept, v)
		}
	}
	p.Chosen, p.More = b.chips(at, asked)
	return p
}

// columns are the rounds that the form shows: the one asked for, or all.
func (b *Board) columns(only string) []int {
	var all []int
	for i, r := range b.rounds {
		if r.Round.ID == only {
			return []int{i}
		}
		all = append(all, i)
	}
	return all
}

// found lists the rows whose name contains a text.
func (b *Board) found(text string) []int {
	text = strings.ToLower(strings.TrimSpace(text))
	var out []int
	for i, r := range b.rows {
		if strings.Contains(strings.ToLower(b.label(r)), text) {
			out = append(out, i)
		}
	}
	return out
}

func (b *Board) pickRow(row int, columns []int, perspective string, asked selection, offer func(value, label string) *views.Pick) views.PickRow {
	r := b.rows[row]
	out := views.PickRow{Label: b.label(r), Note: b.origins(r)}
	if len(b.rounds) > 1 && (r.everyone || b.home(row)) {
		out.All = offer(selector{anyPart, r.team.ID, perspective}.value(), b.z.T("compare.pick.rounds.of", "group", out.Label))
	}
	for _, round := range columns {
		pub, g := b.rounds[round], b.group(row, round, perspective)
		cell := views.PickCell{Round: pub.Document.Title}
		switch {
		case g == nil:
			cell.Note = b.z.T("compare.pick.absent")
		case !g.Shown:
			cell.Note, cell.Hidden = b.z.T("result.notshown"), true
		default:
			cell.Pick = offer(seriesValue(pub.Round.ID, g.Key), out.Label+", "+pub.Document.Title)
			cell.Pick.Covered = !cell.Pick.Checked && b.chosen(selection{patterns: asked.patterns}, row, round, perspective, g)
		}
		out.Cells = append(out.Cells, cell)
	}
	return out
}

// chips name what is chosen, one by one as far as that can be read, each with the address without it.
func (b *Board) chips(at address.Page, asked selection) (chips []views.PickChip, more int) {
	for i, value := range asked.values {
		if i == mostChips {
			return chips, len(asked.values) - mostChips
		}
		name, ok := b.name(parseSelector(value))
		if !ok {
			continue
		}
		chips = append(chips, views.PickChip{Text: name, Remove: without(at, value)})
	}
	return chips, 0
}

// name says in words what a selector chooses, and false where nothing goes by that name.
func (b *Board) name(s selector) (string, bool) {
	parts := make([]string, 0, 3)
	switch i := slices.IndexFunc(b.rounds, func(r published.Result) bool { return r.Round.ID == s.round }); {
	case s.round == anyPart:
		parts = append(parts, b.z.T("compare.pick.rounds.all"))
	case s.round == lastRound:
		parts = append(parts, b.z.T("compare.pick.last"))
	case i < 0:
		return "", false
	default:
		parts = append(parts, b.rounds[i].Document.Title)
	}
	group, ok := b.teamName(s)
	if !ok {
		return "", false
	}
	parts = append(parts, group)
	switch i := slices.IndexFunc(b.layers, func(l layer) bool { return l.id == s.perspective }); {
	case s.perspective == anyPart:
		parts = append(parts, b.z.T("compare.pick.layers.all"))
	case i < 0:
		return "", false
	case i > 0:
		parts = append(parts, b.layers[i].title)
	}
	return strings.Join(parts, " – "), true
}

func (b *Board) teamName(s selector) (string, bool) {
	switch s.team {
	case "":
		return b.z.T("result.everyone"), true
	case anyPart:
		return b.z.T("compare.pick.teams.all"), true
	}
	for i, r := range b.rounds {
		if r.Round.ID == s.round {
			g, ok := b.indices[i][groupID{s.team, ""}]
			if !ok {
				return "", false
			}
			return g.Label, true
		}
	}
	for row := range b.rows {
		if b.ofTeam(s.team, row) {
			return b.rows[row].team.Name, true
		}
	}
	return "", false
}

// without is the address of a page without one thing chosen.
func without(at address.Page, value string) string {
	others := slices.DeleteFunc(slices.Clone(at.Query["s"]), func(v string) bool { return parseSelector(v).value() == value })
	return at.Having("s", others, "page")
}

// Presets are the comparisons that most people want.
func (b *Board) Presets(companyID string) []views.Choice {
	var out []views.Choice
	add := func(key string, values ...string) {
		out = append(out, views.Choice{Text: b.z.T(key), Href: address.Page{Path: address.Compare(companyID)}.Having("s", values)})
	}
	if len(b.rounds) > 1 {
		add("compare.preset.rounds", anyPart)
	}
	if len(b.rows) > 2 {
		add("compare.preset.teams", selector{lastRound, anyPart, ""}.value())
	}
	if len(b.layers) > 2 {
		add("compare.preset.layers", selector{lastRound, "", b.layers[1].id}.value(), selector{lastRound, "", b.layers[2].id}.value())
	}
	return out
}

// Elsewhere are other looks at the same results, for somebody who may manage companies or not.
func (b *Board) Elsewhere(companyID string, manages bool) []views.Choice {
	var out []views.Choice
	if len(b.rows) > 1 {
		out = append(out, views.Choice{Text: b.z.T("heat.link"), Href: address.Heat(companyID)})
	}
	if manages {
		if len(b.rows) > 1 && len(b.rounds) > 1 {
			out = append(out, views.Choice{Text: b.z.T("compare.link.manage"), Href: address.TeamLinks(companyID)})
		}
		out = append(out, views.Choice{Text: b.z.T("compare.companies"), Href: address.CompareCompanies})
	}
	return append(out, views.Choice{Text: b.z.T("peers.link"), Href: address.Peers(companyID)})
}
