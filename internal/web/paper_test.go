package web_test

import (
	"net/http"
	"net/url"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/web/webtest"
)

func TestTheSheetIsOfItsLink(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang", "Küche")
	o := s.Open(c, webtest.Full)
	b, path := s.SignIn("a@example.org", kompass.Coordinator, c.ID), "/app/rounds/"+o.Round.ID
	b.Get(path).Want(http.StatusOK).One(`a[href="` + path + `/paper"]`)
	for _, l := range o.Links {
		p := b.Get(path + "/paper?link=" + l.ID + "&batch=3").Want(http.StatusOK)
		p.Says(l.Code.Grouped()).Says("Stapel 3").Says("Kann ich nicht beurteilen").Count(".paper .qr", 1).Count(".paper-ticks", 0).Count(".paper-lines", 4)
		p.Says("Eine Gruppe wird erst ab 5 Antworten gezeigt").Silent("Ihre Quittung").Count(".paper-block tbody .tick", 39*6)
	}
	leaders, staff := b.Get(path+"/paper?link="+o.Links[0].ID), b.Get(path+"/paper?link="+o.Links[1].ID)
	if webtest.Squeeze(leaders.One(".paper-who").Text()) == webtest.Squeeze(staff.One(".paper-who").Text()) {
		t.Error("the sheets of two links say the same of whom they are for")
	}
	for _, batch := range []string{"0", "-1", "Maria", "12345", canary} {
		b.Get(path+"/paper?batch="+url.QueryEscape(batch)).Want(http.StatusOK).Count(".paper-stack", 0)
	}
	b.Get(path + "/paper?lang=en").Want(http.StatusOK).Says("This sheet")
	b.Get(path + "/paper?link=unknown").Want(http.StatusNotFound)
	b.Get(path + "/paper.pdf?batch=3").Goes(path + "/paper?batch=3")
	s.Must(s.Store.DeleteRound(t.Context(), kompass.Unlimited("test"), o.Round.ID))
	b.Get(path + "/paper").Want(http.StatusNotFound)
}

func TestASheetForEverybodyAsksForTeamAndPerspective(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company(canary, canary+"1", canary+"2")
	o := s.Open(c, webtest.Full, webtest.OneLink, func(p *rounds.Plan) { p.Title = canary })
	b := s.Trainer()
	p := b.Get("/app/rounds/"+o.Round.ID+"/paper").Want(http.StatusOK).Count(".paper-ticks", 2).Count(".paper-ticks .tick", 4)
	wantShown(t, "the sheet", p)
	wantShown(t, "typing in", b.Get("/app/rounds/"+o.Round.ID+"/entry").Want(http.StatusOK))
}

func TestARoundOfOneTimeCodesHasSheetsWithoutACode(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang")
	o := s.Open(c, webtest.Tiny, func(p *rounds.Plan) { p.OnceCodes = true })
	s.Trainer().Get("/app/rounds/"+o.Round.ID+"/paper").Want(http.StatusOK).Count(".paper-block tbody .tick", 8).Count(".paper .qr", 0)
}

func TestThereAreNoSheetsOfAClosedRound(t *testing.T) {
	s := webtest.New(t)
	_, _, o := s.ClosedRound()
	b := s.Trainer()
	for _, page := range []string{"/paper", "/paper.pdf"} {
		b.Get("/app/rounds/" + o.Round.ID + page).Want(http.StatusGone)
	}
}
