package rounds

import (
	"context"
	"errors"
	"fmt"
	"time"

	"kompass/internal/kompass"
)

// Housekeeper is the actor that the audit trail names for what the program does by itself.
const Housekeeper = "housekeeping"

// Tidy does what time demands: it closes rounds whose end has come and that have enough answers for a result, finishes
// closings that were interrupted, makes sure that the keys of open rounds are there, and destroys what is over. A round with too
// few answers is left alone: closing it deletes them, which only a person decides. So is one whose key somebody else holds. What
// cannot be done does not keep the rest from being done.
func (s *Service) Tidy(ctx context.Context) error {
	return errors.Join(s.closeDue(ctx), s.checkKeys(ctx), s.endUrns(ctx, Housekeeper))
}

func (s *Service) closeDue(ctx context.Context) error {
	due, err := s.closings.DueRounds(ctx)
	if err != nil {
		return err
	}
	ids := make([]string, len(due))
	for i, r := range due {
		ids[i] = r.ID
	}
	totals, err := s.store.RoundTotals(ctx, kompass.Everything, ids)
	if err != nil {
		return err
	}
	var errs []error
	for _, r := range due {
		if r.Held || r.State == kompass.StateOpen && totals[r.ID] < r.K {
			continue
		}
		err := s.Close(ctx, kompass.Unlimited(Housekeeper), r.ID)
		// Somebody may have closed or cancelled it meanwhile.
		if err != nil && !errors.Is(err, kompass.ErrUnpublished) && !errors.Is(err, kompass.ErrClosed) && !errors.Is(err, kompass.ErrNotFound) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// KeepHouse calls [Service.Tidy] at once and whenever the ticker ticks, until the context ends. What goes wrong, a panic
// included, is reported and tried again at the next tick.
func (s *Service) KeepHouse(ctx context.Context, tick <-chan time.Time, report func(error)) {
	for {
		if err := s.tidySafely(ctx); err != nil && ctx.Err() == nil {
			report(err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick:
		}
	}
}

func (s *Service) tidySafely(ctx context.Context) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	return s.Tidy(ctx)
}
