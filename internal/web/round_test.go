package web_test

import (
	"net/http"
	"strings"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/web/webtest"
)

func TestRoundPageCountsAndLinks(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang", "Küche")
	o := s.Open(c, webtest.Tiny)
	b, path := s.Trainer(), "/app/rounds/"+o.Round.ID
	send := func(n, link int) {
		for range n {
			s.Browser().Post("/s/"+string(o.Links[link].Code), webtest.Values("a1", "yes", "b1", "no", "c1", "yes", "c2", "no")).Want(http.StatusSeeOther)
		}
	}
	counts := func(want ...string) {
		t.Helper()
		p := b.Get(path).Want(http.StatusOK)
		got := []string{webtest.Squeeze(p.One(".figure-number").Text()), webtest.Squeeze(p.Doc.Find("tbody tr:nth-child(1) td").First().Text()),
			webtest.Squeeze(p.Doc.Find("tbody tr:nth-child(2) td").First().Text())}
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
	b.Get("/app").Want(http.StatusOK).Silent("unter 5")
	p := b.Get(path).Count(".link-row", 2).Count(".link-row svg.qr path[d]", 2)
	for i, l := range o.Links {
		row := p.Doc.Find(".link-row").Eq(i)
		if got := row.Find(".code").Text(); got != l.Code.Grouped() {
			t.Errorf("got code %q, want %q", got, l.Code.Grouped())
		}
		if got := row.Find("a").First().AttrOr("href", ""); got != "http://kompass.test/s/"+string(l.Code) {
			t.Errorf("got link %q", got)
		}
	}
	s.CloseRound(o.Round.ID)
	b.Get(path).Want(http.StatusOK).Count(".link-row", 0)
}

func TestMoreAnswersThanHeadsAreShownAsSuch(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang")
	o := s.Open(c, webtest.Tiny)
	for range 13 {
		s.Browser().Post("/s/"+string(o.Links[0].Code), webtest.Values("a1", "yes")).Want(http.StatusSeeOther)
	}
	s.Trainer().Get("/app/rounds/" + o.Round.ID + "?confirm=close").Says("Mehr Bögen als Personen: ")
}

func TestClosingWarnsOfMoreAnswersThanPeopleWithoutTeamsAndOfAPerspective(t *testing.T) {
	s := webtest.New(t)
	whole, _ := s.Company("Hotel Adler")
	parts, _ := s.Company("Hotel Falke", "Empfang")
	asked := s.Open(whole, webtest.Full, func(p *rounds.Plan) { p.Heads, p.AskPerspectives = 6, false })
	leaders := s.Open(parts, webtest.Full, func(p *rounds.Plan) { p.Of = map[string]int{"leaders": 5} })
	b := s.Trainer()
	closing := func(o rounds.Opened) webtest.Page { return b.Get("/app/rounds/" + o.Round.ID + "?confirm=close") }
	s.Fill(asked.Links[0], 6)
	closing(asked).Silent("Mehr Bögen als Personen")
	s.Fill(asked.Links[0], 1)
	closing(asked).Says("Mehr Bögen als Personen: 7 von 6")
	s.Fill(leaders.Links[0], 5)
	closing(leaders).Silent("Mehr Bögen als Personen")
	s.Fill(leaders.Links[0], 1)
	closing(leaders).Says("Mehr Bögen als Personen: Führungskräfte")
}

// TestTextsToPassOn holds that they name link, protection and end of the round, and never how many have answered.
func TestTextsToPassOn(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang")
	o := s.Open(c, webtest.Tiny)
	b, path := s.Trainer(), "/app/rounds/"+o.Round.ID
	before := b.Get(path).Texts(".passage")
	if len(before) != 3 || !strings.Contains(before[0], string(o.Links[0].Code)) || !strings.Contains(before[1], string(o.Links[0].Code)) {
		t.Fatalf("got %q, want invitation and reminder with the link, and thanks", before)
	}
	if !strings.Contains(before[0], "Gruppen erst ab 5 Antworten") || !strings.Contains(before[0], "freiwillig") {
		t.Errorf("got %q, want what protects people and that it is voluntary", before[0])
	}
	for range 7 {
		s.Browser().Post("/s/"+string(o.Links[0].Code), webtest.Values("a1", "yes")).Want(http.StatusSeeOther)
	}
	if after := b.Get(path).Texts(".passage"); strings.Join(after, "|") != strings.Join(before, "|") {
		t.Errorf("the texts changed with the answers: %q", after)
	}
	open := s.Open(c, webtest.Tiny, func(p *rounds.Plan) { p.Mode = kompass.Open })
	if got := b.Get("/app/rounds/" + open.Round.ID).Texts(".passage"); strings.Contains(got[0], "anonym:") || !strings.Contains(got[0], "Diese Runde ist nicht anonym") {
		t.Errorf("got %q for a round that is not anonymous", got[0])
	}
}
