package web_test

import (
	"net/http"
	"strings"
	"testing"

	"kompass/internal/kompass"
)

// verdictsOf is what is decided about each comment of a round, by its text.
func (s *site) verdictsOf(roundID string) map[string]string {
	s.Helper()
	all, err := s.store.Comments(s.Context(), kompass.Everything, roundID)
	s.must(err)
	out := map[string]string{}
	for _, c := range all {
		out[c.Text] = strings.TrimSpace(string(c.Verdict) + " " + c.Redacted)
	}
	return out
}

func TestAnOlderPageShowsNoCommentAgainThatSomebodyHid(t *testing.T) {
	s := newSite(t)
	_, o, path := s.commented("Mehr Licht", "Anna schläft", "Quatsch")
	a, b := s.two()
	a.post(path+"/review/comments", decide(a.get(path+"/review"), map[string]string{"Mehr Licht": "shown", "Anna schläft": "shown", "Quatsch": "shown"})).
		want(http.StatusSeeOther)
	older := b.get(path + "/review")
	a.post(path+"/review/comments", decide(a.get(path+"/review"), map[string]string{"Anna schläft": "hidden"})).want(http.StatusSeeOther)
	b.post(path+"/review/comments", decide(older, map[string]string{"Quatsch": "hidden"})).want(http.StatusSeeOther)
	if got := s.verdictsOf(o.Round.ID); got["Anna schläft"] != "hidden" || got["Quatsch"] != "hidden" || got["Mehr Licht"] != "shown" {
		t.Errorf("got %v, want both hidden", got)
	}
}

func TestTheSameCommentOfTwoPeople(t *testing.T) {
	s := newSite(t)
	_, o, path := s.commented("Mehr Licht", "Anna schläft")
	a, b := s.two()
	older := b.get(path + "/review")
	a.post(path+"/review/comments", decide(a.get(path+"/review"), map[string]string{"Anna schläft": "redacted|[…] schläft"})).want(http.StatusSeeOther)
	var clash page
	s.unchanged("an older page", func() {
		clash = b.post(path+"/review/comments", decide(older, map[string]string{"Mehr Licht": "shown", "Anna schläft": "hidden"})).clash("trainerin@example.org")
	})
	clash.says("Inzwischen gespeichert: „Schwärzen […] schläft“").count(".review-comment > .theirs", 1).count("input[value=shown]:checked", 1).
		count("input[value=hidden]:checked", 1)
	b.post(path+"/review/comments", clash.fill("form[action$='/review/comments']")).want(http.StatusSeeOther)
	if got := s.verdictsOf(o.Round.ID); got["Anna schläft"] != "hidden" || got["Mehr Licht"] != "shown" {
		t.Errorf("got %v, want what was sent once more", got)
	}
}

// A page on which nothing was chosen for a comment decides nothing about it, not even where it shows "the rest".
func TestTheRestIsWhatNobodyDecidedOn(t *testing.T) {
	s := newSite(t)
	_, o, path := s.commented("Mehr Licht", "Anna schläft")
	a, b := s.two()
	older := b.get(path + "/review").fill("form[action$='/review/comments']")
	a.post(path+"/review/comments", decide(a.get(path+"/review"), map[string]string{"Anna schläft": "hidden"})).want(http.StatusSeeOther)
	older.Set("do", "rest")
	b.post(path+"/review/comments", older).want(http.StatusSeeOther)
	if got := s.verdictsOf(o.Round.ID); got["Anna schläft"] != "hidden" || got["Mehr Licht"] != "shown" {
		t.Errorf("got %v, want the hidden one hidden", got)
	}
}

func TestARedactionStaysOneAfterTheRelease(t *testing.T) {
	s := newSite(t)
	_, o, path := s.commented("Anna schläft\nimmer", "Quatsch")
	a, b := s.two()
	a.post(path+"/review/comments", decide(a.get(path+"/review"), map[string]string{"Quatsch": "shown"})).want(http.StatusSeeOther)
	older := b.get(path + "/review")
	form := decide(a.get(path+"/review"), map[string]string{"Anna schläft\nimmer": "redacted|[…] schläft\r\nimmer"})
	a.post(path+"/review/comments", form).want(http.StatusSeeOther)
	s.release(o.Round.ID)
	redacted := "[…] schläft\nimmer"
	b.post(path+"/review/comments", decide(older, map[string]string{"Anna schläft\nimmer": "shown"})).want(http.StatusUnprocessableEntity).
		says("das Original gibt es nicht mehr")
	b.post(path+"/review/comments", decide(older, map[string]string{"Quatsch": "hidden"})).want(http.StatusSeeOther)
	if got := s.verdictsOf(o.Round.ID); got[redacted] != "redacted "+redacted || got["Quatsch"] != "hidden" {
		t.Errorf("got %v, want the redaction as it was released", got)
	}
	page := b.get(path + "/review")
	page.count("input[type=radio][value=shown]", 1)
	b.post(path+"/review/comments", page.fill("form[action$='/review/comments']")).want(http.StatusSeeOther)
	b.post(path+"/review/comments", decide(page, map[string]string{redacted: "hidden"})).want(http.StatusSeeOther)
	if got := s.verdictsOf(o.Round.ID); got[redacted] != "hidden" {
		t.Errorf("got %v, want it hidden", got)
	}
}

func TestIntroductionOfTwoPeople(t *testing.T) {
	s := newSite(t)
	_, o, path := s.commented()
	a, b := s.two()
	form := "form[action$='/introduction']"
	older := b.get(path + "/review")
	a.post(path+"/review/introduction", a.get(path+"/review").fill(form, "introduction", "Guten Tag.")).want(http.StatusSeeOther)
	var clash page
	s.unchanged("an older page", func() {
		clash = b.post(path+"/review/introduction", older.fill(form, "introduction", "Grüß Gott.")).clash("trainerin@example.org")
	})
	if got := clash.says("Inzwischen gespeichert: „Guten Tag.“").fill(form).Get("introduction"); got != "Grüß Gott." {
		t.Errorf("got %q, want what was typed", got)
	}
	b.post(path+"/review/introduction", clash.fill(form)).want(http.StatusSeeOther)
	if got, err := s.store.Introduction(t.Context(), kompass.Everything, o.Round.ID); err != nil || got != "Grüß Gott." {
		t.Errorf("got %q and error %v", got, err)
	}
}
