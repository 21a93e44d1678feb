package store

import (
	"context"
	"database/sql"
	"errors"

	"kompass/internal/kompass"
)

const selectUser = `SELECT u.id, u.email, u.role, coalesce(u.company_id, ''), u.password_hash, u.disabled,
	EXISTS (SELECT 1 FROM second_steps x WHERE x.user_id = u.id AND x.secret <> ''), u.last_sign_in, u.created_at FROM users u`

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
	rows, err := s.engine.Reader().QueryContext(ctx, selectUser+" ORDER BY u.email")
	out, err := collect(rows, err, scanUser)
	return out, s.wrap("list users", err)
}

// UsersOf returns the coordinators of a company in scope, by address.
func (s *Store) UsersOf(ctx context.Context, scope kompass.Scope, companyID string) ([]kompass.User, error) {
	var out []kompass.User
	err := s.read(ctx, "list users of a company", func(t *sql.Tx) error {
		if _, err := companyIn(ctx, t, scope, companyID); err != nil {
			return err
		}
		rows, err := t.QueryContext(ctx, selectUser+" WHERE u.company_id = ? ORDER BY u.email", companyID)
		out, err = collect(rows, err, scanUser)
		return err
	})
	return out, err
}

// CountUsers returns how many users there are, disabled ones included.
func (s *Store) CountUsers(ctx context.Context) (int, error) {
	return countUsers(ctx, s.engine.Reader(), s)
}

func countUsers(ctx context.Context, q querier, s *Store) (int, error) {
	var n int
	err := q.QueryRowContext(ctx, "SELECT count(*) FROM users").Scan(&n)
	return n, s.wrap("count users", err)
}

// User returns one user.
func (s *Store) User(ctx context.Context, id string) (kompass.User, error) {
	u, err := scanUser(s.engine.Reader().QueryRowContext(ctx, selectUser+" WHERE u.id = ?", id))
	return u, s.wrap("read user", err)
}

// UserByEmail returns the user who signs in with an address, in the form that [kompass.ParseEmail] returns.
func (s *Store) UserByEmail(ctx context.Context, email string) (kompass.User, error) {
	u, err := scanUser(s.engine.Reader().QueryRowContext(ctx, selectUser+" WHERE u.email = ?", email))
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
	return t.lockOut(ctx, userID, kompass.TokenHash{})
}

// ChangePassword stores the hash of a new password that its owner chose. It ends her other sessions and voids the setup
// links.
func (s *Store) ChangePassword(ctx context.Context, userID, hash string, session kompass.TokenHash) error {
	return s.write(ctx, "change password", func(t *tx) error {
		if err := touched(t.ExecContext(ctx, "UPDATE users SET password_hash = ? WHERE id = ?", hash, userID)); err != nil {
			return err
		}
		if err := t.lockOut(ctx, userID, session); err != nil {
			return err
		}
		return t.audit(ctx, event{userID, "user.password", userID, ""})
	})
}

// lockOut ends a user's sessions, but one, and voids the setup links.
func (t *tx) lockOut(ctx context.Context, userID string, but kompass.TokenHash) error {
	_, err := t.ExecContext(ctx, "DELETE FROM setups WHERE user_id = ?", userID)
	return errors.Join(err, t.endOthers(ctx, userID, but))
}

// DisableUser keeps a user from signing in and ends sessions and setup links. The last trainer who can sign in is
// [kompass.ErrLastTrainer].
func (s *Store) DisableUser(ctx context.Context, actor, id string) error {
	return s.write(ctx, "disable user", func(t *tx) error {
		if err := lastTrainer(ctx, t, id); err != nil {
			return err
		}
		if err := touched(t.ExecContext(ctx, "UPDATE users SET disabled = 1 WHERE id = ?", id)); err != nil {
			return err
		}
		if err := t.lockOut(ctx, id, kompass.TokenHash{}); err != nil {
			return err
		}
		return t.audit(ctx, event{actor, "user.disable", id, ""})
	})
}

// lastTrainer refuses to disable the only trainer who could still sign in.
func lastTrainer(ctx context.Context, q querier, id string) error {
	var last bool
	err := q.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM users WHERE id = ?1 AND role = 'trainer' AND disabled = 0)
		AND NOT EXISTS (SELECT 1 FROM users WHERE id <> ?1 AND role = 'trainer' AND disabled = 0 AND password_hash <> '')`, id).Scan(&last)
	if err == nil && last {
		return kompass.ErrLastTrainer
	}
	return err
}

// EnableUser lets a disabled user sign in again, with the password she had.
func (s *Store) EnableUser(ctx context.Context, actor, id string) error {
	return s.write(ctx, "enable user", func(t *tx) error {
		if err := touched(t.ExecContext(ctx, "UPDATE users SET disabled = 0 WHERE id = ?", id)); err != nil {
			return err
		}
		return t.audit(ctx, event{actor, "user.enable", id, ""})
	})
}

func scanUser(r row) (kompass.User, error) {
	var u kompass.User
	err := r.Scan(userCells(&u)...)
	return u, err
}

func userCells(u *kompass.User) []any {
	return []any{&u.ID, &u.Email, &u.Role, &u.CompanyID, &u.PasswordHash, &u.Disabled, &u.SecondStep,
		timeText{&u.LastSignIn}, timeText{&u.Created}}
}
