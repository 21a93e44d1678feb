package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"kompass/internal/e2e/browser"
	"kompass/internal/e2e/program"
)

// demo is what the demo prints: the address of the open round, and the sign-in.
type demo struct{ path, email, password string }

var printed = regexp.MustCompile(`(?s)http://[^/]+(/s/\S+)\n.*E-mail\s+(\S+)\n\s+Password\s+([^\n]+)\n`)

func demoOf(server *program.Server) (demo, error) {
	m := printed.FindStringSubmatch(server.Stdout())
	if m == nil {
		return demo{}, fmt.Errorf("the demo prints %q", server.Stdout())
	}
	return demo{path: m[1], email: m[2], password: m[3]}, nil
}

// tour is one way through the demo, in one language and at one width.
type tour struct {
	demo
	lang   string
	width  int64
	folder string
	f      *failure
	tab    *browser.Tab
}

func (t *tour) walk(chromium *browser.Browser, origin string) {
	tab, leave := chromium.Open(t.f, browser.Options{Origin: origin, Lang: t.lang, Width: t.width, Touch: t.width < 600})
	defer leave()
	t.tab = tab
	t.participant()
	t.trainer()
}

// shoot photographs the page that is shown.
func (t *tour) shoot(name string, looks ...browser.Look) {
	width := t.width
	if slices.Contains(looks, browser.Printed) {
		width = browser.Paper
	}
	file := fmt.Sprintf("%s-%d-%s.png", name, width, t.lang)
	if err := os.WriteFile(filepath.Join(t.folder, file), t.tab.Photograph(looks...), 0o644); err != nil {
		t.f.Fatalf("%v", err)
	}
}

func (t *tour) participant() {
	tab := t.tab
	tab.Go("/")
	t.shoot("home")
	tab.Go(t.path)
	tab.Follow(".choices li:last-child a")
	t.shoot("start")
	tab.Press("#start [data-next]")
	t.answer(0)
	t.shoot("question")
	for step := 1; step <= 4; step++ {
		tab.Press("[data-next]")
		t.answer(step)
	}
	t.shoot("check")
	tab.Press("#check [data-submit]")
	tab.Until(`location.pathname.endsWith("/danke") && document.readyState === "complete" && document.querySelector(".receipt")`)
	t.shoot("thanks")
	tab.Go(t.path + "/schaetzen")
	t.shoot("guess")
}

// answer answers the items that are shown, differently from field to field, and leaves one open in the last field.
func (t *tour) answer(step int) {
	browser.Eval[bool](t.tab, fmt.Sprintf(`[...document.querySelectorAll("[data-item]")].filter((e) => e.checkVisibility()).slice(%d)
		.forEach((e, i) => e.querySelectorAll("input")[(i * i + %d) %% 4 + 1].click()) ?? true`, step/3, step))
	browser.Eval[bool](t.tab, "(scrollTo(0, 0), true)")
}

func (t *tour) trainer() {
	tab := t.tab
	tab.Go("/login")
	t.shoot("sign-in")
	tab.Fill("#email", t.email)
	tab.Fill("#password", t.password)
	tab.Follow("form[action='/login'] button")
	t.shoot("overview")
	company := t.hotel()
	tab.Go(company)
	t.shoot("company")
	rounds := tab.Attributes("main tbody tr th a[href^='/app/rounds/']", "pathname")
	for name, path := range map[string]string{
		"target": company + "/target", "positioning": company + "/positioning", "teams": company + "/teams", "details": company + "/details",
		"deletion": company + "/delete", "comparison": company + "/compare", "stage": rounds[0] + "/stage", "stage-reveal": rounds[1] + "/stage?screen=sides",
		"round": rounds[0], "method": "/methode", "identity": "/app/settings/identity", "texts": "/app/settings/texts", "text": "/app/settings/texts/privacy/de",
		"measures": "/app/measures", "measures-company": company + "/measures", "measure-form": rounds[1] + "/measures/new?field=customers&facet=tools",
		"settings": "/app/settings", "keys": "/app/keys", "people": "/app/people", "audit": "/app/audit", "account": "/app/account", "second-step": "/app/account/code",
		"comparison-teams": company + "/compare?s=last.*", "comparison-companies": "/app/compare?s=last", "heat": company + "/heat",
		"team-links": company + "/compare/links", "peers": company + "/peers",
	} {
		tab.Go(path)
		t.shoot(name)
	}
	t.setup(company, rounds[0])
	tab.Go(rounds[1] + "/review")
	t.shoot("review")
	tab.Go(rounds[1] + "/share")
	t.shoot("share")
	tab.Go(rounds[1] + "/result")
	t.shoot("result")
	tab.Go(strings.TrimSuffix(tab.Path(), "/result") + "/report")
	t.shoot("report")
	tab.Go(rounds[1] + "/result")
	if t.width > 600 {
		t.shoot("result-print", browser.Printed)
		t.shoot("result-grey", browser.Grey)
		t.shoot("result-dark", browser.Dark)
	}
}

// hotel is the company whose round is open.
func (t *tour) hotel() string {
	names := t.tab.Texts("main h3 a[href^='/app/companies/']")
	for i, path := range t.tab.Attributes("main h3 a[href^='/app/companies/']", "pathname") {
		if strings.HasPrefix(names[i], "Hotel") {
			return path
		}
	}
	t.f.Fatalf("no hotel among %v", names)
	return ""
}
