package result_test

import (
	"bytes"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
)

func TestGroupsAreInOrder(t *testing.T) {
	q := load(t, facets)
	in := anonymous(q, seat(random(q, 200, 1), []string{"t1", "t2"}, both))
	in.Teams, in.Perspectives = []result.Team{{ID: "t2", Name: "Süd", Heads: 7}, {ID: "t1", Name: "Nord", Heads: 5}}, both
	d := build(t, in)
	var labels []string
	for _, g := range d.Groups {
		labels = append(labels, g.Label)
		if !g.Shown {
			t.Errorf("%s is hidden", g.Label)
		}
	}
	want := []string{"Alle", "Süd", "Nord", "Führungskräfte", "Mitarbeitende", "Süd · Führungskräfte", "Süd · Mitarbeitende",
		"Nord · Führungskräfte", "Nord · Mitarbeitende"}
	if !slices.Equal(labels, want) {
		t.Errorf("got %q, want %q", labels, want)
	}
	if g, ok := d.Find(result.Key{"team": "t1", "perspective": "staff"}); !ok || g.Label != "Nord · Mitarbeitende" || g.Heads != nil {
		t.Errorf("got %+v", g)
	}
	if *d.Heads != 12 || *d.Everyone().Heads != 12 || *d.Groups[1].Heads != 7 || *d.Groups[2].Heads != 5 || d.Groups[3].Heads != nil {
		t.Error("heads are not those invited")
	}
}

func TestGroupsAreLabelledInTheSourceLanguage(t *testing.T) {
	q := load(t, facets)
	q.Languages = []questionnaire.Lang{"en", "de"}
	in := anonymous(q, random(q, 6, 1))
	in.Everyone = "Everyone"
	in.Perspectives = []string{"leaders", "guests"}
	d := build(t, in)
	if d.Groups[0].Label != "Everyone" || d.Groups[1].Label != "Leaders" || d.Groups[2].Label != "guests" {
		t.Errorf("got %q, %q, %q", d.Groups[0].Label, d.Groups[1].Label, d.Groups[2].Label)
	}
	if d.Heads != nil || d.Groups[0].Heads != nil {
		t.Error("got heads of a company without teams")
	}
}

func TestTooFewAnswersPublishNothing(t *testing.T) {
	q := load(t, facets)
	four := random(q, 4, 1)
	wide := anonymous(q, random(q, 11, 1))
	wide.Round.K = 12
	for name, in := range map[string]result.Input{"anonymous": anonymous(q, four), "nobody in an open round": open(q, nil), "higher minimum": wide} {
		t.Run(name, func(t *testing.T) {
			d, err := result.Build(in)
			if d != nil || !errors.Is(err, result.ErrTooFew) || !errors.Is(err, kompass.ErrUnpublished) {
				t.Errorf("got %v, %v", d, err)
			}
			if err != nil && strings.ContainsAny(err.Error(), "0123456789") {
				t.Errorf("%q tells a number", err)
			}
		})
	}
}

func TestInputThatDoesNotFitIsRefused(t *testing.T) {
	q := load(t, facets)
	target := func(values kompass.TargetValues) func(*result.Input) {
		return func(in *result.Input) { in.Target = &kompass.Target{QuestionnaireID: q.ID, Values: values} }
	}
	for _, tc := range []struct {
		name string
		do   func(*result.Input)
		says string
	}{
		{"minimum below the floor", func(in *result.Input) { in.Round.K = 4 }, "minimum group size"},
		{"no minimum", func(in *result.Input) { in.Round.K = 0 }, "minimum group size"},
		{"team of another round", func(in *result.Input) {
			in.Responses = stream(seat(random(q, 6, 1), []string{"other"}, []string{""}))
		}, `team "other"`},
		{"perspective that was not asked", func(in *result.Input) {
			in.Responses = stream(seat(random(q, 6, 1), []string{""}, []string{"staff"}))
		}, `perspective "staff"`},
		{"damaged answers", func(in *result.Input) { in.Responses = stream([]kompass.Response{{Answers: []byte{9}}}) }, "read a response"},
		{"target of an unknown field", target(kompass.TargetValues{"x": {"": 2}}), `unknown field "x"`},
		{"target of an unknown facet", target(kompass.TargetValues{"people": {"x": 2}}), `unknown facet "x"`},
		{"target given twice", target(kompass.TargetValues{"people": {"": 2, "tools": 2}}), "both"},
		{"target above the scale", target(kompass.TargetValues{"people": {"tools": 4.1}}), "outside the scale"},
		{"target that is no number", target(kompass.TargetValues{"people": {"tools": math.NaN()}}), "outside the scale"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			in := anonymous(q, random(q, 6, 1))
			tc.do(&in)
			if d, err := result.Build(in); d != nil || err == nil || !strings.Contains(err.Error(), tc.says) {
				t.Errorf("got %v, %v, want an error with %q", d, err, tc.says)
			}
		})
	}
}

func TestReadErrorStopsBuilding(t *testing.T) {
	q := load(t, facets)
	in := anonymous(q, nil)
	in.Responses = func(yield func(kompass.Response, error) bool) {
		for _, r := range random(q, 9, 1) {
			yield(r, nil)
		}
		yield(kompass.Response{}, errDisk)
	}
	if d, err := result.Build(in); d != nil || !errors.Is(err, errDisk) {
		t.Errorf("got %v, %v", d, err)
	}
}

