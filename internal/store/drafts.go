package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"kompass/internal/kompass"
)

// Draft returns what has been typed of a company's next round, and when. Without one it is [kompass.ErrNotFound].
func (s *Store) Draft(ctx context.Context, scope kompass.Scope, companyID string) (body []byte, updated time.Time, err error) {
	err = s.engine.Reader().QueryRowContext(ctx, "SELECT body, updated_at FROM drafts WHERE company_id = ? AND ? IN ('', company_id)",
		companyID, scope.CompanyID).Scan(&body, timeText{&updated})
	return body, updated, s.wrap("read draft", err)
}

// SaveDraft keeps what has been typed of a company's next round, a JSON object, in place of what was there before,
// which has to be what was shown, else it is [kompass.ErrChanged]. The digest of a draft is that of its bytes, none without one.
func (s *Store) SaveDraft(ctx context.Context, scope kompass.Scope, companyID string, body []byte, shown ...kompass.Digest) error {
	return s.write(ctx, "save draft", func(t *tx) error {
		if _, err := companyIn(ctx, t, scope, companyID); err != nil {
			return err
		}
		if err := checkDraft(ctx, t, companyID, shown, kompass.DigestOf(string(body))); err != nil {
			return err
		}
		_, err := t.ExecContext(ctx, `INSERT INTO drafts (company_id, body, updated_at) VALUES (?, ?, ?)
			ON CONFLICT (company_id) DO UPDATE SET body = excluded.body, updated_at = excluded.updated_at`,
			companyID, string(body), stamp(t.now))
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
		if err := checkDraft(ctx, t, companyID, shown, kompass.DigestOf("")); err != nil {
			return err
		}
		_, err := t.ExecContext(ctx, "DELETE FROM drafts WHERE company_id = ?", companyID)
		return err
	})
}

// checkDraft is [kompass.ErrChanged] where a company's draft is neither what was shown nor what is wanted.
func checkDraft(ctx context.Context, q querier, companyID string, shown []kompass.Digest, wanted kompass.Digest) error {
	var body string
	err := q.QueryRowContext(ctx, "SELECT body FROM drafts WHERE company_id = ?", companyID).Scan(&body)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	return kompass.CheckShown(shown, kompass.DigestOf(body), wanted)
}
