package rounds

import (
	"context"
	"fmt"

	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
)

// TargetFacets lists the facets that a target has a value for, the one empty facet where the questionnaire declares none.
func TargetFacets(q *questionnaire.Questionnaire) []string {
	if len(q.Facets) == 0 {
		return []string{""}
	}
	return q.FacetIDs()
}

// CheckTarget refuses target values that name an unknown field or facet or lie outside the questionnaire's scale.
func CheckTarget(q *questionnaire.Questionnaire, values kompass.TargetValues) error {
	fields := map[string]bool{}
	for _, f := range q.Fields {
		fields[f.ID] = true
	}
	facets := map[string]bool{"": len(q.Facets) == 0}
	for _, f := range q.Facets {
		facets[f.ID] = true
	}
	for field, cells := range values {
		if !fields[field] {
			return &kompass.FieldError{Field: "target", Code: "error.target.field", Args: []any{"field", field}}
		}
		for facet, v := range cells {
			if !facets[facet] {
				return &kompass.FieldError{Field: "target", Code: "error.target.facet", Args: []any{"field", field, "facet", facet}}
			}
			if !(v >= q.Min() && v <= q.Max()) {
				return &kompass.FieldError{Field: TargetField(field, facet), Code: "error.target.range", Args: []any{"min", q.Min(), "max", q.Max()}}
			}
		}
	}
	return nil
}

// TargetField names the input of one cell of a target.
func TargetField(field, facet string) string { return "target-" + field + "-" + facet }

// SetTarget sets a company's target from values, or from a named start profile of the questionnaire when values is nil. What is stored
// has to be what was shown, else it is [kompass.ErrChanged].
func (s *Service) SetTarget(ctx context.Context, by kompass.By, t kompass.Target, shown ...kompass.Digest) error {
	t, err := s.Complete(t)
	if err != nil {
		return err
	}
	if err := s.store.SetTarget(ctx, by, t, shown...); err != nil {
		return fmt.Errorf("set target: %w", err)
	}
	return nil
}

// Complete returns the target with a value for every cell that it names, taken from its start profile when it has no
// values yet, or says what is wrong with it. It leaves the values given alone.
func (s *Service) Complete(t kompass.Target) (kompass.Target, error) {
	q, ok := s.Library().Get(t.QuestionnaireID)
	if !ok {
		return kompass.Target{}, unknownQuestionnaire(t.QuestionnaireID)
	}
	if t.Values == nil {
		values, ok := ProfileValues(q, t.Profile)
		if !ok {
			return kompass.Target{}, &kompass.FieldError{Field: "profile", Code: "error.profile.unknown", Args: []any{"id", t.Profile}}
		}
		t.Values = values
	}
	values := kompass.TargetValues{}
	for field, cells := range t.Values {
		if len(cells) > 0 {
			values[field] = spread(q, cells)
		}
	}
	if len(values) == 0 {
		return kompass.Target{}, &kompass.FieldError{Field: "target", Code: "error.target.empty"}
	}
	t.Values = values
	return t, CheckTarget(q, values)
}

// ProfileValues returns the values of a start profile, a value given per field spread over the facets.
func ProfileValues(q *questionnaire.Questionnaire, profileID string) (kompass.TargetValues, bool) {
	for _, p := range q.Targets {
		if p.ID != profileID {
			continue
		}
		out := kompass.TargetValues{}
		for field, cells := range p.Values {
			out[field] = spread(q, cells)
		}
		return out, true
	}
	return nil, false
}

// spread gives every facet the value that stands for the whole field, where it stands alone.
func spread(q *questionnaire.Questionnaire, cells map[string]float64) map[string]float64 {
	out := map[string]float64{}
	whole, perField := cells[""]
	if perField && len(cells) == 1 && len(q.Facets) > 0 {
		for _, f := range q.Facets {
			out[f.ID] = whole
		}
		return out
	}
	for facet, v := range cells {
		out[facet] = v
	}
	return out
}
