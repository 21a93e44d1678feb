package score_test

import (
	"testing"

	"kompass/internal/questionnaire"
	"kompass/internal/score"
)

const (
	na   = score.NA
	none = score.Missing
)

// worked is one field of two facets, the second with a reversed item, and one field that covers the second facet only.
func worked() *questionnaire.Questionnaire {
	return &questionnaire.Questionnaire{
		MinAnswered: "0.66",
		Scales:      []questionnaire.Scale{scaleOf("s", 1, 1.5, 2.5, 4)},
		Facets:      []questionnaire.Titled{{ID: "a"}, {ID: "b"}, {ID: "c"}},
		Fields: []questionnaire.Field{
			{ID: "f", Items: []questionnaire.Item{
				itemOf("f1", "a"), itemOf("f2", "a"), itemOf("f3", "a"),
				itemOf("f4", "b"), itemOf("-f5", "b"), itemOf("f6", "b"), itemOf("f7", "b"),
				itemOf("f8", "c"),
			}},
			{ID: "g", Items: []questionnaire.Item{itemOf("g1", "b"), itemOf("g2", "b")}},
		},
	}
}

func TestAPersonWorkedByHand(t *testing.T) {
	p := score.New(worked()).Person(score.Answers{0, 1, 2, 3, 3, 2, na, 1, 3, 1})
	f := p.Fields[0]
	is(t, "three answers: (1 + 1.5 + 2.5)/3", f.Facets[0], 5.0/3)
	is(t, "three of four, one reversed: (4 + 1 + 2.5)/3", f.Facets[1], 2.5)
	is(t, "one of one", f.Facets[2], 1.5)
	is(t, "facets weigh alike: (5/3 + 2.5 + 1.5)/3", f.Score, 17.0/9)
	g := p.Fields[1]
	is(t, "the only facet the field covers", g.Score, 2.75)
	is(t, "that facet", g.Facets[1], 2.75)
	missing(t, "a facet the field does not cover", g.Facets[0])
	missing(t, "another one", g.Facets[2])
}

func TestAReversedItemCountsFromTheOtherEnd(t *testing.T) {
	s := score.New(plain(scaleOf("s", 1, 1.5, 2.5, 4), "-i"))
	for code, want := range []float64{4, 3.5, 2.5, 1} {
		is(t, "min + max − value", s.Person(score.Answers{byte(code)}).Fields[0].Score, want)
	}
}

func TestHowMuchAPersonMustAnswer(t *testing.T) {
	s := score.New(worked())
	for _, c := range []struct {
		name    string
		row     score.Answers
		facets  [3]bool
		present bool
	}{
		{"everything", score.Answers{0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, [3]bool{true, true, true}, true},
		{"two of three", score.Answers{0, 0, none, 0, 0, 0, 0, 0, 0, 0}, [3]bool{true, true, true}, true},
		{"one of three", score.Answers{0, na, none, 0, 0, 0, 0, 0, 0, 0}, [3]bool{false, true, true}, true},
		{"three of four", score.Answers{0, 0, 0, none, 0, 0, 0, 0, 0, 0}, [3]bool{true, true, true}, true},
		{"two of four", score.Answers{0, 0, 0, none, na, 0, 0, 0, 0, 0}, [3]bool{true, false, true}, true},
		{"two of three facets", score.Answers{0, 0, 0, 0, 0, 0, 0, none, 0, 0}, [3]bool{true, true, false}, true},
		{"one of three facets", score.Answers{0, 0, 0, none, na, 0, 0, none, 0, 0}, [3]bool{true, false, false}, false},
		{"nothing", score.Answers{none, na, none, none, na, none, na, none, 0, 0}, [3]bool{}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := s.Person(c.row).Fields[0]
			if f.Score.OK != c.present {
				t.Errorf("field: got %v, want %v", f.Score.OK, c.present)
			}
			for i, want := range c.facets {
				if f.Facets[i].OK != want {
					t.Errorf("facet %d: got %v, want %v", i, f.Facets[i].OK, want)
				}
			}
		})
	}
}

func TestWithoutFacetsAFieldIsTheMeanOfItsItems(t *testing.T) {
	s := score.New(plain(scaleOf("s", upTo(0, 4)...), "i", "j", "k", "l"))
	f := s.Person(score.Answers{0, 4, 4, na}).Fields[0]
	is(t, "three of four", f.Score, 8.0/3)
	if len(f.Facets) != 0 {
		t.Errorf("got %d facets, want none", len(f.Facets))
	}
	missing(t, "two of four", s.Person(score.Answers{0, 4, none, na}).Fields[0].Score)
}

// 40 to 60 valid answers have no common multiple that a score could count in: it is then rounded, far below what shows.
func TestAScoreOfManyItems(t *testing.T) {
	q := plain(scaleOf("s", upTo(0, 4)...), make60()...)
	row := make(score.Answers, 60)
	for i := range row {
		row[i] = byte(i % 5)
	}
	row[7], row[11] = na, none
	is(t, "58 answers", score.New(q).Person(row).Fields[0].Score, 117.0/58)
	for i := range row {
		row[i] = 4
	}
	if got := score.New(q).Person(row).Fields[0].Score; got.Value != 4 {
		t.Errorf("got %v, want exactly 4", got.Value)
	}
}

