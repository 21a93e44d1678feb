package web_test

import (
	"net/http"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/web/webtest"
)

// noteRead is a closed and released round with a note on a statement and on every view, and who may read them.
func noteRead(t *testing.T, note kompass.Note) (s *webtest.Site, round string, boss, her *webtest.Browser) {
	s = webtest.New(t)
	c, _, o := s.ClosedRound()
	s.Release(o.Round.ID)
	q, ok := s.Rounds.Library().Get(webtest.Full)
	if !ok {
		t.Fatal("the questionnaire is not there")
	}
	s.Must(s.Store.SetSettings(t.Context(), "test", kompass.ItemNote(q.ID, "k-e-1").Settings(note)))
	for _, truth := range q.Truths {
		s.Must(s.Store.SetSettings(t.Context(), "test", kompass.TruthNote(q.ID, truth.ID).Settings(note)))
	}
	return s, "/app/rounds/" + o.Round.ID, s.Trainer(), s.SignIn("a@example.org", kompass.Coordinator, c.ID)
}

func TestNotesAreForTrainersAlone(t *testing.T) {
	_, round, boss, her := noteRead(t, kompass.Note{Text: "Nachfragen im Raum", Link: "https://example.org/artikel"})
	boss.Get(round+"/result").Want(http.StatusOK).Says("Ihre Notiz: Nachfragen im Raum").Count(`#item-k-e-1 .own-note a[href="https://example.org/artikel"]`, 1).
		Count(".items .own-note a[href*='/notes/item-']", 39)
	pages := []string{"/result", "/pack?part=truths", "/report", "/report?kind=full", "/report?kind=appendix"}
	for _, screen := range []string{"truth1", "found1"} {
		pages = append(pages, "/stage?screen="+screen)
	}
	for _, page := range pages {
		her.Get(round+page).Want(http.StatusOK).Silent("Nachfragen im Raum").Silent("example.org/artikel").Count(".own-note, .own-note-text", 0)
	}
	boss.Get(round+"/pack?part=truths").Count(".truth-back .own-note-text", 8)
	boss.Get(round+"/stage?screen=found1").Want(http.StatusOK).Count(".stage .own-note-text", 1)
	boss.Get(round + "/stage?screen=truth1").Want(http.StatusOK).Silent("Nachfragen im Raum")
	for _, page := range []string{"/report", "/report?kind=full", "/report?kind=appendix"} {
		boss.Get(round + page).Want(http.StatusOK).Silent("Nachfragen im Raum")
	}
}

func TestANoteIsWrittenFromTheResult(t *testing.T) {
	s, round, boss, _ := noteRead(t, kompass.Note{})
	edit := boss.Get(round+"/result").One("#item-k-e-1 .own-note a").AttrOr("href", "")
	form := boss.Get(edit).Want(http.StatusOK).Says("Ihre Notiz")
	action := form.One("#note-form").AttrOr("action", "")
	s.Unchanged("a bad link", func() {
		bad := boss.Post(action, form.Fill("#note-form", "note", "Nachfragen", "link", "javascript:alert(1)")).Want(http.StatusUnprocessableEntity)
		if got := bad.Fill("#note-form"); got.Get("note") != "Nachfragen" || got.Get("link") != "javascript:alert(1)" {
			t.Errorf("got %v back, want what was typed", got)
		}
	})
	boss.Post(action, form.Fill("#note-form", "note", "Nachfragen", "link", "example.org")).Goes(round + "/result#item-k-e-1")
	boss.Get(round+"/result").Says("Ihre Notiz: Nachfragen").Count(`.own-note a[href="https://example.org"]`, 1)
	boss.Get("/app/audit?kind=setting").Says("note.service-excellence-kompass.item-k-e-1.text").Silent("Nachfragen")
	boss.Get("/app/questionnaires/service-excellence-kompass/2/notes/item-unknown").Want(http.StatusNotFound)
	boss.Get("/app/questionnaires/service-excellence-kompass/2/notes/truth-unknown").Want(http.StatusNotFound)
	boss.Get("/app/questionnaires/service-excellence-kompass/2/notes/truth-delight").Want(http.StatusOK)
}

func TestNotesOfTwoPeople(t *testing.T) {
	s := webtest.New(t)
	a, b := s.Two()
	path := "/app/questionnaires/" + webtest.Tiny + "/1/notes/item-a1"
	race(s, a, b, twoForms{page: path, form: "#note-form", input: "note", first: "Eins", second: "Zwei", stored: same("Eins")})
}

func TestNotesAreText(t *testing.T) {
	_, round, boss, _ := noteRead(t, kompass.Note{Text: canary})
	wantShown(t, "the result", boss.Get(round+"/result").Want(http.StatusOK).Says(canary))
	wantShown(t, "the cards", boss.Get(round+"/pack?part=truths").Says(canary))
	wantShown(t, "the stage", boss.Get(round+"/stage?screen=found1").Says(canary))
	wantShown(t, "the form", boss.Get("/app/questionnaires/"+webtest.Full+"/2/notes/item-k-e-1"))
	wantShown(t, "a refused form", boss.Post("/app/questionnaires/"+webtest.Full+"/2/notes/item-k-e-1",
		webtest.Values("note", canary, "link", canary)).Want(http.StatusUnprocessableEntity))
}
