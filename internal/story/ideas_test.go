package story_test

import (
	"slices"
	"strings"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
	"kompass/internal/result/resulttest"
	"kompass/internal/story"
)

func ideaOf(q *questionnaire.Questionnaire, id string) questionnaire.Idea {
	i := slices.IndexFunc(q.Ideas, func(i questionnaire.Idea) bool { return i.ID == id })
	return q.Ideas[i]
}

// aimAt gives everyone in a result a target, which the means lie clearly below.
func aimAt(d *result.Document, values map[string]map[string]float64) {
	d.Targets = values
	for _, f := range d.Groups[0].Fields {
		for i := range f.Facets {
			c := &f.Facets[i]
			target := values[f.ID][c.ID]
			c.CI, c.Target, c.Gap, c.Surplus = &result.Interval{*c.Mean - 0.1, *c.Mean + 0.1}, &target, new(target-*c.Mean), new(0.0)
		}
	}
}

// TestIdeasFitTheTargetAndComeOnce shows a result below its target to a discounter and to a luxury house.
func TestIdeasFitTheTargetAndComeOnce(t *testing.T) {
	q := content(t)
	counts := map[string]int{}
	for _, profile := range q.Targets {
		d := resulttest.Even(q, "1", "2025-01-01", 1.0)
		aimAt(d, profile.Values)
		got := story.IdeasOf(german, of(q, d, 0))
		if got == nil || got.Profile != profile.Title["de"] {
			t.Fatalf("%s: got %+v", profile.ID, got)
		}
		seen := map[string]bool{}
		for _, g := range got.Groups {
			for _, it := range g.Items {
				if seen[it.ID] {
					t.Errorf("%s comes twice", it.ID)
				}
				seen[it.ID] = true
				for _, i := range it.Ideas {
					counts[profile.ID]++
					if from := ideaOf(q, i.ID); len(from.Fits) > 0 && !slices.Contains(from.Fits, profile.ID) {
						t.Errorf("%s is nothing for %s", i.ID, profile.ID)
					}
					aim, err := kompass.ParseAim(i.Aim)
					if err != nil || aim.Item != it.ID || i.Title == "" || len(i.Works) == 0 || len([]rune(i.What)) > kompass.MaxWhat {
						t.Errorf("got %+v, %v", i, err)
					}
					if text := i.Title + i.Text + i.FirstStep + i.What; strings.Contains(text, "{") {
						t.Errorf("%s shows a placeholder: %q", i.ID, text)
					}
				}
			}
		}
	}
	if counts["discounter"] == 0 || counts["luxury"] == 0 {
		t.Errorf("got %v", counts)
	}
	if got := story.IdeasOf(german, of(version(t, "service-excellence-kompass-0.1.yaml"), resulttest.Even(q, "1", "2025-01-01", 1.0), 0)); got != nil {
		t.Errorf("a file without ideas has %+v", got)
	}
}

func TestTheFirstIdeasGoRoundTheStatements(t *testing.T) {
	idea := func(id string) story.Idea { return story.Idea{ID: id} }
	all := &story.Ideas{Groups: []story.IdeaGroup{
		{Title: "A", Count: 4, Items: []story.IdeaItem{{ID: "1", Ideas: []story.Idea{idea("a"), idea("b"), idea("c")}}, {ID: "2", Ideas: []story.Idea{idea("d")}}}},
		{Title: "B", Count: 1, Items: []story.IdeaItem{{ID: "3", Ideas: []story.Idea{idea("e")}}}},
	}}
	var got []string
	for _, g := range all.First(3).Groups {
		for _, it := range g.Items {
			for _, i := range it.Ideas {
				got = append(got, g.Title+it.ID+i.ID)
			}
		}
	}
	if want := []string{"A1a", "A1b", "A2d", "B3e"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if all.Groups[0].Count != 4 || len(all.Groups[0].Items[0].Ideas) != 3 {
		t.Error("the ideas themselves were cut")
	}
	if (*story.Ideas)(nil).First(3) != nil {
		t.Error("no ideas have first ones")
	}
}
