package store

import (
	"context"
	"errors"

	"kompass/internal/kompass"
)

// Words returns what a company calls those it serves.
func (s *Store) Words(ctx context.Context, scope kompass.Scope, companyID string) (kompass.Words, error) {
	w, err := wordsIn(ctx, s.engine.Reader(), scope, companyID)
	return w, s.wrap("read words", err)
}

func wordsIn(ctx context.Context, q querier, scope kompass.Scope, companyID string) (kompass.Words, error) {
	var stored string
	if err := q.QueryRowContext(ctx, "SELECT words FROM companies WHERE id = ? AND ? IN ('', id)", companyID, scope.CompanyID).Scan(&stored); err != nil {
		return nil, err
	}
	return kompass.DecodeWords(stored)
}

// SetWords stores what a company calls those it serves, for the rounds that are opened from now on. What is stored has to be what
// was shown, else it is [kompass.ErrChanged].
func (s *Store) SetWords(ctx context.Context, by kompass.By, companyID string, w kompass.Words, shown ...kompass.Digest) error {
	return s.write(ctx, "set words", func(t *tx) error {
		old, err := wordsIn(ctx, t, by.Scope, companyID)
		if err == nil {
			err = kompass.CheckShown(shown, old.Digest(), w.Digest())
		}
		if err == nil && old.Digest() == w.Digest() {
			return nil
		}
		encoded, encoding := w.Encode()
		if err = errors.Join(err, encoding); err != nil {
			return err
		}
		if _, err := t.ExecContext(ctx, "UPDATE companies SET words = ? WHERE id = ?", encoded, companyID); err != nil {
			return err
		}
		return t.audit(ctx, event{by.Actor, "company.words", companyID, ""})
	})
}
