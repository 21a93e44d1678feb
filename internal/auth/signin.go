package auth

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
	"time"

	"kompass/internal/kompass"
)

// noHash is the end of a hash that is checked where there is no account, so that this takes as long as a wrong password. Its
// beginning gives it the cost of a stored hash, and nobody knows a password for it.
const noHash = "bm9ib2R5IGtub3dzIGE$cGFzc3dvcmQgdGhhdCBsZWFkcyB0byB0aGlzIGhhc2g"

// The rate limit: after this many wrong passwords for one address from one network within the window, sign-in from that
// network waits. The same person signs in from elsewhere all the same, and with a second step also from there.
const (
	maxFailures   = 10
	failureWindow = 15 * time.Minute
)

// Entry is how far somebody has come whose password is right. Token opens a session, or, where a second step is missing,
// only the way to it. It is stored as a hash alone.
type Entry struct {
	Token      string
	SecondStep bool
}

// SignIn checks address and password. Network is the caller's network (not stored in the clear). Errors:
// [kompass.ErrBadLogin], [kompass.ErrTooManyTries].
func (a *Service) SignIn(ctx context.Context, email, password, network string) (Entry, error) {
	account := strings.ToLower(strings.TrimSpace(email))
	key := sha256.Sum256([]byte("kompass login " + account + " " + network))
	over := false
	if err := a.reserve(ctx, key); errors.Is(err, kompass.ErrTooManyTries) && a.twoSteps(ctx, email) {
		over = true
	} else if err != nil {
		return Entry{}, err
	}
	done, err := a.slowDown(ctx, account, network, over)
	if err != nil {
		return Entry{}, err
	}
	defer done()
	user, err := a.verify(ctx, email, password, network)
	if errors.Is(err, kompass.ErrBadLogin) {
		a.failed(account, network)
		// Whose account it was is known where there is one; what was typed is nobody's business.
		err = errors.Join(err, a.store.Note(ctx, "", "login.failed", user.ID, ""))
	}
	if err != nil {
		return Entry{}, err
	}
	if err := a.store.ClearFailures(ctx, key); err != nil {
		return Entry{}, fmt.Errorf("clear failed sign-ins: %w", err)
	}
	return a.enter(ctx, user)
}

// enter starts a session, or the second step to it: whatever way somebody came, it ends here.
func (a *Service) enter(ctx context.Context, user kompass.User) (Entry, error) {
	if !user.SecondStep {
		token, err := a.StartSession(ctx, user.ID)
		return Entry{Token: token}, err
	}
	token, err := kompass.NewToken(a.rand)
	if err != nil {
		return Entry{}, err
	}
	return Entry{Token: token, SecondStep: true}, a.store.CreatePending(ctx, kompass.HashToken(token), user.ID)
}

// reserve counts a try as failed before it is looked at, so that many at once cannot slip through together. One that
// succeeds clears the count.
func (a *Service) reserve(ctx context.Context, key [sha256.Size]byte) error {
	failed, err := a.store.Failures(ctx, key, a.now().Add(-failureWindow))
	if err != nil {
		return fmt.Errorf("count failed sign-ins: %w", err)
	}
	if failed >= maxFailures {
		return kompass.ErrTooManyTries
	}
	if err := a.store.NoteFailure(ctx, key); err != nil {
		return fmt.Errorf("note sign-in: %w", err)
	}
	if failed, err = a.store.Failures(ctx, key, a.now().Add(-failureWindow)); err != nil {
		return fmt.Errorf("count failed sign-ins: %w", err)
	}
	if failed > maxFailures {
		return kompass.ErrTooManyTries
	}
	return nil
}

// verify returns the user of an address whose password is right. With [kompass.ErrBadLogin] it returns whose address it
// was, if anybody's.
func (a *Service) verify(ctx context.Context, email, password, network string) (kompass.User, error) {
	hash := a.cost.form() + noHash
	user, err := a.lookUp(ctx, email)
	if err != nil && !errors.Is(err, kompass.ErrNotFound) {
		return kompass.User{}, fmt.Errorf("look up user: %w", err)
	}
	known := err == nil && user.State() == kompass.Active
	if known {
		hash = user.PasswordHash
	}
	if len(password) > 4*MaxPassword {
		return user, kompass.ErrBadLogin
	}
	right, err := a.VerifyPassword(ctx, network, password, hash)
	if err != nil {
		return kompass.User{}, err
	}
	if !right || !known {
		return user, kompass.ErrBadLogin
	}
	return user, nil
}

