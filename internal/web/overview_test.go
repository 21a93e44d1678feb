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
)

func named(title string) func(*rounds.Plan) { return func(p *rounds.Plan) { p.Title = title } }

// polled opens a round of the tiny questionnaire in which n people have answered alike.
func (s *site) polled(c kompass.Company, n int, answer string, change ...func(*rounds.Plan)) rounds.Opened {
	s.Helper()
	o := s.open(c, tiny, change...)
	for i := range n {
		other := map[string]string{"yes": "no", "no": "yes"}[answer]
		form := values("a1", answer, "b1", answer, "c1", answer, "c2", answer)
		if i == 0 {
			form.Set("a1", other) // or nobody differs from anybody
		}
		s.browser().post("/s/"+string(o.Links[0].Code), form).want(http.StatusSeeOther)
	}
	return o
}

// waiting lists what the overview says waits, as "title: action".
func waiting(p page) []string {
	var out []string
	p.doc.Find(".waiting-list li").Each(func(_ int, li *goquery.Selection) {
		out = append(out, squeeze(li.Find("span").First().Text())+" > "+li.Find("a").AttrOr("href", ""))
	})
	return out
}

func TestOverviewNamesWhatWaitsTheMostUrgentFirst(t *testing.T) {
	s := newSite(t)
	c, teams := s.company("Hotel Adler", "Empfang")
	small, err := s.store.AddTeam(t.Context(), kompass.Unlimited(sqlitetest.Actor), kompass.Team{CompanyID: c.ID, Name: "Bar", Heads: 6})
	s.must(err)
	only := func(ids ...string) func(*rounds.Plan) { return func(p *rounds.Plan) { p.TeamIDs = ids } }
	s.open(c, tiny, named("Ruhig"), withEnd(30*24*time.Hour), only(teams[0].ID))
	small2 := s.open(c, tiny, named("Klein"), withEnd(30*24*time.Hour), only(small.ID))
	more := s.polled(c, 13, "yes", named("Mehr"), only(teams[0].ID))
	closed := s.polled(c, 5, "yes", named("Geschlossen"), only(teams[0].ID))
	s.close(closed.Round.ID)
	soonFew := s.open(c, tiny, named("Bald"), withEnd(48*time.Hour), only(teams[0].ID))
	sooner := s.polled(c, 6, "no", named("Eher"), withEnd(24*time.Hour), only(teams[0].ID))
	over := s.open(c, tiny, named("Vorbei"), withEnd(time.Hour), only(teams[0].ID))
	enough := s.polled(c, 5, "no", named("Genug"), withEnd(time.Hour-time.Second), only(teams[0].ID))
	s.must(s.store.SaveDraft(t.Context(), kompass.Everything, c.ID, []byte("{}")))
	s.clock.Advance(2 * time.Hour)
	boss := s.trainer()
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
	if got := waiting(boss.get("/app").want(http.StatusOK)); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	s.release(closed.Round.ID)
	s.clock.Advance(96 * time.Hour)
	boss = s.signIn("zweite@example.org", kompass.Trainer, "")
	boss.get("/app").says("Klein: Noch haben weniger als 5 Personen geantwortet").silent("noch nicht freigegeben")
}

func TestCoordinatorIsToldWhatSheCanDo(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler", "Empfang")
	other, _ := s.company("Discounter Blitz", "Kasse")
	s.open(other, tiny, named("Fremd"))
	done := s.polled(c, 5, "yes", named("Fertig"))
	s.close(done.Round.ID)
	running := s.polled(c, 7, "yes", named("Läuft"))
	s.open(c, tiny, named("Geplant"), later(24*time.Hour))
	own := s.signIn("a@example.org", kompass.Coordinator, c.ID)
	p := own.get("/app").want(http.StatusOK).says("Das können Sie jetzt tun").says("Läuft: Läuft; 7 von 12 Personen haben geantwortet.")
	p.says("Geplant: Beginnt am 3. März 2026").silent("Fremd").silent(done.Round.ID + "/result")
	p.one(`.waiting a[href="/app/rounds/` + running.Round.ID + `"]`)
	p.count("main form", 0)
	s.release(done.Round.ID)
	own.get("/app").one(`.waiting a[href="/app/rounds/` + done.Round.ID + `/result"]`)
	s.clock.Advance(31 * 24 * time.Hour)
	s.signIn("c@example.org", kompass.Coordinator, c.ID).get("/app").count(`.waiting a[href="/app/rounds/`+done.Round.ID+`/result"]`, 0)
}

func TestFirstStepsLeadToTheFirstRoundAndDisappear(t *testing.T) {
	s := newSite(t)
	b := s.trainer()
	next := func(want string) {
		t.Helper()
		p := b.get("/app").want(http.StatusOK)
		if got := href(p, ".guide [aria-current=step] a"); got != want {
			t.Fatalf("got %q, want %q", got, want)
		}
		if strings.HasPrefix(want, "/") {
			path, _, _ := strings.Cut(want, "#")
			b.get(path).want(http.StatusOK)
		}
	}
	next("#name")
	c, _ := s.company("Hotel Adler")
	path := "/app/companies/" + c.ID
	next(path + "#teams")
	b.get("/app").one(`.company-item a[href="` + path + `#teams"]`)
	_, err := s.store.AddTeam(t.Context(), kompass.Unlimited(sqlitetest.Actor), kompass.Team{CompanyID: c.ID, Name: "Empfang", Heads: 12})
	s.must(err)
	next(path + "/target")
	form := b.get(path+"/target?profile=middle").fill(`form[action="`+path+`/target"]`, "do", "freeze")
	b.post(path+"/target", form).want(http.StatusSeeOther)
	next(path + "/rounds/new")
	s.open(c, tiny)
	b.get("/app").count(".guide", 0)
	s.signIn("a@example.org", kompass.Coordinator, c.ID).get("/app").count(".guide", 0)
}

