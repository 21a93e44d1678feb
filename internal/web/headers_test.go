package web_test

import (
	"net/http"
	"strings"
	"testing"

	"kompass/assets"
	"kompass/internal/web"
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
	if got := h.Get("Strict-Transport-Security"); (got != "") != https || https && !strings.HasPrefix(got, "max-age=31536000") {
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
	for name, s := range map[string]*site{"http": newSite(t), "https": secureSite(t)} {
		t.Run(name, func(t *testing.T) {
			s, https := s.in(t), name == "https"
			c, _ := s.company("Hotel Adler")
			o := s.open(c, tiny)
			boss := s.trainer()
			boss.cookies["__Host-kompass-session"] = boss.cookies["kompass-session"]
			ids := map[string]string{"code": string(o.Links[0].Code), "company": c.ID, "round": o.Round.ID}
			for _, b := range []*browser{s.browser(), boss} {
				b.header.Set("Origin", "https://evil.example")
				for _, r := range append(s.routes(), "GET /nothing", "PUT /app", "GET /s/ZZZZZZZZ") {
					method, pattern, _ := strings.Cut(r, " ")
					target := fillRoute(pattern, ids)
					wantHeaders(t, r, b.send(b.request(method, target, nil)).header, https)
					wantHeaders(t, r+" refused", b.send(b.request("POST", target, values("a", "b"))).header, https)
				}
			}
			for _, cookie := range (&http.Response{Header: s.browser().get("/s/" + string(o.Links[0].Code) + "?lang=en").header}).Cookies() {
				if cookie.Secure != https || strings.HasPrefix(cookie.Name, "__Host-") != https || !cookie.HttpOnly || cookie.Path != "/" ||
					cookie.Domain != "" || cookie.SameSite != http.SameSiteLaxMode {
					t.Errorf("got cookie %s", cookie)
				}
			}
		})
	}
}

func TestAssetsStayInTheBrowser(t *testing.T) {
	s := newSite(t)
	for _, name := range []string{assets.Stylesheet, "questionnaire.js", "source-sans-3-latin-400-normal.woff2"} {
		b := s.browser()
		p := b.get(assets.URL(name)).want(http.StatusOK)
		wantHeaders(t, "GET /assets/"+name, p.header, false)
		if got := p.header.Get("Cache-Control"); got != "public, max-age=31536000, immutable" {
			t.Errorf("%s: got Cache-Control %q", name, got)
		}
		if len(p.header.Values("Set-Cookie")) > 0 {
			t.Errorf("%s: got a cookie with what caches keep", name)
		}
		b.header.Set("If-None-Match", p.header.Get("ETag"))
		b.get(assets.URL(name)).want(http.StatusNotModified)
	}
	missing := s.browser().get("/assets/missing.css").want(http.StatusNotFound)
	wantHeaders(t, "missing", missing.header, false)
}

func TestLinksComeFromTheBaseURLAlone(t *testing.T) {
	s := newSite(t, func(c *web.Config) { c.BaseURL = baseURL(t, "https://umfrage.example") })
	c, _ := s.company("Hotel Adler")
	o := s.open(c, tiny)
	b := s.trainer()
	b.enrol()
	b.cookies["__Host-kompass-session"] = b.cookies["kompass-session"]
	b.header = http.Header{"X-Forwarded-Host": {"evil.example"}, "X-Forwarded-Proto": {"http"}, "X-Real-Ip": {"1.2.3.4"}, "Forwarded": {"host=evil.example"}}
	r := b.request(http.MethodGet, "/app/rounds/"+o.Round.ID, nil)
	r.Host = "evil.example"
	p := b.send(r).want(http.StatusOK).silent("evil.example")
	want := "https://umfrage.example/s/" + string(o.Links[0].Code)
	if got := href(p, ".link-row .copy:not(.hint) a"); got != want {
		t.Errorf("got link %q, want %q", got, want)
	}
	b.get("/s/" + string(o.Links[0].Code))
	r = b.request(http.MethodPost, "/s/"+string(o.Links[0].Code), values("a1", "yes"))
	r.Host = "evil.example"
	b.send(r).goes("/s/" + string(o.Links[0].Code) + "/danke")
}

// TestReadingChangesNothing opens every page twice, as people, as browsers that look ahead, and by HEAD.
func TestReadingChangesNothing(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler", "Empfang")
	o := s.open(c, short)
	s.browser().post("/s/"+string(o.Links[0].Code), values("k-e-2", "mostly")).want(http.StatusSeeOther)
	ids := map[string]string{"code": string(o.Links[0].Code), "company": c.ID, "round": o.Round.ID}
	people := []*browser{s.browser(), s.trainer(), s.signIn("a@example.org", "coordinator", c.ID)}
	s.unchanged("reading", func() {
		for _, b := range people {
			for _, r := range s.routes() {
				method, pattern, _ := strings.Cut(r, " ")
				if method != http.MethodGet {
					continue
				}
				target := fillRoute(pattern, ids) + "?team=x&confirm=close&do=freeze&sure=yes&delete=yes&profile=luxury&a1=yes&switch=en"
				b.header = http.Header{}
				full := b.get(target)
				b.header = http.Header{"Purpose": {"prefetch"}, "Sec-Purpose": {"prefetch;prerender"}}
				b.get(target)
				head := b.send(b.request(http.MethodHead, target, nil)).want(full.status)
				if head.body != "" {
					t.Errorf("%s: got a body for HEAD", r)
				}
			}
		}
	})
}