// twoSteps reports whether a password alone opens nothing at an address, so that guessing it keeps nobody out. Where everybody has
// a second step this is also said of addresses that nobody has: it tells nothing.
func (a *Service) twoSteps(ctx context.Context, email string) bool {
	user, err := a.lookUp(ctx, email)
	if errors.Is(err, kompass.ErrNotFound) {
		return a.secondSteps
	}
	return err == nil && user.SecondStep
}

func (a *Service) lookUp(ctx context.Context, email string) (kompass.User, error) {
	address, err := kompass.ParseEmail(email)
	if err != nil {
		return kompass.User{}, kompass.ErrNotFound
	}
	return a.store.UserByEmail(ctx, address)
}

// StartSession starts a session for a user whose identity is established.
func (a *Service) StartSession(ctx context.Context, userID string) (string, error) {
	token, s, err := a.newSession(userID)
	if err != nil {
		return "", err
	}
	if err := a.store.CreateSession(ctx, s); err != nil {
		return "", fmt.Errorf("store session: %w", err)
	}
	return token, nil
}

func (a *Service) newSession(userID string) (string, kompass.Session, error) {
	token, err := kompass.NewToken(a.rand)
	if err != nil {
		return "", kompass.Session{}, err
	}
	now := a.now()
	return token, kompass.Session{Hash: kompass.HashToken(token), UserID: userID, Created: now, LastSeen: now, ReauthenticatedAt: now}, nil
}

// User returns who a session token belongs to, and the session, or [kompass.ErrNotFound].
func (a *Service) User(ctx context.Context, token string) (kompass.User, kompass.Session, error) {
	if token == "" {
		return kompass.User{}, kompass.Session{}, kompass.ErrNotFound
	}
	return a.store.SessionUser(ctx, kompass.HashToken(token))
}

// SignOut ends a session.
func (a *Service) SignOut(ctx context.Context, token string) error {
	return a.store.EndSession(ctx, kompass.HashToken(token))
}

// Reauthenticate takes the password of a signed-in user once more. Errors: [kompass.ErrBadLogin], [kompass.ErrTooManyTries].
func (a *Service) Reauthenticate(ctx context.Context, user kompass.User, session kompass.Session, password, network string) error {
	if err := a.check(ctx, user, password, network); err != nil {
		return err
	}
	return a.store.Reauthenticate(ctx, session.Hash)
}

// check compares a password with that of a known user, slowed down like signing in.
func (a *Service) check(ctx context.Context, user kompass.User, password, network string) error {
	key := sha256.Sum256([]byte("kompass reauthenticate " + user.ID + " " + network))
	if err := a.reserve(ctx, key); err != nil {
		return err
	}
	right := false
	if len(password) <= 4*MaxPassword {
		var err error
		if right, err = a.VerifyPassword(ctx, network, password, user.PasswordHash); err != nil {
			return err
		}
	}
	if !right {
		return errors.Join(kompass.ErrBadLogin, a.store.Note(ctx, user.ID, "login.unsure", user.ID, ""))
	}
	return a.store.ClearFailures(ctx, key)
}

// PasswordChange is the old and the new password, and the network from which they come.
type PasswordChange struct{ Old, New, Network string }

// ChangePassword replaces the password of a signed-in user, who gives the old one. Her other sessions end. Errors:
// [kompass.ErrBadLogin], [kompass.ErrTooManyTries], or what is wrong with the new one.
func (a *Service) ChangePassword(ctx context.Context, user kompass.User, session kompass.Session, c PasswordChange) error {
	if err := a.check(ctx, user, c.Old, c.Network); err != nil {
		return err
	}
	hash, err := a.newHash(ctx, user.Email, user.CompanyID, c.New)
	if err != nil {
		return err
	}
	if err := a.store.ChangePassword(ctx, user.ID, hash, session.Hash); err != nil {
		return err
	}
	return a.store.Reauthenticate(ctx, session.Hash)
}

// newHash checks a new password and hashes it.
func (a *Service) newHash(ctx context.Context, email, companyID, password string) (string, error) {
	name := ""
	if companyID != "" {
		company, err := a.store.Company(ctx, kompass.Everything, companyID)
		if err != nil {
			return "", fmt.Errorf("look up company: %w", err)
		}
		name = company.Name
	}
	if err := CheckPassword(password, email, name); err != nil {
		return "", err
	}
	return a.HashPassword(password, a.rand)
}
