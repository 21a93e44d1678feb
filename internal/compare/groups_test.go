package compare_test

import (
	"testing"

	"kompass/internal/compare"
	"kompass/internal/result"
)

func TestGroupsOfOneRoundThatShareMembersHaveNoInterval(t *testing.T) {
	q := load(t, long)
	everyoneKey, teamA, teamB := result.Key{}, result.Key{"team": "a"}, result.Key{"team": "b"}
	leaders, staff := result.Key{"perspective": "leaders"}, result.Key{"perspective": "staff"}
	leadersOfA := result.Key{"team": "a", "perspective": "leaders"}
	cases := []struct {
		a, b    result.Key
		overlap bool
	}{
		{everyoneKey, everyoneKey, true}, {everyoneKey, teamA, true}, {teamA, leadersOfA, true}, {teamA, leaders, true}, {leaders, leadersOfA, true},
		{teamA, teamB, false}, {leaders, staff, false}, {leadersOfA, staff, false}, {leadersOfA, teamB, false},
	}
	for _, c := range cases {
		d := round(q, "r1", "2026-01-01", plenty)
		d.Groups = append(d.Groups, group(q, c.a, plenty), group(q, c.b, stat{20, 2.9, 0.5}))
		a, b := compare.Series{Document: d, Group: &d.Groups[1], Questionnaire: q}, compare.Series{Document: d, Group: &d.Groups[2], Questionnaire: q}
		for _, pair := range [][2]compare.Series{{a, b}, {b, a}} {
			got := compare.Compare(pair[0], pair[1])
			f := fieldOf(t, &got, "people")
			if got.Overlap != c.overlap || (f.CI == nil) != c.overlap || (f.Reason == compare.Overlap) != c.overlap || f.Diff == nil {
				t.Errorf("%v and %v: got overlap %t, %+v", c.a, c.b, got.Overlap, f.Difference)
			}
			if got.Rounds || got.Caution {
				t.Errorf("%v and %v: got two rounds", c.a, c.b)
			}
		}
	}
}

func TestGroupsOfTwoRoundsDoNotOverlap(t *testing.T) {
	q := load(t, long)
	got := compare.Compare(everyone(q, round(q, "r1", "2026-01-01", plenty)), everyone(q, round(q, "r2", "2026-02-01", plenty)))
	if got.Overlap || !got.Rounds || !got.SameGroup {
		t.Errorf("got %+v", got)
	}
}

func TestOneFileReadTwiceIsOneRound(t *testing.T) {
	q := ten(t)
	a, b := file(t, q, []byte{1, 2, 3}), file(t, q, []byte{1, 2, 3})
	for _, s := range []compare.Series{a, b} {
		if _, err := s.Document.Encode(); err != nil {
			t.Fatal(err)
		}
	}
	if got := compare.Compare(a, b); !got.Overlap {
		t.Error("got no overlap of a file with itself")
	}
}

func TestThePerspectiveGapIsLeadersMinusStaff(t *testing.T) {
	q := load(t, long)
	d := round(q, "r1", "2026-01-01", plenty)
	d.Groups = append(d.Groups,
		group(q, result.Key{"team": "a"}, plenty),
		group(q, result.Key{"team": "b"}, plenty),
		group(q, result.Key{"perspective": "leaders"}, stat{12, 3.0, 0.5}),
		group(q, result.Key{"perspective": "staff"}, stat{40, 2.2, 0.6}),
		group(q, result.Key{"team": "a", "perspective": "leaders"}, stat{6, 2.8, 0.5}),
		result.Group{Key: result.Key{"team": "a", "perspective": "staff"}},
	)
	of := func(i int) compare.Series { return compare.Series{Document: d, Group: &d.Groups[i], Questionnaire: q} }
	gap, ok := compare.Perspectives(of(0))
	if !ok || gap.First.Group.Key["perspective"] != "leaders" {
		t.Fatalf("got %v, %t", gap.First.Group, ok)
	}
	f := fieldOf(t, &gap.Comparison, "people")
	near(t, "gap", *f.Diff, 0.8, 1e-12)
	if f.Verdict != compare.Changed || f.CI[0] <= 0 || gap.Overlap || gap.Caution {
		t.Errorf("got %+v", f.Difference)
	}
	for name, i := range map[string]int{"staff of the team are hidden": 1, "team without perspectives": 2, "one perspective": 3} {
		if _, ok := compare.Perspectives(of(i)); ok {
			t.Errorf("%s: got a gap", name)
		}
	}
}
