package story

import (
	"kompass/internal/compare"
	"kompass/internal/i18n"
	"kompass/internal/questionnaire"
	"kompass/internal/reading"
	"kompass/internal/result"
	"kompass/internal/sources"
)

// Truths are commonly held views worth questioning that a result touches, chosen by the rule of [reading.Truths].
type Truths struct {
	Finding string
	List    []TruthNote
}

// TruthNote is one such view, what research found, and what in the result touches it.
type TruthNote struct {
	ID      string
	Works   []sources.Source
	Own     *OwnNote // nil for whoever is no trainer
	Claim   string
	Finding string
	Because string
	Refs    []SourceRef
	sources []string
}

// touchText says what in a result touches a view.
func touchText(w writer, t reading.Touched) string {
	pairs := []any{"item", w.Item(t.Item), "cell", w.Cell(result.Place{Field: t.Field, Facet: t.Facet})}
	switch t.Touch {
	case reading.TouchGap:
		return w.z.T("result.touch.gap", pairs...)
	case reading.TouchSurplus:
		return w.z.T("result.touch.surplus", pairs...)
	case reading.TouchDivided:
		return w.z.T("result.touch.divided", pairs...)
	case reading.TouchUnknown:
		return w.z.T("result.touch.unknown", pairs...)
	}
	return w.z.T("result.touch.alpha")
}

// TruthsOf are the views that a result of a group touches.
func TruthsOf(z i18n.Localizer, s compare.Series) []TruthNote {
	if all := newWriter(z, s).truths(s); all != nil {
		return all.List
	}
	return nil
}

// AllTruths are all views worth questioning that a questionnaire names.
func AllTruths(z i18n.Localizer, q *questionnaire.Questionnaire) []TruthNote {
	w := newWriter(z, compare.Series{Document: &result.Document{}, Group: &result.Group{}, Questionnaire: q})
	var out []TruthNote
	for _, t := range q.Truths {
		out = append(out, w.truth(t))
	}
	return out
}

// truth writes out a view by itself.
func (w writer) truth(t questionnaire.Truth) TruthNote {
	out := TruthNote{ID: t.ID, Claim: w.Text(t.Claim), Finding: w.Text(t.Finding), sources: t.Sources}
	for _, id := range t.Sources {
		out.Works = append(out.Works, SourceOf(w.q, id))
	}
	return out
}

// truths writes out the views that a result touches; nil where there are none.
func (w writer) truths(s compare.Series) *Truths {
	touched := reading.Truths(s)
	if len(touched) == 0 {
		return nil
	}
	out := &Truths{Finding: w.z.N("result.truths.finding", len(touched))}
	for _, t := range touched {
		note := w.truth(t.Truth)
		note.Because = touchText(w, t)
		out.List = append(out.List, note)
	}
	return out
}

// MostTruths is how many views worth questioning a result names at most.
const MostTruths = reading.MostTruths
