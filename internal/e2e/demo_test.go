package e2e_test

import (
	"context"
	"fmt"
	"regexp"
	"testing"
	"time"

	"kompass/internal/e2e/browser"
	"kompass/internal/e2e/program"
)

// shown is what the demo prints: addresses, sign-in and code.
var shown = regexp.MustCompile(`(?s)(http://\S+)/\n.*?(http://\S+/s/\S+)\n.*?([0-9A-Z]{4}-[0-9A-Z]{4})\n.*?(http://\S+/login)\n\s+E-mail\s+(\S+)\n\s+Password\s+([^\n]+)\n`)

type demo struct {
	*program.Server
	took                        time.Duration // until it was ready
	link, code, email, password string
}

func startDemo() (*demo, func() error, error) {
	began := time.Now()
	server, err := binary.Start(context.Background(), program.Options{Command: "demo"})
	if err != nil {
		return nil, nil, err
	}
	took := time.Since(began)
	end := func() error { return endOf(server) }
	m := shown.FindStringSubmatch(server.Stdout())
	if m == nil || m[1] != server.URL || m[4] != server.URL+"/login" {
		return nil, end, fmt.Errorf("the demo prints %q", server.Stdout())
	}
	return &demo{Server: server, took: took, link: m[2], code: m[3], email: m[5], password: m[6]}, end, nil
}

func (d *demo) signIn(tab *browser.Tab) {
	tab.Go("/login")
	tab.Fill("#email", d.email)
	tab.Fill("#password", d.password)
	tab.Follow("form[action='/login'] button")
}

func TestTheDemoShowsEverything(t *testing.T) {
	t.Parallel()
	d := demoServer.get(t)
	t.Logf("the demo was ready after %v", d.took.Round(time.Millisecond))
	if d.took > 20*time.Second {
		t.Errorf("the demo was ready after %v, want less than 20 s", d.took)
	}
	for _, o := range []browser.Options{
		{Lang: "de", Width: 360, Height: 740, Touch: true},
		{Lang: "en", Width: 1280, Height: 800},
	} {
		t.Run(fmt.Sprintf("%s at %d px", o.Lang, o.Width), func(t *testing.T) {
			o.Origin = d.URL
			lookAround(t, d, open(t, o))
		})
	}
}

func lookAround(t *testing.T, d *demo, tab *browser.Tab) {
	d.signIn(tab)
	tab.Audit("overview")
	companies := tab.Attributes("main h3 a[href^='/app/companies/']", "pathname")
	if len(companies) != 3 {
		t.Fatalf("got the companies %v, want 3", companies)
	}
	open := 0
	for _, company := range companies {
		tab.Go(company)
		results := tab.Attributes("main td a[href$='/result']", "pathname")
		if len(results) != 3 {
			t.Errorf("%s has the results %v, want 3", company, results)
		}
		open += tab.Count("main tbody tr th a[href^='/app/rounds/']") - len(results)
		tab.Audit("company")
		compareRounds(t, tab, company)
		readDemoResult(t, tab, results[0])
	}
	if open != 1 {
		t.Errorf("got %d open rounds, want 1", open)
	}
	tab.Go(companies[0])
	tab.Follow("main td a[href$='/result']")
	tab.Follow("main a[href$='/report']")
	tab.Audit("report")
	tab.Follow(".report-tools a[href$='/reports']")
	tab.Audit("reports of all teams")
	for _, path := range []string{companies[0] + "/target", companies[0] + "/rounds/new"} {
		tab.Go(path)
		tab.Audit(path)
	}
	tab.Go("/app")
	tab.Follow("form[action='/logout'] button")
	for _, path := range []string{"/login", "/methode", "/datenschutz", "/impressum", "/barrierefreiheit", "/quittung", "/no/such/page"} {
		tab.Go(path)
		tab.Audit(path)
	}
	answerDemo(t, d, tab)
}

// compareRounds checks that the three rounds lie over one another.
func compareRounds(t *testing.T, tab *browser.Tab, company string) {
	t.Helper()
	tab.Go(company + "/compare")
	if got := tab.Count("input[name=s]:checked"); got != 3 {
		t.Errorf("%d rounds are compared, want 3", got)
	}
	if got := tab.Count(".legend li"); got < 3 {
		t.Errorf("the legend has %d entries, want one for every round", got)
	}
	lines := browser.Eval[int](tab, `new Set([...document.querySelector(".chart svg").querySelectorAll("[class*=stroke-]")]
		.map((e) => [...e.classList].find((c) => /^stroke-(ist|third|fourth)$/.test(c))).filter(Boolean)).size`)
	want := 3
	if tab.Count("#versions") > 0 {
		want = 2 // the round that asked the version before has other statements in every field
	}
	if lines != want {
		t.Errorf("the compass shows %d rounds, want %d", lines, want)
	}
	if got := tab.Count("#values thead th"); got != 7 {
		t.Errorf("the table has %d columns, want the fields, the target, 3 rounds and 2 differences", got)
	}
	if got := tab.Count("#values tbody tr"); got != 16 {
		t.Errorf("the table has %d rows, want 16", got)
	}
	tab.Audit("comparison")
}

// compassOnFirstScreen checks that nobody has to scroll for the compass and its legend.
func compassOnFirstScreen(t *testing.T, tab *browser.Tab) {
	t.Helper()
	seen := browser.Eval[struct{ Width, Bottom, Screen float64 }](tab, `(() => {
		const drawn = [...document.querySelectorAll(".result-compass svg[role=img]")].find((e) => e.getClientRects().length > 0);
		return {Width: drawn.getBoundingClientRect().width, Screen: innerHeight,
			Bottom: document.querySelector(".result-compass .legend").getBoundingClientRect().bottom};
	})()`)
	if seen.Width < 300 || seen.Bottom > seen.Screen {
		t.Errorf("the compass of %s is %v px wide and ends with its legend at %v px, want 300 px or more on the first screen of %v px", tab.Path(), seen.Width, seen.Bottom, seen.Screen)
	}
}

func readDemoResult(t *testing.T, tab *browser.Tab, result string) {
	t.Helper()
	tab.Go(result)
	if got := charts(tab); len(got) != 2 {
		t.Errorf("the result has the charts %q, want 2", got)
	}
	compassOnFirstScreen(t, tab)
	tab.Audit("result")
	if explanations := tab.Attributes("a[href*='/explain?']", "pathname"); len(explanations) < 16 {
		t.Fatalf("%d numbers of the result can be asked for, want those of every field and facet", len(explanations))
	}
	tab.Go(tab.Attributes("a[href*='/explain?']", "href")[0])
	tab.Audit("explanation")
}

// answerDemo answers the open round from its code: team and perspective are chosen on the way.
func answerDemo(t *testing.T, d *demo, tab *browser.Tab) {
	t.Helper()
	tab.Go("/")
	tab.Fill("#code", d.code)
	tab.Follow("form[action='/'] button")
	tab.Audit("choice of team and perspective")
	tab.Follow(".choices a")
	if got := tab.Count("[data-item]"); got != 39 {
		t.Errorf("the questionnaire has %d items, want 39", got)
	}
	browser.Eval[bool](tab, `document.querySelectorAll("[data-item]").forEach((e) => e.querySelectorAll("input")[3].click()) ?? true`)
	for range 5 {
		tab.Press("[data-next]")
	}
	tab.Press("#check [data-submit]")
	tab.Until(`location.pathname.endsWith("/danke") && document.querySelector(".receipt")`)
	tab.Audit("thank-you page of the demo")
}
