package story_test

import (
	"strings"
	"testing"

	"kompass/internal/result/resulttest"
	"kompass/internal/story"
)

func TestStrengthsAreToldInPeople(t *testing.T) {
	q := content(t)
	told := story.Of(german, of(q, resulttest.Even(q, "1", "2025-01-01", 4.0), 0), nil)
	if told.Strengths == nil || len(told.Strengths.Rows) != 3 {
		t.Fatalf("got %+v where everybody gives a high answer, want three statements", told.Strengths)
	}
	for _, r := range told.Strengths.Rows {
		if !strings.Contains(r.People, " von ") || !strings.Contains(r.People, "oder mehr") || r.Name == "" || r.Field == "" {
			t.Errorf("got %+v", r)
		}
	}
	low := resulttest.Even(q, "1", "2025-01-01", 1.0)
	for _, f := range low.Groups[0].Fields {
		for i := range f.Items {
			f.Items[i].Counts = map[string]int{"rarely": f.Items[i].N}
		}
	}
	told = story.Of(german, of(q, low, 0), nil)
	if told.Strengths == nil || told.Strengths.Rows != nil || told.Strengths.Finding == "" {
		t.Errorf("got %+v where nothing carries, want a sentence that says so", told.Strengths)
	}
}

func TestAMeanStandsWithItsWords(t *testing.T) {
	q := content(t)
	for level, want := range map[float64]string{
		1.0: "1,0 von 4: nahe an „selten“", 2.8: "2,8 von 4: nahe an „meistens“", 2.5: "2,5 von 4: zwischen „in etwa der Hälfte der Fälle“",
		3.25: "nahe an „meistens“", 0: "0,0 von 4: nahe an „nie“", 4: "4,0 von 4: nahe an „(fast) immer“",
	} {
		words := story.Of(german, of(q, resulttest.Even(q, "1", "2025-01-01", level), 0), nil).Fields[0].Words
		if !strings.Contains(words, want) || !strings.Contains(words, "(n = 40)") {
			t.Errorf("at %v: got %q, want %q and n", level, words, want)
		}
	}
}
