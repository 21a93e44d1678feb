package e2e_test

import (
	"strings"
	"testing"

	"kompass/internal/e2e/browser"
	"kompass/internal/e2e/program"
)

// mostInteractions is how many clicks and fields lie at most between an empty installation and a round that takes answers.
const mostInteractions = 24

// counted is a tab that counts what a person does in it: every field that is filled in and every press.
type counted struct {
	*browser.Tab
	n int
}

func (c *counted) fill(selector, text string) {
	c.n++
	c.Fill(selector, text)
}

func (c *counted) follow(selector string) {
	c.n++
	c.Follow(selector)
}

// TestFirstSetUpTakesFewInteractions sets up a company with two teams, freezes its target and opens a round.
func TestFirstSetUpTakesFewInteractions(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"de", "en"} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			p := start(t, program.Options{})
			tab := &counted{Tab: open(t, browser.Options{Origin: p.URL, Lang: lang, Width: 1280, Height: 900})}
			signUp(tab.Tab, p.setupAddress())
			tab.fill("#name", "Hotel Nordstern")
			tab.follow("form[action='/app/companies'] button")
			for _, team := range [][2]string{{"Empfang", "14"}, {"Küche", "12"}} {
				tab.fill("#name", team[0])
				tab.fill("#size", team[1])
				tab.follow("form[action$='/teams'] button")
			}
			tab.follow("a[href$='/target']")
			tab.follow("a[href*='profile=luxury']")
			tab.follow("button[value=freeze]")
			tab.follow(".crumbs a[href^='/app/companies/']")
			tab.follow("a[href$='/rounds/new']")
			tab.follow("button[value=check]")
			tab.follow("form[action$='/rounds'] button")
			links := tab.Texts(".link-row .copy:not(.hint) a")
			if len(links) != 4 {
				t.Fatalf("got the links %v, want one for each team and perspective", links)
			}
			if tab.n > mostInteractions {
				t.Errorf("took %d interactions, want %d at most", tab.n, mostInteractions)
			}
			t.Logf("%d interactions", tab.n)
			_, code, _ := strings.Cut(links[0], "/s/")
			newPerson(t, p.URL).answer(code, filled(content(t), func(item int) int { return item }))
		})
	}
}

// signUp uses the link of the first start, which comes before any set-up.
func signUp(tab *browser.Tab, address string) {
	tab.Go(address)
	tab.Fill("#email", "trainerin@example.org")
	tab.Fill("#password", "drei gute lange Worte")
	tab.Follow("form[action='/passwort'] button")
}

// TestOneTimeCodesFromSlipToAnswer prepares a round step by step, tries it out, draws codes and answers with one.
func TestOneTimeCodesFromSlipToAnswer(t *testing.T) {
	t.Parallel()
	p := start(t, program.Options{})
	tab := open(t, browser.Options{Origin: p.URL, Lang: "de", Width: 1280, Height: 900})
	signUp(tab, p.setupAddress())
	tab.Fill("#name", "Hotel Nordstern")
	tab.Follow("form[action='/app/companies'] button")
	tab.Fill("#name", "Empfang")
	tab.Fill("#size", "6")
	tab.Follow("form[action$='/teams'] button")
	tab.Follow("a[href$='/rounds/new']")
	tab.Follow("button[value=next]")
	tab.Follow("button[value=next]")
	before := tab.Text("[data-statement]")
	tab.Press("input[value=open]")
	tab.Until("document.querySelector('[data-statement]').textContent !== " + browser.Quote(before) + " && document.querySelector('[data-statement]').textContent.includes('nicht anonym')")
	tab.Audit("statement of an open round")
	tab.Press("input[value=anonymous]")
	tab.Follow("button[value=next]")
	tab.Press("input[value=once]")
	tab.Follow("button[value=next]")
	tab.Follow("a[href$='/preview']")
	tab.Audit("choice in a preview")
	tab.Follow(".choices a")
	tab.Audit("questionnaire in a preview")
	tab.Follow(".preview-note a")
	tab.Follow("form[action$='/rounds'] button")
	tab.Audit("round with one-time codes")
	tab.Follow("form[action$='/codes'] button")
	tab.Audit("sheet of codes")
	codes := tab.Texts(".slip .code")
	if len(codes) != 6 {
		t.Fatalf("got the codes %q, want one for each person", codes)
	}
	code := strings.Join(strings.FieldsFunc(codes[0], func(r rune) bool { return r == '-' || r == ' ' }), "")
	form := filled(content(t), func(item int) int { return item })
	form.Set("perspective", "staff")
	newPerson(t, p.URL).answer(code, form)
	if r := newPerson(t, p.URL).get("/s/" + code); r.status != 410 {
		t.Errorf("a used code answers %d, want 410", r.status)
	}
	for _, page := range []string{"/app/questionnaires"} {
		tab.Go(page)
		tab.Audit(page)
	}
}
