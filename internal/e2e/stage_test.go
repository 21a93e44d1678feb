package e2e_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"kompass/internal/e2e/browser"
	"kompass/internal/e2e/program"
)

// A room scans, guesses, and sees what everybody answered, led by the keys of a remote control.
func TestAPresentationFromWaitingToReveal(t *testing.T) {
	t.Parallel()
	w := &way{t: t, q: content(t), options: browser.Options{Lang: "en", Width: 1024, Height: 768}}
	w.p = start(t, program.Options{})
	w.options.Origin = w.p.URL
	w.trainer = open(t, w.options)
	w.setUp()
	w.addCompany()
	w.chooseTarget()
	w.openRound()
	tab := w.trainer
	tab.Go(w.round)
	tab.Follow("a[href$='/stage']")
	w.screen("Please take part now")
	if got := tab.Text("[data-count=answers]"); got != "fewer than 5 answers" {
		t.Errorf("got %q, want no exact count below the minimum", got)
	}
	w.crowd(15)
	browser.Eval[bool](tab, "(location.reload(), true)")
	tab.Until(`document.readyState === "complete" && document.querySelector("[data-count=answers]").textContent === "15 answers"`)
	w.key(kb.PageDown, "Guess first: where do we stand?")
	w.guess()
	w.key(kb.ArrowRight, "Close and reveal")
	tab.Follow("form button")
	var seen []string
	for range 20 {
		seen = append(seen, tab.Text("h1"))
		tab.Audit(seen[len(seen)-1])
		if tab.Count("a[rel=next]") == 0 {
			break
		}
		tab.Leave(func() { tab.Keys(" ") })
	}
	for _, want := range []string{"This is what you guessed", "This is how everybody sees it", "And this is what you set out to reach", "What do we set out to do?"} {
		if !slices.Contains(seen, want) {
			t.Errorf("got the screens %q, want %q among them", seen, want)
		}
	}
	if tab.Count(".stage-nav a[rel=prev]") != 1 {
		t.Error("there is no way back from the last screen")
	}
	tab.Leave(func() { tab.Keys(kb.PageUp) })
	if tab.Text(".stage-question") == "" {
		t.Error("the last disagreement has no question")
	}
	tab.Leave(func() { tab.Keys(kb.Escape) })
	w.at(w.round)
}

// screen checks what is shown and that it fits and can be read.
func (w *way) screen(heading string) {
	w.t.Helper()
	if got := w.trainer.Text("h1"); got != heading {
		w.t.Fatalf("got the screen %q, want %q", got, heading)
	}
	w.trainer.Audit(heading)
}

// key presses a key that leads to another screen.
func (w *way) key(key, heading string) {
	w.t.Helper()
	w.trainer.Leave(func() { w.trainer.Keys(key) })
	w.screen(heading)
}

// guess lets one person guess on a phone, and four more.
func (w *way) guess() {
	phone := open(w.t, browser.Options{Origin: w.p.URL, Lang: "de", Width: 360, Height: 740, Touch: true})
	_, path, _ := strings.Cut(w.links[0], "/s/")
	path = "/s/" + path + "/schaetzen"
	phone.Go(path)
	phone.Audit("guess")
	phone.Follow("form.guess button")
	if phone.Status() != 422 || phone.Count("[data-error-summary] li") != 4 {
		w.t.Errorf("an empty guess: status %d with %d messages", phone.Status(), phone.Count("[data-error-summary] li"))
	}
	phone.Audit("guess with errors")
	form := url.Values{}
	for i, f := range w.q.Fields {
		phone.Press(fmt.Sprintf("input[name=guess-%s][value='%d']", f.ID, i))
		form.Set("guess-"+f.ID, fmt.Sprint(4-i))
	}
	phone.Follow("form.guess button")
	if phone.Count("form.guess :checked") != 4 || phone.Count("[role=status]") != 1 {
		w.t.Error("the guess is not shown again")
	}
	phone.Audit("guess that was taken")
	for range 4 {
		newPerson(w.t, w.p.URL).post(path, form)
	}
}
