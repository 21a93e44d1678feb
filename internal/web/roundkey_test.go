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
	"kompass/internal/web/webtest"
)

func TestARoundWithoutItsKeySaysSoAtClosing(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang")
	o := s.Open(c, webtest.Tiny)
	path, b := "/app/rounds/"+o.Round.ID, s.Trainer()
	s.Must(s.Keys.Discard(o.Round.ID))
	s.Unchanged("closing", func() {
		b.Post(path+"/close", webtest.Values("sure", "yes", "delete", "yes")).Goes(path + "?confirm=close&missing=key")
	})
	b.Get(path + "?confirm=close&missing=key").Says("Der Schlüssel dieser Runde ist nicht da")
	s.Must(s.Keys.Destroy(o.Round.ID))
	b.Post(path+"/close", webtest.Values("sure", "yes", "delete", "yes")).Goes(path + "?confirm=close&missing=gone")
	b.Get(path + "?confirm=close&missing=gone").Says("schon einmal geschlossen")
}

func TestWithoutItsKeyARoundSaysSoBeforeAnybodyAnswers(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang")
	o := s.Open(c, webtest.Tiny)
	answer, person := "/s/"+string(o.Links[0].Code), s.Browser()
	person.Get(answer).Want(http.StatusOK)
	s.Must(s.Keys.Discard(o.Round.ID))
	person.Get(answer).Want(http.StatusServiceUnavailable).Says("nimmt gerade keine Antworten an").Says("Sie haben nichts falsch gemacht")
	person.Post(answer, webtest.Values("a1", "yes")).Want(http.StatusServiceUnavailable).Says("NICHT gespeichert")
}

// heldRound is a round whose key is to be held by the staff's representatives, and its trainer.
func heldRound(s *webtest.Site, change ...func(*rounds.Plan)) (rounds.Opened, *webtest.Browser) {
	s.Helper()
	c, _ := s.Company("Hotel Adler", "Empfang")
	o := s.Open(c, webtest.Tiny, append(change, func(p *rounds.Plan) { p.Held, p.Holder = true, kompass.HolderCouncil })...)
	return o, s.Trainer()
}

// sheet has the key of a round drawn and returns its words.
func sheet(b *webtest.Browser, path string) []string {
	b.Helper()
	shown := b.Get(path+"/key").Doc.Find("input[name=shown]").AttrOr("value", "")
	return b.Post(path+"/key", webtest.Values("shown", shown)).Want(http.StatusOK).Doc.Find(".key-word").Map(func(_ int, w *goquery.Selection) string { return w.Text() })
}

// mistake fails the test unless a message stands at an input.
func mistake(p webtest.Page, input, message string) webtest.Page {
	p.Helper()
	if got := webtest.Squeeze(p.One("#" + input + "-error").Text()); !strings.Contains(got, message) {
		p.Fatalf("got %q at %s, want %q", got, input, message)
	}
	return p
}

func TestTheKeySheetIsShownOnceAndNowhereElse(t *testing.T) {
	s := webtest.New(t)
	o, b := heldRound(s)
	path := "/app/rounds/" + o.Round.ID
	shown := b.Get(path+"/key").Doc.Find("input[name=shown]").AttrOr("value", "")
	p := b.Post(path+"/key", webtest.Values("shown", shown)).Want(http.StatusOK)
	words := p.Doc.Find(".key-word").Map(func(_ int, w *goquery.Selection) string { return w.Text() })
	if len(words) != 24 || p.Header.Get("Cache-Control") != "no-store" || p.Doc.Find(".key-foot svg[role=img]").Length() != 1 {
		t.Fatalf("got %d words, %q and %d QR codes", len(words), p.Header.Get("Cache-Control"), p.Doc.Find(".key-foot svg").Length())
	}
	b.Post(path+"/key", webtest.Values("shown", shown)).Goes(path + "/key?drawn=1")
	b.Get(path + "/key?drawn=1").Says("schon gezeigt worden")
	for _, page := range []string{path, path + "/key", path + "/dossier", "/app", "/app/audit", "/app/settings"} {
		text := b.Get(page).Doc.Text()
		if strings.Contains(text, strings.Join(words[:3], " ")) {
			t.Errorf("%s has words of the key", page)
		}
	}
	if strings.Contains(s.Logged.String(), words[0]+" "+words[1]) || strings.Contains(s.Dump(), strings.Join(words, " ")) {
		t.Error("the log or the database has words of the key")
	}
	again := sheet(b, path)
	if slices.Equal(words, again) {
		t.Error("the same key comes again")
	}
	mistake(b.Post(path+"/key/confirm", webtest.Values("sheet", strings.Join(words, " "))).Want(http.StatusUnprocessableEntity), "sheet", "nicht der Schlüssel dieser Runde")
	b.Post(path+"/key/confirm", webtest.Values("sheet", strings.Join(again, " "))).Goes(path)
	b.Post(path+"/key", webtest.Values("shown", b.Get(path+"/key").Doc.Find("input[name=shown]").AttrOr("value", ""))).Goes(path + "/key")
}

