package participant_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"kompass/internal/kompass"
	"kompass/internal/web/webtest"
)

func TestPageIsTheSameForEveryVisitor(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang")
	o := s.Open(c, webtest.Short)
	path := "/s/" + string(o.Links[0].Code)
	first := s.Browser().Get(path + "?utm_source=mail&fbclid=1").Want(http.StatusOK)
	first.Silent("utm_source")
	b := s.Browser()
	second := b.Get(path).Want(http.StatusOK)
	if first.Body != second.Body {
		t.Error("got different pages for two visitors")
	}
	if third := b.Get(path); third.Body != second.Body || b.Cookies["kompass-form"] == "" {
		t.Error("got another page, or no cookie, on the second visit")
	}
	if strings.Contains(first.Body, b.Cookies["kompass-form"]) {
		t.Error("the page contains the visitor's value")
	}
}

func TestPageFollowsWhatItDependsOn(t *testing.T) {
	s := webtest.New(t)
	c, teams := s.Company("Hotel Adler", "Empfang")
	o := s.Open(c, webtest.Short, webtest.WithEnd(time.Hour))
	path := "/s/" + string(o.Links[0].Code)
	seen := map[string]string{}
	differs := func(name, target string) {
		p := s.Browser().Get(target).Want(http.StatusOK)
		for other, body := range seen {
			if body == p.Body {
				t.Errorf("%s is the same page as %s", name, other)
			}
		}
		seen[name] = p.Body
	}
	differs("German", path)
	differs("English", path+"?lang=en")
	differs("another link", "/s/"+string(o.Links[1].Code))
	differs("a tablet", path+"?tablet=1")
	s.Must(s.Store.SetPeriod(t.Context(), kompass.Unlimited("test"), o.Round.ID, kompass.Period{Opens: o.Round.OpensAt, Closes: o.Round.ClosesAt.Add(48 * time.Hour)}))
	differs("a later end", path)
	s.Exec("UPDATE teams SET name = ? WHERE id = ?", "Rezeption", teams[0].ID)
	differs("a new team name", path)
	if !strings.Contains(seen["a new team name"], "Rezeption") {
		t.Error("the page does not name the team as it is called now")
	}
}

func TestLanguageIsAskedForThenRememberedThenGuessed(t *testing.T) {
	s := webtest.New(t)
	b := s.Browser()
	lang := func(want string, target string) {
		t.Helper()
		p := b.Get(target)
		if got := p.Doc.Find("html").AttrOr("lang", ""); got != want || p.Header.Get("Content-Language") != want {
			t.Errorf("%s: got %s and header %s, want %s", target, got, p.Header.Get("Content-Language"), want)
		}
	}
	lang("de", "/")
	b.Header.Set("Accept-Language", "fr;q=0.9, en-GB;q=0.8, de;q=0.1")
	lang("en", "/")
	b.Header.Set("Accept-Language", "fr")
	lang("de", "/")
	lang("de", "/?lang=fr")
	lang("en", "/?lang=en")
	lang("en", "/")
	lang("de", "/?lang=de")
	lang("de", "/")
	b.Cookies["kompass-lang"] = "<b>"
	lang("de", "/")
}

func TestSwitchingTheLanguageKeepsTheForm(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	path := "/s/" + string(s.Open(c, webtest.Full).Links[0].Code)
	b := s.Browser()
	form := b.Get(path+"?perspective=staff").Fill("form.questionnaire", "k-e-1", "always", "comment-people", "Über <b>")
	s.Unchanged("switching", func() {
		form.Set("switch", "en")
		p := b.Post(path+"?lang=en", form).Want(http.StatusOK)
		p.One(`html[lang=en] input[name="k-e-1"][value=always][checked]`)
		if got := p.One(`textarea[name="comment-people"]`).Text(); got != "Über <b>" {
			t.Errorf("got comment %q, want it kept", got)
		}
		p.One(`input[type=hidden][name=perspective][value=staff]`)
		back := p.One("button[data-switch][name=switch]")
		p = b.Post(back.AttrOr("formaction", ""), form).Want(http.StatusOK)
		p.One(`html[lang=de] input[name="k-e-1"][value=always][checked]`)
	})
	b.Post(path, webtest.Values("perspective", "staff", "switch", "en")).Want(http.StatusOK).Count(".error-summary", 0)
}

func TestCompressionFollowsTheRequest(t *testing.T) {
	s := webtest.New(t)
	_, path := s.TinyRound()
	plain := s.Browser().Get(path).Body
	for accept, zipped := range map[string]bool{
		"": false, "identity": false, "br": false, "gzip": true, "br, gzip": true, "gzip;q=1.0": true, "GZIP": true, "gzip ; q=0.5": true,
		"gzip;q=0": false, "gzip; q=0.0": false, "gzip;q=0.000, br": false, "x-gzipped": false, "gzip;q=nonsense": false,
	} {
		b := s.Browser()
		b.Header.Set("Accept-Encoding", accept)
		p := b.Get(path).Want(http.StatusOK)
		if got := p.Header.Get("Content-Encoding") == "gzip"; got != zipped {
			t.Errorf("%q: got compressed %v, want %v", accept, got, zipped)
		}
		if !strings.Contains(strings.Join(p.Header.Values("Vary"), ","), "Accept-Encoding") {
			t.Errorf("%q: got Vary %q, want Accept-Encoding in it", accept, p.Header.Values("Vary"))
		}
		if body := p.Body; !zipped && body != plain || zipped && unzip(t, body) != plain {
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
