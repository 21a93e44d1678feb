package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"kompass/internal/kompass"
)

// Target returns the newest target level of a company, [kompass.ErrNoTarget] where there is none.
func (s *Store) Target(ctx context.Context, scope kompass.Scope, companyID string) (kompass.Target, error) {
	var out kompass.Target
	err := s.read(ctx, "read target", func(t *sql.Tx) (err error) {
		out, err = newestTarget(ctx, t, scope, companyID)
		return err
	})
	return out, err
}

// SetTarget stores a company's target level while it may be edited; a frozen one is [kompass.ErrFrozen]. What
// is stored has to be what was shown, else it is [kompass.ErrChanged].
func (s *Store) SetTarget(ctx context.Context, by kompass.By, target kompass.Target, shown ...kompass.Digest) error {
	levels, err := json.Marshal(target.Values)
	if err != nil {
		return fmt.Errorf("set target: %w", err)
	}
	return s.write(ctx, "set target", func(t *tx) error {
		old, err := newestTarget(ctx, t, by.Scope, target.CompanyID)
		stored := old.Digest()
		switch {
		case errors.Is(err, kompass.ErrNoTarget):
			old.Version = 1
		case err != nil:
			return err
		case old.Frozen():
			return kompass.ErrFrozen
		}
		target.Version = old.Version
		if err := kompass.CheckShown(shown, stored, target.Digest()); err != nil {
			return err
		}
		if _, err := t.ExecContext(ctx, `INSERT INTO targets (company_id, version, questionnaire_id, profile, levels, updated_at)
			VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT (company_id, version) DO UPDATE SET questionnaire_id = excluded.questionnaire_id,
			profile = excluded.profile, levels = excluded.levels, updated_at = excluded.updated_at`,
			target.CompanyID, old.Version, target.QuestionnaireID, target.Profile, string(levels), stamp(t.now)); err != nil {
			return err
		}
		return t.audit(ctx, event{by.Actor, "target.set", target.CompanyID, target.Profile})
	})
}

// FreezeTarget ends editing; actor is kept as the person who did. A frozen one is [kompass.ErrFrozen], and
// levels that are not those which were shown are [kompass.ErrChanged].
func (s *Store) FreezeTarget(ctx context.Context, by kompass.By, companyID string, shown ...kompass.Digest) error {
	return s.write(ctx, "freeze target", func(t *tx) error {
		old, err := newestTarget(ctx, t, by.Scope, companyID)
		switch {
		case err != nil:
			return err
		case old.Frozen():
			return kompass.ErrFrozen
		}
		if err := kompass.CheckShown(shown, old.Digest(), ""); err != nil {
			return err
		}
		if _, err := t.ExecContext(ctx,
			"UPDATE targets SET frozen_at = ?, frozen_by = ? WHERE company_id = ? AND version = ? AND frozen_at IS NULL",
			stamp(t.now), by.Actor, companyID, old.Version); err != nil {
			return err
		}
		return t.audit(ctx, event{by.Actor, "target.freeze", companyID, ""})
	})
}

// RenewTarget starts a new draft with the values of the frozen target, which is kept. It is [kompass.ErrConflict] while
// the target is a draft anyway, and while a round of the company is open, and [kompass.ErrChanged] where another was shown.
func (s *Store) RenewTarget(ctx context.Context, by kompass.By, companyID string, shown ...kompass.Digest) error {
	return s.write(ctx, "renew target", func(t *tx) error {
		old, err := newestTarget(ctx, t, by.Scope, companyID)
		if err == nil {
			err = kompass.CheckShown(shown, old.Digest(), "")
		}
		if err != nil {
			return err
		}
		var open int
		if err := t.QueryRowContext(ctx, "SELECT count(*) FROM rounds WHERE company_id = ? AND state IN ('open', 'closing')",
			companyID).Scan(&open); err != nil {
			return err
		}
		switch {
		case !old.Frozen():
			return fmt.Errorf("the target is a draft: %w", kompass.ErrConflict)
		case open > 0:
			return fmt.Errorf("%d rounds are open: %w", open, kompass.ErrConflict)
		}
		if _, err := t.ExecContext(ctx, `INSERT INTO targets (company_id, version, questionnaire_id, profile, levels, updated_at)
			SELECT company_id, version + 1, questionnaire_id, profile, levels, ? FROM targets WHERE company_id = ? AND version = ?`,
			stamp(t.now), companyID, old.Version); err != nil {
			return err
		}
		return t.audit(ctx, event{by.Actor, "target.renew", companyID, ""})
	})
}

// selectTargets begins every query for targets.
const selectTargets = `SELECT t.version, t.questionnaire_id, t.profile, t.levels, t.updated_at, t.frozen_at, coalesce(t.frozen_by, ''),
	coalesce(u.email, '') FROM targets t LEFT JOIN users u ON u.id = t.frozen_by WHERE t.company_id = ? ORDER BY t.version DESC`

// Targets returns all versions of a company's target level, newest first.
func (s *Store) Targets(ctx context.Context, scope kompass.Scope, companyID string) ([]kompass.Target, error) {
	var out []kompass.Target
	err := s.read(ctx, "list targets", func(t *sql.Tx) error {
		if _, err := companyIn(ctx, t, scope, companyID); err != nil {
			return err
		}
		rows, err := t.QueryContext(ctx, selectTargets, companyID)
		out, err = collect(rows, err, func(r row) (kompass.Target, error) { return scanTarget(r, companyID) })
		return err
	})
	return out, err
}

func newestTarget(ctx context.Context, q querier, scope kompass.Scope, companyID string) (kompass.Target, error) {
	if _, err := companyIn(ctx, q, scope, companyID); err != nil {
		return kompass.Target{}, err
	}
	out, err := scanTarget(q.QueryRowContext(ctx, selectTargets+" LIMIT 1", companyID), companyID)
	if errors.Is(err, sql.ErrNoRows) {
		return kompass.Target{}, kompass.ErrNoTarget
	}
	return out, err
}

func scanTarget(r row, companyID string) (kompass.Target, error) {
	v := kompass.Target{CompanyID: companyID}
	var levels string
	if err := r.Scan(&v.Version, &v.QuestionnaireID, &v.Profile, &levels, timeText{&v.Updated}, timeText{&v.FrozenAt},
		&v.FrozenBy, &v.FrozenByEmail); err != nil {
		return kompass.Target{}, err
	}
	if err := json.Unmarshal([]byte(levels), &v.Values); err != nil {
		return kompass.Target{}, fmt.Errorf("stored target: %w", err)
	}
	return v, nil
}
