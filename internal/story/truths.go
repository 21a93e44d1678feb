package story

import (
	"kompass/internal/compare"
	"kompass/internal/reading"
	"kompass/internal/result"
)

// Truths are commonly held views worth questioning that a result touches, chosen by the rule of [reading.Truths].
type Truths struct {
	Finding string
	List    []TruthNote
}

// TruthNote is one such view, what research found, and what in the result touches it.
type TruthNote struct {
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

// truths writes out the views that a result touches; nil where there are none.
func (w writer) truths(s compare.Series) *Truths {
	touched := reading.Truths(s)
	if len(touched) == 0 {
		return nil
	}
	out := &Truths{Finding: w.z.N("result.truths.finding", len(touched))}
	for _, t := range touched {
		out.List = append(out.List, TruthNote{Claim: w.Text(t.Claim), Finding: w.Text(t.Finding), Because: touchText(w, t), sources: t.Sources})
	}
	return out
}

// MostTruths is how many views worth questioning a result names at most.
const MostTruths = reading.MostTruths
