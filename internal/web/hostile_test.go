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

	"kompass/internal/web/webtest"
)

// posts are the routes that take forms, with ids that exist.
func posts(s *webtest.Site) []string {
	s.Helper()
	c, _ := s.Company("Hotel Adler")
	o := s.Open(c, webtest.Tiny)
	ids := map[string]string{"code": string(o.Links[0].Code), "company": c.ID, "round": o.Round.ID}
	var out []string
	for _, r := range s.Routes() {
		if method, pattern, _ := strings.Cut(r, " "); method == http.MethodPost {
			out = append(out, webtest.FillRoute(pattern, ids))
		}
	}
	if len(out) < 10 {
		s.Fatalf("got %v, want every route that takes forms", out)
	}
	return out
}

// everything is a form that each route would act upon.
var everything = webtest.Values("a1", "yes", "name", "Neu", "size", "12", "sure", "yes", "delete", "yes", "target-customers-attitude", "2", "do", "freeze",
	"questionnaire", webtest.Tiny, "title", "Neu", "min-group", "5", "email", webtest.TrainerMail, "password", webtest.Password)

func TestWritesFromOtherSitesAreRefused(t *testing.T) {
	s := webtest.New(t)
	targets := posts(s)
	b := s.Trainer()
	for name, header := range map[string]http.Header{
		"another site":          {"Sec-Fetch-Site": {"cross-site"}},
		"a sibling":             {"Sec-Fetch-Site": {"same-site"}},
		"another origin":        {"Origin": {"https://evil.example"}},
		"our host in its name":  {"Origin": {"http://kompass.test.evil.example"}},
		"another port":          {"Origin": {"http://kompass.test:8443"}},
		"no origin to speak of": {"Origin": {"null"}},
		"a forwarded host":      {"Origin": {"http://evil.example"}, "X-Forwarded-Host": {"evil.example"}},
	} {
		b.Header = header
		for _, target := range targets {
			s.Unchanged(name+" to "+target, func() {
				if p := b.Post(target, everything); p.Status != http.StatusForbidden || len(p.Header.Values("Set-Cookie")) > 0 {
					t.Errorf("%s from %s: got %d with cookies %q, want 403", target, name, p.Status, p.Header.Values("Set-Cookie"))
				}
			})
		}
	}
	b.Header = http.Header{"Sec-Fetch-Site": {"same-origin"}}
	b.Post("/app/companies", webtest.Values("name", "Neu")).Want(http.StatusSeeOther)
	b.Header = http.Header{"Origin": {"http://kompass.test"}} // what a proxy in front is asked for
	b.Post("/app/companies", webtest.Values("name", "Neuer")).Want(http.StatusSeeOther)
}

func TestOnlyPlainFormsAreRead(t *testing.T) {
	s := webtest.New(t)
	targets := posts(s)
	b := s.Trainer()
	for _, target := range targets {
		s.Unchanged(target, func() {
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
				r := b.Request(http.MethodPost, target, everything)
				r.Header.Set(test.header, test.value)
				if test.value == "" {
					r.Header.Del(test.header)
				}
				if name == "multipart" && strings.HasSuffix(target, "/upload") {
					test.status = http.StatusBadRequest // it is read, but has no parts
				}
				if p := b.Send(r); p.Status != test.status {
					t.Errorf("%s with %s: got %d, want %d", target, name, p.Status, test.status)
				}
			}
			big := webtest.Values("a1", "yes", "name", strings.Repeat("x", 256<<10))
			nobody := s.Browser()
			if _, err := nobody.App.Test(nobody.Request(http.MethodPost, target, big), -1); !errors.Is(err, fasthttp.ErrBodyTooLarge) {
				t.Errorf("%s with 256 KiB of nobody: got %v, want it not read", target, err)
			}
		})
	}
}

