package webtest

import (
	"bytes"
	"crypto/rand"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/auth"
	"kompass/internal/chart"
	"kompass/internal/keys"
	"kompass/internal/keys/keystest"
	"kompass/internal/published"
	"kompass/internal/questionnaire"
	"kompass/internal/rounds"
	"kompass/internal/sqlite/sqlitetest"
	"kompass/internal/store"
	"kompass/internal/web"
	"kompass/internal/web/kit"
	"kompass/questionnaires"
)

// Charts draws for all tests of a package: starting an engine for each would take longer than the tests.
// The limit is generous, because the race detector makes drawing slow.
var Charts = chart.NewRenderer(chart.Options{Timeout: time.Minute})

// Main runs the tests of a package and stops what they shared.
func Main(m *testing.M) {
	code := m.Run()
	if err := Charts.Close(); err != nil {
		code = 1
	}
	os.Exit(code)
}

// The questionnaires of a site: the long one and the short one that ship, and TinyFile.
const (
	Full  = "service-excellence-kompass"
	Short = "service-excellence-kurz"
	Tiny  = "tiny-check"
)

// TinyFile has no facets, no perspectives, one language and no way to abstain.
const TinyFile = `schema: 1
id: tiny-check
version: 1
released: 2026-01-01
languages: [de]
title: {de: "Kleine Probe"}
min_answered: 0.5
scales:
  yesno:
    points:
      - {id: no, value: 0, text: {de: "nein"}}
      - {id: yes, value: 1, text: {de: "ja"}}
fields:
  - {id: alpha, title: {de: "Alpha"}, items: [{id: a1, scale: yesno, text: {de: "Aussage a1"}}]}
  - {id: beta, title: {de: "Beta"}, items: [{id: b1, scale: yesno, text: {de: "Aussage b1"}}]}
  - {id: gamma, title: {de: "Gamma"}, items: [{id: c1, scale: yesno, text: {de: "Aussage c1"}}, {id: c2, scale: yesno, text: {de: "Aussage c2"}}]}
`

// Site is a whole server on a database of its own, with the clock in the test's hand.
type Site struct {
	testing.TB
	App    *fiber.App
	Table  []kit.Route
	Store  *store.Store
	Path   string
	Clock  *sqlitetest.Clock
	Rounds *rounds.Service
	Auth   *auth.Service
	Logged *LogBook
	Counts *kit.Metrics
	Keys   *keys.Ring
	Host   string // that browsers name; "" is any
}

// LogBook collects log lines from any goroutine.
type LogBook struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

// Write takes a line.
func (l *LogBook) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

// String is all that was logged so far.
func (l *LogBook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

// New starts a site, with what change makes of its settings.
func New(tb testing.TB, change ...func(*web.Config)) *Site {
	tb.Helper()
	clock := sqlitetest.NewClock()
	s := &Site{TB: tb, Clock: clock, Path: filepath.Join(tb.TempDir(), "kompass.db"), Logged: new(LogBook), Counts: new(kit.Metrics)}
	s.Store = sqlitetest.OpenAt(tb, s.Path, clock)
	s.Rounds = rounds.New(s.Store, Library(tb), clock.Now, rand.Reader)
	ring, installation := keystest.Ring(tb, s.Store)
	s.Keys = ring
	s.Rounds.UseKeys(ring, installation)
	s.Auth = auth.New(auth.Config{Store: s.Store, Now: clock.Now, Rand: rand.Reader, Cost: auth.Cost{Memory: 8, Passes: 1}})
	cfg := web.Config{
		Store: s.Store, Rounds: s.Rounds, Published: published.NewReader(s.Store, s.Rounds), Auth: s.Auth, Charts: Charts, Log: slog.New(slog.NewTextHandler(s.Logged, nil)),
		BaseURL: BaseURL(tb, "http://kompass.test"), Now: clock.Now, Rand: rand.Reader, TrustedProxies: []string{"0.0.0.0"}, Metrics: s.Counts,
	}
	for _, c := range change {
		c(&cfg)
	}
	app, err := web.New(cfg)
	s.Must(err)
	s.App, s.Table = app, web.Routes(cfg)
	if cfg.BaseURL.Secure() { // which answers by its own name alone
		s.Host = cfg.BaseURL.Host()
	}
	return s
}

// Library has the questionnaires that ship, and TinyFile.
func Library(tb testing.TB) *questionnaire.Library {
	tb.Helper()
	l, err := library()
	if err != nil {
		tb.Fatal(err)
	}
	return l
}

// library is read once for all sites: nobody changes it.
var library = sync.OnceValues(func() (*questionnaire.Library, error) {
	files, err := questionnaires.Files()
	if err != nil {
		return nil, err
	}
	files["tiny.yaml"] = []byte(TinyFile)
	return questionnaire.NewLibrary(files)
})

// BaseURL reads the address of a server.
func BaseURL(tb testing.TB, raw string) address.BaseURL {
	tb.Helper()
	b, err := address.ParseBaseURL(raw)
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

// NewSecure starts a site that is reached over HTTPS.
func NewSecure(tb testing.TB) *Site {
	tb.Helper()
	return New(tb, func(c *web.Config) { c.BaseURL = BaseURL(tb, "https://kompass.test") })
}

// In is the same site for a subtest.
func (s *Site) In(t *testing.T) *Site {
	sub := *s
	sub.TB = t
	return &sub
}

// Must fails the test if there is an error.
func (s *Site) Must(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

// Untrusting believes nobody's X-Real-Ip.
func Untrusting(c *web.Config) { c.TrustedProxies = nil }

// Routes lists what the server answers to, as method and pattern; a GET answers HEAD too.
func (s *Site) Routes() []string {
	var out []string
	for _, r := range s.App.GetRoutes(true) {
		if name := r.Method + " " + r.Path; r.Method != http.MethodHead && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// FillRoute writes ids into a pattern.
func FillRoute(pattern string, ids map[string]string) string {
	for name, id := range ids {
		pattern = strings.ReplaceAll(pattern, ":"+name, id)
	}
	return strings.ReplaceAll(pattern, "*", "missing.css")
}

// Snapshot is a questionnaire as rounds keep it.
func Snapshot(tb testing.TB, id string) []byte {
	tb.Helper()
	q, ok := Library(tb).Get(id)
	if !ok {
		tb.Fatalf("no questionnaire %s", id)
	}
	data, err := q.EncodeJSON()
	if err != nil {
		tb.Fatal(err)
	}
	return data
}
