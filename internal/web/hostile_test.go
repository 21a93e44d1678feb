package web_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/valyala/fasthttp"
)

// posts are the routes that take forms, with ids that exist.
func posts(s *site) []string {
	s.Helper()
	c, _ := s.company("Hotel Adler")
	o := s.open(c, tiny)
	ids := map[string]string{"code": string(o.Links[0].Code), "company": c.ID, "round": o.Round.ID}
	var out []string
	for _, r := range s.routes() {
		if method, pattern, _ := strings.Cut(r, " "); method == http.MethodPost {
			out = append(out, fillRoute(pattern, ids))
		}
	}
	if len(out) < 10 {
		s.Fatalf("got %v, want every route that takes forms", out)
	}
	return out
}

// everything is a form that each route would act upon.
var everything = values("a1", "yes", "name", "Neu", "size", "12", "sure", "yes", "delete", "yes", "target-customers-attitude", "2", "do", "freeze",
	"questionnaire", tiny, "title", "Neu", "min-group", "5", "email", trainerMail, "password", password)

func TestWritesFromOtherSitesAreRefused(t *testing.T) {
	s := newSite(t)
	targets := posts(s)
	b := s.trainer()
	for name, header := range map[string]http.Header{
		"another site":          {"Sec-Fetch-Site": {"cross-site"}},
		"a sibling":             {"Sec-Fetch-Site": {"same-site"}},
		"another origin":        {"Origin": {"https://evil.example"}},
		"our host in its name":  {"Origin": {"http://kompass.test.evil.example"}},
		"another port":          {"Origin": {"http://kompass.test:8443"}},
		"no origin to speak of": {"Origin": {"null"}},
		"a forwarded host":      {"Origin": {"http://evil.example"}, "X-Forwarded-Host": {"evil.example"}},
	} {
		b.header = header
		for _, target := range targets {
			s.unchanged(name+" to "+target, func() {
				if p := b.post(target, everything); p.status != http.StatusForbidden || len(p.header.Values("Set-Cookie")) > 0 {
					t.Errorf("%s from %s: got %d with cookies %q, want 403", target, name, p.status, p.header.Values("Set-Cookie"))
				}
			})
		}
	}
	b.header = http.Header{"Sec-Fetch-Site": {"same-origin"}}
	b.post("/app/companies", values("name", "Neu")).want(http.StatusSeeOther)
	b.header = http.Header{"Origin": {"http://kompass.test"}} // what a proxy in front is asked for
	b.post("/app/companies", values("name", "Neuer")).want(http.StatusSeeOther)
}

func TestOnlyPlainFormsAreRead(t *testing.T) {
	s := newSite(t)
	targets := posts(s)
	b := s.trainer()
	for _, target := range targets {
		s.unchanged(target, func() {
			for name, test := range map[string]struct {
				header, value string
				status        int
			}{
				"gzip":        {"Content-Encoding", "gzip", http.StatusUnsupportedMediaType},
				"identity":    {"Content-Encoding", "identity", http.StatusUnsupportedMediaType},
				"JSON":        {"Content-Type", "application/json", http.StatusUnsupportedMediaType},
				"plain text":  {"Content-Type", "text/plain", http.StatusUnsupportedMediaType},
				"multipart":   {"Content-Type", "multipart/form-data; boundary=x", http.StatusUnsupportedMediaType},
				"a long name": {"Content-Type", "application/x-www-form-urlencoded-not", http.StatusUnsupportedMediaType},
				"no type":     {"Content-Type", "", http.StatusUnsupportedMediaType},
			} {
				r := b.request(http.MethodPost, target, everything)
				r.Header.Set(test.header, test.value)
				if test.value == "" {
					r.Header.Del(test.header)
				}
				if name == "multipart" && strings.HasSuffix(target, "/upload") {
					test.status = http.StatusBadRequest // it is read, but has no parts
				}
				if p := b.send(r); p.status != test.status {
					t.Errorf("%s with %s: got %d, want %d", target, name, p.status, test.status)
				}
			}
			big := values("a1", "yes", "name", strings.Repeat("x", 256<<10))
			nobody := s.browser()
			if _, err := nobody.app.Test(nobody.request(http.MethodPost, target, big), -1); !errors.Is(err, fasthttp.ErrBodyTooLarge) {
				t.Errorf("%s with 256 KiB of nobody: got %v, want it not read", target, err)
			}
		})
	}
}

func TestFormsWithACharacterSetAreRead(t *testing.T) {
	s := newSite(t)
	_, path := s.tinyRound()
	b := s.browser()
	for _, kind := range []string{"application/x-www-form-urlencoded; charset=UTF-8", "Application/X-WWW-Form-Urlencoded", "application/x-www-form-urlencoded ;x"} {
		b.get(path)
		r := b.request(http.MethodPost, path, values("a1", "yes"))
		r.Header.Set("Content-Type", kind)
		b.send(r).want(http.StatusSeeOther)
	}
}

