package e2e_test

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"

	"kompass/internal/questionnaire"
)

// person is somebody with a plain HTTP client: cookies, no scripts, redirects as they are answered.
type person struct {
	t      testing.TB
	base   string
	client *http.Client
}

// reply is an answer of the server.
type reply struct {
	status int
	header http.Header
	body   string
}

// acknowledged reports whether answers were stored: by the way to the page that says so, or by that page where the browser had
// brought no cookie.
func (r reply) acknowledged() bool {
	return r.status == http.StatusSeeOther || r.status == http.StatusOK && strings.Contains(r.body, `class="receipt"`)
}

func newPerson(t testing.TB, base string) *person {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &person{t: t, base: base, client: &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// send sends a request; headers are pairs of name and value. The error is one of the connection.
func (p *person) send(method, path string, form url.Values, headers ...string) (reply, error) {
	var body io.Reader
	if form != nil {
		body = strings.NewReader(form.Encode())
	}
	return p.sendBody(method, path, body, headers...)
}

func (p *person) sendBody(method, path string, body io.Reader, headers ...string) (reply, error) {
	req, err := http.NewRequestWithContext(p.t.Context(), method, p.base+path, body)
	if err != nil {
		return reply{}, err
	}
	if body != nil {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	res, err := p.client.Do(req)
	if err != nil {
		return reply{}, err
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	return reply{res.StatusCode, res.Header, string(text)}, err
}

// get and post want an answer, whatever it is.
func (p *person) get(path string, headers ...string) reply {
	p.t.Helper()
	r, err := p.send(http.MethodGet, path, nil, headers...)
	if err != nil {
		p.t.Fatalf("GET %s: %v", path, err)
	}
	return r
}

func (p *person) post(path string, form url.Values, headers ...string) reply {
	p.t.Helper()
	r, err := p.send(http.MethodPost, path, form, headers...)
	if err != nil {
		p.t.Fatalf("POST %s: %v", path, err)
	}
	return r
}

// answer opens the questionnaire of a code and sends a form, which must be stored.
func (p *person) answer(code string, form url.Values) {
	p.t.Helper()
	if r := p.get("/s/" + code); r.status != http.StatusOK {
		p.t.Fatalf("GET the questionnaire: %d", r.status)
	}
	if r := p.post("/s/"+code, form); !r.acknowledged() {
		p.t.Fatalf("POST answers: %d: %s", r.status, r.body)
	}
}

// signIn signs in with a password.
func (p *person) signIn(email, password string) {
	p.t.Helper()
	r := p.post("/login", url.Values{"email": {email}, "password": {password}, "next": {"/app"}})
	if r.status != http.StatusSeeOther || r.header.Get("Location") != "/app" {
		p.t.Fatalf("sign in: %d to %q", r.status, r.header.Get("Location"))
	}
}

// filled is a complete form; answer says which point of the scale, from 0, is chosen for an item.
func filled(q *questionnaire.Questionnaire, answer func(item int) int) url.Values {
	form := url.Values{}
	for i, item := range q.Items() {
		scale, _ := q.Scale(item.Scale)
		form.Set(item.ID, scale.Points[answer(i)%len(scale.Points)].ID)
	}
	return form
}
