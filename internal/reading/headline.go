package reading

import (
	"math"
	"slices"
	"strings"

	"kompass/internal/result"
)

// headline is the one thing to know about a group, and that it has changed.
func (w *writer) headline() string {
	g := w.series.Group
	switch {
	case !g.Shown:
		return w.z.T("result.headline.hidden")
	case w.onePerson():
		return w.selfHeadline()
	}
	risen, fallen, _ := w.changes()
	key := ""
	switch {
	case len(risen) > 0 && len(fallen) > 0:
		key = "reading.head.changed"
	case len(risen) > 0:
		key = "reading.head.risen"
	case len(fallen) > 0:
		key = "reading.head.fallen"
	default:
		return w.stands()
	}
	return w.z.T(key, "head", w.stands(), "up", w.listed(risen), "down", w.listed(fallen))
}

// listed names fields, or says that it is all.
func (w *writer) listed(ids []string) string {
	if len(ids) > 1 && len(ids) == len(w.series.Questionnaire.Fields) {
		return w.z.T("reading.head.every")
	}
	return strings.TrimSpace(w.Fields(ids))
}

// stands says where the group stands.
func (w *writer) stands() string {
	c := w.census()
	switch {
	case c.usable == 0 && c.aimed == 0 && c.bounded > 0 && c.bounded == c.shown:
		return w.z.T(w.end())
	case *w.series.Group.N < enough, c.usable == 0 && c.aimed == 0:
		return w.z.T("reading.head.wide")
	case c.aimed == 0:
		return w.amongFields()
	}
	return w.againstTargets(c)
}

// end is the key of which end of the scale all bounds lie at.
func (w *writer) end() string {
	high, low := 0, 0
	for _, f := range w.series.Group.Fields {
		if f.Bound == nil {
			continue
		}
		if _, above, _ := result.ParseBound(*f.Bound); above {
			high++
			continue
		}
		low++
	}
	switch {
	case low == 0:
		return "reading.head.ends.high"
	case high == 0:
		return "reading.head.ends.low"
	}
	return "reading.head.ends"
}

// census counts fields: shown, known by a bound only, with an interval that allows a statement, and held against a target.
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
		if w.standingOf(f) != "" {
			c.aimed++
		}
	}
	return c
}

// againstTargets is the headline where there are targets. That a field lies furthest below is said only where closing decided so.
func (w *writer) againstTargets(c census) string {
	lacking, reached := w.standingAt(result.Below), w.standingAt(result.Reached)
	furthest := w.furthest()
	shown, whole := c.aimed == c.shown, c.aimed == len(w.series.Questionnaire.Fields)
	pairs := []any{"field", w.Fields(lacking)}
	key := "reading.head.near.shown"
	switch {
	case furthest != "" && len(lacking) > 1 && len(lacking) == c.aimed && whole:
		key, pairs = "reading.head.all", []any{"field", w.Field(furthest)}
	case len(lacking) > 1 && len(lacking) == c.aimed && whole:
		key = "reading.head.all.level"
	case len(lacking) > 1 && len(lacking) == c.aimed && shown:
		key = "reading.head.all.shown"
	case furthest != "":
		key, pairs = w.gapHead(furthest, "reading.head.gap", "reading.head.gap.open")
	case len(lacking) == 1:
		key, pairs = w.gapHead(lacking[0], "reading.head.gap.some", "reading.head.gap.some.open")
	case len(lacking) > 1:
		key = "reading.head.gap.several"
	case len(reached) == c.aimed && whole:
		key = "reading.head.reached"
	case len(reached) == c.aimed && shown:
		key = "reading.head.reached.shown"
	case w.cellsBelow():
		key = "reading.head.near.cells"
	case whole:
		key = "reading.head.near"
	}
	return w.z.T(key, pairs...)
}

// gapHead names a field below its target, with the distance where that is known.
func (w *writer) gapHead(id, key, open string) (string, []any) {
	f, _ := w.series.Group.Field(id)
	if f.Gap == nil || *f.Gap < LeastGap {
		return open, []any{"field", w.Field(id)}
	}
	return key, []any{"field", w.Field(id), "gap", w.points(*f.Gap, f.N)}
}

// furthest is the field that lies further below its target than any other, "" where none does for sure.
func (w *writer) furthest() string {
	id := w.series.Group.Furthest
	if slices.Contains(w.standingAt(result.Below), id) {
		return id
	}
	return ""
}

// cellsBelow reports whether a facet lies clearly below its target.
func (w *writer) cellsBelow() bool {
	return slices.ContainsFunc(w.series.Group.Fields, func(f result.Field) bool {
		return slices.ContainsFunc(f.Facets, func(c result.Facet) bool { return w.standingIn(c) == result.Below })
	})
}

// standingAt lists the fields that stand in one way against their targets.
func (w *writer) standingAt(where string) []string {
	var ids []string
	for _, f := range w.series.Group.Fields {
		if w.standingOf(f) == where {
			ids = append(ids, f.ID)
		}
	}
	return ids
}

// amongFields is the headline where there is no target.
func (w *writer) amongFields() string {
	high, low := w.series.Group.Highest, w.series.Group.Lowest
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
