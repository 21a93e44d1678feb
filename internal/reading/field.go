package reading

import (
	"math"

	"kompass/internal/compare"
	"kompass/internal/naming"
	"kompass/internal/result"
)

// The variants of what is said about fields.
var (
	gapSays       = []string{"reading.gap.first", "reading.gap.second", "reading.gap.third"}
	reachedSays   = []string{"reading.reached.first", "reading.reached.second", "reading.reached.third"}
	nearSays      = []string{"reading.near.first", "reading.near.second", "reading.near.third"}
	openSays      = []string{"reading.open.first", "reading.open.second"}
	wideSays      = []string{"reading.wide.first", "reading.wide.second"}
	weakGapSays   = []string{"reading.weakest.gap.first", "reading.weakest.gap.second", "reading.weakest.gap.third"}
	weakSays      = []string{"reading.weakest.first", "reading.weakest.second", "reading.weakest.third"}
	risenSays     = []string{"reading.risen.first", "reading.risen.second", "reading.risen.third"}
	fallenSays    = []string{"reading.fallen.first", "reading.fallen.second", "reading.fallen.third"}
	higherSays    = []string{"reading.higher.first", "reading.higher.second", "reading.higher.third"}
	lowerSays     = []string{"reading.lower.first", "reading.lower.second"}
	ownHigherSays = []string{"reading.higher.self"}
	ownLowerSays  = []string{"reading.lower.self"}
	splitSays     = []string{"reading.split.first", "reading.split.second"}
	mixedSays     = []string{"reading.mixed.first", "reading.mixed.second"}
	oneGapSays    = []string{"reading.one.gap.first", "reading.one.gap.second"}
	oneHasSays    = []string{"reading.one.reached.first", "reading.one.reached.second"}
)

// field says what there is to see in a field.
func (w *writer) field(f result.Field) []string {
	switch {
	case !f.Shown:
		return nil
	case f.Bound != nil:
		return sentences(w.z.T("reading.bound", "bound", naming.Bound(w.z, *f.Bound)), w.position(f), w.weakest(f))
	case f.Mean == nil:
		return sentences(w.z.T("reading.nobody"))
	case w.onePerson():
		return w.self(f)
	case f.N == 1:
		return sentences(w.z.T("reading.alone"))
	case f.CI != nil && wide(*f.CI) && !decided(w.standingOf(f)):
		return sentences(w.say(&wideSays), w.disagreement(f, "split"))
	}
	out := sentences(w.position(f), w.weakest(f), w.third(f))
	if len(out) == 0 {
		out = sentences(w.z.T("reading.mean", "mean", w.points(*f.Mean, f.N)))
	}
	return out
}

// decided reports whether a position is a statement.
func decided(position string) bool { return position != "" && position != result.Open }