func TestDescriptionOfTheRound(t *testing.T) {
	q := load(t, facets)
	in := aim(anonymous(q, random(q, 30, 1)), "middle")
	in.Round.K = 7
	d := build(t, in)
	want := result.Document{Schema: result.Schema, Round: "round1", Mode: "anonymous", MinGroup: 7, Title: "Herbst 2026", CompanyID: "company1",
		Company: "Muster GmbH", OpenedOn: "2026-11-02", ClosedOn: "2026-11-20", TargetProfile: "middle", TargetFrozen: "2026-10-30", CommentsFrom: 14}
	if d.Schema != want.Schema || d.Round != want.Round || d.Mode != want.Mode || d.MinGroup != want.MinGroup || d.Title != want.Title ||
		d.CompanyID != want.CompanyID || d.Company != want.Company || d.OpenedOn != want.OpenedOn || d.ClosedOn != want.ClosedOn ||
		d.TargetProfile != want.TargetProfile || d.TargetFrozen != want.TargetFrozen || d.CommentsFrom != want.CommentsFrom {
		t.Errorf("got %+v, want %+v", d, want)
	}
	if d.Questionnaire != (result.Ref{ID: q.ID, Version: q.Version, Digest: q.Digest()}) {
		t.Errorf("got %+v", d.Questionnaire)
	}
	in = open(q, random(q, 3, 1))
	in.Target = &kompass.Target{QuestionnaireID: q.ID, Values: q.Targets[0].Values}
	if d = build(t, in); d.MinGroup != 1 || d.CommentsFrom != 1 || d.TargetFrozen != "" || d.Mode != "open" {
		t.Errorf("got %+v", d)
	}
}

func TestAnswersLeftOutAreToldAsCoarselyAsAPart(t *testing.T) {
	for n, want := range map[int]string{0: "", 1: "1–4", 4: "1–4", 5: "5", 12: "12"} {
		d := &result.Document{MinGroup: 5}
		d.LeaveOut(n)
		if got := d.LeftOut.String(); got != want {
			t.Errorf("%d: got %q, want %q", n, got, want)
		}
	}
	open := &result.Document{MinGroup: 1}
	if open.LeaveOut(1); open.LeftOut.String() != "1" {
		t.Errorf("got %q, want the number in a round without a minimum", open.LeftOut)
	}
}

func TestMemoryDoesNotGrowWithResponses(t *testing.T) {
	q := load(t, facets)
	allocations := func(n int) float64 {
		in := anonymous(q, seat(slices.Repeat(random(q, 500, 1), n/500), []string{"t1", "t2"}, both))
		in.Teams, in.Perspectives = twoTeams, both
		return testing.AllocsPerRun(3, func() { build(t, in) })
	}
	if few, many := allocations(500), allocations(20_000); many > few*1.1 {
		t.Errorf("got %v allocations for 500 responses, %v for 20,000", few, many)
	}
}

// TestOrderDoesNotMatter is the swap test: whoever hands in which form when, the document is the same to the byte.
func TestOrderDoesNotMatter(t *testing.T) {
	q := load(t, facets)
	rapid.Check(t, func(t *rapid.T) {
		in, forms := draw(t, q)
		first, err := result.Build(in)
		shuffled := slices.Clone(forms)
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "order"), 0))
		r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		in.Responses = stream(shuffled)
		second, err2 := result.Build(in)
		if err != nil || err2 != nil {
			if !errors.Is(err, result.ErrTooFew) || !errors.Is(err2, result.ErrTooFew) {
				t.Fatalf("got %v, %v", err, err2)
			}
			return
		}
		a, _ := first.Encode()
		b, _ := second.Encode()
		if !bytes.Equal(a, b) {
			t.Fatalf("got %s, want %s", b, a)
		}
	})
}

// draw makes up a round.
func draw(t *rapid.T, q *questionnaire.Questionnaire) (result.Input, []kompass.Response) {
	r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "answers"), 0))
	n := rapid.SampledFrom([]int{3, 5, 6, 9, 10, 11, 20, 29, 30, 31, 60, 99, 100, 130}).Draw(t, "persons")
	lean := byte(rapid.IntRange(0, 3).Draw(t, "lean"))
	forms := everybody(q, n, func(_ int, it questionnaire.Item) byte {
		if scale, _ := q.Scale(it.Scale); r.IntN(4) < int(lean) {
			if it.Reverse {
				return 0
			}
			return byte(len(scale.Points) - 1)
		}
		return randomAnswer(r, q, it)
	})
	seat(forms, []string{"t1", "t2", "t1", ""}, []string{"leaders", "staff", "staff", "staff", ""})
	in := anonymous(q, forms)
	if rapid.Bool().Draw(t, "open") {
		in = open(q, forms)
	} else {
		in.Round.K = rapid.IntRange(5, 12).Draw(t, "k")
	}
	if rapid.Bool().Draw(t, "target") {
		in = aim(in, q.Targets[0].ID)
	}
	in.Teams, in.Perspectives = twoTeams, both
	return in, forms
}
