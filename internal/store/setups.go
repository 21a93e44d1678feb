package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"kompass/internal/kompass"
)

// CreateSetup stores a one-time link through which a user sets a password, for as long as its kind says. One by hand voids
// all earlier ones; one by mail voids none, so that a stranger who asks for it takes nothing away. For the user "" it makes the first trainer, and is [kompass.ErrConflict]
// once there is any user.
func (s *Store) CreateSetup(ctx context.Context, actor, userID string, kind kompass.SetupKind, hash kompass.TokenHash) error {
	return s.write(ctx, "create setup link", func(t *tx) error {
		if err := s.maySetUp(ctx, t, userID); err != nil {
			return err
		}
		if _, err := t.ExecContext(ctx, "DELETE FROM setups WHERE user_id IS NOT DISTINCT FROM ? AND (? = 'setup' OR expires_at <= ?)",
			null(userID), string(kind), stamp(t.now)); err != nil {
			return err
		}
		if _, err := t.ExecContext(ctx, "INSERT INTO setups (token_hash, user_id, kind, expires_at) VALUES (?, ?, ?, ?)",
			hash[:], null(userID), string(kind), stamp(t.now.Add(kind.Lifetime()))); err != nil {
			return err
		}
		return t.audit(ctx, event{actor, "user.setup", userID, string(kind)})
	})
}

// maySetUp refuses a user who cannot sign in, and a first trainer where there are users already.
func (s *Store) maySetUp(ctx context.Context, q querier, userID string) error {
	if userID == "" {
		n, err := countUsers(ctx, q, s)
		if err == nil && n > 0 {
			return kompass.ErrConflict
		}
		return err
	}
	u, err := scanUser(q.QueryRowContext(ctx, selectUser+" WHERE u.id = ?", userID))
	if err == nil && u.Disabled {
		return kompass.ErrNotFound
	}
	return err
}

// Setup returns whom a setup link is for, "" for the first trainer. A link that is unknown, used, replaced or too old is
// [kompass.ErrExpired].
func (s *Store) Setup(ctx context.Context, hash kompass.TokenHash) (userID string, err error) {
	err = s.read(ctx, "look up setup link", func(t *sql.Tx) error {
		userID, err = s.setupIn(ctx, t, hash, s.moment())
		return err
	})
	return userID, err
}

func (s *Store) setupIn(ctx context.Context, q querier, hash kompass.TokenHash, now time.Time) (string, error) {
	var userID string
	var expires time.Time
	err := q.QueryRowContext(ctx, "SELECT coalesce(user_id, ''), expires_at FROM setups WHERE token_hash = ?", hash[:]).
		Scan(&userID, timeText{&expires})
	switch {
	case errors.Is(err, sql.ErrNoRows), err == nil && !now.Before(expires):
		return "", kompass.ErrExpired
	case err != nil:
		return "", err
	}
	err = s.maySetUp(ctx, q, userID)
	if errors.Is(err, kompass.ErrConflict) || errors.Is(err, kompass.ErrNotFound) {
		return "", kompass.ErrExpired
	}
	return userID, err
}

// ConsumeSetup uses up a setup link: it stores the password, ends the user's sessions and returns the user. Where the link
// is for the first trainer, that user is created under the address given, which matters only then. A link that cannot be
// used (any more) is [kompass.ErrExpired].
func (s *Store) ConsumeSetup(ctx context.Context, hash kompass.TokenHash, email, passwordHash string) (kompass.User, error) {
	var u kompass.User
	err := s.write(ctx, "use setup link", func(t *tx) error {
		userID, err := s.setupIn(ctx, t, hash, t.now)
		if err != nil {
			return err
		}
		if _, err := t.ExecContext(ctx, "DELETE FROM setups WHERE token_hash = ?", hash[:]); err != nil {
			return err
		}
		if userID == "" {
			u, err = s.insertUser(ctx, t, "setup link", kompass.User{Email: email, Role: kompass.Trainer, PasswordHash: passwordHash})
			return err
		}
		if err := t.setPassword(ctx, userID, passwordHash); err != nil {
			return err
		}
		if u, err = scanUser(t.QueryRowContext(ctx, selectUser+" WHERE u.id = ?", userID)); err != nil {
			return err
		}
		return t.audit(ctx, event{userID, "user.password", userID, "setup link"})
	})
	if err != nil {
		return kompass.User{}, err
	}
	return u, nil
}
