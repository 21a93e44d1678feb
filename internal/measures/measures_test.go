package measures_test

import (
	"os"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"kompass/internal/compare"
	"kompass/internal/kompass"
	"kompass/internal/measures"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
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

func kompassFile(t testing.TB) *questionnaire.Questionnaire {
	return load(t, "../../questionnaires/service-excellence-kompass.yaml")
}

// group publishes the same of every field, facet and item.
func group(q *questionnaire.Questionnaire, key result.Key, n int, mean float64) result.Group {
	sd := 0.6
	g := result.Group{Key: key, Shown: true, N: &n}
	for _, f := range q.Fields {
		field := result.Field{ID: f.ID, Shown: true, N: n, Mean: &mean, SD: &sd}
		for _, facet := range q.Facets {
			field.Facets = append(field.Facets, result.Facet{ID: facet.ID, N: n, Mean: &mean, SD: &sd})
		}
		for _, it := range f.Items {
			field.Items = append(field.Items, result.Item{ID: it.ID, N: n, Mean: &mean, SD: &sd})
		}
		g.Fields = append(g.Fields, field)
	}
	return g
}

func hidden(key result.Key) result.Group { return result.Group{Key: key} }

// spring and autumn are two rounds of a company with the groups given; the first group is everyone.
func spring(q *questionnaire.Questionnaire, groups ...result.Group) measures.Result {
	return measures.Result{Questionnaire: q, Document: &result.Document{Round: "spring", CompanyID: "c", OpenedOn: "2026-03-02", ClosedOn: "2026-03-16", Groups: groups}}
}

func autumn(q *questionnaire.Questionnaire, groups ...result.Group) measures.Result {
	return measures.Result{Questionnaire: q, Document: &result.Document{Round: "autumn", CompanyID: "c", OpenedOn: "2026-10-01", ClosedOn: "2026-10-15", Groups: groups}}
}

// measure is one of the spring's.
func measure(list kompass.MeasureList, team string, aims ...string) kompass.MeasureEntry {
	m := kompass.MeasureEntry{Measure: kompass.Measure{ID: "m", RoundID: "spring", List: list, TeamID: team, Agreed: "2026-04-01"}}
	for _, raw := range aims {
		a, err := kompass.ParseAim(raw)
		if err != nil {
			panic(err)
		}
		m.Aims = append(m.Aims, a)
	}
	return m
}

func follow(t *testing.T, before, after measures.Result, m kompass.MeasureEntry) measures.Row {
	t.Helper()
	got := measures.Follow([]kompass.MeasureEntry{m}, before, after)
	if len(got.Rows) != 1 || len(got.Rows[0].Moves) != len(m.Aims) {
		t.Fatalf("got %+v, want one row with %d aims", got, len(m.Aims))
	}
	return got.Rows[0]
}

func TestEachAimHasItsChangeAndBothCounts(t *testing.T) {
	q := kompassFile(t)
	item := q.Fields[0].Items[2].ID
	row := follow(t, spring(q, group(q, result.Key{}, 20, 2.0)), autumn(q, group(q, result.Key{}, 30, 2.8)),
		measure(kompass.CompanyList, "", "customers/tools", "leadership", "item:"+item))
	for i, m := range row.Moves {
		if m.Before.N != 20 || m.After.N != 30 || *m.Before.Mean != 2.0 || *m.After.Mean != 2.8 {
			t.Errorf("%s: got %+v and %+v", m.Aim, m.Before, m.After)
		}
		want := []compare.Verdict{"", compare.Changed, ""}[i] // nothing was frozen: the field alone is judged
		if m.Diff == nil || *m.Diff < 0.79 || *m.Diff > 0.81 || m.CI == nil || m.Verdict != want {
			t.Errorf("%s: got %+v, want +0.8 and %q", m.Aim, m.Difference, want)
		}
	}
}

func TestTheListDecidesWhoseAnswersAreLookedAt(t *testing.T) {
	q := kompassFile(t)
	led := q.Perspectives[1].ID
	with := []result.Group{group(q, result.Key{}, 20, 2), group(q, result.Key{"team": "a"}, 9, 2), group(q, result.Key{"perspective": led}, 15, 2)}
	without := []result.Group{group(q, result.Key{}, 20, 2)}
	for _, c := range []struct {
		name          string
		list          kompass.MeasureList
		team          string
		before, after []result.Group
		want          result.Key
	}{
		{"the company's in everybody's", kompass.CompanyList, "", with, with, result.Key{}},
		{"a team's in the team's", kompass.TeamList, "a", with, with, result.Key{"team": "a"}},
		{"a removed team's in everybody's", kompass.TeamList, "", with, with, result.Key{}},
		{"a leadership's in those of the led", kompass.LeadershipList, "", with, with, result.Key{"perspective": led}},
		{"a leadership's in everybody's where perspectives were not asked", kompass.LeadershipList, "", with, without, result.Key{}},
		{"a leadership's in everybody's where they had not been asked before", kompass.LeadershipList, "", without, with, result.Key{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			row := follow(t, spring(q, c.before...), autumn(q, c.after...), measure(c.list, c.team, "people"))
			if !reflect.DeepEqual(row.Key, c.want) {
				t.Errorf("got %v, want %v", row.Key, c.want)
			}
		})
	}
}

func TestWhatIsHiddenSaysSoAndHasNoNumber(t *testing.T) {
	q := kompassFile(t)
	led, item := q.Perspectives[1].ID, q.Fields[2].Items[0].ID
	everyone := group(q, result.Key{}, 20, 2)
	partly := group(q, result.Key{}, 20, 2)
	partly.Fields[2] = result.Field{ID: q.Fields[2].ID}
	for name, c := range map[string]struct {
		before, after []result.Group
		m             kompass.MeasureEntry
	}{
		"a group before": {[]result.Group{everyone, hidden(result.Key{"team": "a"})}, []result.Group{everyone, group(q, result.Key{"team": "a"}, 8, 3)}, measure(kompass.TeamList, "a", "people", "item:"+item)},
		"a group after":  {[]result.Group{everyone, group(q, result.Key{"team": "a"}, 8, 3)}, []result.Group{everyone, hidden(result.Key{"team": "a"})}, measure(kompass.TeamList, "a", "people/tools")},
		"a team unknown": {[]result.Group{everyone}, []result.Group{everyone}, measure(kompass.TeamList, "a", "people")},
		"the led":        {[]result.Group{everyone, hidden(result.Key{"perspective": led})}, []result.Group{everyone, hidden(result.Key{"perspective": led})}, measure(kompass.LeadershipList, "", "people")},
		"one field":      {[]result.Group{everyone}, []result.Group{partly}, measure(kompass.CompanyList, "", "people", "people/tools", "item:"+item)},
	} {
		for _, m := range follow(t, spring(q, c.before...), autumn(q, c.after...), c.m).Moves {
			if m.Diff != nil || m.CI != nil || m.Verdict != "" || m.Reason != compare.Hidden {
				t.Errorf("%s, %s: got %+v, want it hidden", name, m.Aim, m.Difference)
			}
		}
	}
}

func TestOtherRoundsAndLateMeasuresAreLeftOut(t *testing.T) {
	q := kompassFile(t)
	before, after := spring(q, group(q, result.Key{}, 20, 2)), autumn(q, group(q, result.Key{}, 20, 2))
	in, first, late, other := measure(kompass.CompanyList, "", "people"), measure(kompass.CompanyList, "", "people"), measure(kompass.CompanyList, "", "people"), measure(kompass.CompanyList, "", "people")
	first.Agreed, late.Agreed, other.RoundID = after.Document.OpenedOn, "2026-10-02", "winter"
	got := measures.Follow([]kompass.MeasureEntry{in, first, late, other}, before, after)
	if len(got.Rows) != 2 || got.Late != 1 {
		t.Errorf("got %d rows and %d late, want 2 and 1", len(got.Rows), got.Late)
	}
}

func TestAnItemOfAnotherMeaningHasNoChange(t *testing.T) {
	v1, v3 := load(t, "../questionnaire/testdata/versions/v1.yaml"), load(t, "../questionnaire/testdata/versions/v3.yaml")
	comparable := 0
	for _, f := range v3.Fields {
		for _, it := range f.Items {
			row := follow(t, spring(v1, group(v1, result.Key{}, 20, 2)), autumn(v3, group(v3, result.Key{}, 20, 3)), measure(kompass.CompanyList, "", "item:"+it.ID))
			switch m := row.Moves[0]; {
			case m.Diff != nil:
				comparable++
			case m.Reason != compare.Items && m.Reason != compare.Absent:
				t.Errorf("%s: got %+v", it.ID, m)
			case m.Reason == compare.Items && (m.Before.Mean == nil || m.After.Mean == nil):
				t.Errorf("%s: got %+v, want both means where only the meaning differs", it.ID, m)
			}
		}
	}
	if all := len(v3.Items()); comparable == 0 || comparable == all {
		t.Errorf("%d of %d items are comparable: the versions show nothing", comparable, all)
	}
}

// Whatever is published, the verdict follows from the interval, and the order of the measures changes nothing.
func TestTheVerdictAgreesWithTheInterval(t *testing.T) {
	q := kompassFile(t)
	rapid.Check(t, func(t *rapid.T) {
		draw := func(label string) result.Group {
			return group(q, result.Key{}, rapid.IntRange(1, 60).Draw(t, label+" n"), float64(rapid.IntRange(0, 40).Draw(t, label+" mean"))/10)
		}
		before, after := spring(q, draw("before")), autumn(q, draw("after"))
		all := []kompass.MeasureEntry{measure(kompass.CompanyList, "", "people", "customers/tools"), measure(kompass.LeadershipList, "", "item:"+q.Fields[0].Items[0].ID)}
		got := measures.Follow(all, before, after)
		for _, row := range got.Rows {
			for _, m := range row.Moves {
				if m.CI == nil {
					if m.Verdict != "" {
						t.Fatalf("%s: got %q without an interval", m.Aim, m.Verdict)
					}
					continue
				}
				if m.Aim.Facet != "" || m.Aim.Item != "" {
					if m.Verdict != "" {
						t.Fatalf("%s: got %q of what was not frozen as an aim", m.Aim, m.Verdict)
					}
					continue
				}
				// The limits are judged as they read with one decimal.
				clear := m.CI[0] >= 0.05 || m.CI[1] <= -0.05
				if clear != (m.Verdict == compare.Changed) || !clear && m.Verdict != compare.Indistinct {
					t.Fatalf("%s: got %q with %v", m.Aim, m.Verdict, *m.CI)
				}
			}
		}
		slices.Reverse(all)
		turned := measures.Follow(all, before, after)
		slices.Reverse(turned.Rows)
		if !reflect.DeepEqual(got, turned) {
			t.Fatal("the order of the measures changes what is said of them")
		}
	})
}
