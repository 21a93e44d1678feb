package score_test

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
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
	if g.N != 0 || g.Straightlined != 0 || f.Stat != (score.Stat{}) || f.Agreement != "" {
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
	if f.Alpha.CI.OK || f.Alpha.N != 2 || f.Agreement != "" {
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

func TestTheWordsOfAgreement(t *testing.T) {
	at := score.Dispersion{Persons: 10, Items: 10, Points: 5, Span: 4, AD: 5.0 / 6, Shared: 0.5, SD: 0.5}
	with := func(change func(*score.Dispersion)) score.Dispersion {
		d := at
		change(&d)
		return d
	}
	for name, c := range map[string]struct {
		d    score.Dispersion
		want string
	}{
		"at the bound of AD":                {at, score.Agreed},
		"above it":                          {with(func(d *score.Dispersion) { d.AD += 1e-9 }), score.Mixed},
		"at the bound for camps":            {with(func(d *score.Dispersion) { d.SD = 0.9 }), score.Split},
		"below it":                          {with(func(d *score.Dispersion) { d.SD = 0.9 - 1e-9 }), score.Agreed},
		"little in common":                  {with(func(d *score.Dispersion) { d.AD, d.Shared = 1, 0.3-1e-9 }), score.Split},
		"just enough":                       {with(func(d *score.Dispersion) { d.AD, d.Shared = 1, 0.3 }), score.Mixed},
		"AD decides before the variance":    {with(func(d *score.Dispersion) { d.Shared = 0.1 }), score.Agreed},
		"nine at the critical value":        {with(func(d *score.Dispersion) { d.Persons, d.Items, d.AD = 9, 1, score.CriticalAD(9, 5, 1) }), score.Agreed},
		"nine above it":                     {with(func(d *score.Dispersion) { d.Persons, d.Items, d.AD = 9, 1, score.CriticalAD(9, 5, 1)+1e-4 }), score.Mixed},
		"five alike on a scale of two ends": {with(func(d *score.Dispersion) { d.Persons, d.Items, d.Points, d.AD = 5, 1, 2, 0 }), score.Mixed},
		"five":                              {with(func(d *score.Dispersion) { d.Persons, d.AD = 5, 0.1 }), score.Agreed},
		"four":                              {with(func(d *score.Dispersion) { d.Persons, d.AD = 4, 0 }), ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := score.Agreement(c.d); got != c.want {
				t.Errorf("%+v: got %q, want %q", c.d, got, c.want)
			}
		})
	}
}

// camps are so many persons who tick low everywhere, and as many who tick high.
func camps(items, each int, low, high byte) []score.Answers {
	return slices.Concat(slices.Repeat([]score.Answers{bytes.Repeat([]byte{low}, items)}, each),
		slices.Repeat([]score.Answers{bytes.Repeat([]byte{high}, items)}, each))
}

func TestTwoCampsNeverAgreeHoweverManyItems(t *testing.T) {
	for _, items := range []int{1, 3, 9, 10, 20} {
		ids := make([]string, items)
		for i := range ids {
			ids[i] = fmt.Sprintf("i%d", i)
		}
		f := groupOf(plain(scaleOf("s", upTo(0, 4)...), ids...), camps(items, 6, 1, 3)...).Fields[0]
		near(t, "AD", f.AD.Value, 1, 1e-12)
		if f.Agreement != score.Split {
			t.Errorf("%d items: six at 1 and six at 3 are %q by r_WG(J) = %.2f, want split", items, f.Agreement, f.RWG.Value)
		}
	}
}

// The shares of the groups called agreed, ten items of 0 to 4.
func TestHowOftenGroupsAreCalledAgreed(t *testing.T) {
	const rounds = 400
	r := rand.New(rand.NewPCG(3, 5))
	point := func(x float64) byte { return byte(min(4, max(0, math.Round(x)))) }
	answer := map[string]func(person, n int, own float64) byte{
		"random":   func(int, int, float64) byte { return byte(r.IntN(5)) },
		"camps":    func(person, n int, _ float64) byte { return point(1 + 2*float64(person*2/n) + 0.5*r.NormFloat64()) },
		"ordinary": func(_, _ int, own float64) byte { return point(2.6 + own + 0.8*r.NormFloat64()) },
	}
	for _, c := range []struct {
		kind        string
		n           int
		least, most float64
	}{
		{"random", 5, 0, 0.05}, {"random", 8, 0, 0.05}, {"random", 30, 0, 0.01},
		{"camps", 6, 0, 0.05}, {"camps", 12, 0, 0.01}, {"camps", 30, 0, 0.01},
		{"ordinary", 6, 0.6, 1}, {"ordinary", 12, 0.6, 1}, {"ordinary", 30, 0.6, 1},
	} {
		q := plain(scaleOf("s", upTo(0, 4)...), "a", "b", "c", "d", "e", "f", "g", "h", "i", "j")
		agreed := 0
		for range rounds {
			var rows []score.Answers
			for person := range c.n {
				own := 0.5 * r.NormFloat64()
				row := make(score.Answers, 10)
				for i := range row {
					row[i] = answer[c.kind](person, c.n, own)
				}
				rows = append(rows, row)
			}
			if groupOf(q, rows...).Fields[0].Agreement == score.Agreed {
				agreed++
			}
		}
		if share := float64(agreed) / rounds; share < c.least || share > c.most {
			t.Errorf("%s, n = %d: %.3f are called agreed, want %v to %v", c.kind, c.n, share, c.least, c.most)
		}
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
