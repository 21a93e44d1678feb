package web_test

import (
	"net/http"
	"strings"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/web/webtest"
)

// verdictsOf is what is decided about each comment of a round, by its text.
func verdictsOf(s *webtest.Site, roundID string) map[string]string {
	s.Helper()
	all, err := s.Store.Comments(s.Context(), kompass.Everything, roundID)
	s.Must(err)
	out := map[string]string{}
	for _, c := range all {
		out[c.Text] = strings.TrimSpace(string(c.Verdict) + " " + c.Redacted)
	}
	return out
}

func TestAnOlderPageShowsNoCommentAgainThatSomebodyHid(t *testing.T) {
	s := webtest.New(t)
	_, o, path := s.Commented("Mehr Licht", "Anna schläft", "Quatsch")
	a, b := s.Two()
	a.Post(path+"/review/comments", decide(a.Get(path+"/review"), map[string]string{"Mehr Licht": "shown", "Anna schläft": "shown", "Quatsch": "shown"})).
		Want(http.StatusSeeOther)
	older := b.Get(path + "/review")
	a.Post(path+"/review/comments", decide(a.Get(path+"/review"), map[string]string{"Anna schläft": "hidden"})).Want(http.StatusSeeOther)
	b.Post(path+"/review/comments", decide(older, map[string]string{"Quatsch": "hidden"})).Want(http.StatusSeeOther)
	if got := verdictsOf(s, o.Round.ID); got["Anna schläft"] != "hidden" || got["Quatsch"] != "hidden" || got["Mehr Licht"] != "shown" {
		t.Errorf("got %v, want both hidden", got)
	}
}

func TestTheSameCommentOfTwoPeople(t *testing.T) {
	s := webtest.New(t)
	_, o, path := s.Commented("Mehr Licht", "Anna schläft")
	a, b := s.Two()
	older := b.Get(path + "/review")
	a.Post(path+"/review/comments", decide(a.Get(path+"/review"), map[string]string{"Anna schläft": "redacted|[…] schläft"})).Want(http.StatusSeeOther)
	var clash webtest.Page
	s.Unchanged("an older page", func() {
		clash = b.Post(path+"/review/comments", decide(older, map[string]string{"Mehr Licht": "shown", "Anna schläft": "hidden"})).Clash("trainerin@example.org")
	})
	clash.Says("Inzwischen gespeichert: „Schwärzen […] schläft“").Count(".review-comment > .theirs", 1).Count("input[value=shown]:checked", 1).
		Count("input[value=hidden]:checked", 1)
	b.Post(path+"/review/comments", clash.Fill("form[action$='/review/comments']")).Want(http.StatusSeeOther)
	if got := verdictsOf(s, o.Round.ID); got["Anna schläft"] != "hidden" || got["Mehr Licht"] != "shown" {
		t.Errorf("got %v, want what was sent once more", got)
	}
}

// A page on which nothing was chosen for a comment decides nothing about it, not even where it shows "the rest".
func TestTheRestIsWhatNobodyDecidedOn(t *testing.T) {
	s := webtest.New(t)
	_, o, path := s.Commented("Mehr Licht", "Anna schläft")
	a, b := s.Two()
	older := b.Get(path + "/review").Fill("form[action$='/review/comments']")
	a.Post(path+"/review/comments", decide(a.Get(path+"/review"), map[string]string{"Anna schläft": "hidden"})).Want(http.StatusSeeOther)
	older.Set("do", "rest")
	b.Post(path+"/review/comments", older).Want(http.StatusSeeOther)
	if got := verdictsOf(s, o.Round.ID); got["Anna schläft"] != "hidden" || got["Mehr Licht"] != "shown" {
		t.Errorf("got %v, want the hidden one hidden", got)
	}
}

func TestARedactionStaysOneAfterTheRelease(t *testing.T) {
	s := webtest.New(t)
	_, o, path := s.Commented("Anna schläft\nimmer", "Quatsch")
	a, b := s.Two()
	a.Post(path+"/review/comments", decide(a.Get(path+"/review"), map[string]string{"Quatsch": "shown"})).Want(http.StatusSeeOther)
	older := b.Get(path + "/review")
	form := decide(a.Get(path+"/review"), map[string]string{"Anna schläft\nimmer": "redacted|[…] schläft\r\nimmer"})
	a.Post(path+"/review/comments", form).Want(http.StatusSeeOther)
	s.Release(o.Round.ID)
	redacted := "[…] schläft\nimmer"
	b.Post(path+"/review/comments", decide(older, map[string]string{"Anna schläft\nimmer": "shown"})).Want(http.StatusUnprocessableEntity).
		Says("das Original gibt es nicht mehr")
	b.Post(path+"/review/comments", decide(older, map[string]string{"Quatsch": "hidden"})).Want(http.StatusSeeOther)
	if got := verdictsOf(s, o.Round.ID); got[redacted] != "redacted "+redacted || got["Quatsch"] != "hidden" {
		t.Errorf("got %v, want the redaction as it was released", got)
	}
	page := b.Get(path + "/review")
	page.Count("input[type=radio][value=shown]", 1)
	b.Post(path+"/review/comments", page.Fill("form[action$='/review/comments']")).Want(http.StatusSeeOther)
	b.Post(path+"/review/comments", decide(page, map[string]string{redacted: "hidden"})).Want(http.StatusSeeOther)
	if got := verdictsOf(s, o.Round.ID); got[redacted] != "hidden" {
		t.Errorf("got %v, want it hidden", got)
	}
}

func TestIntroductionOfTwoPeople(t *testing.T) {
	s := webtest.New(t)
	_, o, path := s.Commented()
	a, b := s.Two()
	form := "form[action$='/introduction']"
	older := b.Get(path + "/review")
	a.Post(path+"/review/introduction", a.Get(path+"/review").Fill(form, "introduction", "Guten Tag.")).Want(http.StatusSeeOther)
	var clash webtest.Page
	s.Unchanged("an older page", func() {
		clash = b.Post(path+"/review/introduction", older.Fill(form, "introduction", "Grüß Gott.")).Clash("trainerin@example.org")
	})
	if got := clash.Says("Inzwischen gespeichert: „Guten Tag.“").Fill(form).Get("introduction"); got != "Grüß Gott." {
		t.Errorf("got %q, want what was typed", got)
	}
	b.Post(path+"/review/introduction", clash.Fill(form)).Want(http.StatusSeeOther)
	if got, err := s.Store.Introduction(t.Context(), kompass.Everything, o.Round.ID); err != nil || got != "Grüß Gott." {
		t.Errorf("got %q and error %v", got, err)
	}
}
