// Package kit is what all rooms of the server share: the treatment of every request, who is signed in and what she may do, forms,
// pages and errors. It knows no page by name.
package kit

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/recover"

	"kompass/internal/address"
	"kompass/internal/auth"
	"kompass/internal/kompass"
)

// Store is what answering any request may read or note.
type Store interface {
	Note(ctx context.Context, actor, action, object, detail string) error
	Sender(ctx context.Context) (kompass.Sender, error)
	AuditLines(ctx context.Context, f kompass.AuditFilter) ([]kompass.AuditLine, error)
	Records() bool
	Settings(ctx context.Context) (map[string]string, error)
}

// Config is what [New] needs. All fields but Metrics are required.
type Config struct {
	Store   Store
	Auth    *auth.Service
	Log     *slog.Logger
	BaseURL address.BaseURL
	Now     func() time.Time
	Rand    io.Reader
	Metrics *Metrics // nil counts for nobody
}

// Kit is what all rooms share. It is embedded in the handler of each, and safe for concurrent use.
type Kit struct {
	Config
	origins *http.CrossOriginProtection
	senders atomic.Pointer[knownSender]
	large   *leases
	unheard atomic.Bool // forwarded addresses were ignored, and the log says so
}

// New returns a kit, or an error where the base URL is no origin.
func New(cfg Config) (*Kit, error) {
	origins := http.NewCrossOriginProtection()
	if err := origins.AddTrustedOrigin(cfg.BaseURL.Origin()); err != nil {
		return nil, fmt.Errorf("base URL: %w", err)
	}
	if cfg.Metrics == nil {
		cfg.Metrics = new(Metrics)
	}
	return &Kit{Config: cfg, origins: origins, large: newLeases(cfg.Now)}, nil
}

// App returns an application without routes that treats every request alike: headers, language, log, limits, origin and
// the pages of errors. It believes the X-Real-Ip header of the trusted proxies.
func (k *Kit) App(trustedProxies []string) *fiber.App {
	app := fiber.New(fiber.Config{
		AppName: "kompass", DisableStartupMessage: true,
		Immutable: true, UnescapePath: true, StrictRouting: false,
		ReadTimeout: 10 * time.Second, WriteTimeout: 20 * time.Second, IdleTimeout: 60 * time.Second,
		BodyLimit: maxForm, ReadBufferSize: 16 << 10, DisablePreParseMultipartForm: true,
		EnableTrustedProxyCheck: true, TrustedProxies: trustedProxies, ProxyHeader: "X-Real-Ip",
		ErrorHandler: k.handleError,
	})
	// The inner recover lets a request that panicked have its line in the log like any other.
	app.Use(k.releaseBody, recover.New(), k.secure, k.speak, k.record, recover.New(), k.guard, k.sameOrigin)
	app.Server().HeaderReceived = k.limitBody
	return app
}
