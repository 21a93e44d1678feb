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
	Caution string // "" where nothing has clearly changed
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
		Since: w.z.T("report.change", "round", before.Document.Title), Caution: cautionOf(w.z, all), Finding: changeFinding(w, all),
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

// cautionOf says what a clear change does not tell: of lower values that people may judge more strictly, of higher ones that nobody knows
// what brought them about.
func cautionOf(z i18n.Localizer, all ...compare.Comparison) string {
	risen := false
	for _, c := range all {
		for _, f := range c.Fields {
			switch {
			case !c.Caution || f.Verdict != compare.Changed:
			case *f.Diff < 0:
				return z.T("compare.caution") + " (" + z.T("compare.caution.source") + ")"
			default:
				risen = true
			}
		}
	}
	if risen {
		return z.T("compare.alone")
	}
	return ""
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
	switch {
	case of == 0:
		return w.z.T("report.change.none")
	case changed == 0:
		return w.z.T("report.change.still")
	}
	return w.z.N("report.change.fields", changed, "of", of)
}
