package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/sqlite/sqlitetest"
	"kompass/internal/web/webtest"
)

func named(title string) func(*rounds.Plan) { return func(p *rounds.Plan) { p.Title = title } }

// waiting lists what the overview says waits, as "title: action".
func waiting(p webtest.Page) []string {
	var out []string
	p.Doc.Find(".waiting-list li").Each(func(_ int, li *goquery.Selection) {
		out = append(out, webtest.Squeeze(li.Find("span").First().Text())+" > "+li.Find("a").AttrOr("href", ""))
	})
	return out
}

func TestOverviewNamesWhatWaitsTheMostUrgentFirst(t *testing.T) {
	s := webtest.New(t)
	c, teams := s.Company("Hotel Adler", "Empfang")
	small, err := s.Store.AddTeam(t.Context(), kompass.Unlimited(sqlitetest.Actor), kompass.Team{CompanyID: c.ID, Name: "Bar", Heads: 6})
	s.Must(err)
	only := func(ids ...string) func(*rounds.Plan) { return func(p *rounds.Plan) { p.TeamIDs = ids } }
	s.Open(c, webtest.Tiny, named("Ruhig"), webtest.WithEnd(30*24*time.Hour), only(teams[0].ID))
	small2 := s.Open(c, webtest.Tiny, named("Klein"), webtest.WithEnd(30*24*time.Hour), only(small.ID))
	more := s.Polled(c, 13, "yes", named("Mehr"), only(teams[0].ID))
	closed := s.Polled(c, 5, "yes", named("Geschlossen"), only(teams[0].ID))
	s.CloseRound(closed.Round.ID)
	soonFew := s.Open(c, webtest.Tiny, named("Bald"), webtest.WithEnd(48*time.Hour), only(teams[0].ID))
	sooner := s.Polled(c, 6, "no", named("Eher"), webtest.WithEnd(24*time.Hour), only(teams[0].ID))
	over := s.Open(c, webtest.Tiny, named("Vorbei"), webtest.WithEnd(time.Hour), only(teams[0].ID))
	enough := s.Polled(c, 5, "no", named("Genug"), webtest.WithEnd(time.Hour-time.Second), only(teams[0].ID))
	s.Must(s.Store.SaveDraft(t.Context(), kompass.Unlimited(sqlitetest.Actor), c.ID, []byte("{}")))
	s.Clock.Advance(2 * time.Hour)
	boss := s.Trainer()
	round := func(o rounds.Opened) string { return " > /app/rounds/" + o.Round.ID }
	want := []string{
		"Hotel Adler, Genug: Die Zeit ist um, die Runde ist noch nicht geschlossen." + round(enough) + "?confirm=close",
		"Hotel Adler, Vorbei: Die Zeit ist um, aber weniger als 5 Personen haben geantwortet. Bei so wenigen wird kein Ergebnis veröffentlicht." + round(over),
		"Hotel Adler, Eher: Endet am 3. März 2026, 10:00 Uhr; 6 von 12 Personen haben geantwortet." + round(sooner),
		"Hotel Adler, Bald: Endet am 4. März 2026, 10:00 Uhr, und noch haben weniger als 5 Personen geantwortet. Bei so wenigen wird kein Ergebnis veröffentlicht." + round(soonFew),
		"Hotel Adler, Geschlossen: Das Ergebnis liegt vor und ist noch nicht freigegeben." + round(closed) + "/review",
		"Hotel Adler, Mehr: Es gibt 13 Antworten, gemeldet sind 12 Personen." + round(more),
		"Hotel Adler, Klein: Ein Team hat weniger als 10 Personen. Sein Ergebnis kann im Ganzen aufgehen." + round(small2),
		"Hotel Adler: Eine neue Runde ist angefangen und noch nicht eröffnet. > /app/companies/" + c.ID + "/rounds/new",
		"„Impressum und Kontakt“: Hier fehlen noch Ihre eigenen Angaben. > /app/settings/texts/imprint/de",
		"„Datenschutz“: Hier fehlen noch Ihre eigenen Angaben. > /app/settings/texts/privacy/de",
	}
	if got := waiting(boss.Get("/app").Want(http.StatusOK)); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	s.Release(closed.Round.ID)
	s.Clock.Advance(96 * time.Hour)
	boss = s.SignIn("zweite@example.org", kompass.Trainer, "")
	boss.Get("/app").Says("Klein: Noch haben weniger als 5 Personen geantwortet").Silent("noch nicht freigegeben")
}

