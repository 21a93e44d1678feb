package participant_test

import (
	"net/http"
	"strings"
	"testing"

	"kompass/internal/web/webtest"
)

func TestReceiptShowsWhatWasSent(t *testing.T) {
	s := webtest.New(t)
	_, _, receipt := s.OneAnswer()
	s.Browser().Get("/quittung").Want(http.StatusOK).One(`form[method=post] input[name=receipt]`)
	for _, typed := range []string{receipt, strings.ToLower(receipt), strings.ReplaceAll(receipt, "-", ""), " " + strings.ReplaceAll(receipt, "0", "o") + " "} {
		s.Unchanged("looking", func() {
			p := s.Browser().Post("/quittung", webtest.Values("receipt", typed)).Want(http.StatusOK).Says("Aussage a1").Says("Alles gut")
			if strings.Contains(p.Header.Get("Location")+p.Doc.Find("a").Text(), receipt) {
				t.Error("the receipt stands in an address")
			}
			s.Browser().Post("/quittung", webtest.Values("receipt", typed, "do", "ask")).Want(http.StatusOK).One("button[value=withdraw]")
		})
	}
}

func TestReceiptCorrects(t *testing.T) {
	s := webtest.New(t)
	roundID, _, receipt := s.OneAnswer()
	b := s.Browser()
	edit := b.Post("/quittung", webtest.Values("receipt", receipt, "do", "edit")).Want(http.StatusOK)
	form := edit.Fill("form.questionnaire")
	if form.Get("a1") != "yes" || form.Get("comment-alpha") != "Alles gut" || edit.One("form.questionnaire").AttrOr("action", "") != "/quittung" {
		t.Fatalf("got form %v, want the answers in it", form)
	}
	form.Set("a1", "maybe")
	s.Unchanged("a refused correction", func() {
		b.Post("/quittung", form).Want(http.StatusUnprocessableEntity).One(`[id="answer.a1"][aria-invalid=true]`)
	})
	form.Set("a1", "no")
	form.Set("switch", "en")
	s.Unchanged("switching the language", func() {
		p := b.Post("/quittung?lang=en", form).Want(http.StatusOK)
		p.One(`input[name=a1][value=no][checked]`)
		p.One("button[data-switch]")
	})
	form.Del("switch")
	form.Del("comment-alpha")
	b.Post("/quittung", form).Want(http.StatusOK)
	if strings.Contains(s.Dump(), "Alles gut") {
		t.Error("the old comment is still there")
	}
	if got := s.Answers(roundID); len(got) != 1 || got[0].Answers[0] != 0 {
		t.Errorf("got %+v, want the corrected answer alone", got)
	}
}

func TestReceiptWithdraws(t *testing.T) {
	s := webtest.New(t)
	roundID, _, receipt := s.OneAnswer()
	s.Browser().Post("/quittung", webtest.Values("receipt", receipt, "do", "withdraw")).Want(http.StatusOK)
	if got := s.Total(roundID); got != 0 || strings.Contains(s.Dump(), "Alles gut") {
		t.Errorf("got %d answers, want none and no comment", got)
	}
	for _, do := range []string{"", "edit", "ask", "withdraw", "correct", "drop"} {
		s.Browser().Post("/quittung", webtest.Values("receipt", receipt, "do", do, "a1", "yes")).Want(http.StatusUnprocessableEntity)
	}
}

func TestUnknownReceiptsAreSaidAtTheField(t *testing.T) {
	s := webtest.New(t)
	s.OneAnswer()
	for _, typed := range []string{"", "x", "0000-0000-0000-0000", strings.Repeat("9", 400), "ü", "0000000000000000'--"} {
		s.Unchanged(typed, func() {
			p := s.Browser().Post("/quittung", webtest.Values("receipt", typed, "do", "withdraw")).Want(http.StatusUnprocessableEntity)
			if got := p.Href(".error-summary li a"); got != "#receipt" {
				t.Errorf("got summary to %q, want #receipt", got)
			}
			if got := p.One("input[name=receipt]").AttrOr("value", ""); got != typed {
				t.Errorf("got %q in the field, want %q", got, typed)
			}
		})
	}
	s.Browser().Post("/quittung?receipt=0000", webtest.Values()).Want(http.StatusUnprocessableEntity)
}

func TestReceiptEndsWithTheRound(t *testing.T) {
	s := webtest.New(t)
	roundID, _, receipt := s.OneAnswer()
	s.Empty(roundID)
	s.Unchanged("a receipt of a closed round", func() {
		for _, do := range []string{"show", "edit", "correct", "withdraw"} {
			s.Browser().Post("/quittung", webtest.Values("receipt", receipt, "do", do, "a1", "no")).Want(http.StatusUnprocessableEntity)
		}
	})
}
