package story

import (
	"kompass/internal/compare"
	"kompass/internal/explain"
	"kompass/internal/i18n"
	"kompass/internal/questionnaire"
	"kompass/internal/reading"
	"kompass/internal/result"
)

// mostDivided is how many items the list of disagreement shows: enough for one conversation.
const mostDivided = 6

// Divided lists fields and items, those with the most disagreement first.
type Divided struct {
	Finding string
	Earlier string // by which earlier rule the words for agreement were chosen, "" where it is today's
	Index   bool   // r_WG is given
	Fields  []DividedField
	Items   []DividedItem
}

// DividedField is one field with how far answers lie apart.
type DividedField struct {
	Title   string
	Word    string
	AD      string
	SD      string
	N       string
	Explain string
}

// DividedItem is one item with its field, the distribution of its answers and a question to open the talk with.
type DividedItem struct {
	Field   string
	SD      string
	Discuss string
	Levels  []Level
	ItemRow
}

// Level is what an answer to a statement looks like in practice.
type Level struct{ Answer, Text string }

// agreementWords are the words for agreement in a published result.
var agreementWords = map[string]string{
	"agreed": "result.divided.agreed", "mixed": "result.divided.mixed", "split": "result.divided.split",
}

// DividedOf writes out where a group disagrees; nil where its result does not tell.
func DividedOf(z i18n.Localizer, s compare.Series, finding string) *Divided {
	q, g := s.Questionnaire, s.Group
	fields := reading.DividedFields(g)
	if len(fields) == 0 {
		return nil
	}
	w, earlier := newWriter(z, s), s.Document.AgreementRule < result.AgreementRule
	out := &Divided{Finding: finding}
	for _, s := range fields {
		f := s.Field
		row := DividedField{Title: w.Field(f.ID), SD: w.number(f.SD, result.Decimals(f.N)), AD: w.number(f.AD, 2), N: w.z.Int(f.N),
			Explain: w.explain(explain.Path{Field: f.ID, Kind: explain.Agreement})}
		if f.Agreement != nil {
			row.Word = w.z.T(agreementWords[*f.Agreement])
			if earlier {
				out.Earlier = w.z.T("explain.agreement.earlier")
			}
		}
		out.Index = out.Index || f.AD != nil
		out.Fields = append(out.Fields, row)
	}
	items := reading.DividedItems(g)
	for _, s := range items[:min(len(items), mostDivided)] {
		asked := itemOf(q, s.Item.ID)
		row := DividedItem{
			Field: w.Field(s.Field.ID), SD: w.number(s.Item.SD, result.Decimals(s.Item.N)), Discuss: w.Text(asked.Discuss),
			Levels: w.levels(asked), ItemRow: w.item(asked, *s.Item),
		}
		row.Explain = w.explain(explain.Path{Field: s.Field.ID, Item: s.Item.ID, Kind: explain.SD})
		out.Items = append(out.Items, row)
	}
	return out
}

// levels are the answers of which a statement says what they look like, the lowest first.
func (w writer) levels(asked questionnaire.Item) []Level {
	scale, _ := w.q.Scale(asked.Scale)
	var out []Level
	for _, p := range scale.Points {
		for _, l := range asked.Levels {
			if l.Value == p.Value {
				out = append(out, Level{Answer: w.Text(p.Text), Text: w.Text(l.Text)})
			}
		}
	}
	return out
}