func make60() []string {
	ids := make([]string, 60)
	for i := range ids {
		ids[i] = "i"
	}
	return ids
}

func TestWhatARowMayHold(t *testing.T) {
	q := plain(scaleOf("s", upTo(0, 4)...), "i", "j")
	strict := scaleOf("t", 0, 4)
	strict.NA = nil
	q.Scales = append(q.Scales, strict)
	q.Fields[0].Items[1].Scale = "t"
	s := score.New(q)
	for _, c := range []struct {
		name  string
		row   score.Answers
		valid bool
	}{
		{"points", score.Answers{4, 1}, true},
		{"nothing answered", score.Answers{none, none}, true},
		{"cannot judge where the scale has it", score.Answers{na, 0}, true},
		{"cannot judge where the scale lacks it", score.Answers{0, na}, false},
		{"a point too many", score.Answers{5, 0}, false},
		{"a point of the other scale", score.Answers{0, 2}, false},
		{"an answer too few", score.Answers{0}, false},
		{"an answer too many", score.Answers{0, 0, 0}, false},
		{"no row", nil, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := s.Valid(c.row); got != c.valid {
				t.Errorf("got %v, want %v", got, c.valid)
			}
			row, err := s.Unpack(c.row)
			if (err == nil) != c.valid || c.valid && string(row) != string(c.row) {
				t.Errorf("got %v, %v", row, err)
			}
		})
	}
}

func TestTheCodesOfNoAnswerAreNoPoints(t *testing.T) {
	s := score.New(plain(scaleOf("s", upTo(0, 299)...), "i"))
	if !s.Valid(score.Answers{0xFD}) || !s.Valid(score.Answers{na}) {
		t.Error("got a refusal, want the last point and the code beside it")
	}
	missing(t, "cannot judge on a very long scale", s.Person(score.Answers{na}).Fields[0].Score)
}

func TestARefusedRowNamesTheAnswer(t *testing.T) {
	q := plain(scaleOf("s", upTo(0, 4)...), "i", "j")
	q.Fields = append(q.Fields, questionnaire.Field{ID: "g", Items: []questionnaire.Item{itemOf("k", ""), itemOf("l", "")}})
	_, err := score.New(q).Unpack([]byte{0, 0, 0, 9})
	if err == nil || err.Error() != "answer 4 is 0x09, which its scale does not have" {
		t.Errorf("got %v, want the fourth answer named", err)
	}
}

func TestCannotJudgeIsNoPointOfAVeryLongScale(t *testing.T) {
	long := scaleOf("s", upTo(0, 299)...)
	long.NA = nil
	if score.New(plain(long, "i")).Valid(score.Answers{na}) {
		t.Error("got a row accepted that says cannot judge where the scale lacks it")
	}
}

// mixed has 13 items: two fields, scales of the same values but for one point, one item reversed.
func mixed() *questionnaire.Questionnaire {
	q := plain(scaleOf("s", 0, 1, 2, 4), "1", "2", "3", "4", "5", "6", "-7")
	q.Scales = append(q.Scales, scaleOf("t", 0, 1, 2, 3, 4))
	q.Fields = append(q.Fields, questionnaire.Field{ID: "g"})
	for _, id := range []string{"8", "9", "10", "11", "12", "13"} {
		it := itemOf(id, "")
		it.Scale = "t"
		q.Fields[1].Items = append(q.Fields[1].Items, it)
	}
	return q
}

func TestStraightlining(t *testing.T) {
	s := score.New(mixed())
	for _, c := range []struct {
		name string
		row  score.Answers
		want bool
	}{
		{"thirteen in a row", score.Answers{3, 3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4}, true},
		{"twelve at the end", score.Answers{0, 3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4}, true},
		{"twelve at the start", score.Answers{3, 3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4, none}, true},
		{"eleven", score.Answers{0, 0, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4}, false},
		{"eleven and one more after a break", score.Answers{3, 3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 0, 4}, false},
		{"the same index on another scale is another value", score.Answers{3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3}, false},
		{"broken by cannot judge", score.Answers{3, 3, 3, 3, 3, 3, na, 4, 4, 4, 4, 4, 4}, false},
		{"broken by nothing", score.Answers{0, 0, 0, 0, none, 0, 0, 0, 0, 0, 0, 0, 0}, false},
		{"the lowest point", score.Answers{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4}, true},
		{"cannot judge all along", score.Answers{na, na, na, na, na, na, na, na, na, na, na, na, na}, false},
		{"left out all along", score.Answers{none, none, none, none, none, none, none, none, none, none, none, none, none}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := s.Straightlined(c.row); got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
			want := 0
			if c.want {
				want = 2
			}
			if got := groupOf(mixed(), c.row, c.row).Straightlined; got != want {
				t.Errorf("got %d forms of a group, want %d", got, want)
			}
		})
	}
}
