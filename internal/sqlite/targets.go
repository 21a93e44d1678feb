package sqlite

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
	err := s.read(ctx, "read target", func(t *sql.Tx) error {
		v, err := newestTarget(ctx, t, scope, companyID)
		out = v.Target
		return err
	})
	return out, err
}

// SetTarget stores a company's target level while it may be edited; a frozen one is [kompass.ErrFrozen].
func (s *Store) SetTarget(ctx context.Context, actor string, scope kompass.Scope, target kompass.Target) error {
	levels, err := json.Marshal(target.Values)
	if err != nil {
		return fmt.Errorf("set target: %w", err)
	}
	return s.write(ctx, "set target", func(t *tx) error {
		old, err := newestTarget(ctx, t, scope, target.CompanyID)
		switch {
		case errors.Is(err, kompass.ErrNoTarget):
			old.version = 1
		case err != nil:
			return err
		case old.Frozen():
			return kompass.ErrFrozen
		}
		if _, err := t.ExecContext(ctx, `INSERT INTO targets (company_id, version, questionnaire_id, profile, levels, updated_at)
			VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT (company_id, version) DO UPDATE SET questionnaire_id = excluded.questionnaire_id,
			profile = excluded.profile, levels = excluded.levels, updated_at = excluded.updated_at`,
			target.CompanyID, old.version, target.QuestionnaireID, target.Profile, string(levels), stamp(t.now)); err != nil {
			return err
		}
		return t.audit(ctx, event{actor, "target.set", target.CompanyID, target.Profile})
	})
}

// FreezeTarget ends editing; actor is kept as the person who did. A frozen one is [kompass.ErrFrozen].
func (s *Store) FreezeTarget(ctx context.Context, actor string, scope kompass.Scope, companyID string) error {
	return s.write(ctx, "freeze target", func(t *tx) error {
		old, err := newestTarget(ctx, t, scope, companyID)
		switch {
		case err != nil:
			return err
		case old.Frozen():
			return kompass.ErrFrozen
		}
		if _, err := t.ExecContext(ctx,
			"UPDATE targets SET frozen_at = ?, frozen_by = ? WHERE company_id = ? AND version = ? AND frozen_at IS NULL",
			stamp(t.now), actor, companyID, old.version); err != nil {
			return err
		}
		return t.audit(ctx, event{actor, "target.freeze", companyID, ""})
	})
}

// RenewTarget starts a new draft with the values of the frozen target, which is kept. It is [kompass.ErrConflict] while
// the target is a draft anyway, and while a round of the company is open.
func (s *Store) RenewTarget(ctx context.Context, actor string, scope kompass.Scope, companyID string) error {
	return s.write(ctx, "renew target", func(t *tx) error {
		old, err := newestTarget(ctx, t, scope, companyID)
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
			stamp(t.now), companyID, old.version); err != nil {
			return err
		}
		return t.audit(ctx, event{actor, "target.renew", companyID, ""})
	})
}

// targetVersion is a target and its place in the company's history.
type targetVersion struct {
	kompass.Target
	version int
}

func newestTarget(ctx context.Context, q querier, scope kompass.Scope, companyID string) (targetVersion, error) {
	if _, err := companyIn(ctx, q, scope, companyID); err != nil {
		return targetVersion{}, err
	}
	v := targetVersion{Target: kompass.Target{CompanyID: companyID}}
	var levels string
	err := q.QueryRowContext(ctx, `SELECT version, questionnaire_id, profile, levels, updated_at, frozen_at, coalesce(frozen_by, '')
		FROM targets WHERE company_id = ? ORDER BY version DESC LIMIT 1`, companyID).
		Scan(&v.version, &v.QuestionnaireID, &v.Profile, &levels, timeText{&v.Updated}, timeText{&v.FrozenAt}, &v.FrozenBy)
	if errors.Is(err, sql.ErrNoRows) {
		return targetVersion{}, kompass.ErrNoTarget
	}
	if err != nil {
		return targetVersion{}, err
	}
	if err := json.Unmarshal([]byte(levels), &v.Values); err != nil {
		return targetVersion{}, fmt.Errorf("stored target: %w", err)
	}
	return v, nil
}
