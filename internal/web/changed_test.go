package web_test

import (
	"net/http"
	"net/url"
	"testing"

	"kompass/internal/kompass"
)

// two is a trainer and her colleague, each in a browser.
func (s *site) two() (a, b *browser) {
	s.Helper()
	return s.trainer(), s.signIn("kollegin@example.org", kompass.Trainer, "")
}

// clash fails the test unless the page says that somebody else was faster, and who.
func (p page) clash(who string) page {
	p.Helper()
	p.want(http.StatusConflict).says("Zuletzt geändert von "+who).count(".conflict-summary", 1).count(".error-message", 0).count("[aria-invalid]", 0)
	return p
}

func TestDetailsOfTwoPeople(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler")
	a, b := s.two()
	path := "/app/companies/" + c.ID + "/details"
	form := `form[action="` + path + `"]`
	shown := b.get(path).want(http.StatusOK)
	a.post(path, a.get(path).fill(form, "name", "Hotel Bär", "contact-phone", "030 1234")).want(http.StatusSeeOther)

	var clash page
	s.unchanged("an older page", func() {
		clash = b.post(path, shown.fill(form, "contact-name", "Eva Muster")).clash("trainerin@example.org")
	})
	clash.says("Inzwischen gespeichert: „Hotel Bär“").count("#name-theirs", 1).count("#contact-phone-theirs", 1).count("#contact-email-theirs", 0)
	if got := clash.fill(form); got.Get("name") != "Hotel Adler" || got.Get("contact-name") != "Eva Muster" {
		t.Errorf("got %v, want what was typed", got)
	}
	b.post(path, clash.fill(form)).want(http.StatusSeeOther)
	got, err := s.store.Company(t.Context(), kompass.Everything, c.ID)
	if s.must(err); got.Name != "Hotel Adler" || got.Contact.Name != "Eva Muster" || got.Contact.Phone != "" {
		t.Errorf("got %+v, want the form that was sent once more", got)
	}
}

// A mistake does not make an older page newer.
func TestDetailsOfTwoPeopleAfterAMistake(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler")
	a, b := s.two()
	path := "/app/companies/" + c.ID + "/details"
	form := `form[action="` + path + `"]`
	shown := b.get(path)
	a.post(path, a.get(path).fill(form, "name", "Hotel Bär")).want(http.StatusSeeOther)
	mistaken := b.post(path, shown.fill(form, "name", "")).want(http.StatusUnprocessableEntity)
	b.post(path, mistaken.fill(form, "name", "Hotel Chamäleon")).clash("trainerin@example.org")
}

// Twice the same is no conflict: neither a button pressed twice nor two people of one mind.
func TestTheSameTwiceIsNoConflict(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler")
	a, b := s.two()
	path := "/app/companies/" + c.ID + "/details"
	form := a.get(path).fill(`form[action="`+path+`"]`, "name", "Hotel Bär")
	a.post(path, form).want(http.StatusSeeOther)
	a.post(path, form).want(http.StatusSeeOther)
	b.post(path, form).want(http.StatusSeeOther)
}

func TestPositioningOfTwoPeople(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler")
	a, b := s.two()
	path := "/app/companies/" + c.ID + "/positioning"
	form := `form[action="` + path + `"]`
	shown := b.get(path)
	a.post(path, a.get(path).fill(form, "promise", "Wir rufen zurück.", "discipline", "product", "price", "4")).want(http.StatusSeeOther)
	var clash page
	s.unchanged("an older page", func() {
		clash = b.post(path, shown.fill(form, "omitted", "Nachtarbeit", "price", "2")).clash("trainerin@example.org")
	})
	clash.says("Inzwischen gespeichert: „Wir rufen zurück.“").count("#promise-theirs", 1).count("#omitted-theirs", 1).count("#discipline .theirs", 1).
		count("#price .theirs", 1).count("#relation .theirs", 0)
	b.post(path, clash.fill(form)).want(http.StatusSeeOther)
	got, err := s.store.Positioning(t.Context(), kompass.Everything, c.ID)
	if s.must(err); got.Promise != "" || got.Omitted != "Nachtarbeit" || got.Steps[kompass.SliderPrice] != 2 {
		t.Errorf("got %+v, want the form that was sent once more", got)
	}
}

