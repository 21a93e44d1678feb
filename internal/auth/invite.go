package auth

import (
	"context"
	"crypto/sha256"
	"fmt"
	"time"

	"kompass/internal/kompass"
)

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
	token, err := a.SetupLink(ctx, actor, user.ID)
	return user, token, err
}

// NewUser is a user to create. CompanyID is "" for a trainer.
type NewUser struct {
	Email     string
	Role      kompass.Role
	CompanyID string
	Password  string
}

// CreateWithPassword creates a user who can sign in at once.
func (a *Service) CreateWithPassword(ctx context.Context, actor string, n NewUser) (kompass.User, error) {
	address, err := kompass.ParseEmail(n.Email)
	if err != nil {
		return kompass.User{}, err
	}
	hash, err := a.newHash(ctx, address, n.CompanyID, n.Password)
	if err != nil {
		return kompass.User{}, err
	}
	user, err := a.store.CreateUser(ctx, actor, address, n.Role, n.CompanyID)
	if err != nil {
		return kompass.User{}, fmt.Errorf("create user: %w", err)
	}
	if err := a.store.SetPassword(ctx, actor, user.ID, hash); err != nil {
		return kompass.User{}, fmt.Errorf("set password: %w", err)
	}
	user.PasswordHash = hash
	return user, nil
}

// FirstSetup returns the token of the setup link for the first trainer, or "" when somebody can sign in already.
func (a *Service) FirstSetup(ctx context.Context) (string, error) {
	n, err := a.store.CountUsers(ctx)
	if err != nil || n > 0 {
		return "", err
	}
	return a.SetupLink(ctx, "first start", "")
}

// SetupLink returns the token of a new link through which a user sets a password, the first or another one. Earlier links
// of hers die. A user who is disabled is [kompass.ErrNotFound].
func (a *Service) SetupLink(ctx context.Context, actor, userID string) (string, error) {
	return a.setupToken(ctx, actor, userID, kompass.SetupByHand)
}

// ResetLink returns the token of a link to a new password, for the user who signs in with an address. Earlier ones stay good for their
// time, until one of them is used: a stranger who asks takes nothing away. An address without an account that has a password is
// [kompass.ErrNotFound]; the fourth within an hour from one network, and the thirteenth from wherever, is [kompass.ErrTooManyTries].
func (a *Service) ResetLink(ctx context.Context, email, network string) (kompass.User, string, error) {
	user, err := a.lookUp(ctx, email)
	if err != nil {
		return kompass.User{}, "", err
	}
	if user.State() != kompass.Active {
		return kompass.User{}, "", kompass.ErrNotFound
	}
	if err := a.countReset(ctx, sha256.Sum256([]byte("kompass reset "+user.ID+" "+network)), maxResetsFromOne); err != nil {
		return kompass.User{}, "", err
	}
	if err := a.countReset(ctx, sha256.Sum256([]byte("kompass reset "+user.ID)), maxResets); err != nil {
		return kompass.User{}, "", err
	}
	token, err := a.setupToken(ctx, "", user.ID, kompass.SetupByMail)
	return user, token, err
}

func (a *Service) countReset(ctx context.Context, key [sha256.Size]byte, most int) error {
	asked, err := a.store.Failures(ctx, key, a.now().Add(-time.Hour))
	if err != nil {
		return fmt.Errorf("count reset links: %w", err)
	}
	if asked >= most {
		return kompass.ErrTooManyTries
	}
	if err := a.store.NoteFailure(ctx, key); err != nil {
		return fmt.Errorf("note reset link: %w", err)
	}
	return nil
}

// How many mails with a link to a new password somebody gets within an hour, and how many that one network asks for.
const (
	maxResets        = 12
	maxResetsFromOne = 3
)

func (a *Service) setupToken(ctx context.Context, actor, userID string, kind kompass.SetupKind) (string, error) {
	token, err := kompass.NewToken(a.rand)
	if err != nil {
		return "", err
	}
	if err := a.store.CreateSetup(ctx, actor, userID, kind, kompass.HashToken(token)); err != nil {
		return "", fmt.Errorf("store setup link: %w", err)
	}
	return token, nil
}

// SetupUser returns whom a setup token is for: the zero user for the first trainer, who still chooses an address. The error
// is [kompass.ErrExpired] when the link was used or is too old.
func (a *Service) SetupUser(ctx context.Context, token string) (kompass.User, error) {
	userID, err := a.store.Setup(ctx, kompass.HashToken(token))
	if err != nil || userID == "" {
		return kompass.User{}, err
	}
	return a.store.User(ctx, userID)
}

// Complete uses a setup link: it sets the password (and, for the first trainer, creates the account under the address
// given) and lets the user in, as far as a password goes.
func (a *Service) Complete(ctx context.Context, token, email, password string) (Entry, error) {
	known, err := a.SetupUser(ctx, token)
	if err != nil {
		return Entry{}, err
	}
	if known.ID != "" {
		email = known.Email
	}
	address, err := kompass.ParseEmail(email)
	if err != nil {
		return Entry{}, err
	}
	hash, err := a.newHash(ctx, address, known.CompanyID, password)
	if err != nil {
		return Entry{}, err
	}
	user, err := a.store.ConsumeSetup(ctx, kompass.HashToken(token), address, hash)
	if err != nil {
		return Entry{}, err
	}
	return a.enter(ctx, user)
}
