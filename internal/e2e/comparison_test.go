package e2e_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"testing"
	"time"

	"kompass/internal/e2e/browser"
	"kompass/internal/e2e/program"
	"kompass/internal/keys/keystest"
	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/result/resulttest"
	"kompass/internal/rounds"
	"kompass/internal/sqlite"
)

// overlapping lists texts of charts that lie on one another, and cells whose text leaves them.
const overlapping = `(() => {
	const found = [];
	for (const svg of document.querySelectorAll("main svg")) {
		const texts = [...svg.querySelectorAll("text")].filter((e) => e.checkVisibility() && e.textContent.trim())
			.map((e) => [e.textContent.trim(), e.getBoundingClientRect()]);
		texts.forEach(([a, r], i) => texts.slice(i + 1).forEach(([b, q]) => {
			const across = Math.min(r.right, q.right) - Math.max(r.left, q.left), down = Math.min(r.bottom, q.bottom) - Math.max(r.top, q.top);
			if (across > 2 && down > Math.min(r.height, q.height) * 0.45) found.push(a + " on " + b); // lines of one label stand close
		}));
	}
	for (const e of document.querySelectorAll("main th, main td")) {
		if (e.checkVisibility() && e.clientWidth > 0 && e.scrollWidth > e.clientWidth + 1) found.push("cell too narrow: " + e.textContent.trim().slice(0, 60));
	}
	return found.slice(0, 8);
})()`

// cut lists tables that would lose columns on paper.
const cut = `[...document.querySelectorAll("main .table-scroll")].filter((e) => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1)
	.map((e) => e.getAttribute("aria-label") + ": " + e.scrollWidth + " of " + e.clientWidth)
	.concat(document.scrollingElement.scrollWidth > innerWidth ? ["page " + document.scrollingElement.scrollWidth] : [])`

func TestAComparisonIsBuiltOfTeamsAndRounds(t *testing.T) {
	t.Parallel()
	d := demoServer.get(t)
	for _, o := range []browser.Options{
		{Lang: "de", Width: 1280, Height: 900},
		{Lang: "en", Width: 360, Height: 740, Touch: true, NoScripts: true},
	} {
		t.Run(fmt.Sprintf("%s at %d px", o.Lang, o.Width), func(t *testing.T) {
			o.Origin = d.URL
			tab := open(t, o)
			d.signIn(tab)
			tab.Go(tab.Attributes("main h3 a[href^='/app/companies/']", "pathname")[1])
			tab.Follow("a[href$='/compare']")
			buildComparison(t, tab)
		})
	}
}

// buildComparison chooses team A, team B and everyone, each in the first and the last round, and looks at what comes.
func buildComparison(t *testing.T, tab *browser.Tab) {
	t.Helper()
	for _, picked := range tab.Attributes(".pick input[name=s]:checked", "value") {
		tab.Press(fmt.Sprintf(".pick input[value=%s]", browser.Quote(picked)))
	}
	for row := 2; row <= 4; row++ { // below the row that chooses all teams: everyone, team A, team B
		for _, column := range []string{"3", "last-child"} {
			cell := "td:" + column
			if column != "last-child" {
				cell = "td:nth-child(" + column + ")"
			}
			tab.Press(fmt.Sprintf(".pick tbody tr:nth-child(%d) %s input", row, cell))
		}
	}
	tab.Follow(".compare-picker .button-primary")
	address, err := url.Parse(browser.Eval[string](tab, "location.href"))
	if err != nil || len(address.Query()["s"]) != 6 {
		t.Fatalf("got the address %v, %v, want six results in it", address, err)
	}
	if got := tab.Count(".compass-row figure"); got != 6 {
		t.Errorf("got %d small compasses, want 6", got)
	}
	if got := tab.Count("section[aria-labelledby=trend] table"); got != 3 {
		t.Errorf("got %d tables of changes, want one for everyone and each team", got)
	}
	for _, wrong := range browser.Eval[[]string](tab, overlapping) {
		t.Errorf("at %d px: %s", tab.Width, wrong)
	}
	tab.Audit("comparison of teams and rounds")
	tab.Go("/methode")
	tab.Go(address.RequestURI())
	if got := tab.Count(".pick input[name=s]:checked"); got != 6 {
		t.Errorf("the address chooses %d results, want 6", got)
	}
}

