package web

import (
	"net/url"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/kompass"
	"kompass/internal/published"
	"kompass/internal/result"
	"kompass/internal/web/kit"
	"kompass/views"
)

const (
	pickRows   = 20 // of the form on one page
	mostChips  = 12 // things chosen that are named one by one
	mostBases  = 60 // of which the one to compare with can be picked
	targetNone = "none"
	targetOwn  = ""
)

// picker is the form that chooses: a row for every group, a column for every round, one perspective at a time. What is
// chosen and not to be seen in it is kept.
func (b *board) picker(c *fiber.Ctx, asked selection) views.ComparePicker {
	p := views.ComparePicker{Action: c.Path(), Search: c.Query("q"), Target: c.Query("target")}
	perspective := c.Query("p")
	for _, l := range b.layers {
		p.Layers = append(p.Layers, views.PickOption{Value: l.id, Text: l.title, Chosen: l.id == perspective})
	}
	p.Rounds = append(p.Rounds, views.PickOption{Text: b.z.T("compare.filter.rounds.all")})
	for _, r := range b.rounds {
		p.Rounds = append(p.Rounds, views.PickOption{Value: r.Round.ID, Text: r.Document.Title, Chosen: c.Query("round") == r.Round.ID})
	}
	columns := b.columns(c.Query("round"))
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
	pages := max(1, (len(rows)+pickRows-1)/pickRows)
	page := kit.PageOf(c, "rows", pages)
	p.Pages = kit.PageLinks(c, "rows", page, pages)
	for _, row := range rows[(page-1)*pickRows : min(page*pickRows, len(rows))] {
		p.Rows = append(p.Rows, b.pickRow(row, columns, perspective, asked, offer))
	}
	p.None = len(rows) == 0
	for _, v := range asked.values {
		if _, known := b.name(parseSelector(v)); known && !offered[v] {
			p.Kept = append(p.Kept, v)
		}
	}
	p.Chosen, p.More = b.chips(c, asked)
	return p
}

// columns are the rounds that the form shows: the one asked for, or all.
func (b *board) columns(only string) []int {
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
func (b *board) found(text string) []int {
	text = strings.ToLower(strings.TrimSpace(text))
	var out []int
	for i, r := range b.rows {
		if strings.Contains(strings.ToLower(b.label(r)), text) {
			out = append(out, i)
		}
	}
	return out
}

func (b *board) pickRow(row int, columns []int, perspective string, asked selection, offer func(value, label string) *views.Pick) views.PickRow {
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
func (b *board) chips(c *fiber.Ctx, asked selection) (chips []views.PickChip, more int) {
	for i, value := range asked.values {
		if i == mostChips {
			return chips, len(asked.values) - mostChips
		}
		name, ok := b.name(parseSelector(value))
		if !ok {
			continue
		}
		chips = append(chips, views.PickChip{Text: name, Remove: addressWithout(c, value)})
	}
	return chips, 0
}

// name says in words what a selector chooses, and false where nothing goes by that name.
func (b *board) name(s selector) (string, bool) {
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

func (b *board) teamName(s selector) (string, bool) {
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

// addressWithout is the address of this page without one thing chosen.
func addressWithout(c *fiber.Ctx, value string) string {
	values := kit.Query(c)
	values["s"] = slices.DeleteFunc(slices.Clone(values["s"]), func(v string) bool { return parseSelector(v).value() == value })
	values.Del("page")
	return c.Path() + "?" + values.Encode()
}

// presets are the comparisons that most people want.
func (b *board) presets(companyID string) []views.Choice {
	path := "/app/companies/" + companyID + "/compare?"
	var out []views.Choice
	add := func(key string, values ...string) {
		out = append(out, views.Choice{Text: b.z.T(key), Href: path + url.Values{"s": values}.Encode()})
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

// elsewhere are other looks at the same results.
func (s *compareDesk) elsewhere(c *fiber.Ctx, companyID string, b *board) []views.Choice {
	z, path := b.z, "/app/companies/"+companyID
	var out []views.Choice
	if len(b.rows) > 1 {
		out = append(out, views.Choice{Text: z.T("heat.link"), Href: path + "/heat"})
	}
	if kit.User(c).CanManage() {
		if len(b.rows) > 1 && len(b.rounds) > 1 {
			out = append(out, views.Choice{Text: z.T("compare.link.manage"), Href: path + "/compare/links"})
		}
		out = append(out, views.Choice{Text: z.T("compare.companies"), Href: "/app/compare"})
	}
	return append(out, views.Choice{Text: z.T("peers.link"), Href: path + "/peers"})
}

// baseOptions offers what to compare with, where there is a choice that can be overlooked.
func baseOptions(c *fiber.Ctx, p *views.ComparePicker, chosen []pick, name distinction) {
	if len(chosen) < 2 || len(chosen) > mostBases {
		return
	}
	for _, one := range chosen {
		value := one.value()
		p.Bases = append(p.Bases, views.PickOption{Value: value, Text: name.of(one), Chosen: c.Query("base") == value})
	}
}

// targetFor returns the target levels that a comparison is laid over: those of the main series, none, or of another company
// that the user may see, by field and by facet. Name is "" for those of the main series.
func (s *compareDesk) targetFor(c *fiber.Ctx, main series) (target targets, err error) {
	switch asked := c.Query("target"); asked {
	case targetNone:
		return targets{none: true}, nil
	case targetOwn:
		return targets{}, nil
	default:
		ctx, user := c.UserContext(), kit.User(c)
		company, err := s.Store.Company(ctx, user.Scope(), asked)
		if published.NotShown(err) {
			return targets{}, nil
		}
		if err != nil {
			return targets{}, err
		}
		t, err := s.target(c, company.ID)
		if err != nil || t == nil || t.QuestionnaireID != main.pub.Questionnaire.ID {
			return targets{missing: company.Name}, err
		}
		return targets{name: company.Name, values: t.Values}, nil
	}
}

// targets are the levels that a comparison is laid over. The zero value stands for those in each document.
type targets struct {
	none    bool
	name    string // of the company they are taken from
	missing string // of a company that has none to take
	values  kompass.TargetValues
}

// at is the target of a field or facet of a group.
func (t targets) at(g *result.Group, field, facet string) *float64 {
	if t.none {
		return nil
	}
	if t.values == nil {
		return ownTarget(g, field, facet)
	}
	if v, ok := t.values[field][facet]; ok {
		return &v
	}
	if facet != "" {
		return nil
	}
	mean, ok := kompass.TargetValues{field: t.values[field]}.Mean()
	if !ok {
		return nil
	}
	return &mean
}

func ownTarget(g *result.Group, field, facet string) *float64 {
	f, ok := g.Field(field)
	if !ok {
		return nil
	}
	if facet == "" {
		return f.Target
	}
	if cell, ok := f.Facet(facet); ok {
		return cell.Target
	}
	return nil
}