func TestCompanyShowsItsLatestResultAndWhatBecameOfIt(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler", "Empfang")
	boss, own := s.trainer(), s.signIn("a@example.org", kompass.Coordinator, c.ID)
	first := s.polled(c, 10, "no", named("Frühjahr"))
	boss.get("/app").count(".glance", 0)
	s.close(first.Round.ID)
	own.get("/app").count(".glance", 0)
	p := boss.get("/app").says("Letztes Ergebnis")
	p.count(".glance svg polygon.stroke-ist", 1).count(".glance-fields li", 3).count(".spark line", 0)
	s.release(first.Round.ID)
	own.get("/app").count(".glance", 1)
	s.clock.Advance(90 * 24 * time.Hour)
	second := s.polled(c, 10, "yes", named("Herbst"))
	s.close(second.Round.ID)
	boss, own = s.signIn("b@example.org", kompass.Trainer, ""), s.signIn("c@example.org", kompass.Coordinator, c.ID)
	own.get("/app").one(`.glance-compass[href="/app/rounds/` + first.Round.ID + `/result"]`)
	p = boss.get("/app").says("verglichen mit „Frühjahr“")
	p.one(`.glance-compass[href="/app/rounds/` + second.Round.ID + `/result"]`)
	if got := squeeze(p.doc.Find(".glance-fields li").First().Text()); got != "Alpha von 0,1 → auf 0,9 (n = 10, jetzt 10) verändert" {
		t.Errorf("got %q", got)
	}
	p.count(".spark line", 3)
	if title := p.one(".glance-compass title").Text(); !strings.Contains(title, "Alpha 0,9, Beta") || !strings.Contains(title, "10 Personen") {
		t.Errorf("got title %q, want the values and how many people", title)
	}
}

func TestCompaniesAreSearchedSortedAndPaged(t *testing.T) {
	s := newSite(t)
	for _, name := range []string{"Zebra", "Café Müßig", "älter", "Brot & Söhne", "Cafe Anders"} {
		s.company(name)
	}
	for i := range 33 {
		s.company(fmt.Sprintf("Filiale %02d", i))
	}
	b := s.trainer()
	names := func(target string) string {
		t.Helper()
		var out []string
		b.get(target).want(http.StatusOK).doc.Find(".company-item h3").Each(func(_ int, h *goquery.Selection) { out = append(out, h.Text()) })
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
	b.get("/app?q=nichts").says("0 Firmen gefunden für „nichts“").count(".company-item", 0).one(`main a[href="/app"]`)
	first := b.get("/app?sort=name").count(".company-item", 30)
	if got := first.doc.Find(".company-item h3").First().Text(); got != "älter" {
		t.Errorf("got %q first, want the name without its mark", got)
	}
	second := b.get(href(first, ".pager a[rel=next]")).count(".company-item", 8)
	if href(second, ".pager a[rel=prev]") != "/app?sort=name" {
		t.Errorf("got %q as the way back", href(second, ".pager a[rel=prev]"))
	}
	if got := names("/app?sort=name&page=999"); !strings.HasSuffix(got, "|Zebra") {
		t.Errorf("got %q, want the last page", got)
	}
	zebra, _ := s.company("Zwei")
	s.open(zebra, tiny, withEnd(time.Hour))
	for _, order := range []string{"", "?sort=attention", "?sort=round", "?sort=%27%20OR%201=1--&page=-4"} {
		if got := names("/app" + order); !strings.HasPrefix(got, "Zwei|älter|") {
			t.Errorf("%s: got %.60q, want the company with a round first", order, got)
		}
	}
}

// TestCommonTasksAreThreeClicksAway follows links and forms from the overview, each a click.
func TestCommonTasksAreThreeClicksAway(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler", "Empfang")
	for _, title := range []string{"Frühjahr", "Herbst"} {
		o := s.polled(c, 6, "yes", named(title))
		s.close(o.Round.ID)
		s.release(o.Round.ID)
		s.clock.Advance(90 * 24 * time.Hour)
	}
	s.polled(c, 6, "yes", named("Läuft"), func(p *rounds.Plan) { p.OpensAt = s.clock.Now() })
	b := s.trainer()
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
				p := b.get(at).want(http.StatusOK)
				found := p.doc.Find("main " + selector).First()
				if found.Length() == 0 {
					t.Fatalf("%s has no %s", at, selector)
				}
				if at = found.AttrOr("href", ""); at == "" { // a form: its button is the last click
					return
				}
			}
			if p := b.get(at); p.status != http.StatusOK {
				t.Errorf("%s: got %d", at, p.status)
			}
		})
	}
}
