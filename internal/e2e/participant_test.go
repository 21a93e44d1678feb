package e2e_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"kompass/internal/e2e/browser"
	"kompass/internal/questionnaire"
)

// desk is an open round that four people have answered already, so that the fifth answer is counted, and a browser that
// stands before its questionnaire.
type desk struct {
	*product
	q     *questionnaire.Questionnaire
	round openedRound
	path  string
	tab   *browser.Tab
}

func sitDown(t *testing.T, o browser.Options) *desk {
	t.Helper()
	d := &desk{product: join(t), q: content(t)}
	company, _ := d.company(newCompany())
	d.round = d.product.round(company)
	code := d.round.Links[0].Code
	for i := range 4 {
		newPerson(t, d.URL).answer(code, filled(d.q, func(item int) int { return item + i }))
	}
	d.path = "/s/" + code
	o.Origin = d.URL
	if o.Width == 0 {
		o.Lang, o.Width = "de", 800
	}
	d.tab = open(t, o)
	d.tab.Go(d.path)
	return d
}

// tick answers the first n items, as clicks do.
func (d *desk) tick(n int) {
	d.t.Helper()
	for i, item := range d.q.Items()[:n] {
		browser.Eval[bool](d.tab, "document.querySelector("+browser.Quote(choice(item.ID, i%5+1))+").click() ?? true")
	}
	d.wantTicked(n)
}

func (d *desk) wantTicked(n int) {
	d.t.Helper()
	if got := d.tab.Count("#answers input[type=radio]:checked"); got != n {
		d.t.Fatalf("%d items are answered, want %d", got, n)
	}
}

// toCheck goes through all steps to the last.
func (d *desk) toCheck() {
	d.t.Helper()
	for range len(d.q.Fields) + 1 {
		d.tab.Press("[data-next]")
	}
	d.tab.Until(`document.querySelector("#check").checkVisibility()`)
}

func (d *desk) wantThanks() {
	d.t.Helper()
	d.tab.Until(`location.pathname.endsWith("/danke") && document.readyState === "complete" && document.querySelector(".receipt")`)
	d.wantResponses(d.round.ID, 5)
}

func TestUnfinishedAnswersAreOfferedAgain(t *testing.T) {
	t.Parallel()
	d := sitDown(t, browser.Options{})
	d.tab.Press("#start [data-next]")
	d.tab.Press("[data-next]:not(#start *)")
	before := d.tab.Requests()
	d.tick(7)
	d.tab.Fill("#comment-leadership", "Mehr Zeit.")
	if got := d.tab.Requests(); got != before {
		t.Errorf("answering caused %d requests, want none", got-before)
	}
	d.tab.Reload()
	d.tab.Until(`document.querySelector("[data-resume]").checkVisibility()`)
	d.wantTicked(0)
	d.tab.Audit("unfinished answers offered")
	d.tab.Press("[data-resume-continue]")
	d.tab.Until(`document.querySelector("#field\\.leadership").checkVisibility()`)
	d.wantTicked(7)
	if got := d.tab.Attributes("#comment-leadership", "value"); got[0] != "Mehr Zeit." {
		t.Errorf("got the comment %q back", got[0])
	}
	d.tab.Reload()
	d.tab.Press("[data-resume-delete]")
	d.wantTicked(0)
	if got := browser.Eval[int](d.tab, "localStorage.length"); got != 0 {
		t.Errorf("%d entries are left on the device after deleting", got)
	}
	d.tab.Reload()
	d.tab.Until(`document.querySelector("#start [data-next]").checkVisibility()`)
	if browser.Eval[bool](d.tab, `document.querySelector("[data-resume]").checkVisibility()`) {
		t.Error("deleted answers are offered again")
	}
}

