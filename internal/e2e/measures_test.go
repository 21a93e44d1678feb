package e2e_test

import (
	"strings"
	"testing"

	"kompass/internal/e2e/browser"
	"kompass/internal/e2e/program"
)

// A measure that a statement of a result leads to is kept, brought on, and looked at in the result of the next round.
func TestAMeasureIsFollowedIntoTheNextRound(t *testing.T) {
	t.Parallel()
	for name, options := range map[string]browser.Options{
		"German, on a phone":                  {Lang: "de", Width: 360, Height: 740, Touch: true},
		"English, at a desk, without scripts": {Lang: "en", Width: 1280, Height: 900, NoScripts: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := &way{t: t, q: content(t), options: options}
			w.p = start(t, program.Options{})
			w.options.Origin = w.p.URL
			w.trainer = open(t, w.options)
			w.setUp()
			w.addCompany()
			company := w.trainer.Path()
			w.emptyMeasures(company)
			w.openRound()
			w.crowd(15)
			w.closeRound()
			w.release() // what is not released is not judged
			w.agree()
			w.bringOn()
			w.trainer.Go(company)
			w.openRound()
			w.crowd(15)
			w.closeRound()
			w.readMoved()
		})
	}
}

func (w *way) emptyMeasures(company string) {
	w.trainer.Go(company + "/measures")
	w.trainer.Audit("no measures and no result")
	w.trainer.Go(company)
}

// agree follows a statement of the result to the form, sends it half empty and then whole.
func (w *way) agree() {
	tab := w.trainer
	tab.Go(w.round + "/result")
	tab.Follow("section[aria-labelledby=items] .measure-link")
	if got := tab.Count("input[name=aim]:checked"); got != 1 {
		w.t.Fatalf("the form names %d aims, want the statement that led to it", got)
	}
	tab.Audit("form of a measure")
	tab.Fill("#what", "Wir fragen <jeden> Gast")
	tab.Follow("form[action$='/measures'] button")
	if tab.Status() != 422 || tab.Count("[data-error-summary] li") != 2 {
		w.t.Errorf("a measure without who and when: status %d with %d messages", tab.Status(), tab.Count("[data-error-summary] li"))
	}
	tab.Audit("form of a measure with errors")
	tab.Fill("#who", "Schichtleitung")
	browser.Eval[bool](tab, `(document.querySelector("#due").value = "2031-05-31", true)`)
	tab.Follow("form[action$='/measures'] button")
	w.at("/app/companies/")
	if got := tab.Text(".measures tbody th a"); got != "Wir fragen <jeden> Gast" {
		w.t.Errorf("got the measure %q", got)
	}
	tab.Audit("list of measures")
}

// bringOn changes the state in one click and asks before deleting.
func (w *way) bringOn() {
	tab := w.trainer
	tab.Follow(".measure-states button[value=underway]")
	if got, want := tab.Text(".measures .state"), w.said("in Arbeit", "under way"); got != want {
		w.t.Errorf("the measure is %q, want %q", got, want)
	}
	tab.Follow(".measures tbody th a")
	tab.Follow("a[href$='confirm=delete']")
	tab.Audit("asked before deleting a measure")
	tab.Go("/app/measures?due=overdue")
	tab.Audit("measures of which none is overdue")
}

// readMoved checks that the later result says by rule what became of the one aim, with n on both sides.
func (w *way) readMoved() {
	tab := w.trainer
	tab.Go(w.round + "/result")
	if tab.Count(".moved-measure") != 1 || tab.Count(".moved-table tbody tr") != 1 {
		w.t.Fatalf("the result follows %d measures with %d aims, want one of each", tab.Count(".moved-measure"), tab.Count(".moved-table tbody tr"))
	}
	row := tab.Text(".moved-table tbody tr")
	if strings.Count(row, "n = 15") != 2 || !strings.Contains(row, w.said("nicht unterscheidbar", "no detectable difference")) {
		w.t.Errorf("got %q, want n on both sides and equal answers not told apart", row)
	}
	tab.Audit("result that opens with what was agreed")
}
