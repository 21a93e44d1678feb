package views

import (
	"context"
	"strings"

	"kompass/internal/compare"
	"kompass/internal/explain"
	"kompass/internal/i18n"
	"kompass/internal/questionnaire"
	"kompass/internal/reading"
	"kompass/internal/result"
)

// writer writes the numbers of one document in one language.
type writer struct {
	z     i18n.Localizer
	q     *questionnaire.Questionnaire
	k     int
	round string
	key   result.Key
}

func newWriter(z i18n.Localizer, s compare.Series) writer {
	return writer{z: z, q: s.Questionnaire, k: s.Document.MinGroup, round: s.Document.Round, key: s.Group.Key}
}

// of is the writer of another group of the same document.
func (w writer) of(g *result.Group) writer {
	w.key = g.Key
	return w
}

// FieldsOf writes out the rows of every field of a group, each with what its reading says.
func FieldsOf(ctx context.Context, s compare.Series, said reading.Reading) []FieldRows {
	q, g := s.Questionnaire, s.Group
	w := newWriter(i18n.From(ctx), s)
	var out []FieldRows
	for _, field := range q.Fields {
		f, ok := g.Field(field.ID)
		if !ok {
			continue
		}
		rows := FieldRows{ID: f.ID, Title: w.text(field.Title), About: w.text(field.About)}
		rows.Rows = w.rows(rows.Title, f)
		rows.Finding = strings.Join(said.Field(f.ID), " ")
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
		return []Row{{Label: title, Note: w.reason(f.Reason), Explain: w.explain(explain.Path{Field: f.ID})}}
	}
	rows := []Row{w.row(title, numbers{f.N, f.Mean, f.Bound, f.SD, f.CI, f.Target, f.Gap, f.Surplus})}
	rows[0].Explain = w.explain(explain.Path{Field: f.ID})
	for i := range f.Facets {
		c := &f.Facets[i]
		row := w.row(w.facet(c.ID), numbers{c.N, c.Mean, c.Bound, c.SD, c.CI, c.Target, c.Gap, c.Surplus})
		row.Facet, row.Explain = true, w.explain(explain.Path{Field: f.ID, Facet: c.ID})
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
	d := reading.Decimals(x.n)
	row := Row{Label: label, N: w.z.Int(x.n), Mean: MeanText(w.z, x.n, x.mean, x.bound), SD: w.number(x.sd, d),
		Target: w.number(x.target, 2), Gap: w.distance(x.gap), Surplus: w.distance(x.surplus)}
	if x.ci != nil {
		row.CI = w.z.Range(x.ci[0], x.ci[1], d)
		if reading.Wide(x.ci) {
			row.Note = w.z.T("result.wide")
		}
	}
	return row
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
		return z.Num(*mean, reading.Decimals(n))
	case bound != nil:
		return reading.Bound(z, *bound)
	}
	return ""
}
