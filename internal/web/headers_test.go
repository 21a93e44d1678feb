package web_test

import (
	"net/http"
	"strings"
	"testing"

	"kompass/assets"
	"kompass/internal/web"
	"kompass/internal/web/webtest"
)

const wantCSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// wantHeaders checks what every answer carries.
func wantHeaders(t *testing.T, what string, h http.Header, https bool) {
	t.Helper()
	for name, want := range map[string]string{
		"Content-Security-Policy": wantCSP, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
		"Cross-Origin-Opener-Policy": "same-origin", "X-Frame-Options": "DENY",
	} {
		if got := h.Values(name); len(got) != 1 || got[0] != want {
			t.Errorf("%s: got %s %q, want %q", what, name, got, want)
		}
	}
	if got := h.Get("Strict-Transport-Security"); (got != "") != https || https && got != "max-age=31536000; includeSubDomains" {
		t.Errorf("%s: got HSTS %q with https %v", what, got, https)
	}
	if got := h.Get("Content-Language"); got != "de" && got != "en" {
		t.Errorf("%s: got language %q", what, got)
	}
	vary := strings.Join(h.Values("Vary"), ",")
	if !strings.Contains(vary, "Accept-Language") || !strings.Contains(vary, "Cookie") {
		t.Errorf("%s: got Vary %q, want language and cookie in it", what, vary)
	}
	if got := h.Get("Cache-Control"); got != "no-store" && !strings.HasPrefix(what, "GET /assets/") {
		t.Errorf("%s: got Cache-Control %q, want no-store", what, got)
	}
	if kind := h.Get("Content-Type"); strings.HasPrefix(kind, "text/") && !strings.Contains(kind, "charset=utf-8") {
		t.Errorf("%s: got %q, want a charset", what, kind)
	}
	for name := range h {
		if strings.HasPrefix(name, "Access-Control-") || name == "Server" || name == "X-Powered-By" {
			t.Errorf("%s: got header %s", what, name)
		}
	}
}

func TestEveryAnswerCarriesTheHeaders(t *testing.T) {
	for name, s := range map[string]*webtest.Site{"http": webtest.New(t), "https": webtest.NewSecure(t)} {
		t.Run(name, func(t *testing.T) {
			s, https := s.In(t), name == "https"
			c, _ := s.Company("Hotel Adler")
			o := s.Open(c, webtest.Tiny)
			boss := s.Trainer()
			boss.Cookies["__Host-kompass-session"] = boss.Cookies["kompass-session"]
			ids := map[string]string{"code": string(o.Links[0].Code), "company": c.ID, "round": o.Round.ID}
			for _, b := range []*webtest.Browser{s.Browser(), boss} {
				b.Header.Set("Origin", "https://evil.example")
				for _, r := range append(s.Routes(), "GET /nothing", "PUT /app", "GET /s/ZZZZZZZZ") {
					method, pattern, _ := strings.Cut(r, " ")
					target := webtest.FillRoute(pattern, ids)
					wantHeaders(t, r, b.Send(b.Request(method, target, nil)).Header, https)
					wantHeaders(t, r+" refused", b.Send(b.Request("POST", target, webtest.Values("a", "b"))).Header, https)
				}
			}
			for _, cookie := range (&http.Response{Header: s.Browser().Get("/s/" + string(o.Links[0].Code) + "?lang=en").Header}).Cookies() {
				if cookie.Secure != https || strings.HasPrefix(cookie.Name, "__Host-") != https || !cookie.HttpOnly || cookie.Path != "/" ||
					cookie.Domain != "" || cookie.SameSite != http.SameSiteLaxMode {
					t.Errorf("got cookie %s", cookie)
				}
			}
		})
	}
}

func TestAssetsStayInTheBrowser(t *testing.T) {
	s := webtest.New(t)
	for _, name := range []string{assets.Stylesheet, "questionnaire.js", "source-sans-3-latin-400-normal.woff2"} {
		b := s.Browser()
		p := b.Get(assets.URL(name)).Want(http.StatusOK)
		wantHeaders(t, "GET /assets/"+name, p.Header, false)
		if got := p.Header.Get("Cache-Control"); got != "public, max-age=31536000, immutable" {
			t.Errorf("%s: got Cache-Control %q", name, got)
		}
		if len(p.Header.Values("Set-Cookie")) > 0 {
			t.Errorf("%s: got a cookie with what caches keep", name)
		}
		b.Header.Set("If-None-Match", p.Header.Get("ETag"))
		b.Get(assets.URL(name)).Want(http.StatusNotModified)
	}
	missing := s.Browser().Get("/assets/missing.css").Want(http.StatusNotFound)
	wantHeaders(t, "missing", missing.Header, false)
}

