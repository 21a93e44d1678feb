// Package people is about who signs in: the way in by password and second step, one's own account, and everybody's for the trainer.
package people

import (
	"context"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/web/kit"
)

// Store keeps who signs in, and in which sessions.
type Store interface {
	Sessions(ctx context.Context, userID string) ([]kompass.Session, error)
	EndSessionOf(ctx context.Context, userID, sessionID string) error
	EndOtherSessions(ctx context.Context, userID string, but kompass.TokenHash) error
	CountRecoveryKeys(ctx context.Context, userID string) (int, error)
	DropSecondStep(ctx context.Context, actor, userID string, but kompass.TokenHash) error
	Users(ctx context.Context) ([]kompass.User, error)
	User(ctx context.Context, id string) (kompass.User, error)
	DisableUser(ctx context.Context, actor, id string) error
	EnableUser(ctx context.Context, actor, id string) error
	Companies(ctx context.Context, scope kompass.Scope) ([]kompass.Company, error)
	Company(ctx context.Context, scope kompass.Scope, id string) (kompass.Company, error)
}

// Links mails links to new passwords. Asking takes the same short time whoever asks.
type Links interface {
	Ask(email, network string, lang i18n.Lang)
}

// Handler serves the pages about people who sign in. It is safe for concurrent use.
type Handler struct {
	*kit.Kit
	store Store
	links Links        // nil where no mails are sent
	asks  *kit.Limiter // of links to new passwords
}

// New returns the handler of these pages. The links are nil where no mails are sent.
func New(k *kit.Kit, store Store, links Links) *Handler {
	return &Handler{Kit: k, store: store, links: links, asks: kit.NewLimiter(k.Now)}
}
