package disclosure_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"kompass/internal/disclosure"
)

func TestItemsAreForEveryoneAndTeamsOnly(t *testing.T) {
	o := disclosure.Organisation{K: 5, ItemsFrom: 10, Groups: matrix(2, 2)}
	for range 4 {
		o.Atoms = append(o.Atoms, disclosure.Atom{Persons: 40, Fields: field(40, []int{40}, []int{40, 40})})
	}
	for _, c := range []struct {
		name string
		k    int
		few  bool
	}{{"a field of many items", 5, false}, {"a field of few", 5, true}, {"without a minimum", 1, true}} {
		t.Run(c.name, func(t *testing.T) {
			o := o
			o.K, o.Few = c.k, []bool{c.few}
			for i, d := range disclosure.Plan(o) {
				mayShow := c.k == 1 || o.Groups[i].Kind == disclosure.Everyone || o.Groups[i].Kind == disclosure.Team
				if d.Reason != shown || d.Items[0] != mayShow {
					t.Errorf("group %d: got %+v, want items shown: %v", i, d, mayShow)
				}
				if hidden := d.Fields[0] != shown; hidden != (c.few && !mayShow) {
					t.Errorf("group %d: got the field %q", i, d.Fields[0])
				}
			}
		})
	}
}

// Ten of eighteen are a team with items; the other eight, who are in no team that shows any, would be left over.
func TestARestTooSmallForItemsWithholdsThem(t *testing.T) {
	for _, c := range []struct {
		name  string
		rest  int
		few   bool
		field disclosure.Reason
		items bool
	}{
		{"a rest of eight", 8, false, shown, false},
		{"a rest of ten", 10, false, shown, true},
		{"a rest of eight, few items", 8, true, compl, false},
		{"a rest of ten, few items", 10, true, shown, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			plan := disclosure.Plan(disclosure.Organisation{
				K: 5, ItemsFrom: 10, Few: []bool{c.few}, Groups: []disclosure.Group{everyone(0, 1), team(0)},
				Atoms: []disclosure.Atom{
					{Persons: 12, Fields: field(12, nil, []int{12})}, {Persons: c.rest, Fields: field(c.rest, nil, []int{c.rest})},
				},
			})
			if got := plan[1]; got.Fields[0] != c.field || got.Items[0] != c.items {
				t.Errorf("got %+v, want the field %q, items %v", got, c.field, c.items)
			}
		})
	}
}

func TestNothingFollowsAboutAnUntrustedTeam(t *testing.T) {
	for _, c := range []struct {
		name string
		rest int // a trusted team beside two others
		want []disclosure.Reason
	}{
		{"beside a large team", 9, []disclosure.Reason{shown, below, compl, compl}},
		{"beside a team below the minimum", 4, []disclosure.Reason{below, below, below, below}},
	} {
		t.Run(c.name, func(t *testing.T) {
			atoms := heads(30, c.rest)
			atoms[0].Untrusted = true
			groups := []disclosure.Group{everyone(0, 1), team(0), team(1), group(disclosure.Perspective, 1)}
			got := reasons(disclosure.Plan(disclosure.Organisation{K: 5, ItemsFrom: 10, Atoms: atoms, Groups: groups}))
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// heavy makes untrusted atoms light in another way than the package does: everybody else weighs a thousand.
func heavy(o disclosure.Organisation) disclosure.Organisation {
	const weight = 1000
	o.K, o.ItemsFrom = o.K*weight, o.ItemsFrom*weight
	o.Atoms = slices.Clone(o.Atoms)
	for i, a := range o.Atoms {
		weigh := func(n int) int {
			if a.Untrusted {
				return min(1, n)
			}
			return n * weight
		}
		all := func(counts []int) []int {
			out := slices.Clone(counts)
			for j := range out {
				out[j] = weigh(out[j])
			}
			return out
		}
		o.Atoms[i].Persons = weigh(a.Persons)
		o.Atoms[i].Fields = slices.Clone(a.Fields)
		for f, c := range a.Fields {
			o.Atoms[i].Fields[f] = disclosure.FieldCounts{Persons: weigh(c.Persons), Facets: all(c.Facets), Items: all(c.Items)}
		}
	}
	return o
}

func TestUntrustedAtomsNeverMakeUpANumber(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := company(func(low, high int) int { return rapid.IntRange(low, high).Draw(t, "n") })
		for i := range o.Atoms {
			o.Atoms[i].Untrusted = rapid.IntRange(0, 3).Draw(t, "untrusted") == 0
		}
		if n := leaks(heavy(o), disclosure.Plan(o)); n != 0 {
			t.Fatalf("got %d exposed unions, want none: %+v", n, o)
		}
	})
}

// Two teams of eight may be looked into by nobody, but together they are a company of sixteen.
func TestPartsCountInTheWholeOnly(t *testing.T) {
	for _, c := range []struct {
		name  string
		parts [][]int
		want  []disclosure.Reason
	}{
		{"none", nil, []disclosure.Reason{shown, shown, shown}},
		{"one team", [][]int{{0}}, []disclosure.Reason{shown, below, compl}},
		{"both teams", [][]int{{0}, {1}}, []disclosure.Reason{shown, below, below}},
	} {
		t.Run(c.name, func(t *testing.T) {
			groups := []disclosure.Group{everyone(0, 1), team(0), team(1)}
			o := disclosure.Organisation{K: 5, ItemsFrom: 10, Atoms: heads(8, 8), Groups: groups, Parts: c.parts}
			if got := reasons(disclosure.Plan(o)); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestAPartNeverFollowsByItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := company(func(low, high int) int { return rapid.IntRange(low, high).Draw(t, "n") })
		for i := range o.Atoms {
			if rapid.IntRange(0, 3).Draw(t, "part") == 0 {
				o.Parts = append(o.Parts, []int{i})
			}
		}
		light := o
		light.Atoms = slices.Clone(o.Atoms)
		for _, part := range o.Parts {
			light.Atoms[part[0]].Persons = min(light.Atoms[part[0]].Persons, o.K-1)
		}
		if all := everything(light, disclosure.Plan(o))[0]; exposures(o.K, all.counts, all.groups) > 0 {
			t.Fatalf("a part that counts in the whole only follows by itself: %+v", o)
		}
	})
}

// Two teams of six that count in the whole only are twelve people, whose items are shown.
func TestPartsCountFullyForTheItemsOfTheWhole(t *testing.T) {
	o := disclosure.Organisation{K: 5, ItemsFrom: 10, Groups: []disclosure.Group{everyone(0, 1), team(0), team(1)}, Parts: [][]int{{0}, {1}}}
	for range 2 {
		o.Atoms = append(o.Atoms, disclosure.Atom{Persons: 6, Fields: field(6, nil, []int{6})})
	}
	plan := disclosure.Plan(o)
	if plan[0].Reason != shown || !plan[0].Items[0] || plan[1].Reason == shown || plan[2].Reason == shown {
		t.Errorf("got %+v, want everyone with items and no team", plan)
	}
}
