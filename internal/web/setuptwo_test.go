package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"kompass/internal/kompass"
)

func TestDraftOfTwoPeople(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler", "Empfang")
	a, b := s.two()
	path := "/app/companies/" + c.ID + "/rounds"
	step := func(name string) string { return path + "/new?step=" + name }
	a.post(path+"/new", a.get(step("content")).fill("#setup", "title", "Herbst", "go", "check")).want(http.StatusSeeOther)
	check, older := b.get(step("check")), b.get(step("content"))
	a.post(path+"/new", a.get(step("mode")).fill("#setup", "mode", "open", "min-group", "3", "go", "check")).want(http.StatusSeeOther)
	var clash page
	s.unchanged("opening what somebody else changed", func() {
		clash = b.post(path, check.fill(`form[action="`+path+`"]`)).want(http.StatusConflict).says("inzwischen jemand anders geändert")
	})
	s.unchanged("a step of an older page", func() {
		p := b.post(path+"/new", older.fill("#setup", "title", "Winter", "go", "check")).want(http.StatusConflict)
		if got := p.one("#title-theirs").Text(); got != "Inzwischen gespeichert: „Herbst“" {
			t.Errorf("got %q beside the title, want what is saved", got)
		}
		p.count("#questionnaire-theirs", 0).count(".error-message", 0)
		if got := p.fill("#setup").Get("title"); got != "Winter" {
			t.Errorf("got %q back, want what was typed", got)
		}
	})
	for name, form := range map[string]url.Values{
		"a step": values("step", "content", "questionnaire", full, "title", "Winter"), "discarding": values("go", "discard"),
	} {
		s.unchanged(name+" that does not say what it showed", func() {
			b.post(path+"/new", form).want(http.StatusConflict)
		})
	}
	b.post(path, clash.fill(`form[action="`+path+`"]`)).want(http.StatusSeeOther)
	all, err := s.store.Rounds(t.Context(), kompass.Everything, c.ID)
	if s.must(err); len(all) != 1 || all[0].Mode != kompass.Open {
		t.Errorf("got %+v, want the round that was shown last", all)
	}
}

// Every step shows beside each of its inputs what somebody else saved there.
func TestEveryStepOfADraftShowsTheirs(t *testing.T) {
	s := newSite(t)
	c, teams := s.company("Hotel Adler", "Empfang", "Küche")
	a, b := s.two()
	path := "/app/companies/" + c.ID + "/rounds/new"
	for step, test := range map[string]struct {
		change []string
		theirs map[string]string // by input
	}{
		"people": {[]string{"team", teams[1].ID}, map[string]string{"team": "„Küche“"}},
		"mode":   {[]string{"mode", "anonymous", "min-group", "7"}, map[string]string{"min-group": "„7“"}},
		"access": {[]string{"access", "one", "closes", "2026-04-10"}, map[string]string{"closes": "„10. April 2026“", "access": "„"}},
	} {
		page := path + "?step=" + step
		shown := b.get(page)
		a.post(path, a.get(page).fill("#setup", append(test.change, "go", "next")...)).want(http.StatusSeeOther)
		clash := b.post(path, shown.fill("#setup", "go", "next")).want(http.StatusConflict).count("main .theirs", len(test.theirs))
		for input, says := range test.theirs {
			if got := clash.one("#" + input + "-theirs").Text(); !strings.HasPrefix(got, "Inzwischen gespeichert: "+says) {
				t.Errorf("%s: got %q, want %s", step, got, says)
			}
			clash.one(`.conflict-summary a[href="#` + input + `"]`)
		}
	}
}
