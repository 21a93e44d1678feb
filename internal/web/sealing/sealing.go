// Package sealing is the pages about keys: who has that of a round, its sheet, and where the keys of the installation lie.
package sealing

import (
	"context"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/web/kit"
	"kompass/views"
)

// Store is what these pages read.
type Store interface {
	Round(ctx context.Context, scope kompass.Scope, id string) (kompass.Round, error)
	Company(ctx context.Context, scope kompass.Scope, id string) (kompass.Company, error)
	Companies(ctx context.Context, scope kompass.Scope) ([]kompass.Company, error)
	AuditLines(ctx context.Context, f kompass.AuditFilter) ([]kompass.AuditLine, error)
}

// Handler serves the pages about keys. It is safe for concurrent use.
type Handler struct {
	*kit.Kit
	store   Store
	rounds  *rounds.Service
	closing func(c *fiber.Ctx, status int, form views.Closing) error // shows the form that closes a round
}

// New returns the handler of these pages. Closing shows the form that closes a round, with words that have been taken from a file.
func New(k *kit.Kit, store Store, rounds *rounds.Service, closing func(c *fiber.Ctx, status int, form views.Closing) error) *Handler {
	return &Handler{Kit: k, store: store, rounds: rounds, closing: closing}
}

// Routes is the table of these pages.
func (h *Handler) Routes() []kit.Route {
	return []kit.Route{
		kit.Get(address.Keys, kit.Trainer, "where the keys of all rounds lie, and what closings have left undone", h.showKeys),
		kit.Get("/app/rounds/:round/key", kit.Trainer, "who has the key of the round, and where it lies", h.showRoundKey),
		kit.Post("/app/rounds/:round/key", kit.Trainer|kit.PasswordAgain, "draw the key that somebody holds, shown in the answer and never again", h.drawSheet),
		kit.Post("/app/rounds/:round/key/confirm", kit.Trainer, "type it in once, before answers are taken", h.confirmSheet),
		kit.Post("/app/rounds/:round/key/upload", kit.SignedIn, "take its words from a file into the form that asks for them", h.readSheetFile),
	}
}
