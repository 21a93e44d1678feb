package rounds

import (
	"context"

	"kompass/internal/kompass"
	"kompass/internal/result"
)

// Recall is [Service.Result] for lists: it reads the result of a round once, and from then on remembers it without asking the
// store. The caller has read the round within the scope of whoever will see the result.
func (s *Service) Recall(ctx context.Context, round kompass.Round) (*result.Document, error) {
	if known, ok := s.byRound.Load(round.ID); ok {
		return known.(*result.Document), nil
	}
	doc, err := s.Result(ctx, kompass.Everything, round.ID)
	if err != nil {
		return nil, err
	}
	s.byRound.Store(round.ID, doc)
	return doc, nil
}
