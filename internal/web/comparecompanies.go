package web

import (
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/kompass"
	"kompass/internal/published"
	"kompass/internal/web/kit"
	"kompass/views"
)

// pickLists is how many companies the form shows on one page.
const pickLists = 24

// compareCompanies compares results of several companies, by name: the trainer's alone.
func (s *compareDesk) compareCompanies(c *fiber.Ctx) error {
	ctx, user, z := c.UserContext(), kit.User(c), kit.Localizer(c)
	companies, err := s.Store.Companies(ctx, user.Scope())
	if err != nil {
		return err
	}
	all, err := s.Store.Rounds(ctx, user.Scope(), "")
	if err != nil {
		return err
	}
	rounds := byCompany(user, all)
	asked := askedSelection(c)
	page := s.Page(c, "compare.companies.title")
	page.Crumbs = append(kit.OverviewCrumbs(z), views.Crumb{Text: z.T("compare.companies")})
	model := views.Compare{Page: page, Lead: z.T("compare.companies.lead"), Empty: len(all) == 0}
	if !model.Empty {
		model.Presets = []views.Choice{{Text: z.T("compare.preset.companies"), Href: c.Path() + "?s=" + lastRound}}
	}
	var chosen []pick
	hidden := 0
	boards := map[string]*board{}
	for _, company := range companies {
		b, err := s.partOf(c, company, rounds[company.ID], asked)
		if err != nil {
			return err
		}
		if b == nil {
			continue
		}
		boards[company.ID] = b
		some, none := b.choose(asked)
		chosen, hidden = append(chosen, some...), hidden+none
	}
	model.Picker = companyPicker(c, companies, rounds, asked)
	if model.Picker.Targets, err = s.targetOptions(c); err != nil {
		return err
	}
	for _, company := range companies {
		if b := boards[company.ID]; b != nil {
			b.nameChips(c, &model.Picker, company, asked)
		}
	}
	model.Picker.More = max(0, len(model.Picker.Chosen)-mostChips)
	model.Picker.Chosen = model.Picker.Chosen[:min(mostChips, len(model.Picker.Chosen))]
	model.Picker.Open = len(chosen) == 0
	if hidden > 0 {
		model.Notes = append(model.Notes, z.N("compare.hidden", hidden))
	}
	return s.renderComparison(c, model, chosen)
}

// byCompany sorts the rounds whose results a user may see by company, those of each by when they ended, the latest first.
func byCompany(user kompass.User, all []kompass.Round) map[string][]kompass.Round {
	out := map[string][]kompass.Round{}
	for _, r := range slices.SortedFunc(slices.Values(all), func(a, b kompass.Round) int { return published.Order(b, a) }) {
		if published.Sees(user, r) {
			out[r.CompanyID] = append(out[r.CompanyID], r)
		}
	}
	return out
}

// partOf lays out those results of a company that a selection may choose, nil where it chooses none: with many companies
// not all results are read for a few of them.
func (s *compareDesk) partOf(c *fiber.Ctx, company kompass.Company, rounds []kompass.Round, asked selection) (*board, error) {
	ctx, user := c.UserContext(), kit.User(c)
	latest := slices.ContainsFunc(asked.patterns, func(p selector) bool { return p.round == lastRound })
	var part []kompass.Round
	for _, r := range rounds {
		named := slices.ContainsFunc(asked.values, func(v string) bool { return parseSelector(v).round == r.ID })
		if named || latest && len(part) == 0 {
			part = append(part, r)
		}
	}
	if len(part) == 0 {
		return nil, nil
	}
	history, err := s.Published.HistoryOf(ctx, user, company.ID, part)
	if err != nil || len(history.Results) == 0 {
		return nil, err
	}
	return newBoard(kit.Localizer(c), history), nil
}

// companyPicker is the form: the rounds of each company. Teams are chosen on the page of their company.
func companyPicker(c *fiber.Ctx, companies []kompass.Company, rounds map[string][]kompass.Round, asked selection) views.ComparePicker {
	z := kit.Localizer(c)
	p := views.ComparePicker{Action: c.Path(), Search: c.Query("q"), Target: c.Query("target")}
	text := strings.ToLower(strings.TrimSpace(p.Search))
	found := slices.DeleteFunc(slices.Clone(companies), func(one kompass.Company) bool {
		return len(rounds[one.ID]) == 0 || !strings.Contains(strings.ToLower(one.Name), text)
	})
	pages := max(1, (len(found)+pickLists-1)/pickLists)
	page := kit.PageOf(c, "rows", pages)
	p.Pages = kit.PageLinks(c, "rows", page, pages)
	p.Companies = true
	offered := map[string]bool{}
	for _, company := range found[(page-1)*pickLists : min(page*pickLists, len(found))] {
		list := views.PickList{Title: company.Name, Href: "/app/companies/" + company.ID + "/compare"}
		for _, r := range rounds[company.ID] {
			offered[r.ID] = true
			list.Picks = append(list.Picks, views.Pick{Value: r.ID, Label: r.Title, Note: z.Date(r.Ended(r.ClosedAt)), Checked: asked.has(r.ID)})
		}
		p.Lists = append(p.Lists, list)
	}
	for _, v := range asked.values {
		if !offered[v] {
			p.Kept = append(p.Kept, v)
		}
	}
	return p
}

// nameChips names what a selection chooses of this company.
func (b *board) nameChips(c *fiber.Ctx, p *views.ComparePicker, company kompass.Company, asked selection) {
	for _, value := range asked.values {
		one := parseSelector(value)
		name, ok := b.name(one)
		if !ok || one.pattern() && slices.ContainsFunc(p.Chosen, func(chip views.PickChip) bool { return chip.Text == name }) {
			continue
		}
		if !one.pattern() {
			name = company.Name + " – " + name
		}
		p.Chosen = append(p.Chosen, views.PickChip{Text: name, Remove: addressWithout(c, value)})
	}
}

// targetOptions offers to lay a comparison over a target other than the company's. Who sees one company has one to offer.
func (s *compareDesk) targetOptions(c *fiber.Ctx) ([]views.PickOption, error) {
	z, asked := kit.Localizer(c), c.Query("target")
	out := []views.PickOption{
		{Value: targetOwn, Text: z.T("compare.target.own"), Chosen: asked == targetOwn},
		{Value: targetNone, Text: z.T("compare.target.none"), Chosen: asked == targetNone},
	}
	aiming, err := s.Store.Aiming(c.UserContext(), kit.User(c).Scope())
	if err != nil || len(aiming) < 2 {
		return out, err
	}
	for _, company := range aiming {
		out = append(out, views.PickOption{Value: company.ID, Text: z.T("compare.target.of", "company", company.Name), Chosen: asked == company.ID})
	}
	return out, nil
}
