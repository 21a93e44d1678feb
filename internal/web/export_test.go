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
	"kompass/internal/web/webtest"
)

func TestResultIsThereToTakeAway(t *testing.T) {
	s := webtest.New(t)
	_, _, o := s.ClosedRound()
	b, base := s.Trainer(), "/app/rounds/"+o.Round.ID
	links := b.Get(base + "/result").Want(http.StatusOK).Doc.Find("section[aria-labelledby=files] a[href*=export]")
	var hrefs []string
	links.Each(func(_ int, a *goquery.Selection) { hrefs = append(hrefs, a.AttrOr("href", "")) })
	if want := []string{base + "/export.xlsx", base + "/export.csv", base + "/export.json"}; !slices.Equal(hrefs, want) {
		t.Fatalf("got %v, want %v", hrefs, want)
	}
	for ending, want := range map[string]struct{ kind, begins string }{
		"xlsx": {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "PK\x03\x04"},
		"csv":  {"text/csv; charset=utf-8", "\ufeffgroup;field;facet;item;n;mean;"},
		"json": {"application/json; charset=utf-8", "{\n  \"schema\": 3,"},
	} {
		p := b.Get(base + "/export." + ending).Want(http.StatusOK)
		name := `attachment; filename="kompass-` + o.Round.ID + "." + ending + `"; filename*=UTF-8''`
		if got := p.Header.Get("Content-Disposition"); !strings.HasPrefix(got, name+"Hotel-Adler-") || !strings.HasSuffix(got, "."+ending) {
			t.Errorf("%s: got %q", ending, got)
		}
		if p.Header.Get("Content-Type") != want.kind || p.Header.Get("X-Content-Type-Options") != "nosniff" || p.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: got headers %v", ending, p.Header)
		}
		if !strings.HasPrefix(p.Body, want.begins) {
			t.Errorf("%s: got %.40q", ending, p.Body)
		}
		p.Silent("Mehr Licht") // comments are no part of the result
	}
	b.Get(base + "/export.ods").Want(http.StatusNotFound)
}

func TestFilesSpeakTheLanguageOfThePage(t *testing.T) {
	s := webtest.New(t)
	_, _, o := s.ClosedRound()
	b, path := s.Trainer(), "/app/rounds/"+o.Round.ID+"/export.csv"
	if got := b.Get(path + "?lang=en").Want(http.StatusOK).Body; !strings.Contains(got, "\nEveryone;") {
		t.Errorf("got %.300q", got)
	}
	if got := b.Get(path + "?lang=de").Want(http.StatusOK).Body; !strings.Contains(got, "\nAlle;") {
		t.Errorf("got %.300q", got)
	}
}

func TestFileIsTheStoredDocument(t *testing.T) {
	s := webtest.New(t)
	_, _, o := s.ClosedRound()
	stored, err := s.Rounds.Result(t.Context(), kompass.Everything, o.Round.ID)
	s.Must(err)
	var got result.Document
	s.Must(json.Unmarshal([]byte(s.Trainer().Get("/app/rounds/"+o.Round.ID+"/export.json").Want(http.StatusOK).Body), &got))
	hash := stored.Hash
	if _, err := got.Encode(); err != nil || got.Hash != hash {
		t.Errorf("got a document with hash %s, %v, want %s", got.Hash, err, hash)
	}
}

func TestFilesAndExplanationsAreTheTrainersUntilReleased(t *testing.T) {
	s := webtest.New(t)
	c, _, o := s.ClosedRound()
	other, _ := s.Company("Discounter Blitz")
	own, stranger, boss := s.SignIn("a@example.org", kompass.Coordinator, c.ID), s.SignIn("b@example.org", kompass.Coordinator, other.ID), s.Trainer()
	base := "/app/rounds/" + o.Round.ID
	paths := []string{"/export.csv", "/export.xlsx", "/export.json", "/explain?path=everyone/customers"}
	for _, p := range paths {
		own.Get(base + p).Want(http.StatusNotFound)
		stranger.Get(base + p).Want(http.StatusNotFound)
		boss.Get(base + p).Want(http.StatusOK)
	}
	s.Release(o.Round.ID)
	for _, p := range paths {
		own.Get(base + p).Want(http.StatusOK)
		stranger.Get(base + p).Want(http.StatusNotFound)
	}
}

func TestEveryExplanationOfAResultIsThere(t *testing.T) {
	s := webtest.New(t)
	_, teams, o := s.ClosedRound()
	b, base := s.Trainer(), "/app/rounds/"+o.Round.ID
	seen := map[string]bool{}
	for _, group := range []string{"", "?team=" + teams[0].ID} {
		b.Get(base + "/result" + group).Want(http.StatusOK).Doc.Find(`a[href*="/explain?"]`).Each(func(_ int, a *goquery.Selection) {
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
		p := b.Get(href).Want(http.StatusOK).Count("h1", 1)
		if p.Doc.Find("section h2").Length() < 2 {
			t.Errorf("%s explains nothing", href)
		}
	}
}

func TestExplanationTellsAndLeadsOn(t *testing.T) {
	s := webtest.New(t)
	_, teams, o := s.ClosedRound()
	b, base := s.Trainer(), "/app/rounds/"+o.Round.ID+"/explain?path="
	field := b.Get(base + url.QueryEscape("team="+teams[0].ID+"/customers")).Want(http.StatusOK).Says("Empfang · ").Says("n = 11").Says("Formel").Says("Cronbach")
	field.One(`article a[href="/app/rounds/` + o.Round.ID + `/result?team=` + teams[0].ID + `"]`)
	field.Doc.Find("nav[aria-labelledby=parts] a").Each(func(_ int, a *goquery.Selection) {
		b.Get(a.AttrOr("href", "")).Want(http.StatusOK)
	})
	hidden := b.Get(base + url.QueryEscape("team="+teams[2].ID+"/customers")).Want(http.StatusOK).Says("nicht dargestellt (weniger als 5 Antworten)")
	hidden.Count("section[aria-labelledby^=number]", 0).Count("section[aria-labelledby=items]", 0)
	b.Get(base+"everyone/customers.gap&lang=en").Want(http.StatusOK).Count("section[aria-labelledby^=number]", 1).Says("not given")
	for _, unknown := range []string{"", "x", "everyone/kitchen", "team=unknown/customers", "everyone/customers.median", "%00", "everyone/customers/%3Cscript%3E"} {
		b.Get(base + unknown).Want(http.StatusNotFound).Silent("<script>")
	}
}

func TestNoFileBeforeClosing(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	o := s.Open(c, webtest.Tiny, func(p *rounds.Plan) { p.Title = "Herbst" })
	b, base := s.Trainer(), "/app/rounds/"+o.Round.ID
	for _, p := range []string{"/export.csv", "/export.xlsx", "/export.json", "/explain?path=everyone"} {
		b.Get(base + p).Goes(base)
	}
}
