package web_test

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"kompass/internal/keys/keystest"
	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/semaphore"
	"kompass/internal/store"
	"kompass/internal/web"
	"kompass/internal/web/webtest"
)

// broken is a store that fails when it is told to.
type broken struct {
	*store.Store
	submit, ready error
	access        func()
}

// errDisk is what a failing disk is wrapped into, with a text that nobody outside may see.
var errDisk = fmt.Errorf("store answers: %w: disk I/O error at /var/lib/secret.db: INSERT INTO responses", kompass.ErrStorage)

func (b *broken) Submit(ctx context.Context, sub kompass.Submission) (kompass.Outcome, error) {
	if b.submit != nil {
		return 0, b.submit
	}
	return b.Store.Submit(ctx, sub)
}

func (b *broken) Access(ctx context.Context, code kompass.Code) (kompass.Access, error) {
	if b.access != nil {
		b.access()
	}
	return b.Store.Access(ctx, code)
}

func (b *broken) Ready(ctx context.Context) error {
	if b.ready != nil {
		return b.ready
	}
	return b.Store.Ready(ctx)
}

func brokenSite(t *testing.T) (*webtest.Site, *broken) {
	t.Helper()
	b := new(broken)
	var failing *rounds.Service
	s := webtest.New(t, func(c *web.Config) {
		b.Store = c.Store.(*store.Store)
		c.Store = b
		failing = rounds.New(b, webtest.Library(t), c.Now, c.Rand)
		failing.UseKeys(keystest.Ring(t, b))
		c.Rounds = failing
	})
	s.Rounds = failing // it has the keys of the rounds that it opens
	return s, b
}

// wantHushed fails the test if anything of the inside shows.
func wantHushed(t *testing.T, p webtest.Page) {
	t.Helper()
	for _, secret := range []string{"disk I/O", "secret.db", "INSERT", "goroutine", "runtime error", "boom", ".go:", "storage is not available"} {
		if strings.Contains(p.Body, secret) {
			t.Errorf("the page shows %q", secret)
		}
	}
}

func TestFailingDiskIsToldAsItIs(t *testing.T) {
	s, b := brokenSite(t)
	_, path, receipt := s.OneAnswer()
	b.submit = errDisk
	p := s.Browser().Post(path, webtest.Values("a1", "yes")).Want(http.StatusServiceUnavailable).Says("NICHT gespeichert")
	wantHushed(t, p)
	if p.Header.Get("Retry-After") == "" || strings.Contains(p.Body, "Danke!") {
		t.Error("got no Retry-After, or thanks for what is not stored")
	}
	wantHeaders(t, "a failure", p.Header, false)
	s.Browser().Post(path+"?lang=en", webtest.Values("a1", "yes")).Want(http.StatusServiceUnavailable).Says("NOT been stored")
	wantHushed(t, s.Browser().Post("/quittung", webtest.Values("receipt", receipt, "do", "correct", "a1", "no")).
		Want(http.StatusServiceUnavailable).Says("NICHT gespeichert"))
	if got := s.Logged.String(); got != "" {
		t.Errorf("got log %s, want no line that says when somebody answered", got)
	}
	if hours := s.Counts.ErrorsByHour(s.Clock.Now()); len(hours) != 0 {
		t.Errorf("got %+v before the hour is over", hours)
	}
	hours := s.Counts.ErrorsByHour(s.Clock.Now().Add(time.Hour))
	if len(hours) != 1 || hours[0].Failed != 3 || len(hours[0].Causes) != 1 || !strings.Contains(hours[0].Causes[0], "disk I/O error") {
		t.Errorf("got %+v, want one hour with three failures of one cause", hours)
	}
	b.submit = nil
	s.Browser().Post(path, webtest.Values("a1", "yes")).Goes(path + "/danke")
}

func TestReadinessFollowsTheDatabase(t *testing.T) {
	s, b := brokenSite(t)
	s.Browser().Get("/readyz").Want(http.StatusOK)
	b.ready = errDisk
	s.Browser().Get("/readyz").Want(http.StatusOK) // within the second no further write
	for _, later := range []time.Duration{time.Second, -time.Hour} {
		s.Clock.Advance(later)
		wantHushed(t, s.Browser().Get("/readyz").Want(http.StatusServiceUnavailable))
	}
	s.Browser().Get("/healthz").Want(http.StatusOK)
}

func TestUnforeseenErrorsStayInside(t *testing.T) {
	s, b := brokenSite(t)
	_, path := s.TinyRound()
	b.submit = fmt.Errorf("boom: %w", kompass.ErrInvalid)
	wantHushed(t, s.Browser().Post(path, webtest.Values("a1", "yes")).Want(http.StatusBadRequest).Says("NICHT gespeichert"))
	b.submit = fmt.Errorf("boom at main.go:12: INSERT")
	wantHushed(t, s.Browser().Post(path, webtest.Values("a1", "yes")).Want(http.StatusInternalServerError).Says("NICHT gespeichert"))
}

func TestPanicIsOneFailedRequest(t *testing.T) {
	s, b := brokenSite(t)
	_, path := s.TinyRound()
	b.access = func() { panic("boom") }
	p := s.Browser().Get(path).Want(http.StatusInternalServerError).Count("main h1", 1)
	wantHushed(t, p)
	wantHeaders(t, "a panic", p.Header, false)
	b.access = nil
	s.Browser().Get(path).Want(http.StatusOK)
	hours := s.Counts.ErrorsByHour(s.Clock.Now().Add(time.Hour))
	if len(hours) != 1 || hours[0].Failed != 1 || len(hours[0].Causes) != 1 || !strings.Contains(hours[0].Causes[0], "boom") || s.Logged.String() != "" {
		t.Errorf("got %+v and log %q, want the panic within the hour and no line", hours, s.Logged.String())
	}
}

