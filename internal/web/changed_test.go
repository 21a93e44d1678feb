package web_test

import (
	"net/http"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/web/webtest"
)

func TestDetailsOfTwoPeople(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	a, b := s.Two()
	path := "/app/companies/" + c.ID + "/details"
	form := `form[action="` + path + `"]`
	shown := b.Get(path).Want(http.StatusOK)
	a.Post(path, a.Get(path).Fill(form, "name", "Hotel Bär", "contact-phone", "030 1234")).Want(http.StatusSeeOther)

	var clash webtest.Page
	s.Unchanged("an older page", func() {
		clash = b.Post(path, shown.Fill(form, "contact-name", "Eva Muster")).Clash("trainerin@example.org")
	})
	clash.Says("Inzwischen gespeichert: „Hotel Bär“").Count("#name-theirs", 1).Count("#contact-phone-theirs", 1).Count("#contact-email-theirs", 0)
	if got := clash.Fill(form); got.Get("name") != "Hotel Adler" || got.Get("contact-name") != "Eva Muster" {
		t.Errorf("got %v, want what was typed", got)
	}
	b.Post(path, clash.Fill(form)).Want(http.StatusSeeOther)
	got, err := s.Store.Company(t.Context(), kompass.Everything, c.ID)
	if s.Must(err); got.Name != "Hotel Adler" || got.Contact.Name != "Eva Muster" || got.Contact.Phone != "" {
		t.Errorf("got %+v, want the form that was sent once more", got)
	}
}

// A mistake does not make an older page newer.
func TestDetailsOfTwoPeopleAfterAMistake(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	a, b := s.Two()
	path := "/app/companies/" + c.ID + "/details"
	form := `form[action="` + path + `"]`
	shown := b.Get(path)
	a.Post(path, a.Get(path).Fill(form, "name", "Hotel Bär")).Want(http.StatusSeeOther)
	mistaken := b.Post(path, shown.Fill(form, "name", "")).Want(http.StatusUnprocessableEntity)
	b.Post(path, mistaken.Fill(form, "name", "Hotel Chamäleon")).Clash("trainerin@example.org")
}

// Twice the same is no conflict: neither a button pressed twice nor two people of one mind.
func TestTheSameTwiceIsNoConflict(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	a, b := s.Two()
	path := "/app/companies/" + c.ID + "/details"
	form := a.Get(path).Fill(`form[action="`+path+`"]`, "name", "Hotel Bär")
	a.Post(path, form).Want(http.StatusSeeOther)
	a.Post(path, form).Want(http.StatusSeeOther)
	b.Post(path, form).Want(http.StatusSeeOther)
}

func TestPositioningOfTwoPeople(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	a, b := s.Two()
	path := "/app/companies/" + c.ID + "/positioning"
	form := `form[action="` + path + `"]`
	shown := b.Get(path)
	a.Post(path, a.Get(path).Fill(form, "promise", "Wir rufen zurück.", "discipline", "product", "price", "4")).Want(http.StatusSeeOther)
	var clash webtest.Page
	s.Unchanged("an older page", func() {
		clash = b.Post(path, shown.Fill(form, "omitted", "Nachtarbeit", "price", "2")).Clash("trainerin@example.org")
	})
	clash.Says("Inzwischen gespeichert: „Wir rufen zurück.“").Count("#promise-theirs", 1).Count("#omitted-theirs", 1).Count("#discipline .theirs", 1).
		Count("#price .theirs", 1).Count("#relation .theirs", 0)
	b.Post(path, clash.Fill(form)).Want(http.StatusSeeOther)
	got, err := s.Store.Positioning(t.Context(), kompass.Everything, c.ID)
	if s.Must(err); got.Promise != "" || got.Omitted != "Nachtarbeit" || got.Steps[kompass.SliderPrice] != 2 {
		t.Errorf("got %+v, want the form that was sent once more", got)
	}
}

func TestTeamOfTwoPeople(t *testing.T) {
	s := webtest.New(t)
	c, teams := s.Company("Hotel Adler", "Küche", "Bar")
	a, b := s.Two()
	path := "/app/companies/" + c.ID + "/teams"
	form := `form[action="` + path + "/" + teams[0].ID + `"]`
	shown := b.Get(path)
	a.Post(path+"/"+teams[0].ID, a.Get(path).Fill(form, "name", "Große Küche", "size", "30")).Want(http.StatusSeeOther)
	bar := `form[action="` + path + "/" + teams[1].ID + `"]`
	b.Post(path+"/"+teams[1].ID, shown.Fill(bar, "size", "7")).Want(http.StatusSeeOther)
	var clash webtest.Page
	s.Unchanged("an older page", func() {
		clash = b.Post(path+"/"+teams[0].ID, shown.Fill(form, "size", "31")).Clash("trainerin@example.org")
	})
	clash.Says("Inzwischen gespeichert: „Große Küche“").Says("Inzwischen gespeichert: „30“")
	b.Post(path+"/"+teams[0].ID, clash.Fill(form)).Want(http.StatusSeeOther)
	got, err := s.Store.AllTeams(t.Context(), kompass.Everything, c.ID)
	if s.Must(err); got[0].Name != "Küche" || got[0].Heads != 31 || got[1].Heads != 7 {
		t.Errorf("got %+v, want the forms that were sent last", got)
	}
}

// A form sent four times, as by somebody impatient, agrees on one measure; the same words in another form are another.
func TestAMeasureSentFourTimesIsOne(t *testing.T) {
	s := webtest.New(t)
	_, _, r := s.Measured("Hotel Adler", "Frühjahr")
	b, path := s.Trainer(), "/app/rounds/"+r.ID+"/measures"
	count := func() int {
		all, err := s.Store.Measures(t.Context(), kompass.Everything, kompass.MeasureFilter{RoundID: r.ID})
		s.Must(err)
		return len(all)
	}
	words := []string{"what", "Gäste fragen", "who", "Schichtleitung", "due", "2026-06-30", "aim", "customers/tools"}
	mistaken := b.Post(path, b.Get(path+"/new").Fill(measureForm, "what", "Gäste fragen")).Want(http.StatusUnprocessableEntity)
	form := mistaken.Fill(measureForm, words...)
	for range 4 {
		b.Post(path, form).Want(http.StatusSeeOther)
	}
	if got := count(); got != 1 {
		t.Errorf("got %d measures, want one", got)
	}
	b.Post(path, b.Get(path+"/new").Fill(measureForm, words...)).Want(http.StatusSeeOther)
	form.Set("what", "Gäste noch einmal fragen")
	b.Post(path, form).Want(http.StatusSeeOther)
	if got := count(); got != 3 {
		t.Errorf("got %d measures, want one for another form and one for other words", got)
	}
}

func TestACompanyTakesNoNameOfAnother(t *testing.T) {
	s := webtest.New(t)
	s.Company("Hotel Adler")
	c, _ := s.Company("Hotel Bär")
	b, path := s.Trainer(), "/app/companies/"+c.ID+"/details"
	form := `form[action="` + path + `"]`
	s.Unchanged("the name of another", func() {
		p := b.Post(path, b.Get(path).Fill(form, "name", "hotel adler")).Want(http.StatusUnprocessableEntity).Says("Eine Firma mit diesem Namen gibt es schon.")
		if got := p.Fill(form).Get("name"); got != "hotel adler" {
			t.Errorf("got %q back, want what was typed", got)
		}
	})
	b.Post(path, b.Get(path).Fill(form, "name", "HOTEL BÄR")).Want(http.StatusSeeOther)
}
