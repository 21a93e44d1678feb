package explain

import (
	"slices"
	"strings"

	"kompass/internal/naming"
	"kompass/internal/result"
	"kompass/internal/sources"
)

// num writes a number as exactly as it is given, and never in more than four decimals.
func (u *unit) num(v float64) string { return u.z.Exact(v, 4) }

// rounded writes a number over n persons as pages do.
func (u *unit) rounded(v float64, n int) string { return naming.Points(u.z, v, n) }

// roundingOf says how numbers over n persons are rounded.
func (u *unit) roundingOf(n int) string {
	if result.Decimals(n) == 1 {
		return u.z.T("explain.rounding.one")
	}
	return u.z.T("explain.rounding.two")
}

// sum writes terms to add up, with brackets where there is more than one.
func sum(terms []string) string {
	if len(terms) == 1 {
		return terms[0]
	}
	return "(" + strings.Join(terms, " + ") + ")"
}

// cite looks citations up: of the items in the questionnaire, of the method among the product's own.
func (u *unit) cite(ids []string) []Source {
	ids = slices.Compact(slices.Sorted(slices.Values(ids)))
	all := make([]Source, 0, len(ids))
	for _, id := range ids {
		found, ok := sources.Get(id)
		if q, own := u.in.Questionnaire.Sources[id]; own {
			found, ok = sources.Source{ID: id, Citation: q.Citation, DOI: q.DOI, Checked: sources.Checked(q.Checked)}, true
		}
		if ok {
			all = append(all, Source{ID: id, Citation: found.Citation, URL: found.URL(), Checked: found.Checked, Mark: u.mark(found.Checked)})
		}
	}
	return all
}

func (u *unit) mark(c sources.Checked) string {
	switch c {
	case sources.Confirmed:
		return u.z.T("source.confirmed")
	case sources.Partly:
		return u.z.T("source.partly")
	}
	return u.z.T("source.unconfirmed")
}
