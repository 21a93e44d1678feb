// Package dashboard works out the first page after signing in: what needs attention, the most urgent first, the first way through, and
// the companies with their newest result. It knows no request and reads nothing itself.
package dashboard

import (
	"maps"
	"slices"
	"time"

	"kompass/internal/disclosure"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/published"
	"kompass/views"
)

// Dashboard is what the page knows before it is written.
type Dashboard struct {
	z         i18n.Localizer
	user      kompass.User
	now       time.Time
	companies []kompass.CompanyEntry
	rounds    map[string][]kompass.RoundEntry // by company, the newest first
	waiting   []views.Attention
	urgency   map[string]int // by company, the most urgent of what waits; see attention.go
}

// New begins with the companies and rounds of a user, the newest round first, and notes what waits in them.
func New(z i18n.Localizer, user kompass.User, now time.Time, companies []kompass.CompanyEntry, rounds []kompass.RoundEntry) *Dashboard {
	o := &Dashboard{z: z, user: user, now: now, companies: companies, rounds: map[string][]kompass.RoundEntry{}, urgency: map[string]int{}}
	for _, e := range rounds {
		o.rounds[e.CompanyID] = append(o.rounds[e.CompanyID], e)
	}
	o.wait(rounds)
	return o
}

func (o *Dashboard) trainer() bool { return o.user.CanManage() }

// Rounds are those of a company, the newest first.
func (o *Dashboard) Rounds(companyID string) []kompass.RoundEntry { return o.rounds[companyID] }

// RoundRows lists rounds with the counts of their teams, as a user may see them at a time.
func RoundRows(user kompass.User, now time.Time, rounds []kompass.Round, totals map[string]map[string]int) []views.RoundRow {
	rows := make([]views.RoundRow, len(rounds))
	for i, r := range rounds {
		rows[i] = views.RoundRow{Round: r, Phase: r.Phase(now), Responses: disclosure.TotalOf(r.K, slices.Collect(maps.Values(totals[r.ID])))}
		rows[i].HasResult = !rows[i].Responses.Below(r.K) && published.Sees(user, r)
	}
	return rows
}
