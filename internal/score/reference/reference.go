// Package reference makes the data sets that the statistics of score are held to. reference.R reads the files written from
// them, computes every statistic a second time and writes reference.json; docs/statistics.md compares the two. Only tests
// use the package.
//
// A file *.csv has a column per item and a row per person. A column is named by the letter of its facet and a number, with
// a "-" before it where the item is reversed. A cell is the value of the point chosen, as it stands on the form: "NA"
// is "cannot judge", an empty cell was left out.
package reference

import (
	"fmt"
	"strings"

	"kompass/internal/questionnaire"
)

// Set is one data set: the answers of a group to one field of facets, on one scale of whole numbers.
type Set struct {
	Name     string
	Persons  int
	Facets   []int  // items of each facet; the first facet is "a"
	Reversed string // names of the reversed items, each between spaces
	Low      int
	High     int
	Targets  []float64 // by facet

	seed     uint64
	level    int // of an average answer, in hundredths of a point above the lowest
	apart    int // every other person answers so much higher, the others lower, in hundredths
	gaps     int // of every third person's 100 answers so many are left out, and as many are "cannot judge"
	straight int // so many forms at the end have the same point everywhere
}

// Sets returns all data sets. Each "later" one is a second group, on the same questionnaire as the one before it.
func Sets() []Set {
	complete := Set{
		Name: "complete", Persons: 40, Facets: []int{3, 3, 4}, Low: 0, High: 4, Targets: []float64{2.5, 2, 3.5}, seed: 1, level: 230,
	}
	gaps := Set{
		Name: "gaps", Persons: 25, Facets: []int{4, 4, 4}, Reversed: " a2 b4 c1 ", Low: 1, High: 6, Targets: []float64{4, 4.75, 3},
		seed: 2, level: 270, gaps: 18, straight: 2,
	}
	divided := Set{
		Name: "divided", Persons: 12, Facets: []int{3, 3}, Low: 0, High: 4, Targets: []float64{1.5, 2.75}, seed: 3, level: 200, apart: 125,
	}
	return []Set{
		complete, complete.later(34, 4, 60), gaps, gaps.later(21, 5, 40), divided, divided.later(15, 6, -30),
	}
}

// later is another group of so many persons, who answer higher by so many hundredths and agree more.
func (s Set) later(persons int, seed uint64, higher int) Set {
	s.Name += "-later"
	s.Persons, s.seed = persons, seed
	s.level += higher
	s.apart /= 2
	s.straight /= 2
	return s
}

// Questionnaire returns the questionnaire of the set: one field "f" with the facets "a", "b" and so on.
func (s Set) Questionnaire() *questionnaire.Questionnaire {
	scale := questionnaire.Scale{ID: "s", NA: &questionnaire.NA{ID: "na"}}
	for v := s.Low; v <= s.High; v++ {
		scale.Points = append(scale.Points, questionnaire.Point{ID: fmt.Sprintf("p%d", v), Value: float64(v)})
	}
	q := &questionnaire.Questionnaire{
		MinAnswered: questionnaire.DefaultMinAnswered,
		Scales:      []questionnaire.Scale{scale},
		Fields:      []questionnaire.Field{{ID: "f"}},
	}
	for i, items := range s.Facets {
		facet := string(rune('a' + i))
		q.Facets = append(q.Facets, questionnaire.Titled{ID: facet})
		for n := range items {
			id := fmt.Sprintf("%s%d", facet, n+1)
			q.Fields[0].Items = append(q.Fields[0].Items, questionnaire.Item{
				ID: id, Facet: facet, Scale: "s", Reverse: strings.Contains(s.Reversed, " "+id+" "),
			})
		}
	}
	return q
}
