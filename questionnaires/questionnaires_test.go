package questionnaires_test

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"kompass/internal/questionnaire"
	"kompass/questionnaires"
)

const (
	long  = "service-excellence-kompass.yaml"
	short = "service-excellence-kurz.yaml"

	// The version before, of which there are rounds.
	longBefore  = "service-excellence-kompass-0.1.yaml"
	shortBefore = "service-excellence-kurz-0.1.yaml"
)

var languages = []questionnaire.Lang{"de", "en"}

// parse returns a shipped questionnaire and fails on any finding, a warning included.
func parse(t *testing.T, name string) *questionnaire.Questionnaire {
	t.Helper()
	files, err := questionnaires.Files()
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := files[name]; !ok {
		t.Fatalf("%s is not embedded: %v", name, slices.Sorted(maps.Keys(files)))
	}
	q, findings := questionnaire.Parse(files[name])
	for _, f := range findings {
		t.Error(f.Format(name))
	}
	if t.Failed() {
		t.FailNow()
	}
	return q
}

// each runs a check on the current version of both shipped questionnaires.
func each(t *testing.T, check func(t *testing.T, q *questionnaire.Questionnaire)) {
	t.Helper()
	for _, name := range []string{long, short} {
		t.Run(name, func(t *testing.T) { check(t, parse(t, name)) })
	}
}

func TestBothVersionsOfBothAreEmbedded(t *testing.T) {
	files, err := questionnaires.Files()
	if err != nil {
		t.Fatal(err)
	}
	if got := slices.Sorted(maps.Keys(files)); !slices.Equal(got, []string{longBefore, long, shortBefore, short}) {
		t.Errorf("embedded files = %v", got)
	}
}

func TestIdentityAndStatus(t *testing.T) {
	for name, version := range map[string]int{longBefore: 1, shortBefore: 1, long: 2, short: 2} {
		q := parse(t, name)
		if q.Version != version || q.Label != fmt.Sprint("0.", version) || q.MinAnswered != "0.66" {
			t.Errorf("%s: version %d, label %q, min_answered %s", name, q.Version, q.Label, q.MinAnswered)
		}
		if q.Validated {
			t.Error("validated: nobody has validated this questionnaire")
		}
		if !slices.Equal(q.Languages, languages) {
			t.Errorf("languages = %v", q.Languages)
		}
	}
}

// TestTheVersionBeforeIsAsItWasAnswered: rounds were opened with it, and what they froze has these digests.
func TestTheVersionBeforeIsAsItWasAnswered(t *testing.T) {
	for name, want := range map[string]string{
		longBefore:  "sha256:a62a39197997f6d0bfe89bf3a039b0ebb8d5058c1124484aa3b01b56a04c4962",
		shortBefore: "sha256:b23d9fdf9a193f5b3f7a373a827c2c46743325bb6ea454861d3446f82790d64d",
	} {
		if got := parse(t, name).Digest(); got != want {
			t.Errorf("%s has the digest %s", name, got)
		}
	}
}

// TestCells counts the items per field and facet: the facet scores rest on 3 or 4 items in the long questionnaire.
func TestCells(t *testing.T) {
	want := map[string][]int{long: {4, 3, 3, 3, 3, 3, 4, 3, 3, 3, 3, 4}, short: {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}}
	for name, counts := range want {
		var got []int
		for _, f := range parse(t, name).Fields {
			for _, facet := range []string{"attitude", "tools", "processes"} {
				n := 0
				for _, it := range f.Items {
					if it.Facet == facet {
						n++
					}
				}
				got = append(got, n)
			}
		}
		if !slices.Equal(got, counts) {
			t.Errorf("%s: items per cell = %v, want %v", name, got, counts)
		}
	}
}

func TestItemIDsOfTheLongQuestionnaire(t *testing.T) {
	want := strings.Fields(`k-e-1 k-e-2 k-e-3 k-e-4 k-w-1 k-w-2 k-w-3 k-p-1 k-p-2 k-p-3
		f-e-1 f-e-2 f-e-3 f-w-1 f-w-2 f-w-3 f-p-1 f-p-2 f-p-3
		a-e-1 a-e-2 a-e-3 a-e-4 a-w-1 a-w-2 a-w-3 a-p-1 a-p-2 a-p-3
		m-e-1 m-e-2 m-e-3 m-w-1 m-w-2 m-w-3 m-p-1 m-p-2 m-p-3 m-p-4`)
	var got []string
	for _, it := range parse(t, long).Items() {
		got = append(got, it.ID)
	}
	if !slices.Equal(got, want) {
		t.Errorf("ids = %v\nwant  %v", got, want)
	}
}

