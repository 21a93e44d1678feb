package sqlite

import (
	"context"
	"time"

	"kompass/internal/kompass"
)

// touchEvery is how often a session's last use is written down: seldom enough for a page view to stay a read.
const touchEvery = time.Minute

// CreateSession signs a user in and forgets the sessions that have ended meanwhile. An unknown or disabled user is
// [kompass.ErrNotFound].
func (s *Store) CreateSession(ctx context.Context, session kompass.Session) error {
	return s.write(ctx, "create session", func(t *tx) error {
		if _, err := t.ExecContext(ctx, "DELETE FROM sessions WHERE created_at <= ? OR last_seen <= ?",
			stamp(t.now.Add(-kompass.SessionAbsolute)), stamp(t.now.Add(-kompass.SessionIdle))); err != nil {
			return err
		}
		return touched(t.ExecContext(ctx, `INSERT INTO sessions (token_hash, user_id, created_at, last_seen)
			SELECT ?, id, ?, ? FROM users WHERE id = ? AND disabled = 0`,
			session.Hash[:], stamp(session.Created), stamp(session.LastSeen), session.UserID))
	})
}

// SessionUser returns the user of a live session and notes its use. A session that is unknown or over, and one of a
// disabled user, is [kompass.ErrNotFound].
func (s *Store) SessionUser(ctx context.Context, hash kompass.TokenHash) (kompass.User, kompass.Session, error) {
	const doing = "look up session"
	session := kompass.Session{Hash: hash}
	var u kompass.User
	cells := append([]any{timeText{&session.Created}, timeText{&session.LastSeen}}, userCells(&u)...)
	err := s.reader.QueryRowContext(ctx, `SELECT s.created_at, s.last_seen, u.id, u.email, u.role, coalesce(u.company_id, ''),
		u.password_hash, u.disabled, u.created_at FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.token_hash = ?`, hash[:]).Scan(cells...)
	if err != nil {
		return kompass.User{}, kompass.Session{}, s.wrap(doing, err)
	}
	session.UserID = u.ID
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

// EndSession signs a browser out. A session that is over already is no error.
func (s *Store) EndSession(ctx context.Context, hash kompass.TokenHash) error {
	return s.write(ctx, "end session", func(t *tx) error {
		_, err := t.ExecContext(ctx, "DELETE FROM sessions WHERE token_hash = ?", hash[:])
		return err
	})
}

// EndSessions signs a user out everywhere.
func (s *Store) EndSessions(ctx context.Context, userID string) error {
	return s.write(ctx, "end sessions", func(t *tx) error {
		_, err := t.ExecContext(ctx, "DELETE FROM sessions WHERE user_id = ?", userID)
		return err
	})
}
