package e2e_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"kompass/internal/e2e/program"
)

// guarded are headers that every answer carries, and a part of what they say.
var guarded = map[string]string{
	"Content-Security-Policy":      "default-src 'none'; script-src 'self'; style-src 'self'",
	"X-Content-Type-Options":       "nosniff",
	"Referrer-Policy":              "same-origin",
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin",
	"X-Frame-Options":              "DENY",
	"Permissions-Policy":           "camera=()",
}

// house is a product with a trainer who can sign in, and an open round that some have answered.
type house struct {
	*product
	company, code string
	round         openedRound
}

const (
	trainerEmail    = "trainerin@example.org"
	trainerPassword = "drei gute lange Worte"
)

// furnish starts a server for a house.
func furnish(t *testing.T, o program.Options) *house {
	t.Helper()
	p := start(t, o)
	p.addUser(trainerEmail, "trainer")
	return settle(p)
}

// settle opens a round of another company.
func settle(p *product) *house {
	p.t.Helper()
	h := &house{product: p}
	h.company, _ = p.company(newCompany())
	h.round = p.round(h.company)
	h.code = h.round.Links[0].Code
	return h
}

func (p *product) addUser(email, role string, more ...string) {
	p.t.Helper()
	args := append([]string{"user", "add", "--email", email, "--role", role, "--password-stdin"}, more...)
	if out := p.command(trainerPassword+"\n", args...); out.Code != 0 {
		p.t.Fatalf("user add: %s", out.Stderr)
	}
}

func TestEveryAnswerCarriesTheHeaders(t *testing.T) {
	t.Parallel()
	h := settle(join(t))
	trainer := newPerson(t, h.URL)
	trainer.signIn(trainerEmail, trainerPassword)
	for _, path := range []string{
		"/", "/?code=wrong", "/s/" + h.code, "/s/ABCDEFGH", "/s/" + h.code + "/danke", "/quittung", "/login", "/passwort?token=wrong", "/methode",
		"/datenschutz", "/impressum", "/barrierefreiheit", "/app", "/app/companies/" + h.company, "/app/rounds/" + h.round.ID,
		"/app/rounds/none", "/no/such/page", "/healthz", "/readyz", "/assets/none.css",
	} {
		r := trainer.get(path)
		for name, part := range guarded {
			if got := r.header.Get(name); !strings.Contains(got, part) {
				t.Errorf("GET %s (%d): %s is %q, want %q in it", path, r.status, name, got, part)
			}
		}
		if r.status >= 500 {
			t.Errorf("GET %s: %d", path, r.status)
		}
		if strings.Contains(r.header.Get("Content-Security-Policy"), "unsafe") {
			t.Errorf("GET %s: the policy allows something unsafe", path)
		}
	}
}

func TestCookiesAreBoundToTheAddress(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ baseURL, prefix string }{{"", ""}, {"https://kompass.example.org", "__Host-"}} {
		h := furnish(t, program.Options{BaseURL: c.baseURL})
		someone := newPerson(t, h.URL)
		form := someone.get("/s/" + h.code + "?lang=en")
		session := someone.post("/login", url.Values{"email": {trainerEmail}, "password": {trainerPassword}})
		cookies := append((&http.Response{Header: form.header}).Cookies(), (&http.Response{Header: session.header}).Cookies()...)
		if len(cookies) != 3 {
			t.Fatalf("got the cookies %v, want form, language and session", cookies)
		}
		for _, cookie := range cookies {
			secure := c.prefix != ""
			if !strings.HasPrefix(cookie.Name, c.prefix+"kompass-") || cookie.Secure != secure || !cookie.HttpOnly || cookie.Path != "/" ||
				cookie.Domain != "" || cookie.SameSite != http.SameSiteLaxMode {
				t.Errorf("base URL %q: got the cookie %s", c.baseURL, cookie.Raw)
			}
		}
		if got := form.header.Get("Strict-Transport-Security") != ""; got != (c.prefix != "") {
			t.Errorf("base URL %q: Strict-Transport-Security is sent: %t", c.baseURL, got)
		}
	}
}