func TestLinksComeFromTheBaseURLAlone(t *testing.T) {
	s := webtest.New(t, func(c *web.Config) { c.BaseURL = webtest.BaseURL(t, "https://umfrage.example") })
	c, _ := s.Company("Hotel Adler")
	o := s.Open(c, webtest.Tiny)
	b := s.Trainer()
	b.Enrol()
	b.Cookies["__Host-kompass-session"] = b.Cookies["kompass-session"]
	b.Header = http.Header{"X-Forwarded-Host": {"evil.example"}, "X-Forwarded-Proto": {"http"}, "X-Real-Ip": {"1.2.3.4"}, "Forwarded": {"host=evil.example"}}
	for _, host := range []string{"evil.example", "umfrage.example.evil.example", "umfrage.example:8443", "10.1.2.3"} {
		for _, method := range []string{http.MethodGet, http.MethodPost} {
			r := b.Request(method, "/s/"+string(o.Links[0].Code), webtest.Values("a1", "yes"))
			r.Host = host
			b.Send(r).Want(http.StatusMisdirectedRequest)
		}
	}
	r := b.Request(http.MethodGet, "/app/rounds/"+o.Round.ID, nil)
	r.Host = "Umfrage.example:443"
	p := b.Send(r).Want(http.StatusOK).Silent("evil.example")
	want := "https://umfrage.example/s/" + string(o.Links[0].Code)
	if got := p.Href(".link-row .copy:not(.hint) a"); got != want {
		t.Errorf("got link %q, want %q", got, want)
	}
	b.Get("/s/" + string(o.Links[0].Code))
	r = b.Request(http.MethodPost, "/s/"+string(o.Links[0].Code), webtest.Values("a1", "yes"))
	r.Host = "127.0.0.1:8080" // from this machine, as behind a proxy that does not pass the host on
	b.Send(r).Goes("/s/" + string(o.Links[0].Code) + "/danke")
}

// TestReadingChangesNothing opens every page twice, as people, as browsers that look ahead, and by HEAD.
func TestReadingChangesNothing(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang")
	o := s.Open(c, webtest.Short)
	s.Browser().Post("/s/"+string(o.Links[0].Code), webtest.Values("k-e-2", "mostly")).Want(http.StatusSeeOther)
	ids := map[string]string{"code": string(o.Links[0].Code), "company": c.ID, "round": o.Round.ID}
	people := []*webtest.Browser{s.Browser(), s.Trainer(), s.SignIn("a@example.org", "coordinator", c.ID)}
	s.Unchanged("reading", func() {
		for _, b := range people {
			for _, r := range s.Routes() {
				method, pattern, _ := strings.Cut(r, " ")
				if method != http.MethodGet {
					continue
				}
				target := webtest.FillRoute(pattern, ids) + "?team=x&confirm=close&do=freeze&sure=yes&delete=yes&profile=luxury&a1=yes&switch=en"
				b.Header = http.Header{}
				full := b.Get(target)
				b.Header = http.Header{"Purpose": {"prefetch"}, "Sec-Purpose": {"prefetch;prerender"}}
				b.Get(target)
				head := b.Send(b.Request(http.MethodHead, target, nil)).Want(full.Status)
				if head.Body != "" {
					t.Errorf("%s: got a body for HEAD", r)
				}
			}
		}
	})
}

// Two slashes at the beginning of an address are another site for a browser.
func TestLinksOfAPageStayHere(t *testing.T) {
	s := webtest.New(t)
	for _, target := range []string{"//evil.test/x", "///evil.test", "/%5Cevil.test", "//evil.test/?lang=en"} {
		r := s.Browser().Request(http.MethodGet, "/", nil)
		r.URL.Opaque = target
		p := s.Browser().Send(r)
		if strings.Contains(p.Body, `"//`) || strings.Contains(p.Body, `"/\\`) {
			t.Errorf("%s: the page leads to another site", target)
		}
	}
}
