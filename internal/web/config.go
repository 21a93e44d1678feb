package web

import (
	"io"
	"log/slog"
	"time"

	"kompass/internal/address"
	"kompass/internal/auth"
	"kompass/internal/chart"
	"kompass/internal/lan"
	"kompass/internal/pdf"
	"kompass/internal/published"
	"kompass/internal/rounds"
	"kompass/internal/web/kit"
	"kompass/internal/web/participant"
	"kompass/internal/web/people"
	"kompass/internal/web/round"
)

// Store is all that the rooms and desks ask of a store together. Each of them holds only its own part.
type Store interface {
	kit.Store
	participant.Store
	people.Store
	deskStore
	settingsDeskStore
	companyDeskStore
	round.Store
	reviewDeskStore
	shareDeskStore
	resultDeskStore
	compareDeskStore
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
