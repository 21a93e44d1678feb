package explain

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"kompass/internal/i18n"
	"kompass/internal/result"
	"kompass/internal/sources"
)

// num writes a number as exactly as it is given, and never in more than four decimals.
func (u *unit) num(v float64) string {
	s := strconv.FormatFloat(math.Round(v*1e4)/1e4+0, 'f', -1, 64)
	if u.in.Lang == i18n.German {
		s = strings.Replace(s, ".", ",", 1)
	}
	return strings.Replace(s, "-", "−", 1)
}

// rounded writes a number over the persons of the unit as pages do.
func (u *unit) rounded(v float64, n int) string { return u.z.Num(v, result.Decimals(n)) }

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
