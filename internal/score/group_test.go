package score_test

import (
	"math"
	"reflect"
	"slices"
	"sync"
	"testing"

	"kompass/internal/score"
)

func TestAGroupWorkedByHand(t *testing.T) {
	// 1, 1.5, 2.5, 4 on the scale; f5 reversed; see worked.
	g := groupOf(worked(),
		score.Answers{0, 1, 2, 3, 3, 2, na, 1, 3, 1},
		score.Answers{3, 3, none, 0, 0, 0, 0, 3, none, na},
		score.Answers{2, 2, 2, na, na, na, none, 0, 1, 1},
	)
	f := g.Fields[0]
	if g.N != 3 || f.N != 3 || f.Facets[0].N != 3 || f.Facets[1].N != 2 || f.Facets[2].N != 3 || f.Listwise != 0 {
		t.Errorf("got n %d, %d, %v, %d complete", g.N, f.N, f.Facets, f.Listwise)
	}
	is(t, "facet a: (5/3 + 4 + 2.5)/3", f.Facets[0].Mean, 49.0/18)
	is(t, "facet b: (2.5 + (1 + 4 + 1 + 1)/4)/2", f.Facets[1].Mean, 2.125)
	is(t, "its SD", f.Facets[1].SD, 0.75/math.Sqrt2)
	is(t, "field: (17/9 + (4 + 1.75 + 4)/3 + 1.75)/3", f.Mean, (17.0/9+3.25+1.75)/3)
	if f.Weakest != 1 {
		t.Errorf("got weakest %d, want 1", f.Weakest)
	}
	if g.Fields[1].Weakest != 1 {
		t.Errorf("got weakest %d, want the only facet there is", g.Fields[1].Weakest)
	}
	it := f.Items[4] // reversed: 1 and 4, one cannot judge
	is(t, "scored mean", it.Mean, 2.5)
	if !slices.Equal(it.Counts, []int{1, 0, 0, 1}) || it.N != 2 || it.NA != 1 || it.Missing != 0 {
		t.Errorf("got counts %v, n %d, na %d, missing %d", it.Counts, it.N, it.NA, it.Missing)
	}
	is(t, "one of two at 4", it.Favourable, 0.5)
	if it = f.Items[6]; it.NA != 1 || it.Missing != 1 || it.N != 1 {
		t.Errorf("got na %d, missing %d, n %d, want one each", it.NA, it.Missing, it.N)
	}
	if c := g.Fields[1]; c.N != 2 || c.Facets[0].N != 0 || c.Facets[0].Mean.OK {
		t.Errorf("got %+v", c)
	}
}

func TestCounts(t *testing.T) {
	tally := score.New(worked()).NewTally()
	tally.Add(score.Answers{0, 1, 2, 3, 3, 2, na, 1, 3, 1})
	tally.Add(score.Answers{0, none, na, 3, none, none, na, none, none, na})
	want := []score.FieldCounts{
		{Persons: 1, Facets: []int{1, 1, 1}, Items: []int{2, 1, 1, 2, 1, 1, 0, 1}},
		{Persons: 1, Facets: []int{0, 1, 0}, Items: []int{1, 1}},
	}
	if got := tally.Counts(); !reflect.DeepEqual(got, want) || tally.Persons() != 2 {
		t.Errorf("got %+v of %d, want %+v", got, tally.Persons(), want)
	}
	bare := score.New(plain(scaleOf("s", 0, 1), "i")).NewTally()
	bare.Add(score.Answers{1})
	if got := bare.Counts(); !reflect.DeepEqual(got, []score.FieldCounts{{Persons: 1, Facets: []int{}, Items: []int{1}}}) {
		t.Errorf("got %+v", got)
	}
}

func TestAGroupOfNobody(t *testing.T) {
	g := groupOf(worked())
	f := g.Fields[0]
	if g.N != 0 || g.Straightlined != 0 || f.Weakest != -1 || f.Stat != (score.Stat{}) || f.Agreement != "" {
		t.Errorf("got %+v", g)
	}
	missing(t, "favourable", f.Items[0].Favourable)
	missing(t, "alpha", f.Alpha.Value)
}

