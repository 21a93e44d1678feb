package web

import (
	"context"
	"io"
	"log/slog"
	"time"

	"kompass/internal/address"
	"kompass/internal/auth"
	"kompass/internal/chart"
	"kompass/internal/kompass"
	"kompass/internal/lan"
	"kompass/internal/pdf"
	"kompass/internal/published"
	"kompass/internal/rounds"
	"kompass/internal/web/kit"
	"kompass/internal/web/participant"
	"kompass/internal/web/people"
)

// Store is what the pages read and write directly; what has rules of its own goes through the services of [Config].
type Store interface {
	people.Store
	UsersOf(ctx context.Context, scope kompass.Scope, companyID string) ([]kompass.User, error)
	auditStore
	participant.Store
	guessCounter
	companyStore
	overviewStore
	senderStore
	roundStore
	reviewStore
	setupStore
	questionnaireStore
	retentionStore
	textStore
	profileStore
	measureStore
	compareStore
	Ready(ctx context.Context) error
}

// Config is everything that [New] needs. All fields but Metrics, PDF, TrustedProxies and Forgotten are required.
type Config struct {
	Store          Store
	Rounds         *rounds.Service
	Published      *published.Reader
	Auth           *auth.Service
	Charts         *chart.Renderer
	Log            *slog.Logger
	BaseURL        address.BaseURL
	Now            func() time.Time
	Rand           io.Reader
	Metrics        *kit.Metrics // nil counts for nobody
	PDF            *pdf.Printer // nil where there is no browser that prints
	WiFi           lan.WiFi     // of the room, for its phones; none elsewhere
	TrustedProxies []string     // addresses whose X-Real-Ip header is believed
	Forgotten      people.Links // nil where no mails are sent
}