func TestNobodyAnswersBeforeTheKeyIsTypedIn(t *testing.T) {
	s := webtest.New(t)
	o, b := heldRound(s)
	path, answer := "/app/rounds/"+o.Round.ID, "/s/"+string(o.Links[0].Code)
	s.Browser().Get(answer).Want(http.StatusForbidden).Says("noch nicht bereit")
	b.Get(path).Says("Noch kann niemand antworten").Says("wartet auf den Schlüssel")
	b.Get("/app").Says("Noch kann niemand antworten")
	words := sheet(b, path)
	b.Post(path+"/key/confirm", webtest.Values("sheet", strings.Join(words, "\n"))).Goes(path)
	b.Get(path).Silent("Noch kann niemand antworten")
	s.Browser().Get(answer).Want(http.StatusOK).Says("Ihre Vertretung")
	s.Browser().Post(answer, webtest.Values("a1", "yes")).Want(http.StatusSeeOther)
}

func TestMistakesInAKeyAreNamedAndKept(t *testing.T) {
	s := webtest.New(t)
	o, b := heldRound(s)
	path := "/app/rounds/" + o.Round.ID
	words := sheet(b, path)
	with := func(change func(w []string) []string) string { return strings.Join(change(slices.Clone(words)), " ") }
	for name, c := range map[string]struct{ typed, message string }{
		"nothing":         {" ", "Bitte geben Sie die 24 Wörter"},
		"a word too few":  {with(func(w []string) []string { return w[1:] }), "Das sind 23 Wörter"},
		"one wrong word":  {with(func(w []string) []string { w[4] = "zzzz"; return w }), "Wort 5 ist falsch: „zzzz“. Auf dem Blatt müsste „" + words[4] + "“ stehen"},
		"two swapped":     {with(func(w []string) []string { w[2], w[3] = w[3], w[2]; return w }), "Die Wörter 3 und 4 sind vertauscht"},
		"two wrong words": {with(func(w []string) []string { w[0], w[1] = "abandn", "zzzzzzzzzzzz"; return w }), "Wort 1 „abandn“ (vielleicht: abandon"},
		"another key":     {strings.Repeat("abandon ", 24), "Alle 24 Wörter gibt es"},
	} {
		p := mistake(b.Post(path+"/key/confirm", webtest.Values("sheet", c.typed)).Want(http.StatusUnprocessableEntity), "sheet", c.message)
		if got := p.Doc.Find("textarea[name=sheet]").Text(); got != c.typed {
			t.Errorf("%s: got %q back, want what was typed", name, got)
		}
	}
	wantShown(t, "words that are none", b.Post(path+"/key/confirm", webtest.Values("sheet", canary)).Want(http.StatusUnprocessableEntity))
	b.Post(path+"/key/confirm", webtest.Values("sheet", strings.Join(words, " "))).Goes(path)
}

