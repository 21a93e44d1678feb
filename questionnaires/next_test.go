package questionnaires_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kompass/internal/questionnaire"
)

// next parses a file of the version that is to come. It lies beside those that ship, so that it can be reviewed and compared
// with them before rounds are opened with it.
func next(t *testing.T, name string) *questionnaire.Questionnaire {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("next", name))
	if err != nil {
		t.Fatal(err)
	}
	q, findings := questionnaire.Parse(data)
	for _, f := range findings {
		t.Error(f.Format(name))
	}
	if q == nil {
		t.FailNow()
	}
	return q
}

// TestTwelveStatementsCompareWithTheNextVersion: the words of the spread scale change, and so does the sense of some statements.
func TestTwelveStatementsCompareWithTheNextVersion(t *testing.T) {
	for name, want := range map[string]string{
		long:  "k-e-1 k-e-3 k-e-4 k-p-1 k-p-2 f-e-1 f-e-2 f-e-3 a-e-2 m-e-2 m-p-1 m-p-3",
		short: "k-p-2 f-e-1 a-e-2 m-p-1",
	} {
		diff, err := questionnaire.Compare(parse(t, name), next(t, name))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, it := range diff.Items {
			if it.Comparable {
				got = append(got, it.ID)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: comparable are %v, want %s", name, got, want)
		}
	}
}

func TestEveryNextStatementHasThreeIdeas(t *testing.T) {
	q := next(t, long)
	if len(q.Ideas) != 117 {
		t.Errorf("%d ideas, want 117", len(q.Ideas))
	}
	for _, it := range q.Items() {
		ideas := q.IdeasFor(it.ID, "")
		if len(ideas) != 3 {
			t.Errorf("%s has %d ideas, want 3", it.ID, len(ideas))
		}
		for _, idea := range ideas {
			if len(idea.Sources) == 0 || idea.FirstStep.In("de") == "" || idea.Evidence == "" {
				t.Errorf("%s lacks a source, a first step or a grade", idea.ID)
			}
		}
	}
}

func TestANextTruthBearsOnNamedStatementsOnly(t *testing.T) {
	for _, tr := range next(t, long).Truths {
		if (len(tr.Items) == 0) != (tr.ID == "alpha") {
			t.Errorf("%s bears on %v", tr.ID, tr.Items)
		}
	}
}

// TestWithItsOwnWordsTheNextVersionReadsWithoutGaps holds every sentence to the forms that the file gives.
func TestWithItsOwnWordsTheNextVersionReadsWithoutGaps(t *testing.T) {
	for _, name := range []string{long, short} {
		for _, it := range next(t, name).Worded(questionnaire.Words{}).Items() {
			for _, l := range languages {
				if text := it.Text.In(l) + it.TextFor["leaders"].In(l) + it.Discuss.In(l); strings.ContainsAny(text, "{}") {
					t.Errorf("%s %s: %q", it.ID, l, text)
				}
			}
		}
	}
}
