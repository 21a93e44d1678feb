package board_test

import (
	"slices"
	"strings"
	"testing"

	"kompass/internal/board"
	"kompass/internal/kompass"
	"kompass/internal/published"
	"kompass/views"
)

func TestFewSeriesShareACompassAndManyHaveOneEach(t *testing.T) {
	few, many := filled(t, history(t, 3), asking("*")), filled(t, history(t, 4), asking("*"))
	if few.Radar.Wide == "" || len(few.Small) > 0 || len(few.Legend) != 3 {
		t.Errorf("three series: got %d small compasses and %d entries in the legend, want one compass for all", len(few.Small), len(few.Legend))
	}
	if many.Radar.Wide != "" || len(many.Small) != 4 {
		t.Errorf("four series: got %d small compasses, want one each", len(many.Small))
	}
	if many.Small[0].Note != german().T("result.n", "n", 40) {
		t.Errorf("got %q under a compass, want its n", many.Small[0].Note)
	}
}

func TestGroupsInSeveralRoundsHaveACourse(t *testing.T) {
	if m := filled(t, history(t, 1), asking("r1.*")); m.Trend != nil {
		t.Error("groups of one round have a course")
	}
	m := filled(t, history(t, 3), asking("*"))
	if m.Trend == nil || len(m.Trend.Fields) != 4 || len(m.Trend.Fields[0].Facets) > 0 || m.Trend.Cells.Current {
		t.Fatalf("got %+v, want a chart for every field", m.Trend)
	}
	if cells := filled(t, history(t, 3), with(asking("*"), "cells", "1")); len(cells.Trend.Fields[0].Facets) != 3 || !cells.Trend.Cells.Current {
		t.Errorf("got %+v, want the facets too", cells.Trend)
	}
}

// laidOver is a comparison of one round over the targets that its address asks for.
func laidOver(t *testing.T, target string, borrow func(*board.Comparison)) views.Compare {
	t.Helper()
	h := history(t, 1)
	d := h.Results[0].Document
	d.Targets = map[string]map[string]float64{"customers": {"": 3}}
	for i := range d.Groups {
		d.Groups[i].Fields[0].Target = new(3.0)
	}
	var m views.Compare
	at := with(asking("r1"), "target", target)
	c := board.Compare(german(), at, board.New(german(), h).Choose(at, &m), &m)
	if id, ok := c.Borrows(); ok != (borrow != nil) || ok && id != target {
		t.Fatalf("%q borrows from %q, %v", target, id, ok)
	}
	if borrow != nil {
		borrow(c)
	}
	if err := c.Fill(t.Context(), drawn, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

func TestAComparisonIsLaidOverTheTargetsThatAreAskedFor(t *testing.T) {
	q := load(t)
	theirs := &kompass.Target{QuestionnaireID: q.ID, Values: kompass.TargetValues{"customers": {"": 3.5}}}
	for _, asked := range []struct {
		target, title, first string
		borrow               func(*board.Comparison)
	}{
		{"", "Soll", "3,0", nil},
		{"none", "", "", nil},
		{"c2", german().T("compare.target.of", "company", "Blitz"), "3,5", func(c *board.Comparison) { c.Borrow("Blitz", theirs) }},
		{"c2", "Soll", "3,0", func(c *board.Comparison) { c.Borrow("Blitz", nil) }},
		{"c2", "Soll", "3,0", func(c *board.Comparison) { c.Borrow("Blitz", &kompass.Target{QuestionnaireID: "other"}) }},
	} {
		m := laidOver(t, asked.target, asked.borrow)
		if m.Table.Target != asked.title || m.Table.Rows[0].Target != asked.first {
			t.Errorf("%q: got %q, %q, want %q, %q", asked.target, m.Table.Target, m.Table.Rows[0].Target, asked.title, asked.first)
		}
		missing := asked.target == "c2" && asked.title == "Soll"
		if slices.Contains(m.Notes, german().T("compare.target.missing", "company", "Blitz")) != missing {
			t.Errorf("%q: got the notes %q", asked.target, m.Notes)
		}
	}
}

func TestWhoSeesOneCompanyHasNoOtherTargetToOffer(t *testing.T) {
	one := []kompass.Company{{ID: "c1", Name: "Adler"}}
	if got := board.TargetOptions(german(), asking(), one); len(got) != 2 || !got[0].Chosen {
		t.Errorf("got %+v, want that of the company and none", got)
	}
	if got := board.TargetOptions(german(), with(asking(), "target", "c2"), append(one, kompass.Company{ID: "c2", Name: "Blitz"})); len(got) != 4 || !got[3].Chosen {
		t.Errorf("got %+v, want the targets of both companies", got)
	}
}

func TestOfSeveralCompaniesOnlyWhatIsAskedForIsRead(t *testing.T) {
	h := history(t, 3)
	companies := []kompass.Company{{ID: "c1", Name: "Adler"}, {ID: "c2", Name: "Blitz"}}
	var rounds []kompass.Round
	for _, r := range h.Results {
		rounds = append(rounds, r.Round)
	}
	rounds = append(rounds, kompass.Round{ID: "open", CompanyID: "c2", State: kompass.StateOpen})
	trainer := kompass.User{Role: kompass.Trainer}
	for asked, want := range map[string]string{"": "", "last": "r3", "r1": "r1", "last r1": "r3 r1", "r2.a": "r2", "r9": ""} {
		all := board.NewCompanies(german(), asking(strings.Fields(asked)...), trainer, companies, rounds)
		var got []string
		for _, r := range all.Asked("c1") {
			got = append(got, r.ID)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q reads %q, want %q", asked, strings.Join(got, " "), want)
		}
	}
	all := board.NewCompanies(german(), asking("last"), trainer, companies, rounds)
	all.Add("c1", published.History{Results: h.Results[2:]})
	all.Add("c2", published.History{})
	var m views.Compare
	if chosen := all.Choose(&m); len(chosen) != 1 || m.Picker.Open || len(m.Picker.Lists[0].Picks) != 3 {
		t.Errorf("got %d chosen and the form %+v, want the latest round of the one company that has a result", len(chosen), m.Picker)
	}
}
