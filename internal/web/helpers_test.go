package web_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/auth"
	"kompass/internal/chart"
	"kompass/internal/keys"
	"kompass/internal/keys/keystest"
	"kompass/internal/kompass"
	"kompass/internal/published"
	"kompass/internal/questionnaire"
	"kompass/internal/rounds"
	"kompass/internal/sqlite/sqlitetest"
	"kompass/internal/store"
	"kompass/internal/web"
	"kompass/internal/web/kit"
	"kompass/questionnaires"
)

// charts draws for all tests: starting an engine for each would take longer than the tests.
// The limit is generous, because the race detector makes drawing slow.
var charts = chart.NewRenderer(chart.Options{Timeout: time.Minute})

func TestMain(m *testing.M) {
	code := m.Run()
	if err := charts.Close(); err != nil {
		code = 1
	}
	os.Exit(code)
}

const (
	full  = "service-excellence-kompass"
	short = "service-excellence-kurz"
	tiny  = "tiny-check"
)

// tinyFile has no facets, no perspectives, one language and no way to abstain.
const tinyFile = `schema: 1
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

// site is a whole server on a database of its own, with the clock in the test's hand.
type site struct {
	testing.TB
	app    *fiber.App
	table  []kit.Route
	store  *store.Store
	path   string
	clock  *sqlitetest.Clock
	rounds *rounds.Service
	auth   *auth.Service
	log    *logBook
	counts *kit.Metrics
	keys   *keys.Ring
}

// logBook collects log lines from any goroutine.
type logBook struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *logBook) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

func (l *logBook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

func newSite(tb testing.TB, change ...func(*web.Config)) *site {
	tb.Helper()
	clock := sqlitetest.NewClock()
	s := &site{TB: tb, clock: clock, path: filepath.Join(tb.TempDir(), "kompass.db"), log: new(logBook), counts: new(kit.Metrics)}
	s.store = sqlitetest.OpenAt(tb, s.path, clock)
	s.rounds = rounds.New(s.store, library(tb), clock.Now, rand.Reader)
	ring, installation := keystest.Ring(tb, s.store)
	s.keys = ring
	s.rounds.UseKeys(ring, installation)
	s.auth = auth.New(auth.Config{Store: s.store, Now: clock.Now, Rand: rand.Reader, Cost: auth.Cost{Memory: 8, Passes: 1}})
	cfg := web.Config{
		Store: s.store, Rounds: s.rounds, Published: published.NewReader(s.store, s.rounds), Auth: s.auth, Charts: charts, Log: slog.New(slog.NewTextHandler(s.log, nil)),
		BaseURL: baseURL(tb, "http://kompass.test"), Now: clock.Now, Rand: rand.Reader, TrustedProxies: []string{"0.0.0.0"}, Metrics: s.counts,
	}
	for _, c := range change {
		c(&cfg)
	}
	app, err := web.New(cfg)
	s.must(err)
	s.app, s.table = app, web.Routes(cfg)
	return s
}

func library(tb testing.TB) *questionnaire.Library {
	tb.Helper()
	files, err := questionnaires.Files()
	if err != nil {
		tb.Fatal(err)
	}
	files["tiny.yaml"] = []byte(tinyFile)
	l, err := questionnaire.NewLibrary(files)
	if err != nil {
		tb.Fatal(err)
	}
	return l
}

func baseURL(tb testing.TB, raw string) address.BaseURL {
	tb.Helper()
	b, err := address.ParseBaseURL(raw)
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

func secureSite(tb testing.TB) *site {
	tb.Helper()
	return newSite(tb, func(c *web.Config) { c.BaseURL = baseURL(tb, "https://kompass.test") })
}

// in is the same site for a subtest.
func (s *site) in(t *testing.T) *site {
	sub := *s
	sub.TB = t
	return &sub
}

func (s *site) must(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

func (s *site) company(name string, teams ...string) (kompass.Company, []kompass.Team) {
	s.Helper()
	return sqlitetest.Company(s, s.store, name, teams...)
}

// open opens a round of a questionnaire for all teams of a company, with what change makes of the plan.
func (s *site) open(c kompass.Company, questionnaireID string, change ...func(*rounds.Plan)) rounds.Opened {
	s.Helper()
	p := rounds.Plan{CompanyID: c.ID, QuestionnaireID: questionnaireID, Title: "Frühjahr", Mode: kompass.Anonymous, K: 5, AskPerspectives: true}
	for _, f := range change {
		f(&p)
	}
	o, err := s.rounds.Open(context.Background(), kompass.Unlimited(sqlitetest.Actor), p)
	s.must(err)
	return o
}

func oneLink(p *rounds.Plan) { p.OneLink = true }

func later(d time.Duration) func(*rounds.Plan) {
	return func(p *rounds.Plan) { p.OpensAt = sqlitetest.Start.Add(d) }
}

// tinyRound is a running round of the tiny questionnaire with one link that leaves nothing to choose.
func (s *site) tinyRound() (kompass.Round, string) {
	s.Helper()
	c, _ := s.company("Hotel Adler")
	o := s.open(c, tiny)
	return o.Round, "/s/" + string(o.Links[0].Code)
}

// close closes a round without looking at the result.
func (s *site) close(roundID string) {
	s.Helper()
	s.must(s.rounds.Close(context.Background(), kompass.Unlimited(sqlitetest.Actor), roundID))
}

func (s *site) release(roundID string) {
	s.Helper()
	s.must(s.store.Release(context.Background(), kompass.Unlimited(sqlitetest.Actor), roundID))
}

// total is how many answers a round has.
func (s *site) total(roundID string) int {
	s.Helper()
	totals, err := s.store.RoundTotals(context.Background(), kompass.Everything, []string{roundID})
	s.must(err)
	return totals[roundID]
}

// password is good enough for everybody.
const password = "zwölf Boxkämpfer jagen Viktor"

// signIn creates a user and returns a browser in which she is signed in.
func (s *site) signIn(email string, role kompass.Role, companyID string) *browser {
	s.Helper()
	u, err := s.auth.CreateWithPassword(context.Background(), sqlitetest.Actor, auth.NewUser{Email: email, Role: role, CompanyID: companyID, Password: password})
	s.must(err)
	token, err := s.auth.StartSession(context.Background(), u.ID)
	s.must(err)
	b := s.browser()
	b.cookies["kompass-session"] = token
	return b
}

// person is a coordinator with a password, in no browser.
func (s *site) person(email, companyID string) kompass.User {
	s.Helper()
	u, err := s.auth.CreateWithPassword(context.Background(), sqlitetest.Actor, auth.NewUser{Email: email, Role: kompass.Coordinator, CompanyID: companyID, Password: password})
	s.must(err)
	return u
}

// enrol gives the person who is signed in a second step and returns its secret.
func (b *browser) enrol() string {
	b.Helper()
	ctx := context.Background()
	u, session, err := b.auth.User(ctx, b.cookies["kompass-session"])
	b.must(err)
	b.must(b.auth.OfferSecondStep(ctx, u.ID))
	secret, err := b.auth.Offered(ctx, u.ID)
	b.must(err)
	_, err = b.auth.TakeSecondStep(ctx, u.ID, session, auth.CodeAt(secret, b.clock.Now()))
	b.must(err)
	return secret
}

func (s *site) trainer() *browser {
	s.Helper()
	return s.signIn("trainerin@example.org", kompass.Trainer, "")
}

func (s *site) browser() *browser {
	return &browser{site: s, cookies: map[string]string{}, header: http.Header{}}
}

func withEnd(d time.Duration) func(*rounds.Plan) {
	return func(p *rounds.Plan) { p.ClosesAt = sqlitetest.Start.Add(d) }
}

// untrusting believes nobody's X-Real-Ip.
func untrusting(c *web.Config) { c.TrustedProxies = nil }
