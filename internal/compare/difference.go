package compare

import (
	"math"

	"kompass/internal/result"
	"kompass/internal/score"
)

// EffectFrom is from how many persons on either side Hedges' g is given: with fewer its interval says nothing.
const EffectFrom = 10

// Verdict says what the interval of a difference tells; "" where there is no interval, and of a facet or an item of another round that nobody
// aimed at.
type Verdict string

// The verdicts.
const (
	Changed    Verdict = "changed"    // the interval excludes 0
	Indistinct Verdict = "indistinct" // it does not; that is not the same as unchanged
)

// Reason says why there is no difference, or none with an interval.
type Reason string

// The reasons. With Overlap and Alike there is a difference, with the others there is none.
const (
	Absent  Reason = "absent"  // one side does not ask this, or nobody could be counted
	Hidden  Reason = "hidden"  // one side may not be shown
	Bounded Reason = "bounded" // of one side only a bound is known
	Items   Reason = "items"   // not all items are comparable
	Single  Reason = "single"  // of one side it is not known how far it may be off
	Overlap Reason = "overlap" // both sides may have persons in common
	Alike   Reason = "alike"   // nobody differs from anybody on either side
)

// Difference is b − a. Numbers that cannot be given are nil. Interval ends lie within the range of the scale. Decimals is
// how exactly Diff and CI may be told: as the less exact of the two means. Least goes with [Indistinct]: how large the difference would have
// had to be to be told, given how many answered and how far they differ; nil where the whole scale would not be enough.
type Difference struct {
	Reason   Reason
	Diff     *float64
	CI       *result.Interval
	Effect   *Effect
	Verdict  Verdict
	Least    *float64
	Decimals int

	span float64          // how far two means can lie apart
	test score.Difference // what judges it, without the difference itself
}

// Effect is Hedges' g with its interval of 95 %.
type Effect struct {
	G  float64
	CI result.Interval
}

// value is what is published of one mean.
type value struct {
	missing  Reason // why there is nothing, "" if there is a mean
	n        int
	mean, sd *float64
	ci       *result.Interval
}

// valueAt is what a group publishes at a place.
func valueAt(g *result.Group, at place) value {
	if at.facet != "" {
		return facetValue(g, at.field, at.facet)
	}
	return fieldValue(g, at.field)
}

func newValue(v result.Value) value {
	switch {
	case v.Bound != nil:
		return value{missing: Bounded}
	case v.Mean == nil:
		return value{missing: Absent}
	}
	return value{n: v.N, mean: v.Mean, sd: v.SD, ci: v.CI}
}

// sample is a value for the arithmetic of differences. A small group publishes no standard deviation, but an interval that is
// rounded outward: the one that the wider half of it stands for is taken, which never claims a change that is none. An
// interval over the whole scale says nothing, not even how far it would reach.
func (v value) sample(span float64) score.Sample {
	s := score.Sample{N: v.n, Mean: *v.mean}
	if v.sd != nil {
		s.SD = *v.sd
		return s
	}
	half := max(v.ci[1]-*v.mean, *v.mean-v.ci[0])
	if v.ci[1]-v.ci[0] >= span {
		half = span
	}
	s.SD = score.Spread(half, v.n)
	return s
}

func fieldValue(g *result.Group, id string) value {
	f, ok := g.Field(id)
	switch {
	case !g.Shown, ok && !f.Shown:
		return value{missing: Hidden}
	case !ok:
		return value{missing: Absent}
	}
	return newValue(f.Value())
}

func facetValue(g *result.Group, field, facet string) value {
	if whole := fieldValue(g, field); whole.missing == Hidden || whole.missing == Absent {
		return whole
	}
	f, _ := g.Field(field)
	cell, ok := f.Facet(facet)
	switch {
	case !ok && len(f.Items) == 0:
		return value{missing: Hidden}
	case !ok:
		return value{missing: Absent}
	}
	return newValue(cell.Value())
}

// itemValues returns the items that a group shows, by id.
func itemValues(g *result.Group) map[string]value {
	all := map[string]value{}
	for _, f := range g.Fields {
		for _, it := range f.Items {
			all[it.ID] = newValue(it.Value())
		}
	}
	return all
}

// between returns b − a on a scale that is span wide.
func between(a, b value, span float64, overlap bool) Difference {
	if why := missing(a, b); why != "" {
		return Difference{Reason: why}
	}
	before, after := a.sample(span), b.sample(span)
	w := score.Welch(before, after)
	d := Difference{Diff: &w.Diff, Decimals: result.Decimals(min(a.n, b.n)), span: span, test: score.Difference{T: w.T, DF: w.DF, SE: w.SE}}
	d.test.T.Value = math.Abs(w.T.Value) // the same whichever way it is looked at
	switch {
	case overlap:
		d.Reason = Overlap
		return d
	case before.SD == 0 && after.SD == 0:
		d.Reason = Alike
		return d
	}
	d.CI = &result.Interval{max(w.CI.Low, -span), min(w.CI.High, span)}
	d.judge(score.Significance)
	if g := score.HedgesG(before, after); g.OK && min(a.n, b.n) >= EffectFrom {
		d.Effect = &Effect{G: g.G, CI: result.Interval{g.CI.Low, g.CI.High}}
	}
	return d
}

// missing returns why two values have no difference. The order does not depend on which side lacks what.
func missing(a, b value) Reason {
	for _, why := range []Reason{Hidden, Absent, Bounded} {
		if a.missing == why || b.missing == why {
			return why
		}
	}
	if !a.judged() || !b.judged() {
		return Single
	}
	return ""
}

// judged reports whether something is known of how far a value lies from what it estimates.
func (v value) judged() bool { return v.n >= 2 && (v.sd != nil || v.ci != nil) }

// judge reads the verdict off an interval as it is shown: the one that misses what it estimates with the probability given.
func (d *Difference) judge(missing float64) {
	d.Least = nil
	if half := d.test.Half(missing); d.shown(*d.Diff-half) > 0 || d.shown(*d.Diff+half) < 0 {
		d.Verdict = Changed
		return
	}
	d.Verdict = Indistinct
	if least := d.least(missing); least <= d.span {
		d.Least = &least
	}
}

// least is the smallest difference, as it is shown, that would have been told: the whole of its interval reads as more than 0.
func (d Difference) least(missing float64) float64 {
	p := math.Pow10(d.Decimals)
	const rounding = 1e-9
	steps := math.Ceil((d.test.Half(missing)+0.5/p)*p - rounding)
	// A difference over hundredths may read the same and not have been enough.
	return max(steps, math.Abs(d.shown(*d.Diff))*p+1) / p
}

func (d Difference) shown(x float64) float64 {
	p := math.Pow10(d.Decimals)
	return math.Round(x*p) / p
}
