package web_test

import (
	"net/http"
	"strings"
	"testing"

	"kompass/internal/kompass"
)

func TestCompanyAndTeamAreAddedOrComeBack(t *testing.T) {
	s := newSite(t)
	b := s.trainer()
	long := strings.Repeat("ä", kompass.MaxName+1)
	for _, name := range []string{"", "  ", long, "a\x01b"} {
		s.unchanged("a bad name", func() {
			p := b.post("/app/companies", values("name", name)).want(http.StatusUnprocessableEntity)
			if p.one("input[name=name]").AttrOr("value", "") != name || href(p, ".error-summary a") != "#name" {
				t.Errorf("%q: got %q back", name, p.one("input[name=name]").AttrOr("value", ""))
			}
		})
	}
	company := b.post("/app/companies", values("name", "  Hotel   Adler ")).want(http.StatusSeeOther).header.Get("Location")
	b.get(company).want(http.StatusOK).says("Hotel Adler")
	s.unchanged("a name that is taken", func() {
		b.post("/app/companies", values("name", "hotel ADLER")).want(http.StatusUnprocessableEntity).says("Eine Firma mit diesem Namen gibt es schon.")
	})
	for size, ok := range map[string]bool{"12": true, " 1 ": true, "100000": true, "0": false, "-1": false, "100001": false, "zwölf": false, "": false, "1e3": false, "12.5": false} {
		form := values("name", "Team "+size, "size", size)
		if ok {
			b.post(company+"/teams", form).goes(company + "#teams")
			continue
		}
		s.unchanged(size, func() {
			p := b.post(company+"/teams", form).want(http.StatusUnprocessableEntity)
			if got := p.fill(`form[action$="/teams"]`); got.Encode() != form.Encode() || href(p, ".error-summary a") != "#size" {
				t.Errorf("got %v back, want %v and the size at fault", got, form)
			}
		})
	}
	s.unchanged("a team twice", func() {
		p := b.post(company+"/teams", values("name", "Team 12", "size", "3")).want(http.StatusUnprocessableEntity)
		if href(p, ".error-summary a") != "#name" {
			t.Error("the name is not at fault")
		}
	})
}
