package result_test

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
	"kompass/internal/score"
)

// file turns forms into rows of a file whose group column holds the team.
func file(q *questionnaire.Questionnaire, forms []kompass.Response) result.ScoreInput {
	return result.ScoreInput{Questionnaire: q, MinGroup: 5, GroupBy: "site", Everyone: "Alle", Persons: func(yield func(result.Person) bool) {
		for _, f := range forms {
			if !yield(result.Person{Group: f.TeamID, Answers: score.Answers(f.Answers)}) {
				return
			}
		}
	}}
}

func scored(t *testing.T, in result.ScoreInput) *result.Document {
	t.Helper()
	d, err := result.Score(in)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestScoreGroupsByValue(t *testing.T) {
	q := load(t, facets)
	d := scored(t, file(q, seat(random(q, 60, 1), []string{"Ulm", "Berlin", "", "Ägidienberg"}, []string{""})))
	var labels []string
	for _, g := range d.Groups {
		labels = append(labels, g.Label)
	}
	if want := []string{"Alle", "Berlin", "Ulm", "Ägidienberg"}; !slices.Equal(labels, want) {
		t.Fatalf("got %q, want %q", labels, want)
	}
	if *d.Groups[0].N != 60 || *d.Groups[1].N != 15 || d.Groups[1].Key["site"] != "Berlin" {
		t.Errorf("got %+v, %+v", d.Groups[0], d.Groups[1])
	}
	in := file(q, seat(random(q, 60, 1), []string{"Ulm", "Berlin"}, []string{""}))
	in.GroupBy = ""
	if d = scored(t, in); len(d.Groups) != 1 || *d.Groups[0].N != 60 {
		t.Errorf("without a group column: got %d groups", len(d.Groups))
	}
}

func TestScoreSaysNothingOfARound(t *testing.T) {
	data, err := json.Marshal(scored(t, file(load(t, facets), random(load(t, facets), 6, 1))))
	if err != nil {
		t.Fatal(err)
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(data, &members); err != nil {
		t.Fatal(err)
	}
	for key := range members {
		if !slices.Contains([]string{"schema", "questionnaire", "min_group", "agreement_rule", "groups"}, key) {
			t.Errorf("got the member %s", key)
		}
	}
}

func TestScoreIsExactAndComplete(t *testing.T) {
	q := load(t, shipped)
	forms := random(q, 7, 3)
	g := scored(t, file(q, forms)).Everyone()
	r := newReference(q)
	r.forms = forms
	for i := range g.Fields {
		f := &g.Fields[i]
		s := r.field(q.Fields[i])
		nearly(t, f.ID+" mean", f.Mean, s.mean())
		nearly(t, f.ID+" sd", f.SD, s.sd())
		if len(f.Items) != len(q.Fields[i].Items) || f.Items[0].Mean == nil {
			t.Errorf("%s: got %d items", f.ID, len(f.Items))
		}
		for j, c := range f.Facets {
			nearly(t, f.ID+" "+c.ID, c.Mean, r.facet(r.parts(q.Fields[i])[j]).mean())
		}
		if len(r.complete(q.Fields[i])[0]) < 2 {
			continue
		}
		nearly(t, f.ID+" r_WG", f.RWG, r.rwg(q.Fields[i]))
		nearly(t, f.ID+" AD", f.AD, r.ad(q.Fields[i]))
		value, low, _ := r.alpha(q.Fields[i])
		if f.Alpha == nil || math.Abs(f.Alpha.Value-value) > 1e-9 || math.Abs(f.Alpha.CI[0]-low) > 1e-6 {
			t.Errorf("%s: got alpha %+v, want %v", f.ID, f.Alpha, value)
		}
	}
}

func nearly(t *testing.T, what string, got *float64, want float64) {
	t.Helper()
	if got == nil || math.Abs(*got-want) > 1e-9 {
		t.Errorf("%s: got %v, want %v", what, show(got), want)
	}
}

func TestScoreGivesMeansNearAnEnd(t *testing.T) {
	q := load(t, shipped)
	f := field(t, scored(t, file(q, alike(q, 5, 4, 4))).Everyone(), "customers")
	if !same(f.Mean, 4) || f.Bound != nil || f.SD == nil || f.CI != nil || f.Target != nil || f.Gap != nil || f.Fit != nil {
		t.Errorf("got %+v", f)
	}
}

func TestScoreHidesSmallGroupsAndWhatWouldTellThem(t *testing.T) {
	q := load(t, facets)
	forms := slices.Concat(seat(alike(q, 3, 1, 2), []string{"A"}, []string{""}), seat(alike(q, 6, 1, 2), []string{"B"}, []string{""}),
		seat(alike(q, 9, 1, 2), []string{"C"}, []string{""}))
	d := scored(t, file(q, forms))
	var got []string
	for _, g := range d.Groups {
		if g.Shown {
			got = append(got, g.Label)
			continue
		}
		got = append(got, g.Label+" "+string(*g.Reason))
		if g.N != nil || g.Fields != nil || g.Straightlined != nil {
			t.Errorf("hidden group %s has numbers", g.Label)
		}
	}
	if want := []string{"Alle", "A below_minimum", "B complementary", "C"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	forms = leave(q, alike(q, 8, 1, 2), 4, score.NA, "c-1")
	if f := field(t, scored(t, file(q, forms)).Everyone(), "customers"); f.Shown {
		t.Error("a field is shown although 4 answered one of the items that are always given")
	}
}

func TestScoreOfTooFewIsHiddenWhole(t *testing.T) {
	q := load(t, facets)
	for _, n := range []int{0, 4} {
		g := scored(t, file(q, random(q, n, 1))).Everyone()
		if g.Shown || g.Reason == nil || *g.Reason != "below_minimum" || g.N != nil || g.Fields != nil {
			t.Errorf("%d rows: got %+v", n, g)
		}
	}
}

func TestScoreRefusesAMinimumBelowOne(t *testing.T) {
	in := file(load(t, facets), nil)
	in.MinGroup = 0
	if _, err := result.Score(in); err == nil || !strings.Contains(err.Error(), "minimum group size") {
		t.Errorf("got %v", err)
	}
}
