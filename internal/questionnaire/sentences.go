package questionnaire

import (
	"maps"
	"slices"
	"strings"
)

// Sentences are the texts of a questionnaire in which a company's word stands: those that people are asked, and the others (names,
// reasons, questions for the workshop, anchors, ideas), in the order of the file.
type Sentences struct {
	Asked  []string
	Others []string
}

// Sentences returns the texts in one language that hold a word, with the word in them. A sentence that stands twice comes once.
func (q *Questionnaire) Sentences(l Lang) Sentences {
	var out Sentences
	asked, others := q.placeable()
	writtenAsked, writtenOthers := q.AsWritten().placeable()
	out.Asked = wordedIn(l, writtenAsked, asked)
	out.Others = wordedIn(l, writtenOthers, others)
	return out
}

// wordedIn returns the texts of now whose written counterpart holds a placeholder.
func wordedIn(l Lang, written, now []Text) []string {
	var out []string
	for i, t := range written {
		if s := now[i][l]; strings.Contains(t[l], "{") && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// placeable lists every text in which a word may stand, always in the same order.
func (q *Questionnaire) placeable() (asked, others []Text) {
	for _, f := range q.Fields {
		for _, it := range f.Items {
			asked = append(asked, it.Text)
			for _, p := range slices.Sorted(maps.Keys(it.TextFor)) {
				asked = append(asked, it.TextFor[p])
			}
			others = append(others, it.Name, it.Why, it.Discuss)
			for _, level := range it.Levels {
				others = append(others, level.Text)
			}
		}
		asked = append(asked, f.Comment)
	}
	for _, idea := range q.Ideas {
		others = append(others, idea.Title, idea.Text, idea.FirstStep, idea.NotFor, idea.Caution)
	}
	return asked, others
}
