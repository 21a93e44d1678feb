package views

import (
	"context"
	"slices"
	"time"

	"kompass/internal/kompass"
)

// Overview is the model of the first page after signing in: what waits, the first steps, the companies.
type Overview struct {
	Page      Page
	Trainer   bool
	Waiting   Waiting
	Guide     []GuideStep // none once there has been a round
	List      Listing
	Companies []CompanyItem
	Name      string // of a company to add, as typed
	Errors    []FieldError
}

// Attention is something that waits: where, what, and the one thing to do about it.
type Attention struct {
	Company, Round string // "" where it is about neither
	Text           string
	Action, Href   string
	Urgency        int // the smaller, the more urgent
	Until          time.Time
}

// about is what follows the company's name.
func (a Attention) about() string {
	if a.Round == "" {
		return ""
	}
	return ", " + a.Round
}

// Waiting is what waits, the most urgent first. Rest is what a long list folds away.
type Waiting struct{ First, Rest []Attention }

const waitingFirst = 8 // lines of what waits that are always open

// NewWaiting folds a long list.
func NewWaiting(all []Attention) Waiting {
	if len(all) <= waitingFirst+1 { // one more line costs no more than the words that would fold it away
		return Waiting{First: all}
	}
	return Waiting{First: all[:waitingFirst], Rest: all[waitingFirst:]}
}

// GuideStep is one of the first four steps. Key is the end of its texts.
type GuideStep struct {
	Key        string
	Done, Next bool
	Href       string
}

// Listing is how the list of companies is searched, sorted and paged. Before and After are "" at its ends.
type Listing struct {
	Query, Order  string
	Found, Total  int
	Page, Pages   int
	Filters       bool
	Orders        []ListOrder
	Before, After string
}

// ListOrder is an order that the list can have, with its address.
type ListOrder struct{ Key, Href string }

// RoundLine is a round in the overview with how many have answered, in words.
type RoundLine struct {
	RoundRow
	Answers string
}

// CompanyItem is one company in the overview. Open lists the open rounds beside the last.
type CompanyItem struct {
	Company kompass.CompanyEntry
	Last    *RoundLine
	Open    []RoundLine
	Result  *Glance
	Next    NextStep
}

// NextStep is what to do next with a company that has had no round; the zero value is nothing.
type NextStep struct{ Text, Action, Href string }

// Glance is a result as small as it goes. N is the number of persons; Before is the title of the result before, "" if
// there is none. Soll has no fields where there is no target.
type Glance struct {
	Title, Day, Href string
	N                int
	Before           string
	Ist, Soll        Profile
	Fields           []GlanceField
}

// GlanceField is one field: its value over N persons, and, where the two may be compared, what it was before. Change is the
// verdict in a word, or why there is none.
type GlanceField struct {
	Title, Value string
	N            int
	Mean         *float64
	Was          *GlanceField
	Change       string
}

func anyGlance(companies []CompanyItem) bool {
	return slices.ContainsFunc(companies, func(c CompanyItem) bool { return c.Result != nil })
}

func (g Glance) sentence(ctx context.Context) string {
	text := tr(ctx, "glance.desc", "ist", values(ctx, g.Ist))
	if len(g.Soll.Fields) > 0 {
		text += " " + tr(ctx, "glance.desc.soll", "soll", values(ctx, g.Soll))
	}
	return text
}

// spark is the line from the value before to the value now, in a box of 60 × 20.
func (g Glance) spark(f GlanceField) (x1, y1, x2, y2 string) {
	height := func(v float64) string { return coord(17 - 14*(v-g.Ist.Min)/(g.Ist.Max-g.Ist.Min)) }
	return "4", height(*f.Was.Mean), "56", height(*f.Mean)
}

func (f GlanceField) hasLine() bool { return f.Was != nil && f.Was.Mean != nil && f.Mean != nil }

// people are how many stand behind a value, and behind the value before.
func (f GlanceField) people(ctx context.Context) string {
	switch {
	case f.N == 0:
		return ""
	case f.Was != nil:
		return tr(ctx, "glance.n.both", "before", f.Was.N, "n", f.N)
	}
	return tr(ctx, "result.n", "n", f.N)
}

func (c CompanyItem) size(ctx context.Context) string {
	if c.Company.Teams == 0 {
		return tr(ctx, "overview.noteams")
	}
	return trn(ctx, "overview.teams", c.Company.Teams) + ", " + trn(ctx, "team.people", c.Company.Heads)
}

func waitingHeading(m Overview) string {
	if m.Trainer {
		return "overview.attention"
	}
	return "overview.offers"
}

// companiesHeading counts the companies where there are many.
func companiesHeading(ctx context.Context, m Overview) string {
	if m.Trainer {
		return tr(ctx, "overview.companies.count", "n", m.List.Total)
	}
	return tr(ctx, "overview.company")
}

// when is a word where something holds, and nothing else.
func when(holds bool, word string) string {
	if holds {
		return word
	}
	return ""
}
