package reading_test

import (
	"testing"

	"kompass/internal/questionnaire"
	"kompass/internal/reading"
	"kompass/internal/result"
)

// shownItems is a group that shows these statements of the first field.
func shownItems(q *questionnaire.Questionnaire, items ...result.Item) *result.Group {
	n := 30
	return &result.Group{N: &n, Shown: true, Fields: []result.Field{{ID: q.Fields[0].ID, Shown: true, N: n, Items: items}}}
}

// answersTo gives a statement so many answers at the top of its scale, and the others at its bottom.
func answersTo(q *questionnaire.Questionnaire, i, top, bottom, unknown int) result.Item {
	asked := q.Fields[0].Items[i]
	scale, _ := q.Scale(asked.Scale)
	return result.Item{ID: asked.ID, N: top + bottom, NA: unknown,
		Counts: map[string]int{scale.Points[len(scale.Points)-1].ID: top, scale.Points[0].ID: bottom}}
}

func TestStrengthsAreStatementsThatTwoThirdsExperience(t *testing.T) {
	q := load(t, long)
	got, answered := reading.Strengths(q, shownItems(q,
		answersTo(q, 0, 20, 10, 0), // two thirds
		answersTo(q, 1, 19, 11, 0), // fewer
		answersTo(q, 2, 27, 3, 0),
		answersTo(q, 3, 20, 0, 10), // many cannot judge it
		answersTo(q, 4, 25, 5, 0),
		answersTo(q, 5, 24, 6, 0)))
	if !answered || len(got) != 3 {
		t.Fatalf("got %d statements, want the three that carry most", len(got))
	}
	for i, want := range []struct{ item, people int }{{2, 27}, {4, 25}, {5, 24}} {
		if s := got[i]; s.Item.ID != q.Fields[0].Items[want.item].ID || s.People != want.people || s.Top {
			t.Errorf("place %d: got %d of %d for %s", i+1, s.People, s.Item.N, s.Item.ID)
		}
	}
}

func TestNothingIsAStrengthOfWhatIsNotShown(t *testing.T) {
	q := load(t, long)
	g := shownItems(q, answersTo(q, 0, 30, 0, 0))
	g.Fields[0].Shown = false
	if got, answered := reading.Strengths(q, g); got != nil || answered {
		t.Errorf("got %v of a hidden field", got)
	}
	if got, answered := reading.Strengths(q, shownItems(q)); got != nil || answered {
		t.Errorf("got %v where no statement is shown", got)
	}
}

func TestAStatementWordedTheOtherWayRoundIsNoStrength(t *testing.T) {
	q := load(t, plain)
	for i, it := range q.Fields[0].Items {
		got, _ := reading.Strengths(q, shownItems(q, answersTo(q, i, 30, 0, 0)))
		if (len(got) == 0) != it.Reverse {
			t.Errorf("%s, reverse %v: got %d strengths", it.ID, it.Reverse, len(got))
		}
	}
}
