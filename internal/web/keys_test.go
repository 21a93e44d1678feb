package web_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/web/webtest"
)

func TestThePageOfKeysSaysWhereTheyLieAndShowsNone(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang")
	o := s.Open(c, webtest.Tiny)
	b, folder := s.Trainer(), s.Keys.Folders()[0]
	b.Get("/app/settings").One(`main a[href="/app/keys"]`)
	p := b.Get("/app/keys").Want(http.StatusOK).Says(folder).Says("Hotel Adler, Frühjahr").Says("passt").Says("Es gibt nur eine Kopie").Says("Wenn ein Schlüssel verloren ist")
	p.Silent("Der Schlüssel fehlt")
	s.Must(s.Store.NoteKeysCopied(t.Context(), "test", "/media/stick", []string{o.Round.ID}))
	b.Get("/app/keys").Says("/media/stick").Says("selbst vernichten")
	b.Get("/app/rounds/" + o.Round.ID).One(`main a[href="/app/rounds/` + o.Round.ID + `/key"]`)
	b.Get("/app/rounds/" + o.Round.ID + "/key").Says("hat der Server").Says(folder).Says("passt")
}

func TestAMissingKeyIsToldEverywhere(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang")
	o := s.Open(c, webtest.Tiny)
	b, own := s.Trainer(), s.SignIn("k@example.org", kompass.Coordinator, c.ID)
	round, folder := "/app/rounds/"+o.Round.ID, s.Keys.Folders()[0]
	s.Must(os.Rename(folder, folder+".away"))
	for _, page := range []string{"/app", round, "/app/keys"} {
		b.Get(page).Says("Der Schlüssel fehlt. Diese Runde nimmt keine Antworten an.")
	}
	b.Get("/app").Says("Ein Ordner der Schlüssel ist nicht da").Count(`main .waiting a[href="/app/keys"]`, 2)
	b.Get("/app/keys").Says("Ordner nicht da").Says("lässt sich keine neue Runde eröffnen")
	own.Get("/app").Says("Der Schlüssel fehlt").Silent("Ein Ordner der Schlüssel")
	own.Get(round).Says("Bitte sagen Sie Ihrer Trainerin").Silent(`href="/app/keys"`)
	s.Must(os.Rename(folder+".away", folder))
	b.Get("/app").Silent("Schlüssel fehlt")
	b.Get(round).Silent("Schlüssel fehlt")
}

func TestARoundIsNotOpenedWithoutAPlaceForItsKey(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang")
	b, folder := s.Trainer(), s.Keys.Folders()[0]
	b.Post("/app/companies/"+c.ID+"/rounds/new", b.Draft(c.ID, "step", "content", "go", "check", "questionnaire", webtest.Tiny, "title", "Herbst")).Want(http.StatusSeeOther)
	s.Must(os.Rename(folder, folder+".away"))
	b.Post("/app/companies/"+c.ID+"/rounds", b.Draft(c.ID)).Want(http.StatusServiceUnavailable).Says("lässt sich nicht ablegen")
	s.Must(os.Rename(folder+".away", folder))
	b.Post("/app/companies/"+c.ID+"/rounds", b.Draft(c.ID)).Want(http.StatusSeeOther)
}

func TestWhatAClosingLeftUndoneIsToldUntilItIsDone(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang")
	o := s.Open(c, webtest.Tiny)
	b, own := s.Trainer(), s.SignIn("k@example.org", kompass.Coordinator, c.ID)
	round, folder := "/app/rounds/"+o.Round.ID, s.Keys.Folders()[0]
	for range 5 {
		s.Browser().Post("/s/"+string(o.Links[0].Code), webtest.Values("a1", "yes")).Want(http.StatusSeeOther)
	}
	key, err := os.ReadFile(filepath.Join(folder, o.Round.ID+".key"))
	s.Must(err)
	b.Post(round+"/close", webtest.Values("sure", "yes")).Goes(round + "/review")
	s.Must(os.WriteFile(filepath.Join(folder, o.Round.ID+".key"), key, 0o600))
	for _, page := range []string{round, "/app/keys"} {
		b.Get(page).Says("ihr Schlüssel ist noch nicht überall vernichtet").Says(folder)
	}
	b.Get("/app").Says("der Schlüssel ist noch nicht überall vernichtet")
	own.Get("/app").Silent("vernichtet")
	own.Get(round).Silent("vernichtet")
	s.Must(s.Rounds.Tidy(t.Context()))
	for _, page := range []string{round, "/app", "/app/keys"} {
		b.Get(page).Silent("noch nicht überall vernichtet")
	}
	s.Exec("INSERT INTO chores (name) VALUES ('rebuild')")
	for _, page := range []string{round, "/app", "/app/keys"} {
		b.Get(page).Says("noch nicht neu geschrieben")
	}
	s.Must(s.Rounds.Tidy(t.Context()))
	b.Get("/app").Silent("noch nicht neu geschrieben")
}

func TestAnInterruptedClosingSaysHowItGoesOn(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang")
	o := s.Open(c, webtest.Tiny)
	b, round := s.Trainer(), "/app/rounds/"+o.Round.ID
	_, err := s.Store.BeginClose(t.Context(), kompass.Unlimited("test"), o.Round.ID)
	s.Must(err)
	b.Get("/app").Says("Das Schließen wurde unterbrochen")
	b.Get(round).Says("Kompass versucht es jede Minute noch einmal")
	s.Must(s.Rounds.Tidy(t.Context()))
	b.Get(round).Silent("unterbrochen")

	held := s.Open(c, webtest.Tiny, func(p *rounds.Plan) { p.Held, p.Holder = true, kompass.HolderCouncil })
	words := sheet(b, "/app/rounds/"+held.Round.ID)
	_, err = s.Store.BeginClose(t.Context(), kompass.Unlimited("test"), held.Round.ID)
	s.Must(err)
	b.Get("/app/rounds/" + held.Round.ID).Says("Dafür wird der Schlüssel gebraucht")
	s.Must(s.Rounds.Tidy(t.Context()))
	b.Get("/app/rounds/" + held.Round.ID).Says("unterbrochen")
	b.Post("/app/rounds/"+held.Round.ID+"/close", webtest.Values("sure", "yes", "delete", "yes", "sheet", strings.Join(words, " "))).Goes("/app/rounds/" + held.Round.ID)
	b.Get("/app/rounds/" + held.Round.ID).Silent("unterbrochen")
}
