package rounds

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"kompass/internal/kompass"
)

// Housekeeper is the actor that the audit trail names for what the program does by itself.
const Housekeeper = "housekeeping"

// The setting that says how many days after its release the answers of a round are kept, its default of half a year, and the
// longest time.
const (
	RetentionSetting = "retention.days"
	RetentionDays    = 183
	MaxRetention     = 3650
)

// ParseRetention reads a number of days from 0 to [MaxRetention]; 0 deletes answers when the result is released.
func ParseRetention(raw string) (int, error) {
	n, err := strconv.Atoi(strings.TrimSpace(raw))
	if err != nil || n < 0 || n > MaxRetention {
		return 0, &kompass.FieldError{Field: "days", Code: "error.retention.range", Args: []any{"max", MaxRetention}}
	}
	return n, nil
}

// Retention returns how many days after its release the answers of a round are kept.
func (s *Service) Retention(ctx context.Context) (int, error) {
	settings, err := s.store.Settings(ctx)
	if err != nil {
		return 0, err
	}
	return RetentionOf(settings)
}

// RetentionOf reads from all settings how many days after its release the answers of a round are kept.
func RetentionOf(settings map[string]string) (int, error) {
	if raw, ok := settings[RetentionSetting]; ok {
		return ParseRetention(raw)
	}
	return RetentionDays, nil
}

// Tidy does what time demands: it closes rounds whose end has come and that have enough answers for a result, finishes
// closings that were interrupted, and deletes answers whose time is over. A round with too few answers is left alone: closing
// it deletes them, which only a person decides. What cannot be done does not keep the rest from being done.
func (s *Service) Tidy(ctx context.Context) error {
	closed := s.closeDue(ctx)
	days, err := s.Retention(ctx)
	if err != nil {
		return errors.Join(closed, fmt.Errorf("read retention: %w", err))
	}
	_, err = s.store.ForgetAnswers(ctx, Housekeeper, s.now().AddDate(0, 0, -days))
	return errors.Join(closed, err)
}

func (s *Service) closeDue(ctx context.Context) error {
	due, err := s.store.DueRounds(ctx)
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
		if r.State == kompass.StateOpen && totals[r.ID] < r.K {
			continue
		}
		err := s.Close(ctx, Housekeeper, kompass.Everything, r.ID)
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
