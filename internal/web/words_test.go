package web_test

import (
	"net/http"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/web/webtest"
)

// TestACompanysWordStandsWhereItsRoundIsShown: the sentences are shown before the word is stored, and a round keeps the word that it
// was opened with.
func TestACompanysWordStandsWhereItsRoundIsShown(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	b, path := s.Trainer(), "/app/companies/"+c.ID+"/words"
	form := b.Get(path).Fill("form#words", "customers-de-plain", "Gäste", "customers-de-dative", "Gästen", "customers-en-plain", "guests", "back", "setup")
	form.Set("do", "preview")
	s.Unchanged("a preview", func() {
		b.Post(path, form).Want(http.StatusOK).Says("Bevor wir etwas ändern, das Gäste betrifft").Says("that affects guests")
	})
	form.Set("do", "save")
	b.Post(path, form).Goes("/app/companies/" + c.ID + "/rounds/new?step=content")
	b.Get("/app/companies/" + c.ID + "/rounds/new?step=content").Says("Im Fragebogen heißt es „Gäste“.")
	b.Get("/app/companies/" + c.ID + "/rounds/preview?perspective=staff").Says("das Gäste betrifft")

	before := s.Open(c, rounds.DefaultQuestionnaire)
	b.Post(path, b.Get(path).Fill("form#words", "customers-de-plain", "Mandanten", "customers-de-dative", "", "do", "save")).Goes("/app/companies/" + c.ID + "#profile")
	after := s.Open(c, rounds.DefaultQuestionnaire)
	for word, opened := range map[string]rounds.Opened{"Gäste": before, "Mandanten": after} {
		code := "/s/" + string(opened.Links[0].Code) + "?perspective=staff"
		s.Browser().Get("/s/" + string(opened.Links[0].Code)).Says("Ich antworte als …").Says("auch als Schichtleitung")
		s.Browser().Get(code).Says("Wie oft kommt das vor?").Says("Wie weit gilt das bei Ihnen?")
		s.Browser().Get(code).Says("das " + word + " betrifft")
		b.Get("/app/rounds/" + opened.Round.ID + "/paper").Says("das " + word + " betrifft")
	}
}

func TestAWordThatFitsNoSentenceIsSaidAtItsField(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	b, path := s.Trainer(), "/app/companies/"+c.ID+"/words"
	for field, typed := range map[string][]string{
		"customers-de-dative":   {"customers-de-plain", "Gäste"},
		"customers-de-compound": {"customers-de-plain", "Patientinnen und Patienten"},
		"customers-de-plain":    {"customers-de-plain", "", "customers-de-dative", "Gästen"},
		"customers-en-plain":    {"customers-en-plain", "{guests}"},
	} {
		s.Unchanged(field, func() {
			p := b.Post(path, b.Get(path).Fill("form#words", append(typed, "do", "save")...)).Want(http.StatusUnprocessableEntity)
			p.Count("#"+field+"-error", 1).Count(`#`+field+`[aria-invalid="true"]`, 1).Count(`input[name="`+typed[0]+`"][value="`+typed[1]+`"]`, 1)
		})
	}
	if w, err := s.Store.Words(t.Context(), kompass.Everything, c.ID); err != nil || len(w) > 0 {
		t.Errorf("got %v, %v stored", w, err)
	}
}

func TestWordsOfTwoPeople(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	a, b := s.Two()
	race(s, a, b, twoForms{page: "/app/companies/" + c.ID + "/words", form: "form#words", input: "customers-en-plain", first: "guests", second: "visitors",
		stored: same("guests")})
}
