package reading

import "kompass/internal/result"

// stand is where a mean stands against its target.
type stand int

const (
	open    stand = iota // no target, no interval, or an interval too wide to tell
	below                // the whole interval lies below the target
	near                 // the target lies within the interval
	reached              // the whole interval lies at the target or above
)

// standing places an interval. A distance that would read 0.0 is none.
func standing(ci *result.Interval, target, gap *float64) stand {
	switch {
	case ci == nil || target == nil || wide(*ci):
		return open
	case ci[0] >= *target:
		return reached
	case ci[1] < *target && gap != nil && *gap >= LeastGap:
		return below
	}
	return near
}

// standingOf places a field. A bound is enough where it lies beyond the target.
func standingOf(f result.Field) stand {
	switch {
	case !f.Shown:
		return open
	case f.Bound != nil:
		return standingOfBound(f)
	}
	return standing(f.CI, f.Target, f.Gap)
}

func standingOfBound(f result.Field) stand {
	limit, high, _ := result.ParseBound(*f.Bound)
	switch {
	case f.Target == nil:
		return open
	case high && limit >= *f.Target:
		return reached
	case !high && limit <= *f.Target-LeastGap:
		return below
	}
	return near
}

// gapOf returns how far a field that stands below its target is from it: of a bound at least so far, and then not exact.
func gapOf(f result.Field) (gap float64, exact bool) {
	if f.Bound != nil {
		limit, _, _ := result.ParseBound(*f.Bound)
		return *f.Target - limit, false
	}
	return *f.Gap, true
}

// highest and lowest return the one field whose interval lies above, or below, those of all others. One person answers all
// fields, so intervals that stay apart are more than enough. A field that is hidden, or known by a bound only, might be
// it; then there is none.
func (w *writer) highest() string {
	return w.extreme(func(a, b result.Interval) bool { return a[0] > b[1] })
}

func (w *writer) lowest() string {
	return w.extreme(func(a, b result.Interval) bool { return a[1] < b[0] })
}

func (w *writer) extreme(beyond func(a, b result.Interval) bool) string {
	fields := w.series.Group.Fields
	if !w.complete() {
		return ""
	}
	for _, f := range fields {
		if f.CI == nil || wide(*f.CI) {
			return ""
		}
	}
	for _, f := range fields {
		others := 0
		for _, g := range fields {
			if g.ID != f.ID && beyond(*f.CI, *g.CI) {
				others++
			}
		}
		if others == len(fields)-1 {
			return f.ID
		}
	}
	return ""
}
