package compare_test

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"kompass/internal/compare"
	"kompass/internal/kompass"
	"kompass/internal/result"
)

// member is a company of n answers whose fields all have one mean.
func member(id byte, n int, mean float64) compare.Member {
	d := round(loadOnce, "r"+string(rune(id)), "2026-01-01", stat{n, mean, 0.5})
	d.CompanyID, d.Mode = string(rune(id)), string(kompass.Anonymous)
	return compare.Member{
		Consent: kompass.Consent{CompanyID: d.CompanyID, Seed: [16]byte{id, id * 7}},
		Series:  compare.Series{Document: d, Group: d.Everyone(), Questionnaire: loadOnce},
	}
}

func members(n int) []compare.Member {
	var out []compare.Member
	for i := range n {
		out = append(out, member(byte('a'+i), 20+i, 1+float64(i)/10+0.04))
	}
	return out
}

func TestPeersNeedAnOwnConsentAndEnoughCompanies(t *testing.T) {
	all := members(6)
	for name, c := range map[string]struct {
		viewer  string
		members []compare.Member
		want    compare.PeerReason
	}{
		"who has not consented sees nothing":   {"z", all, compare.PeersOwn},
		"four are too few":                     {"a", all[:4], compare.PeersFew},
		"five are enough":                      {"a", all[:5], ""},
		"a small own result shows nothing":     {"s", append(members(5), member('s', 9, 2)), compare.PeersOwn},
		"small results of others do not count": {"a", append(members(4), member('s', 9, 2)), compare.PeersFew},
	} {
		if got := compare.PeersOf(c.viewer, "2026-05", c.members); got.Reason != c.want || (c.want != "") != (len(got.Aliases) == 0) {
			t.Errorf("%s: got %q with %d aliases", name, got.Reason, len(got.Aliases))
		}
	}
	withdrawn, open, other, hidden := members(5), members(5), members(5), members(5)
	withdrawn[3].Consent.Withdrawn = withdrawn[3].Consent.Given.AddDate(1, 0, 0)
	open[3].Series.Document.Mode = string(kompass.Open)
	other[3].Series.Document.Questionnaire.Version++
	hidden[3].Series.Group.Fields[1] = result.Field{ID: "leadership"}
	for name, pool := range map[string][]compare.Member{"withdrawn": withdrawn, "open": open, "another questionnaire": other, "a hidden field": hidden} {
		if got := compare.PeersOf("a", "2026-05", pool); got.Reason != compare.PeersFew {
			t.Errorf("%s: got %q, want too few", name, got.Reason)
		}
	}
}

func TestFromTenCompaniesOnThereIsABandAlone(t *testing.T) {
	all := members(12)
	got := compare.PeersOf("a", "2026-05", all)
	if len(got.Aliases) != 0 || len(got.Band) != 16 {
		t.Fatalf("got %d aliases and %d rows", len(got.Aliases), len(got.Band))
	}
	if q := got.Band[0]; q.Lower != 1.3 || q.Middle != 1.6 || q.Upper != 1.9 {
		t.Errorf("got %+v", q)
	}
	for _, viewer := range []string{"b", "l"} {
		if other := compare.PeersOf(viewer, "2026-05", all); !reflect.DeepEqual(other.Band, got.Band) {
			t.Errorf("%s sees another band: two viewers could subtract them", viewer)
		}
	}
}

// Whoever enters so many answers that her company has most of all gets nothing from it: no band of her own, and no single
// profiles either.
func TestACompanyOfMostAnswersIsLeftOut(t *testing.T) {
	for _, c := range []struct {
		name      string
		companies int
		viewer    string
		band      bool
	}{
		{"others see the band of the rest", 12, "a", true},
		{"it sees nothing itself", 12, "f", false},
		{"nine are left", 10, "a", false},
	} {
		all := members(c.companies)
		all[5] = member('f', 2000, 4)
		got := compare.PeersOf(c.viewer, "2026-05", all)
		if len(got.Aliases) != 0 || len(got.Band) > 0 != c.band || (got.Reason == "") != c.band {
			t.Errorf("%s: got %d aliases, %d rows, reason %q", c.name, len(got.Aliases), len(got.Band), got.Reason)
		}
		rest := compare.PeersOf("a", "2026-05", slices.Delete(slices.Clone(all), 5, 6))
		if c.band && !reflect.DeepEqual(got.Band, rest.Band) {
			t.Errorf("%s: the large company moves the band", c.name)
		}
	}
}

func TestAResultOfMoreFormsThanPeopleDoesNotCount(t *testing.T) {
	all := members(5)
	heads := *all[3].Series.Group.N - 1
	all[3].Series.Document.Heads = &heads
	if got := compare.PeersOf("a", "2026-05", all); got.Reason != compare.PeersFew {
		t.Errorf("got %q, want too few", got.Reason)
	}
	heads++
	if got := compare.PeersOf("a", "2026-05", all); got.Reason != "" {
		t.Errorf("as many forms as people: got %q", got.Reason)
	}
}

