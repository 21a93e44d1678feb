package e2e_test

import (
	"strconv"
	"strings"
	"testing"

	"kompass/internal/e2e/browser"
	"kompass/internal/e2e/program"
	"kompass/internal/questionnaire"
)

// way is the whole way from an empty database to a released result, gone by a trainer and a participant.
type way struct {
	t        *testing.T
	p        *product
	q        *questionnaire.Questionnaire
	options  browser.Options
	keyboard bool // answers are given by keyboard, where scripts allow
	trainer  *browser.Tab
	links    []string // addresses of the questionnaire, one per team and perspective
	code     string   // the first one's code, as it is shown
	round    string   // address of the round's page
}

func TestTheWholeWay(t *testing.T) {
	t.Parallel()
	german := browser.Options{Lang: "de", Width: 360, Height: 740, Touch: true}
	english := browser.Options{Lang: "en", Width: 1280, Height: 900}
	for _, c := range []struct {
		name      string
		options   browser.Options
		keyboard  bool
		noScripts bool
	}{
		{"German, on a phone, with taps", german, false, false},
		{"German, on a phone, without scripts", german, false, true},
		{"English, at a desk, by keyboard", english, true, false},
		{"English, at a desk, without scripts", english, false, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := &way{t: t, q: content(t), options: c.options, keyboard: c.keyboard}
			w.options.NoScripts = c.noScripts
			w.walk()
		})
	}
}

func (w *way) walk() {
	w.p = start(w.t, program.Options{})
	w.options.Origin = w.p.URL
	w.trainer = open(w.t, w.options)
	w.setUp()
	w.addCompany()
	w.chooseTarget()
	w.openRound()
	participant := &participation{way: w, tab: open(w.t, w.options), gap: w.q.Fields[1].Items[1].ID}
	participant.walk()
	w.crowd(14)
	w.closeRound()
	w.release()
	w.readResult(15)
	participant.tooLate()
}

// said returns the text of the language that the way is gone in.
func (w *way) said(german, english string) string {
	if w.options.Lang == "de" {
		return german
	}
	return english
}

func (w *way) title(text questionnaire.Text) string { return text[questionnaire.Lang(w.options.Lang)] }

// setUp uses the link that the server printed at its first start.
func (w *way) setUp() {
	tab := w.trainer
	tab.Go(w.p.setupAddress())
	tab.Audit("setup")
	tab.Fill("#email", "trainerin@example.org")
	tab.Fill("#password", "kurz")
	tab.Follow("form[action='/passwort'] button")
	if tab.Status() != 422 || tab.Count("[data-error-summary]") != 1 {
		w.t.Errorf("a short password: status %d, %d summaries", tab.Status(), tab.Count("[data-error-summary]"))
	}
	tab.Audit("setup with an error")
	tab.Fill("#password", "drei gute lange Worte")
	tab.Follow("form[action='/passwort'] button")
	w.at("/app")
	tab.Audit("empty overview")
}

func (w *way) at(prefix string) {
	w.t.Helper()
	if path := w.trainer.Path(); !strings.HasPrefix(path, prefix) {
		w.t.Fatalf("at %s, want %s", path, prefix)
	}
}

func (w *way) addCompany() {
	tab := w.trainer
	tab.Fill("#name", "Hotel Nordstern & Söhne <b>")
	tab.Follow("form[action='/app/companies'] button")
	w.at("/app/companies/")
	if got := tab.Text("h1"); got != "Hotel Nordstern & Söhne <b>" {
		w.t.Errorf("got the company %q", got)
	}
	tab.Audit("empty company")
	for name, size := range map[string]string{"Empfang": "14", "Küche": "12"} {
		tab.Fill("#name", name)
		tab.Fill("#size", size)
		tab.Follow("form[action$='/teams'] button")
	}
	if got := tab.Count("section[aria-labelledby=teams] tbody tr"); got != 2 {
		w.t.Fatalf("got %d teams, want 2", got)
	}
}

func (w *way) chooseTarget() {
	tab := w.trainer
	tab.Follow("a[href$='/target']")
	tab.Audit("target")
	tab.Follow("a[href*='profile=luxury']")
	values := tab.Attributes(".target-grid input", "value")
	if len(values) != 12 || strings.Join(values, "") == "" {
		w.t.Fatalf("the profile fills in %v", values)
	}
	tab.Follow("button[value=freeze]")
	tab.Audit("asked before freezing the target")
	tab.Follow("#confirm button[value=freeze]")
	cells := tab.Texts(".target-grid td")
	if len(cells) != 12 || strings.Join(cells, " ") != strings.Join(values, " ") || tab.Count("button[value=freeze]") != 0 {
		w.t.Errorf("frozen: %v, want %v and no way to change them", cells, values)
	}
	tab.Audit("frozen target")
	tab.Follow(".crumbs a[href^='/app/companies/']")
	tab.Audit("company with teams and target")
}

