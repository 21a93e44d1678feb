package web_test

import (
	"net/http"
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
		if got := p.fill("#setup").Get("title"); got != "Winter" {
			t.Errorf("got %q back, want what was typed", got)
		}
	})
	b.post(path, clash.fill(`form[action="`+path+`"]`)).want(http.StatusSeeOther)
	all, err := s.store.Rounds(t.Context(), kompass.Everything, c.ID)
	if s.must(err); len(all) != 1 || all[0].Mode != kompass.Open {
		t.Errorf("got %+v, want the round that was shown last", all)
	}
}
