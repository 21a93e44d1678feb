package web_test

import (
	"net/http"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"kompass/internal/kompass"
	"kompass/internal/pdf"
	"kompass/internal/rounds"
	"kompass/internal/web"
)

// withChromium lets a site print.
func withChromium(tb testing.TB) func(*web.Config) {
	tb.Helper()
	path, err := pdf.Find(os.Getenv("CHROMIUM"))
	if err != nil {
		tb.Fatalf("%v: run make test, which installs it", err)
	}
	return func(c *web.Config) { c.PDF = pdf.New(path, pdf.Options{}) }
}

// pdfText is what somebody reads in a PDF file.
func pdfText(tb testing.TB, file string) string {
	tb.Helper()
	read := exec.Command("pdftotext", "-layout", "-", "-")
	read.Stdin = strings.NewReader(file)
	out, err := read.CombinedOutput()
	if err != nil {
		tb.Fatalf("pdftotext: %v: %s", err, out)
	}
	return string(out)
}

func TestReportListsItsPartsInTheirOrder(t *testing.T) {
	s := newSite(t)
	_, _, first := closedRound(s)
	p := s.trainer().get("/app/rounds/" + first.Round.ID + "/report").want(http.StatusOK)
	var entries, heads []string
	p.doc.Find(".report-contents a").Each(func(_ int, a *goquery.Selection) {
		entries = append(entries, squeeze(a.Text()))
		if target := p.doc.Find(a.AttrOr("href", "#")); target.Length() != 1 || goquery.NodeName(target) != "h2" || squeeze(target.Text()) != squeeze(a.Text()) {
			t.Errorf("%q leads to %d elements, %q, want the heading of that name", a.Text(), target.Length(), target.Text())
		}
	})
	p.doc.Find(".report h2").Not("#contents").Each(func(_ int, h *goquery.Selection) { heads = append(heads, squeeze(h.Text())) })
	if got, want := strings.Join(heads, "|"), strings.Join(entries, "|"); got != want {
		t.Errorf("got the headings %q, want those of the contents %q", got, want)
	}
	p.one(".cover h1")
	p.says("Hotel Adler").says("Prüfsumme des Ergebnisses: sha256:")
	p.count(".report-questions li", 8).count("table.items", 5).silent("Als PDF laden").says("kein Chromium")
}

func TestReportOfASmallTeamSaysWhyItHasNoStatements(t *testing.T) {
	s := newSite(t)
	c, teams := s.company("Hotel Adler", "Empfang", "Küche", "Bar")
	o := s.open(c, full, func(p *rounds.Plan) { p.AskPerspectives = false })
	s.fill(o.Links[0], 12, "comment-people", "Mehr Licht")
	s.fill(o.Links[1], 6)
	s.fill(o.Links[2], 5)
	s.close(o.Round.ID)
	path := "/app/rounds/" + o.Round.ID + "/report?team="
	b := s.trainer()
	small := b.get(path + teams[1].ID).want(http.StatusOK).says("Küche").says("Einzelne Aussagen werden erst ab 10 Antworten gezeigt").silent("Mehr Licht")
	small.count("table.items", 0).count(".report-questions li", 8)
	b.get(path+teams[0].ID).want(http.StatusOK).count("table.items", 5)
	b.get(path + "unknown").want(http.StatusNotFound)
}

func TestReportComparesWithTheRoundThatIsAskedFor(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler")
	var ids []string
	for _, title := range []string{"Frühling", "Sommer", "Herbst"} {
		o := s.open(c, full, func(p *rounds.Plan) { p.AskPerspectives, p.Title = false, title })
		s.fill(o.Links[0], 10)
		s.close(o.Round.ID)
		s.clock.Advance(30 * 24 * time.Hour)
		ids = append(ids, o.Round.ID)
	}
	b, path := s.trainer(), "/app/rounds/"+ids[2]+"/report"
	b.get(path).want(http.StatusOK).says("Veränderung seit „Sommer“").says("39 von 39 Aussagen vergleichbar").count("#change", 1)
	b.get(path + "?since=" + ids[0]).want(http.StatusOK).says("Veränderung seit „Frühling“").one(`.report-tools a[aria-current=page]`)
	b.get("/app/rounds/"+ids[0]+"/report").want(http.StatusOK).count("#change", 0)
	for _, since := range []string{ids[2], "unknown"} {
		b.get(path + "?since=" + since).want(http.StatusNotFound)
	}
}

func TestReportHasTheRightsOfTheResult(t *testing.T) {
	s := newSite(t)
	c, _, o := closedRound(s)
	own := s.signIn("a@example.org", kompass.Coordinator, c.ID)
	for _, file := range []string{"/report", "/report.pdf"} {
		own.get("/app/rounds/" + o.Round.ID + file).want(http.StatusNotFound)
	}
	s.release(o.Round.ID)
	own.get("/app/rounds/" + o.Round.ID + "/report").want(http.StatusOK)
	own.get("/app/rounds/" + o.Round.ID + "/report.pdf").goes("/app/rounds/" + o.Round.ID + "/report")
}

func TestReportIsAFileWhereThereIsAChromium(t *testing.T) {
	s := newSite(t, withChromium(t))
	_, teams, o := closedRound(s)
	b := s.trainer()
	path := "/app/rounds/" + o.Round.ID
	b.get(path + "/result").want(http.StatusOK).one(`a[href="` + path + `/report.pdf"]`)
	link := b.get(path+"/report?team="+teams[0].ID).want(http.StatusOK).one(".report-tools a[download]").AttrOr("href", "")
	for _, href := range []string{path + "/report.pdf", link} {
		p := b.get(href).want(http.StatusOK)
		if kind, name := p.header.Get("Content-Type"), p.header.Get("Content-Disposition"); kind != "application/pdf" || !strings.Contains(name, "Hotel-Adler") ||
			!strings.HasPrefix(name, "attachment; filename=\"kompass-") {
			t.Errorf("got %s, %s", kind, name)
		}
		if text := pdfText(t, p.body); !strings.Contains(text, "Hotel Adler") || !strings.Contains(text, "Seite 3 von ") || strings.Contains(text, "Als PDF laden") {
			t.Errorf("%s: got %.500s", href, text)
		}
	}
}

func TestReportOfAnOpenRoundSaysThatItIsNotAnonymous(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler", "Empfang")
	o := s.open(c, full, func(p *rounds.Plan) { p.Mode, p.AskPerspectives = kompass.Open, false })
	s.fill(o.Links[0], 3)
	s.close(o.Round.ID)
	b := s.trainer()
	b.get("/app/rounds/" + o.Round.ID + "/report").want(http.StatusOK).says("nicht anonym")
	b.get("/app/rounds/" + o.Round.ID + "/report?lang=en").want(http.StatusOK).says("not anonymous")
}