func (w *way) openRound() {
	tab := w.trainer
	tab.Follow("a[href$='/rounds/new']")
	tab.Audit("first step of a round")
	tab.Fill("#title", " ")
	tab.Follow("button[value=next]")
	if tab.Status() != 422 {
		w.t.Errorf("a round without title: status %d, want 422", tab.Status())
	}
	tab.Audit("first step with an error")
	tab.Fill("#title", "Frühjahr")
	for _, step := range []string{"people", "mode", "access", "check"} {
		tab.Follow("button[value=next]")
		tab.Audit("step " + step)
	}
	tab.Follow("form[action$='/rounds'] button")
	w.at("/app/rounds/")
	w.round = tab.Path()
	tab.Audit("open round")
	w.links = tab.Texts(".link-row .copy:not(.hint) a")
	if len(w.links) != 4 || tab.Count(".link-row svg[role=img]") != 4 {
		w.t.Fatalf("got the links %v and %d QR codes, want 4 of each", w.links, tab.Count(".link-row svg[role=img]"))
	}
	w.code = tab.Text(".link-row p.code")
	if !strings.HasSuffix(w.links[0], strings.ReplaceAll(w.code, "-", "")) {
		w.t.Errorf("the code %q is not the one of %q", w.code, w.links[0])
	}
}

// crowd answers n times with a plain client, by turns over all links.
func (w *way) crowd(n int) {
	for i := range n {
		_, code, _ := strings.Cut(w.links[i%len(w.links)], "/s/")
		newPerson(w.t, w.p.URL).answer(code, filled(w.q, func(item int) int { return i*7 + item*3 + item*item%5 }))
	}
}

func (w *way) closeRound() {
	tab := w.trainer
	tab.Go(w.round)
	if got := tab.Text(".figure-number"); got != "15" {
		w.t.Errorf("got %q answers, want 15", got)
	}
	tab.Audit("round with answers")
	tab.Follow("a[href$='confirm=close']")
	tab.Audit("asked before closing")
	tab.Follow("form[action$='/close'] button")
	w.at(w.round + "/review")
	tab.Audit("review")
	tab.Go(w.round + "/result")
	tab.Audit("result not released")
	tab.Follow("main a[href$='/review']")
}

func (w *way) release() {
	tab := w.trainer
	tab.Follow("a[href$='confirm=release']")
	tab.Audit("asked before releasing")
	tab.Follow("form[action$='/release'] button")
	if got, want := tab.Text(".state"), w.said("freigegeben", "released"); got != want {
		w.t.Errorf("the round is %q, want %q", got, want)
	}
	tab.Audit("released round")
	tab.Follow("a[href$='/result']")
}

// readResult checks that the radar and the table are there and tell the same n.
func (w *way) readResult(n int) {
	tab := w.trainer
	names := charts(tab)
	if len(names) != 2 {
		w.t.Errorf("got the charts %q, want the radar and the dot plot", names)
	}
	for _, name := range names {
		if !strings.Contains(name, "Frühjahr") {
			w.t.Errorf("a chart is called %q, want the round in it", name)
		}
	}
	if !w.options.NoScripts {
		tab.Press("details.disclosure summary")
		tab.Until(`document.querySelector("details.disclosure").open`)
	}
	rows := browser.Eval[[][]string](tab, `[...document.querySelectorAll("details.disclosure tbody tr")].map((r) => [...r.cells].map((c) => c.textContent.trim()))`)
	if len(rows) != 16 {
		w.t.Fatalf("the table has %d rows, want 4 fields with 3 facets each", len(rows))
	}
	for i, f := range w.q.Fields {
		row := rows[i*4]
		if row[0] != w.title(f.Title) || row[1] != strconv.Itoa(n) || !strings.Contains(row[2], w.said(",", ".")) {
			w.t.Errorf("got the row %v, want %s with n = %d", row, w.title(f.Title), n)
		}
	}
	tab.Audit("released result with its numbers")
}

// charts are the names of the charts that are shown.
func charts(tab *browser.Tab) []string {
	return browser.Eval[[]string](tab, `[...document.querySelectorAll(".chart svg[role=img]")].filter((e) => e.checkVisibility())
		.map((e) => e.getAttribute("aria-label") || e.querySelector("title")?.textContent || "")`)
}
