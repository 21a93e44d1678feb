package web_test

import (
	"net/http"
	"strings"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/web/webtest"
)

func TestCompanyAndTeamAreAddedOrComeBack(t *testing.T) {
	s := webtest.New(t)
	b := s.Trainer()
	long := strings.Repeat("ä", kompass.MaxName+1)
	for _, name := range []string{"", "  ", long, "a\x01b"} {
		s.Unchanged("a bad name", func() {
			p := b.Post("/app/companies", webtest.Values("name", name)).Want(http.StatusUnprocessableEntity)
			if p.One("input[name=name]").AttrOr("value", "") != name || p.Href(".error-summary a") != "#name" {
				t.Errorf("%q: got %q back", name, p.One("input[name=name]").AttrOr("value", ""))
			}
		})
	}
	company := b.Post("/app/companies", webtest.Values("name", "  Hotel   Adler ")).Want(http.StatusSeeOther).Header.Get("Location")
	b.Get(company).Want(http.StatusOK).Says("Hotel Adler")
	s.Unchanged("a name that is taken", func() {
		b.Post("/app/companies", webtest.Values("name", "hotel ADLER")).Want(http.StatusUnprocessableEntity).Says("Eine Firma mit diesem Namen gibt es schon.")
	})
	for size, ok := range map[string]bool{"12": true, " 1 ": true, "100000": true, "0": false, "-1": false, "100001": false, "zwölf": false, "": false, "1e3": false, "12.5": false} {
		form := webtest.Values("name", "Team "+size, "size", size)
		if ok {
			b.Post(company+"/teams", form).Goes(company + "#teams")
			continue
		}
		s.Unchanged(size, func() {
			p := b.Post(company+"/teams", form).Want(http.StatusUnprocessableEntity)
			if got := p.Fill(`form[action$="/teams"]`); got.Encode() != form.Encode() || p.Href(".error-summary a") != "#size" {
				t.Errorf("got %v back, want %v and the size at fault", got, form)
			}
		})
	}
	s.Unchanged("a team twice", func() {
		p := b.Post(company+"/teams", webtest.Values("name", "Team 12", "size", "3")).Want(http.StatusUnprocessableEntity)
		if p.Href(".error-summary a") != "#name" {
			t.Error("the name is not at fault")
		}
	})
}
