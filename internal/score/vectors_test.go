package score_test

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"testing"

	"kompass/internal/score"
)

const printed = 1e-6 // the vectors carry eight digits or more where not said otherwise

// vectors are published and recomputed values; testdata/vectors.json says where each comes from.
type vectors struct {
	Attitude struct {
		Columns        []string
		Data           [][]int
		RawAlpha       float64 `json:"raw_alpha"`
		Feldt95        [2]float64
		PersonMeanMean float64    `json:"person_mean_mean"`
		PersonMeanSD   float64    `json:"person_mean_sd"`
		IfDropped      []float64  `json:"alpha_if_dropped"`
		ItemMean       []float64  `json:"item_mean"`
		ItemSD         []float64  `json:"item_sd"`
		RatingT95      [2]float64 `json:"rating_t95"`
	}
	Cohesion struct {
		Rows   [][]any
		Groups []string
		RWG    []float64 `json:"rwg_COH01"`
		RWGJ   []float64 `json:"rwgj_listwise"`
		AD     []float64 `json:"ad_mean_COH01"`
		ADJ    []float64 `json:"ad_mean_5items"`
	}
	Hand []struct {
		X        []int
		Mean     float64
		Var      *float64
		SD       *float64
		RWG      *float64
		Reported *float64 `json:"rwg_reported"`
		AD       float64  `json:"ad_mean"`
		T95      [2]float64
	}
	Lakens struct {
		Movie1, Movie2 []float64
		D              float64    `json:"d_s"`
		G              float64    `json:"g_s_approxJ"`
		GCI            [2]float64 `json:"g_ci_normal"`
		T              float64    `json:"t_ind"`
		WelchDF        float64    `json:"welch_df"`
		WelchCI        [2]float64 `json:"welch_ci"`
	}
	TwoWaves struct {
		W1, W2 []float64
		Diff   float64
		T      float64 `json:"welch_t"`
		DF     float64
		CI     [2]float64
		D      float64
		G      float64 `json:"g_approxJ"`
	} `json:"two_waves"`
	FPC struct {
		N          int `json:"n"`
		Population int `json:"N"` // there only so that it is not read as n
		SD         float64
		Half       float64 `json:"half_uncorrected"`
	}
	T975    map[int]float64
	J       map[int][2]float64
	SollFit []struct {
		Ist, Soll, Gap, Surplus []float64
		Fit                     float64
	} `json:"soll_fit"`
}