func TestCoordinatorIsToldWhatSheCanDo(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang")
	other, _ := s.Company("Discounter Blitz", "Kasse")
	s.Open(other, webtest.Tiny, named("Fremd"))
	done := s.Polled(c, 5, "yes", named("Fertig"))
	s.CloseRound(done.Round.ID)
	running := s.Polled(c, 7, "yes", named("Läuft"))
	s.Open(c, webtest.Tiny, named("Geplant"), webtest.Later(24*time.Hour))
	own := s.SignIn("a@example.org", kompass.Coordinator, c.ID)
	p := own.Get("/app").Want(http.StatusOK).Says("Das können Sie jetzt tun").Says("Läuft: Läuft; 7 von 12 Personen haben geantwortet.")
	p.Says("Geplant: Beginnt am 3. März 2026").Silent("Fremd").Silent(done.Round.ID + "/result")
	p.One(`.waiting a[href="/app/rounds/` + running.Round.ID + `"]`)
	p.Count("main form", 0)
	s.Release(done.Round.ID)
	own.Get("/app").One(`.waiting a[href="/app/rounds/` + done.Round.ID + `/result"]`)
	s.Clock.Advance(31 * 24 * time.Hour)
	s.SignIn("c@example.org", kompass.Coordinator, c.ID).Get("/app").Count(`.waiting a[href="/app/rounds/`+done.Round.ID+`/result"]`, 0)
}

func TestFirstStepsLeadToTheFirstRoundAndDisappear(t *testing.T) {
	s := webtest.New(t)
	b := s.Trainer()
	next := func(want string) {
		t.Helper()
		p := b.Get("/app").Want(http.StatusOK)
		if got := p.Href(".guide [aria-current=step] a"); got != want {
			t.Fatalf("got %q, want %q", got, want)
		}
		if strings.HasPrefix(want, "/") {
			path, _, _ := strings.Cut(want, "#")
			b.Get(path).Want(http.StatusOK)
		}
	}
	next("#name")
	c, _ := s.Company("Hotel Adler")
	path := "/app/companies/" + c.ID
	next(path + "#teams")
	b.Get("/app").One(`.company-item a[href="` + path + `#teams"]`)
	_, err := s.Store.AddTeam(t.Context(), kompass.Unlimited(sqlitetest.Actor), kompass.Team{CompanyID: c.ID, Name: "Empfang", Heads: 12})
	s.Must(err)
	next(path + "/target")
	form := b.Get(path+"/target?profile=middle").Fill(`form[action="`+path+`/target"]`, "do", "freeze")
	b.Post(path+"/target", form).Want(http.StatusSeeOther)
	next(path + "/rounds/new")
	s.Open(c, webtest.Tiny)
	b.Get("/app").Count(".guide", 0)
	s.SignIn("a@example.org", kompass.Coordinator, c.ID).Get("/app").Count(".guide", 0)
}

func TestCompanyShowsItsLatestResultAndWhatBecameOfIt(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang")
	boss, own := s.Trainer(), s.SignIn("a@example.org", kompass.Coordinator, c.ID)
	first := s.Polled(c, 10, "no", named("Frühjahr"))
	boss.Get("/app").Count(".glance", 0)
	s.CloseRound(first.Round.ID)
	own.Get("/app").Count(".glance", 0)
	p := boss.Get("/app").Says("Letztes Ergebnis")
	p.Count(".glance svg polygon.stroke-ist", 1).Count(".glance-fields li", 3).Count(".spark line", 0)
	s.Release(first.Round.ID)
	own.Get("/app").Count(".glance", 1)
	s.Clock.Advance(90 * 24 * time.Hour)
	second := s.Polled(c, 10, "yes", named("Herbst"))
	s.CloseRound(second.Round.ID)
	boss, own = s.SignIn("b@example.org", kompass.Trainer, ""), s.SignIn("c@example.org", kompass.Coordinator, c.ID)
	own.Get("/app").One(`.glance-compass[href="/app/rounds/` + first.Round.ID + `/result"]`)
	p = boss.Get("/app").Says("verglichen mit „Frühjahr“")
	p.One(`.glance-compass[href="/app/rounds/` + second.Round.ID + `/result"]`)
	if got := webtest.Squeeze(p.Doc.Find(".glance-fields li").First().Text()); got != "Alpha von 0,1 → auf 0,9 (n = 10, jetzt 10) verändert" {
		t.Errorf("got %q", got)
	}
	p.Count(".spark line", 3)
	if title := p.One(".glance-compass title").Text(); !strings.Contains(title, "Alpha 0,9, Beta") || !strings.Contains(title, "10 Personen") {
		t.Errorf("got title %q, want the values and how many people", title)
	}
}

