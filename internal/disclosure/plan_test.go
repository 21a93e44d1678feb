package disclosure_test

import (
	"reflect"
	"slices"
	"testing"

	"kompass/internal/disclosure"
)

const (
	shown = disclosure.Shown
	below = disclosure.BelowMinimum
	compl = disclosure.Complementary
)

// heads returns atoms without fields.
func heads(persons ...int) []disclosure.Atom {
	atoms := make([]disclosure.Atom, len(persons))
	for i, n := range persons {
		atoms[i].Persons = n
	}
	return atoms
}

func everyone(atoms ...int) disclosure.Group { return group(disclosure.Everyone, atoms...) }

func team(atoms ...int) disclosure.Group { return group(disclosure.Team, atoms...) }

func group(kind disclosure.Kind, atoms ...int) disclosure.Group {
	return disclosure.Group{Kind: kind, Atoms: atoms}
}

func reasons(plan []disclosure.Decision) []disclosure.Reason {
	all := make([]disclosure.Reason, len(plan))
	for i, d := range plan {
		all[i] = d.Reason
	}
	return all
}

func TestGroups(t *testing.T) {
	for _, c := range []struct {
		name   string
		k      int
		atoms  []disclosure.Atom
		groups []disclosure.Group
		want   []disclosure.Reason
	}{
		{"everyone of k is shown", 5, heads(5), []disclosure.Group{everyone(0)}, []disclosure.Reason{shown}},
		{"everyone of k−1 is hidden", 5, heads(4), []disclosure.Group{everyone(0)}, []disclosure.Reason{below}},
		{"a larger minimum counts", 20, heads(20, 19), []disclosure.Group{team(0), team(1)}, []disclosure.Reason{shown, below}},
		{"nobody is hidden", 5, heads(0), []disclosure.Group{everyone(0), team()}, []disclosure.Reason{below, below}},
		{
			"a single person beside a team hides the team", 5, heads(9, 1),
			[]disclosure.Group{everyone(0, 1), team(0), team(1)}, []disclosure.Reason{shown, compl, below},
		},
		{
			"a rest of k−1 hides the team", 5, heads(5, 4),
			[]disclosure.Group{everyone(0, 1), team(0), team(1)}, []disclosure.Reason{shown, compl, below},
		},
		{
			"a rest of k does not", 5, heads(5, 5),
			[]disclosure.Group{everyone(0, 1), team(0), team(1)}, []disclosure.Reason{shown, shown, shown},
		},
		{
			"a rest of nobody does not", 5, heads(5, 0),
			[]disclosure.Group{everyone(0, 1), team(0), team(1)}, []disclosure.Reason{shown, shown, below},
		},
		{
			"everything below the minimum", 5, heads(2, 1),
			[]disclosure.Group{everyone(0, 1), team(0), team(1)}, []disclosure.Reason{below, below, below},
		},
		{
			"small teams hide each other", 5, heads(8, 3, 2),
			[]disclosure.Group{everyone(0, 1, 2), team(0), team(1), team(2)}, []disclosure.Reason{shown, shown, below, below},
		},
		{
			"the larger team comes first", 5, heads(8, 10, 3),
			[]disclosure.Group{everyone(0, 1, 2), team(0), team(1), team(2)}, []disclosure.Reason{shown, compl, shown, below},
		},
		{
			"of two equal teams the one given first", 5, heads(8, 8, 3),
			[]disclosure.Group{everyone(0, 1, 2), team(0), team(1), team(2)}, []disclosure.Reason{shown, shown, compl, below},
		},
		{
			"everyone comes before teams wherever it stands", 5, heads(8, 3),
			[]disclosure.Group{team(0), everyone(0, 1)}, []disclosure.Reason{compl, shown},
		},
		{
			"a perspective comes before a larger team", 5, heads(6, 4, 14, 3),
			[]disclosure.Group{group(disclosure.TeamPerspective, 0), team(0, 1, 2), group(disclosure.Perspective, 0, 1), everyone(0, 1, 2, 3)},
			[]disclosure.Reason{compl, compl, shown, shown},
		},
		{
			"a team comes before a cell of equal size", 5, heads(6, 3),
			[]disclosure.Group{group(disclosure.TeamPerspective, 0), team(0, 1)}, []disclosure.Reason{compl, shown},
		},
		{
			"the same group twice", 5, heads(6, 6, 1),
			[]disclosure.Group{team(0, 1), team(0, 1), team(1, 0, 1)}, []disclosure.Reason{shown, shown, shown},
		},
		{"an atom named twice counts once", 5, heads(4), []disclosure.Group{team(0, 0)}, []disclosure.Reason{below}},
		{
			"perspectives only", 5, heads(12, 3, 5),
			[]disclosure.Group{everyone(0, 1, 2), group(disclosure.Perspective, 0), group(disclosure.Perspective, 1), group(disclosure.Perspective, 2)},
			[]disclosure.Reason{shown, shown, below, compl},
		},
		{
			"two groups less a third leave one person twice", 5, heads(1, 9, 9),
			[]disclosure.Group{team(0, 1), team(0, 2), team(1, 2)}, []disclosure.Reason{shown, compl, shown},
		},
		{
			"the corners of a rectangle leave a cell over", 5, heads(9, 9, 9, 4),
			[]disclosure.Group{
				everyone(0, 1, 2, 3), group(disclosure.Perspective, 0, 2), group(disclosure.Perspective, 1, 3),
				team(0, 1), team(2, 3), group(disclosure.TeamPerspective, 0),
			},
			[]disclosure.Reason{shown, shown, shown, shown, shown, compl},
		},
		{"no minimum", 1, heads(1, 0, 4), []disclosure.Group{everyone(0, 1, 2), team(0), team(1), team(2)}, []disclosure.Reason{shown, shown, below, shown}},
		{"a minimum below one", 0, heads(1, 0), []disclosure.Group{team(0), team(1)}, []disclosure.Reason{shown, below}},
		{"a minimum of two", 2, heads(3, 1), []disclosure.Group{everyone(0, 1), team(0), team(1)}, []disclosure.Reason{shown, compl, below}},
		{"no groups", 5, heads(7), nil, []disclosure.Reason{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := reasons(disclosure.Plan(disclosure.Organisation{K: c.k, ItemsFrom: 10, Atoms: c.atoms, Groups: c.groups}))
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestEveryMinimumHasItsEdge(t *testing.T) {
	for k := 5; k <= 20; k++ {
		groups := []disclosure.Group{everyone(0, 1), team(0), team(1)}
		for _, c := range []struct {
			atoms []disclosure.Atom
			want  []disclosure.Reason
		}{
			{heads(k, k), []disclosure.Reason{shown, shown, shown}},
			{heads(k, k-1), []disclosure.Reason{shown, compl, below}},
			{heads(k-1, 0), []disclosure.Reason{below, below, below}},
			{heads(k, 0), []disclosure.Reason{shown, shown, below}},
		} {
			got := reasons(disclosure.Plan(disclosure.Organisation{K: k, ItemsFrom: k, Atoms: c.atoms, Groups: groups}))
			if !slices.Equal(got, c.want) {
				t.Errorf("k %d, %v: got %q, want %q", k, c.atoms, got, c.want)
			}
		}
	}
}

func TestPlanNeitherChangesItsInputNorItsMind(t *testing.T) {
	for seed := range uint64(20) {
		o, same := company(seeded(seed)), company(seeded(seed))
		first, second := disclosure.Plan(o), disclosure.Plan(o)
		if !reflect.DeepEqual(first, second) {
			t.Errorf("seed %d: got %+v, then %+v", seed, first, second)
		}
		if !reflect.DeepEqual(o, same) {
			t.Errorf("seed %d: the organisation was changed", seed)
		}
	}
}

func TestTheOrderOfKindsInTheListDoesNotMatter(t *testing.T) {
	for seed := range uint64(50) {
		o := company(seeded(seed))
		order := make([]int, len(o.Groups))
		for i := range order {
			order[i] = i
		}
		slices.SortStableFunc(order, func(a, b int) int { return int(o.Groups[b].Kind - o.Groups[a].Kind) })
		turned := o
		turned.Groups = nil
		for _, i := range order {
			turned.Groups = append(turned.Groups, o.Groups[i])
		}
		got, want := disclosure.Plan(turned), disclosure.Plan(o)
		for i, group := range order {
			if !reflect.DeepEqual(got[i], want[group]) {
				t.Errorf("seed %d, group %d: got %+v, want %+v", seed, group, got[i], want[group])
			}
		}
	}
}

func TestMostGroupsOfARandomCompanyAreShown(t *testing.T) {
	shownGroups, groups := 0, 0
	for seed := range uint64(20) {
		o := organisation(seeded(seed), shape{teams: 40, perspectives: 2, largest: 30, k: 5, itemsFrom: 10})
		for _, d := range disclosure.Plan(o) {
			groups++
			if d.Reason == shown {
				shownGroups++
			}
		}
	}
	share := 100 * shownGroups / groups
	t.Logf("%d %% of the groups of 40 teams × 2 perspectives are shown", share)
	if share < 70 {
		t.Errorf("got %d %% of the groups shown, want 70 or more", share)
	}
}
