package web_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
)

func TestARoundWithoutItsKeySaysSoAtClosing(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler", "Empfang")
	o := s.open(c, tiny)
	path, b := "/app/rounds/"+o.Round.ID, s.trainer()
	s.must(s.keys.Discard(o.Round.ID))
	s.unchanged("closing", func() {
		b.post(path+"/close", values("sure", "yes", "delete", "yes")).goes(path + "?confirm=close&missing=key")
	})
	b.get(path + "?confirm=close&missing=key").says("Der Schlüssel dieser Runde ist nicht da")
	s.must(s.keys.Destroy(o.Round.ID))
	b.post(path+"/close", values("sure", "yes", "delete", "yes")).goes(path + "?confirm=close&missing=gone")
	b.get(path + "?confirm=close&missing=gone").says("schon einmal geschlossen")
}

func TestWithoutItsKeyARoundSaysSoBeforeAnybodyAnswers(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler", "Empfang")
	o := s.open(c, tiny)
	answer, person := "/s/"+string(o.Links[0].Code), s.browser()
	person.get(answer).want(http.StatusOK)
	s.must(s.keys.Discard(o.Round.ID))
	person.get(answer).want(http.StatusServiceUnavailable).says("nimmt gerade keine Antworten an").says("Sie haben nichts falsch gemacht")
	person.post(answer, values("a1", "yes")).want(http.StatusServiceUnavailable).says("NICHT gespeichert")
}

// heldRound is a round whose key is to be held by the staff's representatives, and its trainer.
func (s *site) heldRound(change ...func(*rounds.Plan)) (rounds.Opened, *browser) {
	s.Helper()
	c, _ := s.company("Hotel Adler", "Empfang")
	o := s.open(c, tiny, append(change, func(p *rounds.Plan) { p.Held, p.Holder = true, kompass.HolderCouncil })...)
	return o, s.trainer()
}

// sheet has the key of a round drawn and returns its words.
func (b *browser) sheet(path string) []string {
	b.Helper()
	shown := b.get(path+"/key").doc.Find("input[name=shown]").AttrOr("value", "")
	return b.post(path+"/key", values("shown", shown)).want(http.StatusOK).doc.Find(".key-word").Map(func(_ int, w *goquery.Selection) string { return w.Text() })
}

// mistake fails the test unless a message stands at an input.
func (p page) mistake(input, message string) page {
	p.Helper()
	if got := squeeze(p.one("#" + input + "-error").Text()); !strings.Contains(got, message) {
		p.Fatalf("got %q at %s, want %q", got, input, message)
	}
	return p
}

func TestTheKeySheetIsShownOnceAndNowhereElse(t *testing.T) {
	s := newSite(t)
	o, b := s.heldRound()
	path := "/app/rounds/" + o.Round.ID
	shown := b.get(path+"/key").doc.Find("input[name=shown]").AttrOr("value", "")
	p := b.post(path+"/key", values("shown", shown)).want(http.StatusOK)
	words := p.doc.Find(".key-word").Map(func(_ int, w *goquery.Selection) string { return w.Text() })
	if len(words) != 24 || p.header.Get("Cache-Control") != "no-store" || p.doc.Find(".key-foot svg[role=img]").Length() != 1 {
		t.Fatalf("got %d words, %q and %d QR codes", len(words), p.header.Get("Cache-Control"), p.doc.Find(".key-foot svg").Length())
	}
	b.post(path+"/key", values("shown", shown)).goes(path + "/key?drawn=1")
	b.get(path + "/key?drawn=1").says("schon gezeigt worden")
	for _, page := range []string{path, path + "/key", path + "/dossier", "/app", "/app/audit", "/app/settings"} {
		text := b.get(page).doc.Text()
		if strings.Contains(text, strings.Join(words[:3], " ")) {
			t.Errorf("%s has words of the key", page)
		}
	}
	if strings.Contains(s.log.String(), words[0]+" "+words[1]) || strings.Contains(s.dump(), strings.Join(words, " ")) {
		t.Error("the log or the database has words of the key")
	}
	again := b.sheet(path)
	if slices.Equal(words, again) {
		t.Error("the same key comes again")
	}
	b.post(path+"/key/confirm", values("sheet", strings.Join(words, " "))).want(http.StatusUnprocessableEntity).mistake("sheet", "nicht der Schlüssel dieser Runde")
	b.post(path+"/key/confirm", values("sheet", strings.Join(again, " "))).goes(path)
	b.post(path+"/key", values("shown", b.get(path+"/key").doc.Find("input[name=shown]").AttrOr("value", ""))).goes(path + "/key")
}

func TestNobodyAnswersBeforeTheKeyIsTypedIn(t *testing.T) {
	s := newSite(t)
	o, b := s.heldRound()
	path, answer := "/app/rounds/"+o.Round.ID, "/s/"+string(o.Links[0].Code)
	s.browser().get(answer).want(http.StatusForbidden).says("noch nicht bereit")
	b.get(path).says("Noch kann niemand antworten").says("wartet auf den Schlüssel")
	b.get("/app").says("Noch kann niemand antworten")
	words := b.sheet(path)
	b.post(path+"/key/confirm", values("sheet", strings.Join(words, "\n"))).goes(path)
	b.get(path).silent("Noch kann niemand antworten")
	s.browser().get(answer).want(http.StatusOK).says("Ihre Vertretung")
	s.browser().post(answer, values("a1", "yes")).want(http.StatusSeeOther)
}

