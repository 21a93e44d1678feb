package rounds

import (
	"context"
	"fmt"

	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
)

// Worded returns a questionnaire with the words of a company in it.
func Worded(q *questionnaire.Questionnaire, w kompass.Words) *questionnaire.Questionnaire {
	own := questionnaire.Words{Customers: map[questionnaire.Lang]questionnaire.WordForms{}}
	for lang, forms := range w {
		own.Customers[questionnaire.Lang(lang)] = questionnaire.WordForms(forms)
	}
	return q.Worded(own)
}

// For returns the current version of a questionnaire as a round of a company would ask it now.
func (s *Service) For(ctx context.Context, scope kompass.Scope, companyID, questionnaireID string) (*questionnaire.Questionnaire, error) {
	q, ok := s.Library().Get(questionnaireID)
	if !ok {
		return nil, fmt.Errorf("questionnaire %s: %w", questionnaireID, kompass.ErrNotFound)
	}
	w, err := s.store.Words(ctx, scope, companyID)
	if err != nil {
		return nil, fmt.Errorf("words of company %s: %w", companyID, err)
	}
	return Worded(q, w), nil
}
