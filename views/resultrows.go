package views

import (
	"context"
	"strings"

	"kompass/internal/i18n"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
)

// wideInterval is the half-width from which an interval says that the answers are too few or too divided.
const wideInterval = 1.0

// manyUnknown is the share of "cannot judge" from which it is a finding of its own.
const manyUnknown = 0.3

// writer writes the numbers of one document in one language.
type writer struct {
	z        i18n.Localizer
	q        *questionnaire.Questionnaire
	min, max float64
	k        int
}

// FieldsOf writes out the rows of every field of a group.
func FieldsOf(ctx context.Context, q *questionnaire.Questionnaire, doc *result.Document, g *result.Group) []FieldRows {
	w := writer{z: i18n.From(ctx), q: q, min: q.Min(), max: q.Max(), k: doc.MinGroup}
	var out []FieldRows
	for _, field := range q.Fields {
		f, ok := g.Field(field.ID)
		if !ok {
			continue
		}
		rows := FieldRows{Title: w.text(field.Title), About: w.text(field.About)}
		rows.Rows = w.rows(rows.Title, f)
		rows.Finding = w.finding(f)
		rows.Items, rows.NoItems = w.items(field, f)
		out = append(out, rows)
	}
	return out
}

func (w writer) text(t questionnaire.Text) string {
	return t.In(questionnaire.Lang(w.z.Lang()), w.q.Languages[0])
}

func (w writer) rows(title string, f *result.Field) []Row {
	if !f.Shown {
		return []Row{{Label: title, Note: w.reason(f.Reason)}}
	}
	rows := []Row{w.row(title, numbers{f.N, f.Mean, f.Bound, f.SD, f.CI, f.Target, f.Gap, f.Surplus})}
	for i := range f.Facets {
		c := &f.Facets[i]
		row := w.row(w.facet(c.ID), numbers{c.N, c.Mean, c.Bound, c.SD, c.CI, c.Target, c.Gap, c.Surplus})
		row.Facet = true
		rows = append(rows, row)
	}
	return rows
}

func (w writer) reason(r *result.Reason) string {
	if r == nil {
		return ""
	}
	return w.z.T("disclosure."+string(*r), "k", w.k)
}

func (w writer) facet(id string) string {
	for _, f := range w.q.Facets {
		if f.ID == id {
			return w.text(f.Title)
		}
	}
	return id
}

// numbers are what fields and facets share.
type numbers struct {
	n                    int
	mean                 *float64
	bound                *string
	sd                   *float64
	ci                   *result.Interval
	target, gap, surplus *float64
}

func (w writer) row(label string, x numbers) Row {
	d := decimals(x.n)
	row := Row{Label: label, N: w.z.Int(x.n), Mean: MeanText(w.z, x.n, x.mean, x.bound), SD: w.number(x.sd, d),
		Target: w.number(x.target, 2), Gap: w.distance(x.gap), Surplus: w.distance(x.surplus)}
	if x.ci != nil {
		row.CI = w.z.Range(x.ci[0], x.ci[1], d)
		if x.ci[1]-x.ci[0] > 2*wideInterval {
			row.Note = w.z.T("result.wide")
		}
	}
	return row
}

// decimals is how exactly numbers over n persons are published.
func decimals(n int) int {
	if n < 100 {
		return 1
	}
	return 2
}

func (w writer) number(v *float64, decimals int) string {
	if v == nil {
		return ""
	}
	return w.z.Num(*v, decimals)
}

// distance writes a gap or surplus; none at all stays empty, so that the eye finds the others.
func (w writer) distance(v *float64) string {
	if v == nil || *v == 0 {
		return ""
	}
	return w.z.Num(*v, 2)
}

// MeanText writes a mean over n persons as exactly as it is published, or the bound that stands for it: "über 3,8". It is
// "" where there is neither.
func MeanText(z i18n.Localizer, n int, mean *float64, bound *string) string {
	switch {
	case mean != nil:
		return z.Num(*mean, decimals(n))
	case bound != nil:
		return boundText(z, *bound)
	}
	return ""
}

// boundText writes ">3.8" as "über 3,8".
func boundText(z i18n.Localizer, b string) string {
	key := "result.above"
	if strings.HasPrefix(b, "<") {
		key = "result.below"
	}
	value := b[1:]
	if z.Lang() == i18n.German {
		value = strings.Replace(value, ".", ",", 1)
	}
	return z.T(key, "value", value)
}

// finding says in a sentence what there is to see in a field.
func (w writer) finding(f *result.Field) string {
	if !f.Shown {
		return ""
	}
	var parts []string
	if f.Weakest != nil {
		parts = append(parts, w.z.T("result.weakest", "facet", w.facet(*f.Weakest)))
	}
	if f.Agreement != nil {
		parts = append(parts, w.z.T("result.agreement."+*f.Agreement))
	}
	return strings.Join(parts, " ")
}
