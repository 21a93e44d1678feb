package reading

import (
	"slices"

	"kompass/internal/compare"
	"kompass/internal/result"
)

// summary says what holds for the whole beside the headline, at most [MaxSummary] sentences and the caution that belongs to
// every comparison of rounds.
func (w *writer) summary() []string {
	if w.onePerson() {
		return nil
	}
	risen, fallen, compared := w.changes()
	out := sentences(w.targets(), w.strength())
	out = append(out, w.sinceThen(risen, fallen, compared)...)
	out = append(out, sentences(w.perspectives(false), w.bottleneck(), w.splitFields())...)
	out = out[:min(len(out), MaxSummary)]
	switch {
	case len(fallen) > 0:
		out = append(out, w.z.T("reading.whole.stricter"))
	case len(risen) > 0:
		out = append(out, w.z.T("reading.whole.alone"))
	}
	return out
}

// targets says which fields reach their target, and if none does, which others clearly do not.
func (w *writer) targets() string {
	has, lacks, furthest := w.standingAt(result.Reached), w.standingAt(result.Below), w.furthest()
	others := slices.DeleteFunc(slices.Clone(lacks), func(id string) bool { return id == furthest })
	aimed := w.census().aimed
	switch {
	case len(has) == aimed || len(lacks) == aimed && aimed > 1:
		return "" // the headline has said so
	case len(has) > 0:
		return w.z.N("reading.whole.reached", len(has), "fields", w.Fields(has))
	case furthest != "" && len(others) > 0:
		return w.z.N("reading.whole.gaps", len(others), "fields", w.Fields(others))
	}
	return ""
}

// strength names the field that lies clearly above all others, where the headline has spoken of targets.
func (w *writer) strength() string {
	id := w.series.Group.Highest
	if id == "" || w.census().aimed == 0 {
		return ""
	}
	return w.z.T("reading.whole.highest", "field", w.Field(id))
}

// bottleneck names the facet that is the weakest in two fields or more, and in half of them at least.
func (w *writer) bottleneck() string {
	times, fields := map[string]int{}, 0
	most, tie := "", false
	for _, f := range w.series.Group.Fields {
		if f.Shown {
			fields++
		}
		if weakest := w.series.Document.WeakestOf(&f); weakest != "" {
			times[weakest]++
		}
	}
	for _, facet := range w.series.Questionnaire.Facets {
		switch n := times[facet.ID]; {
		case n == 0:
		case n > times[most]:
			most, tie = facet.ID, false
		case n == times[most]:
			tie = true
		}
	}
	if n := times[most]; n < 2 || 2*n < fields || tie {
		return ""
	}
	return w.z.T("reading.whole.bottleneck", "n", times[most], "of", fields, "facet", w.Facet(most))
}

// changes lists the fields that differ from the previous round, and counts those that could be compared.
func (w *writer) changes() (risen, fallen []string, compared int) {
	if w.change == nil {
		return nil, nil, 0
	}
	return changedFields(*w.change)
}

func changedFields(c compare.Comparison) (higher, lower []string, compared int) {
	for _, f := range c.Fields {
		if f.Verdict != "" {
			compared++
		}
		switch {
		case f.Verdict != compare.Changed:
		case *f.Diff > 0:
			higher = append(higher, f.ID)
		default:
			lower = append(lower, f.ID)
		}
	}
	return higher, lower, compared
}

// sinceThen says what differs from the previous round.
func (w *writer) sinceThen(risen, fallen []string, compared int) []string {
	if w.change == nil {
		return nil
	}
	var out []string
	if c := w.change.Counted; !c.Whole() {
		out = append(out, w.z.T("reading.whole.items", "round", w.before, "k", c.Comparable, "n", c.Of))
	}
	all := compared == len(w.series.Questionnaire.Fields) && compared > 1
	switch {
	case compared > 0 && len(risen)+len(fallen) == 0:
		return append(out, w.z.T("reading.whole.indistinct", "round", w.before))
	case all && len(risen) == compared:
		return append(out, w.z.T("reading.whole.risen.all", "round", w.before))
	case all && len(fallen) == compared:
		return append(out, w.z.T("reading.whole.fallen.all", "round", w.before))
	}
	if len(risen) > 0 {
		out = append(out, w.z.N("reading.whole.risen", len(risen), "round", w.before, "fields", w.Fields(risen)))
	}
	if len(fallen) > 0 {
		out = append(out, w.z.N("reading.whole.fallen", len(fallen), "round", w.before, "fields", w.Fields(fallen)))
	}
	return out
}

// perspectives says how the two perspectives differ, and with alike also that they do not.
func (w *writer) perspectives(alike bool) string {
	if w.gap == nil {
		return ""
	}
	higher, lower, compared := changedFields(w.gap.Comparison)
	first, second := w.sides()
	all := compared == len(w.series.Questionnaire.Fields) && compared > 1
	pairs := []any{"first", first, "second", second}
	switch {
	case len(higher) > 0 && len(lower) > 0:
		return w.z.T("reading.views.both", append(pairs, "n", len(higher)+len(lower))...)
	case all && len(higher) == compared:
		return w.z.T("reading.views.higher.all", pairs...)
	case all && len(lower) == compared:
		return w.z.T("reading.views.lower.all", pairs...)
	case len(higher) > 0:
		return w.z.N("reading.views.higher", len(higher), append(pairs, "fields", w.Fields(higher), "diff", w.apart(higher[0]))...)
	case len(lower) > 0:
		return w.z.N("reading.views.lower", len(lower), append(pairs, "fields", w.Fields(lower), "diff", w.apart(lower[0]))...)
	case alike && compared > 0:
		return w.z.T("reading.views.indistinct", pairs...)
	}
	return ""
}

// apart writes how far the perspectives lie apart on a field.
func (w *writer) apart(id string) string {
	f, _ := w.gap.Field(id)
	return w.size(f.Difference)
}

func (w *writer) splitFields() string {
	var ids []string
	for _, f := range w.series.Group.Fields {
		if f.Agreement != nil && *f.Agreement == "split" {
			ids = append(ids, f.ID)
		}
	}
	if len(ids) == 0 {
		return ""
	}
	return w.z.N("reading.whole.split", len(ids), "fields", w.Fields(ids))
}
