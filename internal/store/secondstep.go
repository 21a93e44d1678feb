package store

import (
	"context"
	"errors"

	"kompass/internal/kompass"
)

// SecondStep returns the secrets of a user's second step: the one in force and the one that waits for its first code, "" for
// none. An unknown user has neither.
func (s *Store) SecondStep(ctx context.Context, userID string) (secret, pending string, err error) {
	err = s.engine.Reader().QueryRowContext(ctx, "SELECT secret, pending FROM second_steps WHERE user_id = ?", userID).Scan(&secret, &pending)
	if err = s.wrap("read second step", err); errors.Is(err, kompass.ErrNotFound) {
		return "", "", nil
	}
	return secret, pending, err
}

// OfferSecondStep keeps a secret that waits until a code of it is typed. It replaces an earlier one that waits.
func (s *Store) OfferSecondStep(ctx context.Context, userID, secret string) error {
	return s.write(ctx, "offer second step", func(t *tx) error {
		_, err := t.ExecContext(ctx, `INSERT INTO second_steps (user_id, secret, pending, last_step) VALUES (?, '', ?, 0)
			ON CONFLICT (user_id) DO UPDATE SET pending = excluded.pending`, userID, secret)
		return err
	})
}

// TakeSecondStep puts the secret that waits in force, with the time step of the code that was typed, replaces the
// recovery keys and ends the other sessions. Where another secret waits meanwhile it is [kompass.ErrConflict].
func (s *Store) TakeSecondStep(ctx context.Context, n kompass.NewSecondStep) error {
	return s.write(ctx, "take second step", func(t *tx) error {
		err := touched(t.ExecContext(ctx, `UPDATE second_steps SET secret = pending, pending = '', last_step = ?
			WHERE user_id = ? AND pending = ? AND pending <> ''`, n.Step, n.UserID, n.Secret))
		if errors.Is(err, kompass.ErrNotFound) {
			return kompass.ErrConflict
		}
		if err != nil {
			return err
		}
		if err := t.replaceKeys(ctx, n.UserID, n.Keys); err != nil {
			return err
		}
		if err := t.endOthers(ctx, n.UserID, n.Session); err != nil {
			return err
		}
		return t.audit(ctx, event{n.UserID, "user.secondstep", n.UserID, ""})
	})
}

// ReplaceRecoveryKeys voids the recovery keys of a user and keeps new ones.
func (s *Store) ReplaceRecoveryKeys(ctx context.Context, userID string, keys []kompass.TokenHash) error {
	return s.write(ctx, "replace recovery keys", func(t *tx) error {
		if err := t.replaceKeys(ctx, userID, keys); err != nil {
			return err
		}
		return t.audit(ctx, event{userID, "user.recovery", userID, ""})
	})
}

func (t *tx) replaceKeys(ctx context.Context, userID string, keys []kompass.TokenHash) error {
	if _, err := t.ExecContext(ctx, "DELETE FROM recovery_keys WHERE user_id = ?", userID); err != nil {
		return err
	}
	for _, k := range keys {
		if _, err := t.ExecContext(ctx, "INSERT INTO recovery_keys (user_id, key_hash) VALUES (?, ?)", userID, k[:]); err != nil {
			return err
		}
	}
	return nil
}

// CountRecoveryKeys returns how many recovery keys a user has left.
func (s *Store) CountRecoveryKeys(ctx context.Context, userID string) (int, error) {
	var n int
	err := s.engine.Reader().QueryRowContext(ctx, "SELECT count(*) FROM recovery_keys WHERE user_id = ?", userID).Scan(&n)
	return n, s.wrap("count recovery keys", err)
}

// DropSecondStep lets a user sign in with the password alone again, and ends all sessions but one.
func (s *Store) DropSecondStep(ctx context.Context, actor, userID string, but kompass.TokenHash) error {
	return s.write(ctx, "drop second step", func(t *tx) error {
		if err := touched(t.ExecContext(ctx, "DELETE FROM second_steps WHERE user_id = ?", userID)); err != nil {
			return err
		}
		if err := t.replaceKeys(ctx, userID, nil); err != nil {
			return err
		}
		if err := t.endOthers(ctx, userID, but); err != nil {
			return err
		}
		return t.audit(ctx, event{actor, "user.onestep", userID, ""})
	})
}

