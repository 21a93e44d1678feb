package compare_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"kompass/internal/compare"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
	"kompass/internal/score"
)

const (
	long  = "../../questionnaires/service-excellence-kompass.yaml"
	short = "../../questionnaires/service-excellence-kurz.yaml"
	old   = "../questionnaire/testdata/versions/v1.yaml"
	newer = "../questionnaire/testdata/versions/v3.yaml"
)

func load(t testing.TB, file string) *questionnaire.Questionnaire {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return parse(t, string(data))
}

func parse(t testing.TB, text string) *questionnaire.Questionnaire {
	t.Helper()
	q, findings := questionnaire.Parse([]byte(text))
	if questionnaire.HasErrors(findings) {
		t.Fatal(findings)
	}
	return q
}

// ten asks one item in each of three fields, on a scale from 0 to 10.
func ten(t testing.TB) *questionnaire.Questionnaire {
	t.Helper()
	var b strings.Builder
	b.WriteString("schema: 1\nid: zero-to-ten\nversion: 1\nlanguages: [en]\ntitle: {en: \"Ten\"}\nmin_answered: 0.5\nscales:\n  s:\n    points:\n")
	for v := range 11 {
		fmt.Fprintf(&b, "      - {id: p%d, value: %d, text: {en: \"point %d\"}}\n", v, v, v)
	}
	b.WriteString("fields:\n")
	for _, id := range []string{"one", "two", "three"} {
		fmt.Fprintf(&b, "  - id: %s\n    title: {en: \"Field %s\"}\n    items:\n      - {id: i-%s, scale: s, text: {en: \"Item %s.\"}}\n", id, id, id, id)
	}
	return parse(t, b.String())
}

// file scores persons who give one answer to everything, so that nothing is rounded.
func file(t testing.TB, q *questionnaire.Questionnaire, answers []byte) compare.Series {
	t.Helper()
	d, err := result.Score(result.ScoreInput{Questionnaire: q, MinGroup: 1, Everyone: "Alle", Persons: func(yield func(result.Person) bool) {
		for _, a := range answers {
			if !yield(result.Person{Answers: score.Answers{a, a, a}}) {
				return
			}
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	return compare.Series{Document: d, Group: d.Everyone(), Questionnaire: q}
}

// stat is what a made-up document publishes of every field, facet and item.
type stat struct {
	n        int
	mean, sd float64
}

// round makes up the document of a round with everyone in it.
func round(q *questionnaire.Questionnaire, id, closed string, s stat) *result.Document {
	return &result.Document{Schema: result.Schema, Round: id, CompanyID: "company1", ClosedOn: closed,
		Questionnaire: result.Ref{ID: q.ID, Version: q.Version}, Groups: []result.Group{group(q, result.Key{}, s)}}
}

func group(q *questionnaire.Questionnaire, key result.Key, s stat) result.Group {
	g := result.Group{Key: key, Shown: true, N: &s.n}
	for _, f := range q.Fields {
		field := result.Field{ID: f.ID, Shown: true, N: s.n, Mean: &s.mean, SD: &s.sd}
		for _, facet := range q.Facets {
			if slices.ContainsFunc(f.Items, func(it questionnaire.Item) bool { return it.Facet == facet.ID }) {
				field.Facets = append(field.Facets, result.Facet{ID: facet.ID, N: s.n, Mean: &s.mean, SD: &s.sd})
			}
		}
		for _, it := range f.Items {
			field.Items = append(field.Items, result.Item{ID: it.ID, N: s.n, Mean: &s.mean, SD: &s.sd})
		}
		g.Fields = append(g.Fields, field)
	}
	return g
}

func everyone(q *questionnaire.Questionnaire, d *result.Document) compare.Series {
	return compare.Series{Document: d, Group: d.Everyone(), Questionnaire: q}
}

func fieldOf(t testing.TB, c *compare.Comparison, id string) *compare.Field {
	t.Helper()
	f, ok := c.Field(id)
	if !ok {
		t.Fatalf("no field %s", id)
	}
	return f
}

// mustLoad reads a questionnaire for tests that share it.
func mustLoad(file string) *questionnaire.Questionnaire {
	data, err := os.ReadFile(file)
	if err != nil {
		panic(err)
	}
	q, findings := questionnaire.Parse(data)
	if questionnaire.HasErrors(findings) {
		panic(findings)
	}
	return q
}
