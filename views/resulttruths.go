package views

import (
	"kompass/internal/compare"
	"kompass/internal/questionnaire"
	"kompass/internal/reading"
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

// Comments are what people wrote, as far as it is released. Note says why there is nothing, or what marks mean.
type Comments struct {
	Finding string
	Lists   []CommentList
	Note    string
}

// CommentList holds the comments on one field.
type CommentList struct {
	Title string
	Texts []string
}

func touchText(w writer, t reading.Touched) string {
	item := ""
	if t.Item != "" {
		lang := questionnaire.Lang(w.z.Lang())
		item = itemOf(w.q, t.Item).ShortName(lang, w.q.Languages...)
	}
	pairs := []any{"item", item, "cell", w.cellLabel(place{t.Field, t.Facet})}
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
		out.List = append(out.List, TruthNote{Claim: w.text(t.Claim), Finding: w.text(t.Finding), Because: touchText(w, t), sources: t.Sources})
	}
	return out
}
