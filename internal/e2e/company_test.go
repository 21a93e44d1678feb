package e2e_test

import (
	"strings"
	"testing"

	"kompass/internal/e2e/browser"
	"kompass/internal/e2e/program"
)

// TestFromANewCompanyToItsFrozenTarget goes the way that comes before a first round: company, profile, proposal, a value
// changed, frozen.
func TestFromANewCompanyToItsFrozenTarget(t *testing.T) {
	t.Parallel()
	for name, options := range map[string]browser.Options{
		"German, on a phone":             {Lang: "de", Width: 360, Height: 740, Touch: true},
		"English, at a desk, no scripts": {Lang: "en", Width: 1280, Height: 900, NoScripts: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := &way{t: t, q: content(t), options: options}
			w.p = start(t, program.Options{})
			w.options.Origin = w.p.URL
			w.trainer = open(t, w.options)
			w.setUp()
			w.addCompany()
			w.fillProfile()
			w.takeProposal()
			w.freezeTarget()
			w.mergeTeams()
		})
	}
}

func (w *way) fillProfile() {
	tab := w.trainer
	tab.Follow("a[href$='/positioning']")
	tab.Audit("profile")
	tab.Fill("#promise", "Wer anruft, spricht mit einem Menschen.")
	tab.Press("input[name=discipline][value=customers]")
	tab.Press("input[name=price][value='5']")
	tab.Press("input[name=latitude][value='4']")
	tab.Follow("button[value=target]")
	if !strings.Contains(tab.Path(), "/target?profile=") {
		w.t.Fatalf("at %s, want the proposal of a target", tab.Path())
	}
}

// takeProposal checks that the proposal fills the grid, and corrects one value, once wrongly.
func (w *way) takeProposal() {
	tab := w.trainer
	tab.Audit("proposed target")
	values := tab.Attributes(".target-grid input", "value")
	if want := w.said("3,75", "3.75"); len(values) != 12 || values[0] != want {
		w.t.Fatalf("the proposal fills in %v, want %s first", values, want)
	}
	if n := tab.Count(".target-grid .proposed"); n != 12 {
		w.t.Errorf("got %d proposals beside the inputs, want 12", n)
	}
	tab.Fill("#target-people-processes", "9")
	tab.Follow("button[value=save]")
	if got := tab.Text(".error-summary li"); tab.Status() != 422 || !strings.HasPrefix(got, w.said("Prozesse (Akteure):", "Processes (People):")) {
		w.t.Errorf("status %d and %q, want the cell named", tab.Status(), got)
	}
	tab.Audit("target with an error")
	tab.Fill("#target-people-processes", "3.0")
	tab.Follow("button[value=save]")
	tab.Audit("saved target with warnings")
	if got, want := tab.Attributes("#target-people-processes", "value")[0], w.said("3,0", "3.0"); got != want {
		w.t.Errorf("got %q, want %q as it was saved", got, want)
	}
}

func (w *way) freezeTarget() {
	tab := w.trainer
	tab.Follow("button[value=freeze]")
	tab.Audit("asked before freezing")
	if tab.Count(".target-grid input") != 0 {
		w.t.Error("the values can still be changed beside the question")
	}
	tab.Follow("#confirm button[value=freeze]")
	if got := tab.Text(".notice"); !strings.Contains(got, "trainerin@example.org") {
		w.t.Errorf("got %q, want who froze it", got)
	}
	tab.Audit("frozen target that can be renewed")
	tab.Follow(".crumbs a[href^='/app/companies/']")
}

func (w *way) mergeTeams() {
	tab := w.trainer
	tab.Audit("company with a profile")
	tab.Follow("a[href$='/teams']")
	tab.Audit("teams")
	tab.Press("input[name=merge]")
	tab.Follow("form[action$='/merge'] button")
	if tab.Status() != 422 || tab.Count(".error-summary li") != 2 {
		w.t.Errorf("one team without a name: status %d, %d messages", tab.Status(), tab.Count(".error-summary li"))
	}
	tab.Audit("teams with an error")
	tab.Press("label:has(input[name=merge]:not(:checked))")
	tab.Fill("#merged", "Alle")
	tab.Follow("form[action$='/merge'] button")
	if n := tab.Count("form[action$='/restore']"); n != 2 {
		w.t.Errorf("got %d teams in the archive, want 2", n)
	}
	tab.Audit("merged teams")
	tab.Follow(".crumbs a[href^='/app/companies/']")
	tab.Follow("a[href$='/details']")
	tab.Audit("details")
	tab.Follow(".crumbs a[href^='/app/companies/']")
	tab.Follow("a[href$='/delete']")
	tab.Audit("asked before deleting")
	tab.Fill("#name", "Hotel Nordstern & Söhne <b>")
	tab.Fill("#password", "drei gute lange Worte")
	tab.Follow("form[action$='/delete'] button")
	w.at("/app/deletions/")
	tab.Audit("protocol of a deletion")
}
