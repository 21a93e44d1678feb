package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"kompass/internal/kompass"
)

// Sharing returns what of a round's result is shown to those who answered: [kompass.DefaultShare] where nobody has chosen.
func (s *Store) Sharing(ctx context.Context, scope kompass.Scope, roundID string) (kompass.Sharing, error) {
	var out kompass.Sharing
	err := s.read(ctx, "read what is shared", func(t *sql.Tx) (err error) {
		if _, err := roundIn(ctx, t, scope, roundID); err != nil {
			return err
		}
		out, err = sharingIn(ctx, t, roundID)
		return err
	})
	return out, err
}

func sharingIn(ctx context.Context, q querier, roundID string) (kompass.Sharing, error) {
	out := kompass.Sharing{Share: kompass.DefaultShare()}
	err := q.QueryRowContext(ctx, "SELECT code FROM outcome_addresses WHERE round_id = ?", roundID).Scan(&out.Code)
	if err != nil && !isMissing(err) {
		return out, err
	}
	var body string
	err = q.QueryRowContext(ctx, "SELECT shown, body FROM shares WHERE round_id = ?", roundID).Scan(&out.On, &body)
	switch {
	case isMissing(err):
		return out, nil
	case err != nil:
		return out, err
	}
	out.Share, err = kompass.DecodeShare(body)
	return out, err
}

// SetShare keeps what of a round's result is to be shown, whether or not it is. A round without a result that the scope may see is as with
// [Store.CreateMeasure]. What is stored has to be what was shown, else it is [kompass.ErrChanged].
func (s *Store) SetShare(ctx context.Context, by kompass.By, roundID string, share kompass.Share, shown ...kompass.Digest) error {
	return s.write(ctx, "keep what is shared", func(t *tx) error {
		if _, err := endedIn(ctx, t, by.Scope, roundID); err != nil {
			return err
		}
		old, err := sharingIn(ctx, t, roundID)
		if err == nil {
			err = kompass.CheckShown(shown, old.Digest(), share.Digest())
		}
		if err != nil {
			return err
		}
		if err := t.putShare(ctx, roundID, old.On, share); err != nil {
			return err
		}
		return t.audit(ctx, event{by.Actor, "round.share_content", roundID, shareDetail(share)})
	})
}

// shareDetail says in the trail which parts are chosen, and how much else, not what was written.
func shareDetail(s kompass.Share) string {
	text := ""
	for _, part := range s.Parts {
		text += string(part) + ", "
	}
	return fmt.Sprintf("%s%d measures, %d replies", text, len(s.Measures), len(s.Replies))
}

func (t *tx) putShare(ctx context.Context, roundID string, on bool, share kompass.Share) error {
	body, err := share.Encode()
	if err != nil {
		return err
	}
	_, err = t.ExecContext(ctx, `INSERT INTO shares (round_id, shown, body) VALUES (?, ?, ?)
		ON CONFLICT (round_id) DO UPDATE SET shown = excluded.shown, body = excluded.body`, roundID, truth(on), body)
	return err
}

// SwitchShare shows a released result to those who answered, or no longer, and returns the address that the round then has for its
// result alone. One that is not released is [kompass.ErrUnreleased], one without a result as with [Store.Result]. What is so
// already changes nothing.
func (s *Store) SwitchShare(ctx context.Context, by kompass.By, roundID string, on bool) (code kompass.Code, err error) {
	err = s.write(ctx, "share a result", func(t *tx) error {
		r, err := roundIn(ctx, t, by.Scope, roundID)
		if err == nil && on {
			err = sharable(ctx, t, by.Scope, r)
		}
		if err != nil {
			return err
		}
		old, err := sharingIn(ctx, t, roundID)
		if err != nil {
			return err
		}
		if code = old.Code; old.On == on {
			return nil
		}
		if on && code == "" {
			if code, err = s.outcomeCode(ctx, t, roundID); err != nil {
				return err
			}
		}
		if err := t.putShare(ctx, roundID, on, old.Share); err != nil {
			return err
		}
		if !on {
			return t.audit(ctx, event{by.Actor, "round.unshare", roundID, ""})
		}
		return t.audit(ctx, event{by.Actor, "round.share", roundID, ""})
	})
	return code, err
}

// sharable refuses a round whose result those who answered may not see.
func sharable(ctx context.Context, q querier, scope kompass.Scope, r kompass.Round) error {
	if _, _, err := resultIn(ctx, q, scope, r.ID); err != nil {
		return err
	}
	if !r.Published() {
		return kompass.ErrUnreleased
	}
	return nil
}

// outcomeCode draws the code of the address that a round has for its result alone.
func (s *Store) outcomeCode(ctx context.Context, t *tx, roundID string) (kompass.Code, error) {
	for range drawCodes {
		code, err := kompass.NewCode(s.rand)
		if err != nil {
			return "", err
		}
		var taken int
		err = t.QueryRowContext(ctx, "SELECT 1 FROM links WHERE code_hash = ?", code.Hash()).Scan(&taken)
		if err == nil {
			continue
		}
		if !errors.Is(err, sql.ErrNoRows) {
			return "", err
		}
		stored, err := added(t.ExecContext(ctx, `INSERT INTO outcome_addresses (round_id, code, code_hash) VALUES (?, ?, ?)
			ON CONFLICT (code_hash) DO NOTHING`, roundID, string(code), code.Hash()))
		if err != nil || stored {
			return code, err
		}
	}
	return "", fmt.Errorf("the code is in use: %w", kompass.ErrConflict)
}