// TestIDsNameTheirCell holds the ids to the field and facet they are filed under.
func TestIDsNameTheirCell(t *testing.T) {
	field := map[byte]string{'k': "customers", 'f': "leadership", 'a': "people", 'm': "management"}
	facet := map[byte]string{'e': "attitude", 'w': "tools", 'p': "processes"}
	each(t, func(t *testing.T, q *questionnaire.Questionnaire) {
		for _, f := range q.Fields {
			for _, it := range f.Items {
				if field[it.ID[0]] != f.ID || facet[it.ID[2]] != it.Facet {
					t.Errorf("%s stands in %s/%s", it.ID, f.ID, it.Facet)
				}
			}
		}
	})
}

func TestItemsAreShortAndWithoutNegation(t *testing.T) {
	negation := regexp.MustCompile(`(?i)\b(nicht|nichts|nie|kein\pL*|ohne|not|nothing|never|no|without|cannot)\b|n’t\b`)
	each(t, func(t *testing.T, q *questionnaire.Questionnaire) {
		for _, it := range q.Items() {
			for _, l := range languages {
				text := it.Text.In(l)
				if n := utf8.RuneCountInString(text); n == 0 || n >= 160 {
					t.Errorf("%s %s has %d characters", it.ID, l, n)
				}
				if no := negation.FindString(text); no != "" {
					t.Errorf("%s %s is negated by %q", it.ID, l, no)
				}
			}
			if it.Reverse {
				t.Errorf("%s is reversed", it.ID)
			}
		}
	})
}

func TestEveryItemIsExplainedAndSourced(t *testing.T) {
	question := map[questionnaire.Lang]*regexp.Regexp{
		"de": regexp.MustCompile(`^(Wie|Was|Wo|Wann|Woran) .*\?$`),
		"en": regexp.MustCompile(`^(How|What|Where|When) .*\?$`),
	}
	each(t, func(t *testing.T, q *questionnaire.Questionnaire) {
		for _, it := range q.Items() {
			for _, l := range languages {
				if it.Name.In(l) == "" || it.Why.In(l) == "" {
					t.Errorf("%s has no name or no why in %s", it.ID, l)
				}
				if d := it.Discuss.In(l); !question[l].MatchString(d) {
					t.Errorf("%s %s: not an open question: %q", it.ID, l, d)
				}
			}
			if len(it.Sources) == 0 || it.Layer == "" || it.Evidence == "" {
				t.Errorf("%s lacks sources, layer or evidence", it.ID)
			}
		}
	})
}

// TestShortItemsAreLongItems lets answers of both questionnaires be compared by id.
func TestShortItemsAreLongItems(t *testing.T) {
	of := make(map[string]questionnaire.Item)
	for _, it := range parse(t, long).Items() {
		of[it.ID] = it
	}
	for _, it := range parse(t, short).Items() {
		same, ok := of[it.ID]
		if !ok {
			t.Errorf("%s is not in the long questionnaire", it.ID)
			continue
		}
		if !maps.Equal(it.Text, same.Text) || !maps.Equal(it.Name, same.Name) || !maps.Equal(it.Why, same.Why) ||
			!maps.Equal(it.Discuss, same.Discuss) || it.Scale != same.Scale || it.Layer != same.Layer ||
			it.Evidence != same.Evidence || !slices.Equal(it.Sources, same.Sources) {
			t.Errorf("%s differs between the two questionnaires", it.ID)
		}
	}
}

