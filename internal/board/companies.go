package board

import (
	"slices"
	"strings"

	"kompass/internal/address"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/pagination"
	"kompass/internal/published"
	"kompass/views"
)

// pickLists is how many companies the form shows on one page.
const pickLists = 24

// Companies lays out several companies beside one another, each with its own board.
type Companies struct {
	z      i18n.Localizer
	at     address.Page
	asked  selection
	all    []kompass.Company
	rounds map[string][]kompass.Round // whose results may be seen, by company, the latest first
	boards map[string]*Board          // of those companies that the address chooses from
}

// NewCompanies begins with the companies and rounds that a user has, and what an address chooses of their results.
func NewCompanies(z i18n.Localizer, at address.Page, user kompass.User, companies []kompass.Company, rounds []kompass.Round) *Companies {
	c := &Companies{z: z, at: at, asked: selectionOf(at), all: companies, rounds: map[string][]kompass.Round{}, boards: map[string]*Board{}}
	for _, r := range slices.SortedFunc(slices.Values(rounds), func(a, b kompass.Round) int { return published.Order(b, a) }) {
		if published.Sees(user, r) {
			c.rounds[r.CompanyID] = append(c.rounds[r.CompanyID], r)
		}
	}
	return c
}

// Asked are the rounds of a company that the address may choose: with many companies not all results are read for a few of them.
func (c *Companies) Asked(companyID string) []kompass.Round {
	latest := slices.ContainsFunc(c.asked.patterns, func(p selector) bool { return p.round == lastRound })
	var part []kompass.Round
	for _, r := range c.rounds[companyID] {
		named := slices.ContainsFunc(c.asked.values, func(v string) bool { return parseSelector(v).round == r.ID })
		if named || latest && len(part) == 0 {
			part = append(part, r)
		}
	}
	return part
}

// Add lays out the results of a company that were asked for.
func (c *Companies) Add(companyID string, history published.History) {
	if len(history.Results) > 0 {
		c.boards[companyID] = New(c.z, history)
	}
}

// Choose fills in what the page offers to compare, and returns what its address chooses.
func (c *Companies) Choose(model *views.Compare) []Pick {
	if !model.Empty {
		model.Presets = []views.Choice{{Text: c.z.T("compare.preset.companies"), Href: address.Page{Path: c.at.Path}.With("s", lastRound)}}
	}
	model.Picker = c.picker()
	var chosen []Pick
	hidden := 0
	for _, company := range c.all {
		b := c.boards[company.ID]
		if b == nil {
			continue
		}
		some, none := b.choose(c.asked)
		chosen, hidden = append(chosen, some...), hidden+none
		c.nameChips(b, company, &model.Picker)
	}
	model.Picker.More = max(0, len(model.Picker.Chosen)-mostChips)
	model.Picker.Chosen = model.Picker.Chosen[:min(mostChips, len(model.Picker.Chosen))]
	model.Picker.Open = len(chosen) == 0
	if hidden > 0 {
		model.Notes = append(model.Notes, c.z.N("compare.hidden", hidden))
	}
	return chosen
}

// picker is the form: the rounds of each company. Teams are chosen on the page of their company.
func (c *Companies) picker() views.ComparePicker {
	p := views.ComparePicker{Action: c.at.Path, Search: c.at.Get("q"), Target: c.at.Get("target"), Companies: true}
	text := strings.ToLower(strings.TrimSpace(p.Search))
	found := slices.DeleteFunc(slices.Clone(c.all), func(one kompass.Company) bool {
		return len(c.rounds[one.ID]) == 0 || !strings.Contains(strings.ToLower(one.Name), text)
	})
	page := pagination.Of(c.at, "rows", len(found), pickLists)
	p.Pages = page.Links
	offered := map[string]bool{}
	for _, company := range found[page.From:page.To] {
		list := views.PickList{Title: company.Name, Href: address.Compare(company.ID)}
		for _, r := range c.rounds[company.ID] {
			offered[r.ID] = true
			list.Picks = append(list.Picks, views.Pick{Value: r.ID, Label: r.Title, Note: c.z.Date(r.Ended(r.ClosedAt)), Checked: c.asked.has(r.ID)})
		}
		p.Lists = append(p.Lists, list)
	}
	for _, v := range c.asked.values {
		if !offered[v] {
			p.Kept = append(p.Kept, v)
		}
	}
	return p
}

// nameChips names what the address chooses of a company.
func (c *Companies) nameChips(b *Board, company kompass.Company, p *views.ComparePicker) {
	for _, value := range c.asked.values {
		one := parseSelector(value)
		name, ok := b.name(one)
		if !ok || one.pattern() && slices.ContainsFunc(p.Chosen, func(chip views.PickChip) bool { return chip.Text == name }) {
			continue
		}
		if !one.pattern() {
			name = company.Name + " – " + name
		}
		p.Chosen = append(p.Chosen, views.PickChip{Text: name, Remove: without(c.at, value)})
	}
}
