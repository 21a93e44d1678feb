// Package round is the life of a round as its pages show it: preparing and opening, links and codes, sheets on paper, the presentation
// in the room, and closing.
package round

import (
	"context"

	"kompass/internal/chart"
	"kompass/internal/kompass"
	"kompass/internal/lan"
	"kompass/internal/pdf"
	"kompass/internal/published"
	"kompass/internal/rounds"
	"kompass/internal/web/kit"
	"kompass/internal/web/participant"
)

// Store is what these pages read and write.
type Store interface {
	AllTeams(ctx context.Context, scope kompass.Scope, companyID string) ([]kompass.Team, error)
	Audiences(ctx context.Context, scope kompass.Scope, roundID string) ([]kompass.Audience, error)
	Company(ctx context.Context, scope kompass.Scope, id string) (kompass.Company, error)
	CountGuesses(ctx context.Context, scope kompass.Scope, roundID string) (int, error)
	Counts(ctx context.Context, scope kompass.Scope, roundID string) ([]kompass.Count, error)
	DeleteDraft(ctx context.Context, scope kompass.Scope, companyID string, shown ...kompass.Digest) error
	Draft(ctx context.Context, scope kompass.Scope, companyID string) (kompass.StoredDraft, error)
	Links(ctx context.Context, scope kompass.Scope, roundID string) ([]kompass.Link, error)
	Logo(ctx context.Context, scope kompass.Scope, companyID string) (kompass.Logo, error)
	LogoByHash(ctx context.Context, hash string) (kompass.Logo, error)
	Lots(ctx context.Context, scope kompass.Scope, roundID string) ([]kompass.Lot, error)
	Round(ctx context.Context, scope kompass.Scope, id string) (kompass.Round, error)
	RoundTotals(ctx context.Context, scope kompass.Scope, roundIDs []string) (map[string]int, error)
	TeamTotals(ctx context.Context, scope kompass.Scope, roundIDs []string) (map[string]map[string]int, error)
	Rounds(ctx context.Context, scope kompass.Scope, companyID string) ([]kompass.Round, error)
	Sharing(ctx context.Context, scope kompass.Scope, roundID string) (kompass.Sharing, error)
	SaveDraft(ctx context.Context, by kompass.By, companyID string, body []byte, shown ...kompass.Digest) error
	Target(ctx context.Context, scope kompass.Scope, companyID string) (kompass.Target, error)
	Teams(ctx context.Context, scope kompass.Scope, companyID string) ([]kompass.Team, error)
	Words(ctx context.Context, scope kompass.Scope, companyID string) (kompass.Words, error)
}

// Config is what [New] needs. All fields but PDF and WiFi are required.
type Config struct {
	Store        Store
	Rounds       *rounds.Service
	Published    *published.Reader
	Charts       *chart.Renderer
	PDF          *pdf.Printer // nil where there is no browser that prints
	WiFi         lan.WiFi     // of the room, for its phones; none elsewhere
	Participants *participant.Handler
}

// Handler serves the pages of rounds. It is safe for concurrent use.
type Handler struct {
	*kit.Kit
	Config
}

// New returns the handler of these pages.
func New(k *kit.Kit, cfg Config) *Handler { return &Handler{k, cfg} }