func TestUnfinishedAnswersAreForgottenAfterTwoWeeks(t *testing.T) {
	t.Parallel()
	for days, kept := range map[int]int{13: 1, 15: 0} {
		d := sitDown(t, browser.Options{})
		d.tick(7)
		if got := browser.Eval[int](d.tab, "localStorage.length"); got != 1 {
			t.Fatalf("%d entries are kept, want the unfinished answers", got)
		}
		browser.Eval[bool](d.tab, fmt.Sprintf(`Object.keys(localStorage).every((name) => {
			const draft = JSON.parse(localStorage.getItem(name));
			localStorage.setItem(name, JSON.stringify({ ...draft, at: draft.at - %d * 86400000 }));
			return true;
		})`, days))
		d.tab.Reload()
		d.tab.Until(`document.querySelector("#start [data-next]")`)
		if got := browser.Eval[int](d.tab, "localStorage.length"); got != kept {
			t.Errorf("%d entries are kept after %d days, want %d", got, days, kept)
		}
	}
}

func TestSwitchingTheLanguageKeepsTheAnswers(t *testing.T) {
	t.Parallel()
	for name, noScripts := range map[string]bool{"with scripts": false, "without scripts": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := sitDown(t, browser.Options{Lang: "de", Width: 800, NoScripts: noScripts})
			if !noScripts {
				d.tab.Press("#start [data-next]")
				d.tab.Press("[data-next]:not(#start *)")
			}
			d.tick(12)
			for _, lang := range []string{"en", "de", "en"} {
				d.tab.Follow("[data-switch]")
				if got := browser.Eval[string](d.tab, "document.documentElement.lang"); got != lang {
					t.Fatalf("the page is in %q, want %q", got, lang)
				}
				d.wantTicked(12)
				if !noScripts && !browser.Eval[bool](d.tab, `document.querySelector("#field\\.leadership").checkVisibility()`) {
					t.Error("the step has changed with the language")
				}
			}
			d.tab.Audit("after a change of language")
			if noScripts {
				d.tab.Follow("#check [data-submit]")
			} else {
				for range len(d.q.Fields) - 1 {
					d.tab.Press("[data-next]")
				}
				d.tab.Press("#check [data-submit]")
			}
			d.wantThanks()
		})
	}
}

func TestASharedTabletKeepsNothing(t *testing.T) {
	t.Parallel()
	d := sitDown(t, browser.Options{})
	d.tab.Go(d.path + "?tablet=1")
	d.tick(9)
	if got := browser.Eval[int](d.tab, "localStorage.length + sessionStorage.length"); got != 0 {
		t.Errorf("%d entries are kept on a shared device", got)
	}
	d.tab.Reload()
	d.wantTicked(0)
	d.tick(9)
	d.toCheck()
	d.tab.Press("#check [data-submit]")
	d.wantThanks()
	d.tab.Audit("thank-you page on a tablet")
	receipt := d.tab.Text(".receipt .code")
	d.tab.Follow("form[data-tablet] button")
	if path := d.tab.Path(); path != d.path+"?tablet=1" {
		t.Fatalf("the tablet returns to %s, want the questionnaire", path)
	}
	d.wantTicked(0)
	if browser.Eval[bool](d.tab, `document.querySelector("[data-resume]").checkVisibility()`) {
		t.Error("the next person is offered the answers of the one before")
	}
	d.tab.Go(d.path + "/danke")
	if d.tab.Status() != http.StatusNotFound || strings.Contains(d.tab.Text("main"), receipt) {
		t.Errorf("the next person sees the thank-you page of the one before: %d", d.tab.Status())
	}
	d.tab.Go(d.path + "?tablet=1")
	d.tick(3)
	d.toCheck()
	d.tab.Press("#check [data-submit]")
	d.tab.Until(`location.pathname.endsWith("/danke")`)
	d.wantResponses(d.round.ID, 6)
}

func TestSendingWithoutConnectionWaitsForIt(t *testing.T) {
	t.Parallel()
	d := sitDown(t, browser.Options{})
	d.tick(20)
	d.toCheck()
	d.tab.Offline(true)
	d.tab.Press("#check [data-submit]")
	d.tab.Until(`document.querySelector("[data-status]").innerText === document.querySelector("[data-status]").dataset.textOffline`)
	d.wantTicked(20)
	if got := browser.Eval[int](d.tab, "localStorage.length"); got != 1 {
		t.Errorf("%d entries are on the device without connection, want the answers", got)
	}
	d.wantResponsesBelow(5)
	d.tab.Audit("no connection")
	d.tab.Offline(false)
	d.wantThanks()
	if got := browser.Eval[int](d.tab, "localStorage.length"); got != 0 {
		t.Errorf("%d entries are left on the device after sending", got)
	}
}

