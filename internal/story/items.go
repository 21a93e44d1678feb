package story

import (
	"strings"

	"kompass/internal/explain"
	"kompass/internal/naming"
	"kompass/internal/questionnaire"
	"kompass/internal/reading"
	"kompass/internal/result"
)

// The measures of a strip in units of its view box; a count stands only in a share that it fits in.
const (
	stripWidth = 200
	countWidth = 16
)

// ItemRow is one item with the distribution of its answers.
type ItemRow struct {
	ID      string
	Name    string
	Text    string
	N       string
	Mean    string
	NA      string
	Explain string
	Note    string
	Strip   []Share // from the lowest answer to the highest
	Scale   string  // the distribution in words
	Refs    []SourceRef
	Measure string   // the address at which a measure for it is agreed, "" where none can be
	Own     *OwnNote // nil for whoever is no trainer
	sources []string
}

// Share is one answer's part of a distribution: Start and Width in units of the strip's view box.
type Share struct {
	Shade        int // 1 to 7, see shadeOf
	Start, Width float64
	Count        string
}

// items writes out the items of a field, or says why there are none.
func (w writer) items(field questionnaire.Field, f *result.Field) ([]ItemRow, string) {
	if !f.Shown {
		return nil, w.Reason(f.Reason)
	}
	if len(f.Items) == 0 {
		return nil, w.z.T("result.items.none")
	}
	byID := map[string]questionnaire.Item{}
	for _, it := range field.Items {
		byID[it.ID] = it
	}
	var out []ItemRow
	for _, it := range f.Items {
		out = append(out, w.item(byID[it.ID], it))
		out[len(out)-1].Explain = w.explain(explain.Path{Field: f.ID, Item: it.ID})
	}
	return out, ""
}

func (w writer) item(q questionnaire.Item, it result.Item) ItemRow {
	row := ItemRow{
		ID: it.ID, Name: w.Text(q.Name), Text: w.Text(q.Text), N: w.z.Int(it.N),
		Mean: naming.Mean(w.z, it.Value()), sources: q.Sources,
	}
	if row.Name == "" {
		row.Name, row.Text = row.Text, ""
	}
	if share, many := reading.Unknown(it); share > 0 {
		row.NA = w.z.Percent(share)
		if many {
			row.Note = w.z.T("result.unknown")
		}
	}
	scale, _ := w.q.Scale(q.Scale)
	row.Strip, row.Scale = w.strip(scale, it)
	return row
}

// strip lays the answers side by side, lowest first, as shares of all valid ones.
func (w writer) strip(scale questionnaire.Scale, it result.Item) ([]Share, string) {
	if it.N == 0 {
		return nil, ""
	}
	var out []Share
	var words []string
	start := 0.0
	for i, p := range scale.Points {
		n := it.Counts[p.ID]
		width := stripWidth * float64(n) / float64(it.N)
		if n > 0 {
			share := Share{Shade: shadeOf(i, len(scale.Points)), Start: start, Width: width}
			if width >= countWidth {
				share.Count = w.z.Int(n)
			}
			out = append(out, share)
		}
		words = append(words, w.Text(p.Text)+": "+w.z.Int(n))
		start += width
	}
	return out, strings.Join(words, ", ")
}

// inBetween are all shades from light to dark: two of them lie between others, for scales of more than five points.
var inBetween = [...]int{1, 2, 6, 3, 7, 4, 5}

// shadeOf is the shade of the answer at a place of a scale. No two answers share one on scales of up to seven points.
func shadeOf(i, points int) int {
	switch {
	case points <= 5:
		return 1 + i*5/points
	case points == 6:
		return [...]int{1, 2, 6, 3, 4, 5}[i]
	}
	return inBetween[i*len(inBetween)/points]
}

// itemOf returns the item with this id.
func itemOf(q *questionnaire.Questionnaire, id string) questionnaire.Item {
	for _, it := range q.Items() {
		if it.ID == id {
			return it
		}
	}
	return questionnaire.Item{ID: id}
}
