package reading

import (
	"math"

	"kompass/internal/result"
)

// headline is the one thing to know about a group.
func (w *writer) headline() string {
	g := w.series.Group
	switch {
	case !g.Shown:
		return w.z.T("result.headline.hidden")
	case w.onePerson():
		return w.selfHeadline()
	}
	c := w.census()
	switch {
	case c.usable == 0 && c.bounded > 0 && c.bounded == c.shown:
		return w.z.T("reading.head.ends")
	case c.usable == 0 && c.aimed == 0:
		return w.z.T("reading.head.wide")
	case c.aimed == 0:
		return w.amongFields()
	}
	return w.againstTargets(c)
}

// census counts fields: shown, known by a bound only, with an interval that allows a statement, and with a target that
// they can be held against.
type census struct{ shown, bounded, usable, aimed int }

func (w *writer) census() census {
	var c census
	for _, f := range w.series.Group.Fields {
		if !f.Shown {
			continue
		}
		c.shown++
		switch {
		case f.Bound != nil:
			c.bounded++
		case f.CI != nil && !wide(*f.CI):
			c.usable++
		}
		if standingOf(f) != open {
			c.aimed++
		}
	}
	return c
}

// againstTargets is the headline where there are targets: the largest gap, if any is clear. That it is the largest is said
// only where every field can be held against its target.
func (w *writer) againstTargets(c census) string {
	gaps, largest := w.largestGaps()
	lacking := len(w.standingAt(below))
	shown, whole := c.aimed == c.shown, c.aimed == len(w.series.Questionnaire.Fields)
	key := "reading.head.near.shown"
	switch {
	case lacking > 1 && lacking == c.aimed && whole && len(gaps) == 1:
		key = "reading.head.all"
	case lacking > 1 && lacking == c.aimed && whole && len(gaps) < lacking:
		key = "reading.head.all.tie"
	case lacking > 1 && lacking == c.aimed && shown && !whole:
		key = "reading.head.all.shown"
	case lacking > 0:
		key = gapKey(whole, len(gaps) > 1, largest != "")
	case len(w.standingAt(reached)) == c.aimed && whole:
		key = "reading.head.reached"
	case len(w.standingAt(reached)) == c.aimed && shown:
		key = "reading.head.reached.shown"
	case whole:
		key = "reading.head.near"
	}
	return w.z.T(key, "field", w.Fields(gaps), "gap", largest)
}

func gapKey(whole, tie, exact bool) string {
	switch {
	case whole && tie:
		return "reading.head.gap.tie"
	case whole && exact:
		return "reading.head.gap"
	case whole:
		return "reading.head.gap.open"
	case tie:
		return "reading.head.gap.some.tie"
	case exact:
		return "reading.head.gap.some"
	}
	return "reading.head.gap.some.open"
}

// largestGaps returns the fields with the largest clear gap, several where they read the same, and that gap, "" where it
// is not exactly known.
func (w *writer) largestGaps() (ids []string, written string) {
	largest := 0.0
	for _, f := range w.series.Group.Fields {
		if standingOf(f) != below {
			continue
		}
		gap, exact := gapOf(f)
		text := ""
		if exact {
			text = w.points(gap, f.N)
		}
		switch {
		case len(ids) > 0 && text == written && exact:
			ids = append(ids, f.ID)
			largest = max(largest, gap)
		case gap > largest:
			ids, largest, written = []string{f.ID}, gap, text
		}
	}
	return ids, written
}

// standingAt lists the fields that stand in one way against their targets.
func (w *writer) standingAt(where stand) []string {
	var ids []string
	for _, f := range w.series.Group.Fields {
		if standingOf(f) == where {
			ids = append(ids, f.ID)
		}
	}
	return ids
}

// amongFields is the headline where there is no target.
func (w *writer) amongFields() string {
	high, low := w.highest(), w.lowest()
	key := "reading.head.close"
	switch {
	case high != "" && low != "":
		key = "reading.head.both"
	case high != "":
		key = "reading.head.high"
	case low != "":
		key = "reading.head.low"
	}
	return w.z.T(key, "high", w.Field(high), "low", w.Field(low))
}

// selfHeadline is the headline of one person's self-assessment.
func (w *writer) selfHeadline() string {
	var furthest *result.Field
	largest, aimed, tie := LeastGap, 0, false
	for i, f := range w.series.Group.Fields {
		if f.Gap == nil {
			continue
		}
		aimed++
		switch {
		case math.Abs(*f.Gap-largest) < LeastGap/2 && furthest != nil:
			tie = true
		case *f.Gap >= largest:
			furthest, largest, tie = &w.series.Group.Fields[i], *f.Gap, false
		}
	}
	switch {
	case furthest != nil && !tie:
		return w.z.T("reading.head.one.gap", "field", w.Field(furthest.ID))
	case furthest == nil && aimed == len(w.series.Questionnaire.Fields):
		return w.z.T("reading.head.one.reached")
	}
	return w.z.T("reading.head.one")
}
