package story_test

import (
	"slices"
	"testing"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/result"
	"kompass/internal/result/resulttest"
	"kompass/internal/story"
)

// aimed is a result of 40 people whose first cell has the mean, target, gap and surplus that are given.
func aimed(t *testing.T, mean, target, gap, surplus float64) (story.Story, *result.Document) {
	t.Helper()
	q := content(t)
	d := resulttest.Even(q, "1", "2025-01-01", 2.0)
	d.Targets = kompass.TargetValues{"customers": {"attitude": target}}
	c := &d.Groups[0].Fields[0].Facets[0]
	c.Mean, c.Target, c.Gap, c.Surplus = &mean, &target, &gap, &surplus
	return story.Of(german, of(q, d, 0), nil), d
}

func TestTargetsAndGapsHaveAsManyDecimalsAsTheirMean(t *testing.T) {
	told, d := aimed(t, 2.5, 3.75, 1.25, 0) // as documents before December 2026 hold them
	row := told.Gaps.Rows[0]
	if row.Mean != "2,5" || row.Target != "3,8" || row.Distance != "1,3" {
		t.Errorf("got %s, %s and %s of the gap, want one decimal each", row.Mean, row.Target, row.Distance)
	}
	if row := told.Fields[0].Rows[1]; row.Target != "3,8" || row.Gap != "1,3" || row.Surplus != "" {
		t.Errorf("got %+v among the numbers, want one decimal each", row)
	}
	if c := d.Groups[0].Fields[0].Facets[0]; *c.Target != 3.75 || *c.Gap != 1.25 {
		t.Errorf("got %v and %v in the document, want it as it was", *c.Target, *c.Gap)
	}
	c := &d.Groups[0].Fields[0].Facets[0]
	c.N = 120
	told = story.Of(german, of(content(t), d, 0), nil)
	if row := told.Gaps.Rows[0]; row.Mean != "2,50" || row.Target != "3,75" || row.Distance != "1,25" {
		t.Errorf("got %s, %s and %s of 120 people, want two decimals each", row.Mean, row.Target, row.Distance)
	}
}

func TestADifferenceThatAReaderWouldComputeOtherwiseIsExplainedOnce(t *testing.T) {
	for name, c := range map[string]struct {
		mean, target, gap, surplus float64
		want                       bool
	}{
		"as computed from what is shown": {2.3, 2.8, 0.5, 0, false},
		"from exact numbers":             {2.3, 2.8, 0.4, 0, true},
		"an older document":              {2.3, 2.75, 0.45, 0, false},
		"an older document, otherwise":   {2.4, 2.55, 0.14, 0, true},
		"above the target":               {3.1, 2.8, 0, 0.3, false},
		"above it, otherwise":            {3.1, 2.8, 0, 0.4, true},
	} {
		told, _ := aimed(t, c.mean, c.target, c.gap, c.surplus)
		if got := told.Gaps.Rounded != ""; got != c.want {
			t.Errorf("%s: got the note %q", name, told.Gaps.Rounded)
		}
	}
}

// TestWhatADistanceIsAtLeastIsNeverMore: below 0.2 with a target of 2.75 more than 2.55 are missing, and not 2.6.
func TestWhatADistanceIsAtLeastIsNeverMore(t *testing.T) {
	q := content(t)
	d := resulttest.Even(q, "1", "2025-01-01", 2.0)
	d.Targets = kompass.TargetValues{"customers": {"attitude": 2.75}}
	c := &d.Groups[0].Fields[0].Facets[0]
	c.Mean, c.SD, c.CI, c.Bound, c.Target = nil, nil, nil, new("<0.2"), new(2.8)
	want := map[i18n.Lang]string{i18n.German: "2,5", i18n.English: "2.5"}
	for lang, value := range want {
		rows := story.Of(i18n.For(lang), of(q, d, 0), nil).Gaps.Rows
		if !slices.ContainsFunc(rows, func(r story.GapRow) bool { return r.Distance == i18n.For(lang).T("result.atleast", "value", value) }) {
			t.Errorf("%s: got %+v, want at least %s", lang, rows, value)
		}
	}
}
