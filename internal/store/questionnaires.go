package store

import (
	"context"
	"fmt"

	"kompass/internal/kompass"
)

// UploadedQuestionnaires returns the questionnaires that were uploaded, by id and version.
func (s *Store) UploadedQuestionnaires(ctx context.Context) ([]kompass.UploadedQuestionnaire, error) {
	rows, err := s.engine.Reader().QueryContext(ctx, "SELECT id, version, digest, name, body, created_at FROM questionnaires ORDER BY id, version")
	out, err := collect(rows, err, func(r row) (kompass.UploadedQuestionnaire, error) {
		var q kompass.UploadedQuestionnaire
		err := r.Scan(&q.ID, &q.Version, &q.Digest, &q.Name, &q.Body, timeText{&q.Created})
		return q, err
	})
	return out, s.wrap("read questionnaires", err)
}

// AddQuestionnaire keeps an uploaded questionnaire. One of the same id and version is [kompass.ErrConflict].
func (s *Store) AddQuestionnaire(ctx context.Context, actor string, q kompass.UploadedQuestionnaire) error {
	return s.write(ctx, "keep questionnaire", func(t *tx) error {
		if _, err := t.ExecContext(ctx, "INSERT INTO questionnaires (id, version, digest, name, body, created_at) VALUES (?, ?, ?, ?, ?, ?)",
			q.ID, q.Version, q.Digest, q.Name, q.Body, stamp(t.now)); err != nil {
			return err
		}
		return t.audit(ctx, event{actor, "questionnaire.add", q.ID, fmt.Sprintf("version %d, %s", q.Version, q.Digest)})
	})
}

// WithdrawQuestionnaire deletes an uploaded questionnaire. One that a round was opened with is [kompass.ErrConflict], and one that
// is another than was shown [kompass.ErrChanged].
func (s *Store) WithdrawQuestionnaire(ctx context.Context, actor, id string, version int, shown ...kompass.Digest) error {
	return s.write(ctx, "withdraw questionnaire", func(t *tx) error {
		var uses int
		if err := t.QueryRowContext(ctx, "SELECT count(*) FROM rounds WHERE questionnaire_id = ? AND questionnaire_version = ?",
			id, version).Scan(&uses); err != nil {
			return err
		}
		if uses > 0 {
			return kompass.ErrConflict
		}
		var digest string
		err := t.QueryRowContext(ctx, "SELECT digest FROM questionnaires WHERE id = ? AND version = ?", id, version).Scan(&digest)
		if err == nil {
			err = kompass.CheckShown(shown, kompass.Digest(digest), "")
		}
		if err != nil {
			return err
		}
		if err := touched(t.ExecContext(ctx, "DELETE FROM questionnaires WHERE id = ? AND version = ?", id, version)); err != nil {
			return err
		}
		return t.audit(ctx, event{actor, "questionnaire.withdraw", id, fmt.Sprintf("version %d", version)})
	})
}
