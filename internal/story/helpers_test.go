package story_test

import (
	"os"
	"testing"

	"kompass/internal/compare"
	"kompass/internal/i18n"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
	"kompass/internal/story"
)

var german = i18n.For(i18n.German)

func content(t *testing.T) *questionnaire.Questionnaire {
	t.Helper()
	return version(t, "service-excellence-kompass.yaml")
}

// version reads a shipped questionnaire by the name of its file.
func version(t testing.TB, file string) *questionnaire.Questionnaire {
	t.Helper()
	data, err := os.ReadFile("../../questionnaires/" + file)
	if err != nil {
		t.Fatal(err)
	}
	q, findings := questionnaire.Parse(data)
	if q == nil {
		t.Fatal(findings)
	}
	return q.Worded(questionnaire.Words{})
}

// of is a group of a result as a series: 0 is everyone, 1 and 2 are the teams.
func of(q *questionnaire.Questionnaire, d *result.Document, group int) compare.Series {
	return compare.Series{Document: d, Group: &d.Groups[group], Questionnaire: q}
}

func compared(series ...compare.Series) story.Comparison {
	named := make([]story.Series, len(series))
	for i, s := range series {
		named[i] = story.Series{Name: s.Document.Title + " – " + s.Group.Label, Series: s}
	}
	return story.ComparisonOf(german, named, story.TargetColumn{}, compare.Trends(series))
}
