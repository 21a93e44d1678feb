package questionnaire_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kompass/internal/questionnaire"
)

func compare(t testing.TB, old, new *questionnaire.Questionnaire) questionnaire.Diff {
	t.Helper()
	d, err := questionnaire.Compare(old, new)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestCompareGivesAVerdictPerItem(t *testing.T) {
	got := compare(t, mustParse(t, read(t, "versions", "v1.yaml")), mustParse(t, read(t, "versions", "v3.yaml")))
	want := questionnaire.Diff{
		Items: []questionnaire.ItemDiff{
			{"new-item", "new", false},
			{"two-steps", "reworded", true},
			{"two-steps-one-not", "reworded", false},
			{"changed-and-back", "same", true},
			{"same", "same", true},
			{"same-to-people", "same", true},
			{"moved-field", "moved", true},
			{"reworded", "reworded", true},
			{"reworded-undeclared", "reworded", false},
			{"reworded-for-leaders", "reworded", false},
			{"reversed", "rescaled", false},
			{"moved-facet", "moved", false},
			{"moved-and-reworded", "moved", false},
			{"rescaled-and-reworded", "rescaled", true},
			{"dropped-first", "dropped", false},
			{"dropped-second", "dropped", false},
		},
		Same: 3, Reworded: 5, Rescaled: 2, Moved: 3, New: 1, Dropped: 2, Comparable: 7,
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v, want\n%+v", got, want)
	}
}

func TestCompareWritesTheKeysOfTheContract(t *testing.T) {
	q := mustParse(t, read(t, "sample.yaml"))
	data, err := json.Marshal(compare(t, q, q))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{`{"items":[{"id":"c-1","verdict":"same","comparable":true},`,
		`"same":4,"reworded":0,"rescaled":0,"moved":0,"new":0,"dropped":0,"comparable":4}`} {
		if !strings.Contains(string(data), part) {
			t.Errorf("got %s, want %s in it", data, part)
		}
	}
}

// TestCompareSeesEverythingThatCounts changes one thing at a time.
func TestCompareSeesEverythingThatCounts(t *testing.T) {
	sample := read(t, "sample.yaml")
	cases := []struct {
		name, old, new string
		verdict        questionnaire.Verdict
	}{
		{"text", "We ask.", "We do ask.", questionnaire.Reworded},
		{"text_for", "My team asks.", "My people ask.", questionnaire.Reworded},
		{"another perspective", "text_for: {leaders", "text_for: {staff", questionnaire.Reworded},
		{"point text", `en: "half the time"`, `en: "at times"`, questionnaire.Rescaled},
		{"point id", "{id: half,", "{id: middle,", questionnaire.Rescaled},
		{"point value", "value: 2,", "value: 1,", questionnaire.Rescaled},
		{"a point less", "      - {id: half, value: 2, text: {de: \"zur Hälfte\", en: \"half the time\"}}\n", "", questionnaire.Rescaled},
		{"reverse", "reverse: true", "reverse: false", questionnaire.Rescaled},
		{"facet", "        facet: attitude\n", "        facet: tools\n", questionnaire.Moved},
		{"field", "  - id: customers\n", "  - id: guests\n", questionnaire.Moved},
		{"na", `{id: na, text: {de: "kann ich nicht sagen"`, `{id: none, text: {de: "keine Angabe"`, questionnaire.Same},
		{"name", `en: "Asking"`, `en: "Asking people"`, questionnaire.Same},
		{"layer", "layer: basis", "layer: diff", questionnaire.Same},
		{"evidence", "evidence: B", "evidence: C", questionnaire.Same},
		{"levels", "Nobody asks.", "No one asks.", questionnaire.Same},
		{"title of the field", `en: "Customers"`, `en: "Guests"`, questionnaire.Same},
	}
	old := mustParse(t, sample)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			data := replaced(t, replaced(t, sample, "version: 3\n", "version: 4\n"), c.old, c.new)
			data = []byte(strings.Replace(string(data), "      customers: {", "      "+fieldOf(data)+": {", 1))
			got := compare(t, old, mustParse(t, data)).Items[0]
			if want := (questionnaire.ItemDiff{ID: "c-1", Verdict: c.verdict, Comparable: c.verdict == questionnaire.Same}); got != want {
				t.Errorf("got %+v, want %+v", got, want)
			}
		})
	}
}

