package e2e_test

import (
	"net/http"
	"strings"
	"testing"

	"kompass/internal/e2e/browser"
	"kompass/internal/e2e/program"
)

// TestAHoldersKeyFromTheSheetToTheResult goes the way of a round whose key is on paper: chosen in the set-up, printed, typed in,
// answered from two phones and more, closed with one word mistyped and then with the right ones.
func TestAHoldersKeyFromTheSheetToTheResult(t *testing.T) {
	t.Parallel()
	for _, options := range []browser.Options{{Lang: "de", Width: 360, Height: 740, Touch: true}, {Lang: "en", Width: 1280, Height: 900}} {
		t.Run(options.Lang, func(t *testing.T) {
			t.Parallel()
			w := &way{t: t, q: content(t), options: options}
			w.p = start(t, program.Options{})
			w.options.Origin = w.p.URL
			w.trainer = open(t, w.options)
			w.walkWithKey()
		})
	}
}

func (w *way) walkWithKey() {
	signUp(w.trainer, w.p.setupAddress())
	w.openHeld()
	words := w.printSheet()
	w.typeIn(words)
	for _, link := range w.links[:2] {
		phone := open(w.t, browser.Options{Origin: w.p.URL, Lang: w.options.Lang, Width: 360, Height: 740, Touch: true})
		phone.Go(link)
		phone.Press("#start summary")
		if got, want := phone.Text("#start"), w.said("Ihre Vertretung, etwa der Betriebsrat, verwahrt ihn auf Papier", "your representatives, such as a works council, keep it on paper"); !strings.Contains(got, want) {
			w.t.Errorf("the start page says %q, want %q", got, want)
		}
	}
	w.crowd(12)
	w.closeWithKey(words)
}

// openHeld prepares and opens a round whose key the representatives of the staff are to hold.
func (w *way) openHeld() {
	tab := w.trainer
	tab.Fill("#name", "Hotel Nordstern")
	tab.Follow("form[action='/app/companies'] button")
	for _, team := range [][2]string{{"Empfang", "14"}, {"Küche", "12"}} {
		tab.Fill("#name", team[0])
		tab.Fill("#size", team[1])
		tab.Follow("form[action$='/teams'] button")
	}
	tab.Follow("a[href$='/rounds/new']")
	tab.Follow("button[value=next]")
	tab.Follow("button[value=next]")
	tab.Press("input[name=key][value=council]")
	tab.Until(`document.querySelector("[data-statement]").textContent.match(/Betriebsrat|works council/)`)
	tab.Audit("key of the answers")
	tab.Follow("button[value=check]")
	tab.Follow("form[action$='/rounds'] button")
	w.at("/app/rounds/")
	w.round = strings.TrimSuffix(tab.Path(), "/key")
	tab.Audit("key of a round before its sheet")
}

// printSheet has the sheet shown and returns its words.
func (w *way) printSheet() []string {
	tab := w.trainer
	tab.Follow("form[action$='/key'] button")
	words := tab.Texts(".key-word")
	if len(words) != 24 {
		w.t.Fatalf("got %d words, want 24", len(words))
	}
	tab.Audit("key sheet")
	tab.Go(w.round)
	tab.Audit("round that waits for its key")
	w.links = tab.Texts(".link-row .copy:not(.hint) a")
	if r := newPerson(w.t, w.p.URL).get(strings.TrimPrefix(w.links[0], w.p.URL)); r.status != http.StatusForbidden {
		w.t.Errorf("before the key is typed in a link answers %d, want 403", r.status)
	}
	return words
}

// typeIn takes the words once, two of them wrong at first.
func (w *way) typeIn(words []string) {
	tab := w.trainer
	tab.Go(w.round + "/key")
	tab.Fill("#sheet", "abandn zzzzzzzz "+strings.Join(words[2:], " "))
	tab.Follow("form[action$='/key/confirm'] button")
	if got := tab.Text("#sheet-error"); tab.Status() != http.StatusUnprocessableEntity || !strings.Contains(got, "abandon") {
		w.t.Errorf("two wrong words: %d, %q", tab.Status(), got)
	}
	tab.Audit("words that are not on the list")
	tab.Fill("#sheet", strings.Join(words, " "))
	tab.Follow("form[action$='/key/confirm'] button")
	if path := tab.Path(); path != w.round {
		w.t.Fatalf("the right words lead to %s, want %s", path, w.round)
	}
}

func (w *way) closeWithKey(words []string) {
	tab := w.trainer
	tab.Go(w.round + "?confirm=close")
	tab.Audit("asked for the key before closing")
	wrong := append([]string{}, words...)
	wrong[6] = "zzzz"
	tab.Fill("#sheet", strings.Join(wrong, " "))
	tab.Follow("form[action$='/close'] button")
	if got := tab.Text("#sheet-error"); !strings.Contains(got, words[6]) || !strings.Contains(got, "7") {
		w.t.Errorf("word 7 is not named: %q", got)
	}
	tab.Audit("a wrong word at closing")
	tab.Fill("#sheet", strings.Join(words, " "))
	tab.Follow("form[action$='/close'] button")
	w.at(w.round + "/review")
	tab.Go(w.round + "/result")
	if names := charts(tab); len(names) != 2 {
		w.t.Errorf("got the charts %q, want the radar and the dot plot", names)
	}
	tab.Go("/app/keys")
	tab.Audit("keys")
}
