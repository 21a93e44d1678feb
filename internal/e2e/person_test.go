package e2e_test

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"kompass/internal/e2e/program"
	"kompass/internal/questionnaire"
)

// person is a visitor who wants an answer to everything.
type person struct {
	*program.Visitor
	t testing.TB
}

// reply is an answer of the server.
type reply struct {
	status int
	header http.Header
	body   string
}

func (r reply) acknowledged() bool {
	return program.Reply{Status: r.status, Body: r.body}.Acknowledged()
}

func newPerson(t testing.TB, base string) *person {
	t.Helper()
	visitor, err := program.NewVisitor(base)
	if err != nil {
		t.Fatal(err)
	}
	return &person{visitor, t}
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
	r, err := p.Send(p.t.Context(), method, path, body, headers...)
	return reply{r.Status, r.Header, r.Body}, err
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
