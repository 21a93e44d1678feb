package web_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/web/webtest"
)

func TestReportListsItsPartsInTheirOrder(t *testing.T) {
	s := webtest.New(t)
	_, _, first := s.ClosedRound()
	p := s.Trainer().Get("/app/rounds/" + first.Round.ID + "/report?kind=full").Want(http.StatusOK)
	var entries, heads []string
	p.Doc.Find(".report-contents a").Each(func(_ int, a *goquery.Selection) {
		entries = append(entries, webtest.Squeeze(a.Text()))
		if target := p.Doc.Find(a.AttrOr("href", "#")); target.Length() != 1 || goquery.NodeName(target) != "h2" || webtest.Squeeze(target.Text()) != webtest.Squeeze(a.Text()) {
			t.Errorf("%q leads to %d elements, %q, want the heading of that name", a.Text(), target.Length(), target.Text())
		}
	})
	p.Doc.Find(".report h2").Not("#contents").Each(func(_ int, h *goquery.Selection) { heads = append(heads, webtest.Squeeze(h.Text())) })
	if got, want := strings.Join(heads, "|"), strings.Join(entries, "|"); got != want {
		t.Errorf("got the headings %q, want those of the contents %q", got, want)
	}
	p.One(".cover h1")
	p.Says("Hotel Adler").Says("Prüfsumme des Ergebnisses: sha256:")
	p.Count(".report-questions li", 8).Count("table.items", 5).Silent("Als PDF laden").Says("kein Chromium")
}

func TestReportOfASmallTeamSaysWhyItHasNoStatements(t *testing.T) {
	s := webtest.New(t)
	c, teams := s.Company("Hotel Adler", "Empfang", "Küche", "Bar")
	o := s.Open(c, webtest.Full, func(p *rounds.Plan) { p.AskPerspectives = false })
	s.Fill(o.Links[0], 12, "comment-people", "Mehr Licht")
	s.Fill(o.Links[1], 6)
	s.Fill(o.Links[2], 5)
	s.CloseRound(o.Round.ID)
	path := "/app/rounds/" + o.Round.ID + "/report?kind=full&team="
	b := s.Trainer()
	small := b.Get(path + teams[1].ID).Want(http.StatusOK).Says("Küche").Says("Einzelne Aussagen werden erst ab 10 Antworten gezeigt").Silent("Mehr Licht")
	small.Count("table.items", 0).Count(".report-questions li", 8)
	b.Get(path+teams[0].ID).Want(http.StatusOK).Count("table.items", 5)
	b.Get(path + "unknown").Want(http.StatusNotFound)
}

func TestReportComparesWithTheRoundThatIsAskedFor(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	var ids []string
	for _, title := range []string{"Frühling", "Sommer", "Herbst"} {
		o := s.Open(c, webtest.Full, func(p *rounds.Plan) { p.AskPerspectives, p.Title = false, title })
		s.Fill(o.Links[0], 10)
		s.CloseRound(o.Round.ID)
		s.Clock.Advance(30 * 24 * time.Hour)
		ids = append(ids, o.Round.ID)
	}
	b, path := s.Trainer(), "/app/rounds/"+ids[2]+"/report?kind=full"
	b.Get(path).Want(http.StatusOK).Says("Veränderung seit „Sommer“").Says("39 von 39 Aussagen vergleichbar").Count("#change", 1)
	b.Get(path+"&since="+ids[0]).Want(http.StatusOK).Says("Veränderung seit „Frühling“").Count(`.report-tools a[aria-current=page]`, 2)
	b.Get("/app/rounds/"+ids[0]+"/report?kind=full").Want(http.StatusOK).Count("#change", 0)
	for _, since := range []string{ids[2], "unknown"} {
		b.Get(path + "&since=" + since).Want(http.StatusNotFound)
	}
}

func TestReportHasTheRightsOfTheResult(t *testing.T) {
	s := webtest.New(t)
	c, _, o := s.ClosedRound()
	own := s.SignIn("a@example.org", kompass.Coordinator, c.ID)
	for _, file := range []string{"/report", "/report.pdf"} {
		own.Get("/app/rounds/" + o.Round.ID + file).Want(http.StatusNotFound)
	}
	s.Release(o.Round.ID)
	own.Get("/app/rounds/" + o.Round.ID + "/report").Want(http.StatusOK)
	own.Get("/app/rounds/" + o.Round.ID + "/report.pdf").Goes("/app/rounds/" + o.Round.ID + "/report")
}

func TestReportOfAnOpenRoundSaysThatItIsNotAnonymous(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang")
	o := s.Open(c, webtest.Full, func(p *rounds.Plan) { p.Mode, p.AskPerspectives = kompass.Open, false })
	s.Fill(o.Links[0], 3)
	s.CloseRound(o.Round.ID)
	b := s.Trainer()
	b.Get("/app/rounds/" + o.Round.ID + "/report").Want(http.StatusOK).Says("nicht anonym")
	b.Get("/app/rounds/" + o.Round.ID + "/report?lang=en").Want(http.StatusOK).Says("not anonymous")
}

func TestTheFullReportCitesTheAppendix(t *testing.T) {
	s := webtest.New(t)
	_, teams, o := s.ClosedRound()
	b, path := s.Trainer(), "/app/rounds/"+o.Round.ID+"/report"
	for _, query := range []string{"kind=full", "kind=full&team=" + teams[0].ID} {
		full := b.Get(path+"?"+query).Want(http.StatusOK).Count("#derived", 0).Count("#sources", 0)
		refs := full.Doc.Find(".source-ref a, .report-notes a")
		if refs.Length() == 0 {
			t.Fatal("got no numbers of sources")
		}
		pages := map[string]webtest.Page{}
		refs.Each(func(_ int, a *goquery.Selection) {
			page, anchor, _ := strings.Cut(a.AttrOr("href", ""), "#")
			if _, seen := pages[page]; !seen {
				pages[page] = b.Get(page).Want(http.StatusOK).Count("#derived", 1).Count("#method", 1)
			}
			if pages[page].Doc.Find(".sources #"+anchor).Length() != 1 {
				t.Errorf("%s leads to no source", a.AttrOr("href", ""))
			}
		})
		if len(pages) != 1 {
			t.Errorf("got %d pages, want the appendix alone", len(pages))
		}
	}
	b.Get(path + "?kind=other").Want(http.StatusNotFound)
	b.Get(path + ".pdf?kind=other").Want(http.StatusNotFound)
}

func TestEveryKindOfReportLeadsToTheOthers(t *testing.T) {
	s := webtest.New(t)
	_, teams, o := s.ClosedRound()
	b := s.Trainer()
	for _, kind := range []string{"full", "appendix"} {
		p := b.Get("/app/rounds/" + o.Round.ID + "/report?kind=" + kind + "&team=" + teams[0].ID).Want(http.StatusOK)
		p.Count(".report-tools a[aria-current=page]", 1)
		p.Doc.Find(".report-tools .choices-list a").Each(func(_ int, a *goquery.Selection) {
			b.Get(a.AttrOr("href", "")).Want(http.StatusOK).Says(teams[0].Name).Says(webtest.Squeeze(a.Text()))
		})
	}
}
