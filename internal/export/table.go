package export

import (
	"slices"

	"kompass/internal/i18n"
	"kompass/internal/naming"
	"kompass/internal/result"
)

// leading are the columns of every table, in this order; after them comes one per answer, then trailing.
var leading = []string{
	"group", "field", "facet", "item", "n", "mean", "sd", "ci_low", "ci_high", "target", "gap", "surplus",
	"team", "perspective", "bound", "rwg", "ad", "alpha", "na", "missing", "favourable",
}

var trailing = []string{
	"spread", "agreement", "alpha_low", "alpha_high", "alpha_n", "fit", "weakest", "straightlined", "heads", "reason", "note",
	"field_title", "facet_title", "item_name",
}

// counting begins the name of a column that counts an answer; the answer's id follows.
const counting = "count_"

// table is the document as rows: a group, then each of its fields with facets and items.
type table struct {
	columns []string
	rows    []row
}

// row holds the cells of a row by column. A column that is not in it is empty there.
type row map[string]cell

// cells returns the cells in the order of the columns.
func (t table) cells(r row) []cell {
	out := make([]cell, len(t.columns))
	for i, name := range t.columns {
		out[i] = r[name]
	}
	return out
}

// tabulate turns a document into rows: one for everything that has numbers of its own, and one for everything hidden.
func tabulate(in Input) table {
	z := i18n.For(in.Lang)
	b := builder{names: naming.New(z, in.Questionnaire, in.Document), z: z}
	for i := range in.Document.Groups {
		b.group(&in.Document.Groups[i])
	}
	var answers []string
	for _, s := range in.Questionnaire.Scales {
		for _, p := range s.Points {
			if name := counting + p.ID; !slices.Contains(answers, name) {
				answers = append(answers, name)
			}
		}
	}
	return table{columns: slices.Concat(leading, answers, trailing), rows: b.rows}
}

type builder struct {
	names naming.Names
	z     i18n.Localizer
	rows  []row
}

// hidden enters why a row has no numbers.
func (b *builder) hidden(r row, reason *result.Reason) {
	r["reason"], r["note"] = text(string(*reason)), text(b.names.Reason(reason))
}

func (b *builder) group(g *result.Group) {
	r := b.row(g)
	if !g.Shown {
		b.hidden(r, g.Reason)
		return
	}
	r["n"], r["heads"], r["straightlined"] = countOf(g.N), countOf(g.Heads), number(g.Straightlined)
	for i := range g.Fields {
		b.field(g, &g.Fields[i])
	}
}

// row begins a row of a group.
func (b *builder) row(g *result.Group) row {
	r := row{"group": text(b.names.Group(g.Key))}
	for _, name := range []string{"team", "perspective"} {
		if id, ok := g.Key[name]; ok {
			r[name] = text(id)
		}
	}
	b.rows = append(b.rows, r)
	return r
}

func (b *builder) fieldRow(g *result.Group, f *result.Field) row {
	r := b.row(g)
	r["field"], r["field_title"] = text(f.ID), text(b.names.Field(f.ID))
	return r
}

func (b *builder) field(g *result.Group, f *result.Field) {
	r := b.fieldRow(g, f)
	if !f.Shown {
		b.hidden(r, f.Reason)
		return
	}
	b.stat(r, f.Value())
	r["target"], r["gap"], r["surplus"], r["fit"] = number(f.Target), number(f.Gap), number(f.Surplus), number(f.Fit)
	r["agreement"], r["rwg"], r["ad"], r["weakest"] = word(f.Agreement), number(f.RWG), number(f.AD), word(f.Weakest)
	if f.Alpha != nil {
		r["alpha"], r["alpha_n"] = number(&f.Alpha.Value), count(f.Alpha.N)
		if ci := f.Alpha.CI; ci != nil {
			r["alpha_low"], r["alpha_high"] = number(&ci[0]), number(&ci[1])
		}
	}
	for i := range f.Facets {
		b.facet(b.fieldRow(g, f), &f.Facets[i])
	}
	for i := range f.Items {
		b.item(b.fieldRow(g, f), &f.Items[i])
	}
}

func (b *builder) facet(r row, c *result.Facet) {
	r["facet"], r["facet_title"] = text(c.ID), text(b.names.Facet(c.ID))
	b.stat(r, c.Value())
	r["target"], r["gap"], r["surplus"] = number(c.Target), number(c.Gap), number(c.Surplus)
}

func (b *builder) item(r row, it *result.Item) {
	r["item"], r["item_name"] = text(it.ID), text(b.names.Item(it.ID))
	b.stat(r, it.Value())
	r["na"], r["missing"], r["favourable"] = count(it.NA), count(it.Missing), number(it.Favourable)
	for id, n := range it.Counts {
		r[counting+id] = count(n)
	}
}

// stat enters what fields, facets and items share.
func (b *builder) stat(r row, v result.Value) {
	r["n"], r["mean"], r["sd"] = count(v.N), number(v.Mean), number(v.SD)
	if v.CI != nil {
		r["ci_low"], r["ci_high"] = number(&v.CI[0]), number(&v.CI[1])
	}
	if v.Bound != nil {
		r["bound"] = text(b.z.Decimal(*v.Bound))
	}
	r["spread"] = word(v.Spread)
}
