package web_test

import (
	"net/http"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/web/webtest"
)

const targetForms = `form:has(button[value=freeze])`

func levelOf(s *webtest.Site, companyID string) (float64, bool) {
	s.Helper()
	got, err := s.Store.Target(s.Context(), kompass.Everything, companyID)
	s.Must(err)
	return got.Values["customers"]["attitude"], got.Frozen()
}

func TestTargetOfTwoPeople(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	a, b := s.Two()
	race(s, a, b, twoForms{page: "/app/companies/" + c.ID + "/target", form: targetForms, input: "target-customers-attitude",
		first: "3,0", second: "2,5", stored: same("3,0")})
}

// What is frozen is what was on the page that asked once more.
func TestFreezingFreezesWhatWasShown(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	a, b := s.Two()
	path := "/app/companies/" + c.ID + "/target"
	const cell = "target-customers-attitude"
	b.Post(path, b.Get(path).Fill(targetForms, cell, "3,0", "do", "freeze")).Goes(path + "?confirm=freeze")
	confirm := b.Get(path+"?confirm=freeze").Fill("#confirm form", "do", "freeze")
	a.Post(path, a.Get(path).Fill(targetForms, cell, "1,5", "do", "save")).Want(http.StatusSeeOther)
	var clash webtest.Page
	s.Unchanged("an older page", func() { clash = b.Post(path, confirm).Clash("trainerin@example.org") })
	if got := clash.Says("Inzwischen gespeichert: „1,5“").Fill(targetForms).Get(cell); got != "3,0" {
		t.Errorf("got %q back, want what was to be frozen", got)
	}
	b.Post(path, b.Get(path+"?confirm=freeze").Fill("#confirm form", "do", "freeze")).Goes(path)
	if level, frozen := levelOf(s, c.ID); level != 1.5 || !frozen {
		t.Errorf("got %v and frozen %v, want what was shown last", level, frozen)
	}
}

func TestATargetThatSomebodyFrozeCannotBeSaved(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	a, b := s.Two()
	path := "/app/companies/" + c.ID + "/target"
	const cell = "target-customers-attitude"
	a.Post(path, a.Get(path).Fill(targetForms, cell, "3,0", "do", "freeze")).Want(http.StatusSeeOther)
	older := b.Get(path)
	a.Post(path, a.Get(path+"?confirm=freeze").Fill("#confirm form", "do", "freeze")).Goes(path)
	s.Unchanged("saving", func() {
		b.Post(path, older.Fill(targetForms, cell, "2,0", "do", "save")).Clash("trainerin@example.org").
			Says("gespeichert „3,0“, Ihre Eingabe „2,0“").Says("lässt sich jetzt nicht mehr ändern").Count(targetForms, 0)
	})
	frozen := b.Get(path)
	a.Post(path, a.Get(path).Fill(`form:has(button[value=renew])`, "do", "renew")).Goes(path)
	s.Unchanged("beginning anew", func() {
		b.Post(path, frozen.Fill(`form:has(button[value=renew])`, "do", "renew")).Want(http.StatusConflict)
	})
}
