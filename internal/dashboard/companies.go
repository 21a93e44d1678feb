package dashboard

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"kompass/internal/address"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/published"
	"kompass/views"
)

const (
	companiesPerPage = 30
	filterFrom       = 4 // companies from which on searching and sorting are offered
)

// The orders of the list of companies. The first is what an address without one gets.
const (
	byAttention = "attention"
	byName      = "name"
	byRound     = "round"
)

// Listing is what the address asks of the list of companies.
type Listing struct {
	query, order string
	page         int
}

// ListingOf reads an address. What it does not know asks for nothing.
func ListingOf(at address.Page) Listing {
	l := Listing{query: strings.TrimSpace(at.Get("q")), order: at.Get("sort"), page: 1}
	if l.order != byName && l.order != byRound {
		l.order = byAttention
	}
	if n, err := strconv.Atoi(at.Get("page")); err == nil && n > 1 {
		l.page = n
	}
	return l
}

// href is the address of the overview that asks for this.
func (l Listing) href() string {
	query := url.Values{}
	if l.query != "" {
		query.Set("q", l.query)
	}
	if l.order != byAttention {
		query.Set("sort", l.order)
	}
	if l.page > 1 {
		query.Set("page", strconv.Itoa(l.page))
	}
	return address.Page{Path: address.Overview, Query: query}.String()
}

// List finds, orders and pages the companies, and notes in the model what the page offers beside them.
func (o *Dashboard) List(l Listing, model *views.Overview) []kompass.CompanyEntry {
	var found []kompass.CompanyEntry
	for _, company := range o.companies {
		if i18n.Finds(company.Name, l.query) {
			found = append(found, company)
		}
	}
	o.sort(found, l.order)
	pages := max(1, (len(found)+companiesPerPage-1)/companiesPerPage)
	l.page = min(l.page, pages)
	model.List = views.Listing{Query: l.query, Order: l.order, Found: len(found), Total: len(o.companies), Page: l.page, Pages: pages,
		Filters: len(o.companies) >= filterFrom}
	for _, order := range []string{byAttention, byName, byRound} {
		model.List.Orders = append(model.List.Orders, views.ListOrder{Key: order, Href: Listing{query: l.query, order: order}.href()})
	}
	if l.page > 1 {
		model.List.Before = Listing{l.query, l.order, l.page - 1}.href()
	}
	if l.page < pages {
		model.List.After = Listing{l.query, l.order, l.page + 1}.href()
	}
	return found[(l.page-1)*companiesPerPage : min(l.page*companiesPerPage, len(found))]
}

func (o *Dashboard) sort(companies []kompass.CompanyEntry, order string) {
	name := make(map[string]string, len(companies))
	for _, c := range companies {
		name[c.ID] = i18n.Fold(c.Name)
	}
	last := func(c kompass.CompanyEntry) time.Time {
		if rounds := o.rounds[c.ID]; len(rounds) > 0 {
			return rounds[0].Created
		}
		return time.Time{}
	}
	slices.SortStableFunc(companies, func(a, b kompass.CompanyEntry) int {
		byWanted := 0
		switch order {
		case byRound:
			byWanted = last(b).Compare(last(a))
		case byAttention:
			byWanted = cmp.Compare(o.rank(a), o.rank(b))
		}
		return cmp.Or(byWanted, strings.Compare(name[a.ID], name[b.ID]), strings.Compare(a.ID, b.ID))
	})
}

// rank orders by what waits: companies where nothing does come last.
func (o *Dashboard) rank(c kompass.CompanyEntry) int {
	if u := o.urgency[c.ID]; u > 0 {
		return u
	}
	return waitsNews + 1
}

// Company writes a company with its latest results, the newest first, of which two count.
func (o *Dashboard) Company(company kompass.CompanyEntry, latest []published.Result) views.CompanyItem {
	item := views.CompanyItem{Company: company, Next: o.next(company), Result: o.glance(latest)}
	for i, e := range o.rounds[company.ID] {
		line := views.RoundLine{RoundRow: views.RoundRow{Round: e.Round, Phase: e.Phase(o.now), HasResult: e.HasResult && published.Sees(o.user, e.Round)}, Answers: o.participation(e)}
		if e.State != kompass.StateOpen && e.State != kompass.StateClosing && !e.HasResult {
			line.Answers = o.z.T("overview.unpublished")
		}
		if i == 0 {
			item.Last = &line
		} else if e.State == kompass.StateOpen {
			item.Open = append(item.Open, line)
		}
	}
	return item
}

// next is what a trainer does next with a company that has had no round.
func (o *Dashboard) next(c kompass.CompanyEntry) views.NextStep {
	switch {
	case !o.trainer() || len(o.rounds[c.ID]) > 0:
		return views.NextStep{}
	case c.Teams == 0:
		return views.NextStep{Text: o.z.T("overview.next.teams"), Action: o.z.T("team.add"), Href: address.CompanyTeams(c.ID)}
	case !c.HasTarget:
		return views.NextStep{Text: o.z.T("overview.next.target"), Action: o.z.T("company.target.set"), Href: address.Target(c.ID)}
	}
	return views.NextStep{Text: o.z.T("overview.next.round"), Action: o.z.T("company.newround"), Href: address.NewRound(c.ID)}
}
