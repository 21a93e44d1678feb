package story

import (
	"strings"

	"kompass/internal/explain"
	"kompass/internal/naming"
	"kompass/internal/reading"
	"kompass/internal/result"
)

// Row is one line of the table of numbers, written out.
type Row struct {
	Label   string
	Facet   bool
	N       string
	Mean    string
	CI      string
	SD      string
	Target  string
	Gap     string
	Surplus string
	Explain string // where it is told where the numbers come from, "" where it is not
	Note    string // why there are no numbers, or why to be careful with them
}

// FieldRows is everything on one field: its finding in a sentence, its rows, its items.
type FieldRows struct {
	ID      string
	Title   string
	About   string
	Words   string // its mean in the words of the scale, "" where there is none
	Finding string
	Rows    []Row
	Items   []ItemRow
	NoItems string // why there are no items
}

// fields writes out the rows of every field of a group, each with what its reading says.
func (w writer) fields(g *result.Group, said reading.Reading) []FieldRows {
	var out []FieldRows
	for _, field := range w.q.Fields {
		f, ok := g.Field(field.ID)
		if !ok {
			continue
		}
		rows := FieldRows{ID: f.ID, Title: w.Text(field.Title), About: w.Text(field.About)}
		rows.Rows = w.rows(rows.Title, f)
		rows.Words = w.inWords(field, f)
		rows.Finding = strings.Join(said.Field(f.ID), " ")
		rows.Items, rows.NoItems = w.items(field, f)
		out = append(out, rows)
	}
	return out
}

func (w writer) rows(title string, f *result.Field) []Row {
	if !f.Shown {
		return []Row{{Label: title, Note: w.Reason(f.Reason), Explain: w.explain(explain.Path{Field: f.ID})}}
	}
	rows := []Row{w.row(title, f.Value())}
	rows[0].Explain = w.explain(explain.Path{Field: f.ID})
	for i := range f.Facets {
		c := &f.Facets[i]
		row := w.row(w.Facet(c.ID), c.Value())
		row.Facet, row.Explain = true, w.explain(explain.Path{Field: f.ID, Facet: c.ID})
		rows = append(rows, row)
	}
	return rows
}

func (w writer) row(label string, v result.Value) Row {
	d := result.Decimals(v.N)
	row := Row{Label: label, N: w.z.Int(v.N), Mean: naming.Mean(w.z, v), SD: w.number(v.SD, d),
		Target: w.number(v.Target, d), Gap: w.distance(v.Gap, v.N), Surplus: w.distance(v.Surplus, v.N)}
	if v.CI != nil {
		row.CI = w.z.Range(v.CI[0], v.CI[1], d)
		if reading.Wide(v.CI) {
			row.Note = w.z.T("result.wide")
		}
	}
	return row
}