func TestManyKeysCostLittle(t *testing.T) {
	s := newSite(t)
	_, path := s.tinyRound()
	var body strings.Builder
	for i := range 15_000 {
		fmt.Fprintf(&body, "x%d[%d]=1&", i, i)
	}
	b := s.browser()
	b.get(path)
	r := b.request(http.MethodPost, path, values())
	r.Body, r.ContentLength = io.NopCloser(strings.NewReader(body.String()+"a1=yes")), int64(body.Len()+6)
	b.send(r).want(http.StatusSeeOther)
}

func TestWrongMethodsAreSaid(t *testing.T) {
	s := newSite(t)
	round, path := s.tinyRound()
	b := s.trainer()
	for _, target := range []string{path, "/quittung", "/app", "/app/rounds/" + round.ID, "/login", "/", "/assets/x.css", "/healthz"} {
		for _, method := range []string{http.MethodPut, http.MethodDelete, http.MethodPatch, http.MethodTrace, http.MethodOptions} {
			s.unchanged(method+" "+target, func() {
				p := b.send(b.request(method, target, nil)).want(http.StatusMethodNotAllowed).count("main h1", 1)
				if allow := p.header.Get("Allow"); !strings.Contains(allow, "GET") {
					t.Errorf("%s %s: got Allow %q, want GET in it", method, target, allow)
				}
			})
		}
	}
	for _, target := range []string{"/app/rounds/" + round.ID + "/close", "/logout", "/app/companies"} {
		b.get(target).want(http.StatusMethodNotAllowed)
	}
	b.post("/methode", values()).want(http.StatusMethodNotAllowed)
	for _, target := range []string{"/nothing", "/app/nothing", "/administration", "/debug/pprof/", "/metrics", "/.git/config", "/s", "/s/"} {
		b.get(target).want(http.StatusNotFound).count("main h1", 1)
		if p := b.post(target, values()); p.status != http.StatusNotFound {
			t.Errorf("POST %s: got %d, want 404", target, p.status)
		}
	}
}

func TestAssetsAreNamedFilesOnly(t *testing.T) {
	s := newSite(t)
	for _, target := range []string{"/assets/../go.mod", "/assets/%2e%2e/go.mod", "/assets/%252e%252e/go.mod", "/assets/", "/assets/css", "/assets//etc/passwd"} {
		s.browser().get(target).want(http.StatusNotFound)
	}
}

// raw sends bytes to a listening server and returns the status line and headers of each answer.
func raw(t *testing.T, address, request string) []*http.Response {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := io.WriteString(conn, request); err != nil {
		t.Fatal(err)
	}
	var out []*http.Response
	for r := bufio.NewReader(conn); ; {
		resp, err := http.ReadResponse(r, nil)
		if err != nil {
			return out
		}
		if _, err := io.Copy(io.Discard, resp.Body); err != nil {
			t.Fatal(err)
		}
		out = append(out, resp)
	}
}

// listen serves a site on a free port until the test ends.
func listen(t *testing.T, s *site) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- s.app.Listener(l) }()
	t.Cleanup(func() {
		s.must(s.app.Shutdown())
		s.must(<-done)
	})
	return l.Addr().String()
}

func TestAmbiguousRequestsAreRefused(t *testing.T) {
	s := newSite(t)
	round, path := s.tinyRound()
	address := listen(t, s)
	const form = "Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n"
	post := "POST " + path + " HTTP/1.1\r\nHost: kompass.test\r\n" + form
	for name, test := range map[string]struct {
		request string
		status  int
	}{
		"length and chunks":   {post + "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n6\r\na1=yes\r\n0\r\n\r\n", 400},
		"chunks and length":   {post + "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n6\r\na1=yes\r\n0\r\n\r\n", 400},
		"two lengths":         {post + "Content-Length: 6\r\nContent-Length: 60\r\n\r\na1=yes", 400},
		"two hosts":           {"GET " + path + " HTTP/1.1\r\nHost: kompass.test\r\nHost: evil.example\r\nConnection: close\r\n\r\n", 400},
		"no host":             {"GET " + path + " HTTP/1.1\r\nConnection: close\r\n\r\n", 400},
		"more than eight MiB": {post + "Content-Length: 9000000\r\n\r\n", 413},
		"a huge header":       {"GET / HTTP/1.1\r\nHost: kompass.test\r\nX: " + strings.Repeat("x", 20<<10) + "\r\nConnection: close\r\n\r\n", 431},
	} {
		t.Run(name, func(t *testing.T) {
			s.unchanged(name, func() {
				got := raw(t, address, test.request)
				if len(got) != 1 || got[0].StatusCode != test.status {
					t.Fatalf("got %v, want one %d", got, test.status)
				}
				wantHeaders(t, name, got[0].Header, false)
			})
		})
	}
	if got := raw(t, address, post+"Content-Length: 6\r\n\r\na1=yes"); len(got) != 1 || got[0].StatusCode != 200 || s.total(round.ID) != 1 {
		t.Errorf("got %v, want a plain request to be answered", got)
	}
}
