package rounds

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"kompass/internal/kompass"
	"kompass/internal/measures"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
)

// snapshot is what is frozen with a round: the questionnaire, and what the measures of the round before are to move. Where there is
// nothing of that the questionnaire is kept alone, as programs before December 2026 kept it.
type snapshot struct {
	Questionnaire json.RawMessage  `json:"questionnaire"`
	Measures      *measures.Frozen `json:"measures"`
}

// freeze returns what is kept with a round of a company that is being made.
func (s *Service) freeze(ctx context.Context, companyID string, q *questionnaire.Questionnaire) ([]byte, error) {
	body, err := q.EncodeJSON()
	if err != nil {
		return nil, fmt.Errorf("freeze questionnaire: %w", err)
	}
	agreed, err := s.agreed(ctx, companyID)
	if err != nil {
		return nil, fmt.Errorf("freeze measures: %w", err)
	}
	if len(agreed.Aims) == 0 {
		return body, nil
	}
	if body, err = json.Marshal(snapshot{body, &agreed}); err != nil {
		return nil, fmt.Errorf("freeze measures: %w", err)
	}
	return body, nil
}

// agreed is what the measures of the latest round of a company that has a result are to move.
func (s *Service) agreed(ctx context.Context, companyID string) (measures.Frozen, error) {
	all, err := s.store.Rounds(ctx, kompass.Everything, companyID)
	if err != nil {
		return measures.Frozen{}, err
	}
	var latest kompass.Round
	for _, r := range all {
		_, err := s.store.ResultHash(ctx, kompass.Everything, r.ID)
		if errors.Is(err, kompass.ErrStillOpen) || errors.Is(err, kompass.ErrUnpublished) || errors.Is(err, kompass.ErrNotFound) {
			continue
		}
		if err != nil {
			return measures.Frozen{}, err
		}
		if latest.ID == "" || kompass.CompareRounds(r, latest) > 0 {
			latest = r
		}
	}
	if latest.ID == "" {
		return measures.Frozen{}, nil
	}
	entries, err := s.store.Measures(ctx, kompass.Everything, kompass.MeasureFilter{CompanyID: companyID, RoundID: latest.ID, Limit: measures.Most})
	if err != nil {
		return measures.Frozen{}, err
	}
	return measures.Freeze(latest.ID, entries), nil
}

// thaw reads what freeze kept.
func thaw(data []byte) (*questionnaire.Questionnaire, measures.Frozen, error) {
	var kept snapshot
	if err := json.Unmarshal(data, &kept); err != nil {
		return nil, measures.Frozen{}, err
	}
	if kept.Measures == nil {
		q, err := questionnaire.DecodeJSON(data)
		return q, measures.Frozen{}, err
	}
	q, err := questionnaire.DecodeJSON(kept.Questionnaire)
	return q, *kept.Measures, err
}

// judge decides what has become of the aims that were frozen with a round, beside the result of the round before; nil where nothing was
// frozen, or where the result of that round is gone, damaged or not released: then it must not show here either.
func (s *Service) judge(ctx context.Context, round kompass.Round, after measures.Result) (*result.Aims, error) {
	data, err := s.store.Snapshot(ctx, kompass.Everything, round.ID)
	if err != nil {
		return nil, err
	}
	_, frozen, err := thaw(data)
	if err != nil || len(frozen.Aims) == 0 {
		return nil, err
	}
	earlier, err := s.store.Round(ctx, kompass.Everything, frozen.Before)
	if errors.Is(err, kompass.ErrNotFound) || err == nil && (!earlier.Published() || earlier.CompanyID != round.CompanyID) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	before := measures.Result{}
	if before.Document, err = s.Result(ctx, kompass.Everything, earlier.ID); err == nil {
		var asked *Frozen
		if asked, err = s.Frozen(ctx, earlier); err == nil {
			before.Questionnaire = asked.Questionnaire
		}
	}
	switch {
	case errors.Is(err, kompass.ErrDamaged) || errors.Is(err, ErrChanged) || errors.Is(err, kompass.ErrNotFound):
		return nil, nil
	case err != nil:
		return nil, err
	}
	return frozen.Judge(before, after), nil
}
