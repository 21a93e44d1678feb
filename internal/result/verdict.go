package result

import (
	"cmp"
	"slices"

	"kompass/internal/questionnaire"
	"kompass/internal/score"
)

const (
	// verdictFrom is from how many persons on a position, and what a paired test says, is given.
	verdictFrom = 5
	// nearShare is how far, as a share of the range of the scale, an interval may reach from a target that it is called near to.
	nearShare = 0.075
)

// position places the unrounded interval of a mean against its exact target: nil without a target, and of fewer than five persons. Where
// nobody differs from anybody the interval is the mean.
func (p publisher) position(s score.Stat, target *float64) *string {
	if target == nil || s.N < verdictFrom || !s.CI.OK {
		return nil
	}
	low, high, margin := s.CI.Low, s.CI.High, nearShare*(p.q.Max()-p.q.Min())
	switch {
	case high < *target-noise:
		return new(Below)
	case low >= *target-noise:
		return new(Reached)
	case low >= *target-margin-noise && high <= *target+margin+noise:
		return new(Near)
	}
	return new(Open)
}

// PositionOf returns the position of a mean on a scale that is span wide: the one that was decided at closing, and of a document of rules before
// 3 the one that its published interval allows. It is "" where there is none.
func (d *Document) PositionOf(v Value, span float64) string {
	switch {
	case v.Position != nil:
		return *v.Position
	case !d.undecided() || v.CI == nil || v.Target == nil || v.N < verdictFrom:
		return ""
	case v.CI[1] < *v.Target:
		return Below
	case v.CI[0] >= *v.Target:
		return Reached
	case v.CI[0] >= *v.Target-nearShare*span-noise && v.CI[1] <= *v.Target+nearShare*span+noise:
		return Near
	}
	return Open
}

// undecided reports whether a document is of rules by which nothing was decided at closing.
func (d *Document) undecided() bool { return d.Rules == 1 || d.Rules == 2 }

// WeakestOf returns the weakest facet of a field, "" where none is told from the next: by rules before 3 it was the lowest mean, however
// little below the others.
func (d *Document) WeakestOf(f *Field) string {
	if f.Weakest == nil || d.undecided() {
		return ""
	}
	return *f.Weakest
}

// ranked is a mean that may lie furthest below what it is counted from: a target, or 0.
type ranked struct {
	index      int
	mean, from float64
}

func (r ranked) gap() float64 { return r.from - r.mean }

// lowest returns the one that lies furthest below, if the paired t test tells it from the next. Between returns the paired difference of two
// means.
func lowest(all []ranked, between func(i, j int) score.Paired) (ranked, bool) {
	slices.SortStableFunc(all, func(a, b ranked) int { return cmp.Compare(b.gap(), a.gap()) })
	if len(all) < 2 {
		return ranked{}, false
	}
	a, b := all[0], all[1]
	pair := between(a.index, b.index)
	return a, pair.N >= verdictFrom && pair.Diff.Value < a.from-b.from && pair.Differs(a.from-b.from)
}

// highest is lowest for the one that lies furthest above 0.
func highest(all []ranked, between func(i, j int) score.Paired) (ranked, bool) {
	turned := make([]ranked, len(all))
	for i, r := range all {
		turned[i] = ranked{index: r.index, mean: -r.mean}
	}
	return lowest(turned, func(i, j int) score.Paired { return between(j, i) })
}

// weakest returns the facet of a field with the largest gap, or where none has a target the one with the lowest mean, if it can be told
// from the next.
func (p publisher) weakest(q questionnaire.Field, s *score.Field) *string {
	var all []ranked
	aimed := 0
	for _, i := range covered(p.q, q) {
		if !s.Facets[i].Mean.OK {
			return nil
		}
		target, ok := p.targets[q.ID][p.q.Facets[i].ID]
		if ok {
			aimed++
		}
		all = append(all, ranked{index: i, mean: s.Facets[i].Mean.Value, from: target})
	}
	if aimed > 0 && aimed < len(all) {
		return nil
	}
	r, ok := lowest(all, s.Between)
	if !ok || aimed > 0 && r.gap() <= noise {
		return nil
	}
	return &p.q.Facets[r.index].ID
}

// superlatives enters the fields that lie ahead of all others, where every field is shown.
func (p publisher) superlatives(g *Group, s score.Group) {
	var gaps, means []ranked
	for i, f := range s.Fields {
		if !g.Fields[i].Shown || !f.Mean.OK {
			return
		}
		means = append(means, ranked{index: i, mean: f.Mean.Value})
		if t := fieldTarget(p.q, p.q.Fields[i], p.targets[p.q.Fields[i].ID]); t != nil {
			gaps = append(gaps, ranked{index: i, mean: f.Mean.Value, from: *t})
		}
	}
	if r, ok := highest(means, s.Between); ok {
		g.Highest = p.q.Fields[r.index].ID
	}
	if r, ok := lowest(means, s.Between); ok {
		g.Lowest = p.q.Fields[r.index].ID
	}
	if r, ok := lowest(gaps, s.Between); ok && len(gaps) == len(s.Fields) && r.gap() > noise {
		g.Furthest = p.q.Fields[r.index].ID
	}
}
