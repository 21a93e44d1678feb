package store

import (
	"context"
	"database/sql"
	"errors"

	"kompass/internal/kompass"
)

// Draft returns what has been typed of a company's next round. Without one it is [kompass.ErrNotFound].
func (s *Store) Draft(ctx context.Context, scope kompass.Scope, companyID string) (kompass.StoredDraft, error) {
	var d kompass.StoredDraft
	err := s.engine.Reader().QueryRowContext(ctx, `SELECT body, updated_at, updated_by, coalesce((SELECT email FROM users WHERE id = updated_by), '')
		FROM drafts WHERE company_id = ? AND ? IN ('', company_id)`, companyID, scope.CompanyID).
		Scan(&d.Body, timeText{&d.Saved.At}, &d.Saved.Actor, &d.Saved.ActorName)
	return d, s.wrap("read draft", err)
}

// SaveDraft keeps what has been typed of a company's next round, a JSON object, in place of what was there before,
// which has to be what was shown, else it is [kompass.ErrChanged].
func (s *Store) SaveDraft(ctx context.Context, by kompass.By, companyID string, body []byte, shown ...kompass.Digest) error {
	return s.write(ctx, "save draft", func(t *tx) error {
		if _, err := companyIn(ctx, t, by.Scope, companyID); err != nil {
			return err
		}
		if err := checkDraft(ctx, t, companyID, shown, kompass.StoredDraft{Body: body}); err != nil {
			return err
		}
		_, err := t.ExecContext(ctx, `INSERT INTO drafts (company_id, body, updated_at, updated_by) VALUES (?, ?, ?, ?)
			ON CONFLICT (company_id) DO UPDATE SET body = excluded.body, updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
			companyID, string(body), stamp(t.now), by.Actor)
		return err
	})
}

// DeleteDraft throws a company's draft away. Without one nothing happens, and one that was not
// shown is [kompass.ErrChanged].
func (s *Store) DeleteDraft(ctx context.Context, scope kompass.Scope, companyID string, shown ...kompass.Digest) error {
	return s.write(ctx, "delete draft", func(t *tx) error {
		if _, err := companyIn(ctx, t, scope, companyID); err != nil {
			return err
		}
		if err := checkDraft(ctx, t, companyID, shown, kompass.StoredDraft{}); err != nil {
			return err
		}
		_, err := t.ExecContext(ctx, "DELETE FROM drafts WHERE company_id = ?", companyID)
		return err
	})
}

// checkDraft is [kompass.ErrChanged] where a company's draft is neither what was shown nor what is wanted.
func checkDraft(ctx context.Context, q querier, companyID string, shown []kompass.Digest, wanted kompass.StoredDraft) error {
	var stored kompass.StoredDraft
	err := q.QueryRowContext(ctx, "SELECT body FROM drafts WHERE company_id = ?", companyID).Scan(&stored.Body)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	return kompass.CheckShown(shown, stored.Digest(), wanted.Digest())
}
