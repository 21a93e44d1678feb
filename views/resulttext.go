package views

import (
	"context"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
)

// groupLabel names the group that the page is about.
func (m Result) groupLabel(ctx context.Context) string {
	for _, g := range m.Groups {
		if g.Current {
			return g.Text
		}
	}
	return tr(ctx, "result.everyone")
}

// lead says how many answered, of how many, and when.
func (m Result) lead(ctx context.Context) string {
	z := i18n.From(ctx)
	period := z.T("result.period", "from", z.Day(m.Document.OpenedOn), "to", z.Day(m.Document.ClosedOn))
	if m.Group.N == nil {
		return period
	}
	if m.Group.Heads != nil {
		return z.T("result.lead.of", "n", *m.Group.N, "heads", *m.Group.Heads) + " " + period
	}
	return z.N("result.lead", *m.Group.N) + " " + period
}

// methodText says what the numbers are and under which agreement they were collected.
func (m Result) methodText(ctx context.Context) string {
	z := i18n.From(ctx)
	mode := z.T("result.mode.open")
	if m.Document.Mode == string(kompass.Anonymous) {
		mode = z.T("result.mode.anonymous", "k", m.Document.MinGroup)
	}
	return z.T("result.method.text", "min", m.Questionnaire.Min(), "max", m.Questionnaire.Max()) + " " + mode
}

// pageIf is the value of aria-current for a link that leads to the page itself.
func pageIf(here bool) string {
	if here {
		return "page"
	}
	return ""
}
