package e2e_test

import (
	"strings"
	"testing"

	"kompass/internal/e2e/browser"
)

// phone answers the whole questionnaire of an announced round on a phone, as the tenth person, and stops at the thanks.
func phone(t *testing.T) *desk {
	t.Helper()
	d := &desk{product: join(t), q: content(t)}
	company, _ := d.company(newCompany())
	d.round = d.product.round(company, "--announce", "--heads", "12")
	code := d.round.Links[0].Code
	for i := range 9 {
		newPerson(t, d.URL).answer(code, filled(d.q, func(item int) int { return item + i }))
	}
	d.path = "/s/" + code
	d.tab = open(t, browser.Options{Origin: d.URL, Lang: "de", Width: 360})
	d.answer()
	return d
}

func (d *desk) answer() {
	d.t.Helper()
	d.tab.Go(d.path)
	d.tab.Press("#start [data-next]")
	d.tick(len(d.q.Items()))
	for range d.q.Fields {
		d.tab.Press("section.step:not([hidden]) [data-next]")
	}
	d.tab.Until(`document.querySelector("#check").checkVisibility()`)
	d.tab.Follow("#check [data-submit]")
	d.tab.Until(`document.querySelector(".receipt")`)
}

// kept are the names under which the browser keeps something of the product.
func (d *desk) kept() string {
	d.t.Helper()
	return browser.Eval[string](d.tab, `Object.keys(localStorage).filter((k) => k.startsWith("kompass")).join(" ")`)
}

func TestFromTheLastAnswerToWhatBecameOfIt(t *testing.T) {
	t.Parallel()
	d := phone(t)
	if got := d.kept(); got != "" {
		t.Errorf("the browser keeps %q although nobody asked for it", got)
	}
	d.tab.Press("[data-keep]")
	d.tab.Until(`document.querySelector("[data-keep-status]").textContent.includes("liegt jetzt auf diesem Gerät")`)
	if got := d.kept(); !strings.HasPrefix(got, "kompass-profile.") {
		t.Errorf("the browser keeps %q, want the profile alone", got)
	}
	d.tab.Audit("thanks with a kept profile")
	own := browser.Eval[string](d.tab, `document.querySelector(".table-profile tbody strong").textContent`)

	d.run("round", "close", d.round.ID)
	d.tab.Go(d.path)
	if d.tab.Status() != 410 {
		t.Errorf("the closed round answers %d, want 410", d.tab.Status())
	}
	d.run("round", "release", d.round.ID)
	d.run("round", "share", d.round.ID)
	d.tab.Go(d.path)
	d.tab.Until(`document.querySelector("[data-own-cell]")`)
	if got := d.tab.Text("h1"); d.tab.Status() != 200 || got != "Was daraus wurde" {
		t.Errorf("got %d and %q", d.tab.Status(), got)
	}
	if got := d.tab.Text("td[data-own-cell]"); got != own {
		t.Errorf("beside that of everyone stands %q, want what the thanks showed: %q", got, own)
	}
	d.tab.Audit("what became of it")
	d.tab.Press("[data-drop]")
	d.tab.Until(`!document.querySelector("[data-own-cell]")`)
	if got := d.kept(); got != "" {
		t.Errorf("the browser still keeps %q", got)
	}
	d.run("round", "share", d.round.ID, "--off")
	d.tab.Go(d.path)
	if d.tab.Status() != 410 {
		t.Errorf("the result that is shown no longer answers %d, want 410", d.tab.Status())
	}
}

func TestLeavingNothingBehindDeletesAKeptProfile(t *testing.T) {
	t.Parallel()
	d := phone(t)
	d.tab.Press("[data-keep]")
	d.tab.Until(`document.querySelector("[data-keep-status]").textContent.includes("liegt jetzt")`)
	d.tab.Follow("form[action$='/fertig'] button")
	d.tab.Until(`!Object.keys(localStorage).some((k) => k.startsWith("kompass"))`)
}
