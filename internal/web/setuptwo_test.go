package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/web/webtest"
)

func TestDraftOfTwoPeople(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang")
	a, b := s.Two()
	path := "/app/companies/" + c.ID + "/rounds"
	step := func(name string) string { return path + "/new?step=" + name }
	a.Post(path+"/new", a.Get(step("content")).Fill("#setup", "title", "Herbst", "go", "check")).Want(http.StatusSeeOther)
	check, older := b.Get(step("check")), b.Get(step("content"))
	a.Post(path+"/new", a.Get(step("mode")).Fill("#setup", "mode", "open", "min-group", "3", "go", "check")).Want(http.StatusSeeOther)
	var clash webtest.Page
	s.Unchanged("opening what somebody else changed", func() {
		clash = b.Post(path, check.Fill(`form[action="`+path+`"]`)).Want(http.StatusConflict).Says("inzwischen jemand anders geändert").Says("Zuletzt geändert von trainerin@example.org")
	})
	s.Unchanged("a step of an older page", func() {
		p := b.Post(path+"/new", older.Fill("#setup", "title", "Winter", "go", "check")).Want(http.StatusConflict)
		if got := p.One("#title-theirs").Text(); got != "Inzwischen gespeichert: „Herbst“" {
			t.Errorf("got %q beside the title, want what is saved", got)
		}
		p.Count("#questionnaire-theirs", 0).Count(".error-message", 0)
		if got := p.Fill("#setup").Get("title"); got != "Winter" {
			t.Errorf("got %q back, want what was typed", got)
		}
	})
	for name, form := range map[string]url.Values{
		"a step": webtest.Values("step", "content", "questionnaire", webtest.Full, "title", "Winter"), "discarding": webtest.Values("go", "discard"),
	} {
		s.Unchanged(name+" that does not say what it showed", func() {
			b.Post(path+"/new", form).Want(http.StatusConflict)
		})
	}
	b.Post(path, clash.Fill(`form[action="`+path+`"]`)).Want(http.StatusSeeOther)
	all, err := s.Store.Rounds(t.Context(), kompass.Everything, c.ID)
	if s.Must(err); len(all) != 1 || all[0].Mode != kompass.Open {
		t.Errorf("got %+v, want the round that was shown last", all)
	}
}

// Every step shows beside each of its inputs what somebody else saved there.
func TestEveryStepOfADraftShowsTheirs(t *testing.T) {
	s := webtest.New(t)
	c, teams := s.Company("Hotel Adler", "Empfang", "Küche")
	a, b := s.Two()
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
		shown := b.Get(page)
		a.Post(path, a.Get(page).Fill("#setup", append(test.change, "go", "next")...)).Want(http.StatusSeeOther)
		clash := b.Post(path, shown.Fill("#setup", "go", "next")).Want(http.StatusConflict).Count("main .theirs", len(test.theirs))
		for input, says := range test.theirs {
			if got := clash.One("#" + input + "-theirs").Text(); !strings.HasPrefix(got, "Inzwischen gespeichert: "+says) {
				t.Errorf("%s: got %q, want %s", step, got, says)
			}
			clash.One(`.conflict-summary a[href="#` + input + `"]`)
		}
	}
}

// Whoever saved a draft in another window is told that it was she, not somebody else.
func TestADraftOfTwoWindowsSaysSo(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang")
	a := s.Trainer()
	step := "/app/companies/" + c.ID + "/rounds/new?step=content"
	other := a.Get(step)
	a.Post("/app/companies/"+c.ID+"/rounds/new", a.Get(step).Fill("#setup", "title", "Herbst", "go", "next")).Want(http.StatusSeeOther)
	p := a.Post("/app/companies/"+c.ID+"/rounds/new", other.Fill("#setup", "title", "Winter", "go", "next")).Want(http.StatusConflict)
	if got := p.One("#conflict-title").Text(); got != "Sie selbst haben das in einem anderen Fenster geändert" {
		t.Errorf("got the heading %q", got)
	}
	p.Silent("jemand anders")
}
