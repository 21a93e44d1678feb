package web_test

import (
	"net/http"
	"testing"
	"time"

	"kompass/internal/kompass"
	"kompass/internal/web/webtest"
)

// A form of one input that two people send one after the other: the page, the form on it, what it stores under, and what each types.
type twoForms struct {
	page, form, input string
	first, second     string
	stored            func() string // what a conflict shows as stored
}

// race lets two people send a form that both have open, and returns the page that the slower one is given, sent once more.
func race(s *webtest.Site, a, b *webtest.Browser, f twoForms) {
	s.Helper()
	older := b.Get(f.page).Want(http.StatusOK)
	action := older.One(f.form).AttrOr("action", "")
	a.Post(action, a.Get(f.page).Fill(f.form, f.input, f.first)).Want(http.StatusSeeOther)
	var clash webtest.Page
	s.Unchanged("an older page", func() {
		clash = b.Post(action, older.Fill(f.form, f.input, f.second)).Clash("trainerin@example.org").Says("Inzwischen gespeichert: „" + f.stored() + "“").Silent("?:")
	})
	if got := clash.Fill(f.form).Get(f.input); got != f.second {
		s.Errorf("got %q back, want %q", got, f.second)
	}
	b.Post(action, clash.Fill(f.form)).Want(http.StatusSeeOther)
	if got := b.Get(f.page).Fill(f.form).Get(f.input); got != f.second {
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
			s := webtest.New(t)
			a, b := s.Two()
			race(s, a, b, f)
		})
	}
}

func TestRoundOfTwoPeople(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	o := s.Open(c, webtest.Tiny, webtest.WithEnd(24*time.Hour))
	a, b := s.Two()
	path := "/app/rounds/" + o.Round.ID
	race(s, a, b, twoForms{page: path, form: `form[action$="/title"]`, input: "title", first: "Sommer", second: "Herbst", stored: same("Sommer")})
	race(s, a, b, twoForms{page: path, form: `form[action$="/period"]`, input: "closes", first: "2026-03-20", second: "2026-03-25",
		stored: same("20. März 2026, 10:00 Uhr")})
}

// The trail keeps a change of each part of the identity by itself; the newest counts.
func TestIdentityNamesWhoChangedItLast(t *testing.T) {
	s := webtest.New(t)
	a, b := s.Two()
	form, path := "form:has(#contact-name)", "/app/settings/identity"
	s.Must(s.Store.SetSender(t.Context(), "command line", kompass.Sender{Contact: kompass.Contact{Name: "Beratung"}}))
	older := b.Get(path)
	s.Clock.Advance(time.Minute)
	a.Post(path, a.Get(path).Fill(form, "web", "example.org")).Want(http.StatusSeeOther)
	b.Post(path, older.Fill(form, "contact-name", "Muster")).Clash("trainerin@example.org")
	own := a.Get(path)
	a.Post(path, own.Fill(form, "web", "example.com")).Want(http.StatusSeeOther)
	a.Post(path, own.Fill(form, "web", "example.net")).Want(http.StatusConflict).Says("Sie selbst haben das in einem anderen Fenster geändert")
}

// Restoring the text that comes with the product throws away what is stored, which has to be what was shown.
func TestRestoringATextOfTwoPeople(t *testing.T) {
	s := webtest.New(t)
	a, b := s.Two()
	const path, form = "/app/settings/texts/imprint/de", "form:has(#text)"
	a.Post(path, a.Get(path).Fill(form, "text", "Eins")).Want(http.StatusSeeOther)
	older := b.Get(path)
	a.Post(path, a.Get(path).Fill(form, "text", "Zwei")).Want(http.StatusSeeOther)
	s.Unchanged("restoring", func() { b.Post(path, older.Fill(form, "do", "restore")).Clash("trainerin@example.org") })
	preview := b.Post(path, older.Fill(form, "do", "preview")).Want(http.StatusOK)
	s.Unchanged("after a preview", func() { b.Post(path, preview.Fill(form, "do", "save", "text", "Drei")).Clash("trainerin@example.org") })
	a.Post(path, a.Get(path).Fill(form, "do", "restore")).Want(http.StatusSeeOther)
}
