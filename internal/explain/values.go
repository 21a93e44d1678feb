package explain

import (
	"math"

	"kompass/internal/naming"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
	"kompass/internal/score"
)

// absentStat says why a mean or its spread is not there.
func (u *unit) absentStat(s result.Value, persons int) string {
	switch {
	case u.withheld():
		return u.few()
	case s.Bound != nil:
		return u.z.T("explain.bound.spread")
	}
	return u.z.N("explain.absent.persons", persons)
}

func (u *unit) mean() Number {
	s := u.stat()
	out := Number{Name: u.z.T("result.col.mean"), Rounding: u.roundingOf(s.N), Sources: []string{"likert-1932", "liddell-kruschke-2018"}}
	switch {
	case s.Mean == nil && s.Bound != nil:
		out.Value, out.Rounding = naming.Bound(u.z, *s.Bound), u.z.T("explain.bound", "n", u.in.Document.Limits().ExactEnds)
	case s.Mean == nil:
		out.Absent = u.absentStat(s, 1)
	default:
		out.Value = u.rounded(*s.Mean, s.N)
	}
	if u.path.Item != "" {
		out.Formula = u.z.T("explain.mean.item.formula")
		u.fillItemMean(&out)
		return out
	}
	out.How = []string{u.z.T("explain.mean.how." + u.level())}
	out.Formula = u.z.T("explain.mean.formula")
	if s.Mean != nil {
		out.Filled = u.z.T("explain.mean.filled", "n", s.N, "mean", out.Value)
	}
	return out
}

// level names how a person's own value comes about: by facets, or by items.
func (u *unit) level() string {
	if u.path.Facet == "" && len(u.facetIDs()) > 0 {
		return "facets"
	}
	return "items"
}

// fillItemMean writes the mean of an item out, from the counts that are published: it can be checked by hand.
func (u *unit) fillItemMean(out *Number) {
	if u.item == nil || u.item.Mean == nil {
		return
	}
	var terms []string
	total := 0.0
	for _, p := range u.points() {
		count := u.item.Counts[p.ID]
		terms = append(terms, u.z.Int(count)+" × "+u.num(p.Value))
		total += float64(count) * p.Value
	}
	n := u.z.Int(u.item.N)
	out.Filled = sum(terms) + " / " + n + " = " + u.num(total) + " / " + n + " ≈ " + out.Value
}

// points are the answers to the item with the values that count.
func (u *unit) points() []questionnaire.Point {
	q := u.in.Questionnaire
	scale, _ := q.Scale(u.items[0].Scale)
	points := append([]questionnaire.Point{}, scale.Points...)
	if u.items[0].Reverse {
		for i := range points {
			points[i].Value = q.Min() + q.Max() - points[i].Value
		}
	}
	return points
}

func (u *unit) sd() Number {
	s := u.stat()
	out := Number{Name: u.z.T("result.col.sd"), How: []string{u.z.T("explain.sd.how")}, Formula: u.z.T("explain.sd.formula"), Rounding: u.roundingOf(s.N)}
	switch {
	case s.SD == nil && s.Spread != nil:
		out.Value, out.Rounding = u.z.T("result.spread."+*s.Spread), u.z.T("explain.sd.word", "n", u.in.Document.Limits().Words)
		return out
	case s.SD == nil:
		out.Absent = u.absentStat(s, 2)
		return out
	}
	out.Value = u.rounded(*s.SD, s.N)
	out.Filled = u.z.T("explain.sd.filled", "n", s.N, "sd", out.Value)
	return out
}

func (u *unit) ci() Number {
	s := u.stat()
	out := Number{
		Name: u.z.T("result.col.ci"), How: []string{u.z.T("explain.ci.how")}, Formula: u.z.T("explain.ci.formula"), Rounding: u.roundingOf(s.N),
		Sources: []string{"cumming-2014"},
	}
	switch {
	case s.CI == nil && s.Spread != nil:
		out.Absent = u.z.T("explain.ci.alike")
		return out
	case s.CI == nil || s.Mean == nil:
		out.Absent = u.absentStat(s, 2)
		return out
	}
	low, high := u.rounded(s.CI[0], s.N), u.rounded(s.CI[1], s.N)
	out.Value = u.z.T("explain.range", "low", low, "high", high)
	if s.SD == nil {
		out.Rounding = u.z.T("explain.ci.halves", "n", u.in.Document.Limits().Words)
		return out
	}
	// With mean 0 and SD √n the half-width of the interval is t itself.
	t := score.TInterval(s.N, 0, math.Sqrt(float64(s.N)))
	out.Filled = u.rounded(*s.Mean, s.N) + " ± " + u.z.Num(t.High, 2) + " × " + u.rounded(*s.SD, s.N) + " / √" + u.z.Int(s.N) + " ≈ " + out.Value
	out.How = append(out.How, u.z.T("explain.ci.unrounded"))
	if q := u.in.Questionnaire; s.CI[0] <= q.Min() || s.CI[1] >= q.Max() {
		out.How = append(out.How, u.z.T("explain.ci.clipped"))
	}
	return out
}

func (u *unit) favourable() Number {
	out := Number{Name: u.z.T("explain.favourable"), Formula: u.z.T("explain.favourable.formula"), Rounding: u.z.T("explain.rounding.share")}
	q := u.in.Questionnaire
	limit := q.Min() + 0.75*(q.Max()-q.Min())
	out.How = []string{u.z.T("explain.favourable.how", "limit", u.num(limit))}
	if u.item == nil || u.item.Favourable == nil {
		out.Absent = u.absentStat(u.stat(), 1)
		return out
	}
	count := 0
	for _, p := range u.points() {
		if p.Value >= limit-1e-9 {
			count += u.item.Counts[p.ID]
		}
	}
	out.Value = u.z.Percent(*u.item.Favourable)
	out.Filled = u.z.Int(count) + " / " + u.z.Int(u.item.N) + " ≈ " + out.Value
	return out
}

func (u *unit) straightlined() Number {
	out := Number{
		Name: u.z.T("explain.straight"), How: []string{u.z.T("explain.straight.how", "run", score.StraightRun)},
		Formula: u.z.T("explain.straight.formula"), Rounding: u.z.T("explain.rounding.step"), Sources: []string{"meade-craig-2012"},
	}
	if u.group.Straightlined == nil {
		out.Absent = u.z.T("explain.straight.few", "n", u.in.Document.Limits().Straightlined)
		return out
	}
	out.Value = u.z.Percent(*u.group.Straightlined)
	return out
}
