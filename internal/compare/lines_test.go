package compare_test

import (
	"errors"
	"testing"

	"pgregory.net/rapid"

	"kompass/internal/compare"
	"kompass/internal/kompass"
	"kompass/internal/result"
)

// team names a team of a made-up document.
func team(id, label string) result.Group {
	q := loadOnce
	g := group(q, result.Key{"team": id}, plenty)
	g.Label = label
	return g
}

var (
	loadOnce = mustLoad(long)
	bar      = kompass.NamedTeam{ID: "t1", Name: "Bar"}
	lounge   = kompass.NamedTeam{ID: "t1", Name: "Lounge"}
	kitchen  = kompass.NamedTeam{ID: "t2", Name: "Küche"}
)

// named are rounds of one company that ask the given teams.
func named(rounds ...[]kompass.NamedTeam) []*result.Document {
	var out []*result.Document
	for i, teams := range rounds {
		id := string(rune('1' + i))
		d := round(loadOnce, "r"+id, "2026-0"+id+"-01", plenty)
		for _, t := range teams {
			d.Groups = append(d.Groups, team(t.ID, t.Name))
		}
		out = append(out, d)
	}
	return out
}

func one(d *result.Document, group int, links compare.Links) compare.Series {
	return compare.Series{Document: d, Group: &d.Groups[group], Questionnaire: loadOnce, Links: links}
}

func TestARenamedTeamIsAnotherOneUntilItIsLinked(t *testing.T) {
	docs := named([]kompass.NamedTeam{bar}, []kompass.NamedTeam{lounge})
	if compare.SameLine(one(docs[0], 1, nil), one(docs[1], 1, nil)) {
		t.Error("a renamed team goes on by itself")
	}
	if c := compare.Compare(one(docs[0], 1, nil), one(docs[1], 1, nil)); c.SameGroup || !c.Rounds {
		t.Errorf("got %+v", c)
	}
	links := compare.Links{{From: bar, To: lounge, Continues: true}}
	if !compare.SameLine(one(docs[0], 1, links), one(docs[1], 1, links)) {
		t.Error("a linked team does not go on")
	}
	if got := compare.Trends([]compare.Series{one(docs[0], 1, links), one(docs[1], 1, links)}); len(got) != 1 {
		t.Errorf("got %d trends, want one", len(got))
	}
	if g, ok := one(docs[1], 1, links).In(docs[0]); !ok || g != &docs[0].Groups[1] {
		t.Error("the linked team is not found in the earlier round")
	}
	if _, ok := one(docs[1], 1, nil).In(docs[0]); ok {
		t.Error("a renamed team is found under its old name")
	}
	merged := compare.Links{{From: bar, To: lounge}}
	if compare.SameLine(one(docs[0], 1, merged), one(docs[1], 1, merged)) {
		t.Error("a merged team goes on")
	}
	if got := merged.From(lounge); len(got) != 1 || got[0].From != bar {
		t.Errorf("got origins %+v", got)
	}
}

func TestOtherCompaniesAreNeverTheSameLine(t *testing.T) {
	docs := named(nil, nil)
	docs[1].CompanyID = "company2"
	a, b := one(docs[0], 0, nil), one(docs[1], 0, nil)
	if c := compare.Compare(a, b); c.SameGroup || c.Caution || !c.Rounds {
		t.Errorf("got %+v, want two companies without the caution about time", c)
	}
	if _, ok := a.In(docs[1]); ok {
		t.Error("everyone of another company is on the line")
	}
}

func TestLinksAreChecked(t *testing.T) {
	hall := kompass.NamedTeam{ID: "t3", Name: "Saal"}
	docs := named([]kompass.NamedTeam{bar, kitchen, hall}, []kompass.NamedTeam{lounge, kitchen}, []kompass.NamedTeam{bar})
	goes := func(from, to kompass.NamedTeam, continues bool) kompass.TeamLink {
		return kompass.TeamLink{From: from, To: to, Continues: continues}
	}
	for name, c := range map[string]struct {
		links compare.Links
		link  kompass.TeamLink
		want  error
	}{
		"a renamed team":         {nil, goes(bar, lounge, true), nil},
		"a team that is unknown": {nil, goes(bar, kompass.NamedTeam{ID: "t1", Name: "Theke"}, true), compare.ErrNoTeam},
		"a team and itself":      {nil, goes(bar, bar, true), compare.ErrNoTeam},
		"two teams of one round": {nil, goes(bar, kitchen, true), compare.ErrTogether},
		"the wrong way round":    {nil, goes(lounge, bar, true), compare.ErrBackward},
		"a second link":          {compare.Links{goes(bar, lounge, true)}, goes(bar, lounge, false), compare.ErrLinked},
		"one merged into a line": {compare.Links{goes(bar, lounge, true)}, goes(hall, lounge, false), nil},
		"a line beside a merger": {compare.Links{goes(hall, lounge, false)}, goes(bar, lounge, true), nil},
		"a second one goes on":   {compare.Links{goes(kitchen, lounge, true)}, goes(bar, lounge, true), compare.ErrLinked},
	} {
		if err := c.links.Check(docs, c.link); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
	}
}

// TestTheOrderOfLinksDoesNotMatter adds links that were accepted once more, in any other order.
func TestTheOrderOfLinksDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		docs, pool := drawnRounds(t)
		links := drawnLinks(t, docs, pool)
		var again compare.Links
		for _, link := range rapid.Permutation(links).Draw(t, "order") {
			if err := again.Check(docs, link); err != nil {
				t.Fatalf("%+v after %+v: %v", link, again, err)
			}
			again = append(again, link)
		}
	})
}

// drawnRounds are rounds of one company that ask some of a pool of teams.
func drawnRounds(t *rapid.T) ([]*result.Document, []kompass.NamedTeam) {
	pool := []kompass.NamedTeam{bar, lounge, kitchen, {ID: "t3", Name: "Saal"}, {ID: "t2", Name: "Küche neu"}}
	var asked [][]kompass.NamedTeam
	for range rapid.IntRange(2, 5).Draw(t, "rounds") {
		asked = append(asked, rapid.SliceOfNDistinct(rapid.SampledFrom(pool), 0, 3, func(n kompass.NamedTeam) string { return n.ID }).Draw(t, "teams"))
	}
	return named(asked...), pool
}

// drawnLinks are links at random, as far as they pass the check.
func drawnLinks(t *rapid.T, docs []*result.Document, pool []kompass.NamedTeam) compare.Links {
	var links compare.Links
	for range rapid.IntRange(0, 8).Draw(t, "tries") {
		link := kompass.TeamLink{From: rapid.SampledFrom(pool).Draw(t, "from"), To: rapid.SampledFrom(pool).Draw(t, "to"), Continues: rapid.Bool().Draw(t, "continues")}
		if links.Check(docs, link) == nil {
			links = append(links, link)
		}
	}
	return links
}

// TestALineHasOneValueARound adds links at random, as far as they pass the check.
func TestALineHasOneValueARound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		docs, pool := drawnRounds(t)
		links := drawnLinks(t, docs, pool)
		for _, d := range docs {
			seen := map[kompass.NamedTeam]bool{}
			for i := 1; i < len(d.Groups); i++ {
				own, _ := one(d, i, links).Team()
				if origin := links.Origin(own); seen[origin] {
					t.Fatalf("two teams of %s are on one line with %+v", d.Round, links)
				} else {
					seen[origin] = true
				}
			}
		}
	})
}