func TestWritesFromOtherSitesAreRefused(t *testing.T) {
	t.Parallel()
	h, q := settle(join(t)), content(t)
	form := filled(q, func(item int) int { return item })
	trainer := newPerson(t, h.URL)
	trainer.signIn(trainerEmail, trainerPassword)
	for _, foreign := range [][]string{
		{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Origin", "https://evil.example.org"},
		{"Origin", "null"}, {"Origin", h.URL + "0"},
	} {
		for path, values := range map[string]url.Values{
			"/s/" + h.code: form, "/app/companies": {"name": {"Evil"}}, "/logout": {}, "/login": {"email": {trainerEmail}, "password": {trainerPassword}},
			"/app/rounds/" + h.round.ID + "/close": {"sure": {"yes"}, "delete": {"yes"}},
		} {
			if r := trainer.post(path, values, foreign...); r.status != http.StatusForbidden || len(r.header.Values("Set-Cookie")) > 0 {
				t.Errorf("POST %s with %v: %d, cookies %v; want 403", path, foreign, r.status, r.header.Values("Set-Cookie"))
			}
		}
	}
	if r := trainer.get("/app"); r.status != http.StatusOK || strings.Contains(r.body, "Evil") {
		t.Errorf("after the refusals: %d, company added: %t", r.status, strings.Contains(r.body, "Evil"))
	}
	for range 5 {
		newPerson(t, h.URL).post("/s/"+h.code, form, "Sec-Fetch-Site", "same-origin", "Origin", h.URL)
	}
	h.wantResponses(h.round.ID, 5)
}

func TestStrangeRequestsAreRefusedAndStoreNothing(t *testing.T) {
	t.Parallel()
	h, q := settle(join(t)), content(t)
	form := filled(q, func(item int) int { return item })
	path := "/s/" + h.code
	var zipped bytes.Buffer
	zip := gzip.NewWriter(&zipped)
	if _, err := zip.Write([]byte(form.Encode())); err != nil {
		t.Fatal(err)
	}
	if err := zip.Close(); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, method, path, body string
		headers                  []string
		want                     int
	}{
		{"a compressed body", http.MethodPost, path, zipped.String(), []string{"Content-Encoding", "gzip"}, 415},
		{"another format", http.MethodPost, path, "{}", []string{"Content-Type", "application/json"}, 415},
		{"no answer at all", http.MethodPost, path, "", nil, 422},
		{"an answer that is none", http.MethodPost, path, q.Items()[0].ID + "=17", nil, 422},
		{"answers in the address", http.MethodPost, path + "?" + form.Encode(), "", nil, 422},
		{"an unknown code", http.MethodGet, "/s/ABCDEFGH", "", nil, 404},
		{"answers to an unknown code", http.MethodPost, "/s/ABCDEFGH", form.Encode(), nil, 404},
		{"no code", http.MethodGet, "/s/x", "", nil, 404},
		{"another method", http.MethodPut, path, "", nil, 405},
		{"deleting", http.MethodDelete, "/app/companies/" + h.company, "", nil, 405},
		{"reading a page to write to", http.MethodGet, "/logout", "", nil, 405},
		{"writing to a page to read", http.MethodPost, "/methode", "", nil, 405},
		{"no such page", http.MethodPost, "/nowhere", "", nil, 404},
	} {
		t.Run(c.name, func(t *testing.T) {
			someone := newPerson(t, h.URL)
			r, err := someone.sendBody(c.method, c.path, strings.NewReader(c.body), c.headers...)
			if err != nil || r.status != c.want {
				t.Errorf("got %d, %v; want %d", r.status, err, c.want)
			}
			if strings.Contains(r.header.Get("Content-Type"), "html") && !strings.Contains(r.body, "<h1") {
				t.Errorf("the page has no heading: %.200s", r.body)
			}
		})
	}
	for range 5 {
		newPerson(t, h.URL).answer(h.code, form)
	}
	h.wantResponses(h.round.ID, 5)
}