func read(t *testing.T) vectors {
	t.Helper()
	data, err := os.ReadFile("testdata/vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	var v vectors
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func nearInterval(t *testing.T, what string, got score.Interval, want [2]float64, tolerance float64) {
	t.Helper()
	if !got.OK {
		t.Errorf("%s: got no interval, want %v", what, want)
	}
	near(t, what+", low", got.Low, want[0], tolerance)
	near(t, what+", high", got.High, want[1], tolerance)
}

// attitude returns the answers of R's data set on a scale of 0 to 100: a value is the index of its point.
func attitude(v vectors) []score.Answers {
	var rows []score.Answers
	for _, values := range v.Attitude.Data {
		rows = append(rows, codes(values...))
	}
	return rows
}

func codes(values ...int) score.Answers {
	var a score.Answers
	for _, x := range values {
		a = append(a, byte(x))
	}
	return a
}

func TestAttitudeAsInR(t *testing.T) {
	v := read(t)
	want := v.Attitude
	g := groupOf(plain(scaleOf("s", upTo(0, 100)...), want.Columns...), attitude(v)...)
	f := g.Fields[0]
	is6 := func(what string, got score.Opt, want float64) {
		t.Helper()
		if !got.OK {
			t.Errorf("%s is missing", what)
		}
		near(t, what, got.Value, want, printed)
	}
	is6("alpha", f.Alpha.Value, want.RawAlpha)
	nearInterval(t, "Feldt", f.Alpha.CI, want.Feldt95, printed)
	if f.Alpha.N != 30 || f.N != 30 || f.Listwise != 30 {
		t.Errorf("got n %d, %d, %d, want 30", f.Alpha.N, f.N, f.Listwise)
	}
	is6("mean of person means", f.Mean, want.PersonMeanMean)
	is6("SD of person means", f.SD, want.PersonMeanSD)
	for i, column := range want.Columns {
		is6("alpha without "+column, f.Alpha.IfDropped[i], want.IfDropped[i])
		is6("mean of "+column, f.Items[i].Mean, want.ItemMean[i])
		is6("SD of "+column, f.Items[i].SD, want.ItemSD[i])
	}
	nearInterval(t, "t interval of rating", f.Items[0].CI, want.RatingT95, printed)
}

// The vignette prints alpha 0.18 (−0.36 to 0.56) with two items reversed.
func TestAttitudeWithReversedItemsAsPrinted(t *testing.T) {
	v := read(t)
	q := plain(scaleOf("s", upTo(0, 100)...), "rating", "-complaints", "privileges", "learning", "raises", "-critical", "advance")
	f := groupOf(q, attitude(v)...).Fields[0]
	near(t, "alpha", f.Alpha.Value.Value, 0.18, 0.005)
	nearInterval(t, "Feldt", f.Alpha.CI, [2]float64{-0.36, 0.56}, 0.005)
	near(t, "mean of the reversed complaints", f.Items[1].Mean.Value, 100-v.Attitude.ItemMean[1], printed)
}

func TestCohesionAsInR(t *testing.T) {
	want := read(t).Cohesion
	q := plain(scaleOf("s", upTo(1, 5)...), "coh01", "coh02", "coh03", "coh04", "coh05")
	s := score.New(q)
	tallies := make(map[string]*score.Tally)
	for _, name := range want.Groups {
		tallies[name] = s.NewTally()
	}
	for _, row := range want.Rows {
		var a score.Answers
		for _, x := range row[2:] {
			if x == nil {
				a = append(a, score.Missing)
			} else {
				a = append(a, byte(x.(float64)-1))
			}
		}
		tallies[row[0].(string)+" "+row[1].(string)].Add(a)
	}
	for i, name := range want.Groups {
		f := tallies[name].Group().Fields[0]
		near(t, name+" r_WG of one item", f.Items[0].RWG.Value, want.RWG[i], printed)
		near(t, name+" r_WG(J)", f.RWG.Value, want.RWGJ[i], printed)
		near(t, name+" AD of one item", f.Items[0].AD.Value, want.AD[i], printed)
		near(t, name+" AD(J)", f.AD.Value, want.ADJ[i], printed)
		if !f.RWG.OK || !f.AD.OK || !f.Items[0].RWG.OK || !f.Items[0].AD.OK {
			t.Errorf("%s: a number is missing", name)
		}
	}
	if got := tallies["1044B 1ST"].Group().Fields[0]; got.Listwise != 2 || got.Items[0].N != 3 || got.Items[1].Missing != 1 {
		t.Errorf("got %d complete, %d answers, %d missing; want 2, 3, 1", got.Listwise, got.Items[0].N, got.Items[1].Missing)
	}
}

func TestAgreementWorkedByHand(t *testing.T) {
	for _, want := range read(t).Hand {
		var rows []score.Answers
		for _, x := range want.X {
			rows = append(rows, codes(x))
		}
		it := groupOf(plain(scaleOf("s", upTo(0, 4)...), "i"), rows...).Fields[0].Items[0]
		near(t, "mean", it.Mean.Value, want.Mean, printed)
		near(t, "AD", it.AD.Value, want.AD, printed)
		if want.Var != nil {
			near(t, "variance", it.SD.Value*it.SD.Value, *want.Var, printed)
		}
		if want.SD != nil {
			near(t, "SD", it.SD.Value, *want.SD, printed)
		}
		if want.RWG == nil {
			want.RWG = want.Reported
		}
		near(t, "r_WG", it.RWG.Value, *want.RWG, printed)
		nearInterval(t, "t interval", score.TInterval(len(want.X), it.Mean.Value, it.SD.Value), want.T95, printed)
		nearInterval(t, "interval on the scale", it.CI, [2]float64{max(0, want.T95[0]), min(4, want.T95[1])}, printed)
	}
}

func TestComparisonsAsPublished(t *testing.T) {
	v := read(t)
	t.Run("Lakens' films", func(t *testing.T) {
		w := v.Lakens
		before, after := sampleOf(w.Movie2), sampleOf(w.Movie1)
		d := score.Welch(before, after)
		near(t, "t", d.T.Value, w.T, 5e-6) // equal n: the same as with pooled variances
		near(t, "df", d.DF.Value, w.WelchDF, 5e-5)
		nearInterval(t, "Welch", d.CI, w.WelchCI, printed)
		e := score.HedgesG(before, after)
		near(t, "d", e.D, w.D, printed)
		near(t, "g", e.G, w.G, printed)
		nearInterval(t, "g", e.CI, w.GCI, printed)
	})
	t.Run("two waves", func(t *testing.T) {
		w := v.TwoWaves
		before, after := sampleOf(w.W1), sampleOf(w.W2)
		d := score.Welch(before, after)
		near(t, "difference", d.Diff, w.Diff, printed)
		near(t, "t", d.T.Value, w.T, printed)
		near(t, "df", d.DF.Value, w.DF, printed)
		nearInterval(t, "Welch", d.CI, w.CI, printed)
		e := score.HedgesG(before, after)
		near(t, "d", e.D, w.D, printed)
		near(t, "g", e.G, w.G, printed)
	})
	t.Run("the correction of small samples", func(t *testing.T) {
		for df, j := range v.J {
			e := score.HedgesG(score.Sample{N: df/2 + 1, Mean: 1, SD: 1}, score.Sample{N: df/2 + 1, Mean: 2, SD: 1})
			near(t, "J", e.G/e.D, j[1], 1e-11)
		}
	})
}

// sampleOf computes mean and SD the plain way.
func sampleOf(x []float64) score.Sample {
	m, sd := meanSD(x)
	return score.Sample{N: len(x), Mean: m, SD: sd}
}

func TestQuantilesOfT(t *testing.T) {
	v := read(t)
	for df, want := range v.T975 {
		got := score.TInterval(df+1, 0, math.Sqrt(float64(df+1)))
		nearInterval(t, "t quantile", got, [2]float64{-want, want}, 1e-9)
	}
	nearInterval(t, "no correction for finite populations", score.TInterval(v.FPC.N, 0, v.FPC.SD), [2]float64{-v.FPC.Half, v.FPC.Half}, 1e-9)
	nearInterval(t, "many persons", score.TInterval(100_000, 0, math.Sqrt(100_000)), [2]float64{-1.9599877, 1.9599877}, printed)
}

func TestTargetsWorkedByHand(t *testing.T) {
	for _, want := range read(t).SollFit {
		means := make([]score.Opt, len(want.Ist))
		for i, ist := range want.Ist {
			means[i] = score.Opt{Value: ist, OK: true}
			near(t, "gap", score.Gap(want.Soll[i], ist), want.Gap[i], printed)
			near(t, "surplus", score.Surplus(want.Soll[i], ist), want.Surplus[i], printed)
		}
		is(t, "fit on a scale from 0", rounded(score.Fit(want.Soll, means, 0)), math.Round(want.Fit*1e9)/1e9)
		shifted, up := slices.Clone(want.Soll), slices.Clone(means)
		for i := range up {
			shifted[i]++
			up[i].Value++
		}
		is(t, "fit on a scale from 1", rounded(score.Fit(shifted, up, 1)), math.Round(want.Fit*1e9)/1e9)
	}
}

func rounded(o score.Opt) score.Opt { return score.Opt{Value: math.Round(o.Value*1e9) / 1e9, OK: o.OK} }

func TestFitNeedsEveryCellAndATarget(t *testing.T) {
	two := score.Opt{Value: 2, OK: true}
	missing(t, "fit with a cell missing", score.Fit([]float64{3, 3}, []score.Opt{two, {}}, 0))
	missing(t, "fit without cells", score.Fit(nil, nil, 0))
	missing(t, "fit of targets at the minimum", score.Fit([]float64{1, 1}, []score.Opt{two, two}, 1))
	is(t, "fit of one target above the minimum", score.Fit([]float64{1, 3}, []score.Opt{two, two}, 1), 0.5)
	is(t, "fit that is exceeded", score.Fit([]float64{1}, []score.Opt{two}, 0), 1)
}
