package web_test

import (
	"net/http"
	"strings"
	"testing"
)

func TestRoundPageCountsAndLinks(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler", "Empfang", "Küche")
	o := s.open(c, tiny)
	b, path := s.trainer(), "/app/rounds/"+o.Round.ID
	send := func(n, link int) {
		for range n {
			s.browser().post("/s/"+string(o.Links[link].Code), values("a1", "yes", "b1", "no", "c1", "yes", "c2", "no")).want(http.StatusSeeOther)
		}
	}
	counts := func(want ...string) {
		t.Helper()
		p := b.get(path).want(http.StatusOK)
		got := []string{squeeze(p.one(".figure-number").Text()), squeeze(p.doc.Find("tbody tr:nth-child(1) td").First().Text()),
			squeeze(p.doc.Find("tbody tr:nth-child(2) td").First().Text())}
		if strings.Join(got, ", ") != strings.Join(want, ", ") {
			t.Errorf("got counts %v, want %v", got, want)
		}
	}
	counts("unter 5", "unter 5", "unter 5")
	send(4, 0)
	counts("unter 5", "unter 5", "unter 5")
	send(1, 0)
	counts("5", "5", "unter 5")
	send(4, 1)
	counts("5 bis 9", "5", "unter 5")
	b.get("/app").want(http.StatusOK).silent("unter 5")
	p := b.get(path).count(".link-row", 2).count(".link-row svg.qr path[d]", 2)
	for i, l := range o.Links {
		row := p.doc.Find(".link-row").Eq(i)
		if got := row.Find(".code").Text(); got != l.Code.Grouped() {
			t.Errorf("got code %q, want %q", got, l.Code.Grouped())
		}
		if got := row.Find("a").First().AttrOr("href", ""); got != "http://kompass.test/s/"+string(l.Code) {
			t.Errorf("got link %q", got)
		}
	}
	s.close(o.Round.ID)
	b.get(path).want(http.StatusOK).count(".link-row", 0)
}

func TestMoreAnswersThanHeadsAreShownAsSuch(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler", "Empfang")
	o := s.open(c, tiny)
	for range 13 {
		s.browser().post("/s/"+string(o.Links[0].Code), values("a1", "yes")).want(http.StatusSeeOther)
	}
	s.trainer().get("/app/rounds/" + o.Round.ID + "?confirm=close").says("Mehr Bögen als Personen: ")
}
