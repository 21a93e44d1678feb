package web_test

import (
	"net/http"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/web/webtest"
)

func TestMeasureOfTwoPeople(t *testing.T) {
	s := webtest.New(t)
	_, _, r := s.Measured("Hotel Adler", "Frühjahr")
	m := s.Measure(r.ID, "Gäste fragen")
	a, b := s.Two()
	page := "/app/measures/" + m.ID
	race(s, a, b, twoForms{page: page, form: measureForm, input: "who", first: "Küche", second: "Empfang", stored: same("Küche")})
	race(s, a, b, twoForms{page: page, form: measureForm, input: "due", first: "2026-07-01", second: "2026-08-01", stored: same("1. Juli 2026")})
	race(s, a, b, twoForms{page: page, form: measureForm, input: "note", first: "eins", second: "zwei", stored: same("eins")})
	older := b.Get(page + "?confirm=delete")
	a.Post(page, a.Get(page).Fill(measureForm, "what", "Gäste zweimal fragen")).Want(http.StatusSeeOther)
	s.Unchanged("deleting", func() { b.Post(page+"/delete", older.Fill("form#confirm")).Clash("trainerin@example.org") })
}

func TestStateOfAMeasureOfTwoPeople(t *testing.T) {
	s := webtest.New(t)
	c, _, r := s.Measured("Hotel Adler", "Frühjahr")
	m := s.Measure(r.ID, "Gäste fragen")
	a, b := s.Trainer(), s.SignIn("a@example.org", kompass.Coordinator, c.ID)
	list, form := "/app/companies/"+c.ID+"/measures", `form[action$="/state"]`
	older := b.Get(list)
	a.Post("/app/measures/"+m.ID+"/state", a.Get(list).Fill(form, "state", "done")).Want(http.StatusSeeOther)
	var clash webtest.Page
	s.Unchanged("an older page", func() {
		clash = b.Post("/app/measures/"+m.ID+"/state", older.Fill(form, "state", "dropped")).Clash("trainerin@example.org").
			Says("Stand: jetzt „erledigt“").Says("bestätigen Sie es noch einmal").Silent("Ihre Eingaben stehen weiter unten")
	})
	b.Post("/app/measures/"+m.ID+"/state", older.Fill(form, "state", "done")).Want(http.StatusSeeOther)
	b.Post("/app/measures/"+m.ID+"/state", clash.Fill("form#state", "state", "dropped")).Want(http.StatusSeeOther)
	got, err := s.Store.Measure(t.Context(), kompass.Everything, m.ID)
	if s.Must(err); got.State != kompass.MeasureDropped {
		t.Errorf("got %s, want what was sent once more", got.State)
	}
}
