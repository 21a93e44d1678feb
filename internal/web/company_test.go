package web_test

import (
	"bytes"
	"image"
	"image/png"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"kompass/internal/kompass"
)

// sendFile posts a form with one file.
func (b *browser) sendFile(target, field, name string, content []byte) page {
	b.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	part, err := w.CreateFormFile(field, name)
	b.must(err)
	_, err = part.Write(content)
	b.must(err)
	b.must(w.Close())
	r := b.request(http.MethodPost, target, nil)
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body.Bytes())), int64(body.Len())
	r.Header.Set("Content-Type", w.FormDataContentType())
	return b.send(r)
}

func TestNameAndContactAreCorrectedOrComeBack(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adlre")
	b, path := s.trainer(), "/app/companies/"+c.ID+"/details"
	form := b.get(path).want(http.StatusOK).fill(`form[action="`+path+`"]`, "name", " Hotel  Adler", "contact-name", "Eva Muster",
		"contact-email", "Eva@Example.org", "contact-phone", "+49 (30) 12-3")
	b.post(path, form).goes("/app/companies/" + c.ID + "#profile")
	got, err := s.store.Company(t.Context(), kompass.Everything, c.ID)
	s.must(err)
	if want := (kompass.Contact{Name: "Eva Muster", Email: "eva@example.org", Phone: "+49 (30) 12-3"}); got.Name != "Hotel Adler" || got.Contact != want {
		t.Errorf("got %+v, want what was typed, tidied", got)
	}
	b.get("/app/companies/" + c.ID).want(http.StatusOK).says("Eva Muster, Telefon +49 (30) 12-3, eva@example.org")
	for field, bad := range map[string]string{
		"name": " ", "contact-name": strings.Repeat("x", kompass.MaxName+1), "contact-email": "eva", "contact-phone": "javascript:x",
	} {
		s.unchanged(field, func() {
			form := values("name", "Hotel", "contact-name", "Eva")
			form.Set(field, bad)
			p := b.post(path, form).want(http.StatusUnprocessableEntity)
			if p.one("#"+field+"[aria-invalid=true]").AttrOr("value", "") != bad || href(p, ".error-summary a") != "#"+field {
				t.Errorf("%s: got another form back", field)
			}
		})
	}
	form = b.get(path).fill(`form[action="`+path+`"]`, "contact-name", "", "contact-email", "", "contact-phone", "")
	b.post(path, form).want(http.StatusSeeOther)
	b.get("/app/companies/" + c.ID).silent("Eva Muster")
}

func TestALogoIsUploadedShownAndRemoved(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler")
	b, path := s.trainer(), "/app/companies/"+c.ID
	b.sendFile(path+"/logo/upload", "logo", `../../x";filename=<svg onload=x()>.html`, pictureFile(t, 30)).goes(path + "/details#logo-title")
	src := b.get(path+"/details").one(`.client-logo img[alt="Hotel Adler"]`).AttrOr("src", "")
	p := s.browser().get(src).want(http.StatusOK)
	if picture, err := png.Decode(strings.NewReader(p.body)); err != nil || picture.Bounds() != image.Rect(0, 0, 60, 30) {
		t.Errorf("got %v, want the picture", err)
	}
	b.get(path).one(`.client-logo img[src="` + src + `"]`)
	for name, content := range map[string][]byte{
		"SVG": []byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>`), "half a picture": pictureFile(t, 30)[:40], "nothing": {},
		"large": append(pictureFile(t, 30), make([]byte, 3<<20)...),
	} {
		s.unchanged(name, func() {
			p := b.sendFile(path+"/logo/upload", "logo", "logo.png", content)
			if p.status != http.StatusUnprocessableEntity {
				t.Fatalf("%s: got %d", name, p.status)
			}
			if p.one("#logo[aria-invalid=true]"); href(p, ".error-summary a") != "#logo" {
				t.Errorf("%s: the file is not at fault", name)
			}
		})
	}
	s.unchanged("another field", func() {
		b.sendFile(path+"/logo/upload", "picture", "logo.png", pictureFile(t, 30)).want(http.StatusUnprocessableEntity)
	})
	s.unchanged("not sure", func() { b.post(path+"/logo/remove", values()).goes(path + "/details#logo-title") })
	b.post(path+"/logo/remove", values("sure", "yes")).goes(path + "/details#logo-title")
	b.get(path+"/details").count(".client-logo", 0)
	s.browser().get(src).want(http.StatusNotFound)
}

func TestPositioningIsSavedAsFarAsItGoes(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler")
	b, path := s.trainer(), "/app/companies/"+c.ID+"/positioning"
	p := b.get(path).want(http.StatusOK).count("input[type=range]", 0).count("fieldset.slider", 5).count("fieldset.slider input[type=radio]", 30)
	p.count(`input[type=radio][value=""][checked]`, 6)
	s.unchanged("nothing filled in", func() { b.post(path, p.fill("main form")).goes("/app/companies/" + c.ID + "#profile") })
	b.post(path, p.fill("main form", "promise", " Wir rufen\r\nzurück. ")).goes("/app/companies/" + c.ID + "#profile")
	b.get("/app/companies/" + c.ID).says("Wir rufen zurück.")
	p = b.get(path)
	b.post(path, p.fill("main form", "discipline", "customers", "price", "4", "latitude", "1", "omitted", "Keine Nachtarbeit", "do", "target")).
		goes("/app/companies/" + c.ID + "/target?profile=proposal")
	want := kompass.Positioning{CompanyID: c.ID, Promise: "Wir rufen\nzurück.", Omitted: "Keine Nachtarbeit", Discipline: kompass.LeadCustomers}
	want.Steps[kompass.SliderPrice], want.Steps[kompass.SliderLatitude] = 4, 1
	got, err := s.store.Positioning(t.Context(), kompass.Everything, c.ID)
	if s.must(err); func() bool { want.Updated = got.Updated; return got != want }() {
		t.Errorf("got %+v, want %+v", got, want)
	}
	p = b.get(path)
	p.one(`input[name=price][value="4"][checked]`)
	b.post(path, p.fill("main form", "price", "")).want(http.StatusSeeOther)
	b.get(path).one(`input[name=price][value=""][checked]`)
	for field, bad := range map[string]string{
		"promise": strings.Repeat("ä", kompass.MaxPromise+1), "omitted": "a\x00b", "discipline": "all", "price": "6", "changing": "0", "relation": "3,5",
	} {
		s.unchanged(field, func() {
			form := values("promise", "Wir")
			form.Set(field, bad)
			p := b.post(path, form).want(http.StatusUnprocessableEntity)
			if href(p, ".error-summary a") != "#"+field {
				t.Errorf("got summary to %q, want #%s", href(p, ".error-summary a"), field)
			}
			p.one("#" + field)
		})
	}
	own := s.signIn("a@example.org", kompass.Coordinator, c.ID)
	own.get(path).want(http.StatusOK).says("Keine Nachtarbeit").says("Nah am Kunden").count("main form", 0)
}
