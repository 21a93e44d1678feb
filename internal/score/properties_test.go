package score_test

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"kompass/internal/questionnaire"
	"kompass/internal/score"
)

// ranges are scales of one file each: whole, halves, decimals that binary floats cannot hold, below zero, thirds with more
// digits than are told apart exactly, and very large.
var ranges = [][]questionnaire.Scale{
	{scaleOf("s", upTo(0, 4)...), scaleOf("u", 0, 1, 4)},
	{scaleOf("s", upTo(1, 5)...), scaleOf("u", 1, 2.5, 5)},
	{scaleOf("s", 0.1, 0.2, 0.3, 0.7), scaleOf("u", 0.1, 0.7)},
	{scaleOf("s", -2, -1, 0, 1, 2), scaleOf("u", -2, 0.25, 2)},
	{scaleOf("s", 0, 1.0/3, 2.0/3, 1), scaleOf("u", 0, 0.5, 1)},
	{scaleOf("s", 0, 2e8, 5e8, 1e9), scaleOf("u", 0, 1e9)},
}

// anyQuestionnaire draws fields with or without facets, reversed items and two scales.
func anyQuestionnaire(t *rapid.T) *questionnaire.Questionnaire {
	q := &questionnaire.Questionnaire{
		MinAnswered: rapid.SampledFrom([]string{"0.34", "0.5", "0.66", "1"}).Draw(t, "share"),
		Scales:      rapid.SampledFrom(ranges).Draw(t, "scales"),
	}
	for i := range rapid.IntRange(0, 4).Draw(t, "facets") {
		q.Facets = append(q.Facets, questionnaire.Titled{ID: fmt.Sprintf("c%d", i)})
	}
	scales := []string{"s", "s", "s", "u"}
	for i := range rapid.IntRange(1, 3).Draw(t, "fields") {
		f := questionnaire.Field{ID: fmt.Sprintf("f%d", i)}
		for j := range rapid.IntRange(1, 12).Draw(t, "items") {
			it := questionnaire.Item{ID: fmt.Sprintf("f%d-%d", i, j), Scale: scales[rapid.IntRange(0, 3).Draw(t, "scale")*i%4]}
			it.Reverse = rapid.Bool().Draw(t, "reverse")
			if len(q.Facets) > 0 {
				it.Facet = rapid.SampledFrom(q.Facets).Draw(t, "facet").ID
			}
			f.Items = append(f.Items, it)
		}
		q.Fields = append(q.Fields, f)
	}
	return q
}

// anyRows draws valid rows, most of their answers points.
func anyRows(t *rapid.T, q *questionnaire.Questionnaire, low, high int) []score.Answers {
	rows := make([]score.Answers, rapid.IntRange(low, high).Draw(t, "persons"))
	for i := range rows {
		for _, it := range q.Items() {
			scale, _ := q.Scale(it.Scale)
			code := byte(rapid.IntRange(0, len(scale.Points)-1).Draw(t, "answer"))
			switch rapid.IntRange(0, 15).Draw(t, "kind") {
			case 14:
				code = score.NA
			case 15:
				code = score.Missing
			}
			rows[i] = append(rows[i], code)
		}
	}
	return rows
}

func TestOrderChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := anyQuestionnaire(t)
		rows := anyRows(t, q, 0, 30)
		want := groupOf(q, rows...)
		if got := groupOf(q, rapid.Permutation(rows).Draw(t, "order")...); !reflect.DeepEqual(got, want) {
			t.Fatalf("got %+v, want %+v", got, want)
		}
	})
}

func TestMergingIsAddingAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := anyQuestionnaire(t)
		rows := anyRows(t, q, 0, 30)
		s := score.New(q)
		parts := []*score.Tally{s.NewTally(), s.NewTally(), s.NewTally()}
		all, merged := s.NewTally(), s.NewTally()
		for _, row := range rows {
			all.Add(row)
			parts[rapid.IntRange(0, 2).Draw(t, "part")].Add(row)
		}
		for _, i := range rapid.Permutation([]int{0, 1, 2}).Draw(t, "order") {
			merged.Merge(parts[i])
		}
		if !reflect.DeepEqual(merged.Group(), all.Group()) {
			t.Fatalf("got %+v, want %+v", merged.Group(), all.Group())
		}
		if !reflect.DeepEqual(merged.Counts(), all.Counts()) || merged.Persons() != len(rows) {
			t.Fatalf("got %+v, want %+v", merged.Counts(), all.Counts())
		}
	})
}

func TestNumbersStayOnTheScale(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := anyQuestionnaire(t)
		g := groupOf(q, anyRows(t, q, 0, 8)...)
		for _, s := range statsOf(g) {
			if s.Mean.OK && (s.Mean.Value < q.Min() || s.Mean.Value > q.Max()) {
				t.Fatalf("the mean %v is off the scale", s.Mean.Value)
			}
			if s.SD.OK && (s.SD.Value < 0 || s.SD.Value > q.Max()-q.Min()) {
				t.Fatalf("SD %v", s.SD.Value)
			}
			if c := s.CI; c.OK && (c.Low < q.Min() || c.High > q.Max() || c.Low > s.Mean.Value || c.High < s.Mean.Value) {
				t.Fatalf("the interval %v of %v is off the scale", c, s.Mean.Value)
			}
		}
		for _, f := range g.Fields {
			if f.RWG.Value < 0 || f.RWG.Value > 1 || f.AD.Value < 0 || f.Alpha.Value.Value > 1 {
				t.Fatalf("got r_WG(J) %v, AD %v, alpha %v", f.RWG.Value, f.AD.Value, f.Alpha.Value.Value)
			}
			if c := f.Alpha.CI; c.OK && (c.Low > f.Alpha.Value.Value || c.High < f.Alpha.Value.Value || c.High > 1) {
				t.Fatalf("got alpha %v in %v", f.Alpha.Value.Value, c)
			}
		}
	})
}

