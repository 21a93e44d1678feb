package web_test

import (
	"net/http"
	"strings"
	"testing"
)

// answered is a round in which one person answered, with her receipt.
func answered(s *site) (roundID, path, receipt string) {
	s.Helper()
	round, path := s.tinyRound()
	b := s.browser()
	b.post(path, values("a1", "yes", "comment-alpha", "Alles gut")).goes(path + "/danke")
	return round.ID, path, strings.TrimSpace(b.get(path + "/danke").one(".receipt .code").Text())
}

func TestReceiptShowsWhatWasSent(t *testing.T) {
	s := newSite(t)
	_, _, receipt := answered(s)
	s.browser().get("/quittung").want(http.StatusOK).one(`form[method=post] input[name=receipt]`)
	for _, typed := range []string{receipt, strings.ToLower(receipt), strings.ReplaceAll(receipt, "-", ""), " " + strings.ReplaceAll(receipt, "0", "o") + " "} {
		s.unchanged("looking", func() {
			p := s.browser().post("/quittung", values("receipt", typed)).want(http.StatusOK).says("Aussage a1").says("Alles gut")
			if strings.Contains(p.header.Get("Location")+p.doc.Find("a").Text(), receipt) {
				t.Error("the receipt stands in an address")
			}
			s.browser().post("/quittung", values("receipt", typed, "do", "ask")).want(http.StatusOK).one("button[value=withdraw]")
		})
	}
}

func TestReceiptCorrects(t *testing.T) {
	s := newSite(t)
	roundID, _, receipt := answered(s)
	b := s.browser()
	edit := b.post("/quittung", values("receipt", receipt, "do", "edit")).want(http.StatusOK)
	form := edit.fill("form.questionnaire")
	if form.Get("a1") != "yes" || form.Get("comment-alpha") != "Alles gut" || edit.one("form.questionnaire").AttrOr("action", "") != "/quittung" {
		t.Fatalf("got form %v, want the answers in it", form)
	}
	form.Set("a1", "maybe")
	s.unchanged("a refused correction", func() {
		b.post("/quittung", form).want(http.StatusUnprocessableEntity).one(`[id="answer.a1"][aria-invalid=true]`)
	})
	form.Set("a1", "no")
	form.Set("switch", "en")
	s.unchanged("switching the language", func() {
		p := b.post("/quittung?lang=en", form).want(http.StatusOK)
		p.one(`input[name=a1][value=no][checked]`)
		p.one("button[data-switch]")
	})
	form.Del("switch")
	form.Del("comment-alpha")
	b.post("/quittung", form).want(http.StatusOK)
	if strings.Contains(s.dump(), "Alles gut") {
		t.Error("the old comment is still there")
	}
	if got := s.answers(roundID); len(got) != 1 || got[0].Answers[0] != 0 {
		t.Errorf("got %+v, want the corrected answer alone", got)
	}
}

func TestReceiptWithdraws(t *testing.T) {
	s := newSite(t)
	roundID, _, receipt := answered(s)
	s.browser().post("/quittung", values("receipt", receipt, "do", "withdraw")).want(http.StatusOK)
	if got := s.total(roundID); got != 0 || strings.Contains(s.dump(), "Alles gut") {
		t.Errorf("got %d answers, want none and no comment", got)
	}
	for _, do := range []string{"", "edit", "ask", "withdraw", "correct", "drop"} {
		s.browser().post("/quittung", values("receipt", receipt, "do", do, "a1", "yes")).want(http.StatusUnprocessableEntity)
	}
}

func TestUnknownReceiptsAreSaidAtTheField(t *testing.T) {
	s := newSite(t)
	answered(s)
	for _, typed := range []string{"", "x", "0000-0000-0000-0000", strings.Repeat("9", 400), "ü", "0000000000000000'--"} {
		s.unchanged(typed, func() {
			p := s.browser().post("/quittung", values("receipt", typed, "do", "withdraw")).want(http.StatusUnprocessableEntity)
			if got := href(p, ".error-summary li a"); got != "#receipt" {
				t.Errorf("got summary to %q, want #receipt", got)
			}
			if got := p.one("input[name=receipt]").AttrOr("value", ""); got != typed {
				t.Errorf("got %q in the field, want %q", got, typed)
			}
		})
	}
	s.browser().post("/quittung?receipt=0000", values()).want(http.StatusUnprocessableEntity)
}

func TestReceiptEndsWithTheRound(t *testing.T) {
	s := newSite(t)
	roundID, _, receipt := answered(s)
	s.empty(roundID)
	s.unchanged("a receipt of a closed round", func() {
		for _, do := range []string{"show", "edit", "correct", "withdraw"} {
			s.browser().post("/quittung", values("receipt", receipt, "do", do, "a1", "no")).want(http.StatusUnprocessableEntity)
		}
	})
}