func TestTeamOfTwoPeople(t *testing.T) {
	s := newSite(t)
	c, teams := s.company("Hotel Adler", "Küche", "Bar")
	a, b := s.two()
	path := "/app/companies/" + c.ID + "/teams"
	form := `form[action="` + path + "/" + teams[0].ID + `"]`
	shown := b.get(path)
	a.post(path+"/"+teams[0].ID, a.get(path).fill(form, "name", "Große Küche", "size", "30")).want(http.StatusSeeOther)
	bar := `form[action="` + path + "/" + teams[1].ID + `"]`
	b.post(path+"/"+teams[1].ID, shown.fill(bar, "size", "7")).want(http.StatusSeeOther)
	var clash page
	s.unchanged("an older page", func() {
		clash = b.post(path+"/"+teams[0].ID, shown.fill(form, "size", "31")).clash("trainerin@example.org")
	})
	clash.says("Inzwischen gespeichert: „Große Küche“").says("Inzwischen gespeichert: „30“")
	b.post(path+"/"+teams[0].ID, clash.fill(form)).want(http.StatusSeeOther)
	got, err := s.store.AllTeams(t.Context(), kompass.Everything, c.ID)
	if s.must(err); got[0].Name != "Küche" || got[0].Heads != 31 || got[1].Heads != 7 {
		t.Errorf("got %+v, want the forms that were sent last", got)
	}
}

// seen adds to a form what the page says that it shows.
func (b *browser) seen(page, selector string, form url.Values) url.Values {
	b.Helper()
	form.Set("shown", b.get(page).fill(selector).Get("shown"))
	return form
}

// A form sent four times, as by somebody impatient, agrees on one measure; the same words in another form are another.
func TestAMeasureSentFourTimesIsOne(t *testing.T) {
	s := newSite(t)
	_, _, r := s.measured("Hotel Adler", "Frühjahr")
	b, path := s.trainer(), "/app/rounds/"+r.ID+"/measures"
	count := func() int {
		all, err := s.store.Measures(t.Context(), kompass.Everything, kompass.MeasureFilter{RoundID: r.ID})
		s.must(err)
		return len(all)
	}
	words := []string{"what", "Gäste fragen", "who", "Schichtleitung", "due", "2026-06-30", "aim", "customers/tools"}
	mistaken := b.post(path, b.get(path+"/new").fill(measureForm, "what", "Gäste fragen")).want(http.StatusUnprocessableEntity)
	form := mistaken.fill(measureForm, words...)
	for range 4 {
		b.post(path, form).want(http.StatusSeeOther)
	}
	if got := count(); got != 1 {
		t.Errorf("got %d measures, want one", got)
	}
	b.post(path, b.get(path+"/new").fill(measureForm, words...)).want(http.StatusSeeOther)
	form.Set("what", "Gäste noch einmal fragen")
	b.post(path, form).want(http.StatusSeeOther)
	if got := count(); got != 3 {
		t.Errorf("got %d measures, want one for another form and one for other words", got)
	}
}

func TestACompanyTakesNoNameOfAnother(t *testing.T) {
	s := newSite(t)
	s.company("Hotel Adler")
	c, _ := s.company("Hotel Bär")
	b, path := s.trainer(), "/app/companies/"+c.ID+"/details"
	form := `form[action="` + path + `"]`
	s.unchanged("the name of another", func() {
		p := b.post(path, b.get(path).fill(form, "name", "hotel adler")).want(http.StatusUnprocessableEntity).says("Eine Firma mit diesem Namen gibt es schon.")
		if got := p.fill(form).Get("name"); got != "hotel adler" {
			t.Errorf("got %q back, want what was typed", got)
		}
	})
	b.post(path, b.get(path).fill(form, "name", "HOTEL BÄR")).want(http.StatusSeeOther)
}

// draft is a form of the next round of a company, as it is shown now: on any step, to discard it or to open it.
func (b *browser) draft(companyID string, pairs ...string) url.Values {
	b.Helper()
	return b.seen("/app/companies/"+companyID+"/rounds/new", "#discard", values(pairs...))
}
