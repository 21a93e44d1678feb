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
func (s *Service) Release(ctx context.Context, by kompass.By, roundID string) error {
	return about(roundID, s.store.Release(ctx, by, roundID))
}

// Extend moves the end of a round that has not been closed to a moment to come, or to none where closes is the zero time:
// then it lasts until it is closed. The beginning stays. A moment that has passed is a [kompass.FieldError], a round that
// has been closed [kompass.ErrClosed], and an end that is not the one that was shown [kompass.ErrChanged].
func (s *Service) Extend(ctx context.Context, by kompass.By, roundID string, closes time.Time, shown ...kompass.Digest) error {
	round, err := s.store.Round(ctx, by.Scope, roundID)
	if err != nil {
		return about(roundID, err)
	}
	if !closes.IsZero() && (!closes.After(s.now()) || !closes.After(round.OpensAt)) {
		return &kompass.FieldError{Field: "closes", Code: "error.period.order"}
	}
	period := kompass.Period{Opens: round.OpensAt, Closes: closes}
	return about(roundID, s.store.SetPeriod(ctx, by, roundID, period, shown...))
}

// Rename changes the title of a round that has not been closed. A title that is not the one that was shown is [kompass.ErrChanged].
func (s *Service) Rename(ctx context.Context, by kompass.By, roundID, title string, shown ...kompass.Digest) error {
	title, err := kompass.ParseTitle(title)
	if err != nil {
		return err
	}
	return about(roundID, s.store.RenameRound(ctx, by, roundID, title, shown...))
}

// AddTeam has a round that has not been closed ask one more team of its company. A team that it asks already changes
// nothing; none at all is a [kompass.FieldError].
func (s *Service) AddTeam(ctx context.Context, by kompass.By, roundID, teamID string) error {
	if _, err := s.store.Round(ctx, by.Scope, roundID); err != nil {
		return about(roundID, err)
	}
	if teamID == "" {
		return &kompass.FieldError{Field: "team", Code: "error.team.choose"}
	}
	err := s.store.AddRoundTeam(ctx, by, roundID, teamID)
	if errors.Is(err, kompass.ErrConflict) {
		return nil
	}
	return about(roundID, err)
}

// Cancel deletes a round that was opened by mistake. What has been closed, or is being closed, is not a mistake any more
// ([kompass.ErrClosed]); where people have answered it is [kompass.ErrAnswered], unless their answers are given up expressly.
func (s *Service) Cancel(ctx context.Context, by kompass.By, roundID string, answersToo bool) error {
	if err := s.store.CancelRound(ctx, by, roundID, answersToo); err != nil {
		return about(roundID, err)
	}
	s.gone(ctx, by.Actor)
	return nil
}

// Delete deletes a round with all that belongs to it, whatever state it is in.
func (s *Service) Delete(ctx context.Context, by kompass.By, roundID string) error {
	if err := s.store.DeleteRound(ctx, by, roundID); err != nil {
		return about(roundID, err)
	}
	s.gone(ctx, by.Actor)
	return nil
}

// DeleteCompany deletes a company with everything that belongs to it, and returns the protocol of that. Name is that of who deletes,
// as the protocol names her.
func (s *Service) DeleteCompany(ctx context.Context, by kompass.By, companyID, name string) (kompass.Deletion, error) {
	d, err := s.store.DeleteCompany(ctx, by, companyID, name)
	if err != nil {
		return kompass.Deletion{}, fmt.Errorf("company %s: %w", companyID, err)
	}
	s.gone(ctx, by.Actor)
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
