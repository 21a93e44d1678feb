package web_test

import (
	"image"
	"image/png"
	"net/http"
	"strings"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/web/webtest"
)

func TestNameAndContactAreCorrectedOrComeBack(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adlre")
	b, path := s.Trainer(), "/app/companies/"+c.ID+"/details"
	form := b.Get(path).Want(http.StatusOK).Fill(`form[action="`+path+`"]`, "name", " Hotel  Adler", "contact-name", "Eva Muster",
		"contact-email", "Eva@Example.org", "contact-phone", "+49 (30) 12-3")
	b.Post(path, form).Goes("/app/companies/" + c.ID + "#profile")
	got, err := s.Store.Company(t.Context(), kompass.Everything, c.ID)
	s.Must(err)
	if want := (kompass.Contact{Name: "Eva Muster", Email: "eva@example.org", Phone: "+49 (30) 12-3"}); got.Name != "Hotel Adler" || got.Contact != want {
		t.Errorf("got %+v, want what was typed, tidied", got)
	}
	b.Get("/app/companies/" + c.ID).Want(http.StatusOK).Says("Eva Muster, Telefon +49 (30) 12-3, eva@example.org")
	for field, bad := range map[string]string{
		"name": " ", "contact-name": strings.Repeat("x", kompass.MaxName+1), "contact-email": "eva", "contact-phone": "javascript:x",
	} {
		s.Unchanged(field, func() {
			form := webtest.Values("name", "Hotel", "contact-name", "Eva")
			form.Set(field, bad)
			p := b.Post(path, form).Want(http.StatusUnprocessableEntity)
			if p.One("#"+field+"[aria-invalid=true]").AttrOr("value", "") != bad || p.Href(".error-summary a") != "#"+field {
				t.Errorf("%s: got another form back", field)
			}
		})
	}
	form = b.Get(path).Fill(`form[action="`+path+`"]`, "contact-name", "", "contact-email", "", "contact-phone", "")
	b.Post(path, form).Want(http.StatusSeeOther)
	b.Get("/app/companies/" + c.ID).Silent("Eva Muster")
}

func TestALogoIsUploadedShownAndRemoved(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	b, path := s.Trainer(), "/app/companies/"+c.ID
	b.SendFile(path+"/logo/upload", "logo", `../../x";filename=<svg onload=x()>.html`, webtest.Picture(t, 30), path+"/details").Goes(path + "/details#logo-title")
	src := b.Get(path+"/details").One(`.client-logo img[alt="Hotel Adler"]`).AttrOr("src", "")
	p := s.Browser().Get(src).Want(http.StatusOK)
	if picture, err := png.Decode(strings.NewReader(p.Body)); err != nil || picture.Bounds() != image.Rect(0, 0, 60, 30) {
		t.Errorf("got %v, want the picture", err)
	}
	b.Get(path).One(`.client-logo img[src="` + src + `"]`)
	for name, content := range map[string][]byte{
		"SVG": []byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>`), "half a picture": webtest.Picture(t, 30)[:40], "nothing": {},
		"large": append(webtest.Picture(t, 30), make([]byte, 3<<20)...),
	} {
		s.Unchanged(name, func() {
			p := b.SendFile(path+"/logo/upload", "logo", "logo.png", content)
			if p.Status != http.StatusUnprocessableEntity {
				t.Fatalf("%s: got %d", name, p.Status)
			}
			if p.One("#logo[aria-invalid=true]"); p.Href(".error-summary a") != "#logo" {
				t.Errorf("%s: the file is not at fault", name)
			}
		})
	}
	s.Unchanged("another field", func() {
		b.SendFile(path+"/logo/upload", "picture", "logo.png", webtest.Picture(t, 30)).Want(http.StatusUnprocessableEntity)
	})
	s.Unchanged("not sure", func() { b.Post(path+"/logo/remove", webtest.Values()).Goes(path + "/details#logo-title") })
	b.Post(path+"/logo/remove", b.Seen(path+"/details", `form[action$="/logo/remove"]`, webtest.Values("sure", "yes"))).Goes(path + "/details#logo-title")
	b.Get(path+"/details").Count(".client-logo", 0)
	s.Browser().Get(src).Want(http.StatusNotFound)
}

func TestPositioningIsSavedAsFarAsItGoes(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	b, path := s.Trainer(), "/app/companies/"+c.ID+"/positioning"
	p := b.Get(path).Want(http.StatusOK).Count("input[type=range]", 0).Count("fieldset.slider", 5).Count("fieldset.slider input[type=radio]", 30)
	p.Count(`input[type=radio][value=""][checked]`, 6)
	s.Unchanged("nothing filled in", func() { b.Post(path, p.Fill("main form")).Goes("/app/companies/" + c.ID + "#profile") })
	b.Post(path, p.Fill("main form", "promise", " Wir rufen\r\nzurück. ")).Goes("/app/companies/" + c.ID + "#profile")
	b.Get("/app/companies/" + c.ID).Says("Wir rufen zurück.")
	p = b.Get(path)
	b.Post(path, p.Fill("main form", "discipline", "customers", "price", "4", "latitude", "1", "omitted", "Keine Nachtarbeit", "do", "target")).
		Goes("/app/companies/" + c.ID + "/target?profile=proposal")
	want := kompass.Positioning{CompanyID: c.ID, Promise: "Wir rufen\nzurück.", Omitted: "Keine Nachtarbeit", Discipline: kompass.LeadCustomers}
	want.Steps[kompass.SliderPrice], want.Steps[kompass.SliderLatitude] = 4, 1
	got, err := s.Store.Positioning(t.Context(), kompass.Everything, c.ID)
	if s.Must(err); func() bool { want.Updated = got.Updated; return got != want }() {
		t.Errorf("got %+v, want %+v", got, want)
	}
	p = b.Get(path)
	p.One(`input[name=price][value="4"][checked]`)
	b.Post(path, p.Fill("main form", "price", "")).Want(http.StatusSeeOther)
	b.Get(path).One(`input[name=price][value=""][checked]`)
	for field, bad := range map[string]string{
		"promise": strings.Repeat("ä", kompass.MaxPromise+1), "omitted": "a\x00b", "discipline": "all", "price": "6", "changing": "0", "relation": "3,5",
	} {
		s.Unchanged(field, func() {
			form := webtest.Values("promise", "Wir")
			form.Set(field, bad)
			p := b.Post(path, form).Want(http.StatusUnprocessableEntity)
			if p.Href(".error-summary a") != "#"+field {
				t.Errorf("got summary to %q, want #%s", p.Href(".error-summary a"), field)
			}
			p.One("#" + field)
		})
	}
	own := s.SignIn("a@example.org", kompass.Coordinator, c.ID)
	own.Get(path).Want(http.StatusOK).Says("Keine Nachtarbeit").Says("Nah am Kunden").Count("main form", 0)
}
