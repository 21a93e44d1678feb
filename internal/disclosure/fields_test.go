package disclosure_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"kompass/internal/disclosure"
)

// field returns counts of one field; facets and items are added by the cases.
func field(persons int, facets, items []int) []disclosure.FieldCounts {
	return []disclosure.FieldCounts{{Persons: persons, Facets: facets, Items: items}}
}

func TestFields(t *testing.T) {
	full := func(n int) []int { return []int{n, n} }
	pair := []disclosure.Group{everyone(0, 1), team(0), team(1)}
	for _, c := range []struct {
		name   string
		atoms  []disclosure.Atom
		groups []disclosure.Group
		want   []disclosure.Reason // of the first field, "hidden" where the group is
	}{
		{
			"one missing answer in a team too small for items hides the other team", // the example of rule B3
			[]disclosure.Atom{{Persons: 15, Fields: field(15, full(15), []int{15, 15})}, {Persons: 5, Fields: field(5, full(5), []int{5, 4})}},
			pair, []disclosure.Reason{shown, compl, shown},
		},
		{
			"without it all are shown",
			[]disclosure.Atom{{Persons: 15, Fields: field(15, full(15), []int{15, 15})}, {Persons: 5, Fields: field(5, full(5), []int{5, 5})}},
			pair, []disclosure.Reason{shown, shown, shown},
		},
		{
			"a team that shows no items gives none away",
			[]disclosure.Atom{{Persons: 9, Fields: field(9, full(9), []int{9, 9})}, {Persons: 5, Fields: field(5, full(5), []int{5, 4})}},
			pair, []disclosure.Reason{shown, shown, shown},
		},
		{
			"k persons have a score",
			[]disclosure.Atom{{Persons: 6, Fields: field(5, nil, nil)}}, []disclosure.Group{team(0)}, []disclosure.Reason{shown},
		},
		{
			"k−1 persons have a score",
			[]disclosure.Atom{{Persons: 6, Fields: field(4, nil, nil)}}, []disclosure.Group{team(0)}, []disclosure.Reason{below},
		},
		{
			"k persons have a score in every facet",
			[]disclosure.Atom{{Persons: 6, Fields: field(6, []int{6, 5}, nil)}}, []disclosure.Group{team(0)}, []disclosure.Reason{shown},
		},
		{
			"k−1 persons have a score in the first facet",
			[]disclosure.Atom{{Persons: 6, Fields: field(6, []int{4, 6}, nil)}}, []disclosure.Group{team(0)}, []disclosure.Reason{below},
		},
		{
			"k−1 persons have a score in the last facet",
			[]disclosure.Atom{{Persons: 6, Fields: field(6, []int{6, 4}, nil)}}, []disclosure.Group{team(0)}, []disclosure.Reason{below},
		},
		{
			"k−1 answers to an item that is not shown",
			[]disclosure.Atom{{Persons: 10, Fields: field(9, nil, []int{9, 4})}}, []disclosure.Group{team(0)}, []disclosure.Reason{shown},
		},
		{
			"k−1 answers to an item that is shown",
			[]disclosure.Atom{{Persons: 10, Fields: field(10, nil, []int{10, 4})}}, []disclosure.Group{team(0)}, []disclosure.Reason{below},
		},
		{
			"k answers to an item that is shown",
			[]disclosure.Atom{{Persons: 10, Fields: field(10, nil, []int{5, 10})}}, []disclosure.Group{team(0)}, []disclosure.Reason{shown},
		},
		{
			"the rest of a field score is k−1",
			[]disclosure.Atom{{Persons: 9, Fields: field(9, nil, nil)}, {Persons: 6, Fields: field(4, nil, nil)}}, pair, []disclosure.Reason{shown, compl, below},
		},
		{
			"the rest of a facet is k−1",
			[]disclosure.Atom{{Persons: 9, Fields: field(9, full(9), nil)}, {Persons: 6, Fields: field(6, []int{6, 4}, nil)}}, pair, []disclosure.Reason{shown, compl, below},
		},
		{
			"the rest of a facet is nobody",
			[]disclosure.Atom{{Persons: 9, Fields: field(9, full(9), nil)}, {Persons: 6, Fields: field(6, []int{6, 0}, nil)}}, pair, []disclosure.Reason{shown, shown, below},
		},
		{
			"an atom without answers does not hide its neighbour",
			[]disclosure.Atom{{Persons: 9, Fields: field(9, full(9), nil)}, {Persons: 4, Fields: field(4, full(4), nil)}, {Persons: 7, Fields: field(7, []int{7, 0}, nil)}},
			[]disclosure.Group{everyone(0, 1, 2), team(0)}, []disclosure.Reason{shown, compl},
		},
		{
			"groups that differ by one small atom and one without answers", // in the first facet
			[]disclosure.Atom{{Persons: 20, Fields: field(20, []int{4, 20}, nil)}, {Persons: 11, Fields: field(11, []int{0, 11}, nil)}, {Persons: 5, Fields: field(5, []int{5, 0}, nil)}},
			[]disclosure.Group{team(0, 2), team(1, 2)}, []disclosure.Reason{shown, compl},
		},
		{
			"the team with more scores comes first",
			[]disclosure.Atom{{Persons: 12, Fields: field(7, nil, nil)}, {Persons: 11, Fields: field(9, nil, nil)}, {Persons: 8, Fields: field(4, nil, nil)}},
			[]disclosure.Group{everyone(0, 1, 2), team(0), team(1)}, []disclosure.Reason{shown, compl, shown},
		},
		{
			"of teams with as many scores the one given first",
			[]disclosure.Atom{{Persons: 11, Fields: field(9, nil, nil)}, {Persons: 12, Fields: field(9, nil, nil)}, {Persons: 8, Fields: field(4, nil, nil)}},
			[]disclosure.Group{everyone(0, 1, 2), team(0), team(1)}, []disclosure.Reason{shown, shown, compl},
		},
		{
			"a hidden group has no fields",
			[]disclosure.Atom{{Persons: 15, Fields: field(15, nil, nil)}, {Persons: 4, Fields: field(4, nil, nil)}},
			pair, []disclosure.Reason{shown, "hidden", "hidden"},
		},
		{
			"counts that are not there count nobody",
			[]disclosure.Atom{{Persons: 9, Fields: field(9, full(9), nil)}, {Persons: 5}, {Persons: 6, Fields: field(6, []int{6}, nil)}},
			[]disclosure.Group{everyone(0, 1, 2), team(0), team(1), team(2)}, []disclosure.Reason{shown, shown, below, below},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := disclosure.Organisation{K: 5, ItemsFrom: 10, Atoms: c.atoms, Groups: c.groups}
			plan := disclosure.Plan(o)
			got := make([]disclosure.Reason, len(plan))
			for i, d := range plan {
				got[i] = "hidden"
				if d.Reason == shown {
					got[i] = d.Fields[0]
				}
				if hidden := d.Reason != shown; hidden != (d.Fields == nil) {
					t.Errorf("group %d: got fields %q beside reason %q", i, d.Fields, d.Reason)
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestFieldsArePlannedEachByItself(t *testing.T) {
	atom := func(persons int, scores ...int) disclosure.Atom {
		a := disclosure.Atom{Persons: persons}
		for _, n := range scores {
			a.Fields = append(a.Fields, disclosure.FieldCounts{Persons: n})
		}
		return a
	}
	plan := disclosure.Plan(disclosure.Organisation{
		K: 5, ItemsFrom: 10,
		Atoms:  []disclosure.Atom{atom(9, 9, 9, 4), atom(6, 6, 4, 6)},
		Groups: []disclosure.Group{everyone(0, 1), team(0), team(1)},
	})
	want := []disclosure.Decision{
		{Fields: []disclosure.Reason{shown, shown, shown}, Items: []bool{true, true, true}},
		{Fields: []disclosure.Reason{shown, compl, below}, Items: []bool{false, false, false}},
		{Fields: []disclosure.Reason{shown, below, compl}, Items: []bool{false, false, false}},
	}
	if !reflect.DeepEqual(plan, want) {
		t.Errorf("got %+v, want %+v", plan, want)
	}
}

func TestWithoutAMinimumAFieldNeedsOnePerson(t *testing.T) {
	for _, c := range []struct {
		persons int
		want    disclosure.Reason
	}{{0, below}, {1, shown}, {2, shown}} {
		t.Run(fmt.Sprintf("%d persons", c.persons), func(t *testing.T) {
			plan := disclosure.Plan(disclosure.Organisation{
				K: 1, ItemsFrom: 1, Groups: []disclosure.Group{team(0)},
				Atoms: []disclosure.Atom{{Persons: 3, Fields: field(c.persons, []int{0, 1}, []int{0})}},
			})
			if got := plan[0].Fields[0]; got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
