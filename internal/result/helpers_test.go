package result_test

import (
	"errors"
	"iter"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
	"kompass/internal/score"
)

// The questionnaires that tests score.
const (
	facets  = "testdata/facets.yaml"
	garden  = "../questionnaire/testdata/general.yaml" // no facets, 1 to 6, reversed items, two scales
	shipped = "../../questionnaires/service-excellence-kompass.yaml"
)

func load(t testing.TB, file string) *questionnaire.Questionnaire {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	q, findings := questionnaire.Parse(data)
	if questionnaire.HasErrors(findings) {
		t.Fatal(findings)
	}
	return q
}

// everybody answers item i with the point at answer(person, i).
func everybody(q *questionnaire.Questionnaire, persons int, answer func(person int, it questionnaire.Item) byte) []kompass.Response {
	all := make([]kompass.Response, persons)
	for p := range all {
		for _, it := range q.Items() {
			all[p].Answers = append(all[p].Answers, answer(p, it))
		}
	}
	return all
}

// random are forms that lean to the upper part of the scale, some of them with gaps.
func random(q *questionnaire.Questionnaire, persons int, seed uint64) []kompass.Response {
	r := rand.New(rand.NewPCG(seed, 1))
	return everybody(q, persons, func(_ int, it questionnaire.Item) byte { return randomAnswer(r, q, it) })
}

func randomAnswer(r *rand.Rand, q *questionnaire.Questionnaire, it questionnaire.Item) byte {
	scale, _ := q.Scale(it.Scale)
	switch n := r.IntN(100); {
	case n < 2:
		return score.Missing
	case n < 6 && scale.NA != nil:
		return score.NA
	}
	points := len(scale.Points)
	return byte(max(r.IntN(points), r.IntN(points)))
}

// seat spreads responses over teams and perspectives; with gaps some belong to no team or no perspective.
func seat(all []kompass.Response, teams, perspectives []string) []kompass.Response {
	for i := range all {
		all[i].TeamID, all[i].Perspective = teams[i%len(teams)], perspectives[i/len(teams)%len(perspectives)]
	}
	return all
}

func stream(all []kompass.Response) iter.Seq2[kompass.Response, error] {
	return func(yield func(kompass.Response, error) bool) {
		for _, r := range all {
			if !yield(r, nil) {
				return
			}
		}
	}
}

func anonymous(q *questionnaire.Questionnaire, all []kompass.Response) result.Input {
	return result.Input{
		Questionnaire: q, Everyone: "Alle",
		Round: result.Round{ID: "round1", Title: "Herbst 2026", Mode: kompass.Anonymous, K: 5, CompanyID: "company1",
			Company: "Muster GmbH", OpenedOn: "2026-11-02", ClosedOn: "2026-11-20"},
		Responses: stream(all),
	}
}

func open(q *questionnaire.Questionnaire, all []kompass.Response) result.Input {
	in := anonymous(q, all)
	in.Round.Mode, in.Round.K = kompass.Open, 1
	return in
}

// aim sets the targets of a start profile, frozen before the round.
func aim(in result.Input, profile string) result.Input {
	i := slices.IndexFunc(in.Questionnaire.Targets, func(p questionnaire.TargetProfile) bool { return p.ID == profile })
	in.Target = &kompass.Target{QuestionnaireID: in.Questionnaire.ID, Profile: profile, Values: in.Questionnaire.Targets[i].Values,
		FrozenAt: time.Date(2026, 10, 30, 8, 0, 0, 0, time.UTC)}
	return in
}

func build(t testing.TB, in result.Input) *result.Document {
	t.Helper()
	d, err := result.Build(in)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func field(t testing.TB, g *result.Group, id string) *result.Field {
	t.Helper()
	f, ok := g.Field(id)
	if !ok {
		t.Fatalf("group %v has no field %q", g.Key, id)
	}
	return f
}

// same answers whether a number that may be missing is this one.
func same(got *float64, want float64) bool { return got != nil && *got == want }

func show(v *float64) any {
	if v == nil {
		return "nothing"
	}
	return *v
}

var errDisk = errors.New("disk on fire")