// wantResponsesBelow checks that fewer people than the minimum are told of.
func (d *desk) wantResponsesBelow(n int) {
	d.t.Helper()
	if got := d.responses(d.round.ID); got != nil {
		d.t.Errorf("got %d answers, want fewer than %d", *got, n)
	}
}

func TestGoingBackAfterSendingLeadsToWhatIsStored(t *testing.T) {
	t.Parallel()
	for name, noScripts := range map[string]bool{"with scripts": false, "without scripts": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := sitDown(t, browser.Options{Lang: "en", Width: 800, NoScripts: noScripts})
			d.tick(39)
			if !noScripts {
				d.toCheck()
			}
			d.tab.Press("#check [data-submit]")
			d.wantThanks()
			d.tab.Back()
			if noScripts && d.tab.Count("#answers") == 1 {
				// The browser shows the form as it was left, without asking the server. Sending it again changes nothing.
				d.wantTicked(39)
				d.tab.Follow("#check [data-submit]")
				d.tab.Until(`document.querySelector("h1").textContent === "You have already answered"`)
				d.tab.Go(d.path)
			}
			d.tab.Until(`document.querySelector("h1").innerText === "You have already answered"`)
			d.tab.Audit("already answered")
			d.tab.Follow(".actions a[href$='/danke']")
			d.tab.Until(`document.querySelector("input[name=receipt]")`)
			d.tab.Audit("profile asked for again")
			if got := d.tab.Count(".receipt .code"); got != 0 {
				t.Error("the next person at this device sees the receipt")
			}
			d.tab.Go(d.path)
			d.tab.Follow("form[action$='/neu'] button")
			d.wantTicked(0)
		})
	}
}

func TestAnEmptyFormIsNotSent(t *testing.T) {
	t.Parallel()
	d := sitDown(t, browser.Options{})
	d.toCheck()
	before := d.tab.Requests()
	d.tab.Press("#check [data-submit]")
	d.tab.Until(`document.querySelector("[data-status]").innerText === document.querySelector("[data-status]").dataset.textNone`)
	if got := d.tab.Requests(); got != before {
		t.Errorf("an empty form caused %d requests", got-before)
	}
	d.tab.Audit("check page of an empty form")
	plain := open(t, browser.Options{Origin: d.URL, Lang: "de", Width: 360, Height: 740, NoScripts: true})
	plain.Go(d.path)
	plain.Follow("#check [data-submit]")
	if plain.Status() != http.StatusUnprocessableEntity || plain.Count("[data-error-summary] a") == 0 {
		t.Errorf("an empty form without scripts: %d with %d messages", plain.Status(), plain.Count("[data-error-summary] a"))
	}
	if title := browser.Eval[string](plain, "document.title"); !strings.HasPrefix(title, "Fehler: ") {
		t.Errorf("the page with an error is called %q", title)
	}
	if got := plain.Attributes("[data-error-summary] a", "hash"); plain.Count(got[0]) != 1 && !strings.Contains(got[0], ".") {
		t.Errorf("the message leads to %q, which is not there", got[0])
	}
	plain.Audit("empty form refused")
	d.wantResponsesBelow(5)
}

func TestADoubleClickStoresOne(t *testing.T) {
	t.Parallel()
	for name, noScripts := range map[string]bool{"with scripts": false, "without scripts": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := sitDown(t, browser.Options{Lang: "de", Width: 800, NoScripts: noScripts})
			d.tick(39)
			if !noScripts {
				d.toCheck()
			}
			d.tab.PressTwice("#check [data-submit]")
			// Without scripts the second form may reach the server after the first has been thanked for.
			d.tab.Until(`document.readyState === "complete" && (document.querySelector(".receipt") ||
				document.querySelector("h1").textContent === "Sie haben schon geantwortet")`)
			d.wantResponses(d.round.ID, 5)
		})
	}
}

