package reading_test

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kompass/internal/compare"
	"kompass/internal/i18n"
	"kompass/internal/questionnaire"
	"kompass/internal/reading"
	"kompass/internal/result"
)

// cellOf writes one cell of a result; a target of 0 is none.
func cellOf(id string, mean, half, target float64) result.Facet {
	c := result.Facet{ID: id, N: 20, Mean: &mean, CI: &result.Interval{mean - half, mean + half}}
	if target > 0 {
		c.Target, c.Gap, c.Surplus = &target, new(max(0, target-mean)), new(max(0, mean-target))
	}
	return c
}

// small is a questionnaire of three fields with two facets, and a result of it.
func small(cells map[string][]result.Facet) compare.Series {
	text := func(s string) questionnaire.Text { return questionnaire.Text{"de": s, "en": s} }
	q := &questionnaire.Questionnaire{Schema: 2, Languages: []questionnaire.Lang{"de", "en"},
		Facets: []questionnaire.Titled{{ID: "do", Title: text("Tun")}, {ID: "can", Title: text("Können")}},
		Scales: []questionnaire.Scale{{ID: "s", Points: []questionnaire.Point{{ID: "a", Value: 0}, {ID: "b", Value: 4}}}},
		Truths: []questionnaire.Truth{
			{ID: "first", Items: []string{"a-do"}}, {ID: "second", Items: []string{"b-can", "x"}},
			{ID: "third", Items: []string{"c-do", "b-can"}}, {ID: "fourth", Items: []string{"c-can"}},
			{ID: "alpha", Sources: []string{"sijtsma-2009"}}, {ID: "none", Sources: []string{"y"}},
		}}
	g := result.Group{Key: result.Key{}, Shown: true, N: new(20)}
	for _, field := range []string{"a", "b", "c"} {
		f := questionnaire.Field{ID: field, Title: text(strings.ToUpper(field))}
		r := result.Field{ID: field, Shown: true, N: 20, Facets: cells[field]}
		for _, facet := range []string{"do", "can"} {
			f.Items = append(f.Items, questionnaire.Item{ID: field + "-" + facet, Facet: facet, Scale: "s"})
			r.Items = append(r.Items, result.Item{ID: field + "-" + facet, N: 20})
		}
		q.Fields = append(q.Fields, f)
		g.Fields = append(g.Fields, r)
	}
	d := &result.Document{Rules: 2, Groups: []result.Group{g}}
	return compare.Series{Document: d, Group: &d.Groups[0], Questionnaire: q}
}

func names(touched []reading.Touched) string {
	var out []string
	for _, t := range touched {
		out = append(out, t.ID+" "+string(t.Touch))
	}
	return strings.Join(out, ", ")
}

func TestTruthsAreChosenByTheRule(t *testing.T) {
	quiet := map[string][]result.Facet{}
	s := small(quiet)
	if got := names(reading.Truths(s)); got != "" {
		t.Errorf("nothing to see: got %q", got)
	}
	s = small(map[string][]result.Facet{
		"a": {cellOf("do", 2.0, 0.2, 2.5), cellOf("can", 2.4, 0.2, 2.5)},
		"b": {cellOf("do", 2.5, 0.2, 2.5), cellOf("can", 2.0, 0.2, 3.0)},
		"c": {cellOf("do", 3.5, 0.2, 2.5), cellOf("can", 2.5, 0.2, 2.5)},
	})
	if got, want := names(reading.Truths(s)), "second gap, first gap, third surplus"; got != want {
		t.Errorf("got %q, want the larger gap, the smaller, then the surplus: %q", got, want)
	}
	if first := reading.Truths(s)[0]; first.Field != "b" || first.Facet != "can" || first.Item != "b-can" {
		t.Errorf("got %+v, want the cell and item that touch it", first)
	}
	s = small(quiet)
	s.Group.Fields[2].Items[1].SD = new(1.4)
	s.Group.Fields[0].Items[0].NA = 12
	s.Group.Fields[1].Alpha = &result.Alpha{Value: 0.8, N: 40}
	if got, want := names(reading.Truths(s)), "fourth divided, first unknown, alpha alpha"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	s.Group.Fields[2].Items[1].SD = new(0.0)
	if got, want := names(reading.Truths(s)), "first unknown, alpha alpha"; got != want {
		t.Errorf("where nobody differs: got %q, want %q", got, want)
	}
	s.Questionnaire.Schema = 0
	if got := names(reading.Truths(s)); got != "" {
		t.Errorf("a file that does not say which items its views are about touches %q", got)
	}
	s.Questionnaire.Schema, s.Group.Shown = 2, false
	if got := names(reading.Truths(s)); got != "" {
		t.Errorf("a hidden group touches %q", got)
	}
}