func TestFormsWithACharacterSetAreRead(t *testing.T) {
	s := webtest.New(t)
	_, path := s.TinyRound()
	b := s.Browser()
	for _, kind := range []string{"application/x-www-form-urlencoded; charset=UTF-8", "Application/X-WWW-Form-Urlencoded", "application/x-www-form-urlencoded ;x"} {
		b.Get(path)
		r := b.Request(http.MethodPost, path, webtest.Values("a1", "yes"))
		r.Header.Set("Content-Type", kind)
		b.Send(r).Want(http.StatusSeeOther)
	}
}

func TestManyKeysCostLittle(t *testing.T) {
	s := webtest.New(t)
	_, path := s.TinyRound()
	var body strings.Builder
	for i := range 15_000 {
		fmt.Fprintf(&body, "x%d[%d]=1&", i, i)
	}
	b := s.Browser()
	b.Get(path)
	r := b.Request(http.MethodPost, path, webtest.Values())
	r.Body, r.ContentLength = io.NopCloser(strings.NewReader(body.String()+"a1=yes")), int64(body.Len()+6)
	b.Send(r).Want(http.StatusSeeOther)
}

func TestWrongMethodsAreSaid(t *testing.T) {
	s := webtest.New(t)
	round, path := s.TinyRound()
	b := s.Trainer()
	for _, target := range []string{path, "/quittung", "/app", "/app/rounds/" + round.ID, "/login", "/", "/assets/x.css", "/healthz"} {
		for _, method := range []string{http.MethodPut, http.MethodDelete, http.MethodPatch, http.MethodTrace, http.MethodOptions} {
			s.Unchanged(method+" "+target, func() {
				p := b.Send(b.Request(method, target, nil)).Want(http.StatusMethodNotAllowed).Count("main h1", 1)
				if allow := p.Header.Get("Allow"); !strings.Contains(allow, "GET") {
					t.Errorf("%s %s: got Allow %q, want GET in it", method, target, allow)
				}
			})
		}
	}
	for _, target := range []string{"/app/rounds/" + round.ID + "/close", "/logout", "/app/companies"} {
		b.Get(target).Want(http.StatusMethodNotAllowed)
	}
	b.Post("/methode", webtest.Values()).Want(http.StatusMethodNotAllowed)
	for _, target := range []string{"/nothing", "/app/nothing", "/administration", "/debug/pprof/", "/metrics", "/.git/config", "/s", "/s/"} {
		b.Get(target).Want(http.StatusNotFound).Count("main h1", 1)
		if p := b.Post(target, webtest.Values()); p.Status != http.StatusNotFound {
			t.Errorf("POST %s: got %d, want 404", target, p.Status)
		}
	}
}

func TestAssetsAreNamedFilesOnly(t *testing.T) {
	s := webtest.New(t)
	for _, target := range []string{"/assets/../go.mod", "/assets/%2e%2e/go.mod", "/assets/%252e%252e/go.mod", "/assets/", "/assets/css", "/assets//etc/passwd"} {
		s.Browser().Get(target).Want(http.StatusNotFound)
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
func listen(t *testing.T, s *webtest.Site) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- s.App.Listener(l) }()
	t.Cleanup(func() {
		s.Must(s.App.Shutdown())
		s.Must(<-done)
	})
	return l.Addr().String()
}

func TestAmbiguousRequestsAreRefused(t *testing.T) {
	s := webtest.New(t)
	round, path := s.TinyRound()
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
			s.Unchanged(name, func() {
				got := raw(t, address, test.request)
				if len(got) != 1 || got[0].StatusCode != test.status {
					t.Fatalf("got %v, want one %d", got, test.status)
				}
				wantHeaders(t, name, got[0].Header, false)
			})
		})
	}
	if got := raw(t, address, post+"Content-Length: 6\r\n\r\na1=yes"); len(got) != 1 || got[0].StatusCode != 200 || s.Total(round.ID) != 1 {
		t.Errorf("got %v, want a plain request to be answered", got)
	}
}