// TestAPhoneIsEnough holds how far somebody scrolls on a small phone: she begins on the first screen and answers within twenty.
func TestAPhoneIsEnough(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"de", "en"} {
		d := sitDown(t, browser.Options{Lang: lang, Width: 360, Height: 640, Touch: true})
		if bottom := browser.Eval[float64](d.tab, `document.querySelector("#start [data-next]").getBoundingClientRect().bottom`); bottom > 640 {
			t.Errorf("%s: the button to begin ends at %.0f px, beyond the first screen", lang, bottom)
		}
		d.tab.Press("#start [data-next]")
		height := 0
		for _, f := range d.q.Fields {
			d.tab.Until(fmt.Sprintf(`document.querySelector(%s).checkVisibility()`, browser.Quote(section(f.ID))))
			height += browser.Eval[int](d.tab, "document.documentElement.scrollHeight")
			d.tab.Press(section(f.ID) + " [data-next]")
		}
		if screens := float64(height) / 640; screens > 20 {
			t.Errorf("%s: the statements take %.1f screens, want 20 at most", lang, screens)
		}
	}
}

// TestAnswersInARowSayTheirWords holds that a row of points names its ends and what was chosen, and large text gives each answer a line.
func TestAnswersInARowSayTheirWords(t *testing.T) {
	t.Parallel()
	d := sitDown(t, browser.Options{Lang: "de", Width: 360, Height: 640, Touch: true})
	first := d.q.Fields[0].Items[0]
	scale, _ := d.q.Scale(first.Scale)
	said := func(point int) string { return scale.Points[point].Text["de"] }
	d.tab.Press("#start [data-next]")
	d.tab.Press(choice(first.ID, 2))
	line := fmt.Sprintf("[data-item='%s'] .answers-ends span", first.ID)
	if got, want := strings.Join(d.tab.Texts(line), "/"), said(0)+"/"+said(1)+"/"+said(len(scale.Points)-1); got != want {
		t.Errorf("got %q under the row, want %q", got, want)
	}
	d.tab.Press(choice(first.ID, 1))
	if got := d.tab.Texts(line); got[1] != "" {
		t.Errorf("got %q in the middle, want nothing when an end is chosen", got[1])
	}
	if got := d.tab.Text("[data-progress] p"); !strings.HasPrefix(got, fmt.Sprintf("1 von %d beantwortet", len(d.q.Items()))) {
		t.Errorf("got the progress %q", got)
	}
	inARow := fmt.Sprintf(`(() => { const tops = [...document.querySelectorAll("[data-item='%s'] .answers label")].map((l) => l.getBoundingClientRect().top); return new Set(tops).size; })()`, first.ID)
	if got := browser.Eval[int](d.tab, inARow); got != 1 {
		t.Errorf("the answers take %d lines, want a row", got)
	}
	browser.Eval[bool](d.tab, `document.documentElement.classList.remove("js") ?? true`)
	if got := browser.Eval[int](d.tab, inARow); got != len(scale.Points) {
		t.Errorf("without scripts the answers take %d lines, want one each", got)
	}
}

func TestACommentSaysHowMuchRoomIsLeft(t *testing.T) {
	t.Parallel()
	d := sitDown(t, browser.Options{})
	d.tab.Press("#start [data-next]")
	d.tab.Fill("#comment-customers", "Kurz.")
	if got := d.tab.Text(".comment [data-room]"); got != "" {
		t.Errorf("got %q, want nothing while there is much room", got)
	}
	browser.Eval[bool](d.tab, `(document.querySelector("#comment-customers").value = "x".repeat(1899), true)`)
	d.tab.Press("#comment-customers")
	d.tab.Keys("x")
	d.tab.Until(`document.querySelector("#comment-customers").value.length === 1900`)
	if got, want := d.tab.Text(".comment [data-room]"), "Noch Platz für 100 Zeichen"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
