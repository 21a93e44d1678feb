package result_test

import (
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/result"
)

// shares counts, in so many companies, the groups that are large enough and those of them that are shown. By links teams answer by one
// that is the same for all of them, and otherwise by one-time codes.
func shares(t *testing.T, companies int, links bool) (large, shown int) {
	t.Helper()
	q := load(t, shipped)
	for seed := range uint64(companies) {
		c := someCompany(q, seed)
		for _, team := range c.in.Teams {
			c.in.Audiences = append(c.in.Audiences, result.Audience{Team: team.ID, Heads: team.Heads, Shared: links})
		}
		if d := c.build(c.forms); d != nil {
			l, s := c.share(d, kompass.FloorMinGroup)
			large, shown = large+l, shown+s
		}
	}
	return large, shown
}

func TestMostGroupsThatAreLargeEnoughAreShown(t *testing.T) {
	large, shown := shares(t, 100, false)
	if shown*100 < large*65 {
		t.Errorf("of %d groups that are large enough %d are shown, want 65 %%", large, shown)
	}
	largeByLinks, shownByLinks := shares(t, 100, true)
	if shownByLinks >= shown {
		t.Errorf("got %d groups with links for everybody and %d with codes, want fewer: small teams count in the whole only", shownByLinks, shown)
	}
	t.Logf("with one-time codes %d of %d groups are shown, with links for all %d of %d", shown, large, shownByLinks, largeByLinks)
}

// TestTheOracleOfLevelsSeesWhoStandsAlone gives it companies without a minimum, whose smallest groups are single persons.
func TestTheOracleOfLevelsSeesWhoStandsAlone(t *testing.T) {
	proven := 0
	for seed := range uint64(12) {
		c := someCompany(load(t, shipped), seed)
		c.in.Round.Mode, c.in.Round.K = kompass.Open, 0
		d := c.build(c.forms)
		if d == nil {
			t.Fatal("an open round publishes nothing")
		}
		for _, l := range levels(c.q) {
			known, parts := c.trace(d, l), c.parts(l)
			for _, union := range c.unions(kompass.FloorMinGroup) {
				if c.answered(union, l.place) && known.exact(union, parts) {
					proven++
				}
			}
		}
	}
	if proven == 0 {
		t.Error("nobody is exact where everything is shown: the oracle sees nothing")
	}
}

// TestTheOracleOfLevelsHearsMoreThanMeans takes one kind of statement after the other out of documents: each of them narrows what follows
// from the others.
func TestTheOracleOfLevelsHearsMoreThanMeans(t *testing.T) {
	narrower := map[string]int{}
	for seed := range uint64(12) {
		c := someCompany(load(t, shipped), seed)
		d := c.build(c.forms)
		if d == nil {
			continue
		}
		for i := range d.Groups {
			g := &d.Groups[i]
			for _, l := range levels(c.q) {
				if g.Shown {
					c.without(g, l, narrower)
				}
			}
		}
	}
	for _, statement := range []string{"distances", "intervals", "positions"} {
		if narrower[statement] == 0 {
			t.Errorf("%s narrow nothing", statement)
		}
	}
}

// without counts the statements of a group without which less is known of a mean.
func (c *company) without(g *result.Group, l rated, narrower map[string]int) {
	v, ok := g.At(result.Place{Field: c.q.Fields[l.field].ID, Facet: l.facet})
	if !ok {
		return
	}
	all := c.heard(g, l, v)
	for statement, hide := range map[string]func(*result.Value){
		"distances": func(v *result.Value) { v.Gap, v.Surplus = nil, nil },
		"intervals": func(v *result.Value) { v.CI = nil },
		"positions": func(v *result.Value) { v.Position = nil },
	} {
		silent := v
		hide(&silent)
		if less := c.heard(g, l, silent); less.high-less.low > all.high-all.low+1e-9 {
			narrower[statement]++
		}
	}
}

// TestTheOracleOfLevelsErrsOnNoSide compares what it says of sums with what they are.
func TestTheOracleOfLevelsErrsOnNoSide(t *testing.T) {
	for seed := range uint64(80) {
		c := someCompany(load(t, []string{brief, shipped}[seed%2]), seed)
		d := c.build(c.forms)
		if d == nil {
			continue
		}
		for _, l := range levels(c.q) {
			known := c.trace(d, l)
			sums := make([]float64, len(c.atoms))
			for i, m := range c.measured() {
				sums[c.atomOf[i]] += float64(max(m[l.place], 0)) / grain
			}
			for a, sum := range sums {
				if s := known.sum[a]; sum < s.low-1e-3 || sum > s.high+1e-3 {
					t.Fatalf("company %d, atom %d, place %d: the sum is %v, not between %v and %v", seed, a, l.place, sum, s.low, s.high)
				}
			}
		}
	}
}
