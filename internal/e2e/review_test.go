package e2e_test

import (
	"net/url"
	"strings"
	"testing"

	"kompass/internal/e2e/browser"
	"kompass/internal/e2e/program"
)

// A trainer decides about comments, writes an introduction and releases; the coordinator reads what was released.
func TestAResultIsReviewedAndReleased(t *testing.T) {
	t.Parallel()
	for name, options := range map[string]browser.Options{
		"German, on a phone, without scripts": {Lang: "de", Width: 360, Height: 740, Touch: true, NoScripts: true},
		"English, at a desk":                  {Lang: "en", Width: 1280, Height: 900},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := &way{t: t, q: content(t), options: options}
			w.p = start(t, program.Options{})
			w.options.Origin = w.p.URL
			w.trainer = open(t, w.options)
			w.setUp()
			w.addCompany()
			company, _, _ := strings.Cut(strings.TrimPrefix(w.trainer.Path(), "/app/companies/"), "#")
			w.openRound()
			w.comment("More light", "Anna sleeps", "Rubbish")
			w.crowd(12)
			w.closeRound()
			w.decide()
			w.introduce()
			w.release()
			w.readAsCoordinator(company)
		})
	}
}

// comment answers through the first link, with a text each.
func (w *way) comment(texts ...string) {
	_, code, _ := strings.Cut(w.links[0], "/s/")
	for i, text := range texts {
		form := filled(w.q, func(item int) int { return i + item })
		form.Set("comment-people", text)
		newPerson(w.t, w.p.URL).answer(code, form)
	}
}

// decide shows one comment, hides one and redacts one, first wrongly.
func (w *way) decide() {
	tab := w.trainer
	id := map[string]string{}
	names := tab.Attributes(".review-comment input[value=shown]", "name")
	for i, text := range tab.Texts(".review-text") {
		id[text] = strings.TrimPrefix(names[i], "verdict-")
	}
	choose := func(text, verdict string) {
		tab.Press("input[name='verdict-" + id[text] + "'][value=" + verdict + "]")
	}
	choose("More light", "shown")
	choose("Rubbish", "hidden")
	choose("Anna sleeps", "redacted")
	copied := "#redacted-" + id["Anna sleeps"]
	tab.Fill(copied, "Berta sleeps")
	tab.Follow("form[action$='/comments'] button[value=save]")
	if tab.Status() != 422 || tab.Count("[data-error-summary] li") != 1 {
		w.t.Errorf("a changed comment: status %d with %d messages", tab.Status(), tab.Count("[data-error-summary] li"))
	}
	tab.Audit("review with an error")
	tab.Fill(copied, "[...] sleeps")
	tab.Follow("form[action$='/comments'] button[value=save]")
	tab.Audit("review with comments decided")
}

func (w *way) introduce() {
	tab := w.trainer
	tab.Fill("#introduction", "Read this first.")
	tab.Follow("form[action$='/introduction'] button")
	if got := tab.Count("#introduction-saved"); got != 1 {
		w.t.Error("nothing says that the introduction is saved")
	}
}

// readAsCoordinator signs in as the coordinator of the company and reads the result.
func (w *way) readAsCoordinator(company string) {
	const email, password = "koordination@example.org", "drei andere lange Worte"
	added := w.p.command(password+"\n", "user", "add", "--email", email, "--role", "coordinator", "--company", company, "--password-stdin")
	if added.Code != 0 {
		w.t.Fatalf("add a coordinator: %s", added.Stderr)
	}
	tab := open(w.t, w.options)
	tab.Go("/login?next=" + url.QueryEscape(w.round+"/result"))
	tab.Fill("#email", email)
	tab.Fill("#password", password)
	tab.Follow("form[action='/login'] button")
	tab.Go(w.round + "/result")
	quotes := strings.Join(tab.Texts(".quotes li"), "|")
	if !strings.Contains(quotes, "More light") || !strings.Contains(quotes, "[…] sleeps") || strings.Contains(quotes, "Anna") || strings.Contains(quotes, "Rubbish") {
		w.t.Errorf("the coordinator reads %q", quotes)
	}
	if got := tab.Text(".introduction p"); got != "Read this first." {
		w.t.Errorf("got the introduction %q", got)
	}
	tab.Audit("released result of the coordinator")
}
