package measures_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"kompass/internal/compare"
	"kompass/internal/kompass"
	"kompass/internal/measures"
	"kompass/internal/result"
)

// judged are the verdicts of aims of the company, by what was to be moved; "-" stands for none.
func judged(aims *result.Aims) map[string]string {
	out := map[string]string{}
	if aims == nil {
		return out
	}
	for _, a := range aims.All {
		verdict := "-"
		if a.Verdict != nil {
			verdict = *a.Verdict
		}
		out[a.Aim().String()] = fmt.Sprint(verdict, " ", a.Divisor)
	}
	return out
}

// raise lifts the mean of a facet.
func raise(g *result.Group, field, facet string, by float64) {
	for i := range g.Fields {
		for j := range g.Fields[i].Facets {
			if c := &g.Fields[i].Facets[j]; g.Fields[i].ID == field && c.ID == facet {
				c.Mean = new(math.Round(10*(*c.Mean+by)) / 10)
			}
		}
	}
}

func TestWhatIsFrozenIsEveryAimOnceThatHasNotBeenGivenUp(t *testing.T) {
	first, again, team, dropped, other := measure(kompass.CompanyList, "", "people", "customers/tools"), measure(kompass.CompanyList, "", "customers/tools"),
		measure(kompass.TeamList, "a", "customers/tools"), measure(kompass.CompanyList, "", "leadership"), measure(kompass.CompanyList, "", "management")
	dropped.State, other.RoundID = kompass.MeasureDropped, "winter"
	got := measures.Freeze("spring", []kompass.MeasureEntry{first, again, team, dropped, other})
	want := measures.Frozen{Before: "spring", Aims: []measures.FrozenAim{{List: kompass.CompanyList, Aim: "people"}, {List: kompass.CompanyList, Aim: "customers/tools"},
		{List: kompass.TeamList, Team: "a", Aim: "customers/tools"}}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	data, err := json.Marshal(got)
	var back measures.Frozen
	if err != nil || json.Unmarshal(data, &back) != nil || !reflect.DeepEqual(back, want) {
		t.Errorf("got %s, %v, which reads %+v", data, err, back)
	}
}

// TestFacetsAreHeldToAllAimsTogether: +0.4 of twenty people each has p = 0.04, which alone is a change and among five aims is none.
func TestFacetsAreHeldToAllAimsTogether(t *testing.T) {
	q := kompassFile(t)
	after := group(q, result.Key{}, 20, 2.0)
	raise(&after, "customers", "tools", 0.5)
	raise(&after, "people", "tools", 1.0)
	before, now := spring(q, group(q, result.Key{}, 20, 2.0)), autumn(q, after)
	freeze := func(aims ...string) measures.Frozen {
		return measures.Freeze("spring", []kompass.MeasureEntry{measure(kompass.CompanyList, "", aims...)})
	}
	item := "item:" + q.Fields[0].Items[0].ID
	for name, c := range map[string]struct {
		aims []string
		want map[string]string
	}{
		"alone":         {[]string{"customers/tools"}, map[string]string{"customers/tools": "changed 1"}},
		"among many":    {[]string{"customers/tools", "customers/attitude", "leadership/tools", "management/tools", item}, map[string]string{"customers/tools": "indistinct 5", "customers/attitude": "indistinct 5", "leadership/tools": "indistinct 5", "management/tools": "indistinct 5", item: "indistinct 5"}},
		"beside a find": {[]string{"customers/tools", "people/tools"}, map[string]string{"customers/tools": "changed 1", "people/tools": "changed 1"}},
		"a field stays": {[]string{"customers", "people/tools", "item:gone"}, map[string]string{"customers": "indistinct 1", "people/tools": "changed 3", "item:gone": "- 2"}},
		"nothing":       {nil, map[string]string{}},
	} {
		aims := freeze(c.aims...).Judge(before, now)
		if got := judged(aims); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
	}
	if got := freeze("people/tools").Judge(measures.Result{Document: &result.Document{Round: "winter"}}, now); got != nil {
		t.Errorf("got %+v beside another round", got)
	}
}

// TestAVerdictStandsWhereItWasDecided: what the document of the later round holds is what is said wherever the two are compared, in either
// direction, and of nothing else.
func TestAVerdictStandsWhereItWasDecided(t *testing.T) {
	q := kompassFile(t)
	item := q.Fields[0].Items[0].ID
	before, now := spring(q, group(q, result.Key{}, 20, 2.0), group(q, result.Key{"team": "a"}, 20, 2.0)), autumn(q, group(q, result.Key{}, 20, 2.5), group(q, result.Key{"team": "a"}, 20, 2.5))
	agreed := []kompass.MeasureEntry{measure(kompass.CompanyList, "", "customers/tools", "people/tools", "item:"+item)}
	now.Document.Aims = measures.Freeze("spring", agreed).Judge(before, now)
	if got := judged(now.Document.Aims); got["customers/tools"] != "changed 1" || got["item:"+item] != "changed 1" {
		t.Fatalf("got %v", got)
	}
	now.Document.Aims.All[1].Verdict, now.Document.Aims.All[1].Divisor = new("indistinct"), 40 // as if there had been many more
	later := measure(kompass.CompanyList, "", "customers/attitude")
	f := measures.Follow(append(agreed, later), before, now)
	for i, want := range []compare.Verdict{compare.Changed, compare.Indistinct, compare.Changed} {
		if m := f.Rows[0].Moves[i]; m.Verdict != want || (m.Least != nil) != (want == compare.Indistinct) || m.CI == nil {
			t.Errorf("%s: got %+v, want %q", m.Aim, m.Difference, want)
		}
	}
	if m := f.Rows[1].Moves[0]; m.Verdict != "" || m.CI == nil || f.Aims != 3 {
		t.Errorf("got %+v of what became an aim later, and %d aims", m.Difference, f.Aims)
	}
	if least := *f.Rows[0].Moves[1].Least; least <= 0.5 {
		t.Errorf("told from %v on, want more than by the interval of 95 %%", least)
	}
	series := func(r measures.Result, group int) compare.Series {
		return compare.Series{Document: r.Document, Group: &r.Document.Groups[group], Questionnaire: q}
	}
	for name, c := range map[string]struct {
		a, b compare.Series
		want compare.Verdict
	}{
		"forth":        {series(before, 0), series(now, 0), compare.Changed},
		"back":         {series(now, 0), series(before, 0), compare.Changed},
		"another":      {series(before, 1), series(now, 1), ""},
		"mixed groups": {series(before, 1), series(now, 0), ""},
	} {
		all := compare.Compare(c.a, c.b)
		customers, _ := all.Field("customers")
		tools, _ := customers.Facet("tools")
		if tools.Verdict != c.want || customers.Verdict != compare.Changed {
			t.Errorf("%s: got %q of the facet and %q of the field, want %q and changed", name, tools.Verdict, customers.Verdict, c.want)
		}
	}
}

// publish are the answers of n persons to J items of a cell each, as a result tells them: rounded to one decimal.
func publish(r *rand.Rand, n int, person float64) (mean, sd float64) {
	scores := make([]float64, n)
	for i := range scores {
		own := 2.4 + person*r.NormFloat64()
		for range 3 {
			scores[i] += math.Max(0, math.Min(4, math.Round(own+0.8*r.NormFloat64()))) / 3
		}
		mean += scores[i] / float64(n)
	}
	for _, x := range scores {
		sd += (x - mean) * (x - mean) / float64(n-1)
	}
	return math.Round(10*mean) / 10, math.Round(10*math.Sqrt(sd)) / 10
}

// TestAimsKeepTheErrorOfARound simulates rounds in which nothing has changed, with all twelve facets for aims, answered from 0 to 4 and rounded
// as they are published: at most 5 % of rounds call one of them changed. By their intervals alone it would be several times as many.
func TestAimsKeepTheErrorOfARound(t *testing.T) {
	const rounds = 500
	q := kompassFile(t)
	var aims []string
	for _, f := range q.Fields {
		for _, c := range q.Facets {
			aims = append(aims, f.ID+"/"+c.ID)
		}
	}
	agreed := []kompass.MeasureEntry{measure(kompass.CompanyList, "", aims...)}
	frozen := measures.Freeze("spring", agreed)
	r := rand.New(rand.NewPCG(12, 62)) //nolint:gosec // a simulation
	draw := func(n int, person float64) result.Group {
		g := group(q, result.Key{}, n, 2.0)
		for i := range g.Fields {
			for j := range g.Fields[i].Facets {
				mean, sd := publish(r, n, person)
				g.Fields[i].Facets[j].Mean, g.Fields[i].Facets[j].SD = &mean, &sd
			}
		}
		return g
	}
	for _, n := range []int{12, 62} {
		wrong, alone := 0, 0
		for range rounds {
			before, after := spring(q, draw(n, 0.6)), autumn(q, draw(n, 0.6))
			changed, byInterval := false, false
			for _, a := range frozen.Judge(before, after).All {
				changed = changed || a.Verdict != nil && *a.Verdict == string(compare.Changed)
			}
			for _, m := range measures.Follow(agreed, before, after).Rows[0].Moves {
				byInterval = byInterval || m.CI[0] >= 0.05 || m.CI[1] <= -0.05 // as it reads
			}
			if changed {
				wrong++
			}
			if byInterval {
				alone++
			}
		}
		t.Logf("n = %d: %d of %d rounds have a false change, %d by the intervals alone", n, wrong, rounds, alone)
		if float64(wrong)/rounds > 0.05 || float64(alone)/rounds < 0.12 {
			t.Errorf("n = %d: %d of %d rounds have a false change, %d by the intervals alone", n, wrong, rounds, alone)
		}
	}
}

// TestMoreAimsNeverMakeAChange: an aim that changes among others changes alone as well.
func TestMoreAimsNeverMakeAChange(t *testing.T) {
	q := kompassFile(t)
	var all []string
	for _, f := range q.Fields {
		for _, c := range q.Facets {
			all = append(all, f.ID+"/"+c.ID)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		after := group(q, result.Key{}, rapid.IntRange(10, 60).Draw(t, "n"), 2.0)
		for _, f := range q.Fields {
			for _, c := range q.Facets {
				raise(&after, f.ID, c.ID, float64(rapid.IntRange(-8, 8).Draw(t, "by"))/10)
			}
		}
		before, now := spring(q, group(q, result.Key{}, 20, 2.0)), autumn(q, after)
		chosen := rapid.SliceOfNDistinct(rapid.SampledFrom(all), 1, 12, rapid.ID).Draw(t, "aims")
		judge := func(aims ...string) map[string]string {
			return judged(measures.Freeze("spring", []kompass.MeasureEntry{measure(kompass.CompanyList, "", aims...)}).Judge(before, now))
		}
		together := judge(chosen...)
		for _, aim := range chosen {
			if changed := together[aim][:7] == "changed"; changed && judge(aim)[aim] != "changed 1" {
				t.Fatalf("%s changes among %d aims only", aim, len(chosen))
			}
		}
		slices.Reverse(chosen)
		if turned := judge(chosen...); !reflect.DeepEqual(turned, together) {
			t.Fatalf("got %v, in another order %v", together, turned)
		}
	})
}
