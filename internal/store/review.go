package store

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"

	"kompass/internal/kompass"
)

// Comments returns what people wrote in a round that has been closed, with what the trainer decided; before that it is
// [kompass.ErrStillOpen]. The order within a field is random, differs from field to field and stays the same.
func (s *Store) Comments(ctx context.Context, scope kompass.Scope, roundID string) ([]kompass.ReviewedComment, error) {
	var out []kompass.ReviewedComment
	err := s.read(ctx, "read comments", func(t *sql.Tx) error {
		if _, err := reviewable(ctx, t, scope, roundID); err != nil {
			return err
		}
		rows, err := t.QueryContext(ctx, `SELECT c.id, c.field, c.body, coalesce(v.verdict, ''), coalesce(v.redacted, '')
			FROM comments c LEFT JOIN comment_verdicts v ON v.round_id = c.round_id AND v.comment_id = c.id
			WHERE c.round_id = ? ORDER BY c.id`, roundID)
		out, err = collect(rows, err, scanReviewed)
		return err
	})
	return out, err
}

// ShownComments returns per field what the trainer decided to show, redacted where she decided that. Errors and order are
// those of [Store.Comments]; that a coordinator sees them from the release on only is for the caller to keep.
func (s *Store) ShownComments(ctx context.Context, scope kompass.Scope, roundID string) (map[string][]string, error) {
	out := make(map[string][]string)
	err := s.read(ctx, "read shown comments", func(t *sql.Tx) error {
		if _, err := reviewable(ctx, t, scope, roundID); err != nil {
			return err
		}
		rows, err := t.QueryContext(ctx, `SELECT c.field, coalesce(v.redacted, c.body)
			FROM comments c JOIN comment_verdicts v ON v.round_id = c.round_id AND v.comment_id = c.id
			WHERE c.round_id = ? AND v.verdict IN ('shown', 'redacted') ORDER BY c.id`, roundID)
		all, err := collect(rows, err, scanComment)
		for _, c := range all {
			out[c.Field] = append(out[c.Field], c.Text)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// reviewable returns a round that has been closed.
func reviewable(ctx context.Context, q querier, scope kompass.Scope, roundID string) (kompass.Round, error) {
	r, err := roundIn(ctx, q, scope, roundID)
	if err == nil && (r.State == kompass.StateOpen || r.State == kompass.StateClosing) {
		return kompass.Round{}, kompass.ErrStillOpen
	}
	return r, err
}

func scanReviewed(r row) (kompass.ReviewedComment, error) {
	var c kompass.ReviewedComment
	var id []byte
	err := r.Scan(&id, &c.Field, &c.Text, &c.Verdict, &c.Redacted)
	c.ID = hex.EncodeToString(id)
	return c, err
}

func scanComment(r row) (kompass.Comment, error) {
	var c kompass.Comment
	err := r.Scan(&c.Field, &c.Text)
	return c, err
}

// Moderate stores what the trainer decided about comments of a closed round, all or nothing; an empty verdict leaves a
// comment as it is, and so does a verdict that was shown already. One about which something else was decided since is
// [kompass.ErrChanged]. In a released round a redaction deletes the original at once, and no verdict brings it back: that is
// [kompass.ErrInvalid]. A comment of another round is [kompass.ErrNotFound]. The audit trail says how many, not which.
func (s *Store) Moderate(ctx context.Context, by kompass.By, roundID string, rulings []kompass.Ruling) error {
	cut := false
	err := s.write(ctx, "moderate comments", func(t *tx) error {
		r, err := reviewable(ctx, t, by.Scope, roundID)
		if err != nil {
			return err
		}
		changed := map[kompass.Verdict]int{}
		for _, ruling := range rulings {
			if err := t.rule(ctx, r, ruling, changed); err != nil {
				return err
			}
		}
		if len(changed) == 0 {
			return nil
		}
		if cut = r.Published() && changed[kompass.CommentRedacted] > 0; cut {
			if err := t.dropOriginals(ctx, roundID); err != nil {
				return err
			}
		}
		return t.audit(ctx, event{by.Actor, "round.comments", roundID, fmt.Sprintf("%d shown, %d hidden, %d redacted",
			changed[kompass.CommentShown], changed[kompass.CommentHidden], changed[kompass.CommentRedacted])})
	})
	if err == nil && cut {
		s.scrub(ctx)
	}
	return err
}

// rule stores one verdict and counts it where it is new.
func (t *tx) rule(ctx context.Context, round kompass.Round, r kompass.Ruling, changed map[kompass.Verdict]int) error {
	if r.Verdict == "" || r.Kept() {
		return nil
	}
	id, err := hex.DecodeString(r.CommentID)
	if err != nil {
		return kompass.ErrNotFound
	}
	var old kompass.Ruling
	err = t.QueryRowContext(ctx, `SELECT coalesce(v.verdict, ''), coalesce(v.redacted, '')
		FROM comments c LEFT JOIN comment_verdicts v ON v.round_id = c.round_id AND v.comment_id = c.id
		WHERE c.round_id = ? AND c.id = ?`, round.ID, id).Scan(&old.Verdict, &old.Redacted)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return kompass.ErrNotFound
	case err != nil:
		return err
	case old.Digest() == r.Digest():
		return nil
	case round.Published() && old.Verdict == kompass.CommentRedacted && r.Verdict == kompass.CommentShown:
		return fmt.Errorf("comment %s: its original is gone: %w", r.CommentID, kompass.ErrInvalid)
	}
	if err := r.Check(old.Digest()); err != nil {
		return err
	}
	changed[r.Verdict]++
	_, err = t.ExecContext(ctx, `INSERT INTO comment_verdicts (round_id, comment_id, verdict, redacted) VALUES (?, ?, ?, ?)
		ON CONFLICT (round_id, comment_id) DO UPDATE SET verdict = excluded.verdict, redacted = excluded.redacted`,
		round.ID, id, string(r.Verdict), null(r.Redacted))
	return err
}

// dropOriginals puts redacted copies in the place of what was written.
func (t *tx) dropOriginals(ctx context.Context, roundID string) error {
	_, err := t.ExecContext(ctx, `UPDATE comments SET body = (SELECT v.redacted FROM comment_verdicts v
			WHERE v.round_id = comments.round_id AND v.comment_id = comments.id)
		WHERE round_id = ? AND EXISTS (SELECT 1 FROM comment_verdicts v
			WHERE v.round_id = comments.round_id AND v.comment_id = comments.id AND v.verdict = 'redacted')`, roundID)
	return err
}

// Introduction returns the trainer's introduction to the result of a closed round, "" where there is none. That a
// coordinator sees it from the release on only is for the caller to keep.
func (s *Store) Introduction(ctx context.Context, scope kompass.Scope, roundID string) (string, error) {
	var text string
	err := s.read(ctx, "read introduction", func(t *sql.Tx) (err error) {
		text, err = introductionIn(ctx, t, scope, roundID)
		return err
	})
	return text, err
}

func introductionIn(ctx context.Context, q querier, scope kompass.Scope, roundID string) (text string, err error) {
	if _, err := reviewable(ctx, q, scope, roundID); err != nil {
		return "", err
	}
	err = q.QueryRowContext(ctx, "SELECT body FROM introductions WHERE round_id = ?", roundID).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return text, err
}

// SetIntroduction stores the introduction to the result of a closed round; "" takes it away. What is stored has to be what was
// shown, else it is [kompass.ErrChanged].
func (s *Store) SetIntroduction(ctx context.Context, by kompass.By, roundID, text string, shown ...kompass.Digest) error {
	return s.write(ctx, "set introduction", func(t *tx) error {
		old, err := introductionIn(ctx, t, by.Scope, roundID)
		if err == nil {
			err = kompass.CheckShown(shown, kompass.DigestOf(old), kompass.DigestOf(text))
		}
		if err != nil {
			return err
		}
		change := "DELETE FROM introductions WHERE round_id = ? AND body <> ?"
		if text != "" {
			change = `INSERT INTO introductions (round_id, body) VALUES (?, ?)
				ON CONFLICT (round_id) DO UPDATE SET body = excluded.body WHERE introductions.body <> excluded.body`
		}
		done, err := t.ExecContext(ctx, change, roundID, text)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return err
		}
		return t.audit(ctx, event{by.Actor, "round.introduction", roundID, ""})
	})
}
