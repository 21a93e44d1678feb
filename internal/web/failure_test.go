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

func brokenSite(t *testing.T) (*site, *broken) {
	t.Helper()
	b := new(broken)
	var failing *rounds.Service
	s := newSite(t, func(c *web.Config) {
		b.Store = c.Store.(*store.Store)
		c.Store = b
		failing = rounds.New(b, library(t), c.Now, c.Rand)
		failing.UseKeys(keystest.Ring(t, b))
		c.Rounds = failing
	})
	s.rounds = failing // it has the keys of the rounds that it opens
	return s, b
}

// wantHushed fails the test if anything of the inside shows.
func wantHushed(t *testing.T, p page) {
	t.Helper()
	for _, secret := range []string{"disk I/O", "secret.db", "INSERT", "goroutine", "runtime error", "boom", ".go:", "storage is not available"} {
		if strings.Contains(p.body, secret) {
			t.Errorf("the page shows %q", secret)
		}
	}
}

func TestFailingDiskIsToldAsItIs(t *testing.T) {
	s, b := brokenSite(t)
	_, path, receipt := answered(s)
	b.submit = errDisk
	p := s.browser().post(path, values("a1", "yes")).want(http.StatusServiceUnavailable).says("NICHT gespeichert")
	wantHushed(t, p)
	if p.header.Get("Retry-After") == "" || strings.Contains(p.body, "Danke!") {
		t.Error("got no Retry-After, or thanks for what is not stored")
	}
	wantHeaders(t, "a failure", p.header, false)
	s.browser().post(path+"?lang=en", values("a1", "yes")).want(http.StatusServiceUnavailable).says("NOT been stored")
	wantHushed(t, s.browser().post("/quittung", values("receipt", receipt, "do", "correct", "a1", "no")).
		want(http.StatusServiceUnavailable).says("NICHT gespeichert"))
	if got := s.log.String(); got != "" {
		t.Errorf("got log %s, want no line that says when somebody answered", got)
	}
	if hours := s.counts.ErrorsByHour(s.clock.Now()); len(hours) != 0 {
		t.Errorf("got %+v before the hour is over", hours)
	}
	hours := s.counts.ErrorsByHour(s.clock.Now().Add(time.Hour))
	if len(hours) != 1 || hours[0].Failed != 3 || len(hours[0].Causes) != 1 || !strings.Contains(hours[0].Causes[0], "disk I/O error") {
		t.Errorf("got %+v, want one hour with three failures of one cause", hours)
	}
	b.submit = nil
	s.browser().post(path, values("a1", "yes")).goes(path + "/danke")
}

func TestReadinessFollowsTheDatabase(t *testing.T) {
	s, b := brokenSite(t)
	s.browser().get("/readyz").want(http.StatusOK)
	b.ready = errDisk
	wantHushed(t, s.browser().get("/readyz").want(http.StatusServiceUnavailable))
	s.browser().get("/healthz").want(http.StatusOK)
}

func TestUnforeseenErrorsStayInside(t *testing.T) {
	s, b := brokenSite(t)
	_, path := s.tinyRound()
	b.submit = fmt.Errorf("boom: %w", kompass.ErrInvalid)
	wantHushed(t, s.browser().post(path, values("a1", "yes")).want(http.StatusBadRequest).says("NICHT gespeichert"))
	b.submit = fmt.Errorf("boom at main.go:12: INSERT")
	wantHushed(t, s.browser().post(path, values("a1", "yes")).want(http.StatusInternalServerError).says("NICHT gespeichert"))
}

func TestPanicIsOneFailedRequest(t *testing.T) {
	s, b := brokenSite(t)
	_, path := s.tinyRound()
	b.access = func() { panic("boom") }
	p := s.browser().get(path).want(http.StatusInternalServerError).count("main h1", 1)
	wantHushed(t, p)
	wantHeaders(t, "a panic", p.header, false)
	b.access = nil
	s.browser().get(path).want(http.StatusOK)
	hours := s.counts.ErrorsByHour(s.clock.Now().Add(time.Hour))
	if len(hours) != 1 || hours[0].Failed != 1 || len(hours[0].Causes) != 1 || !strings.Contains(hours[0].Causes[0], "boom") || s.log.String() != "" {
		t.Errorf("got %+v and log %q, want the panic within the hour and no line", hours, s.log.String())
	}
}

