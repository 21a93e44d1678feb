package sqlite

import (
	"context"
	"errors"

	"kompass/internal/kompass"
)

const selectUser = `SELECT u.id, u.email, u.role, coalesce(u.company_id, ''), u.password_hash, u.disabled, u.created_at FROM users u`

// CreateUser adds a person who signs in, still without a password. An address that is in use is [kompass.ErrConflict].
func (s *Store) CreateUser(ctx context.Context, actor, email string, role kompass.Role, companyID string) (kompass.User, error) {
	u := kompass.User{Email: email, Role: role, CompanyID: companyID}
	err := s.write(ctx, "create user", func(t *tx) (err error) {
		u, err = s.insertUser(ctx, t, actor, u)
		return err
	})
	if err != nil {
		return kompass.User{}, err
	}
	return u, nil
}

func (s *Store) insertUser(ctx context.Context, t *tx, actor string, u kompass.User) (kompass.User, error) {
	id, err := kompass.NewID(s.rand)
	if err != nil {
		return kompass.User{}, err
	}
	u.ID, u.Created = id, t.now
	if u.CompanyID != "" {
		if _, err := companyIn(ctx, t, kompass.Everything, u.CompanyID); err != nil {
			return kompass.User{}, err
		}
	}
	if _, err := t.ExecContext(ctx, `INSERT INTO users (id, email, role, company_id, password_hash, disabled, created_at)
		VALUES (?, ?, ?, ?, ?, 0, ?)`, u.ID, u.Email, string(u.Role), null(u.CompanyID), u.PasswordHash, stamp(u.Created)); err != nil {
		return kompass.User{}, err
	}
	return u, t.audit(ctx, event{actor, "user.create", u.ID, string(u.Role)})
}

// Users returns everybody who signs in or did, by address.
func (s *Store) Users(ctx context.Context) ([]kompass.User, error) {
	rows, err := s.reader.QueryContext(ctx, selectUser+" ORDER BY u.email")
	out, err := collect(rows, err, scanUser)
	return out, s.wrap("list users", err)
}

// CountUsers returns how many users there are, disabled ones included.
func (s *Store) CountUsers(ctx context.Context) (int, error) {
	return countUsers(ctx, s.reader, s)
}

func countUsers(ctx context.Context, q querier, s *Store) (int, error) {
	var n int
	err := q.QueryRowContext(ctx, "SELECT count(*) FROM users").Scan(&n)
	return n, s.wrap("count users", err)
}

// User returns one user.
func (s *Store) User(ctx context.Context, id string) (kompass.User, error) {
	u, err := scanUser(s.reader.QueryRowContext(ctx, selectUser+" WHERE u.id = ?", id))
	return u, s.wrap("read user", err)
}

// UserByEmail returns the user who signs in with an address, in the form that [kompass.ParseEmail] returns.
func (s *Store) UserByEmail(ctx context.Context, email string) (kompass.User, error) {
	u, err := scanUser(s.reader.QueryRowContext(ctx, selectUser+" WHERE u.email = ?", email))
	return u, s.wrap("read user", err)
}

// SetPassword stores the hash of a new password. It ends every session of the user and voids the setup links: whoever
// stays signed in needs a new session.
func (s *Store) SetPassword(ctx context.Context, actor, userID, hash string) error {
	return s.write(ctx, "set password", func(t *tx) error {
		if err := t.setPassword(ctx, userID, hash); err != nil {
			return err
		}
		return t.audit(ctx, event{actor, "user.password", userID, ""})
	})
}

func (t *tx) setPassword(ctx context.Context, userID, hash string) error {
	if err := touched(t.ExecContext(ctx, "UPDATE users SET password_hash = ? WHERE id = ?", hash, userID)); err != nil {
		return err
	}
	return t.lockOut(ctx, userID)
}

// lockOut ends a user's sessions and voids the setup links.
func (t *tx) lockOut(ctx context.Context, userID string) error {
	_, err := t.ExecContext(ctx, "DELETE FROM sessions WHERE user_id = ?", userID)
	_, err2 := t.ExecContext(ctx, "DELETE FROM setups WHERE user_id = ?", userID)
	return errors.Join(err, err2)
}

// DisableUser keeps a user from signing in and ends the sessions.
func (s *Store) DisableUser(ctx context.Context, actor, id string) error {
	return s.write(ctx, "disable user", func(t *tx) error {
		if err := touched(t.ExecContext(ctx, "UPDATE users SET disabled = 1 WHERE id = ?", id)); err != nil {
			return err
		}
		if err := t.lockOut(ctx, id); err != nil {
			return err
		}
		return t.audit(ctx, event{actor, "user.disable", id, ""})
	})
}

func scanUser(r row) (kompass.User, error) {
	var u kompass.User
	err := r.Scan(userCells(&u)...)
	return u, err
}

func userCells(u *kompass.User) []any {
	return []any{&u.ID, &u.Email, &u.Role, &u.CompanyID, &u.PasswordHash, &u.Disabled, timeText{&u.Created}}
}
