package result_test

import (
	"math"
	"slices"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
	"kompass/internal/score"
)

// TestNumbersFollowFromTheFormulas recomputes every published number of random rounds. Which numbers are published is not
// its business, except that a mean is there unless a bound is.
func TestNumbersFollowFromTheFormulas(t *testing.T) {
	for _, file := range []string{facets, garden, shipped} {
		q := load(t, file)
		for i, n := range []int{1, 2, 5, 7, 9, 10, 14, 29, 30, 61, 99, 100, 140} {
			forms := seat(random(q, n, uint64(i)), []string{"t1", "t2", ""}, []string{"leaders", "staff", "staff", ""})
			in := open(q, forms)
			if n >= 5 && i%2 == 0 {
				in = anonymous(q, forms)
			}
			in.Teams, in.Perspectives = twoTeams, both
			in = aim(in, q.Targets[0].ID)
			d := build(t, in)
			for i := range d.Groups {
				checkGroup(t, q, &d.Groups[i], forms, in.Target.Values)
			}
		}
	}
}

// checkGroup compares a group that is shown with the forms that belong to it.
func checkGroup(t *testing.T, q *questionnaire.Questionnaire, g *result.Group, forms []kompass.Response, targets kompass.TargetValues) {
	t.Helper()
	team, wantsTeam := g.Key["team"]
	perspective, wantsPerspective := g.Key["perspective"]
	r := newReference(q)
	for _, form := range forms {
		if (!wantsTeam || form.TeamID == team) && (!wantsPerspective || form.Perspective == perspective) {
			r.forms = append(r.forms, form)
		}
	}
	if !g.Shown {
		return
	}
	c := checker{t: t, r: r, where: g.Label}
	c.equal("n", float64(*g.N), float64(len(r.forms)), 0)
	if g.Straightlined != nil {
		c.equal("straightlined", *g.Straightlined, math.Round(r.straightlined()*20)/20, 1e-9)
	}
	for i := range g.Fields {
		if g.Fields[i].Shown {
			c.field(&g.Fields[i], q.Fields[i], targets[q.Fields[i].ID])
		}
	}
}

// checker compares published numbers with the reference.
type checker struct {
	t     *testing.T
	r     reference
	where string
}

func (c checker) equal(what string, got, want, within float64) {
	c.t.Helper()
	if math.Abs(got-want) > within {
		c.t.Errorf("%d forms, %s, %s: got %v, want %v", len(c.r.forms), c.where, what, got, want)
	}
}

// rounded compares with a number to be rounded; where it is a half but for float noise, halves go up.
func (c checker) rounded(what string, got *float64, want float64, decimals int) {
	c.t.Helper()
	if got == nil {
		return
	}
	p := math.Pow10(decimals)
	c.equal(what, *got, math.Copysign(math.Floor(math.Abs(want)*p+0.5+1e-7)/p, want), 1e-9)
}

func (c checker) stat(what string, s sample, n int, mean, sd *float64, ci *result.Interval, bound *string) {
	c.t.Helper()
	c.equal(what+" n", float64(n), float64(len(s)), 0)
	if len(s) == 0 {
		return
	}
	decimals := 1
	if len(s) >= 100 {
		decimals = 2
	}
	if (mean == nil) == (bound == nil) {
		c.t.Errorf("%s, %s: got mean %v and bound %v", c.where, what, show(mean), bound)
	}
	c.rounded(what+" mean", mean, s.mean(), decimals)
	if len(s) < 2 {
		return
	}
	c.rounded(what+" sd", sd, s.sd(), decimals)
	if ci == nil {
		return
	}
	low, high := s.interval(c.r.q.Min(), c.r.q.Max())
	step := math.Pow10(-decimals)
	if sd == nil {
		step = 0.5
	}
	c.equal(what+" ci low", ci[0], max(c.r.q.Min(), math.Floor(low/step+1e-6)*step), 1e-9)
	c.equal(what+" ci high", ci[1], min(c.r.q.Max(), math.Ceil(high/step-1e-6)*step), 1e-9)
}

func (c checker) field(f *result.Field, q questionnaire.Field, cells map[string]float64) {
	c.where += ", " + f.ID
	c.stat("field", c.r.field(q), f.N, f.Mean, f.SD, f.CI, f.Bound)
	parts := c.r.parts(q)
	if len(c.r.q.Facets) > 0 {
		for _, facet := range f.Facets {
			i := slices.IndexFunc(parts, func(items []questionnaire.Item) bool { return items[0].Facet == facet.ID })
			c.stat(facet.ID, c.r.facet(parts[i]), facet.N, facet.Mean, facet.SD, facet.CI, facet.Bound)
		}
	}
	c.agreement(f, q)
	for i := range f.Items {
		c.item(&f.Items[i], q.Items[i])
	}
	c.target(f, len(parts), cells)
}

