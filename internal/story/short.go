package story

import (
	"cmp"
	"slices"

	"kompass/internal/compare"
	"kompass/internal/i18n"
	"kompass/internal/questionnaire"
)

// room is how much of everything a short report has room for.
type room struct{ gaps, truths, measures, aims, questions, strengths int }

var (
	fourPages = room{gaps: 3, truths: 2, measures: 5, aims: 2, questions: 4, strengths: 3}
	onePage   = room{gaps: 3, measures: 2, aims: 1, questions: 2, strengths: 2}
)

// Short is what a short report tells of a story: the first of everything, in the order of the story. It holds no number that
// the story does not.
type Short struct {
	Strengths *Strengths
	Gaps      []GapRow
	Surplus   []GapRow // where there are no gaps
	Divided   *ShortDivided
	Sides     []SidesRow // fields alone
	Moved     []MovedMeasure
	LeftOut   bool        // there is no room for all of what was agreed
	Change    []ChangeRow // fields alone
	Questions []FieldQuestion
	Truths    []TruthNote
	Sources   []SourceNote // what the truths rest on
}

// ShortDivided is what divides people most: a statement, or a field where statements are not shown.
type ShortDivided struct {
	Item  *DividedItem
	Scale ScaleKey // of the statement
	Field DividedField
}

// FieldQuestion is a question to talk about a field.
type FieldQuestion struct{ Field, Question string }

// ShortOf chooses from a story what its short report has room for: four pages for everyone, one for a team. What was agreed and
// what has changed since are nil where there is nothing.
func ShortOf(z i18n.Localizer, s compare.Series, told Story, moved *Moved, change *Change) Short {
	if told.Hidden != "" {
		return Short{}
	}
	space := fourPages
	if len(s.Group.Key) > 0 {
		space = onePage
	}
	w := newWriter(z, s)
	out := Short{Divided: w.mostDivided(told.Divided), Questions: w.fieldQuestions(s, space.questions)}
	if told.Strengths != nil {
		out.Strengths = &Strengths{Finding: told.Strengths.Finding, Rows: first(told.Strengths.Rows, space.strengths)}
	}
	if told.Gaps != nil {
		out.Gaps = first(told.Gaps.Rows, space.gaps)
		if len(out.Gaps) == 0 {
			out.Surplus = first(told.Gaps.Surplus, space.gaps)
		}
	}
	if told.Sides != nil {
		out.Sides = slices.DeleteFunc(slices.Clone(told.Sides.Rows), func(r SidesRow) bool { return r.Facet })
	}
	if moved != nil {
		out.Moved, out.LeftOut = first(moved.Rows, space.measures), len(moved.Rows) > space.measures
		for i := range out.Moved {
			m := &out.Moved[i]
			out.LeftOut = out.LeftOut || len(m.Rows) > space.aims
			m.Rows = first(m.Rows, space.aims)
		}
	}
	if len(s.Group.Key) > 0 && len(out.Moved) > 1 {
		out.Strengths = nil // they give way to what was agreed
	}
	if change != nil {
		out.Change = slices.DeleteFunc(slices.Clone(change.Rows), func(r ChangeRow) bool { return r.Facet })
	}
	if told.Truths != nil {
		out.Truths = first(told.Truths.List, space.truths)
		out.Sources = sourcesOf(out.Truths, told.Sources)
	}
	return out
}

// first are the first n of a list, or all; a copy.
func first[T any](all []T, n int) []T { return slices.Clone(all[:min(len(all), n)]) }

// mostDivided is the first of what divides people, with the scale of its statement.
func (w writer) mostDivided(d *Divided) *ShortDivided {
	switch {
	case d == nil:
		return nil
	case len(d.Items) == 0:
		return &ShortDivided{Field: d.Fields[0]}
	}
	out := &ShortDivided{Item: &d.Items[0]}
	scale, _ := w.q.Scale(itemOf(w.q, out.Item.ID).Scale)
	out.Scale = w.scaleKey(scale)
	return out
}

// fieldQuestions asks the first question of every field, those furthest below their target first and the others in the order of
// the questionnaire.
func (w writer) fieldQuestions(s compare.Series, most int) []FieldQuestion {
	var out []FieldQuestion
	for _, asked := range byGap(s) {
		f, ok := s.Group.Field(asked.ID)
		if !ok || !f.Shown || len(out) == most {
			continue
		}
		if questions := w.questions(asked, f); len(questions) > 0 {
			out = append(out, FieldQuestion{Field: w.Text(asked.Title), Question: questions[0]})
		}
	}
	return out
}

// byGap are the fields of a questionnaire, those furthest below their target first.
func byGap(s compare.Series) []questionnaire.Field {
	gap := func(f questionnaire.Field) float64 {
		if given, ok := s.Group.Field(f.ID); ok && given.Shown && given.Gap != nil {
			return *given.Gap
		}
		return 0
	}
	out := slices.Clone(s.Questionnaire.Fields)
	slices.SortStableFunc(out, func(a, b questionnaire.Field) int { return cmp.Compare(gap(b), gap(a)) })
	return out
}

// sourcesOf are the works that views cite, under their numbers in the story.
func sourcesOf(truths []TruthNote, all []SourceNote) []SourceNote {
	var out []SourceNote
	for _, s := range all {
		if slices.ContainsFunc(truths, func(t TruthNote) bool { return slices.Contains(t.sources, s.Source.ID) }) {
			out = append(out, s)
		}
	}
	return out
}
