package web_test

import (
	"net/http"
	"testing"

	"kompass/internal/kompass"
)

const targetForms = `form:has(button[value=freeze])`

func (s *site) levelOf(companyID string) (float64, bool) {
	s.Helper()
	got, err := s.store.Target(s.Context(), kompass.Everything, companyID)
	s.must(err)
	return got.Values["customers"]["attitude"], got.Frozen()
}

func TestTargetOfTwoPeople(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler")
	a, b := s.two()
	s.race(a, b, twoForms{page: "/app/companies/" + c.ID + "/target", form: targetForms, input: "target-customers-attitude",
		first: "3,0", second: "2,5", stored: same("3,0")})
}

// What is frozen is what was on the page that asked once more.
func TestFreezingFreezesWhatWasShown(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler")
	a, b := s.two()
	path := "/app/companies/" + c.ID + "/target"
	const cell = "target-customers-attitude"
	b.post(path, b.get(path).fill(targetForms, cell, "3,0", "do", "freeze")).goes(path + "?confirm=freeze")
	confirm := b.get(path+"?confirm=freeze").fill("#confirm form", "do", "freeze")
	a.post(path, a.get(path).fill(targetForms, cell, "1,5", "do", "save")).want(http.StatusSeeOther)
	var clash page
	s.unchanged("an older page", func() { clash = b.post(path, confirm).clash("trainerin@example.org") })
	if got := clash.says("Inzwischen gespeichert: „1,5“").fill(targetForms).Get(cell); got != "3,0" {
		t.Errorf("got %q back, want what was to be frozen", got)
	}
	b.post(path, b.get(path+"?confirm=freeze").fill("#confirm form", "do", "freeze")).goes(path)
	if level, frozen := s.levelOf(c.ID); level != 1.5 || !frozen {
		t.Errorf("got %v and frozen %v, want what was shown last", level, frozen)
	}
}

func TestATargetThatSomebodyFrozeCannotBeSaved(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler")
	a, b := s.two()
	path := "/app/companies/" + c.ID + "/target"
	const cell = "target-customers-attitude"
	a.post(path, a.get(path).fill(targetForms, cell, "3,0", "do", "freeze")).want(http.StatusSeeOther)
	older := b.get(path)
	a.post(path, a.get(path+"?confirm=freeze").fill("#confirm form", "do", "freeze")).goes(path)
	s.unchanged("saving", func() {
		b.post(path, older.fill(targetForms, cell, "2,0", "do", "save")).clash("trainerin@example.org").
			says("gespeichert „3,0“, Ihre Eingabe „2,0“").says("lässt sich jetzt nicht mehr ändern").count(targetForms, 0)
	})
	frozen := b.get(path)
	a.post(path, a.get(path).fill(`form:has(button[value=renew])`, "do", "renew")).goes(path)
	s.unchanged("beginning anew", func() {
		b.post(path, frozen.fill(`form:has(button[value=renew])`, "do", "renew")).want(http.StatusConflict)
	})
}
