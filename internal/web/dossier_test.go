package web_test

import (
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"kompass/internal/keys/keystest"
	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/web/webtest"
)

func TestTheDossierIsMadeFromTheRound(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang", "Küche")
	o := s.Open(c, webtest.Full, func(p *rounds.Plan) { p.K = 7 })
	b, path := s.SignIn("a@example.org", kompass.Coordinator, c.ID), "/app/rounds/"+o.Round.ID
	b.Get(path).Want(http.StatusOK).One(`a[href="` + path + `/dossier"]`)
	p := b.Get(path + "/dossier").Want(http.StatusOK)
	p.Says("Mindestgruppe 7").Says("weniger als 7 Bögen").Says("Von 7 bis 9 Bögen").Says("ab 14 Bögen").Says("Empfang: ").Says("Küche: ")
	p.Says("Mit einem gemeinsamen Code").Silent("Einmal-Code lässt").Silent("offen vereinbart").Says("1 ABR 13/17").Says("auf Papier")
	if limits, held := p.Doc.Find(".claim-limit").Length(), p.Doc.Find(".claim-tests").Length(); limits < 5 || held < 20 || limits+held != p.Doc.Find(".claim").Length() {
		t.Errorf("got %d limits and %d statements with tests of %d", limits, held, p.Doc.Find(".claim").Length())
	}
	b.Get(path + "/dossier?lang=en").Want(http.StatusOK).Says("fewer than 7 forms").Silent("Bögen")
	b.Get(path + "/dossier.pdf").Goes(path + "/dossier")
}

func TestTheDossierFollowsTheKindOfRound(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Bär", "Empfang")
	b := s.Trainer()
	open := s.Open(c, webtest.Tiny, func(p *rounds.Plan) { p.Mode = kompass.Open })
	b.Get("/app/rounds/" + open.Round.ID + "/dossier").Want(http.StatusOK).Says("offen vereinbart, nicht anonym").Silent("wird nicht gezeigt")
	once := s.Open(c, webtest.Tiny, func(p *rounds.Plan) { p.OnceCodes = true })
	b.Get("/app/rounds/" + once.Round.ID + "/dossier").Want(http.StatusOK).Says("Ein Einmal-Code lässt genau einen Bogen zu").Silent("gemeinsamer Code gilt")
	_, _, closed := s.ClosedRound()
	b.Get("/app/rounds/" + closed.Round.ID + "/dossier").Want(http.StatusOK).Says("Die Runde ist geschlossen").Silent("Wer Codes zu erraten")
}

func TestTheDossierShowsWhatWasTypedAsText(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company(canary, canary+"1", canary+"2")
	o := s.Open(c, webtest.Full, func(p *rounds.Plan) { p.Title = canary })
	wantShown(t, "the dossier", s.Trainer().Get("/app/rounds/"+o.Round.ID+"/dossier").Want(http.StatusOK))
}

func TestTheStartPageNamesHowManyAreAsked(t *testing.T) {
	s := webtest.New(t)
	c, teams := s.Company("Hotel Adler", "Empfang")
	o := s.Open(c, webtest.Tiny)
	start := "/s/" + string(o.Links[0].Code)
	s.Browser().Get(start).Want(http.StatusOK).Says("Eingeladen sind 12 Personen").Silent("Zuerst waren es")
	more := teams[0]
	more.Heads = 13
	s.Must(s.Store.UpdateTeam(t.Context(), kompass.Unlimited("test"), more))
	s.Browser().Get(start).Want(http.StatusOK).Says("Eingeladen sind 13 Personen").Says("Zuerst waren es 12")
	s.Browser().Get(start + "?lang=en").Want(http.StatusOK).Says("13 people are invited").Says("At first there were 12")
}

func TestTheDossierOfACompanyWithoutTeamsSaysWhetherItsPeopleAreCounted(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	b := s.Trainer()
	uncounted, counted := s.Open(c, webtest.Tiny), s.Open(c, webtest.Tiny, func(p *rounds.Plan) { p.Heads = 30 })
	s.Exec("UPDATE rounds SET heads = NULL WHERE id = ?", uncounted.Round.ID) // one of those that were opened when nobody had to say
	b.Get("/app/rounds/" + uncounted.Round.ID + "/dossier").Want(http.StatusOK).Says("Hotel Adler: nicht angegeben").Says("fällt nicht auf, wenn jemand mehrere Bögen schickt")
	b.Get("/app/rounds/" + counted.Round.ID + "/dossier").Want(http.StatusOK).Says("Hotel Adler: 30").Says("wird nichts veröffentlicht")
}

func TestTheDossierCountsTheCopiesOfTheKey(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang")
	b, alone := s.Trainer(), s.Open(c, webtest.Tiny)
	b.Get("/app/rounds/" + alone.Round.ID + "/dossier").Want(http.StatusOK).Says("nur eine Kopie").Says("in einem Ordner außerhalb der Datenbank")
	installation, err := s.Store.Installation(t.Context())
	s.Must(err)
	folders := []string{t.TempDir(), t.TempDir()}
	s.Rounds.UseKeys(keystest.RingAt(t, installation, folders...), installation)
	twice := s.Open(c, webtest.Tiny)
	page := "/app/rounds/" + twice.Round.ID + "/dossier"
	b.Get(page).Want(http.StatusOK).Says("2 Kopien")
	b.Get("/app/rounds/" + alone.Round.ID + "/dossier").Want(http.StatusOK).Says("gerade nicht zu finden")
	s.Must(os.Remove(filepath.Join(folders[1], twice.Round.ID+".key")))
	b.Get(page).Want(http.StatusOK).Says("nur eine Kopie")
	for range 5 {
		s.Browser().Post("/s/"+string(twice.Links[0].Code), webtest.Values("a1", "yes", "b1", "yes", "c1", "no", "c2", "no")).Want(http.StatusSeeOther)
	}
	s.CloseRound(twice.Round.ID)
	b.Get(page).Want(http.StatusOK).Silent("Kopie. Geht").Says("lässt sich danach nicht noch einmal auswerten")
}