func TestRoundsTakeAnswersOnlyWhileTheyAreOpen(t *testing.T) {
	t.Parallel()
	h, q := settle(join(t)), content(t)
	form := filled(q, func(item int) int { return item })
	later := h.product.round(h.company, "--opens", "2199-01-01")
	ended := h.product.round(h.company, "--closes", time.Now().Add(2*time.Second).Format(time.RFC3339Nano))
	for range 5 {
		newPerson(t, h.URL).answer(h.code, form)
	}
	h.run("round", "close", h.round.ID)
	onlooker := newPerson(t, h.URL)
	waitFor(t, func() bool { return onlooker.get("/s/"+ended.Links[0].Code).status != http.StatusOK })
	for code, want := range map[string]int{later.Links[0].Code: 403, ended.Links[0].Code: 410, h.code: 410} {
		someone := newPerson(t, h.URL)
		if r := someone.get("/s/" + code); r.status != want || !strings.Contains(r.body, "<h1") {
			t.Errorf("GET: %d, want %d and a page", r.status, want)
		}
		if r := someone.get("/" + strings.ToLower(code[:4]+"-"+code[4:])); r.status != http.StatusSeeOther || r.header.Get("Location") != "/s/"+code {
			t.Errorf("the code alone: %d to %q, want a way to the questionnaire", r.status, r.header.Get("Location"))
		}
		if r := someone.post("/s/"+code, form); r.status != want || !strings.Contains(r.body, "NICHT gespeichert") {
			t.Errorf("POST: %d, want %d and a page that says that nothing was stored", r.status, want)
		}
	}
}

func TestTheLogSaysNothingAboutPeople(t *testing.T) {
	t.Parallel()
	h, q := furnish(t, program.Options{}), content(t)
	form := filled(q, func(item int) int { return item })
	form.Set("comment-customers", "Marker-Kommentar")
	one := newPerson(t, h.URL)
	one.answer(h.code, form)
	one.get("/s/" + h.code + "/danke")
	one.get("/?code=" + h.code)
	one.get("/" + h.code)
	one.post("/quittung", url.Values{"receipt": {"ABCD-EFGH-JKMN-PQRS"}})
	one.post("/login", url.Values{"email": {"marker@example.org"}, "password": {"marker-passwort"}})
	one.get("/app/companies/" + h.company)
	one.get("/marker-path/" + h.code)
	lines := h.Stderr()
	if !strings.Contains(lines, "route=/login") || strings.Contains(lines, "/s/") || strings.Contains(lines, "quittung") {
		t.Fatalf("the log holds %q, want lines of whoever signs in, and none of people who answer", lines)
	}
	for _, secret := range []string{
		h.code, "127.0.0.1", "::1", "arker", "ABCD", q.Items()[0].ID, form.Get(q.Items()[0].ID), h.company, "Go-http-client",
	} {
		if strings.Contains(lines, secret) {
			t.Errorf("the log tells %q: %s", secret, lines)
		}
	}
}

// A body that is announced to be larger than the server reads is refused before it is sent: a client that went on sending
// might lose the answer with the connection. Only people who have signed in may send files.
func TestABodyTooLargeToReadIsRefusedWhenAnnounced(t *testing.T) {
	t.Parallel()
	h := settle(join(t))
	host := strings.TrimPrefix(h.URL, "http://")
	for _, announced := range []struct {
		path  string
		bytes int
	}{{"/s/" + h.code, 257 << 10}, {"/s/" + h.code, 9 << 20}, {"/login", 300 << 10}, {"/app/rounds/x/import/upload", 8 << 20}} {
		conn, err := net.Dial("tcp", host)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		head := fmt.Sprintf("POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n",
			announced.path, host, announced.bytes)
		if _, err := conn.Write([]byte(head)); err != nil {
			t.Fatal(err)
		}
		r, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Body.Close()
		if r.StatusCode != http.StatusRequestEntityTooLarge {
			t.Errorf("%s with %d bytes: got %d, want 413", announced.path, announced.bytes, r.StatusCode)
		}
	}
}
