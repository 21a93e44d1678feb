package web_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kompass/internal/keys/keystest"
	"kompass/internal/kompass"
	"kompass/internal/rounds"
)

func TestTheDossierIsMadeFromTheRound(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler", "Empfang", "Küche")
	o := s.open(c, full, func(p *rounds.Plan) { p.K = 7 })
	b, path := s.signIn("a@example.org", kompass.Coordinator, c.ID), "/app/rounds/"+o.Round.ID
	b.get(path).want(http.StatusOK).one(`a[href="` + path + `/dossier"]`)
	p := b.get(path + "/dossier").want(http.StatusOK)
	p.says("Mindestgruppe 7").says("weniger als 7 Bögen").says("Von 7 bis 9 Bögen").says("ab 14 Bögen").says("Empfang: ").says("Küche: ")
	p.says("Mit einem gemeinsamen Code").silent("Einmal-Code lässt").silent("offen vereinbart").says("1 ABR 13/17").says("auf Papier")
	if limits, held := p.doc.Find(".claim-limit").Length(), p.doc.Find(".claim-tests").Length(); limits < 5 || held < 20 || limits+held != p.doc.Find(".claim").Length() {
		t.Errorf("got %d limits and %d statements with tests of %d", limits, held, p.doc.Find(".claim").Length())
	}
	b.get(path + "/dossier?lang=en").want(http.StatusOK).says("fewer than 7 forms").silent("Bögen")
	b.get(path + "/dossier.pdf").goes(path + "/dossier")
}

func TestTheDossierFollowsTheKindOfRound(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Bär", "Empfang")
	b := s.trainer()
	open := s.open(c, tiny, func(p *rounds.Plan) { p.Mode = kompass.Open })
	b.get("/app/rounds/" + open.Round.ID + "/dossier").want(http.StatusOK).says("offen vereinbart, nicht anonym").silent("wird nicht gezeigt")
	once := s.open(c, tiny, func(p *rounds.Plan) { p.OnceCodes = true })
	b.get("/app/rounds/" + once.Round.ID + "/dossier").want(http.StatusOK).says("Ein Einmal-Code lässt genau einen Bogen zu").silent("gemeinsamer Code gilt")
	_, _, closed := closedRound(s)
	b.get("/app/rounds/" + closed.Round.ID + "/dossier").want(http.StatusOK).says("Die Runde ist geschlossen").silent("Wer Codes zu erraten")
}

func TestTheDossierShowsWhatWasTypedAsText(t *testing.T) {
	s := newSite(t)
	c, _ := s.company(canary, canary+"1", canary+"2")
	o := s.open(c, full, func(p *rounds.Plan) { p.Title = canary })
	wantShown(t, "the dossier", s.trainer().get("/app/rounds/"+o.Round.ID+"/dossier").want(http.StatusOK))
}

func TestTheDossierIsPrintedOnA4(t *testing.T) {
	s := newSite(t, withChromium(t))
	c, _ := s.company("Hotel Adler", "Empfang", "Küche")
	o := s.open(c, full)
	b := s.trainer()
	for lang, says := range map[string]string{"de": "geprüft durch", "en": "held by"} {
		p := b.get("/app/rounds/" + o.Round.ID + "/dossier.pdf?lang=" + lang).want(http.StatusOK)
		info := pdfInfo(t, p.body)
		if info["Tagged"] != "yes" || !strings.Contains(info["Page size"], "A4") || info["Pages"] > "6" {
			t.Errorf("%s: got %v", lang, info)
		}
		if text := pdfText(t, p.body); !strings.Contains(text, says) || !strings.Contains(strings.Join(strings.Fields(text), ""), "TestPlanNeverExposesASmallUnion") {
			t.Errorf("%s: got %s", lang, text)
		}
	}
}

func TestTheStartPageNamesHowManyAreAsked(t *testing.T) {
	s := newSite(t)
	c, teams := s.company("Hotel Adler", "Empfang")
	o := s.open(c, tiny)
	start := "/s/" + string(o.Links[0].Code)
	s.browser().get(start).want(http.StatusOK).says("Eingeladen sind 12 Personen").silent("Zuerst waren es")
	more := teams[0]
	more.Heads = 13
	s.must(s.store.UpdateTeam(t.Context(), kompass.Unlimited("test"), more))
	s.browser().get(start).want(http.StatusOK).says("Eingeladen sind 13 Personen").says("Zuerst waren es 12")
	s.browser().get(start + "?lang=en").want(http.StatusOK).says("13 people are invited").says("At first there were 12")
}

func TestTheDossierOfACompanyWithoutTeamsSaysWhetherItsPeopleAreCounted(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler")
	b := s.trainer()
	uncounted, counted := s.open(c, tiny), s.open(c, tiny, func(p *rounds.Plan) { p.Heads = 30 })
	b.get("/app/rounds/" + uncounted.Round.ID + "/dossier").want(http.StatusOK).says("Hotel Adler: nicht angegeben").says("fällt nicht auf, wenn jemand mehrere Bögen schickt")
	b.get("/app/rounds/" + counted.Round.ID + "/dossier").want(http.StatusOK).says("Hotel Adler: 30").says("wird nichts veröffentlicht")
}

func TestTheDossierCountsTheCopiesOfTheKey(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler", "Empfang")
	b, alone := s.trainer(), s.open(c, tiny)
	b.get("/app/rounds/" + alone.Round.ID + "/dossier").want(http.StatusOK).says("nur eine Kopie").says("in einem Ordner außerhalb der Datenbank")
	installation, err := s.store.Installation(t.Context())
	s.must(err)
	folders := []string{t.TempDir(), t.TempDir()}
	s.rounds.UseKeys(keystest.RingAt(t, installation, folders...), installation)
	twice := s.open(c, tiny)
	page := "/app/rounds/" + twice.Round.ID + "/dossier"
	b.get(page).want(http.StatusOK).says("2 Kopien")
	b.get("/app/rounds/" + alone.Round.ID + "/dossier").want(http.StatusOK).says("gerade nicht zu finden")
	s.must(os.Remove(filepath.Join(folders[1], twice.Round.ID+".key")))
	b.get(page).want(http.StatusOK).says("nur eine Kopie")
	for range 5 {
		s.browser().post("/s/"+string(twice.Links[0].Code), values("a1", "yes", "b1", "yes", "c1", "no", "c2", "no")).want(http.StatusSeeOther)
	}
	s.close(twice.Round.ID)
	b.get(page).want(http.StatusOK).silent("Kopie. Geht").says("lässt sich danach nicht noch einmal auswerten")
}
