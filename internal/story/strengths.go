package story

import (
	"kompass/internal/compare"
	"kompass/internal/explain"
	"kompass/internal/reading"
)

// Strengths are the statements that carry already, in people.
type Strengths struct {
	Finding string
	Rows    []StrengthRow
}

// StrengthRow is one of them: how many people say so, out of how many.
type StrengthRow struct {
	Name    string
	Text    string
	Field   string
	People  string
	Explain string
}

// strengths tells what carries, nil where single statements are not shown.
func (w writer) strengths(s compare.Series) *Strengths {
	carry, answered := reading.Strengths(s.Questionnaire, s.Group)
	if !answered {
		return nil
	}
	if len(carry) == 0 {
		return &Strengths{Finding: w.z.T("result.strengths.none")}
	}
	out := &Strengths{Finding: w.z.T("result.strengths.finding")}
	for _, c := range carry {
		key := "result.strength"
		if c.Top {
			key = "result.strength.top"
		}
		row := w.item(itemOf(s.Questionnaire, c.Item.ID), c.Item)
		out.Rows = append(out.Rows, StrengthRow{
			Name: row.Name, Text: row.Text, Field: w.Field(c.Field),
			People:  w.z.T(key, "people", c.People, "n", c.Item.N, "word", w.Text(c.Point.Text)),
			Explain: w.explain(explain.Path{Field: c.Field, Item: c.Item.ID}),
		})
	}
	return out
}