func TestWhoeverFindsNoTurnIsToldToComeBack(t *testing.T) {
	s, b := brokenSite(t)
	_, path := s.TinyRound()
	b.submit = fmt.Errorf("take a turn: %w", semaphore.ErrBusy)
	p := s.Browser().Post(path, webtest.Values("a1", "yes")).Want(http.StatusServiceUnavailable).Says("NICHT gespeichert")
	if got := p.Header.Get("Retry-After"); got != "10" {
		t.Errorf("got Retry-After %q, want ten seconds", got)
	}
}

func TestDatabaseThatIsGoneIsSaid(t *testing.T) {
	s := webtest.New(t)
	_, path := s.TinyRound()
	boss := s.Trainer()
	s.Exec("DROP TABLE round_teams")
	s.Exec("ALTER TABLE links RENAME TO gone")
	wantHushed(t, s.Browser().Get(path).Want(http.StatusServiceUnavailable))
	wantHushed(t, s.Browser().Post(path, webtest.Values("a1", "yes")).Want(http.StatusServiceUnavailable).Says("NICHT gespeichert"))
	s.Exec("ALTER TABLE companies RENAME TO lost")
	wantHushed(t, boss.Get("/app").Want(http.StatusServiceUnavailable))
}

func TestLogSaysNothingAboutPeople(t *testing.T) {
	s := webtest.New(t)
	c, teams := s.Company("Markerfirma", "Markerteam")
	o := s.Open(c, webtest.Short, func(p *rounds.Plan) { p.Title = "Markerrunde" })
	code := string(o.Links[0].Code)
	b := s.From("203.0.113.77")
	b.Header.Set("User-Agent", "Markeragent")
	b.Header.Set("Referer", "http://kompass.test/s/"+code)
	b.Get("/s/" + code + "?team=Markerquery").Want(http.StatusOK)
	b.Post("/s/"+code, webtest.Values("k-e-2", "mostly", "comment-people", "Markerkommentar")).Want(http.StatusSeeOther)
	receipt := webtest.Squeeze(b.Get("/s/" + code + "/danke").One(".receipt .code").Text())
	b.Post("/quittung", webtest.Values("receipt", receipt))
	b.Post("/quittung", webtest.Values("receipt", "Markerquittung"))
	b.Post("/login", webtest.Credentials("marker@example.org", "Markerpasswort"))
	b.Get("/passwort?token=Markertoken")
	b.Get("/Markerpfad?Markerfrage")
	b.Post("/s/"+code, webtest.Values("k-e-2", "Markerpunkt"))
	boss := s.Trainer()
	boss.Get("/app/companies/" + c.ID)
	boss.Post("/app/companies", webtest.Values("name", "Markername\nlevel=ERROR"))
	got := s.Logged.String()
	for _, secret := range []string{
		"Marker", "marker", "203.0.113.77", code, strings.ReplaceAll(receipt, "-", ""), receipt, c.ID, teams[0].ID, b.Cookies["kompass-form"], "mostly",
		boss.Cookies["kompass-session"], webtest.TrainerMail, "\x1b",
	} {
		if secret == "" || strings.Contains(got, secret) {
			t.Errorf("the log holds %q", secret)
		}
	}
	line := regexp.MustCompile(`^time=\S+ level=INFO msg=request method=(GET|POST) route=\S+ status=\d+ took=\S+$`)
	lines := strings.Split(strings.TrimSpace(got), "\n")
	for _, l := range lines {
		if !line.MatchString(l) {
			t.Errorf("got log line %q", l)
		}
	}
	if len(lines) != 4 || strings.Contains(got, "route=/s/") || strings.Contains(got, "quittung") {
		t.Errorf("got %d lines, want one for each of the 4 requests of somebody who signs in:\n%s", len(lines), got)
	}
}

// TestNoLineSaysWhenSomebodyAnswered: pages, styles, wrong codes, forms good and bad leave nothing in the log and move no counter.
func TestNoLineSaysWhenSomebodyAnswered(t *testing.T) {
	s := webtest.New(t)
	_, path := s.TinyRound()
	b := s.Browser()
	var before, after bytes.Buffer
	writeCounts(t, s, &before)
	b.Get("/")
	b.Get(path).Want(http.StatusOK)
	b.Get("/s/BCDFGHJK").Want(http.StatusNotFound)
	b.Post(path, webtest.Values("a1", "nonsense")).Want(http.StatusUnprocessableEntity)
	b.Post(path, webtest.Values("a1", "yes")).Want(http.StatusSeeOther)
	b.Get(path + "/danke").Want(http.StatusOK)
	b.Post("/quittung", webtest.Values("receipt", "nonsense")).Want(http.StatusUnprocessableEntity)
	b.Get("/methode").Want(http.StatusOK)
	b.Get("/assets/none.css").Want(http.StatusNotFound)
	writeCounts(t, s, &after)
	if got := s.Logged.String(); got != "" {
		t.Errorf("got log %s", got)
	}
	if before.String() != after.String() {
		t.Errorf("counters moved from\n%s to\n%s", before.String(), after.String())
	}
}

// writeCounts writes what an operator's counters say.
func writeCounts(t *testing.T, s *webtest.Site, to *bytes.Buffer) {
	t.Helper()
	if err := s.Counts.Write(to, s.Clock.Now()); err != nil {
		t.Fatal(err)
	}
}
