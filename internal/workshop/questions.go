package workshop

import (
	"cmp"
	"slices"

	"kompass/internal/questionnaire"
	"kompass/internal/result"
)

// MostQuestions is how many questions to talk about a field ends with: one for what divides people, one for what is lowest.
const MostQuestions = 2

// Questions orders the items of a field by how worthwhile it is to ask for them: the one that divides people most, the
// lowest of the others, then those of the weakest facet, then the rest. The first two are known only where a result shows
// single items. An item may come twice.
func Questions(asked questionnaire.Field, f *result.Field) []questionnaire.Item {
	var out []questionnaire.Item
	for _, id := range talk(f.Items) {
		if i := slices.IndexFunc(asked.Items, func(it questionnaire.Item) bool { return it.ID == id }); i >= 0 {
			out = append(out, asked.Items[i])
		}
	}
	for _, it := range asked.Items {
		if f.Weakest != nil && it.Facet == *f.Weakest {
			out = append(out, it)
		}
	}
	return append(out, asked.Items...)
}

// talk lists the most divided item and the lowest of the others.
func talk(items []result.Item) []string {
	known := slices.DeleteFunc(slices.Clone(items), func(it result.Item) bool { return it.SD == nil || it.Mean == nil })
	if len(known) == 0 {
		return nil
	}
	divided := slices.MaxFunc(known, func(a, b result.Item) int { return cmp.Compare(*a.SD, *b.SD) })
	out := []string{divided.ID}
	others := slices.DeleteFunc(known, func(it result.Item) bool { return it.ID == divided.ID })
	if len(others) > 0 {
		out = append(out, slices.MinFunc(others, func(a, b result.Item) int { return cmp.Compare(*a.Mean, *b.Mean) }).ID)
	}
	return out
}
