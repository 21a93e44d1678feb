package compare_test

import (
	"testing"

	"kompass/internal/compare"
	"kompass/internal/questionnaire"
)

var plenty = stat{20, 2.0, 0.5}

func versions(t *testing.T, a, b *questionnaire.Questionnaire) compare.Comparison {
	t.Helper()
	return compare.Compare(everyone(a, round(a, "r1", "2026-01-01", plenty)), everyone(b, round(b, "r2", "2026-02-01", stat{20, 2.9, 0.5})))
}

func TestOneQuestionnaireComparesWhole(t *testing.T) {
	q := load(t, long)
	c := versions(t, q, q)
	if want := (compare.Count{Comparable: 39, Of: 39}); c.Counted != want {
		t.Errorf("got %v, want %v", c.Counted, want)
	}
	for _, f := range c.Fields {
		if f.Reason != "" || len(f.Facets) != 3 || len(f.Items) != f.Counted.Of {
			t.Errorf("got %+v", f)
		}
	}
}

func TestVersionsCompareItemByItem(t *testing.T) {
	for name, pair := range map[string][2]string{"forwards": {old, newer}, "backwards": {newer, old}} {
		t.Run(name, func(t *testing.T) {
			c := versions(t, load(t, pair[0]), load(t, pair[1]))
			if c.Counted.Comparable != 7 || c.Counted.Of != 16 {
				t.Errorf("got %v, want 7 of 16", c.Counted)
			}
			items := 0
			for _, f := range c.Fields {
				items += len(f.Items)
				if whole := f.Counted.Comparable == f.Counted.Of; whole != (f.Reason != compare.Items) {
					t.Errorf("%s: got reason %q with %v", f.ID, f.Reason, f.Counted)
				}
				for _, facet := range f.Facets {
					if whole := facet.Counted.Comparable == facet.Counted.Of; whole != (facet.Diff != nil) {
						t.Errorf("%s, %s: got %v with %v", f.ID, facet.ID, facet.Diff, facet.Counted)
					}
				}
			}
			if items != 7 {
				t.Errorf("got %d items, want all 7 that are comparable", items)
			}
		})
	}
}

func TestTheShortQuestionnaireComparesByItsItems(t *testing.T) {
	c := versions(t, load(t, short), load(t, long))
	if want := (compare.Count{Comparable: 12, Of: 39}); c.Counted != want {
		t.Errorf("got %v, want %v", c.Counted, want)
	}
	for _, f := range c.Fields {
		if f.Reason != compare.Items || f.Diff != nil || len(f.Items) != 3 || f.Counted.Comparable != 3 {
			t.Errorf("got %+v", f)
		}
	}
}

func TestAnItemOfAnotherQuestionnaireMustMeanTheSame(t *testing.T) {
	a, b := load(t, long), load(t, short)
	b.Fields[0].Items[0].Text = questionnaire.Text{"de": "Etwas anderes.", "en": "Something else."}
	b.Fields[1].Items[0].Facet = "tools"
	b.Fields[2].Items[0].Reverse = true
	if got := versions(t, a, b).Counted.Comparable; got != 9 {
		t.Errorf("got %d comparable items, want 9", got)
	}
}

func TestWordsOfACompanyDoNotKeepLongAndShortApart(t *testing.T) {
	guests := questionnaire.Words{Customers: map[questionnaire.Lang]questionnaire.WordForms{"de": {Plain: "Gäste"}}}
	a, b := load(t, long).Worded(guests), load(t, short).Worded(questionnaire.Words{})
	if got := versions(t, a, b).Counted.Comparable; got != 12 {
		t.Errorf("got %d comparable items, want 12", got)
	}
}

func TestContentChangedUnderOneVersionComparesByEqualItems(t *testing.T) {
	a, b := load(t, long), load(t, long)
	b.Fields[0].Items[0].Text = questionnaire.Text{"de": "Etwas anderes.", "en": "Something else."}
	c := versions(t, a, b)
	if c.Counted.Comparable != 38 || fieldOf(t, &c, "customers").Reason != compare.Items || fieldOf(t, &c, "people").Diff == nil {
		t.Errorf("got %v", c.Counted)
	}
}

func TestScalesWithOtherEndsCompareNothing(t *testing.T) {
	a, b := load(t, long), load(t, long)
	for i := range b.Scales {
		for j := range b.Scales[i].Points {
			b.Scales[i].Points[j].Value++
		}
	}
	c := versions(t, a, b)
	if c.Counted.Comparable != 0 {
		t.Errorf("got %v", c.Counted)
	}
	for _, f := range c.Fields {
		if f.Diff != nil || len(f.Items) > 0 {
			t.Errorf("got %+v", f)
		}
	}
}

func TestAFieldThatOnlyOneSideAsksHasNoDifference(t *testing.T) {
	a, b := load(t, long), load(t, long)
	b.Version++
	b.Fields[3].ID = "service"
	c := versions(t, a, b)
	if len(c.Fields) != 5 || c.Fields[3].ID != "service" || c.Fields[4].ID != "management" {
		t.Fatalf("got %d fields", len(c.Fields))
	}
	for _, f := range c.Fields[3:] {
		if f.Reason != compare.Items || f.Diff != nil {
			t.Errorf("got %+v", f.Difference)
		}
	}
}
