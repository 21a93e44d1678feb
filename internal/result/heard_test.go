package result_test

import (
	"math"

	"kompass/internal/result"
)

// target returns the target of a level, of a field the mean of its facets'.
func (c *company) target(l rated) float64 {
	f := c.q.Fields[l.field]
	facets := result.FacetsOf(c.q, f)
	if l.facet != "" {
		facets = []string{l.facet}
	}
	sum := 0.0
	for _, facet := range facets {
		sum += c.in.Target.Values[f.ID][facet]
	}
	return sum / float64(len(facets))
}

// heard returns between what the mean of a level lies by all that a group says of it: the mean itself, its distances to the target, the
// ends of its interval, and its position. Which field or facet lies ahead of the others adds nothing: a paired test tells that, only where the
// means lie further apart than they are rounded.
func (c *company) heard(g *result.Group, l rated, v result.Value) span {
	top := c.q.Max()
	s := span{0, top}
	half := 0.5 * math.Pow10(-result.Decimals(v.N))
	margin := 0.05 * top
	switch {
	case v.Mean != nil:
		s.within(*v.Mean-half, *v.Mean+half)
		if *g.N < 10 {
			s.within(margin, top-margin)
		}
	case v.Bound != nil:
		if limit, above, _ := result.ParseBound(*v.Bound); above {
			s.within(limit, top)
		} else {
			s.within(0, limit)
		}
	}
	away := s.interval(v, top, min(v.N, g.Fields[l.field].N))
	if v.Gap != nil {
		s.distance(c.target(l), -1, *v.Gap, half)
		s.distance(c.target(l), 1, *v.Surplus, half)
	}
	if v.Position != nil {
		s.place(*v.Position, c.target(l), away, top)
	}
	return s
}

// distance narrows a mean by how far it lies below the target, or above it where sign is 1.
func (s *span) distance(target, sign, far, half float64) {
	switch {
	case far > 0:
		s.within(target+sign*far-half, target+sign*far+half)
	case sign < 0:
		s.within(target-half, s.high)
	default:
		s.within(s.low, target+half)
	}
}

// interval narrows a mean by the ends of its interval, which are rounded outward, and returns how far they lie from it at least.
func (s *span) interval(v result.Value, top float64, persons int) (away float64) {
	if v.CI == nil {
		return 0
	}
	part := math.Pow10(-result.Decimals(v.N))
	if persons < 10 {
		part = 0.5
	}
	low, high := v.CI[0], v.CI[1]
	s.within(low, high)
	if low <= 0 || high >= top { // cut off at an end of the scale
		return 0
	}
	s.within((low+high-part)/2, (low+high+part)/2)
	return max(0, (high-low)/2-part)
}

// place narrows a mean by its position against the target, when its interval reaches so far at least. An end of the interval that is
// cut off at an end of the scale says nothing there.
func (s *span) place(position string, target, away, top float64) {
	near := 0.075 * top
	switch position {
	case result.Below:
		s.within(s.low, target-away)
	case result.Reached:
		if target > 0 {
			s.within(target+away, s.high)
		}
	case result.Near:
		if target-near > 0 {
			s.within(target-near+away, s.high)
		}
		if target+near < top {
			s.within(s.low, target+near-away)
		}
	}
}
