// Package auth signs people in and out: passwords (argon2id), sessions kept in the store, one-time setup links, and the
// brake on guessing. Wrong address and wrong password look alike and take the same time.
package auth

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"kompass/internal/kompass"
)

// Store is what signing in needs stored.
type Store interface {
	CountUsers(ctx context.Context) (int, error)
	CreateUser(ctx context.Context, actor, email string, role kompass.Role, companyID string) (kompass.User, error)
	User(ctx context.Context, id string) (kompass.User, error)
	UserByEmail(ctx context.Context, email string) (kompass.User, error)
	SetPassword(ctx context.Context, actor, userID, hash string) error
	CreateSetup(ctx context.Context, actor, userID string, hash kompass.TokenHash) error
	Setup(ctx context.Context, hash kompass.TokenHash) (userID string, err error)
	ConsumeSetup(ctx context.Context, hash kompass.TokenHash, email, passwordHash string) (kompass.User, error)
	CreateSession(ctx context.Context, s kompass.Session) error
	SessionUser(ctx context.Context, hash kompass.TokenHash) (kompass.User, kompass.Session, error)
	EndSession(ctx context.Context, hash kompass.TokenHash) error
	NoteFailure(ctx context.Context, key [32]byte) error
	Failures(ctx context.Context, key [32]byte, since time.Time) (int, error)
	ClearFailures(ctx context.Context, key [32]byte) error
}

// Service signs people in. Create it with [New].
type Service struct {
	store   Store
	now     func() time.Time
	rand    io.Reader
	hashing chan struct{}
}

// New returns a service over a store.
func New(store Store, now func() time.Time, rand io.Reader) *Service {
	return &Service{store: store, now: now, rand: rand, hashing: make(chan struct{}, 2)}
}

// noHash is checked where there is no account, so that this takes as long as a wrong password: it has the form and cost of
// a stored hash, and nobody knows a password for it.
const noHash = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGtub3dzIGE$cGFzc3dvcmQgdGhhdCBsZWFkcyB0byB0aGlzIGhhc2g"

// The brake: after this many wrong passwords for one address from one network within the window, sign-in from that
// network waits. The same person signs in from elsewhere all the same.
const (
	maxFailures   = 10
	failureWindow = 15 * time.Minute
)

// SignIn checks address and password and starts a session. It returns the session's token, which is stored only as a
// hash. Network is the caller's network (not stored in the clear). Errors: [kompass.ErrBadLogin], [kompass.ErrTooManyTries].
func (a *Service) SignIn(ctx context.Context, email, password, network string) (string, error) {
	key := sha256.Sum256([]byte("kompass login " + strings.ToLower(strings.TrimSpace(email)) + " " + network))
	failed, err := a.store.Failures(ctx, key, a.now().Add(-failureWindow))
	if err != nil {
		return "", fmt.Errorf("count failed sign-ins: %w", err)
	}
	if failed >= maxFailures {
		return "", kompass.ErrTooManyTries
	}
	if err := a.reserve(ctx, key); err != nil {
		return "", err
	}
	user, err := a.verify(ctx, email, password)
	if err != nil {
		return "", err
	}
	if err := a.store.ClearFailures(ctx, key); err != nil {
		return "", fmt.Errorf("clear failed sign-ins: %w", err)
	}
	return a.StartSession(ctx, user.ID)
}

// reserve counts a try as failed before it is looked at, so that many at once cannot slip through together. One that
// succeeds clears the count.
func (a *Service) reserve(ctx context.Context, key [sha256.Size]byte) error {
	if err := a.store.NoteFailure(ctx, key); err != nil {
		return fmt.Errorf("note sign-in: %w", err)
	}
	failed, err := a.store.Failures(ctx, key, a.now().Add(-failureWindow))
	if err != nil {
		return fmt.Errorf("count failed sign-ins: %w", err)
	}
	if failed > maxFailures {
		return kompass.ErrTooManyTries
	}
	return nil
}

