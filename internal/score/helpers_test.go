package score_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"kompass/internal/questionnaire"
	"kompass/internal/score"
)

// scaleOf returns a scale with these point values and a "cannot judge".
func scaleOf(id string, values ...float64) questionnaire.Scale {
	s := questionnaire.Scale{ID: id, NA: &questionnaire.NA{ID: "na"}}
	for i, v := range values {
		s.Points = append(s.Points, questionnaire.Point{ID: fmt.Sprintf("p%d", i), Value: v})
	}
	return s
}

// upTo returns the values low, low + 1, … high.
func upTo(low, high int) []float64 {
	var all []float64
	for v := low; v <= high; v++ {
		all = append(all, float64(v))
	}
	return all
}

// itemOf returns an item on the first scale. A leading "-" reverses it.
func itemOf(id, facet string) questionnaire.Item {
	it := questionnaire.Item{ID: id, Facet: facet, Scale: "s"}
	if id[0] == '-' {
		it.ID, it.Reverse = id[1:], true
	}
	return it
}

// plain returns a questionnaire of one field without facets.
func plain(scale questionnaire.Scale, items ...string) *questionnaire.Questionnaire {
	f := questionnaire.Field{ID: "f"}
	for _, id := range items {
		f.Items = append(f.Items, itemOf(id, ""))
	}
	return &questionnaire.Questionnaire{MinAnswered: "0.66", Scales: []questionnaire.Scale{scale}, Fields: []questionnaire.Field{f}}
}

// shaped is the shape of the shipped questionnaire: four fields, three facets of 3, 3 and 4 items, less one, 0 to 4.
func shaped() *questionnaire.Questionnaire {
	q := &questionnaire.Questionnaire{
		MinAnswered: "0.66",
		Scales:      []questionnaire.Scale{scaleOf("s", upTo(0, 4)...)},
		Facets:      []questionnaire.Titled{{ID: "a"}, {ID: "b"}, {ID: "c"}},
	}
	for f := range 4 {
		field := questionnaire.Field{ID: fmt.Sprintf("f%d", f)}
		for i, facet := range "aaabbbcccc" {
			if f == 3 && i == 9 {
				break
			}
			field.Items = append(field.Items, itemOf(fmt.Sprintf("f%d-%d", f, i), string(facet)))
		}
		q.Fields = append(q.Fields, field)
	}
	return q
}

// responses returns n rows in which about one answer in twelve is no point of the scale.
func responses(q *questionnaire.Questionnaire, n int) []score.Answers {
	r := rand.New(rand.NewPCG(7, 11))
	rows := make([]score.Answers, n)
	for i := range rows {
		for _, it := range q.Items() {
			scale, _ := q.Scale(it.Scale)
			code := byte(r.IntN(len(scale.Points)))
			switch r.IntN(24) {
			case 0:
				code = score.NA
			case 1:
				code = score.Missing
			}
			rows[i] = append(rows[i], code)
		}
	}
	return rows
}

// groupOf returns the statistics of these rows.
func groupOf(q *questionnaire.Questionnaire, rows ...score.Answers) score.Group {
	t := score.New(q).NewTally()
	for _, row := range rows {
		t.Add(row)
	}
	return t.Group()
}

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s: got %.10f, want %.10f", what, got, want)
	}
}

// is checks a number that must be there, and missing one that must not.
func is(t *testing.T, what string, got score.Opt, want float64) {
	t.Helper()
	if !got.OK {
		t.Errorf("%s: got nothing, want %v", what, want)
		return
	}
	near(t, what, got.Value, want, 1e-12)
}

func missing(t *testing.T, what string, got score.Opt) {
	t.Helper()
	if got != (score.Opt{}) {
		t.Errorf("%s: got %+v, want nothing", what, got)
	}
}