func (c checker) agreement(f *result.Field, q questionnaire.Field) {
	if complete := len(c.r.complete(q)[0]); f.Agreement == nil && f.RWG != nil && complete >= 5 {
		c.t.Errorf("%s: no word for the agreement of %d", c.where, complete)
	}
	c.rounded("r_WG", f.RWG, c.r.rwg(q), 2)
	c.rounded("AD", f.AD, c.r.ad(q), 2)
	if f.Alpha != nil {
		value, low, high := c.r.alpha(q)
		c.equal("alpha n", float64(f.Alpha.N), float64(len(c.r.complete(q)[0])), 0)
		c.rounded("alpha", &f.Alpha.Value, value, 2)
		c.rounded("alpha low", &f.Alpha.CI[0], low, 2)
		c.rounded("alpha high", &f.Alpha.CI[1], high, 2)
	}
}

func (c checker) item(got *result.Item, it questionnaire.Item) {
	s := c.r.item(it)
	c.stat(it.ID, s, got.N, got.Mean, got.SD, nil, nil)
	counts, gaps := map[string]int{}, map[byte]int{}
	scale, _ := c.r.q.Scale(it.Scale)
	for _, form := range c.r.forms {
		if code := form.Answers[c.r.places[it.ID]]; int(code) < len(scale.Points) {
			counts[scale.Points[code].ID]++
		} else {
			gaps[code]++
		}
	}
	c.equal(it.ID+" na", float64(got.NA), float64(gaps[score.NA]), 0)
	c.equal(it.ID+" missing", float64(got.Missing), float64(gaps[score.Missing]), 0)
	for _, p := range scale.Points {
		n, ok := got.Counts[p.ID]
		if !ok || n != counts[p.ID] {
			c.t.Errorf("%s, %s: got count %v of %s, want %d", c.where, it.ID, n, p.ID, counts[p.ID])
		}
	}
	good := 0.0
	for _, v := range s {
		if v >= c.r.q.Min()+0.75*(c.r.q.Max()-c.r.q.Min()) {
			good++
		}
	}
	c.rounded(it.ID+" favourable", got.Favourable, good/float64(len(s)), 2)
}

// target compares gaps, positions and attainment with what exact means and targets give.
func (c checker) target(f *result.Field, parts int, cells map[string]float64) {
	gaps, asked, whole, means := 0.0, 0.0, f.N >= 20, sample{}
	part := func(q sample, id string, v result.Value) {
		want, ok := cells[id]
		decimals := 1
		if v.N >= 100 {
			decimals = 2
		}
		if c.rounded("target "+id, v.Target, want, decimals); !ok || v.Target == nil {
			c.t.Errorf("%s, %q: got target %v, want %v", c.where, id, show(v.Target), want)
			return
		}
		c.position(id, q, v, want)
		means = append(means, want)
		if v.Mean == nil {
			whole = false
			return
		}
		c.rounded("gap "+id, v.Gap, max(0, want-q.mean()), decimals)
		c.rounded("surplus "+id, v.Surplus, max(0, q.mean()-want), decimals)
		gaps, asked = gaps+*v.Gap, asked+*v.Target-c.r.q.Min()
	}
	q := c.r.q.Fields[slices.IndexFunc(c.r.q.Fields, func(q questionnaire.Field) bool { return q.ID == f.ID })]
	if len(c.r.q.Facets) == 0 {
		part(c.r.field(q), "", f.Value())
	}
	if len(f.Facets) < parts && len(c.r.q.Facets) > 0 {
		if f.Fit != nil || f.Weakest != nil {
			c.t.Errorf("%s: got fit %v, weakest %v with a facet withheld", c.where, show(f.Fit), f.Weakest)
		}
		return
	}
	for _, facet := range f.Facets {
		i := slices.IndexFunc(c.r.parts(q), func(items []questionnaire.Item) bool { return items[0].Facet == facet.ID })
		part(c.r.facet(c.r.parts(q)[i]), facet.ID, facet.Value())
	}
	if whole != (f.Fit != nil) {
		c.t.Errorf("%s: got fit %v", c.where, show(f.Fit))
	} else if whole {
		c.rounded("fit", f.Fit, max(0, 1-gaps/asked), 2)
	}
}

// position compares a position with the interval as it was before it was rounded.
func (c checker) position(what string, x sample, v result.Value, target float64) {
	c.t.Helper()
	if len(x) < 5 {
		if v.Position != nil {
			c.t.Errorf("%s, %s: got position %s of %d", c.where, what, *v.Position, len(x))
		}
		return
	}
	low, high := x.interval(c.r.q.Min(), c.r.q.Max())
	margin, want := 0.075*(c.r.q.Max()-c.r.q.Min()), "open"
	switch {
	case high < target-1e-9:
		want = "below"
	case low >= target-1e-9:
		want = "reached"
	case target-margin <= low+1e-9 && high <= target+margin+1e-9:
		want = "near"
	}
	if v.Position == nil || *v.Position != want {
		c.t.Errorf("%s, %s: got another position than %s: %v to %v with target %v", c.where, what, want, low, high, target)
	}
}
