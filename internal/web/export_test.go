package web_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"kompass/internal/kompass"
	"kompass/internal/result"
	"kompass/internal/rounds"
)

func TestResultIsThereToTakeAway(t *testing.T) {
	s := newSite(t)
	_, _, o := closedRound(s)
	b, base := s.trainer(), "/app/rounds/"+o.Round.ID
	links := b.get(base + "/result").want(http.StatusOK).doc.Find("section[aria-labelledby=files] a[href*=export]")
	var hrefs []string
	links.Each(func(_ int, a *goquery.Selection) { hrefs = append(hrefs, a.AttrOr("href", "")) })
	if want := []string{base + "/export.xlsx", base + "/export.csv", base + "/export.json"}; !slices.Equal(hrefs, want) {
		t.Fatalf("got %v, want %v", hrefs, want)
	}
	for ending, want := range map[string]struct{ kind, begins string }{
		"xlsx": {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "PK\x03\x04"},
		"csv":  {"text/csv; charset=utf-8", "\ufeffgroup;field;facet;item;n;mean;"},
		"json": {"application/json; charset=utf-8", "{\n  \"schema\": 2,"},
	} {
		p := b.get(base + "/export." + ending).want(http.StatusOK)
		name := `attachment; filename="kompass-` + o.Round.ID + "." + ending + `"; filename*=UTF-8''`
		if got := p.header.Get("Content-Disposition"); !strings.HasPrefix(got, name+"Hotel-Adler-") || !strings.HasSuffix(got, "."+ending) {
			t.Errorf("%s: got %q", ending, got)
		}
		if p.header.Get("Content-Type") != want.kind || p.header.Get("X-Content-Type-Options") != "nosniff" || p.header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: got headers %v", ending, p.header)
		}
		if !strings.HasPrefix(p.body, want.begins) {
			t.Errorf("%s: got %.40q", ending, p.body)
		}
		p.silent("Mehr Licht") // comments are no part of the result
	}
	b.get(base + "/export.ods").want(http.StatusNotFound)
}

func TestFilesSpeakTheLanguageOfThePage(t *testing.T) {
	s := newSite(t)
	_, _, o := closedRound(s)
	b, path := s.trainer(), "/app/rounds/"+o.Round.ID+"/export.csv"
	if got := b.get(path + "?lang=en").want(http.StatusOK).body; !strings.Contains(got, "\nEveryone;") {
		t.Errorf("got %.300q", got)
	}
	if got := b.get(path + "?lang=de").want(http.StatusOK).body; !strings.Contains(got, "\nAlle;") {
		t.Errorf("got %.300q", got)
	}
}

func TestFileIsTheStoredDocument(t *testing.T) {
	s := newSite(t)
	_, _, o := closedRound(s)
	stored, err := s.rounds.Result(t.Context(), kompass.Everything, o.Round.ID)
	s.must(err)
	var got result.Document
	s.must(json.Unmarshal([]byte(s.trainer().get("/app/rounds/"+o.Round.ID+"/export.json").want(http.StatusOK).body), &got))
	hash := stored.Hash
	if _, err := got.Encode(); err != nil || got.Hash != hash {
		t.Errorf("got a document with hash %s, %v, want %s", got.Hash, err, hash)
	}
}

func TestFilesAndExplanationsAreTheTrainersUntilReleased(t *testing.T) {
	s := newSite(t)
	c, _, o := closedRound(s)
	other, _ := s.company("Discounter Blitz")
	own, stranger, boss := s.signIn("a@example.org", kompass.Coordinator, c.ID), s.signIn("b@example.org", kompass.Coordinator, other.ID), s.trainer()
	base := "/app/rounds/" + o.Round.ID
	paths := []string{"/export.csv", "/export.xlsx", "/export.json", "/explain?path=everyone/customers"}
	for _, p := range paths {
		own.get(base + p).want(http.StatusNotFound)
		stranger.get(base + p).want(http.StatusNotFound)
		boss.get(base + p).want(http.StatusOK)
	}
	s.release(o.Round.ID)
	for _, p := range paths {
		own.get(base + p).want(http.StatusOK)
		stranger.get(base + p).want(http.StatusNotFound)
	}
}

func TestEveryExplanationOfAResultIsThere(t *testing.T) {
	s := newSite(t)
	_, teams, o := closedRound(s)
	b, base := s.trainer(), "/app/rounds/"+o.Round.ID
	seen := map[string]bool{}
	for _, group := range []string{"", "?team=" + teams[0].ID} {
		b.get(base + "/result" + group).want(http.StatusOK).doc.Find(`a[href*="/explain?"]`).Each(func(_ int, a *goquery.Selection) {
			href, label := a.AttrOr("href", ""), a.AttrOr("aria-label", "")
			if !strings.HasPrefix(label, a.Text()+": Woher kommt diese Zahl? ") {
				t.Errorf("%s: got name %q for %q, want it to begin with what is seen", href, label, a.Text())
			}
			seen[href] = true
		})
	}
	if len(seen) < 16+39 {
		t.Fatalf("got %d explanations, want one for every field, facet and item", len(seen))
	}
	for href := range seen {
		p := b.get(href).want(http.StatusOK).count("h1", 1)
		if p.doc.Find("section h2").Length() < 2 {
			t.Errorf("%s explains nothing", href)
		}
	}
}

func TestExplanationTellsAndLeadsOn(t *testing.T) {
	s := newSite(t)
	_, teams, o := closedRound(s)
	b, base := s.trainer(), "/app/rounds/"+o.Round.ID+"/explain?path="
	field := b.get(base + url.QueryEscape("team="+teams[0].ID+"/customers")).want(http.StatusOK).says("Empfang · ").says("n = 11").says("Formel").says("Cronbach")
	field.one(`article a[href="/app/rounds/` + o.Round.ID + `/result?team=` + teams[0].ID + `"]`)
	field.doc.Find("nav[aria-labelledby=parts] a").Each(func(_ int, a *goquery.Selection) {
		b.get(a.AttrOr("href", "")).want(http.StatusOK)
	})
	hidden := b.get(base + url.QueryEscape("team="+teams[2].ID+"/customers")).want(http.StatusOK).says("nicht dargestellt (weniger als 5 Antworten)")
	hidden.count("section[aria-labelledby^=number]", 0).count("section[aria-labelledby=items]", 0)
	b.get(base+"everyone/customers.gap&lang=en").want(http.StatusOK).count("section[aria-labelledby^=number]", 1).says("not given")
	for _, unknown := range []string{"", "x", "everyone/kitchen", "team=unknown/customers", "everyone/customers.median", "%00", "everyone/customers/%3Cscript%3E"} {
		b.get(base + unknown).want(http.StatusNotFound).silent("<script>")
	}
}

func TestNoFileBeforeClosing(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler")
	o := s.open(c, tiny, func(p *rounds.Plan) { p.Title = "Herbst" })
	b, base := s.trainer(), "/app/rounds/"+o.Round.ID
	for _, p := range []string{"/export.csv", "/export.xlsx", "/export.json", "/explain?path=everyone"} {
		b.get(base + p).goes(base)
	}
}
