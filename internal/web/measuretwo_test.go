package web_test

import (
	"net/http"
	"testing"

	"kompass/internal/kompass"
)

func TestMeasureOfTwoPeople(t *testing.T) {
	s := newSite(t)
	_, _, r := s.measured("Hotel Adler", "Frühjahr")
	m := s.measure(r.ID, "Gäste fragen")
	a, b := s.two()
	page := "/app/measures/" + m.ID
	s.race(a, b, twoForms{page: page, form: measureForm, input: "who", first: "Küche", second: "Empfang", stored: same("Küche")})
	s.race(a, b, twoForms{page: page, form: measureForm, input: "due", first: "2026-07-01", second: "2026-08-01", stored: same("1. Juli 2026")})
	s.race(a, b, twoForms{page: page, form: measureForm, input: "note", first: "eins", second: "zwei", stored: same("eins")})
	older := b.get(page + "?confirm=delete")
	a.post(page, a.get(page).fill(measureForm, "what", "Gäste zweimal fragen")).want(http.StatusSeeOther)
	s.unchanged("deleting", func() { b.post(page+"/delete", older.fill("form#confirm")).clash("trainerin@example.org") })
}

func TestStateOfAMeasureOfTwoPeople(t *testing.T) {
	s := newSite(t)
	c, _, r := s.measured("Hotel Adler", "Frühjahr")
	m := s.measure(r.ID, "Gäste fragen")
	a, b := s.trainer(), s.signIn("a@example.org", kompass.Coordinator, c.ID)
	list, form := "/app/companies/"+c.ID+"/measures", `form[action$="/state"]`
	older := b.get(list)
	a.post("/app/measures/"+m.ID+"/state", a.get(list).fill(form, "state", "done")).want(http.StatusSeeOther)
	var clash page
	s.unchanged("an older page", func() {
		clash = b.post("/app/measures/"+m.ID+"/state", older.fill(form, "state", "dropped")).clash("trainerin@example.org").
			says("Inzwischen gespeichert: „erledigt“")
	})
	b.post("/app/measures/"+m.ID+"/state", older.fill(form, "state", "done")).want(http.StatusSeeOther)
	b.post("/app/measures/"+m.ID+"/state", clash.fill("form#state", "state", "dropped")).want(http.StatusSeeOther)
	got, err := s.store.Measure(t.Context(), kompass.Everything, m.ID)
	if s.must(err); got.State != kompass.MeasureDropped {
		t.Errorf("got %s, want what was sent once more", got.State)
	}
}
