package story_test

import (
	"slices"
	"strings"
	"testing"

	"kompass/internal/compare"
	"kompass/internal/result/resulttest"
	"kompass/internal/story"
)

func TestGroupsOfOneRoundAreToldApart(t *testing.T) {
	q := content(t)
	d := resulttest.Even(q, "1", "2025-01-01", 2.0)
	m := compared(of(q, d, 1), of(q, d, 0), of(q, d, 2))
	cells := m.Table.Rows[0].Cells
	if cells[0].Difference != nil {
		t.Error("the first series has a difference from itself")
	}
	if got := cells[1].Difference; got.Note != "gemeinsame Personen" || got.CI != "" || got.Size != "0,0" {
		t.Errorf("got %+v of everyone and a team", got)
	}
	if got := cells[2].Difference; got.Verdict != "verschieden" || !got.Clear {
		t.Errorf("got %+v of two teams", got)
	}
	if len(m.Notes) != 1 || !strings.Contains(m.Notes[0], "Personen gemeinsam") {
		t.Errorf("got the cautions %q, want that persons are shared alone", m.Notes)
	}
	if len(m.Steps) > 0 {
		t.Errorf("got %v, one round has no trend", m.Steps)
	}
}

func TestWhatCannotBeToldApartSaysFromWhenOnItCould(t *testing.T) {
	q := content(t)
	before, after := of(q, resulttest.Even(q, "1", "2025-01-01", 2.0), 0), of(q, resulttest.Even(q, "2", "2026-01-01", 2.1), 0)
	least := compare.Compare(before, after).Fields[0].Least
	got := compared(before, after).Table.Rows[0].Cells[1].Difference
	if least == nil || got.Verdict != "nicht unterscheidbar" || got.Least != german.T("compare.least", "value", german.Num(*least, 1)) {
		t.Errorf("got %+v, want it told from %v on", got, least)
	}
	for i := range after.Group.Fields { // so divided that no difference on the scale could be told
		before.Group.Fields[i].N, after.Group.Fields[i].N = 2, 2
		before.Group.Fields[i].SD, after.Group.Fields[i].SD = new(2.0), new(2.0)
	}
	if got := compared(before, after).Table.Rows[0].Cells[1].Difference; got.Least != german.T("compare.least.none") {
		t.Errorf("got %+v of two people each who are at both ends", got)
	}
}

func TestRoundsOfOneGroupAreChanges(t *testing.T) {
	q := content(t)
	m := compared(of(q, resulttest.Even(q, "1", "2025-01-01", 2.0), 0), of(q, resulttest.Even(q, "2", "2026-01-01", 2.6), 0))
	if got := m.Table.Rows[0].Cells[1].Difference; got.Size != "+0,6" || got.Verdict != "verändert" {
		t.Errorf("got %+v", got)
	}
	if len(m.Notes) != 1 || !strings.Contains(m.Notes[0], "Vergleichsgruppe") {
		t.Errorf("got the cautions %q where values rose, want that there is nobody to compare with", m.Notes)
	}
	fallen := compared(of(q, resulttest.Even(q, "1", "2025-01-01", 2.6), 0), of(q, resulttest.Even(q, "2", "2026-01-01", 2.0), 0))
	if len(fallen.Notes) != 1 || !strings.Contains(fallen.Notes[0], "Training") {
		t.Errorf("got the cautions %q where values fell, want that people may judge more strictly", fallen.Notes)
	}
	if same := compared(of(q, resulttest.Even(q, "1", "2025-01-01", 2.0), 0), of(q, resulttest.Even(q, "2", "2026-01-01", 2.0), 0)); len(same.Notes) != 0 {
		t.Errorf("got the cautions %q where nothing changed", same.Notes)
	}
	if len(m.Steps) != 1 || len(m.Steps[0].Rows) != len(m.Table.Rows) || m.Steps[0].Rows[0].Steps[0].Size != "+0,6" {
		t.Errorf("got the steps %+v", m.Steps)
	}
}

func TestOnlyWhatIsComparableIsCompared(t *testing.T) {
	q, other := content(t), content(t)
	other.Version++
	other.Fields[0].Items = other.Fields[0].Items[1:]
	m := compared(of(q, resulttest.Even(q, "1", "2025-01-01", 2), 0), of(other, resulttest.Even(other, "2", "2026-01-01", 3), 0))
	n := len(q.Fields[0].Items)
	if got, want := m.Table.Rows[0].Cells[1].Difference.Note, german.T("compare.note.items", "k", n-1, "n", n); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := len(m.Items[0].Rows); got != n-1 {
		t.Errorf("%d items compared, want %d", got, n-1)
	}
	if want := german.T("compare.different"); !slices.Contains(m.Notes, want) {
		t.Errorf("got the cautions %q, want %q among them", m.Notes, want)
	}
}

func TestAChangeCountsTheFieldsThatMoved(t *testing.T) {
	q := content(t)
	before, now := of(q, resulttest.Even(q, "1", "2025-01-01", 2.0), 0), of(q, resulttest.Even(q, "2", "2026-01-01", 2.6), 0)
	got := story.ChangeOf(german, now, &before)
	if want := german.N("report.change.fields", 4, "of", 4); got.Finding != want {
		t.Errorf("got %q, want %q", got.Finding, want)
	}
	if row := got.Rows[0]; row.Before.Mean != "2,0" || row.Now.Mean != "2,6" || row.Difference.Size != "+0,6" {
		t.Errorf("got %+v", row)
	}
	same := of(q, resulttest.Even(q, "3", "2026-02-01", 2.0), 0)
	if still := story.ChangeOf(german, same, &before); still.Finding != "Kein Feld hat sich erkennbar verändert. Bewegt haben kann sich trotzdem etwas." {
		t.Errorf("got %q of equal answers", still.Finding)
	}
	if story.ChangeOf(german, now, nil) != nil {
		t.Error("a first round has changed")
	}
	before.Group.Shown = false
	if story.ChangeOf(german, now, &before) != nil {
		t.Error("a group that was hidden before has changed")
	}
}

// TestVersionsSayWhichStatementsCompareAndWhy lays version 0.1 beside 0.2.
func TestVersionsSayWhichStatementsCompareAndWhy(t *testing.T) {
	old, now := version(t, "service-excellence-kompass-0.1.yaml"), content(t)
	m := compared(of(now, resulttest.Even(now, "2", "2026-01-01", 3), 0), of(old, resulttest.Even(old, "1", "2025-01-01", 2), 0))
	if len(m.Versions) != 1 || !strings.HasPrefix(m.Versions[0].Lead, "12 von 39 ") || len(m.Versions[0].Fields) != 4 {
		t.Fatalf("got %+v", m.Versions)
	}
	rows := m.Versions[0].Fields[0].Rows
	if one := rows[0]; !one.Comparable || one.Verdict != "anders formuliert, derselbe Sinn" || strings.Contains(one.Before+one.Now, "{") {
		t.Errorf("k-e-1 is %+v", one)
	}
	if two := rows[1]; two.Comparable || two.Verdict != "andere Antworten zur Wahl" {
		t.Errorf("k-e-2 is %+v", two)
	}
	if same := compared(of(now, resulttest.Even(now, "2", "2026-01-01", 3), 0), of(now, resulttest.Even(now, "3", "2026-02-01", 3), 0)); same.Versions != nil {
		t.Errorf("one version differs from itself: %+v", same.Versions)
	}
}
