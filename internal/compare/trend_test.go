package compare_test

import (
	"testing"

	"kompass/internal/compare"
	"kompass/internal/result"
)

func TestTrendsFollowOneGroupThroughItsRounds(t *testing.T) {
	q := load(t, long)
	first, second, third := round(q, "r1", "2025-01-01", stat{20, 2.0, 0.5}), round(q, "r2", "2025-06-01", stat{20, 2.1, 0.5}), round(q, "r3", "2026-01-01", stat{20, 3.0, 0.5})
	teamA := group(q, result.Key{"team": "a"}, plenty)
	second.Groups, third.Groups = append(second.Groups, teamA), append(third.Groups, group(q, result.Key{"team": "b"}, plenty), result.Group{Key: result.Key{"team": "a"}})
	series := []compare.Series{
		everyone(q, first), everyone(q, first), everyone(q, second),
		{Document: second, Group: &second.Groups[1], Questionnaire: q}, everyone(q, third), {Document: third, Group: &third.Groups[1], Questionnaire: q},
		{Document: third, Group: &third.Groups[2], Questionnaire: q},
	}
	trends := compare.Trends(series)
	if len(trends) != 1 || len(trends[0].Series) != 3 {
		t.Fatalf("got %d trends, want everyone's alone", len(trends))
	}
	f := trends[0].Fields[0]
	if *f.Points[0].Mean != 2.0 || *f.Points[2].Mean != 3.0 || f.Points[1].N != 20 {
		t.Errorf("got points %+v", f.Points)
	}
	if len(f.Changes) != 2 || f.Changes[0].Verdict != compare.Indistinct || f.Changes[1].Verdict != compare.Changed {
		t.Errorf("got changes %+v", f.Changes)
	}
}

func TestCompaniesHaveNoTrendInCommon(t *testing.T) {
	q := load(t, long)
	a, b := round(q, "r1", "2025-01-01", plenty), round(q, "r2", "2025-06-01", plenty)
	b.CompanyID = "company2"
	if got := compare.Trends([]compare.Series{everyone(q, a), everyone(q, b)}); len(got) != 0 {
		t.Errorf("got %d trends", len(got))
	}
}

func TestATrendLeavesOutWhatHadOtherItems(t *testing.T) {
	brief, q := load(t, short), load(t, long)
	a, b, c := round(brief, "r1", "2025-01-01", plenty), round(q, "r2", "2025-06-01", plenty), round(q, "r3", "2026-01-01", plenty)
	b.Everyone().Fields[0].Mean, b.Everyone().Fields[0].Bound = nil, new(">3.8")
	b.Everyone().Fields[1] = result.Field{ID: "leadership"}
	f := compare.Trends([]compare.Series{everyone(brief, a), everyone(q, b), everyone(q, c)})[0].Fields
	for i, want := range []compare.Reason{compare.Items, compare.Bounded, ""} {
		if got := f[0].Points[i]; got.Reason != want || (got.Mean == nil) != (want != "") {
			t.Errorf("customers, round %d: got %+v, want reason %q", i, got, want)
		}
	}
	if got := f[1].Points[1].Reason; got != compare.Hidden {
		t.Errorf("got %q, want hidden", got)
	}
	if f[2].Changes[0].Reason != compare.Items || f[2].Changes[1].Verdict != compare.Indistinct {
		t.Errorf("got changes %+v", f[2].Changes)
	}
}