// CreatePending keeps that a password was right and the second step is missing.
func (s *Store) CreatePending(ctx context.Context, hash kompass.TokenHash, userID string) error {
	return s.write(ctx, "begin second step", func(t *tx) error {
		if _, err := t.ExecContext(ctx, "DELETE FROM half_sessions WHERE created_at <= ?", stamp(t.now.Add(-kompass.PendingLifetime))); err != nil {
			return err
		}
		return touched(t.ExecContext(ctx, `INSERT INTO half_sessions (token_hash, user_id, created_at, wrong)
			SELECT ?, id, ?, 0 FROM users WHERE id = ? AND disabled = 0`, hash[:], stamp(t.now), userID))
	})
}

// Pending returns whose second step is missing. One that is unknown, too old, or of a disabled user is [kompass.ErrNotFound].
func (s *Store) Pending(ctx context.Context, hash kompass.TokenHash) (userID string, err error) {
	err = s.engine.Reader().QueryRowContext(ctx, `SELECT h.user_id FROM half_sessions h JOIN users u ON u.id = h.user_id
		WHERE h.token_hash = ? AND u.disabled = 0 AND h.created_at > ?`, hash[:], stamp(s.moment().Add(-kompass.PendingLifetime))).Scan(&userID)
	return userID, s.wrap("look up second step", err)
}

// maxWrongCodes ends the way to a session: whoever mistypes this often starts again with the password.
const maxWrongCodes = 5

// CountWrongCode counts a wrong code and reports whether the way to a session has ended with it.
func (s *Store) CountWrongCode(ctx context.Context, hash kompass.TokenHash) (ended bool, err error) {
	err = s.write(ctx, "count wrong code", func(t *tx) error {
		if err := touched(t.ExecContext(ctx, "UPDATE half_sessions SET wrong = wrong + 1 WHERE token_hash = ?", hash[:])); err != nil {
			return err
		}
		err := touched(t.ExecContext(ctx, "DELETE FROM half_sessions WHERE token_hash = ? AND wrong >= ?", hash[:], maxWrongCodes))
		if errors.Is(err, kompass.ErrNotFound) {
			return nil
		}
		ended = err == nil
		return err
	})
	return ended, err
}

// FinishWithCode signs in whose code of a time step was right. A step that is not later than that of the last code is
// [kompass.ErrBadCode]: every code is good once.
func (s *Store) FinishWithCode(ctx context.Context, pending kompass.TokenHash, step int64, session kompass.Session) error {
	return s.finishPending(ctx, pending, session, func(t *tx) error {
		return touched(t.ExecContext(ctx, "UPDATE second_steps SET last_step = ? WHERE user_id = ? AND last_step < ? AND secret <> ''",
			step, session.UserID, step))
	})
}

// FinishWithKey signs in whose recovery key was right, and uses the key up. An unknown one is [kompass.ErrBadCode].
func (s *Store) FinishWithKey(ctx context.Context, pending, key kompass.TokenHash, session kompass.Session) error {
	return s.finishPending(ctx, pending, session, func(t *tx) error {
		if err := touched(t.ExecContext(ctx, "DELETE FROM recovery_keys WHERE user_id = ? AND key_hash = ?", session.UserID, key[:])); err != nil {
			return err
		}
		return t.audit(ctx, event{session.UserID, "login.recovery", session.UserID, ""})
	})
}

func (s *Store) finishPending(ctx context.Context, pending kompass.TokenHash, session kompass.Session, use func(*tx) error) error {
	return s.write(ctx, "finish second step", func(t *tx) error {
		if err := touched(t.ExecContext(ctx, "DELETE FROM half_sessions WHERE token_hash = ? AND user_id = ?", pending[:], session.UserID)); err != nil {
			return err
		}
		if err := use(t); errors.Is(err, kompass.ErrNotFound) {
			return kompass.ErrBadCode
		} else if err != nil {
			return err
		}
		return s.insertSession(ctx, t, session)
	})
}
