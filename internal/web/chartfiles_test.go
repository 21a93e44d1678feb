package web_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"kompass/internal/kompass"
	"kompass/internal/web/webtest"
)

func TestChartsAreTakenAwayWithTheirNumberOfAnswers(t *testing.T) {
	s := webtest.New(t)
	c, teams, o := s.ClosedRound()
	base := "/app/rounds/" + o.Round.ID
	boss, own := s.Trainer(), s.SignIn("a@example.org", kompass.Coordinator, c.ID)
	var hrefs []string
	boss.Get(base + "/result").Doc.Find(`a[href*="/chart/"]`).Each(func(_ int, a *goquery.Selection) { hrefs = append(hrefs, a.AttrOr("href", "")) })
	if len(hrefs) != 4 {
		t.Fatalf("got the pictures %v, want two charts in two formats", hrefs)
	}
	for _, href := range hrefs {
		own.Get(href).Want(http.StatusNotFound)
		file := boss.Get(href).Want(http.StatusOK)
		switch {
		case strings.HasSuffix(href, ".svg"):
			for _, needed := range []string{"Hotel Adler", "Frühjahr", "21 Fragebögen, eingeladen waren 36 Personen", "nicht validiert", "sha256:"} {
				if !strings.Contains(file.Body, needed) {
					t.Errorf("%s lacks %q", href, needed)
				}
			}
			if got := file.Header.Get("Content-Type"); got != "image/svg+xml; charset=utf-8" {
				t.Errorf("%s: got %s", href, got)
			}
		case !strings.HasPrefix(file.Body, "\x89PNG"):
			t.Errorf("%s is no PNG", href)
		}
		if got := file.Header.Get("Content-Disposition"); !strings.HasPrefix(got, "attachment;") || !strings.Contains(got, "Hotel-Adler-Fr") {
			t.Errorf("%s: got %q", href, got)
		}
	}
	english := boss.Get(base + "/chart/dots.svg?lang=en").Want(http.StatusOK)
	if !strings.Contains(english.Body, "21 forms; 36 people were invited") {
		t.Error("the English picture speaks another language")
	}
	for _, hidden := range []string{"?team=" + teams[2].ID, "?team=unknown", "?perspective=staff"} {
		boss.Get(base + "/chart/radar.svg" + hidden).Want(http.StatusNotFound)
		boss.Get(base + "/chart/radar.png" + hidden).Want(http.StatusNotFound)
	}
	s.Release(o.Round.ID)
	for _, href := range hrefs {
		own.Get(href).Want(http.StatusOK)
	}
}

func TestWhatIsTypedStaysTextInPictures(t *testing.T) {
	s := webtest.New(t)
	_, _, base := s.Commented()
	evil, _ := s.Company(canary)
	other := s.Open(evil, webtest.Full, webtest.OneLink)
	for range 6 {
		s.Fill(other.Links[0], 1, "perspective", "staff")
	}
	s.CloseRound(other.Round.ID)
	boss := s.Trainer()
	boss.Get(base + "/chart/radar.svg").Want(http.StatusOK)
	for _, name := range []string{"radar", "dots"} {
		body := boss.Get("/app/rounds/" + other.Round.ID + "/chart/" + name + ".svg").Want(http.StatusOK).Body
		if strings.Contains(body, "<svg/onload") || !strings.Contains(body, "&lt;svg/onload") {
			t.Errorf("%s: the canary is loose", name)
		}
		boss.Get("/app/rounds/" + other.Round.ID + "/chart/" + name + ".png").Want(http.StatusOK)
	}
}
