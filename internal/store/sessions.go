package store

import (
	"context"
	"errors"
	"time"

	"kompass/internal/kompass"
)

// touchEvery is how often a session's last use is written down: seldom enough for a page view to stay a read.
const touchEvery = time.Minute

// CreateSession signs a user in, notes the day and forgets the sessions that have ended meanwhile. An unknown or disabled
// user is [kompass.ErrNotFound].
func (s *Store) CreateSession(ctx context.Context, session kompass.Session) error {
	return s.write(ctx, "create session", func(t *tx) error {
		return s.insertSession(ctx, t, session)
	})
}

func (s *Store) insertSession(ctx context.Context, t *tx, session kompass.Session) error {
	id, err := kompass.NewID(s.rand)
	if err != nil {
		return err
	}
	if _, err := t.ExecContext(ctx, "DELETE FROM sessions WHERE created_at <= ? OR last_seen <= ?",
		stamp(t.now.Add(-kompass.SessionAbsolute)), stamp(t.now.Add(-kompass.SessionIdle))); err != nil {
		return err
	}
	if err := touched(t.ExecContext(ctx, `INSERT INTO sessions (token_hash, id, user_id, created_at, last_seen, sure_at)
		SELECT ?, ?, id, ?, ?, ? FROM users WHERE id = ? AND disabled = 0`, session.Hash[:], id,
		stamp(session.Created), stamp(session.LastSeen), stamp(session.Created), session.UserID)); err != nil {
		return err
	}
	if _, err := t.ExecContext(ctx, "UPDATE users SET last_sign_in = ? WHERE id = ?",
		stamp(t.now.Truncate(24*time.Hour)), session.UserID); err != nil {
		return err
	}
	return t.audit(ctx, event{session.UserID, "login.done", session.UserID, ""})
}

const selectSession = `SELECT s.id, s.user_id, s.created_at, s.last_seen, s.sure_at FROM sessions s`

func sessionCells(session *kompass.Session) []any {
	return []any{&session.ID, &session.UserID, timeText{&session.Created}, timeText{&session.LastSeen}, timeText{&session.ReauthenticatedAt}}
}

// SessionUser returns the user of a live session and notes its use. A session that is unknown or over, and one of a
// disabled user, is [kompass.ErrNotFound].
func (s *Store) SessionUser(ctx context.Context, hash kompass.TokenHash) (kompass.User, kompass.Session, error) {
	const doing = "look up session"
	session := kompass.Session{Hash: hash}
	var u kompass.User
	err := s.engine.Reader().QueryRowContext(ctx, `SELECT s.id, s.user_id, s.created_at, s.last_seen, s.sure_at,
		u.id, u.email, u.role, coalesce(u.company_id, ''), u.password_hash, u.disabled,
		EXISTS (SELECT 1 FROM second_steps x WHERE x.user_id = u.id AND x.secret <> ''), u.last_sign_in, u.created_at
		FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.token_hash = ?`, hash[:]).
		Scan(append(sessionCells(&session), userCells(&u)...)...)
	if err != nil {
		return kompass.User{}, kompass.Session{}, s.wrap(doing, err)
	}
	now := s.moment()
	if u.Disabled || !session.Alive(now) {
		return kompass.User{}, kompass.Session{}, s.wrap(doing, kompass.ErrNotFound)
	}
	if now.Sub(session.LastSeen) < touchEvery {
		return u, session, nil
	}
	session.LastSeen = now
	err = s.write(ctx, doing, func(t *tx) error {
		_, err := t.ExecContext(ctx, "UPDATE sessions SET last_seen = ? WHERE token_hash = ?", stamp(now), hash[:])
		return err
	})
	if err != nil {
		return kompass.User{}, kompass.Session{}, err
	}
	return u, session, nil
}

// Sessions returns the live sessions of a user, the last used first.
func (s *Store) Sessions(ctx context.Context, userID string) ([]kompass.Session, error) {
	rows, err := s.engine.Reader().QueryContext(ctx, selectSession+" WHERE s.user_id = ? ORDER BY s.last_seen DESC, s.id", userID)
	all, err := collect(rows, err, func(r row) (kompass.Session, error) {
		var session kompass.Session
		err := r.Scan(sessionCells(&session)...)
		return session, err
	})
	now := s.moment()
	var alive []kompass.Session
	for _, session := range all {
		if session.Alive(now) {
			alive = append(alive, session)
		}
	}
	return alive, s.wrap("list sessions", err)
}

// Reauthenticate notes that the password of a session's user was given again.
func (s *Store) Reauthenticate(ctx context.Context, hash kompass.TokenHash) error {
	return s.write(ctx, "note password given", func(t *tx) error {
		return touched(t.ExecContext(ctx, "UPDATE sessions SET sure_at = ? WHERE token_hash = ?", stamp(t.now), hash[:]))
	})
}

// EndSession signs a browser out. A session that is over already is no error.
func (s *Store) EndSession(ctx context.Context, hash kompass.TokenHash) error {
	return s.write(ctx, "end session", func(t *tx) error {
		_, err := t.ExecContext(ctx, "DELETE FROM sessions WHERE token_hash = ?", hash[:])
		return err
	})
}

// EndSessionOf signs out the browser that a session of this user stands for. One of somebody else is
// [kompass.ErrNotFound].
func (s *Store) EndSessionOf(ctx context.Context, userID, sessionID string) error {
	return s.write(ctx, "end session", func(t *tx) error {
		if err := touched(t.ExecContext(ctx, "DELETE FROM sessions WHERE user_id = ? AND id = ?", userID, sessionID)); err != nil {
			return err
		}
		return t.audit(ctx, event{userID, "user.sessions", userID, ""})
	})
}

// EndOtherSessions signs a user out everywhere but in one browser.
func (s *Store) EndOtherSessions(ctx context.Context, userID string, but kompass.TokenHash) error {
	return s.write(ctx, "end sessions", func(t *tx) error {
		if err := t.endOthers(ctx, userID, but); err != nil {
			return err
		}
		return t.audit(ctx, event{userID, "user.sessions", userID, ""})
	})
}

// endOthers ends the sessions of a user but one, and what was half way to one.
func (t *tx) endOthers(ctx context.Context, userID string, but kompass.TokenHash) error {
	_, err := t.ExecContext(ctx, "DELETE FROM sessions WHERE user_id = ? AND token_hash <> ?", userID, but[:])
	_, err2 := t.ExecContext(ctx, "DELETE FROM half_sessions WHERE user_id = ?", userID)
	return errors.Join(err, err2)
}
