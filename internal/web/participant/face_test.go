package participant_test

import (
	"net/http"
	"testing"

	"kompass/internal/address"
	"kompass/internal/kompass"
	"kompass/internal/logo"
	"kompass/internal/web/webtest"
)

func TestWhoAnswersSeesLogoAndContact(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang")
	path := "/s/" + string(s.Open(c, webtest.Short).Links[0].Code)
	before := s.Browser().Get(path).Want(http.StatusOK).Count(".client-logo", 0).Silent("Fragen dazu an")
	c.Contact = kompass.Contact{Name: "Eva Muster", Email: "eva@example.org", Phone: "+49 30 12"}
	s.Must(s.Store.UpdateCompany(t.Context(), kompass.Unlimited("test"), c))
	with := s.Browser().Get(path).Says("Eva Muster, Telefon +49 30 12, eva@example.org")
	with.One(`#start a[href="mailto:eva@example.org"]`)
	for _, shade := range []uint8{10, 200} {
		small, width, height, err := logo.Parse(webtest.Picture(t, shade))
		s.Must(err)
		l := kompass.NewLogo(small, width, height)
		s.Must(s.Store.SetLogo(t.Context(), kompass.Unlimited("test"), c.ID, l))
		img := s.Browser().Get(path).One(`#start .client-logo img[alt="Hotel Adler"][width="60"][height="30"]`)
		if got := img.AttrOr("src", ""); got != "/logo/"+l.Hash+".png" {
			t.Fatalf("got %q, want the address of the newest logo", got)
		}
		p := s.Browser().Get(address.Logo(l.Hash)).Want(http.StatusOK)
		if p.Body != string(l.PNG) || p.Header.Get("Content-Type") != "image/png" || p.Header.Get("X-Content-Type-Options") != "nosniff" ||
			p.Header.Get("Cache-Control") != "public, max-age=31536000, immutable" {
			t.Errorf("got %v, want the picture, to be kept for ever", p.Header)
		}
		s.Browser().Get("/logo/" + l.Hash).Want(http.StatusNotFound)
	}
	s.Must(s.Store.SetLogo(t.Context(), kompass.Unlimited("test"), c.ID, kompass.Logo{}))
	c.Contact = kompass.Contact{}
	s.Must(s.Store.UpdateCompany(t.Context(), kompass.Unlimited("test"), c))
	if after := s.Browser().Get(path); after.Body != before.Body {
		t.Error("got another page, want the one without logo and contact")
	}
	s.Browser().Get("/logo/.png").Want(http.StatusNotFound)
}
