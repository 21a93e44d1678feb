package board_test

import (
	"fmt"
	"net/url"
	"os"
	"testing"
	"time"

	"kompass/internal/address"
	"kompass/internal/board"
	"kompass/internal/chart"
	"kompass/internal/compare"
	"kompass/internal/figures"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/published"
	"kompass/internal/questionnaire"
	"kompass/internal/result/resulttest"
	"kompass/views"
)

func german() i18n.Localizer { return i18n.For("de") }

func load(t *testing.T) *questionnaire.Questionnaire {
	t.Helper()
	data, err := os.ReadFile("../../questionnaires/service-excellence-kompass.yaml")
	if err != nil {
		t.Fatal(err)
	}
	q, findings := questionnaire.Parse(data)
	if questionnaire.HasErrors(findings) {
		t.Fatal(findings)
	}
	return q
}

// history is so many rounds of a company, called r1, r2 and so on, the first with a mean of 1 on a scale from 0 to 4, each of the
// others a tenth above the one before.
func history(t *testing.T, rounds int, links ...kompass.TeamLink) published.History {
	t.Helper()
	q := load(t)
	h := published.History{Links: compare.Links(links)}
	for i := range rounds {
		closed := time.Date(2025, time.Month(i+1), 1, 12, 0, 0, 0, time.UTC)
		id := fmt.Sprintf("r%d", i+1)
		h.Results = append(h.Results, published.Result{
			Round:    kompass.Round{ID: id, CompanyID: "c1", State: kompass.StateReleased, ClosedAt: closed},
			Document: resulttest.Even(q, id, closed.Format(time.DateOnly), 1+float64(i)/10), Questionnaire: q,
		})
	}
	return h
}

// asking is the address of a comparison that chooses these.
func asking(chosen ...string) address.Page {
	return address.Page{Path: "/compare", Query: url.Values{"s": chosen}}
}

// with is an address that asks for one more thing.
func with(at address.Page, name, value string) address.Page {
	at.Query.Set(name, value)
	return at
}

// filled is the page of a comparison with charts and tables.
func filled(t *testing.T, h published.History, at address.Page) views.Compare {
	t.Helper()
	var m views.Compare
	chosen := board.New(german(), h).Choose(at, &m)
	if len(chosen) == 0 {
		return m
	}
	if err := board.Compare(german(), at, chosen, &m).Fill(t.Context(), drawn, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

func names(m views.Compare) []string {
	var out []string
	for _, c := range m.Table.Columns {
		out = append(out, c.Name)
	}
	return out
}

// drawn draws for all tests: what it has drawn once it need not draw again.
var drawn = figures.Drawer{Charts: chart.NewRenderer(chart.Options{Timeout: time.Minute})}
