package reading_test

import (
	"math"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"kompass/internal/compare"
	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
	"kompass/internal/score"
)

const (
	long  = "../../questionnaires/service-excellence-kompass.yaml"
	short = "../../questionnaires/service-excellence-kurz.yaml"
	plain = "../questionnaire/testdata/general.yaml" // no facets, no perspectives
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
	return q.Worded(questionnaire.Words{})
}

// people say how a group answers: where each field and facet lies, how far leaders stand above it and people apart.
type people struct {
	n, leaders int
	level      float64
	field      map[string]float64 // added to the items of a field
	cell       map[string]float64 // added to the items of "field/facet"
	rosier     float64            // added for leaders
	spread     float64            // of persons
	noise      float64            // of answers
	unknown    map[string]float64 // share of "cannot judge" by item
	seed       uint64
}

func (p people) answers(q *questionnaire.Questionnaire) []kompass.Response {
	r := rand.New(rand.NewPCG(p.seed, 7))
	all := make([]kompass.Response, p.n)
	for i := range all {
		bias := r.NormFloat64() * p.spread
		if p.leaders > 0 {
			all[i].Perspective = "staff"
		}
		if i < p.leaders {
			all[i].Perspective, bias = "leaders", bias+p.rosier
		}
		for _, f := range q.Fields {
			for _, it := range f.Items {
				scale, _ := q.Scale(it.Scale)
				v := p.level + p.field[f.ID] + p.cell[f.ID+"/"+it.Facet] + bias + r.NormFloat64()*p.noise
				answer := byte(min(max(math.Round(v), 0), float64(len(scale.Points)-1)))
				if r.Float64() < p.unknown[it.ID] {
					answer = score.NA
				}
				all[i].Answers = append(all[i].Answers, answer)
			}
		}
	}
	return all
}

// round is a round of the company "Muster GmbH".
type round struct {
	id, title, closed string
	mode              kompass.Mode
	profile           string // of the target, "" for none
	people            people
}

func (r round) input(q *questionnaire.Questionnaire) result.Input {
	k := kompass.FloorMinGroup
	if r.mode == kompass.Open {
		k = 1
	}
	in := result.Input{
		Questionnaire: q,
		Everyone:      "Alle",
		Round:         result.Round{ID: r.id, Title: r.title, Mode: r.mode, K: k, CompanyID: "c1", Company: "Muster GmbH", ClosedOn: r.closed},
		Responses: func(yield func(kompass.Response, error) bool) {
			for _, response := range r.people.answers(q) {
				if !yield(response, nil) {
					return
				}
			}
		},
	}
	if r.people.leaders > 0 {
		in.Perspectives = []string{"leaders", "staff"}
	}
	for _, p := range q.Targets {
		if p.ID == r.profile {
			in.Target = &kompass.Target{QuestionnaireID: q.ID, Profile: p.ID, Values: p.Values, FrozenAt: time.Date(2026, 1, 2, 8, 0, 0, 0, time.UTC)}
		}
	}
	return in
}

func (r round) series(t testing.TB, q *questionnaire.Questionnaire) compare.Series {
	t.Helper()
	if r.mode == "" {
		r.mode = kompass.Anonymous
	}
	d, err := result.Build(r.input(q))
	if err != nil {
		t.Fatal(err)
	}
	return compare.Series{Document: d, Group: d.Everyone(), Questionnaire: q}
}
