package result_test

import (
	"errors"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/result"
)

// northAndSouth has twelve forms in one team and twenty in another, in two perspectives.
func northAndSouth(t *testing.T, audiences ...result.Audience) *result.Document {
	t.Helper()
	q := load(t, shipped)
	forms := append(seat(random(q, 12, 1), []string{"t1"}, both), seat(random(q, 20, 2), []string{"t2"}, both)...)
	in := anonymous(q, forms)
	in.Teams, in.Perspectives, in.Audiences = twoTeams, both, audiences
	return build(t, in)
}

func TestMoreFormsThanPeopleHideTheTeam(t *testing.T) {
	for _, c := range []struct {
		name     string
		audience result.Audience
		over     bool
		few      bool
	}{
		{"as many as people", result.Audience{Team: "t1", Heads: 12, Shared: true}, false, false},
		{"one more", result.Audience{Team: "t1", Heads: 11, Shared: true}, true, false},
		{"one more by codes", result.Audience{Team: "t1", Heads: 11}, true, false},
		{"four online beside eight typed in", result.Audience{Team: "t1", Heads: 12, Entered: 8}, true, false},
		{"five online beside seven", result.Audience{Team: "t1", Heads: 12, Entered: 7}, false, false},
		{"fewer people than twice the minimum, one link", result.Audience{Team: "t1", Heads: 9, Shared: true}, true, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := northAndSouth(t, c.audience)
			if !d.Everyone().Shown || *d.Everyone().N != 32 {
				t.Fatalf("got everyone %+v, want all 32 forms", d.Everyone())
			}
			for _, key := range []result.Key{{"team": "t1"}, {"team": "t1", "perspective": "staff"}} {
				g, _ := d.Find(key)
				if g.Shown == (c.over || c.few) && len(key) == 1 || g.OverHeads != c.over || g.FewHeads != c.few {
					t.Errorf("%v: got %+v", key, g)
				}
				if c.over && *g.Reason != "complementary" {
					t.Errorf("%v: got reason %q, want one that its size allows", key, *g.Reason)
				}
			}
			if south, _ := d.Find(result.Key{"team": "t2"}); south.Shown == c.over {
				t.Errorf("the other team: got shown %v; with it the first would follow", south.Shown)
			}
		})
	}
}

func TestASmallTeamWithCodesIsShown(t *testing.T) {
	q := load(t, shipped)
	for _, shared := range []bool{false, true} {
		in := anonymous(q, append(seat(random(q, 8, 1), []string{"t1"}, []string{""}), seat(random(q, 20, 2), []string{"t2"}, []string{""})...))
		in.Teams = twoTeams
		in.Audiences = []result.Audience{{Team: "t1", Heads: 9, Shared: shared}, {Team: "t2", Heads: 30, Shared: shared}}
		g, _ := build(t, in).Find(result.Key{"team": "t1"})
		if g.Shown == shared || g.FewHeads != shared {
			t.Errorf("shared link %v: got %+v", shared, g)
		}
	}
}

func TestACompanyWithMoreFormsThanPeoplePublishesNothing(t *testing.T) {
	q := load(t, shipped)
	in := anonymous(q, random(q, 21, 1))
	in.Audiences = []result.Audience{{Heads: 20, Shared: true}}
	if _, err := result.Build(in); !errors.Is(err, result.ErrUntrusted) || !errors.Is(err, kompass.ErrUnpublished) {
		t.Errorf("got %v, want nothing published", err)
	}
	in.Round.Mode, in.Round.K = kompass.Open, 1
	if _, err := result.Build(in); err != nil {
		t.Errorf("an open round: got %v", err)
	}
}

// Six leaders and twenty-six staff in two teams, of whom somebody may have sent several forms as a leader.
func TestMoreFormsThanPeopleOfAPerspectiveHideIt(t *testing.T) {
	for _, c := range []struct {
		name     string
		audience result.Audience
		over     bool
	}{
		{"as many as people", result.Audience{Perspective: "leaders", Heads: 16, Shared: true}, false},
		{"one more", result.Audience{Perspective: "leaders", Heads: 15, Shared: true}, true},
		{"nobody has said", result.Audience{Perspective: "leaders", Shared: true}, false},
		{"four online beside twelve typed in", result.Audience{Perspective: "leaders", Heads: 16, Entered: 12}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := northAndSouth(t, c.audience)
			if !d.Everyone().Shown {
				t.Fatalf("got everyone %+v", d.Everyone())
			}
			for _, p := range both {
				g, _ := d.Find(result.Key{"perspective": p})
				if g.Shown == c.over || g.OverHeads != (c.over && p == "leaders") {
					t.Errorf("%s: got %+v", p, g)
				}
			}
		})
	}
	d := northAndSouth(t, result.Audience{Team: "t2", Perspective: "leaders", Entered: 8})
	if g, _ := d.Find(result.Key{"team": "t2", "perspective": "leaders"}); g.Shown || !g.OverHeads {
		t.Errorf("two leaders online beside eight typed in: got %+v", g)
	}
}

func TestHeadsOfEveryAudienceStandInTheDocument(t *testing.T) {
	number := func(n *int) int {
		if n == nil {
			return 0
		}
		return *n
	}
	d := northAndSouth(t, result.Audience{Team: "t1", Heads: 13, Before: 12}, result.Audience{Team: "t2", Heads: 30}, result.Audience{Perspective: "leaders", Heads: 17, Before: 16})
	for _, c := range []struct {
		key          result.Key
		heads, begun int
	}{
		{result.Key{}, 43, 42}, {result.Key{"team": "t1"}, 13, 12}, {result.Key{"team": "t2"}, 30, 0},
		{result.Key{"perspective": "leaders"}, 17, 16}, {result.Key{"perspective": "staff"}, 0, 0}, {result.Key{"team": "t1", "perspective": "leaders"}, 0, 0},
	} {
		if g, _ := d.Find(c.key); number(g.Heads) != c.heads || number(g.HeadsBefore) != c.begun {
			t.Errorf("%v: got %d heads, %d before, want %d and %d", c.key, number(g.Heads), number(g.HeadsBefore), c.heads, c.begun)
		}
	}
	if number(d.Heads) != 43 || number(d.HeadsBefore) != 42 {
		t.Errorf("got %d heads, %d before", number(d.Heads), number(d.HeadsBefore))
	}
	in := anonymous(load(t, shipped), random(load(t, shipped), 20, 1))
	in.Audiences = []result.Audience{{Heads: 25, Shared: true}}
	if d := build(t, in); number(d.Heads) != 25 || number(d.Everyone().Heads) != 25 {
		t.Errorf("a company without teams: got %d and %d heads", number(d.Heads), number(d.Everyone().Heads))
	}
}