// sentences leaves out what was not said.
func sentences(all ...string) []string {
	var out []string
	for _, s := range all {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// position says where a field stands: against its target, or among the other fields where there is none.
func (w *writer) position(f result.Field) string {
	switch w.standingOf(f) {
	case result.Below:
		if f.Gap == nil || *f.Gap < LeastGap {
			return w.z.T("reading.gap.bound")
		}
		return w.say(&gapSays, "gap", w.points(*f.Gap, f.N))
	case result.Near:
		return w.say(&nearSays)
	case result.Reached:
		return w.say(&reachedSays)
	case result.Open:
		return w.say(&openSays)
	}
	switch {
	case f.Target != nil:
		return ""
	case w.series.Group.Highest == f.ID:
		return w.z.T("reading.highest")
	case w.series.Group.Lowest == f.ID:
		return w.z.T("reading.lowest")
	}
	return ""
}

// weakest names the weakest facet: one must not silently pay for another.
func (w *writer) weakest(f result.Field) string {
	cell, ok := f.Facet(w.series.Document.WeakestOf(&f))
	if !ok {
		return ""
	}
	name := w.Facet(cell.ID)
	switch {
	case w.standingIn(*cell) == result.Below && cell.Gap != nil && *cell.Gap >= LeastGap:
		return w.say(&weakGapSays, "facet", name, "gap", w.points(*cell.Gap, cell.N))
	case cell.Mean != nil:
		return w.say(&weakSays, "facet", name, "mean", w.points(*cell.Mean, cell.N))
	case cell.Bound != nil:
		return w.say(&weakSays, "facet", name, "mean", naming.Bound(w.z, *cell.Bound))
	}
	return ""
}

// third is the first thing that is worth a sentence beside position and weakest facet.
func (w *writer) third(f result.Field) string {
	for _, rule := range []func(result.Field) string{
		w.changed, w.perspective,
		func(f result.Field) string { return w.disagreement(f, "split") },
		w.unknown, w.cellReached,
		func(f result.Field) string { return w.disagreement(f, "mixed") },
	} {
		if s := rule(f); s != "" {
			return s
		}
	}
	return ""
}

// changed says by how much a field differs from the previous round, if it does.
func (w *writer) changed(f result.Field) string {
	if w.change == nil {
		return ""
	}
	d, ok := w.change.Field(f.ID)
	if !ok || d.Verdict != compare.Changed {
		return ""
	}
	if *d.Diff > 0 {
		return w.say(&risenSays, "round", w.before, "diff", w.size(d.Difference))
	}
	return w.say(&fallenSays, "round", w.before, "diff", w.size(d.Difference))
}

// perspective says by how much the two perspectives differ on a field, if they do.
func (w *writer) perspective(f result.Field) string {
	if w.gap == nil {
		return ""
	}
	d, ok := w.gap.Field(f.ID)
	if !ok || d.Verdict != compare.Changed {
		return ""
	}
	higher, lower := &higherSays, &lowerSays
	if w.ownField(f.ID) {
		higher, lower = &ownHigherSays, &ownLowerSays
	}
	first, second := w.sides()
	if *d.Diff > 0 {
		return w.say(higher, "first", first, "second", second, "diff", w.size(d.Difference))
	}
	return w.say(lower, "first", first, "second", second, "diff", w.size(d.Difference))
}

// ownField reports whether the first perspective judges itself on a field: leaders do on leadership.
func (w *writer) ownField(id string) bool {
	return id == "leadership" && w.series.Questionnaire.Perspectives[0].ID == "leaders"
}

// size writes how large a difference is, without its sign.
func (w *writer) size(d compare.Difference) string { return w.z.Num(math.Abs(*d.Diff), d.Decimals) }

func (w *writer) disagreement(f result.Field, word string) string {
	switch {
	case f.Agreement == nil || *f.Agreement != word:
		return ""
	case word == "split":
		return w.say(&splitSays)
	}
	return w.say(&mixedSays)
}

// unknown says which items many cannot judge.
func (w *writer) unknown(f result.Field) string {
	var name string
	var share float64
	n := 0
	for _, it := range f.Items {
		if s, many := Unknown(it); many {
			n, name, share = n+1, w.itemName(f.ID, it.ID), s
		}
	}
	switch {
	case n == 0:
		return ""
	case n == 1 && name != "":
		return w.z.T("reading.unknown.named", "item", name, "share", w.z.Percent(share))
	}
	return w.z.N("reading.unknown", n)
}

// itemName returns the short name of an item, "" where it has none: its text would be a sentence within a sentence.
func (w *writer) itemName(field, item string) string {
	for _, f := range w.series.Questionnaire.Fields {
		for _, it := range f.Items {
			if f.ID == field && it.ID == item {
				return w.Text(it.Name)
			}
		}
	}
	return ""
}

// cellReached names a facet that reaches its target in a field that does not.
func (w *writer) cellReached(f result.Field) string {
	if w.standingOf(f) != result.Below {
		return ""
	}
	for _, c := range f.Facets {
		if w.standingIn(c) == result.Reached {
			return w.z.T("reading.cell.reached", "facet", w.Facet(c.ID))
		}
	}
	return ""
}

// self reads a field of one person's self-assessment: no interval, nothing about a team.
func (w *writer) self(f result.Field) []string {
	var position string
	switch {
	case f.Gap == nil:
	case *f.Gap >= LeastGap:
		position = w.say(&oneGapSays, "gap", w.points(*f.Gap, f.N))
	default:
		position = w.say(&oneHasSays)
	}
	out := sentences(position, w.weakest(f))
	if len(out) == 0 {
		out = sentences(w.z.T("reading.mean", "mean", w.points(*f.Mean, f.N)))
	}
	return out
}
