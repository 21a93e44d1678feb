package web_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"kompass/internal/kompass"
)

func TestPageIsTheSameForEveryVisitor(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler", "Empfang")
	o := s.open(c, short)
	path := "/s/" + string(o.Links[0].Code)
	first := s.browser().get(path + "?utm_source=mail&fbclid=1").want(http.StatusOK)
	first.silent("utm_source")
	b := s.browser()
	second := b.get(path).want(http.StatusOK)
	if first.body != second.body {
		t.Error("got different pages for two visitors")
	}
	if third := b.get(path); third.body != second.body || b.cookies["kompass-form"] == "" {
		t.Error("got another page, or no cookie, on the second visit")
	}
	if strings.Contains(first.body, b.cookies["kompass-form"]) {
		t.Error("the page contains the visitor's value")
	}
}

func TestPageFollowsWhatItDependsOn(t *testing.T) {
	s := newSite(t)
	c, teams := s.company("Hotel Adler", "Empfang")
	o := s.open(c, short, withEnd(time.Hour))
	path := "/s/" + string(o.Links[0].Code)
	seen := map[string]string{}
	differs := func(name, target string) {
		p := s.browser().get(target).want(http.StatusOK)
		for other, body := range seen {
			if body == p.body {
				t.Errorf("%s is the same page as %s", name, other)
			}
		}
		seen[name] = p.body
	}
	differs("German", path)
	differs("English", path+"?lang=en")
	differs("another link", "/s/"+string(o.Links[1].Code))
	differs("a tablet", path+"?tablet=1")
	s.must(s.store.SetPeriod(t.Context(), kompass.Unlimited("test"), o.Round.ID, kompass.Period{Opens: o.Round.OpensAt, Closes: o.Round.ClosesAt.Add(48 * time.Hour)}))
	differs("a later end", path)
	s.exec("UPDATE teams SET name = ? WHERE id = ?", "Rezeption", teams[0].ID)
	differs("a new team name", path)
	if !strings.Contains(seen["a new team name"], "Rezeption") {
		t.Error("the page does not name the team as it is called now")
	}
}

func TestLanguageIsAskedForThenRememberedThenGuessed(t *testing.T) {
	s := newSite(t)
	b := s.browser()
	lang := func(want string, target string) {
		t.Helper()
		p := b.get(target)
		if got := p.doc.Find("html").AttrOr("lang", ""); got != want || p.header.Get("Content-Language") != want {
			t.Errorf("%s: got %s and header %s, want %s", target, got, p.header.Get("Content-Language"), want)
		}
	}
	lang("de", "/")
	b.header.Set("Accept-Language", "fr;q=0.9, en-GB;q=0.8, de;q=0.1")
	lang("en", "/")
	b.header.Set("Accept-Language", "fr")
	lang("de", "/")
	lang("de", "/?lang=fr")
	lang("en", "/?lang=en")
	lang("en", "/")
	lang("de", "/?lang=de")
	lang("de", "/")
	b.cookies["kompass-lang"] = "<b>"
	lang("de", "/")
}

func TestSwitchingTheLanguageKeepsTheForm(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler")
	path := "/s/" + string(s.open(c, full).Links[0].Code)
	b := s.browser()
	form := b.get(path+"?perspective=staff").fill("form.questionnaire", "k-e-1", "always", "comment-people", "Über <b>")
	s.unchanged("switching", func() {
		form.Set("switch", "en")
		p := b.post(path+"?lang=en", form).want(http.StatusOK)
		p.one(`html[lang=en] input[name="k-e-1"][value=always][checked]`)
		if got := p.one(`textarea[name="comment-people"]`).Text(); got != "Über <b>" {
			t.Errorf("got comment %q, want it kept", got)
		}
		p.one(`input[type=hidden][name=perspective][value=staff]`)
		back := p.one("button[data-switch][name=switch]")
		p = b.post(back.AttrOr("formaction", ""), form).want(http.StatusOK)
		p.one(`html[lang=de] input[name="k-e-1"][value=always][checked]`)
	})
	b.post(path, values("perspective", "staff", "switch", "en")).want(http.StatusOK).count(".error-summary", 0)
}

func TestCompressionFollowsTheRequest(t *testing.T) {
	s := newSite(t)
	_, path := s.tinyRound()
	plain := s.browser().get(path).body
	for accept, zipped := range map[string]bool{
		"": false, "identity": false, "br": false, "gzip": true, "br, gzip": true, "gzip;q=1.0": true, "GZIP": true, "gzip ; q=0.5": true,
		"gzip;q=0": false, "gzip; q=0.0": false, "gzip;q=0.000, br": false, "x-gzipped": false, "gzip;q=nonsense": false,
	} {
		b := s.browser()
		b.header.Set("Accept-Encoding", accept)
		p := b.get(path).want(http.StatusOK)
		if got := p.header.Get("Content-Encoding") == "gzip"; got != zipped {
			t.Errorf("%q: got compressed %v, want %v", accept, got, zipped)
		}
		if !strings.Contains(strings.Join(p.header.Values("Vary"), ","), "Accept-Encoding") {
			t.Errorf("%q: got Vary %q, want Accept-Encoding in it", accept, p.header.Values("Vary"))
		}
		if body := p.body; !zipped && body != plain || zipped && unzip(t, body) != plain {
			t.Errorf("%q: got another page", accept)
		}
	}
}

func unzip(t *testing.T, data string) string {
	t.Helper()
	r, err := gzip.NewReader(strings.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	out, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}