func (a *Service) verify(ctx context.Context, email, password string) (kompass.User, error) {
	hash := noHash
	user, err := a.lookUp(ctx, email)
	if err != nil && !errors.Is(err, kompass.ErrNotFound) {
		return kompass.User{}, fmt.Errorf("look up user: %w", err)
	}
	known := err == nil && !user.Disabled && user.PasswordHash != ""
	if known {
		hash = user.PasswordHash
	}
	if len(password) > 4*MaxPassword || !a.VerifyPassword(password, hash) || !known {
		return kompass.User{}, kompass.ErrBadLogin
	}
	return user, nil
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
	token, err := kompass.NewToken(a.rand)
	if err != nil {
		return "", err
	}
	now := a.now()
	s := kompass.Session{Hash: kompass.HashToken(token), UserID: userID, Created: now, LastSeen: now}
	if err := a.store.CreateSession(ctx, s); err != nil {
		return "", fmt.Errorf("store session: %w", err)
	}
	return token, nil
}

// User returns who a session token belongs to, or [kompass.ErrNotFound].
func (a *Service) User(ctx context.Context, token string) (kompass.User, error) {
	if token == "" {
		return kompass.User{}, kompass.ErrNotFound
	}
	user, _, err := a.store.SessionUser(ctx, kompass.HashToken(token))
	return user, err
}

// SignOut ends a session.
func (a *Service) SignOut(ctx context.Context, token string) error {
	return a.store.EndSession(ctx, kompass.HashToken(token))
}

// Invite creates a user without a password and returns the token of a one-time setup link.
func (a *Service) Invite(ctx context.Context, actor, email string, role kompass.Role, companyID string) (kompass.User, string, error) {
	address, err := kompass.ParseEmail(email)
	if err != nil {
		return kompass.User{}, "", err
	}
	user, err := a.store.CreateUser(ctx, actor, address, role, companyID)
	if err != nil {
		return kompass.User{}, "", fmt.Errorf("create user: %w", err)
	}
	token, err := a.setupToken(ctx, actor, user.ID)
	return user, token, err
}

// CreateWithPassword creates a user who can sign in at once.
func (a *Service) CreateWithPassword(ctx context.Context, actor, email string, role kompass.Role, companyID, password string) (kompass.User, error) {
	address, err := kompass.ParseEmail(email)
	if err != nil {
		return kompass.User{}, err
	}
	if err := CheckPassword(password, address); err != nil {
		return kompass.User{}, err
	}
	hash, err := a.HashPassword(password, a.rand)
	if err != nil {
		return kompass.User{}, err
	}
	user, err := a.store.CreateUser(ctx, actor, address, role, companyID)
	if err != nil {
		return kompass.User{}, fmt.Errorf("create user: %w", err)
	}
	if err := a.store.SetPassword(ctx, actor, user.ID, hash); err != nil {
		return kompass.User{}, fmt.Errorf("set password: %w", err)
	}
	return user, nil
}

// FirstSetup returns the token of the setup link for the first trainer, or "" when somebody can sign in already.
func (a *Service) FirstSetup(ctx context.Context) (string, error) {
	n, err := a.store.CountUsers(ctx)
	if err != nil || n > 0 {
		return "", err
	}
	return a.setupToken(ctx, "first start", "")
}

func (a *Service) setupToken(ctx context.Context, actor, userID string) (string, error) {
	token, err := kompass.NewToken(a.rand)
	if err != nil {
		return "", err
	}
	if err := a.store.CreateSetup(ctx, actor, userID, kompass.HashToken(token)); err != nil {
		return "", fmt.Errorf("store setup link: %w", err)
	}
	return token, nil
}

// SetupUser returns whom a setup token is for: the address is "" for the first trainer, who still chooses it. The error
// is [kompass.ErrExpired] when the link was used or is too old.
func (a *Service) SetupUser(ctx context.Context, token string) (email string, err error) {
	userID, err := a.store.Setup(ctx, kompass.HashToken(token))
	if err != nil || userID == "" {
		return "", err
	}
	user, err := a.store.User(ctx, userID)
	if err != nil {
		return "", err
	}
	return user.Email, nil
}

// Complete uses a setup link: it sets the password (and, for the first trainer, creates the account under the address
// given) and starts a session.
func (a *Service) Complete(ctx context.Context, token, email, password string) (string, error) {
	known, err := a.SetupUser(ctx, token)
	if err != nil {
		return "", err
	}
	if known != "" {
		email = known
	}
	address, err := kompass.ParseEmail(email)
	if err != nil {
		return "", err
	}
	if err := CheckPassword(password, address); err != nil {
		return "", err
	}
	hash, err := a.HashPassword(password, a.rand)
	if err != nil {
		return "", err
	}
	user, err := a.store.ConsumeSetup(ctx, kompass.HashToken(token), address, hash)
	if err != nil {
		return "", err
	}
	return a.StartSession(ctx, user.ID)
}
