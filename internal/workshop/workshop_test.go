package workshop_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"kompass/internal/questionnaire"
	"kompass/internal/result"
	"kompass/internal/workshop"
)

func TestAWorkshopOnFourTopicsLastsFromNineToAQuarterToOne(t *testing.T) {
	plan := workshop.Plan(4)
	var steps []workshop.Step
	for _, s := range plan {
		steps = append(steps, s.Step)
	}
	want := []workshop.Step{"welcome", "guess", "read", "topic", "topic", "break", "topic", "topic", "measures", "close", "end"}
	if !slices.Equal(steps, want) {
		t.Errorf("got %v, want %v", steps, want)
	}
	if first, last := plan[0], plan[len(plan)-1]; first.From != 9*60 || last.From != 12*60+45 || last.Minutes != 0 {
		t.Errorf("got it from %+v to %+v", first, last)
	}
}

func TestEveryTopicHasItsTimeAndStepsFollowOneAnother(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		topics := rapid.IntRange(0, 12).Draw(t, "topics")
		clock, next, breaks := workshop.Begin, 0, 0
		for _, s := range workshop.Plan(topics) {
			if s.From != clock {
				t.Fatalf("%+v begins while the step before it lasts, or later", s)
			}
			clock += s.Minutes
			switch s.Step {
			case workshop.Topic:
				if s.Index != next || s.Minutes < 20 {
					t.Fatalf("got %+v, want topic %d with time to talk", s, next)
				}
				next++
			case workshop.Break:
				breaks++
			}
		}
		if next != topics || breaks != min(1, topics/2) {
			t.Fatalf("got %d topics of %d and %d breaks", next, topics, breaks)
		}
	})
}

func TestQuestionsBeginWithWhatDividesAndWhatIsLowest(t *testing.T) {
	asked := questionnaire.Field{Items: []questionnaire.Item{{ID: "a", Facet: "x"}, {ID: "b", Facet: "y"}, {ID: "c", Facet: "y"}, {ID: "d", Facet: "x"}}}
	item := func(id string, mean, sd float64) result.Item { return result.Item{ID: id, Mean: &mean, SD: &sd} }
	shown := &result.Field{Weakest: new("x"), Items: []result.Item{item("a", 3, 0.5), item("b", 1, 1.5), item("c", 1.5, 0.2), {ID: "d"}}}
	if got := ids(workshop.Questions(asked, shown)); !slices.Equal(got[:4], []string{"b", "c", "a", "d"}) {
		t.Errorf("got %v, want the most divided, the lowest of the others and the weakest facet", got)
	}
	if got := ids(workshop.Questions(asked, &result.Field{Weakest: new("y")})); !slices.Equal(got[:2], []string{"b", "c"}) {
		t.Errorf("got %v, want those of the weakest facet first", got)
	}
	if got := ids(workshop.Questions(asked, &result.Field{})); !slices.Equal(got, []string{"a", "b", "c", "d"}) {
		t.Errorf("got %v, want the order of the questionnaire", got)
	}
	if got := ids(workshop.Questions(asked, &result.Field{Items: []result.Item{item("d", 2, 1)}})); got[0] != "d" || got[1] != "a" {
		t.Errorf("got %v, want the one item that is known first", got)
	}
}

func ids(items []questionnaire.Item) []string {
	var out []string
	for _, it := range items {
		out = append(out, it.ID)
	}
	return out
}
