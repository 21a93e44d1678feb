package explain

import (
	"slices"

	"kompass/internal/questionnaire"
	"kompass/internal/result"
)

func (u *unit) target() Number {
	out := Number{Name: u.z.T("result.col.target"), Sources: []string{"bowen-lawler-1992", "treacy-wiersema-1993"}}
	v := u.stat()
	if u.withheld() {
		out.Absent = u.few()
		return out
	}
	if v.Target == nil {
		out.Absent = u.z.T("explain.target.none")
		return out
	}
	out.Value = u.num(*v.Target)
	out.How = []string{u.z.T("explain.target.how")}
	if day := u.in.Document.TargetFrozen; day != "" {
		out.How = append(out.How, u.z.T("explain.target.frozen", "day", u.z.Day(day)))
	}
	if terms := u.facetTargets(); terms != nil {
		out.Formula = u.z.T("explain.target.formula")
		out.Filled = sum(terms) + " / " + u.z.Int(len(terms)) + " ≈ " + out.Value
		out.Rounding = u.roundingOf(v.N)
	}
	return out
}

// facetTargets returns the targets that a field's own is the mean of, nil where it was set for the field itself.
func (u *unit) facetTargets() []string {
	if _, own := u.in.Document.Targets[u.path.Field][""]; own || u.facet != nil {
		return nil
	}
	var terms []string
	for _, id := range u.facetIDs() {
		target, ok := u.in.Document.Targets[u.path.Field][id]
		if !ok {
			return nil
		}
		terms = append(terms, u.num(target))
	}
	return terms
}

func (u *unit) gap() Number {
	out := Number{Name: u.z.T("explain.gap"), Formula: u.z.T("explain.gap.formula"), Rounding: u.roundingOf(u.stat().N), Sources: []string{"edwards-2001"}}
	v := u.stat()
	switch {
	case u.withheld():
		out.Absent = u.few()
		return out
	case v.Target == nil:
		out.Absent = u.z.T("explain.target.none")
		return out
	case v.Gap == nil || v.Surplus == nil || v.Mean == nil:
		out.Absent = u.z.T("explain.gap.nomean")
		return out
	}
	target, mean := u.num(*v.Target), u.num(*v.Mean)
	out.Value = u.z.T("explain.gap.value", "gap", u.num(*v.Gap), "surplus", u.num(*v.Surplus))
	out.Filled = u.z.T("explain.gap.filled", "target", target, "mean", mean, "gap", u.num(*v.Gap), "surplus", u.num(*v.Surplus))
	out.How = []string{u.z.T("explain.gap.how")}
	return out
}

func (u *unit) fit() Number {
	out := Number{Name: u.z.T("method.target.fit"), Formula: u.z.T("explain.fit.formula"), Rounding: u.z.T("explain.rounding.share"), Sources: []string{"edwards-2001"}}
	f := u.field
	if f.Fit == nil {
		out.Absent = u.z.T("explain.fit.none")
		if f.Target == nil && !slices.ContainsFunc(f.Facets, func(c result.Facet) bool { return c.Target != nil }) {
			out.Absent = u.z.T("explain.target.none")
		}
		return out
	}
	minimum := u.num(u.in.Questionnaire.Min())
	var gaps, asked []string
	add := func(gap, target *float64) {
		gaps = append(gaps, u.num(*gap))
		asked = append(asked, "("+u.num(*target)+" − "+minimum+")")
	}
	for _, c := range f.Facets {
		add(c.Gap, c.Target)
	}
	if len(f.Facets) == 0 {
		add(f.Gap, f.Target)
	}
	out.Value = u.z.Percent(*f.Fit)
	out.Filled = "1 − " + sum(gaps) + " / " + sum(asked) + " = " + u.num(*f.Fit)
	out.How = []string{u.z.T("explain.fit.how")}
	return out
}

// agreement explains the word and the two indices behind it.
func (u *unit) agreement() Number {
	out := Number{
		Name: u.z.T("explain.agreement"), Formula: u.z.T("explain.agreement.formula"), Rounding: u.z.T("explain.rounding.share"),
		Sources: []string{"burke-dunlap-2002", "dunlap-2003", "lindell-1999"},
	}
	f := u.field
	null, uniform := u.null()
	switch {
	case f.Agreement != nil:
	case !uniform:
		out.Absent = u.z.T("explain.agreement.mixedscales")
		return out
	default:
		out.Absent = u.z.T("explain.listwise.few", "n", max(u.in.Document.Limits().Listwise, u.in.Document.Limits().Position))
		return out
	}
	out.Value = u.z.T("explain.agreement." + *f.Agreement)
	words := "explain.agreement.words"
	if u.in.Document.AgreementRule < result.AgreementRule {
		words, out.Sources = "explain.agreement.earlier", []string{"burke-dunlap-2002", "james-1984", "lebreton-senter-2008"}
	}
	out.How = []string{u.z.T("explain.listwise"), u.z.T("explain.agreement.how", "null", u.num(null)), u.z.T(words)}
	if f.RWG == nil || f.AD == nil {
		out.How = append(out.How, u.z.T("explain.agreement.few", "n", u.in.Document.Limits().Indices))
		return out
	}
	out.Filled = u.z.T("explain.agreement.filled", "items", len(u.items), "rwg", u.z.Num(*f.RWG, 2), "ad", u.z.Num(*f.AD, 2))
	return out
}

// null returns the variance of an even choice among the points of the field's items, false where these differ in values.
func (u *unit) null() (float64, bool) {
	first, _ := u.in.Questionnaire.Scale(u.items[0].Scale)
	for _, it := range u.items[1:] {
		scale, _ := u.in.Questionnaire.Scale(it.Scale)
		if !slices.EqualFunc(scale.Points, first.Points, func(a, b questionnaire.Point) bool { return a.Value == b.Value }) {
			return 0, false
		}
	}
	sum, squares, n := 0.0, 0.0, float64(len(first.Points))
	for _, p := range first.Points {
		sum += p.Value
		squares += p.Value * p.Value
	}
	return squares/n - sum/n*sum/n, true
}

func (u *unit) alpha() Number {
	out := Number{
		Name: u.z.T("explain.alpha"), Formula: u.z.T("explain.alpha.formula"), Rounding: u.z.T("explain.rounding.share"),
		How: []string{u.z.T("explain.listwise")}, Sources: []string{"cronbach-1951", "feldt-1987", "sijtsma-2009"},
	}
	f, limits := u.field, u.in.Document.Limits()
	switch {
	case f.Alpha != nil:
	case f.N < limits.Alpha:
		out.Absent = u.z.T("explain.alpha.few", "n", limits.Alpha)
		return out
	default:
		out.Absent = u.z.T("explain.alpha.none", "n", limits.Listwise)
		return out
	}
	out.Value = u.z.Num(f.Alpha.Value, 2)
	out.Filled = u.z.T("explain.alpha.filled", "items", len(u.items), "n", f.Alpha.N, "alpha", out.Value)
	if ci := f.Alpha.CI; ci != nil {
		out.How = append(out.How, u.z.T("explain.alpha.ci", "range", u.z.Range(ci[0], ci[1], 2)))
	}
	return out
}
