package compare

import (
	"maps"
	"slices"

	"kompass/internal/result"
)

// Trend follows one group of a company through its rounds, the earliest first. There are two rounds at least.
type Trend struct {
	Series []Series
	Fields []TrendField
}

// TrendField follows one field. Points has one entry per round, Changes one less: from each round to the next.
type TrendField struct {
	ID      string
	Points  []Point
	Changes []Difference
}

// Point is a field in one round. Reason says why there is no mean. Where the field had other items than in the latest round
// it is [Items]: the mean of that round is another quantity and does not belong on the line.
type Point struct {
	Reason Reason
	N      int
	Mean   *float64
	CI     *result.Interval
}

// Trends finds the groups that two or more of the series show in different rounds of one company, in the order in which
// they come first. Series of groups that are not shown are left out, and so is the same group of the same round again.
func Trends(all []Series) []Trend {
	sorted := slices.Clone(all)
	Order(sorted)
	var trends []Trend
	for _, s := range sorted {
		if !s.Group.Shown {
			continue
		}
		i := slices.IndexFunc(trends, func(t Trend) bool { return sameSubject(t.Series[0], s) })
		if i < 0 {
			trends = append(trends, Trend{Series: []Series{s}})
			continue
		}
		if !slices.ContainsFunc(trends[i].Series, func(known Series) bool { return sameRound(known, s) }) {
			trends[i].Series = append(trends[i].Series, s)
		}
	}
	trends = slices.DeleteFunc(trends, func(t Trend) bool { return len(t.Series) < 2 })
	for i := range trends {
		trends[i].follow()
	}
	return trends
}

func sameSubject(a, b Series) bool {
	return a.Document.CompanyID == b.Document.CompanyID && maps.Equal(a.Group.Key, b.Group.Key)
}

// follow fills in the fields of the latest round.
func (t *Trend) follow() {
	latest := t.Series[len(t.Series)-1]
	steps := make([]Comparison, len(t.Series)-1)
	for i := range steps {
		steps[i] = Compare(t.Series[i], t.Series[i+1])
	}
	for _, id := range fieldIDs(latest.Questionnaire) {
		f := TrendField{ID: id}
		for _, s := range t.Series {
			f.Points = append(f.Points, pointOf(s, latest, id))
		}
		for i := range steps {
			change := Difference{Reason: Absent}
			if step, ok := steps[i].Field(id); ok {
				change = step.Difference
			}
			f.Changes = append(f.Changes, change)
		}
		t.Fields = append(t.Fields, f)
	}
}

func pointOf(s, latest Series, id string) Point {
	v := fieldValue(s.Group, id)
	if v.missing != "" {
		return Point{Reason: v.missing}
	}
	if !matchItems(s.Questionnaire, latest.Questionnaire).count(place{field: id}).Whole() {
		return Point{Reason: Items}
	}
	f, _ := s.Group.Field(id)
	return Point{N: f.N, Mean: f.Mean, CI: f.CI}
}
