package reading_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"kompass/internal/compare"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/reading"
)

var update = flag.Bool("update", false, "write the golden texts anew")

// sample is a group with the round before.
type sample struct {
	now      compare.Series
	previous *compare.Series
}

var firstYear = people{n: 60, leaders: 14, level: 2.2, rosier: 0.8, spread: 0.4, noise: 0.7, seed: 1,
	field: map[string]float64{"customers": 0.4}, cell: map[string]float64{"leadership/processes": -0.5, "people/attitude": 0.8},
	unknown: map[string]float64{"m-w-2": 0.45}}

// samples are the results that people meet: large and small, with and without targets, hidden, one person.
func samples(t testing.TB) map[string]sample {
	q, garden := load(t, long), load(t, plain)
	before := round{id: "r1", title: "Standort", closed: "2025-06-07", profile: "luxury", people: firstYear}
	later := before
	later.id, later.title, later.closed = "r2", "Ein Jahr danach", "2026-06-07"
	later.people.level, later.people.seed = 2.5, 2
	later.people.field = map[string]float64{"customers": 0.6, "management": -0.7}
	brief := before
	brief.profile = ""
	discount, modest, aimless, small, split := before, before, before, before, before
	discount.profile, discount.people.level = "discounter", 3.1
	modest.profile, modest.people.level = "discounter", 2.5
	aimless.profile, aimless.people.field = "", map[string]float64{"customers": 0.9, "management": -0.9}
	small.people.n, small.people.leaders = 5, 0
	split.people = people{n: 24, level: 2, spread: 2.2, noise: 0.6, seed: 5}
	unseen := round{id: "u", closed: "2026-01-01", profile: "middle", people: people{n: 30, level: 2.2, spread: 0.4, noise: 0.8, seed: 9,
		unknown: map[string]float64{"m-w-2": 0.5, "f-e-1": 0.45, "f-e-2": 0.4}}}
	low := round{id: "l", closed: "2026-01-01", profile: "middle", people: people{n: 7, level: 1.6, spread: 0.2, noise: 0.6, seed: 10, field: map[string]float64{"people": -2.4, "customers": 1}}}
	hidden := before
	hidden.people.leaders, hidden.people.n = 3, 40
	top := before
	top.people = people{n: 6, level: 4, noise: 0.2, seed: 6}
	one := round{id: "o1", title: "Inhaberin", closed: "2026-01-01", mode: kompass.Open, profile: "middle", people: people{n: 1, level: 2, noise: 1, seed: 8}}
	few := one
	few.people.n, few.people.noise = 3, 1.6
	first := before.series(t, q)
	leaders := hidden.series(t, q)
	leaders.Group = &leaders.Document.Groups[1]
	shortBefore := brief.series(t, load(t, short))
	return map[string]sample{
		"first-round":       {first, nil},
		"second-round":      {later.series(t, q), &first},
		"after-short-round": {before.series(t, q), &shortBefore},
		"reached":           {discount.series(t, q), nil},
		"close":             {modest.series(t, q), nil},
		"no-target":         {aimless.series(t, q), nil},
		"five-people":       {small.series(t, q), nil},
		"split":             {split.series(t, q), nil},
		"hidden-leaders":    {leaders, nil},
		"near-the-top":      {top.series(t, q), nil},
		"cannot-judge":      {unseen.series(t, q), nil},
		"near-the-bottom":   {low.series(t, q), nil},
		"one-person":        {one.series(t, q), nil},
		"three-people":      {few.series(t, q), nil},
		"no-facets":         {round{id: "g", closed: "2026-01-01", profile: garden.Targets[0].ID, people: people{n: 20, level: 2.5, noise: 1, seed: 3}}.series(t, garden), nil},
	}
}

// written sets a reading as a page would.
func written(r reading.Reading) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n%s\n", r.Headline, strings.Join(r.Summary, "\n"))
	fmt.Fprintf(&b, "\n## Perspectives\n%s\n\n## Divided\n%s\n", r.Perspectives, r.Divided)
	for _, f := range r.Fields {
		fmt.Fprintf(&b, "\n## %s\n%s\n", f.ID, strings.Join(f.Sentences, "\n"))
	}
	return b.String()
}

func TestGoldenTexts(t *testing.T) {
	for name, s := range samples(t) {
		for _, lang := range i18n.Langs {
			t.Run(name+" "+string(lang), func(t *testing.T) {
				got := written(reading.Of(i18n.For(lang), s.now, s.previous))
				if again := written(reading.Of(i18n.For(lang), s.now, s.previous)); again != got {
					t.Errorf("one result gave two texts:\n%s\n%s", got, again)
				}
				file := "testdata/" + name + "." + string(lang) + ".golden.md"
				if *update {
					if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				if got != string(want) {
					t.Errorf("got\n%s\nwant\n%s", got, want)
				}
			})
		}
	}
}