func TestEverybodyAlike(t *testing.T) {
	row := score.Answers{2, 2, 2}
	f := groupOf(plain(scaleOf("s", upTo(0, 4)...), "i", "j", "k"), row, row).Fields[0]
	is(t, "SD", f.SD, 0)
	if f.CI != (score.Interval{Low: 2, High: 2, OK: true}) {
		t.Errorf("got the interval %+v, want the point 2", f.CI)
	}
	is(t, "r_WG(J)", f.RWG, 1)
	is(t, "AD", f.AD, 0)
	is(t, "r_WG", f.Items[0].RWG, 1)
	missing(t, "alpha without variance", f.Alpha.Value)
	if f.Alpha.CI.OK || f.Alpha.N != 2 || f.Agreement != score.Agreed {
		t.Errorf("got %+v, %s", f.Alpha, f.Agreement)
	}
}

func TestIntervalsEndAtTheScale(t *testing.T) {
	f := groupOf(plain(scaleOf("s", upTo(1, 5)...), "i"), score.Answers{0}, score.Answers{4}).Fields[0]
	if f.CI != (score.Interval{Low: 1, High: 5, OK: true}) {
		t.Errorf("got %+v, want 1 to 5", f.CI)
	}
}

func TestAgreementNeedsItemsAlikeAndTwoCompletePersons(t *testing.T) {
	q := plain(scaleOf("s", 0, 1, 4), "i", "j")
	one := groupOf(q, score.Answers{1, 1}, score.Answers{1, na}).Fields[0]
	if one.RWG.OK || one.AD.OK || one.Agreement != "" || one.Listwise != 1 || one.N != 1 || !one.Items[0].RWG.OK || one.Items[1].RWG.OK {
		t.Errorf("one complete person: got %+v", one)
	}
	q.Scales = append(q.Scales, scaleOf("t", 0, 1, 4), scaleOf("u", 0, 2, 4))
	q.Fields[0].Items[1].Scale = "t"
	if f := groupOf(q, score.Answers{1, 1}, score.Answers{1, 2}).Fields[0]; !f.RWG.OK || !f.AD.OK {
		t.Error("another scale of the same values: got nothing")
	}
	q.Fields[0].Items[1].Scale = "u"
	f := groupOf(q, score.Answers{1, 1}, score.Answers{1, 2}).Fields[0]
	if f.RWG.OK || f.AD.OK || f.Agreement != "" || !f.Alpha.Value.OK || !f.Items[1].RWG.OK {
		t.Errorf("other values: got %+v", f)
	}
}

// The null is the variance of an even choice among the points there are: 0, 1, 4 have 26/9.
func TestTheNullOfUnevenPoints(t *testing.T) {
	it := groupOf(plain(scaleOf("s", 0, 1, 4), "i"), score.Answers{0}, score.Answers{1}).Fields[0].Items[0]
	is(t, "r_WG", it.RWG, 1-0.5/(26.0/9))
	is(t, "AD in points of the scale", it.AD, 0.5)
}

// spreadOf returns a field of one item in which the points of 0 to 4 are chosen this often.
func spreadOf(counts ...int) score.Field {
	var rows []score.Answers
	for code, n := range counts {
		rows = append(rows, slices.Repeat([]score.Answers{{byte(code)}}, n)...)
	}
	return groupOf(plain(scaleOf("s", upTo(0, 4)...), "i"), rows...).Fields[0]
}

func TestTheWordsOfAgreement(t *testing.T) {
	for _, c := range []struct {
		name  string
		field score.Field
		rwg   float64
		word  string
	}{
		{"exactly 0.7", spreadOf(0, 0, 3, 5, 3), 0.7, score.Agreed},
		{"exactly 0.3", spreadOf(0, 1, 4, 0, 6), 0.3, score.Mixed},
		{"nothing in common", spreadOf(3, 0, 0, 0, 3), 0, score.Split},
	} {
		t.Run(c.name, func(t *testing.T) {
			is(t, "r_WG", c.field.RWG, c.rwg)
			if c.field.Agreement != c.word {
				t.Errorf("got %q, want %q", c.field.Agreement, c.word)
			}
		})
	}
	for rwg, want := range map[float64]string{1: "agreed", 0.7: "agreed", 0.7 - 1e-12: "agreed", 0.3 - 1e-12: "mixed", 0.69999: "mixed", 0.3: "mixed", 0.29999: "split", 0: "split"} {
		if got := score.Agreement(score.Opt{Value: rwg, OK: true}); got != want {
			t.Errorf("%v: got %q, want %q", rwg, got, want)
		}
	}
	if got := score.Agreement(score.Opt{}); got != "" {
		t.Errorf("got %q for a missing number", got)
	}
}