func TestWhoeverFindsNoTurnIsToldToComeBack(t *testing.T) {
	s, b := brokenSite(t)
	_, path := s.tinyRound()
	b.submit = fmt.Errorf("take a turn: %w", semaphore.ErrBusy)
	p := s.browser().post(path, values("a1", "yes")).want(http.StatusServiceUnavailable).says("NICHT gespeichert")
	if got := p.header.Get("Retry-After"); got != "10" {
		t.Errorf("got Retry-After %q, want ten seconds", got)
	}
}

func TestDatabaseThatIsGoneIsSaid(t *testing.T) {
	s := newSite(t)
	_, path := s.tinyRound()
	boss := s.trainer()
	s.exec("DROP TABLE round_teams")
	s.exec("ALTER TABLE links RENAME TO gone")
	wantHushed(t, s.browser().get(path).want(http.StatusServiceUnavailable))
	wantHushed(t, s.browser().post(path, values("a1", "yes")).want(http.StatusServiceUnavailable).says("NICHT gespeichert"))
	s.exec("ALTER TABLE companies RENAME TO lost")
	wantHushed(t, boss.get("/app").want(http.StatusServiceUnavailable))
}

func TestLogSaysNothingAboutPeople(t *testing.T) {
	s := newSite(t)
	c, teams := s.company("Markerfirma", "Markerteam")
	o := s.open(c, short, func(p *rounds.Plan) { p.Title = "Markerrunde" })
	code := string(o.Links[0].Code)
	b := s.from("203.0.113.77")
	b.header.Set("User-Agent", "Markeragent")
	b.header.Set("Referer", "http://kompass.test/s/"+code)
	b.get("/s/" + code + "?team=Markerquery").want(http.StatusOK)
	b.post("/s/"+code, values("k-e-2", "mostly", "comment-people", "Markerkommentar")).want(http.StatusSeeOther)
	receipt := squeeze(b.get("/s/" + code + "/danke").one(".receipt .code").Text())
	b.post("/quittung", values("receipt", receipt))
	b.post("/quittung", values("receipt", "Markerquittung"))
	b.post("/login", credentials("marker@example.org", "Markerpasswort"))
	b.get("/passwort?token=Markertoken")
	b.get("/Markerpfad?Markerfrage")
	b.post("/s/"+code, values("k-e-2", "Markerpunkt"))
	boss := s.trainer()
	boss.get("/app/companies/" + c.ID)
	boss.post("/app/companies", values("name", "Markername\nlevel=ERROR"))
	got := s.log.String()
	for _, secret := range []string{
		"Marker", "marker", "203.0.113.77", code, strings.ReplaceAll(receipt, "-", ""), receipt, c.ID, teams[0].ID, b.cookies["kompass-form"], "mostly",
		boss.cookies["kompass-session"], trainerMail, "\x1b",
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
	s := newSite(t)
	_, path := s.tinyRound()
	b := s.browser()
	var before, after bytes.Buffer
	writeCounts(t, s, &before)
	b.get("/")
	b.get(path).want(http.StatusOK)
	b.get("/s/BCDFGHJK").want(http.StatusNotFound)
	b.post(path, values("a1", "nonsense")).want(http.StatusUnprocessableEntity)
	b.post(path, values("a1", "yes")).want(http.StatusSeeOther)
	b.get(path + "/danke").want(http.StatusOK)
	b.post("/quittung", values("receipt", "nonsense")).want(http.StatusUnprocessableEntity)
	b.get("/methode").want(http.StatusOK)
	b.get("/assets/none.css").want(http.StatusNotFound)
	writeCounts(t, s, &after)
	if got := s.log.String(); got != "" {
		t.Errorf("got log %s", got)
	}
	if before.String() != after.String() {
		t.Errorf("counters moved from\n%s to\n%s", before.String(), after.String())
	}
}

// writeCounts writes what an operator's counters say, but for the memory that the tests themselves use.
func writeCounts(t *testing.T, s *site, to *bytes.Buffer) {
	t.Helper()
	var all bytes.Buffer
	if _, err := s.counts.WriteTo(&all); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(all.String()) {
		if !strings.Contains(line, "memory") && !strings.Contains(line, "goroutines") {
			to.WriteString(line)
		}
	}
}
