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