func TestAHoldersKeyIsAskedAtClosing(t *testing.T) {
	s := webtest.New(t)
	o, b := heldRound(s, webtest.WithEnd(10*time.Minute))
	path, answer := "/app/rounds/"+o.Round.ID, "/s/"+string(o.Links[0].Code)
	words := strings.Join(sheet(b, path), " ")
	b.Post(path+"/key/confirm", webtest.Values("sheet", words)).Goes(path)
	for range 5 {
		s.Browser().Post(answer, webtest.Values("a1", "yes")).Want(http.StatusSeeOther)
	}
	s.Clock.Advance(15 * time.Minute)
	s.Must(s.Rounds.Tidy(s.TB.(*testing.T).Context()))
	b.Get(path).Says("Frist abgelaufen – zum Schließen wird der Schlüssel gebraucht")
	b.Get("/app").Says("Frist abgelaufen – zum Schließen wird der Schlüssel gebraucht")
	b.Get(path + "?confirm=close").One("textarea[name=sheet]")
	b.Post("/app/reauthenticate", webtest.Values("password-again", webtest.Password, "next", "/app")).Goes("/app")
	s.Unchanged("closing without its key", func() {
		mistake(b.Post(path+"/close", webtest.Values("sure", "yes")).Want(http.StatusUnprocessableEntity), "sheet", "Bitte geben Sie die 24 Wörter")
		p := mistake(b.Post(path+"/close", webtest.Values("sure", "yes", "release", "yes", "sheet", "abandon "+words)).Want(http.StatusUnprocessableEntity), "sheet", "Das sind 25 Wörter")
		p.One("input[name=release][checked]")
		b.SendFile(path+"/key/upload", "file", "schluessel.txt", []byte(words)).Want(http.StatusOK).Says(words).Says("Noch ist nichts geschehen")
		mistake(b.SendFile(path+"/key/upload", "file", "buch.txt", []byte(strings.Repeat(words, 40))).Want(http.StatusUnprocessableEntity), "file", "zu groß")
	})
	b.Post(path+"/close", webtest.Values("sure", "yes", "sheet", words)).Goes(path + "/review")
}

func TestTooFewAnswersKeepTheWordsThatWereTyped(t *testing.T) {
	s := webtest.New(t)
	o, b := heldRound(s)
	path := "/app/rounds/" + o.Round.ID
	words := strings.Join(sheet(b, path), " ")
	b.Post(path+"/key/confirm", webtest.Values("sheet", words)).Goes(path)
	p := b.Post(path+"/close", webtest.Values("sure", "yes", "sheet", words)).Want(http.StatusUnprocessableEntity).Says("Bitte bestätigen Sie")
	if got := p.Doc.Find("textarea[name=sheet]").Text(); got != words {
		t.Errorf("got %q back, want what was typed", got)
	}
	b.Post(path+"/close", webtest.Values("sure", "yes", "delete", "yes", "sheet", words)).Goes(path)
}

func TestWhoHoldsTheKeyIsChosenPromisedAndKept(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang")
	b := s.Trainer()
	setup := "/app/companies/" + c.ID + "/rounds/new"
	step := func(name string, form ...string) {
		b.Post(setup, b.Draft(c.ID, append(form, "step", name, "go", "next")...)).Want(http.StatusSeeOther)
	}
	step("content", "questionnaire", webtest.Tiny, "title", "Herbst")
	b.Get(setup + "?step=mode").One("input[name=key][value=server][checked]")
	step("mode", "mode", "anonymous", "min-group", "5", "key", "council")
	b.Get(setup+"?step=mode").Count("input[name=key][value=council][checked]", 1).Says("Ihre Vertretung, etwa der Betriebsrat, verwahrt ihn auf Papier")
	b.Get(setup + "?step=access").Says("Von selbst schließt sie sich nicht")
	b.Get(setup + "?step=check").Says("Auf Papier, bei der Vertretung der Mitarbeitenden")
	b.Get("/app/companies/" + c.ID + "/rounds/preview").Says("Ihre Vertretung, etwa der Betriebsrat, verwahrt ihn auf Papier")
	p := b.Post("/app/companies/"+c.ID+"/rounds", b.Draft(c.ID)).Want(http.StatusSeeOther)
	path, ok := strings.CutSuffix(p.Header.Get("Location"), "/key")
	if !ok {
		t.Fatalf("opening leads to %q, want the page of the key", p.Header.Get("Location"))
	}
	b.Get(path).Says("auf Papier: die Vertretung der Mitarbeitenden")
	s.Clock.Advance(15 * time.Minute)
	b.Post(path+"/key", webtest.Values()).Want(http.StatusForbidden).Says("Passwort")
}
