package responses_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"kompass/internal/questionnaire"
	"kompass/internal/responses"
)

// garden is a questionnaire with two scales, whole and broken values, and one scale without "cannot judge".
func garden(t testing.TB) *questionnaire.Questionnaire {
	t.Helper()
	return load(t, "../questionnaire/testdata/general.yaml")
}

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

// place returns where an item stands among the answers.
func place(t testing.TB, q *questionnaire.Questionnaire, id string) int {
	t.Helper()
	for i, it := range q.Items() {
		if it.ID == id {
			return i
		}
	}
	t.Fatalf("no item %q", id)
	return 0
}

func mustRead(t testing.TB, q *questionnaire.Questionnaire, file string) *responses.Table {
	t.Helper()
	table, err := responses.ReadCSV(strings.NewReader(file), q)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// errorsOf reads a file that must be refused.
func errorsOf(t testing.TB, q *questionnaire.Questionnaire, file string) *responses.Errors {
	t.Helper()
	table, err := responses.ReadCSV(strings.NewReader(file), q)
	var all *responses.Errors
	if !errors.As(err, &all) {
		t.Fatalf("got %v, %v, want *Errors", table, err)
	}
	if table != nil {
		t.Errorf("got a table beside the errors")
	}
	if len(all.List) == 0 {
		t.Fatal("got no errors in *Errors")
	}
	return all
}
