package web_test

import (
	"net/http"
	"strings"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/views"
)

func TestEveryPartOfThePackCanBeHadAlone(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler", "Empfang", "Küche")
	o := s.open(c, full)
	b, path := s.signIn("a@example.org", kompass.Coordinator, c.ID), "/app/rounds/"+o.Round.ID+"/pack"
	all := b.get(path).want(http.StatusOK)
	all.count(".poster", 4).count(".card", 39).count(".compass-poster .blank-label", 4).count(".guess", 1).count(".worksheet", 1).count(".agenda-topic", 4)
	for _, l := range o.Links {
		all.says(l.Code.Grouped())
	}
	for part, selector := range map[string]string{
		"posters": ".poster", "compass": ".compass-poster", "guess": ".guess", "cards": ".card-sheet", "measures": ".sheet-wide", "agenda": ".sheet-a4",
		"statement": ".statement-sheet",
	} {
		p := b.get(path + "?part=" + part).want(http.StatusOK)
		p.count(".pack > section", p.doc.Find(".pack > "+selector).Length()).count(`.switch a[aria-current=page][href*="part=`+part+`"]`, 2)
		b.get(path + ".pdf?part=" + part).goes(path + "?part=" + part)
	}
	if len(views.PackParts) != 7 {
		t.Errorf("the pack has %d parts, want 7", len(views.PackParts))
	}
	b.get(path+"?size=large&part=posters").want(http.StatusOK).count(".poster.sheet-large", 4)
	b.get(path + "?part=" + "walls").want(http.StatusNotFound)
	b.get(path + "?part=statement&lang=de").says("§ 87 Abs. 1 Nr. 6 BetrVG").says("kein Rechtsrat").says("ab 5 Antworten").says("ab 10 Antworten").says("beim Schließen der Runde gelöscht")
}

func TestPostersCarryTheLogos(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler", "Empfang")
	o := s.open(c, tiny)
	b, posters := s.trainer(), "/app/rounds/"+o.Round.ID+"/pack?part=posters"
	b.get(posters).want(http.StatusOK).count(".poster-logo", 0).count(".poster-company", 1).count(".poster .compass", 1)
	b.sendFile("/app/companies/"+c.ID+"/logo/upload", "logo", "logo.png", pictureFile(t, 30)).want(http.StatusSeeOther)
	b.get(posters).count(`.poster-logo[alt="Logo von Hotel Adler"][src^="data:image/png"]`, 1).count(".poster-company", 0).count(".poster .compass", 1)
	b.sendFile(views.IdentityPath+"/logo/upload", "logo", "logo.png", pictureFile(t, 90)).want(http.StatusSeeOther)
	b.get(posters).count(".poster-logo", 2).count(".poster .compass", 0)
	b.get("/app/rounds/"+o.Round.ID+"/paper").want(http.StatusOK).count(".paper-logo", 1)
}

func TestPostersEndWithTheCodes(t *testing.T) {
	s := newSite(t)
	c, _, o := closedRound(s)
	once := s.open(c, tiny, func(p *rounds.Plan) { p.OnceCodes = true })
	b := s.trainer()
	b.get("/app/rounds/" + o.Round.ID + "/pack?part=posters").want(http.StatusGone)
	b.get("/app/rounds/"+o.Round.ID+"/pack").want(http.StatusOK).count(".poster", 0).says("Plakate gibt es nicht").count(`.switch a[href*="part=posters"]`, 0)
	b.get("/app/rounds/"+once.Round.ID+"/pack").want(http.StatusOK).count(".poster", 0).says("Plakate gibt es nicht").silent("ohne Anmeldung")
}

func TestTheAgendaFollowsAResultThatMayBeSeen(t *testing.T) {
	s := newSite(t)
	c, _, o := closedRound(s)
	path := "/app/rounds/" + o.Round.ID + "/pack?part=agenda"
	own, boss := s.signIn("a@example.org", kompass.Coordinator, c.ID), s.trainer()
	own.get(path).want(http.StatusOK).says("Noch gibt es kein Ergebnis").silent("Streuung").silent("n =").count(".agenda-topic", 4)
	p := boss.get(path).want(http.StatusOK).says("Geteilte Sicht").says("So ist der Ablauf entstanden").says("sha256:")
	if again := boss.get(path); squeeze(again.one(".agenda").Text()) != squeeze(p.one(".agenda").Text()) {
		t.Error("the same result has two agendas")
	}
	s.release(o.Round.ID)
	if own := own.get(path); squeeze(own.one(".agenda").Text()) != squeeze(p.one(".agenda").Text()) {
		t.Error("the coordinator is shown another agenda than the trainer")
	}
}

func TestThePackShowsWhatWasTypedAsText(t *testing.T) {
	s := newSite(t)
	c, _ := s.company(canary, canary+"1", canary+"2")
	o := s.open(c, full, func(p *rounds.Plan) { p.Title = canary })
	wantShown(t, "the pack", s.trainer().get("/app/rounds/"+o.Round.ID+"/pack").want(http.StatusOK))
}

func TestThePackIsPrintedOnItsOwnSheets(t *testing.T) {
	s := newSite(t, withChromium(t))
	c, _ := s.company("Hotel Adler", "Haustechnik, Nachtdienst und Verwaltung der Außenstellen am See")
	o := s.open(c, full)
	b := s.trainer()
	for query, want := range map[string]string{
		"part=posters": "2 A3", "part=posters&size=large": "2 1190 x 1684", "part=compass": "1 1190 x 1684", "part=compass&size=large": "1 1684 x 2384",
		"part=guess": "1 A4", "part=cards": "10 A4", "part=measures": "1 841 x 595", "part=agenda": "1 A4", "part=statement": "1 A4",
	} {
		p := b.get("/app/rounds/" + o.Round.ID + "/pack.pdf?" + query).want(http.StatusOK)
		info := pdfInfo(t, p.body)
		pages, size, _ := strings.Cut(want, " ")
		if info["Pages"] != pages || !isSize(info["Page size"], size) || info["Tagged"] != "yes" {
			t.Errorf("%s: got %s pages of %s, want %s", query, info["Pages"], info["Page size"], want)
		}
	}
}

// isSize compares what pdfinfo says of a sheet with its name, or with its points without their fractions.
func isSize(got, want string) bool {
	if strings.HasPrefix(want, "A") {
		return strings.Contains(got, "("+want+")")
	}
	w, h, _ := strings.Cut(want, " x ")
	width, rest, _ := strings.Cut(got, " x ")
	return strings.HasPrefix(width, w[:len(w)-1]) && strings.HasPrefix(rest, h[:len(h)-1])
}
