package web_test

import (
	"net/http"
	"strings"
	"testing"

	"kompass/internal/kompass"
)

const identity = "/app/settings/identity"

func TestParticipantsSeeWhoAsks(t *testing.T) {
	s := newSite(t)
	_, path := s.tinyRound()
	s.browser().get(path).want(http.StatusOK).count(".sender", 0)
	s.browser().get("/").want(http.StatusOK).count(".sender", 0)
	b := s.trainer()
	b.post(identity, b.get(identity).fill(`form[action="`+identity+`"]`, "contact-name", canary, "contact-email", "Anna@Example.org",
		"contact-phone", "+49 (30) 12", "web", "example.org/a")).goes(identity)
	b.sendFile(identity+"/logo/upload", "logo", "logo.png", pictureFile(t, 90)).goes(identity + "#logo")
	for _, target := range []string{path, "/", identity} {
		p := b.get(target).want(http.StatusOK).says("Diese Befragung führt " + canary + " durch.")
		wantShown(t, target, p)
		p.one(`.sender a[href="mailto:anna@example.org"]`)
		p.one(`.sender a[href="tel:+493012"]`)
		p.one(`.sender a[href="https://example.org/a"][rel=noreferrer]`)
		b.get(p.one(`.sender img[alt]`).AttrOr("src", "")).want(http.StatusOK)
	}
	b.post(identity+"/logo/remove", values()).goes(identity + "#logo")
	s.browser().get(path).count(".sender img", 0)
	b.post(identity, b.seen(identity, `form[action="`+identity+`"]`, values())).goes(identity)
	s.browser().get(path).count(".sender", 0)
}

func TestBadSenderComesBack(t *testing.T) {
	s := newSite(t)
	b := s.trainer()
	s.unchanged("a bad sender", func() {
		p := b.post(identity, values("contact-name", "Anna", "contact-email", "x", "contact-phone", "ruf an", "web", "javascript:alert(1)")).want(http.StatusUnprocessableEntity)
		p.count(".error-summary li", 3)
		if got := p.one("#web[aria-invalid]").AttrOr("value", ""); got != "javascript:alert(1)" {
			t.Errorf("got %q back", got)
		}
	})
	for name, body := range map[string][]byte{"svg": []byte("<svg xmlns='http://www.w3.org/2000/svg'/>"), "nothing": nil, "half a picture": pictureFile(t, 1)[:40]} {
		s.unchanged(name, func() {
			p := b.sendFile(identity+"/logo/upload", "logo", "logo.png", body).want(http.StatusUnprocessableEntity)
			if href(p, ".error-summary a") != "#logo" {
				t.Error("the file is not at fault")
			}
		})
	}
}

func TestTextsAreWrittenPreviewedPublishedAndTakenBack(t *testing.T) {
	s := newSite(t)
	b, edit := s.trainer(), "/app/settings/texts/privacy/de"
	p := b.get(edit).want(http.StatusOK).says("Das ist ein Entwurf")
	draft := p.one("textarea").Text()
	if !strings.Contains(draft, "[Name]") || p.doc.Find("button[value=restore]").Length() != 0 {
		t.Fatalf("got %q, want the draft that ships", draft)
	}
	s.browser().get("/datenschutz").silent("[Name]")
	s.unchanged("a preview", func() {
		p := b.post(edit, values("text", "Siehe [hier](https://example.org) und [Name].\n\n- eins\n"+canary, "do", "preview")).want(http.StatusOK)
		wantShown(t, "the preview", p)
		p.one(`.own-text a[href="https://example.org"]`)
		p.says("Noch auszufüllen: [Name]").count(".own-text li", 1)
	})
	b.post(edit, p.fill("form:has(#text)", "do", "save")).goes("/app/settings/texts")
	b.get("/app/settings/texts").says("Platzhalter offen")
	b.get("/app").one(`.waiting a[href="` + edit + `"]`)
	b.post(edit, b.get(edit).fill("form:has(#text)", "text", "Verantwortlich: "+canary, "do", "save")).goes("/app/settings/texts")
	b.get("/app").count(`.waiting a[href="`+edit+`"]`, 0)
	wantShown(t, "the page", s.browser().get("/datenschutz").want(http.StatusOK).says("Verantwortlich: "))
	s.browser().get("/datenschutz?lang=en").one(".own-text[lang=de]")
	b.post(edit, b.get(edit).fill("form:has(#text)", "do", "restore", "text", "x")).goes(edit)
	s.browser().get("/datenschutz").silent("Verantwortlich: ")
	s.unchanged("a text too long", func() {
		long := strings.Repeat("ä", 20001)
		p := b.post(edit, values("text", long, "do", "save")).want(http.StatusUnprocessableEntity)
		if p.one("textarea").Text() != long || href(p, ".error-summary a") != "#text" {
			t.Error("the text did not come back")
		}
	})
	for _, unknown := range []string{"privacy/fr", "secret/de", "privacy.de/de", "sender-text/de"} {
		b.get("/app/settings/texts/" + unknown).want(http.StatusNotFound)
		s.unchanged(unknown, func() {
			b.post("/app/settings/texts/"+unknown, values("text", "x", "do", "save")).want(http.StatusNotFound)
		})
	}
}

func TestWordsToParticipantsReachTheCachedPage(t *testing.T) {
	s := newSite(t)
	_, path := s.tinyRound()
	b := s.trainer()
	s.browser().get(path).silent("Willkommen bei uns")
	words := func(lang, text string) {
		edit := "/app/settings/texts/sender/" + lang
		b.post(edit, b.get(edit).fill(`form[action="`+edit+`"]`, "text", text, "do", "save")).want(http.StatusSeeOther)
	}
	words("de", "Willkommen bei uns")
	s.browser().get(path).says("Willkommen bei uns")
	s.browser().get(path + "?lang=en").one(".own-text[lang=de]")
	s.browser().get("/").says("Willkommen bei uns")
	words("en", "Welcome")
	s.browser().get(path + "?lang=en").says("Welcome").silent("Willkommen bei uns")
}

func TestMissingTextsWaitOnceThereIsARound(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler")
	b := s.trainer()
	b.get("/app").count(`a[href^="/app/settings/texts"]`, 0)
	s.open(c, tiny)
	b.get("/app").one(`.waiting a[href="/app/settings/texts/privacy/de"]`)
	b.get("/app?lang=en").one(`.waiting a[href="/app/settings/texts/imprint/en"]`)
	s.signIn("a@example.org", kompass.Coordinator, c.ID).get("/app").count(`a[href^="/app/settings/texts"]`, 0)
}
