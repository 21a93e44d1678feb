package story

import (
	"slices"

	"kompass/internal/compare"
	"kompass/internal/i18n"
	"kompass/internal/naming"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
	"kompass/internal/workshop"
)

// Spread is two pages of a report on one field.
type Spread struct {
	Rows      FieldRows
	Weakest   string
	Questions []string
	Notes     []ReportNote
	Scales    []ScaleKey
}

// ReportNote is a source at the foot of a spread: number, authors and year.
type ReportNote struct {
	SourceRef
	Short string
}

// ScaleKey explains the shades of the strips: one scale, from its lowest answer to its highest.
type ScaleKey struct {
	Points []ScalePoint
}

// ScalePoint is one answer with its shade.
type ScalePoint struct {
	Shade int
	Text  string
}

// SpreadsOf makes the spread of every field of a group out of its story; none where the group is hidden.
func SpreadsOf(z i18n.Localizer, s compare.Series, story Story) []Spread {
	if !s.Group.Shown {
		return nil
	}
	w := newWriter(z, s)
	var out []Spread
	for _, rows := range story.Fields {
		at := slices.IndexFunc(s.Questionnaire.Fields, func(f questionnaire.Field) bool { return f.ID == rows.ID })
		asked := s.Questionnaire.Fields[at]
		f := Spread{Rows: rows}
		if given, ok := s.Group.Field(rows.ID); ok && given.Shown {
			f.Weakest, f.Questions = w.weakestNote(s.Document.WeakestOf(given), given), w.questions(asked, given)
			if len(given.Items) > 0 {
				f.Notes, f.Scales = notesOf(rows.Items, story.Sources), w.scales(asked)
			}
		}
		out = append(out, f)
	}
	return out
}

// weakestNote names the weakest facet of a field with its numbers, "" where none alone is the lowest.
func (w writer) weakestNote(weakest string, f *result.Field) string {
	c, ok := f.Facet(weakest)
	if !ok {
		return ""
	}
	mean := naming.Mean(w.z, c.Value())
	if c.Target == nil {
		return w.z.T("report.weakest", "facet", w.Facet(c.ID), "mean", mean, "n", c.N)
	}
	return w.z.T("report.weakest.target", "facet", w.Facet(c.ID), "mean", mean, "target", w.number(c.Target, result.Decimals(c.N)), "n", c.N)
}

// questions are the questions to discuss that [workshop.Questions] chooses.
func (w writer) questions(asked questionnaire.Field, f *result.Field) []string {
	var out []string
	for _, it := range workshop.Questions(asked, f) {
		q := w.Text(it.Discuss)
		if q != "" && !slices.Contains(out, q) && len(out) < workshop.MostQuestions {
			out = append(out, q)
		}
	}
	return out
}

// notesOf are the sources that the statements of a spread cite, each once, in the order of their numbers.
func notesOf(items []ItemRow, sources []SourceNote) []ReportNote {
	cited := map[string]SourceRef{}
	for _, it := range items {
		for _, r := range it.Refs {
			cited[r.Href] = r
		}
	}
	var out []ReportNote
	for _, s := range sources {
		if r, ok := cited["#"+s.Anchor()]; ok {
			out = append(out, ReportNote{SourceRef: r, Short: s.Source.Short()})
		}
	}
	return out
}

// scales explains the shades of the strips of a field, scale by scale.
func (w writer) scales(asked questionnaire.Field) []ScaleKey {
	var out []ScaleKey
	for _, scale := range w.q.Scales {
		if !slices.ContainsFunc(asked.Items, func(it questionnaire.Item) bool { return it.Scale == scale.ID }) {
			continue
		}
		out = append(out, w.scaleKey(scale))
	}
	return out
}

// scaleKey explains the shades of one scale.
func (w writer) scaleKey(scale questionnaire.Scale) ScaleKey {
	var key ScaleKey
	for i, p := range scale.Points {
		key.Points = append(key.Points, ScalePoint{Shade: shadeOf(i, len(scale.Points)), Text: w.Text(p.Text)})
	}
	return key
}
