package rounds

import (
	"context"
	"errors"
	"fmt"
	"time"

	"kompass/internal/kompass"
)

// Release lets the people of the company see the result of a closed round; releasing again changes nothing. Without a
// result it is [kompass.ErrStillOpen] or [kompass.ErrUnpublished].
func (s *Service) Release(ctx context.Context, actor string, scope kompass.Scope, roundID string) error {
	return about(roundID, s.store.Release(ctx, actor, scope, roundID))
}

// Extend moves the end of a round that has not been closed to a moment to come, or to none where closes is the zero time:
// then it lasts until it is closed. The beginning stays. A moment that has passed is a [kompass.FieldError], a round that
// has been closed [kompass.ErrClosed], and an end that is not the one that was shown [kompass.ErrChanged].
func (s *Service) Extend(ctx context.Context, actor string, scope kompass.Scope, roundID string, closes time.Time, shown ...kompass.Digest) error {
	round, err := s.store.Round(ctx, scope, roundID)
	if err != nil {
		return about(roundID, err)
	}
	if !closes.IsZero() && (!closes.After(s.now()) || !closes.After(round.OpensAt)) {
		return &kompass.FieldError{Field: "closes", Code: "error.period.order"}
	}
	period := kompass.Period{Opens: round.OpensAt, Closes: closes}
	return about(roundID, s.store.SetPeriod(ctx, actor, scope, roundID, period, shown...))
}

// Rename changes the title of a round that has not been closed. A title that is not the one that was shown is [kompass.ErrChanged].
func (s *Service) Rename(ctx context.Context, actor string, scope kompass.Scope, roundID, title string, shown ...kompass.Digest) error {
	title, err := kompass.ParseTitle(title)
	if err != nil {
		return err
	}
	return about(roundID, s.store.RenameRound(ctx, actor, scope, roundID, title, shown...))
}

// AddTeam has a round that has not been closed ask one more team of its company. A team that it asks already changes
// nothing; none at all is a [kompass.FieldError].
func (s *Service) AddTeam(ctx context.Context, actor string, scope kompass.Scope, roundID, teamID string) error {
	if _, err := s.store.Round(ctx, scope, roundID); err != nil {
		return about(roundID, err)
	}
	if teamID == "" {
		return &kompass.FieldError{Field: "team", Code: "error.team.choose"}
	}
	err := s.store.AddRoundTeam(ctx, actor, scope, roundID, teamID)
	if errors.Is(err, kompass.ErrConflict) {
		return nil
	}
	return about(roundID, err)
}

// Cancel deletes a round that was opened by mistake. What has been closed, or is being closed, is not a mistake any more
// ([kompass.ErrClosed]); where people have answered it is [kompass.ErrAnswered], unless their answers are given up expressly.
func (s *Service) Cancel(ctx context.Context, actor string, scope kompass.Scope, roundID string, answersToo bool) error {
	if err := s.store.CancelRound(ctx, actor, scope, roundID, answersToo); err != nil {
		return about(roundID, err)
	}
	s.gone(ctx, actor)
	return nil
}

// Delete deletes a round with all that belongs to it, whatever state it is in.
func (s *Service) Delete(ctx context.Context, actor string, scope kompass.Scope, roundID string) error {
	if err := s.store.DeleteRound(ctx, actor, scope, roundID); err != nil {
		return about(roundID, err)
	}
	s.gone(ctx, actor)
	return nil
}

// DeleteCompany deletes a company with everything that belongs to it, and returns the protocol of that. By is who deletes,
// as the protocol names her.
func (s *Service) DeleteCompany(ctx context.Context, actor string, scope kompass.Scope, companyID, by string) (kompass.Deletion, error) {
	d, err := s.store.DeleteCompany(ctx, actor, scope, companyID, by)
	if err != nil {
		return kompass.Deletion{}, fmt.Errorf("company %s: %w", companyID, err)
	}
	s.gone(ctx, actor)
	return d, nil
}

// gone forgets what is known of rounds and destroys the keys of those that are gone. What of that cannot be done now, [Service.Tidy]
// does later, and says so until it is done.
func (s *Service) gone(ctx context.Context, actor string) {
	s.forget()
	_ = s.destroyKeys(ctx, actor)
}

// about says which round an error is about.
func about(roundID string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("round %s: %w", roundID, err)
}
