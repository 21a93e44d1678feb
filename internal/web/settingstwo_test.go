package web_test

import (
	"net/http"
	"testing"
	"time"

	"kompass/internal/kompass"
)

// A form of one input that two people send one after the other: the page, the form on it, what it stores under, and what each types.
type twoForms struct {
	page, form, input string
	first, second     string
	stored            func() string // what a conflict shows as stored
}

// race lets two people send a form that both have open, and returns the page that the slower one is given, sent once more.
func (s *site) race(a, b *browser, f twoForms) {
	s.Helper()
	older := b.get(f.page).want(http.StatusOK)
	action := older.one(f.form).AttrOr("action", "")
	a.post(action, a.get(f.page).fill(f.form, f.input, f.first)).want(http.StatusSeeOther)
	var clash page
	s.unchanged("an older page", func() {
		clash = b.post(action, older.fill(f.form, f.input, f.second)).clash("trainerin@example.org").says("Inzwischen gespeichert: „" + f.stored() + "“")
	})
	if got := clash.fill(f.form).Get(f.input); got != f.second {
		s.Errorf("got %q back, want %q", got, f.second)
	}
	b.post(action, clash.fill(f.form)).want(http.StatusSeeOther)
	if got := b.get(f.page).fill(f.form).Get(f.input); got != f.second {
		s.Errorf("got %q stored, want %q", got, f.second)
	}
}

func same(text string) func() string { return func() string { return text } }

func TestSettingsOfTwoPeople(t *testing.T) {
	for name, f := range map[string]twoForms{
		"identity":   {page: "/app/settings/identity", form: "form:has(#contact-name)", input: "contact-phone", first: "030 1234", second: "040 5678", stored: same("030 1234")},
		"own text":   {page: "/app/settings/texts/imprint/de", form: "form:has(#text)", input: "text", first: "Eva Muster", second: "Max Muster", stored: same("Eva Muster")},
		"for people": {page: "/app/settings/texts/sender/en", form: "form:has(#text)", input: "text", first: "Hello", second: "Hi", stored: same("Hello")},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			a, b := s.two()
			s.race(a, b, f)
		})
	}
}

func TestRoundOfTwoPeople(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler")
	o := s.open(c, tiny, withEnd(24*time.Hour))
	a, b := s.two()
	path := "/app/rounds/" + o.Round.ID
	s.race(a, b, twoForms{page: path, form: `form[action$="/title"]`, input: "title", first: "Sommer", second: "Herbst", stored: same("Sommer")})
	s.race(a, b, twoForms{page: path, form: `form[action$="/period"]`, input: "closes", first: "2026-03-20", second: "2026-03-25",
		stored: same("20. März 2026, 10:00 Uhr")})
}

// The trail keeps a change of each part of the identity by itself; the newest counts.
func TestIdentityNamesWhoChangedItLast(t *testing.T) {
	s := newSite(t)
	a, b := s.two()
	form, path := "form:has(#contact-name)", "/app/settings/identity"
	s.must(s.store.SetSender(t.Context(), "command line", kompass.Sender{Contact: kompass.Contact{Name: "Beratung"}}))
	older := b.get(path)
	s.clock.Advance(time.Minute)
	a.post(path, a.get(path).fill(form, "web", "example.org")).want(http.StatusSeeOther)
	b.post(path, older.fill(form, "contact-name", "Muster")).clash("trainerin@example.org")
	own := a.get(path)
	a.post(path, own.fill(form, "web", "example.com")).want(http.StatusSeeOther)
	a.post(path, own.fill(form, "web", "example.net")).want(http.StatusConflict).says("Sie selbst haben es in einem anderen Fenster geändert")
}

// Restoring the text that comes with the product throws away what is stored, which has to be what was shown.
func TestRestoringATextOfTwoPeople(t *testing.T) {
	s := newSite(t)
	a, b := s.two()
	const path, form = "/app/settings/texts/imprint/de", "form:has(#text)"
	a.post(path, a.get(path).fill(form, "text", "Eins")).want(http.StatusSeeOther)
	older := b.get(path)
	a.post(path, a.get(path).fill(form, "text", "Zwei")).want(http.StatusSeeOther)
	s.unchanged("restoring", func() { b.post(path, older.fill(form, "do", "restore")).clash("trainerin@example.org") })
	preview := b.post(path, older.fill(form, "do", "preview")).want(http.StatusOK)
	s.unchanged("after a preview", func() { b.post(path, preview.fill(form, "do", "save", "text", "Drei")).clash("trainerin@example.org") })
	a.post(path, a.get(path).fill(form, "do", "restore")).want(http.StatusSeeOther)
}