// TestAliasesGiveNoCompanyAway holds what is shown of companies to what the documentation promises, for any pool.
func TestAliasesGiveNoCompanyAway(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var pool []compare.Member
		for i := range rapid.IntRange(5, 9).Draw(t, "companies") {
			m := member(byte('a'+i), rapid.IntRange(10, 400).Draw(t, "n"), float64(rapid.IntRange(0, 400).Draw(t, "mean"))/100)
			copy(m.Consent.Seed[:], rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "seed"))
			m.Consent.Seed[0] = byte(i)
			pool = append(pool, m)
		}
		viewer := pool[rapid.IntRange(0, len(pool)-1).Draw(t, "viewer")].Consent.CompanyID
		p := compare.PeersOf(viewer, "2026-05", pool)
		if len(p.Aliases) != len(pool)-1 {
			t.Fatalf("got %d aliases of %d companies", len(p.Aliases), len(pool))
		}
		for i, a := range p.Aliases {
			if a.Number != i+1 {
				t.Errorf("got number %d at %d", a.Number, i)
			}
			for _, mean := range a.Means {
				if math.Abs(mean*10-math.Round(mean*10)) > 1e-9 {
					t.Errorf("got a mean of %v", mean)
				}
			}
			sharing := 0
			for _, m := range pool {
				if n := *m.Series.Group.N; n >= a.Low && (a.High == 0 || n <= a.High) {
					sharing++
				}
			}
			if sharing < 3 {
				t.Errorf("a class from %d to %d holds %d companies", a.Low, a.High, sharing)
			}
		}
		shuffled := rapid.Permutation(pool).Draw(t, "order")
		if again := compare.PeersOf(viewer, "2026-05", shuffled); !reflect.DeepEqual(again.Aliases, p.Aliases) {
			t.Error("the order of consents shows in the aliases")
		}
	})
}

// TestNoNumberStaysWithACompany looks at who is number one from viewer to viewer, month to month, and after somebody joined.
func TestNoNumberStaysWithACompany(t *testing.T) {
	all := members(9)
	first := func(viewer, stand string, pool []compare.Member) float64 {
		return compare.PeersOf(viewer, stand, pool).Aliases[0].Means[0]
	}
	var viewers, months, joins []float64
	for i := range 8 {
		viewers = append(viewers, first(all[i].Consent.CompanyID, "2026-05", all))
		months = append(months, first("a", "2026-0"+string(rune('1'+i)), all))
		joins = append(joins, first("a", "2026-05", append(slices.Clone(all[:5]), all[5+i%4])))
	}
	for name, got := range map[string][]float64{"viewers": viewers, "months": months, "joining": joins} {
		slices.Sort(got)
		if len(slices.Compact(got)) < 3 {
			t.Errorf("%s: number one is always %v", name, got)
		}
	}
}

// TestTwoSetsOfPeersDifferByThree lets companies join, leave and bring new results at random for some years: what is shown after
// something else was shown differs from it by three companies at least. What stays the same differs by none.
func TestTwoSetsOfPeersDifferByThree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		type company struct {
			in    bool
			round int
			n     int
		}
		companies := make([]company, 14)
		for i := range companies {
			companies[i].n = rapid.SampledFrom([]int{8, 12, 25, 40, 400, 4000}).Draw(t, "answers")
		}
		var settled, shown map[string]string
		for range rapid.IntRange(2, 24).Draw(t, "months") {
			for i := range companies {
				switch rapid.IntRange(0, 11).Draw(t, "what happens") {
				case 0, 1, 2:
					companies[i].in = true
				case 3:
					companies[i].in = false
				case 4:
					companies[i].round++
				}
			}
			var candidates []compare.Member
			for i, c := range companies {
				if c.in {
					m := member(byte('a'+i), c.n, 2)
					m.Series.Document.Round = fmt.Sprintf("%c%d", 'a'+i, c.round)
					candidates = append(candidates, m)
				}
			}
			pool := compare.Pool(member('a', 10, 2).Series.Document.Questionnaire, candidates)
			settled = compare.Settle(settled, pool)
			resting := false
			for id := range settled {
				resting = resting || !companies[id[0]-'a'].in
			}
			if resting || len(settled) == 0 {
				continue
			}
			if n := compare.Differing(shown, settled); n > 0 && n < 3 {
				t.Fatalf("shown %v, then %v: %d companies differ", shown, settled, n)
			}
			shown = settled
		}
	})
}

// A half is rounded up whatever the numbers are that it is made of.
func TestQuartilesRoundHalvesOneWay(t *testing.T) {
	for _, c := range []struct{ low, high, want float64 }{{1.3, 1.4, 1.4}, {1.5, 1.6, 1.6}, {2.2, 2.3, 2.3}, {0.1, 0.2, 0.2}} {
		var all []compare.Member
		for i := range 10 {
			mean := c.low
			if i >= 5 {
				mean = c.high
			}
			all = append(all, member(byte('a'+i), 20+i, mean))
		}
		if got := compare.PeersOf("a", "2026-05", all).Band[0]; got.Middle != c.want || got.Lower != c.low || got.Upper != c.high {
			t.Errorf("between %v and %v: got %+v, want %v in the middle", c.low, c.high, got, c.want)
		}
	}
}

// A class of size that holds nobody makes none of the others coarser.
func TestAnEmptyClassOfSizeMakesNoneCoarser(t *testing.T) {
	var all []compare.Member
	for i, n := range []int{12, 14, 16, 120, 150, 300} {
		all = append(all, member(byte('a'+i), n, 2))
	}
	for _, a := range compare.PeersOf("a", "2026-05", all).Aliases {
		if got := [2]int{a.Low, a.High}; got != [2]int{10, 29} && got != [2]int{100, 0} {
			t.Errorf("got a class from %d to %d", a.Low, a.High)
		}
	}
}
