package web_test

import (
	"net/http"
	"testing"

	"kompass/internal/address"
	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/web/webtest"
	"kompass/views"
)

func TestEveryPartOfThePackCanBeHadAlone(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang", "Küche")
	o := s.Open(c, webtest.Full)
	b, path := s.SignIn("a@example.org", kompass.Coordinator, c.ID), "/app/rounds/"+o.Round.ID+"/pack"
	all := b.Get(path).Want(http.StatusOK)
	all.Count(".poster", 4).Count(".card", 39).Count(".compass-poster .blank-label", 4).Count(".guess", 1).Count(".worksheet", 1).Count(".agenda-topic", 4)
	for _, l := range o.Links {
		all.Says(l.Code.Grouped())
	}
	for part, selector := range map[string]string{
		"posters": ".poster", "compass": ".compass-poster", "guess": ".guess", "cards": ".card-sheet", "truths": ".truth-sheet", "measures": ".sheet-wide", "agenda": ".sheet-a4",
		"statement": ".statement-sheet",
	} {
		p := b.Get(path + "?part=" + part).Want(http.StatusOK)
		p.Count(".pack > section", p.Doc.Find(".pack > "+selector).Length()).Count(`.switch a[aria-current=page][href*="part=`+part+`"]`, 2)
		b.Get(path + ".pdf?part=" + part).Goes(path + "?part=" + part)
	}
	b.Get(path+"?part=truths").Count(".truth-front q", 8).Count(".truth-back .sources li .state", 13).Says("Stimmt das?").Says("Was haben wir selbst erlebt?")
	if len(views.PackParts) != 8 {
		t.Errorf("the pack has %d parts, want 8", len(views.PackParts))
	}
	b.Get(path+"?size=large&part=posters").Want(http.StatusOK).Count(".poster.sheet-large", 4)
	b.Get(path + "?part=" + "walls").Want(http.StatusNotFound)
	b.Get(path + "?part=statement&lang=de").Says("§ 87 Abs. 1 Nr. 6 BetrVG").Says("kein Rechtsrat").Says("ab 5 Antworten").Says("ab 10 Antworten").Says("beim Schließen der Runde gelöscht")
}

func TestPostersCarryTheLogos(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang")
	o := s.Open(c, webtest.Tiny)
	b, posters := s.Trainer(), "/app/rounds/"+o.Round.ID+"/pack?part=posters"
	b.Get(posters).Want(http.StatusOK).Count(".poster-logo", 0).Count(".poster-company", 1).Count(".poster .compass", 1)
	b.SendFile("/app/companies/"+c.ID+"/logo/upload", "logo", "logo.png", webtest.Picture(t, 30), "/app/companies/"+c.ID+"/details").Want(http.StatusSeeOther)
	b.Get(posters).Count(`.poster-logo[alt="Logo von Hotel Adler"][src^="data:image/png"]`, 1).Count(".poster-company", 0).Count(".poster .compass", 1)
	b.SendFile(address.Identity+"/logo/upload", "logo", "logo.png", webtest.Picture(t, 90), address.Identity).Want(http.StatusSeeOther)
	b.Get(posters).Count(".poster-logo", 2).Count(".poster .compass", 0)
	b.Get("/app/rounds/"+o.Round.ID+"/paper").Want(http.StatusOK).Count(".paper-logo", 1)
}

func TestPostersEndWithTheCodes(t *testing.T) {
	s := webtest.New(t)
	c, _, o := s.ClosedRound()
	once := s.Open(c, webtest.Tiny, func(p *rounds.Plan) { p.OnceCodes = true })
	b := s.Trainer()
	b.Get("/app/rounds/" + o.Round.ID + "/pack?part=posters").Want(http.StatusGone)
	b.Get("/app/rounds/"+o.Round.ID+"/pack").Want(http.StatusOK).Count(".poster", 0).Says("Plakate gibt es nicht").Count(`.switch a[href*="part=posters"]`, 0)
	b.Get("/app/rounds/"+once.Round.ID+"/pack").Want(http.StatusOK).Count(".poster", 0).Says("Plakate gibt es nicht").Silent("ohne Anmeldung")
}

func TestTheAgendaFollowsAResultThatMayBeSeen(t *testing.T) {
	s := webtest.New(t)
	c, _, o := s.ClosedRound()
	path := "/app/rounds/" + o.Round.ID + "/pack?part=agenda"
	own, boss := s.SignIn("a@example.org", kompass.Coordinator, c.ID), s.Trainer()
	own.Get(path).Want(http.StatusOK).Says("Noch gibt es kein Ergebnis").Silent("Streuung").Silent("n =").Count(".agenda-topic", 4)
	p := boss.Get(path).Want(http.StatusOK).Says("Geteilte Sicht").Says("So ist der Ablauf entstanden").Says("sha256:")
	if again := boss.Get(path); webtest.Squeeze(again.One(".agenda").Text()) != webtest.Squeeze(p.One(".agenda").Text()) {
		t.Error("the same result has two agendas")
	}
	s.Release(o.Round.ID)
	if own := own.Get(path); webtest.Squeeze(own.One(".agenda").Text()) != webtest.Squeeze(p.One(".agenda").Text()) {
		t.Error("the coordinator is shown another agenda than the trainer")
	}
}

func TestThePackShowsWhatWasTypedAsText(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company(canary, canary+"1", canary+"2")
	o := s.Open(c, webtest.Full, func(p *rounds.Plan) { p.Title = canary })
	wantShown(t, "the pack", s.Trainer().Get("/app/rounds/"+o.Round.ID+"/pack").Want(http.StatusOK))
}
