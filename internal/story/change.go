package story

import (
	"kompass/internal/compare"
	"kompass/internal/i18n"
	"kompass/internal/result"
)

// Change is what has changed since an earlier round, as far as both can be compared.
type Change struct {
	Since   string
	Finding string
	Caution bool
	Counted string // how many statements are comparable
	Before  string // heads of the columns
	Now     string
	Rows    []ChangeRow
}

// ChangeRow is a field or facet in both rounds.
type ChangeRow struct {
	Label       string
	Facet       bool
	Before, Now Cell
	Difference  Difference
}

// ChangeOf writes out the change since an earlier round; nil where there is none to compare with.
func ChangeOf(z i18n.Localizer, s compare.Series, before *compare.Series) *Change {
	if before == nil || !s.Group.Shown || !before.Group.Shown {
		return nil
	}
	w := newWriter(z, s)
	all := compare.Compare(*before, s)
	out := &Change{
		Since: w.z.T("report.change", "round", before.Document.Title), Caution: all.Caution, Finding: changeFinding(w, all),
		Counted: w.z.T("compare.col.items", "k", all.Counted.Comparable, "n", all.Counted.Of),
		Before:  w.z.T("result.legend.view", "name", before.Document.Title, "n", *before.Group.N),
		Now:     w.z.T("result.legend.view", "name", s.Document.Title, "n", *s.Group.N),
	}
	for _, f := range all.Fields {
		out.Rows = append(out.Rows, w.changeRow(before.Group, s.Group, result.Place{Field: f.ID}, newDifference(w.z, f.Difference, f.Counted, true)))
		for _, c := range f.Facets {
			out.Rows = append(out.Rows, w.changeRow(before.Group, s.Group, result.Place{Field: f.ID, Facet: c.ID}, newDifference(w.z, c.Difference, c.Counted, true)))
		}
	}
	return out
}

func (w writer) changeRow(before, now *result.Group, at result.Place, d Difference) ChangeRow {
	return ChangeRow{Label: w.Place(at), Facet: at.Facet != "", Before: w.cell(before, at), Now: w.cell(now, at), Difference: d}
}

// changeFinding says how many fields have changed.
func changeFinding(w writer, all compare.Comparison) string {
	changed, of := 0, 0
	for _, f := range all.Fields {
		if f.Verdict != "" {
			of++
		}
		if f.Verdict == compare.Changed {
			changed++
		}
	}
	if of == 0 {
		return w.z.T("report.change.none")
	}
	return w.z.N("report.change.fields", changed, "of", of)
}
