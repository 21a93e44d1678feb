package trust_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"kompass/internal/e2e/program"
	"kompass/internal/questionnaire"
	"kompass/questionnaires"
)

const (
	shortForm = "service-excellence-kurz"
	longForm  = "service-excellence-kompass"
)

// content returns a questionnaire that ships, in its newest version.
func content(t testing.TB, id string) *questionnaire.Questionnaire {
	t.Helper()
	data, err := questionnaires.FS.ReadFile(id + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	q, findings := questionnaire.Parse(data)
	if q == nil {
		t.Fatal(findings)
	}
	return q
}

// sheet is the answers of a person: a point of the scale, from 0, for each item. Packed like that they lie in a database without
// sealing.
type sheet []byte

// randomSheet answers an item as chance will.
func randomSheet(rng *rand.Rand, q *questionnaire.Questionnaire) sheet {
	s := make(sheet, len(q.Items()))
	for i := range s {
		s[i] = byte(rng.IntN(5))
	}
	return s
}

// form is the sheet as it is sent, with a remark where there is one.
func (s sheet) form(q *questionnaire.Questionnaire, remark string) url.Values {
	form := url.Values{}
	for i, item := range q.Items() {
		scale, _ := q.Scale(item.Scale)
		form.Set(item.ID, scale.Points[s[i]].ID)
	}
	if remark != "" {
		form.Set("comment-"+q.Fields[0].ID, remark)
	}
	return form
}

// visitor is somebody with a browser without scripts.
type visitor struct {
	*program.Visitor
	t testing.TB
}

func (h *house) visitor() *visitor {
	h.t.Helper()
	v, err := program.NewVisitor(h.server.URL)
	if err != nil {
		h.t.Fatal(err)
	}
	return &visitor{v, h.t}
}

func (v *visitor) get(path string, headers ...string) program.Reply {
	v.t.Helper()
	r, err := v.Send(v.t.Context(), http.MethodGet, path, nil, headers...)
	if err != nil {
		v.t.Fatalf("GET %s: %v", path, err)
	}
	return r
}

func (v *visitor) post(path string, form url.Values) program.Reply {
	v.t.Helper()
	r, err := v.Send(v.t.Context(), http.MethodPost, path, strings.NewReader(form.Encode()))
	if err != nil {
		v.t.Fatalf("POST %s: %v", path, err)
	}
	return r
}

// answer opens the questionnaire of a code and sends a form, which must be stored.
func (v *visitor) answer(code string, form url.Values) {
	v.t.Helper()
	if r := v.get("/s/" + code); r.Status != http.StatusOK {
		v.t.Fatalf("GET the questionnaire: %d", r.Status)
	}
	if r := v.post("/s/"+code, form); !r.Acknowledged() {
		v.t.Fatalf("POST answers: %d: %.300s", r.Status, r.Body)
	}
}

var shownReceipt = regexp.MustCompile(`name="receipt" value="([0-9A-Z-]+)"`)

// receipt opens the thank-you page and returns the receipt that it shows.
func (v *visitor) receipt(code string) string {
	v.t.Helper()
	m := shownReceipt.FindStringSubmatch(v.get("/s/" + code + "/danke").Body)
	if m == nil {
		v.t.Fatal("the thank-you page shows no receipt")
	}
	return m[1]
}

const (
	trainerEmail     = "trainerin@example.org"
	coordinatorEmail = "koordination@example.org"
	password         = "drei gute lange Worte"
)

// trainer returns somebody who is signed in as the trainer.
func (h *house) trainer() *visitor {
	h.t.Helper()
	if out := h.command(password+"\n", "user", "add", "--email", trainerEmail, "--role", "trainer", "--password-stdin"); out.Code != 0 {
		h.t.Fatalf("user add: %s", out.Stderr)
	}
	v := h.visitor()
	v.signIn()
	return v
}

// signIn signs in as the trainer.
func (v *visitor) signIn() {
	v.t.Helper()
	v.signInAs(trainerEmail)
}

func (v *visitor) signInAs(email string) {
	v.t.Helper()
	if r := v.post("/login", url.Values{"email": {email}, "password": {password}, "next": {"/app"}}); r.Status != http.StatusSeeOther {
		v.t.Fatalf("sign in: %d", r.Status)
	}
}

// remark is a text that is found again wherever it lies in clear.
func remark(i int) string { return fmt.Sprintf("Bemerkung Nummer %04d von Hand", i) }
