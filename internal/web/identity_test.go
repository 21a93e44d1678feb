package web_test

import (
	"net/http"
	"strings"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/web/webtest"
)

const identity = "/app/settings/identity"

func TestParticipantsSeeWhoAsks(t *testing.T) {
	s := webtest.New(t)
	_, path := s.TinyRound()
	s.Browser().Get(path).Want(http.StatusOK).Count(".sender", 0)
	s.Browser().Get("/").Want(http.StatusOK).Count(".sender", 0)
	b := s.Trainer()
	b.Post(identity, b.Get(identity).Fill(`form[action="`+identity+`"]`, "contact-name", canary, "contact-email", "Anna@Example.org",
		"contact-phone", "+49 (30) 12", "web", "example.org/a")).Goes(identity)
	b.SendFile(identity+"/logo/upload", "logo", "logo.png", webtest.Picture(t, 90), identity).Goes(identity + "#logo")
	for _, target := range []string{path, "/", identity} {
		p := b.Get(target).Want(http.StatusOK).Says("Diese Befragung führt " + canary + " durch.")
		wantShown(t, target, p)
		p.One(`.sender a[href="mailto:anna@example.org"]`)
		p.One(`.sender a[href="tel:+493012"]`)
		p.One(`.sender a[href="https://example.org/a"][rel=noreferrer]`)
		b.Get(p.One(`.sender img[alt]`).AttrOr("src", "")).Want(http.StatusOK)
	}
	b.Post(identity+"/logo/remove", b.Seen(identity, `form[action$="/logo/remove"]`, webtest.Values())).Goes(identity + "#logo")
	s.Browser().Get(path).Count(".sender img", 0)
	b.Post(identity, b.Seen(identity, `form[action="`+identity+`"]`, webtest.Values())).Goes(identity)
	s.Browser().Get(path).Count(".sender", 0)
}

func TestBadSenderComesBack(t *testing.T) {
	s := webtest.New(t)
	b := s.Trainer()
	s.Unchanged("a bad sender", func() {
		p := b.Post(identity, webtest.Values("contact-name", "Anna", "contact-email", "x", "contact-phone", "ruf an", "web", "javascript:alert(1)")).Want(http.StatusUnprocessableEntity)
		p.Count(".error-summary li", 3)
		if got := p.One("#web[aria-invalid]").AttrOr("value", ""); got != "javascript:alert(1)" {
			t.Errorf("got %q back", got)
		}
	})
	for name, body := range map[string][]byte{"svg": []byte("<svg xmlns='http://www.w3.org/2000/svg'/>"), "nothing": nil, "half a picture": webtest.Picture(t, 1)[:40]} {
		s.Unchanged(name, func() {
			p := b.SendFile(identity+"/logo/upload", "logo", "logo.png", body).Want(http.StatusUnprocessableEntity)
			if p.Href(".error-summary a") != "#logo" {
				t.Error("the file is not at fault")
			}
		})
	}
}

func TestTextsAreWrittenPreviewedPublishedAndTakenBack(t *testing.T) {
	s := webtest.New(t)
	b, edit := s.Trainer(), "/app/settings/texts/privacy/de"
	p := b.Get(edit).Want(http.StatusOK).Says("Das ist ein Entwurf")
	draft := p.One("textarea").Text()
	if !strings.Contains(draft, "[Name]") || p.Doc.Find("button[value=restore]").Length() != 0 {
		t.Fatalf("got %q, want the draft that ships", draft)
	}
	s.Browser().Get("/datenschutz").Silent("[Name]")
	s.Unchanged("a preview", func() {
		p := b.Post(edit, webtest.Values("text", "Siehe [hier](https://example.org) und [Name].\n\n- eins\n"+canary, "do", "preview")).Want(http.StatusOK)
		wantShown(t, "the preview", p)
		p.One(`.own-text a[href="https://example.org"]`)
		p.Says("Noch auszufüllen: [Name]").Count(".own-text li", 1)
	})
	b.Post(edit, p.Fill("form:has(#text)", "do", "save")).Goes("/app/settings/texts")
	b.Get("/app/settings/texts").Says("Platzhalter offen")
	b.Get("/app").One(`.waiting a[href="` + edit + `"]`)
	b.Post(edit, b.Get(edit).Fill("form:has(#text)", "text", "Verantwortlich: "+canary, "do", "save")).Goes("/app/settings/texts")
	b.Get("/app").Count(`.waiting a[href="`+edit+`"]`, 0)
	wantShown(t, "the page", s.Browser().Get("/datenschutz").Want(http.StatusOK).Says("Verantwortlich: "))
	s.Browser().Get("/datenschutz?lang=en").One(".own-text[lang=de]")
	b.Post(edit, b.Get(edit).Fill("form:has(#text)", "do", "restore", "text", "x")).Goes(edit)
	s.Browser().Get("/datenschutz").Silent("Verantwortlich: ")
	s.Unchanged("a text too long", func() {
		long := strings.Repeat("ä", 20001)
		p := b.Post(edit, webtest.Values("text", long, "do", "save")).Want(http.StatusUnprocessableEntity)
		if p.One("textarea").Text() != long || p.Href(".error-summary a") != "#text" {
			t.Error("the text did not come back")
		}
	})
	for _, unknown := range []string{"privacy/fr", "secret/de", "privacy.de/de", "sender-text/de"} {
		b.Get("/app/settings/texts/" + unknown).Want(http.StatusNotFound)
		s.Unchanged(unknown, func() {
			b.Post("/app/settings/texts/"+unknown, webtest.Values("text", "x", "do", "save")).Want(http.StatusNotFound)
		})
	}
}

func TestWordsToParticipantsReachTheCachedPage(t *testing.T) {
	s := webtest.New(t)
	_, path := s.TinyRound()
	b := s.Trainer()
	s.Browser().Get(path).Silent("Willkommen bei uns")
	words := func(lang, text string) {
		edit := "/app/settings/texts/sender/" + lang
		b.Post(edit, b.Get(edit).Fill(`form[action="`+edit+`"]`, "text", text, "do", "save")).Want(http.StatusSeeOther)
	}
	words("de", "Willkommen bei uns")
	s.Browser().Get(path).Says("Willkommen bei uns")
	s.Browser().Get(path + "?lang=en").One(".own-text[lang=de]")
	s.Browser().Get("/").Says("Willkommen bei uns")
	words("en", "Welcome")
	s.Browser().Get(path + "?lang=en").Says("Welcome").Silent("Willkommen bei uns")
}

func TestMissingTextsWaitOnceThereIsARound(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	b := s.Trainer()
	b.Get("/app").Count(`a[href^="/app/settings/texts"]`, 0)
	s.Open(c, webtest.Tiny)
	b.Get("/app").One(`.waiting a[href="/app/settings/texts/privacy/de"]`)
	b.Get("/app?lang=en").One(`.waiting a[href="/app/settings/texts/imprint/en"]`)
	s.SignIn("a@example.org", kompass.Coordinator, c.ID).Get("/app").Count(`a[href^="/app/settings/texts"]`, 0)
}