func TestBothShareScales(t *testing.T) {
	a, b := parse(t, long), parse(t, short)
	for _, id := range []string{"frequency", "spread"} {
		x, _ := a.Scale(id)
		y, ok := b.Scale(id)
		if !ok || len(x.Points) != 5 || x.NA == nil || x.NA.ID != "na" {
			t.Fatalf("scale %s: %+v", id, x)
		}
		for i, p := range x.Points {
			if p.Value != float64(i) || p.ID != y.Points[i].ID || !maps.Equal(p.Text, y.Points[i].Text) {
				t.Errorf("scale %s: %+v, %+v", id, p, y.Points[i])
			}
		}
	}
}

// TestTargets repeats the vetted start profiles: fields in their order, each attitude, tools, processes.
func TestTargets(t *testing.T) {
	want := map[string][]float64{
		"discounter": {2.5, 2.25, 3.25, 2.25, 2.75, 2.5, 2.25, 2.5, 3.25, 2.75, 3.25, 3.0},
		"middle":     {2.75, 2.5, 2.75, 2.5, 2.75, 2.5, 2.75, 2.75, 2.75, 2.75, 2.75, 2.75},
		"luxury":     {3.75, 3.75, 3.25, 3.75, 3.25, 3.0, 3.75, 3.5, 3.25, 3.25, 3.25, 3.25},
	}
	each(t, func(t *testing.T, q *questionnaire.Questionnaire) {
		if len(q.Targets) != len(want) {
			t.Errorf("%d target profiles", len(q.Targets))
		}
		for _, p := range q.Targets {
			var got []float64
			for _, f := range q.Fields {
				for _, facet := range q.Facets {
					got = append(got, p.Values[f.ID][facet.ID])
				}
			}
			if !slices.Equal(got, want[p.ID]) {
				t.Errorf("%s = %v, want %v", p.ID, got, want[p.ID])
			}
		}
	})
}

func TestSourcesSayHowSureTheyAre(t *testing.T) {
	each(t, func(t *testing.T, q *questionnaire.Questionnaire) {
		if len(q.Sources) == 0 {
			t.Fatal("no sources")
		}
		for id, s := range q.Sources {
			if !slices.Contains([]string{"confirmed", "partly", "unconfirmed"}, s.Checked) || s.Citation == "" {
				t.Errorf("%s: %+v", id, s)
			}
		}
	})
}

func TestTruths(t *testing.T) {
	truths := parse(t, long).Truths
	if len(truths) != 8 {
		t.Errorf("%d truths, want 8", len(truths))
	}
	for _, tr := range truths {
		for _, l := range languages {
			if tr.Claim.In(l) == "" || tr.Finding.In(l) == "" || len(tr.Sources) == 0 {
				t.Errorf("%s is incomplete in %s", tr.ID, l)
			}
		}
	}
}

// TestTwelveStatementsCompareWithTheVersionBefore: the words of the spread scale changed, and so did the sense of some statements.
func TestTwelveStatementsCompareWithTheVersionBefore(t *testing.T) {
	before := map[string]string{long: longBefore, short: shortBefore}
	for name, want := range map[string]string{
		long:  "k-e-1 k-e-3 k-e-4 k-p-1 k-p-2 f-e-1 f-e-2 f-e-3 a-e-2 m-e-2 m-p-1 m-p-3",
		short: "k-p-2 f-e-1 a-e-2 m-p-1",
	} {
		diff, err := questionnaire.Compare(parse(t, before[name]), parse(t, name))
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

func TestEveryStatementHasThreeIdeas(t *testing.T) {
	q := parse(t, long)
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

func TestATruthBearsOnNamedStatementsOnly(t *testing.T) {
	for _, tr := range parse(t, long).Truths {
		if (len(tr.Items) == 0) != (tr.ID == "alpha") {
			t.Errorf("%s bears on %v", tr.ID, tr.Items)
		}
	}
}

// TestWithTheirOwnWordsBothReadWithoutGaps holds every sentence to the forms that the file gives.
func TestWithTheirOwnWordsBothReadWithoutGaps(t *testing.T) {
	for _, name := range []string{long, short} {
		for _, it := range parse(t, name).Worded(questionnaire.Words{}).Items() {
			for _, l := range languages {
				if text := it.Text.In(l) + it.TextFor["leaders"].In(l) + it.Discuss.In(l); strings.ContainsAny(text, "{}") {
					t.Errorf("%s %s: %q", it.ID, l, text)
				}
			}
		}
	}
}