// largeCompany writes sixty teams with three perspectives over eight released rounds into a new database.
func largeCompany(t *testing.T, file string) (company string) {
	t.Helper()
	ctx := context.Background()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	now := func() time.Time { return time.Date(2026, 5, 4, 9, 0, 0, 0, time.UTC) }
	store, err := sqlite.Open(ctx, sqlite.Options{Path: file, Now: now, Rand: rand.Reader})
	must(err)
	defer func() { must(store.Close()) }()
	data, err := os.ReadFile(questionnaireFile)
	must(err)
	library, err := questionnaire.NewLibrary(map[string][]byte{"kompass.yaml": data})
	must(err)
	c, err := store.CreateCompany(ctx, "test", "Handelskette mit sechzig Filialen")
	must(err)
	var teams []kompass.Team
	for i := range 60 {
		team, err := store.AddTeam(ctx, kompass.Unlimited("test"), kompass.Team{CompanyID: c.ID, Name: fmt.Sprintf("Filiale %02d Bad Musterstadt-Nord", i+1), Heads: 20})
		must(err)
		teams = append(teams, team)
	}
	service := rounds.New(store, library, now, rand.Reader)
	service.UseKeys(keystest.Ring(t, store))
	for i := range 8 {
		o, err := service.Open(ctx, kompass.Unlimited("test"), rounds.Plan{CompanyID: c.ID, QuestionnaireID: questionnaireID,
			Title: fmt.Sprintf("Befragung %d", i+1), Mode: kompass.Anonymous, K: 5, AskPerspectives: true, OneLink: true})
		must(err)
		_, err = store.BeginClose(ctx, kompass.Unlimited("test"), o.Round.ID)
		must(err)
		doc := resulttest.Make(content(t), resulttest.Plan{Round: o.Round, Company: c, Teams: teams, ClosedOn: fmt.Sprintf("2025-%02d-01", i+1), Seed: uint64(i)})
		data, err := doc.Encode()
		must(err)
		must(store.FinishClose(ctx, "test", kompass.Closing{RoundID: o.Round.ID, Result: data, Hash: doc.Hash}))
		must(store.Release(ctx, kompass.Unlimited("test"), o.Round.ID))
	}
	return c.ID
}

func TestSixtyTeamsOverEightRoundsKeepTheirLayout(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "large.db")
	company := "/app/companies/" + largeCompany(t, file)
	p := start(t, program.Options{DB: file})
	p.addUser(trainerEmail, "trainer")
	for _, o := range []browser.Options{
		{Lang: "de", Width: 1280, Height: 900},
		{Lang: "de", Width: 360, Height: 740, Touch: true}, // the charts are those that were drawn before
	} {
		t.Run(fmt.Sprintf("%s at %d px", o.Lang, o.Width), func(t *testing.T) {
			o.Origin = p.URL
			tab := open(t, o)
			tab.Go("/login")
			tab.Fill("#email", trainerEmail)
			tab.Fill("#password", trainerPassword)
			tab.Follow("form[action='/login'] button")
			for _, address := range []string{"/compare?s=*.*.*", "/compare?s=*.*.*&page=40&rows=2", "/compare?s=*&cells=1", "/heat"} {
				tab.Go(company + address)
				for _, wrong := range browser.Eval[[]string](tab, overlapping) {
					t.Errorf("%s at %d px: %s", address, tab.Width, wrong)
				}
				tab.Audit(address)
				sheet := int64(browser.Upright)
				if address == "/heat" {
					sheet = browser.Landscape
				}
				printed(t, tab, address, sheet)
			}
		})
	}
}

// printed looks at a page as it is on paper: nothing is cut off, and nothing lies on anything else.
func printed(t *testing.T, tab *browser.Tab, address string, sheet int64) {
	t.Helper()
	tab.OnPaper(sheet, func() {
		for _, wrong := range append(browser.Eval[[]string](tab, cut), browser.Eval[[]string](tab, overlapping)...) {
			t.Errorf("%s on paper: %s", address, wrong)
		}
	})
}