func TestRWGJAtAndBeyondTheNull(t *testing.T) {
	for q, want := range map[float64]float64{0: 1, 1: 5 * 0.5 / (5*0.5 + 0.5), 2: 0, 2.5: 0, 8: 0} {
		near(t, "r_WG(J)", score.RWGJ(5, q, 2), want, 1e-15)
	}
	near(t, "r_WG below the null", score.RWG(0.5, 2), 0.75, 0)
	near(t, "r_WG beyond the null", score.RWG(4, 2), 0, 0)
}

func TestFavourableBeginsAtThreeQuarters(t *testing.T) {
	all := func(n int) []score.Answers {
		var rows []score.Answers
		for code := range n {
			rows = append(rows, score.Answers{byte(code)})
		}
		return rows
	}
	for _, c := range []struct {
		name   string
		item   string
		values []float64
		want   float64
	}{
		{"3 and 4 of 0 to 4", "i", upTo(0, 4), 2.0 / 5},
		{"0 and 1 of 0 to 4, reversed", "-i", upTo(0, 4), 2.0 / 5},
		{"below by a little", "i", []float64{0, 2.999, 4}, 1.0 / 3},
		{"above by a little", "i", []float64{0, 3.001, 4}, 2.0 / 3},
		{"0.325 of 0.1 to 0.4", "i", []float64{0.1, 0.2, 0.325, 0.4}, 0.5},
		{"below zero", "i", []float64{-1, 0.5, 1}, 2.0 / 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := groupOf(plain(scaleOf("s", c.values...), c.item), all(len(c.values))...)
			is(t, "favourable", g.Fields[0].Items[0].Favourable, c.want)
		})
	}
}

func TestADMeanOfNothing(t *testing.T) {
	near(t, "AD", score.ADMean([]float64{1, 2}, []int{0, 0}), 0, 0)
}

func TestWeakestIsTheFirstOfEquals(t *testing.T) {
	q := worked()
	if got := groupOf(q, score.Answers{0, 0, 0, 0, 3, 0, 0, 0, 0, 0}).Fields[0].Weakest; got != 0 {
		t.Errorf("got %d, want 0", got)
	}
	if got := groupOf(q, score.Answers{1, 1, 1, 1, 2, 1, 1, 0, 0, 0}).Fields[0].Weakest; got != 2 {
		t.Errorf("got %d, want 2", got)
	}
}

// Decimals that binary floats cannot hold add up as on paper.
func TestDecimalsAreExact(t *testing.T) {
	q := plain(scaleOf("s", 0.1, 0.2, 0.3, 0.7), "i", "j", "k")
	f := groupOf(q, score.Answers{0, 1, 2}, score.Answers{2, 1, 0}).Fields[0]
	if f.Mean.Value != 0.2 || f.SD.Value != 0 || f.Items[0].Mean.Value != 0.2 {
		t.Errorf("got %v ± %v, %v, want exactly 0.2 ± 0", f.Mean.Value, f.SD.Value, f.Items[0].Mean.Value)
	}
}

func TestTalliesOfOtherScorersAreRefused(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("got no panic")
		}
	}()
	score.New(worked()).NewTally().Merge(score.New(worked()).NewTally())
}

func TestAScorerServesManyAtOnce(t *testing.T) {
	q := shaped()
	s, rows := score.New(q), responses(q, 50)
	want := groupOf(q, rows...)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			tally := s.NewTally()
			for _, row := range rows {
				if s.Valid(row) {
					tally.Add(row)
				}
				s.Person(row)
			}
			if !reflect.DeepEqual(tally.Group(), want) {
				t.Error("got another result")
			}
		})
	}
	wg.Wait()
}

func TestATallyDoesNotGrowWithItsPersons(t *testing.T) {
	q := shaped()
	tally, rows := score.New(q).NewTally(), responses(q, 100)
	if got := testing.AllocsPerRun(10, func() {
		for _, row := range rows {
			tally.Add(row)
		}
	}); got != 0 {
		t.Errorf("got %v allocations, want none", got)
	}
}
