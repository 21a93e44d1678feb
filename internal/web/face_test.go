package web_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/logo"
)

// pictureFile is a small PNG of one colour.
func pictureFile(t testing.TB, shade uint8) []byte {
	t.Helper()
	picture := image.NewGray(image.Rect(0, 0, 60, 30))
	for i := range picture.Pix {
		picture.Pix[i] = color.Gray{Y: shade}.Y
	}
	var out bytes.Buffer
	if err := png.Encode(&out, picture); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestWhoAnswersSeesLogoAndContact(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler", "Empfang")
	path := "/s/" + string(s.open(c, short).Links[0].Code)
	before := s.browser().get(path).want(http.StatusOK).count(".client-logo", 0).silent("Fragen dazu an")
	c.Contact = kompass.Contact{Name: "Eva Muster", Email: "eva@example.org", Phone: "+49 30 12"}
	s.must(s.store.UpdateCompany(t.Context(), kompass.Unlimited("test"), c))
	with := s.browser().get(path).says("Eva Muster, Telefon +49 30 12, eva@example.org")
	with.one(`#start a[href="mailto:eva@example.org"]`)
	for _, shade := range []uint8{10, 200} {
		small, width, height, err := logo.Parse(pictureFile(t, shade))
		s.must(err)
		l := kompass.NewLogo(small, width, height)
		s.must(s.store.SetLogo(t.Context(), kompass.Unlimited("test"), c.ID, l))
		img := s.browser().get(path).one(`#start .client-logo img[alt="Hotel Adler"][width="60"][height="30"]`)
		if got := img.AttrOr("src", ""); got != "/logo/"+l.Hash+".png" {
			t.Fatalf("got %q, want the address of the newest logo", got)
		}
		p := s.browser().get(l.Path()).want(http.StatusOK)
		if p.body != string(l.PNG) || p.header.Get("Content-Type") != "image/png" || p.header.Get("X-Content-Type-Options") != "nosniff" ||
			p.header.Get("Cache-Control") != "public, max-age=31536000, immutable" {
			t.Errorf("got %v, want the picture, to be kept for ever", p.header)
		}
		s.browser().get("/logo/" + l.Hash).want(http.StatusNotFound)
	}
	s.must(s.store.SetLogo(t.Context(), kompass.Unlimited("test"), c.ID, kompass.Logo{}))
	c.Contact = kompass.Contact{}
	s.must(s.store.UpdateCompany(t.Context(), kompass.Unlimited("test"), c))
	if after := s.browser().get(path); after.body != before.body {
		t.Error("got another page, want the one without logo and contact")
	}
	s.browser().get("/logo/.png").want(http.StatusNotFound)
}
