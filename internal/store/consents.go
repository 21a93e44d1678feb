package store

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"time"

	"kompass/internal/kompass"
)

// Consent returns a company's latest consent, which may be withdrawn: [kompass.ErrNoConsent] where there was none.
func (s *Store) Consent(ctx context.Context, scope kompass.Scope, companyID string) (kompass.Consent, error) {
	var out kompass.Consent
	err := s.read(ctx, "read consent", func(t *sql.Tx) error {
		if _, err := companyIn(ctx, t, scope, companyID); err != nil {
			return err
		}
		var err error
		out, err = latestConsent(ctx, t, companyID)
		return err
	})
	return out, err
}

func latestConsent(ctx context.Context, q querier, companyID string) (kompass.Consent, error) {
	c, err := scanConsent(q.QueryRowContext(ctx, `SELECT company_id, given_at, given_by, withdrawn_at, seed
		FROM consents WHERE company_id = ? ORDER BY given_at DESC LIMIT 1`, companyID))
	if errors.Is(err, sql.ErrNoRows) {
		err = kompass.ErrNoConsent
	}
	return c, err
}

// Consents returns the consents that stood at a time, of all companies: nobody may be shown another company but through these.
func (s *Store) Consents(ctx context.Context, at time.Time) ([]kompass.Consent, error) {
	rows, err := s.engine.Reader().QueryContext(ctx, `SELECT company_id, given_at, given_by, withdrawn_at, seed
		FROM consents WHERE given_at <= ?1 AND (withdrawn_at IS NULL OR withdrawn_at > ?1) ORDER BY company_id, given_at`, stamp(at))
	out, err := collect(rows, err, scanConsent)
	return out, s.wrap("list consents", err)
}

func scanConsent(r row) (kompass.Consent, error) {
	var c kompass.Consent
	var seed []byte
	err := r.Scan(&c.CompanyID, timeText{&c.Given}, &c.GivenBy, timeText{&c.Withdrawn}, &seed)
	copy(c.Seed[:], seed)
	return c, err
}

// GiveConsent lets other companies be shown a company's values without its name. Giving what stands already changes nothing;
// one that was withdrawn or given since it was shown is [kompass.ErrChanged].
func (s *Store) GiveConsent(ctx context.Context, by kompass.By, companyID string, shown ...kompass.Digest) error {
	const doing = "give consent"
	var seed [16]byte
	if _, err := io.ReadFull(s.rand, seed[:]); err != nil {
		return s.wrap(doing, err)
	}
	return s.write(ctx, doing, func(t *tx) error {
		if _, err := companyIn(ctx, t, by.Scope, companyID); err != nil {
			return err
		}
		latest, err := latestConsent(ctx, t, companyID)
		if err != nil && !errors.Is(err, kompass.ErrNoConsent) {
			return err
		}
		if err := kompass.CheckShown(shown, latest.Digest(), kompass.ConsentGiven); err != nil {
			return err
		}
		r, err := t.ExecContext(ctx, `INSERT INTO consents (company_id, given_at, given_by, seed)
			SELECT ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM consents WHERE company_id = ? AND withdrawn_at IS NULL)`,
			companyID, stamp(t.now), by.Actor, seed[:], companyID)
		if err != nil {
			return err
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			return err
		}
		return t.audit(ctx, event{by.Actor, "consent.give", companyID, ""})
	})
}

// WithdrawConsent ends a consent at once, whatever was shown: nothing stands in the way of that. Withdrawing what does not stand is [kompass.ErrNoConsent].
func (s *Store) WithdrawConsent(ctx context.Context, by kompass.By, companyID string) error {
	return s.write(ctx, "withdraw consent", func(t *tx) error {
		if _, err := companyIn(ctx, t, by.Scope, companyID); err != nil {
			return err
		}
		r, err := t.ExecContext(ctx, "UPDATE consents SET withdrawn_at = ?, withdrawn_by = ? WHERE company_id = ? AND withdrawn_at IS NULL",
			stamp(t.now), by.Actor, companyID)
		if err := touched(r, err); errors.Is(err, kompass.ErrNotFound) {
			return kompass.ErrNoConsent
		} else if err != nil {
			return err
		}
		return t.audit(ctx, event{by.Actor, "consent.withdraw", companyID, ""})
	})
}
