package web_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"kompass/internal/kompass"
)

func TestChartsAreTakenAwayWithTheirNumberOfAnswers(t *testing.T) {
	s := newSite(t)
	c, teams, o := closedRound(s)
	base := "/app/rounds/" + o.Round.ID
	boss, own := s.trainer(), s.signIn("a@example.org", kompass.Coordinator, c.ID)
	var hrefs []string
	boss.get(base + "/result").doc.Find(`a[href*="/chart/"]`).Each(func(_ int, a *goquery.Selection) { hrefs = append(hrefs, a.AttrOr("href", "")) })
	if len(hrefs) != 4 {
		t.Fatalf("got the pictures %v, want two charts in two formats", hrefs)
	}
	for _, href := range hrefs {
		own.get(href).want(http.StatusNotFound)
		file := boss.get(href).want(http.StatusOK)
		switch {
		case strings.HasSuffix(href, ".svg"):
			for _, needed := range []string{"Hotel Adler", "Frühjahr", "21 Antworten von 36 Personen", "nicht validiert", "sha256:"} {
				if !strings.Contains(file.body, needed) {
					t.Errorf("%s lacks %q", href, needed)
				}
			}
			if got := file.header.Get("Content-Type"); got != "image/svg+xml; charset=utf-8" {
				t.Errorf("%s: got %s", href, got)
			}
		case !strings.HasPrefix(file.body, "\x89PNG"):
			t.Errorf("%s is no PNG", href)
		}
		if got := file.header.Get("Content-Disposition"); !strings.HasPrefix(got, "attachment;") || !strings.Contains(got, "Hotel-Adler-Fr") {
			t.Errorf("%s: got %q", href, got)
		}
	}
	english := boss.get(base + "/chart/dots.svg?lang=en").want(http.StatusOK)
	if !strings.Contains(english.body, "21 answers from 36 people") {
		t.Error("the English picture speaks another language")
	}
	for _, hidden := range []string{"?team=" + teams[2].ID, "?team=unknown", "?perspective=staff"} {
		boss.get(base + "/chart/radar.svg" + hidden).want(http.StatusNotFound)
		boss.get(base + "/chart/radar.png" + hidden).want(http.StatusNotFound)
	}
	s.release(o.Round.ID)
	for _, href := range hrefs {
		own.get(href).want(http.StatusOK)
	}
}

func TestWhatIsTypedStaysTextInPictures(t *testing.T) {
	s := newSite(t)
	_, _, base := s.commented()
	evil, _ := s.company(canary)
	other := s.open(evil, full, oneLink)
	for range 6 {
		s.fill(other.Links[0], 1, "perspective", "staff")
	}
	s.close(other.Round.ID)
	boss := s.trainer()
	boss.get(base + "/chart/radar.svg").want(http.StatusOK)
	for _, name := range []string{"radar", "dots"} {
		body := boss.get("/app/rounds/" + other.Round.ID + "/chart/" + name + ".svg").want(http.StatusOK).body
		if strings.Contains(body, "<svg/onload") || !strings.Contains(body, "&lt;svg/onload") {
			t.Errorf("%s: the canary is loose", name)
		}
		boss.get("/app/rounds/" + other.Round.ID + "/chart/" + name + ".png").want(http.StatusOK)
	}
}
