package compare

import (
	"slices"

	"kompass/internal/result"
)

// Trend follows one line of a company through its rounds, the earliest first. There are two rounds at least.
type Trend struct {
	Series []Series
	Fields []TrendField
}

// TrendField follows one field and its facets. Points has one entry per round, Changes one less: from each round to the next.
type TrendField struct {
	ID      string
	Points  []Point
	Changes []Difference
	Facets  []TrendFacet
}

// TrendFacet follows one facet of a field.
type TrendFacet struct {
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

// Trends finds the lines that two or more of the series are on in different rounds of one company, in the order in which
// they come first. The series come in the order of their rounds, the earliest first: a document knows the day on which its
// round closed and no more, so that the order is the caller's to know. Series of groups that are not shown are left out,
// and so is the same group of the same round again.
func Trends(inOrder []Series) []Trend {
	var trends []Trend
	for _, s := range inOrder {
		if !s.Group.Shown {
			continue
		}
		i := slices.IndexFunc(trends, func(t Trend) bool { return SameLine(t.Series[0], s) })
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

// follow fills in the fields of the latest round.
func (t *Trend) follow() {
	latest := t.Series[len(t.Series)-1]
	steps := make([]Comparison, len(t.Series)-1)
	for i := range steps {
		steps[i], _ = cells(t.Series[i], t.Series[i+1])
	}
	matches := make([]match, len(t.Series))
	for i, s := range t.Series {
		matches[i] = matchItems(s.Questionnaire, latest.Questionnaire)
	}
	for _, id := range fieldIDs(latest.Questionnaire) {
		f := TrendField{ID: id}
		f.Points, f.Changes = t.course(matches, steps, place{field: id})
		for _, facet := range latest.Questionnaire.FacetIDs() {
			at := place{field: id, facet: facet}
			if len(idsAt(latest.Questionnaire, at)) == 0 {
				continue
			}
			cell := TrendFacet{ID: facet}
			cell.Points, cell.Changes = t.course(matches, steps, at)
			f.Facets = append(f.Facets, cell)
		}
		t.Fields = append(t.Fields, f)
	}
}

// course is what one place did from round to round.
func (t *Trend) course(matches []match, steps []Comparison, at place) (points []Point, changes []Difference) {
	for i, s := range t.Series {
		points = append(points, pointOf(s, matches[i], at))
	}
	for i := range steps {
		changes = append(changes, steps[i].at(at))
	}
	return points, changes
}

// at returns the difference at a place, [Absent] where there is none.
func (c *Comparison) at(at place) Difference {
	f, ok := c.Field(at.field)
	if !ok {
		return Difference{Reason: Absent}
	}
	if at.facet == "" {
		return f.Difference
	}
	if cell, ok := f.Facet(at.facet); ok {
		return cell.Difference
	}
	return Difference{Reason: Absent}
}

func pointOf(s Series, with match, at place) Point {
	v := valueAt(s.Group, at)
	if v.missing != "" {
		return Point{Reason: v.missing}
	}
	if !with.count(at).Whole() {
		return Point{Reason: Items}
	}
	return Point{N: v.n, Mean: v.mean, CI: v.ci}
}

// At is the point of a field, or of a facet of it, in one round: empty where the group was not chosen there.
func (t Trend) At(round *result.Document, field, facet string) Point {
	i := slices.IndexFunc(t.Series, func(s Series) bool { return s.Document == round })
	if i < 0 {
		return Point{}
	}
	for _, f := range t.Fields {
		switch {
		case f.ID != field:
		case facet == "":
			return f.Points[i]
		default:
			for _, cell := range f.Facets {
				if cell.ID == facet {
					return cell.Points[i]
				}
			}
		}
	}
	return Point{}
}