func statsOf(g score.Group) []score.Stat {
	var all []score.Stat
	for _, f := range g.Fields {
		all = append(append(all, f.Stat), f.Facets...)
		for _, it := range f.Items {
			all = append(all, it.Stat)
		}
	}
	return all
}

func TestWhatIsMissingIsZeroAndNothingIsNaN(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := anyQuestionnaire(t)
		checkFinite(t, reflect.ValueOf(groupOf(q, anyRows(t, q, 0, 4)...)))
	})
}

func checkFinite(t *rapid.T, v reflect.Value) {
	switch v.Kind() {
	case reflect.Float64:
		if f := v.Float(); math.IsNaN(f) || math.IsInf(f, 0) {
			t.Fatalf("got %v", f)
		}
	case reflect.Slice:
		for i := range v.Len() {
			checkFinite(t, v.Index(i))
		}
	case reflect.Struct:
		if ok := v.FieldByName("OK"); ok.IsValid() && !ok.Bool() && !v.IsZero() {
			t.Fatalf("missing, but %+v", v.Interface())
		}
		for i := range v.NumField() {
			checkFinite(t, v.Field(i))
		}
	}
}

func TestOnePersonIsTheirOwnProfile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := anyQuestionnaire(t)
		row := anyRows(t, q, 1, 1)[0]
		g, own := groupOf(q, row), score.New(q).Person(row)
		for _, s := range statsOf(g) {
			if s.SD.OK || s.CI.OK {
				t.Fatalf("one person has %+v", s)
			}
		}
		for i, f := range g.Fields {
			if f.Mean != own.Fields[i].Score || f.RWG.OK || f.AD.OK || f.Alpha.Value.OK || f.Agreement != "" {
				t.Fatalf("got %+v, want only %+v", f, own.Fields[i])
			}
			for j, c := range f.Facets {
				if c.Mean != own.Fields[i].Facets[j] {
					t.Fatalf("got %+v, want %+v", c.Mean, own.Fields[i].Facets[j])
				}
			}
		}
	})
}

func TestWhoCannotJudgeChangesNoMean(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := anyQuestionnaire(t)
		rows := anyRows(t, q, 0, 10)
		blank := make(score.Answers, len(q.Items()))
		for i := range blank {
			blank[i] = score.NA
		}
		before, after := groupOf(q, rows...), groupOf(q, append(slices.Clone(rows), blank)...)
		if !reflect.DeepEqual(statsOf(before), statsOf(after)) {
			t.Fatalf("got %+v, want %+v", statsOf(after), statsOf(before))
		}
		if after.N != before.N+1 || after.Fields[0].Items[0].NA != before.Fields[0].Items[0].NA+1 {
			t.Fatalf("got %d persons, %+v", after.N, after.Fields[0].Items[0])
		}
	})
}

// To leave an answer out and to say "cannot judge" differ only in how they are counted.
func TestMissingAndCannotJudgeScoreAlike(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := anyQuestionnaire(t)
		rows := anyRows(t, q, 1, 10)
		var swapped []score.Answers
		for _, row := range rows {
			other := slices.Clone(row)
			for i, code := range row {
				if code >= score.NA {
					other[i] = score.NA ^ score.Missing ^ code
				}
			}
			swapped = append(swapped, other)
		}
		got, want := groupOf(q, swapped...), groupOf(q, rows...)
		for i := range got.Fields {
			for j := range got.Fields[i].Items {
				it := &got.Fields[i].Items[j]
				it.NA, it.Missing = it.Missing, it.NA
			}
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("got %+v, want %+v", got, want)
		}
	})
}

func TestAFormIsStraightlinedByItsLongestRun(t *testing.T) {
	q := plain(scaleOf("s", upTo(0, 2)...), slices.Repeat([]string{"i"}, 40)...)
	s := score.New(q)
	rapid.Check(t, func(t *rapid.T) {
		var row score.Answers
		longest := 0
		for len(row) < 40 {
			run := rapid.IntRange(1, 14).Draw(t, "run")
			code := rapid.SampledFrom([]byte{0, 1, 2, score.NA, score.Missing}).Draw(t, "code")
			row = append(row, slices.Repeat([]byte{code}, run)...)
		}
		row = row[:40]
		for i := range row {
			for j := i; j < len(row) && row[j] == row[i] && row[i] < score.NA; j++ {
				longest = max(longest, j-i+1)
			}
		}
		if got, want := s.Straightlined(row), longest >= 12; got != want {
			t.Fatalf("got %v for a run of %d", got, longest)
		}
	})
}