func TestCellsStandAgainstTheirTargets(t *testing.T) {
	s := small(map[string][]result.Facet{
		"a": {cellOf("do", 2.0, 0.2, 2.5), cellOf("can", 2.4, 0.2, 2.5)},
		"b": {cellOf("do", 3.0, 0.2, 2.5), cellOf("can", 2.0, 1.4, 3.0)},
		"c": {{ID: "do", N: 6, Bound: new("<0.2"), Target: new(2.0), Position: new(result.Below)}, {ID: "can", N: 6, Bound: new(">3.8"), Target: new(3.9)}},
	})
	var got []string
	for _, c := range reading.Cells(s.Document, s.Questionnaire, s.Group) {
		got = append(got, c.Field+"/"+c.Facet+" "+string(c.Stands))
	}
	want := []string{"a/do below", "a/can near", "b/do reached", "b/can untold", "c/do below", "c/can withheld"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	gaps := reading.Gaps(reading.Cells(s.Document, s.Questionnaire, s.Group))
	if len(gaps) != 4 || gaps[0].Field != "c" || !gaps[0].AtLeast || gaps[1].Field != "b" || gaps[3].Gap > gaps[2].Gap {
		t.Errorf("got %+v, want the largest gap first", gaps)
	}
	said := reading.Of(i18n.For(i18n.German), s, nil)
	if want := "Bei 2 von 6 Facetten liegt das Ist klar unter dem Soll."; said.Gaps != want {
		t.Errorf("got %q, want %q", said.Gaps, want)
	}
	s.Group.Fields[0].Shown = false
	if got := len(reading.Cells(s.Document, s.Questionnaire, s.Group)); got != 4 {
		t.Errorf("got %d cells with a hidden field, want 4", got)
	}
}

// TestEveryGapIsListedOnceAndInOrder draws any result.
func TestEveryGapIsListedOnceAndInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(field, facet string) result.Facet {
			value := rapid.Float64Range(0, 4)
			return cellOf(facet, value.Draw(t, field+facet+"mean"), rapid.Float64Range(0, 2).Draw(t, "half"), value.Draw(t, field+facet+"target"))
		}
		cells := map[string][]result.Facet{}
		for _, f := range []string{"a", "b", "c"} {
			cells[f] = []result.Facet{draw(f, "do"), draw(f, "can")}
		}
		s := small(cells)
		all := reading.Cells(s.Document, s.Questionnaire, s.Group)
		gaps, above := reading.Gaps(all), reading.Surpluses(all)
		for _, c := range append(gaps, above...) {
			if c.Gap > 0 == (c.Surplus > 0) {
				t.Fatalf("%+v has a gap and a surplus, or neither", c)
			}
		}
		if !slices.IsSortedFunc(gaps, func(a, b reading.Cell) int { return cmp.Compare(b.Gap, a.Gap) }) {
			t.Fatalf("got %+v, want the largest first", gaps)
		}
		first, second := reading.Truths(s), reading.Truths(s)
		if names(first) != names(second) || len(first) > reading.MostTruths {
			t.Fatalf("got %q and %q", names(first), names(second))
		}
	})
}