func TestMistakesInAKeyAreNamedAndKept(t *testing.T) {
	s := newSite(t)
	o, b := s.heldRound()
	path := "/app/rounds/" + o.Round.ID
	words := b.sheet(path)
	with := func(change func(w []string) []string) string { return strings.Join(change(slices.Clone(words)), " ") }
	for name, c := range map[string]struct{ typed, message string }{
		"nothing":         {" ", "Bitte geben Sie die 24 Wörter"},
		"a word too few":  {with(func(w []string) []string { return w[1:] }), "Das sind 23 Wörter"},
		"one wrong word":  {with(func(w []string) []string { w[4] = "zzzz"; return w }), "Wort 5 ist falsch: „zzzz“. Auf dem Blatt müsste „" + words[4] + "“ stehen"},
		"two swapped":     {with(func(w []string) []string { w[2], w[3] = w[3], w[2]; return w }), "Die Wörter 3 und 4 sind vertauscht"},
		"two wrong words": {with(func(w []string) []string { w[0], w[1] = "abandn", "zzzzzzzzzzzz"; return w }), "Wort 1 „abandn“ (vielleicht: abandon"},
		"another key":     {strings.Repeat("abandon ", 24), "Alle 24 Wörter gibt es"},
	} {
		p := b.post(path+"/key/confirm", values("sheet", c.typed)).want(http.StatusUnprocessableEntity).mistake("sheet", c.message)
		if got := p.doc.Find("textarea[name=sheet]").Text(); got != c.typed {
			t.Errorf("%s: got %q back, want what was typed", name, got)
		}
	}
	b.post(path+"/key/confirm", values("sheet", strings.Join(words, " "))).goes(path)
}

func TestAHoldersKeyIsAskedAtClosing(t *testing.T) {
	s := newSite(t)
	o, b := s.heldRound(withEnd(10 * time.Minute))
	path, answer := "/app/rounds/"+o.Round.ID, "/s/"+string(o.Links[0].Code)
	words := strings.Join(b.sheet(path), " ")
	b.post(path+"/key/confirm", values("sheet", words)).goes(path)
	for range 5 {
		s.browser().post(answer, values("a1", "yes")).want(http.StatusSeeOther)
	}
	s.clock.Advance(15 * time.Minute)
	s.must(s.rounds.Tidy(s.TB.(*testing.T).Context()))
	b.get(path).says("Frist abgelaufen – zum Schließen wird der Schlüssel gebraucht")
	b.get("/app").says("Frist abgelaufen – zum Schließen wird der Schlüssel gebraucht")
	b.get(path + "?confirm=close").one("textarea[name=sheet]")
	s.unchanged("closing without its key", func() {
		b.post(path+"/close", values("sure", "yes")).want(http.StatusUnprocessableEntity).mistake("sheet", "Bitte geben Sie die 24 Wörter")
		p := b.post(path+"/close", values("sure", "yes", "release", "yes", "sheet", "abandon "+words)).want(http.StatusUnprocessableEntity).mistake("sheet", "Das sind 25 Wörter")
		p.one("input[name=release][checked]")
		b.sendFile(path+"/key/upload", "file", "schluessel.txt", []byte(words)).want(http.StatusOK).says(words).says("Noch ist nichts geschehen")
		b.sendFile(path+"/key/upload", "file", "buch.txt", []byte(strings.Repeat(words, 40))).want(http.StatusUnprocessableEntity).mistake("file", "zu groß")
	})
	b.post(path+"/close", values("sure", "yes", "sheet", words)).goes(path + "/review")
}

func TestTooFewAnswersKeepTheWordsThatWereTyped(t *testing.T) {
	s := newSite(t)
	o, b := s.heldRound()
	path := "/app/rounds/" + o.Round.ID
	words := strings.Join(b.sheet(path), " ")
	b.post(path+"/key/confirm", values("sheet", words)).goes(path)
	p := b.post(path+"/close", values("sure", "yes", "sheet", words)).want(http.StatusUnprocessableEntity).says("Bitte bestätigen Sie")
	if got := p.doc.Find("textarea[name=sheet]").Text(); got != words {
		t.Errorf("got %q back, want what was typed", got)
	}
	b.post(path+"/close", values("sure", "yes", "delete", "yes", "sheet", words)).goes(path)
}

func TestWhoHoldsTheKeyIsChosenPromisedAndKept(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler", "Empfang")
	b := s.trainer()
	setup := "/app/companies/" + c.ID + "/rounds/new"
	step := func(name string, form ...string) {
		b.post(setup, b.draft(c.ID, append(form, "step", name, "go", "next")...)).want(http.StatusSeeOther)
	}
	step("content", "questionnaire", tiny, "title", "Herbst")
	b.get(setup + "?step=mode").one("input[name=key][value=server][checked]")
	step("mode", "mode", "anonymous", "min-group", "5", "key", "council")
	b.get(setup+"?step=mode").count("input[name=key][value=council][checked]", 1).says("Ihre Vertretung, etwa der Betriebsrat, verwahrt ihn auf Papier")
	b.get(setup + "?step=access").says("Von selbst schließt sie sich nicht")
	b.get(setup + "?step=check").says("Auf Papier, bei der Vertretung der Mitarbeitenden")
	b.get("/app/companies/" + c.ID + "/rounds/preview").says("Ihre Vertretung, etwa der Betriebsrat, verwahrt ihn auf Papier")
	p := b.post("/app/companies/"+c.ID+"/rounds", b.draft(c.ID)).want(http.StatusSeeOther)
	path, ok := strings.CutSuffix(p.header.Get("Location"), "/key")
	if !ok {
		t.Fatalf("opening leads to %q, want the page of the key", p.header.Get("Location"))
	}
	b.get(path).says("auf Papier: die Vertretung der Mitarbeitenden")
	s.clock.Advance(15 * time.Minute)
	b.post(path+"/key", values()).want(http.StatusForbidden).says("Passwort")
}
