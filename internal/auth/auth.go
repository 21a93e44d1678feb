// Package auth signs people in and out: passwords (argon2id), sessions kept in the store, one-time setup links, and the
// rate limit on guessing. Wrong address and wrong password look alike and take the same time.
package auth

import (
	"context"
	"io"
	"time"

	"kompass/internal/kompass"
	"kompass/internal/semaphore"
)

// Store is what signing in needs stored.
type Store interface {
	Company(ctx context.Context, scope kompass.Scope, id string) (kompass.Company, error)
	CountUsers(ctx context.Context) (int, error)
	CreateUser(ctx context.Context, actor, email string, role kompass.Role, companyID string) (kompass.User, error)
	User(ctx context.Context, id string) (kompass.User, error)
	UserByEmail(ctx context.Context, email string) (kompass.User, error)
	SetPassword(ctx context.Context, actor, userID, hash string) error
	ChangePassword(ctx context.Context, userID, hash string, session kompass.TokenHash) error
	CreateSetup(ctx context.Context, actor, userID string, kind kompass.SetupKind, hash kompass.TokenHash) error
	Setup(ctx context.Context, hash kompass.TokenHash) (userID string, err error)
	ConsumeSetup(ctx context.Context, hash kompass.TokenHash, email, passwordHash string) (kompass.User, error)
	CreateSession(ctx context.Context, s kompass.Session) error
	SessionUser(ctx context.Context, hash kompass.TokenHash) (kompass.User, kompass.Session, error)
	EndSession(ctx context.Context, hash kompass.TokenHash) error
	Reauthenticate(ctx context.Context, hash kompass.TokenHash) error
	NoteFailure(ctx context.Context, key [32]byte) error
	Failures(ctx context.Context, key [32]byte, since time.Time) (int, error)
	ClearFailures(ctx context.Context, key [32]byte) error
	Note(ctx context.Context, actor, action, object, detail string) error
	secondStepStore
}

// Config is what a service works with.
type Config struct {
	Store Store
	Now   func() time.Time
	Rand  io.Reader
	Cost  Cost // of new passwords; zero means [FullCost], and only tests want less

	// SecondSteps says that everybody must have a second step, as where there is https.
	SecondSteps bool
}

// Service signs people in. Create it with [New].
type Service struct {
	store   Store
	now     func() time.Time
	rand    io.Reader
	cost    Cost
	hashing *semaphore.Fair[string] // by network
	*limits
	secondSteps bool
}

// New returns a service over a store.
func New(c Config) *Service {
	if c.Cost == (Cost{}) {
		c.Cost = FullCost()
	}
	return &Service{
		store: c.Store, now: c.Now, rand: c.Rand, cost: c.Cost, secondSteps: c.SecondSteps,
		hashing: semaphore.NewFair[string](hashesAtOnce, hashesWaiting), limits: newLimits(c.Now),
	}
}