func TestCompaniesAreSearchedSortedAndPaged(t *testing.T) {
	s := webtest.New(t)
	for _, name := range []string{"Zebra", "Café Müßig", "älter", "Brot & Söhne", "Cafe Anders"} {
		s.Company(name)
	}
	for i := range 33 {
		s.Company(fmt.Sprintf("Filiale %02d", i))
	}
	b := s.Trainer()
	names := func(target string) string {
		t.Helper()
		var out []string
		b.Get(target).Want(http.StatusOK).Doc.Find(".company-item h3").Each(func(_ int, h *goquery.Selection) { out = append(out, h.Text()) })
		return strings.Join(out, "|")
	}
	if got := names("/app?q=CAFE"); got != "Cafe Anders|Café Müßig" {
		t.Errorf("got %q, want both cafés", got)
	}
	if got := names("/app?q=" + url.QueryEscape("mussig café")); got != "Café Müßig" {
		t.Errorf("got %q, want the one with both words", got)
	}
	if got := names("/app?q=" + url.QueryEscape("söhne & brot")); got != "Brot & Söhne" {
		t.Errorf("got %q", got)
	}
	b.Get("/app?q=nichts").Says("0 Firmen gefunden für „nichts“").Count(".company-item", 0).One(`main a[href="/app"]`)
	first := b.Get("/app?sort=name").Count(".company-item", 30)
	if got := first.Doc.Find(".company-item h3").First().Text(); got != "älter" {
		t.Errorf("got %q first, want the name without its mark", got)
	}
	second := b.Get(first.Href(".pager a[rel=next]")).Count(".company-item", 8)
	if second.Href(".pager a[rel=prev]") != "/app?sort=name" {
		t.Errorf("got %q as the way back", second.Href(".pager a[rel=prev]"))
	}
	if got := names("/app?sort=name&page=999"); !strings.HasSuffix(got, "|Zebra") {
		t.Errorf("got %q, want the last page", got)
	}
	zebra, _ := s.Company("Zwei")
	s.Open(zebra, webtest.Tiny, webtest.WithEnd(time.Hour))
	for _, order := range []string{"", "?sort=attention", "?sort=round", "?sort=%27%20OR%201=1--&page=-4"} {
		if got := names("/app" + order); !strings.HasPrefix(got, "Zwei|älter|") {
			t.Errorf("%s: got %.60q, want the company with a round first", order, got)
		}
	}
}

// TestCommonTasksAreThreeClicksAway follows links and forms from the overview, each a click.
func TestCommonTasksAreThreeClicksAway(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang")
	for _, title := range []string{"Frühjahr", "Herbst"} {
		o := s.Polled(c, 6, "yes", named(title))
		s.CloseRound(o.Round.ID)
		s.Release(o.Round.ID)
		s.Clock.Advance(90 * 24 * time.Hour)
	}
	s.Polled(c, 6, "yes", named("Läuft"), func(p *rounds.Plan) { p.OpensAt = s.Clock.Now() })
	b := s.Trainer()
	for task, way := range map[string][]string{
		"links of the open round": {".round-line a"},
		"close a round":           {".round-line a", `a[href*="confirm=close"]`, `form[action$="/close"]`},
		"the latest result":       {".glance-head a"},
		"a file of the result":    {".glance-head a", `a[href$="export.xlsx"]`},
		"compare":                 {".company-item h3 a", `a[href$="/compare"]`},
		"a new round":             {".company-item h3 a", `a[href$="/rounds/new"]`, `form[action$="/rounds/new"]`},
		"the target":              {".company-item h3 a", `a[href$="/target"]`},
		"the measures":            {`.company-item a[href$="/measures"]`},
		"a new team":              {".company-item h3 a", `form[action$="/teams"]`},
	} {
		t.Run(task, func(t *testing.T) {
			if len(way) > 3 {
				t.Fatalf("%d clicks", len(way))
			}
			at := "/app"
			for _, selector := range way {
				p := b.Get(at).Want(http.StatusOK)
				found := p.Doc.Find("main " + selector).First()
				if found.Length() == 0 {
					t.Fatalf("%s has no %s", at, selector)
				}
				if at = found.AttrOr("href", ""); at == "" { // a form: its button is the last click
					return
				}
			}
			if p := b.Get(at); p.Status != http.StatusOK {
				t.Errorf("%s: got %d", at, p.Status)
			}
		})
	}
}
