package web

import (
	"github.com/gofiber/fiber/v2"

	"kompass/internal/chart"
	"kompass/internal/figures"
	"kompass/internal/pdf"
	"kompass/internal/published"
	"kompass/internal/report"
	"kompass/internal/rounds"
	"kompass/internal/semaphore"
	"kompass/internal/web/kit"
	"kompass/internal/web/participant"
	"kompass/internal/web/people"
	"kompass/internal/web/round"
)

// server is what the desks share, and the overview. Each desk has a part of the store of its own.
type server struct {
	*kit.Kit
	Store        deskStore
	Rounds       *rounds.Service
	Published    *published.Reader
	Charts       *chart.Renderer
	PDF          *pdf.Printer // nil where there is no browser that prints
	people       *people.Handler
	participants *participant.Handler
	rounds       *round.Handler
	files        *semaphore.Bounded
	figures      figures.Drawer
	reports      *report.Maker
	outcome      participant.Outcome
	jobs         report.Jobs
	wrote        lately // to see whether writing works
}

func newServer(cfg Config, k *kit.Kit) *server {
	draw := figures.Drawer{Charts: cfg.Charts}
	outcome := outcomeBy(draw)
	participants := participant.New(k, participant.Config{Store: cfg.Store, Rounds: cfg.Rounds, Published: cfg.Published, Outcome: outcome})
	return &server{
		Kit: k, Store: cfg.Store, Rounds: cfg.Rounds, Published: cfg.Published, Charts: cfg.Charts, PDF: cfg.PDF,
		participants: participants, people: people.New(k, cfg.Store, cfg.Forgotten), files: semaphore.New(filesAtOnce, filesWaiting),
		rounds: round.New(k, round.Config{Store: cfg.Store, Rounds: cfg.Rounds, Published: cfg.Published, Charts: cfg.Charts, PDF: cfg.PDF,
			WiFi: cfg.WiFi, Participants: participants}),
		figures: draw, outcome: outcome, reports: &report.Maker{Store: cfg.Store, Published: cfg.Published, Figures: draw, PDF: cfg.PDF, Log: cfg.Log, Now: cfg.Now},
	}
}

// New returns the server's application. It starts nothing; the caller listens and shuts down.
func New(cfg Config) (*fiber.App, error) {
	k, err := kit.New(kit.Config{Store: cfg.Store, Auth: cfg.Auth, Log: cfg.Log, BaseURL: cfg.BaseURL, Now: cfg.Now, Rand: cfg.Rand, Metrics: cfg.Metrics})
	if err != nil {
		return nil, err
	}
	s := newServer(cfg, k)
	app := k.App(cfg.TrustedProxies)
	k.Register(app, s.routes(cfg.Store))
	app.Use(s.participants.Lead)
	app.Hooks().OnShutdown(func() error {
		s.jobs.DropAll()
		return nil
	})
	return app, nil
}

// Routes is the table of everything that the server of a config answers to.
func Routes(cfg Config) []kit.Route { return newServer(cfg, &kit.Kit{}).routes(cfg.Store) }
