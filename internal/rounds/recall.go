package rounds

import (
	"context"

	"kompass/internal/kompass"
	"kompass/internal/result"
)

// Recall is [Service.Result] for lists: it reads the result of a round once, and from then on remembers it without asking the
// store. The caller has read the round within the scope of whoever will see the result.
func (s *Service) Recall(ctx context.Context, round kompass.Round) (*result.Document, error) {
	if known, ok := s.results.Get(round.ID); ok {
		return known, nil
	}
	return s.Result(ctx, kompass.Everything, round.ID)
}

// forget drops every result that was read: one that has been deleted must not stay in memory.
func (s *Service) forget() { s.results.Purge() }
