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

// fieldTarget returns the target of a field: its own, or the mean of its facets' where all of them have one.
func fieldTarget(q *questionnaire.Questionnaire, f questionnaire.Field, cells map[string]float64) *float64 {
	if v, ok := cells[""]; ok {
		return new(round(v, 4))
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
	return new(round(sum/float64(len(facets)), 4))
}

// gap returns by how much a published mean misses and exceeds its target. Both are nil unless both numbers are given.
func gap(target, mean *float64) (gap, surplus *float64) {
	if target == nil || mean == nil {
		return nil, nil
	}
	return new(round(max(0, *target-*mean), 4)), new(round(max(0, *mean-*target), 4))
}

// cell is what attainment and the weakest facet are computed from: a facet, or a field without facets.
type cell struct {
	id     string
	n      int
	mean   *float64
	bound  *string
	target *float64
	gap    *float64
}

// fit returns 1 − ΣLücke / Σ(Soll − minimum), the share of the targets that is reached, to two decimals. It is nil where
// a cell lacks a mean or a target, and where the targets ask for nothing.
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
	return new(round(1-gaps/asked, 2))
}

// weakest returns the id of the cell with the lowest published mean. A bound stands for a mean beyond all that are told.
// It is nil with fewer than two cells to compare, and where the lowest two are equal, because naming one of them would
// claim a difference that is not there; published means of different precision are compared at the coarser one.
func (p publisher) weakest(cells []cell) *string {
	decimals := 2
	for _, c := range cells {
		decimals = min(decimals, Decimals(c.n))
	}
	lowest, compared, tied := math.Inf(1), 0, false
	var id string
	for _, c := range cells {
		v, ok := c.rank()
		if !ok {
			continue
		}
		if p.rules.rounded {
			v = round(v, decimals)
		}
		compared++
		switch {
		case compared > 1 && near(v, lowest):
			tied = true
		case compared == 1 || v < lowest:
			lowest, id, tied = v, c.id, false
		}
	}
	if compared < 2 || tied {
		return nil
	}
	return &id
}

// near answers whether two numbers are the same but for float noise.
func near(a, b float64) bool { return a == b || math.Abs(a-b) < noise }

// rank places a cell among its field's: by its mean, or beyond all means where only a bound is told.
func (c cell) rank() (float64, bool) {
	switch {
	case c.mean != nil:
		return *c.mean, true
	case c.bound == nil:
		return 0, false
	case (*c.bound)[0] == '>':
		return math.Inf(1), true
	default:
		return math.Inf(-1), true
	}
}
