package e2e_test

import (
	"strings"
	"testing"

	"kompass/internal/e2e/browser"
	"kompass/internal/result"
)

// typist is a trainer who types in paper sheets.
type typist struct {
	t     *testing.T
	p     *product
	tab   *browser.Tab
	round openedRound
}

func newTypist(t *testing.T, o browser.Options) typist {
	t.Helper()
	p := join(t)
	company, _ := p.company(newCompany(), 14)
	o.Origin = p.URL
	y := typist{t: t, p: p, tab: open(t, o), round: p.round(company)}
	y.tab.Go("/login")
	y.tab.Fill("#email", trainerEmail)
	y.tab.Fill("#password", trainerPassword)
	y.tab.Follow("form[action='/login'] button")
	y.tab.Go("/app/rounds/" + y.round.ID + "/entry")
	y.tab.Until(`!document.querySelector("[data-entry]").hidden`)
	return y
}

func (y typist) wants(what, selector, want string) {
	y.t.Helper()
	if got := y.tab.Text(selector); got != want {
		y.t.Errorf("%s: got %q, want %q", what, got, want)
	}
}

// reload loads the page again as after a batch that could not be sent: then nobody is asked whether that is meant.
func (y typist) reload() {
	y.t.Helper()
	if !browser.Eval[bool](y.tab, `(() => { const e = new Event("beforeunload", { cancelable: true }); dispatchEvent(e); return e.defaultPrevented; })()`) {
		y.t.Error("leaving in the middle of a batch is not warned of")
	}
	browser.Eval[bool](y.tab, `document.getElementById("batch").dispatchEvent(new Event("submit", { cancelable: true }))`)
	y.tab.Reload()
	y.tab.Until(`!document.querySelector("[data-entry]").hidden`)
}

// keysOf is what is pressed for a sheet: another level on every line, some cannot be judged and some are empty.
func keysOf(n, items int) string {
	keys := ""
	for i := range items {
		switch {
		case i > 0 && (7*n+i)%20 == 9:
			keys += "0"
		case i > 0 && (3*n+i)%25 == 10:
			keys += " "
		default:
			keys += string(rune('1' + (n+i)%5))
		}
	}
	return keys + "\r"
}

func TestTenSheetsAreTypedInByKeyboard(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]browser.Options{
		"German, at a desk":      {Lang: "de", Width: 1280, Height: 900},
		"English, narrow window": {Lang: "en", Width: 360, Height: 740},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			y := newTypist(t, o)
			tab, items := y.tab, content(t).Items()
			tab.Audit("no sheet typed in")
			tab.Fill("#issued", "10")
			for n := range 4 {
				tab.Press("[data-current] input")
				tab.Keys(keysOf(n, len(items)))
			}
			tab.Keys("12\b4") // undone, and another level instead
			y.reload()
			if got := tab.Count("[data-entry-table] tbody tr"); got != 4 {
				t.Fatalf("after a reload %d sheets are there, want 4", got)
			}
			if got := tab.Count(".entry-sheet :checked"); got != 2 {
				t.Errorf("after a reload %d lines of the sheet are there, want 2", got)
			}
			tab.Keys("\b\b")
			for n := 4; n < 10; n++ {
				tab.Keys(keysOf(n, len(items)))
			}
			tab.Keys(keysOf(3, len(items))) // typed twice by mistake, and deleted
			tab.Press("[data-entry-table] tbody tr:last-child button:last-child")
			if got := tab.Text("[data-entry-count]"); !strings.HasPrefix(got, "10 ") || strings.Count(got, "10") != 2 {
				t.Errorf("the running count is %q, want 10 of 10", got)
			}
			tab.Audit("ten sheets typed in")
			if got := y.p.responses(y.round.ID); got != nil {
				t.Errorf("%d answers are stored before the batch is", *got)
			}
			tab.Follow("[data-entry-send]")
			if got := tab.Count("[data-entry-table] tbody tr"); got != 0 || !strings.Contains(tab.Text(".notice[role=status]"), "10") {
				t.Errorf("after storing %d sheets are left, and it says %q", got, tab.Text(".notice[role=status]"))
			}
			tab.Audit("a batch stored")
			y.p.wantResponses(y.round.ID, 10)
			y.p.run("round", "close", y.round.ID)
			y.wantResult(items[0].ID)
		})
	}
}

// wantResult checks that everybody's answers to the first statement are those of the keys.
func (y typist) wantResult(item string) {
	y.t.Helper()
	doc := asJSON[struct {
		Groups []result.Group `json:"groups"`
	}](y.p, "result", y.round.ID)
	for _, f := range doc.Groups[0].Fields {
		for _, it := range f.Items {
			if it.ID != item {
				continue
			}
			for level, n := range it.Counts {
				if n != 2 {
					y.t.Errorf("%d people answered %s, want 2", n, level)
				}
			}
			if it.N != 10 || len(it.Counts) != 5 {
				y.t.Errorf("got n = %d and %d levels, want 10 and 5", it.N, len(it.Counts))
			}
			return
		}
	}
	y.t.Errorf("the result does not tell of %s", item)
}

func TestTwoEntriesOfABatchAreCompared(t *testing.T) {
	t.Parallel()
	y := newTypist(t, browser.Options{Lang: "de", Width: 1280, Height: 900})
	tab, n := y.tab, len(content(t).Items())
	tab.Press("#twice")
	tab.Press("[data-current] input")
	tab.Keys(keysOf(0, n) + keysOf(1, n))
	tab.Press("[data-entry-second]")
	y.wants("the second entry", "[data-entry-heading]", "Bogen 1, zweite Eingabe")
	other := keysOf(1, n)
	tab.Keys(keysOf(0, n) + "5" + other[1:])
	y.wants("the comparison", "[data-entry-differ]", "Abweichungen: 1. Bitte am Bogen nachsehen und wählen.")
	if !browser.Eval[bool](tab, `document.querySelector("[data-entry-send]").disabled`) {
		t.Error("a batch with a difference can be stored")
	}
	tab.Audit("two entries with a difference")
	tab.Press(".entry-differences button")
	y.wants("the comparison", "[data-entry-differ]", "Beide Eingaben stimmen überein.")
	tab.Follow("[data-entry-send]")
	y.p.run("round", "list")
	if got := tab.Text(".notice[role=status]"); !strings.Contains(got, "2 Bögen sind gespeichert") {
		t.Errorf("got %q", got)
	}
}
