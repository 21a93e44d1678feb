package result

import (
	"fmt"
	"math"

	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
)

// targetsOf returns the company's targets after checking that they fit the questionnaire, nil where there are none. A
// target of an unknown field or facet would silently be left out of gaps, so it is refused.
func targetsOf(in Input) (kompass.TargetValues, error) {
	if in.Target == nil {
		return nil, nil
	}
	q := in.Questionnaire
	fields, facets := make(map[string]bool), map[string]bool{"": true}
	for _, f := range q.Fields {
		fields[f.ID] = true
	}
	for _, f := range q.Facets {
		facets[f.ID] = true
	}
	for field, cells := range in.Target.Values {
		if !fields[field] {
			return nil, fmt.Errorf("target names the unknown field %q", field)
		}
		for facet, v := range cells {
			switch {
			case !facets[facet]:
				return nil, fmt.Errorf("target of field %q names the unknown facet %q", field, facet)
			case facet == "" && len(cells) > 1:
				return nil, fmt.Errorf("target of field %q is given both for the field and for its facets", field)
			case math.IsNaN(v) || v < q.Min() || v > q.Max():
				return nil, fmt.Errorf("target %v of field %q is outside the scale", v, field)
			}
		}
	}
	return in.Target.Values, nil
}

// fieldTarget returns the exact target of a field: its own, or the mean of its facets' where all of them have one.
func fieldTarget(q *questionnaire.Questionnaire, f questionnaire.Field, cells map[string]float64) *float64 {
	if v, ok := cells[""]; ok {
		return &v
	}
	facets, sum := covered(q, f), 0.0
	for _, i := range facets {
		v, ok := cells[q.Facets[i].ID]
		if !ok {
			return nil
		}
		sum += v
	}
	if len(facets) == 0 {
		return nil
	}
	return new(sum / float64(len(facets)))
}

// cell is what attainment is computed from: a facet, or a field without facets.
type cell struct{ target, gap *float64 }

// fit returns 1 − ΣLücke / Σ(Soll − minimum), the share of the targets that is reached, to two decimals, from what is published of its
// cells. It is nil where a cell lacks a mean or a target, and where the targets ask for nothing.
func fit(cells []cell, minimum float64) *float64 {
	gaps, asked := 0.0, 0.0
	for _, c := range cells {
		if c.gap == nil {
			return nil
		}
		gaps += *c.gap
		asked += *c.target - minimum
	}
	if asked < noise {
		return nil
	}
	return new(round(max(0, 1-gaps/asked), 2))
}