// fieldOf returns the id of the first field, so that the targets follow a renamed one.
func fieldOf(data []byte) string {
	if strings.Contains(string(data), "id: guests") {
		return "guests"
	}
	return "customers"
}

func TestComparabilityCountsTheStepsBetween(t *testing.T) {
	sample := replaced(t, read(t, "sample.yaml"), "version: 3\n", "version: 5\n")
	old := mustParse(t, read(t, "sample.yaml"))
	for changes, want := range map[string]bool{
		"[]": false,
		"[{version: 3, kind: reworded, comparable: true}]":                                                       false,
		"[{version: 4, kind: reworded, comparable: true}]":                                                       true,
		"[{version: 5, kind: reworded, comparable: true}]":                                                       true,
		"[{version: 5, kind: reworded}]":                                                                         false,
		"[{version: 3, kind: reworded}, {version: 4, kind: reworded, comparable: true}]":                         true,
		"[{version: 4, kind: moved, comparable: true}, {version: 4, kind: reworded}]":                            false,
		"[{version: 4, kind: reworded, comparable: false}, {version: 5, kind: reworded, comparable: true}]":      false,
		"[{version: 4, kind: reworded, comparable: true}, {version: 5, kind: moved, comparable: true}]":          true,
		"[{version: 5, kind: reworded, comparable: true}, {version: 4, kind: reworded, comparable: false}]":      false,
		"[{version: 1, kind: reworded, comparable: false}, {version: 5, kind: reworded, comparable: true}]":      true,
		"[{version: 3, kind: rescaled, comparable: true}, {version: 2, kind: reworded, comparable: true}]":       false,
		"[{version: 4, kind: reworded, comparable: true, note: \"shorter\"}, {version: 2, kind: reworded}]":      true,
		"[{version: 5, kind: reworded, comparable: true}, {version: 5, kind: rescaled, comparable: true}]":       true,
		"[{version: 5, kind: reworded, comparable: true}, {version: 5, kind: rescaled, comparable: false}]":      false,
		"[{version: 4, kind: reworded, comparable: true}, {version: 5, kind: reworded, note: \"not the same\"}]": false,
	} {
		data := replaced(t, sample, "We ask.", "We always ask.")
		data = replaced(t, data, `[{version: 2, kind: reworded, comparable: true, note: "clearer"}]`, changes)
		if got := compare(t, old, mustParse(t, data)).Items[0]; got.Comparable != want || got.Verdict != questionnaire.Reworded {
			t.Errorf("changes %s: got %+v, want comparable %v", changes, got, want)
		}
	}
}

func TestCompareRefusesWhatIsNoSuccession(t *testing.T) {
	sample := read(t, "sample.yaml")
	old := mustParse(t, sample)
	_, err := questionnaire.Compare(old, mustParse(t, replaced(t, sample, "We ask.", "We do ask.")))
	if !errors.Is(err, questionnaire.ErrSameVersion) {
		t.Errorf("changed content under the same version: got %v, want ErrSameVersion", err)
	}
	_, err = questionnaire.Compare(old, mustParse(t, read(t, "general.yaml")))
	if err == nil || errors.Is(err, questionnaire.ErrSameVersion) || !strings.Contains(err.Error(), "community-garden-check") {
		t.Errorf("different ids: got %v, want an error that names them", err)
	}
}

// TestCompareCountsWhatItLists holds for any two versions.
func TestCompareCountsWhatItLists(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawContent(t), drawContent(t)
		a["version"], b["version"] = bare("1"), bare("2")
		old, _ := questionnaire.Parse(write(t, a))
		new, _ := questionnaire.Parse(write(t, b))
		d, err := questionnaire.Compare(old, new)
		if err != nil {
			t.Fatal(err)
		}
		n := len(new.Items())
		if d.Same+d.Reworded+d.Rescaled+d.Moved+d.New != n || d.Dropped != len(d.Items)-n || d.Comparable != d.Same {
			t.Fatalf("got %+v for %d items", d, n)
		}
		for i, it := range new.Items() {
			if d.Items[i].ID != it.ID {
				t.Fatalf("got item %s at %d, want %s", d.Items[i].ID, i, it.ID)
			}
		}
	})
}
