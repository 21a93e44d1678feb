package e2e_test

import (
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"

	"kompass/internal/e2e/program"
)

// route is a route of the table of role and action, and whether coordinators are refused.
type route struct {
	method, path string
	trainers     bool
}

var routeName = regexp.MustCompile("`(GET|POST) (/app[^`]*)`")

// signedInRoutes are all addresses that need a session, as the documentation lists them; another test holds it to the server.
func signedInRoutes(t *testing.T) []route {
	t.Helper()
	page, err := os.ReadFile("../../docs/rights.md")
	if err != nil {
		t.Fatal(err)
	}
	var all []route
	for line := range strings.Lines(string(page)) {
		for _, m := range routeName.FindAllStringSubmatch(line, -1) {
			all = append(all, route{m[1], m[2], strings.HasPrefix(strings.TrimSpace(strings.Split(line, "|")[3]), "–")})
		}
	}
	if len(all) < 60 {
		t.Fatalf("got %d routes below /app, want all of them", len(all))
	}
	return all
}

// own reports whether a route is about the account of the person who calls it.
func (r route) own() bool {
	return strings.HasPrefix(r.path, "/app/account") || r.path == "/app/reauthenticate" || r.path == "/app/stay"
}

// in fills in the places of a route, and names a number where one is asked for.
func (r route) in(company, round string) string {
	address := strings.NewReplacer(":company", company, ":round", round, ":user", "0123456789abcdef", ":team", "0123456789abcdef").Replace(r.path)
	if strings.HasSuffix(address, "/explain") {
		address += "?path=everyone/customers"
	}
	return address
}

func (r route) send(t *testing.T, someone *person, path string) reply {
	t.Helper()
	if r.method == http.MethodGet {
		return someone.get(path)
	}
	return someone.post(path, url.Values{"name": {"x"}, "sure": {"yes"}, "delete": {"yes"}})
}

func TestSignedOutPeopleAreAskedToSignIn(t *testing.T) {
	t.Parallel()
	h := furnish(t, program.Options{})
	for _, r := range signedInRoutes(t) {
		path := r.in(h.company, h.round.ID)
		for name, cookie := range map[string]string{"no session": "", "a made-up session": "kompass-session=" + strings.Repeat("a", 52)} {
			got, err := newPerson(t, h.URL).send(r.method, path, nil, "Cookie", cookie, "Content-Type", "application/x-www-form-urlencoded")
			if err != nil || got.status != http.StatusSeeOther || !strings.HasPrefix(got.header.Get("Location"), "/login?next=%2Fapp") {
				t.Errorf("%s %s with %s: %d to %q, %v; want to sign in", r.method, path, name, got.status, got.header.Get("Location"), err)
			}
		}
	}
	if state := asJSON[[]struct{ State string }](h.product, "round", "list"); len(state) != 1 || state[0].State != "open" {
		t.Errorf("after the tries of strangers the rounds are %v", state)
	}
}

func TestCoordinatorsSeeTheirOwnCompanyOnly(t *testing.T) {
	t.Parallel()
	h, q := furnish(t, program.Options{}), content(t)
	other, _ := h.product.company("Südwind")
	h.addUser("eigene@example.org", "coordinator", "--company", h.company)
	h.addUser("fremde@example.org", "coordinator", "--company", other)
	for i := range 6 {
		newPerson(t, h.URL).answer(h.code, filled(q, func(item int) int { return item + i }))
	}
	h.run("round", "close", h.round.ID)
	own, foreign := newPerson(t, h.URL), newPerson(t, h.URL)
	own.signIn("eigene@example.org", trainerPassword)
	foreign.signIn("fremde@example.org", trainerPassword)
	result := "/app/rounds/" + h.round.ID + "/result"
	if r := own.get(result); r.status != http.StatusNotFound {
		t.Errorf("a coordinator sees the result before its release: %d", r.status)
	}
	for _, path := range []string{"/app", "/app/companies/" + h.company, "/app/companies/" + h.company + "/compare"} {
		if r := own.get(path); strings.Contains(r.body, result) || strings.Contains(r.body, "<svg class=\"chart") {
			t.Errorf("%s shows a coordinator something of the result before its release", path)
		}
	}
	h.run("round", "release", h.round.ID)
	own.post("/app/rounds/"+h.round.ID+"/measures", url.Values{"what": {"x"}, "who": {"x"}, "due": {"2030-01-01"}, "list": {"company"}, "aim": {"people"}})
	measure := regexp.MustCompile(`/app/measures/([0-9a-z]{16})"`).FindStringSubmatch(own.get("/app/measures").body)
	if measure == nil {
		t.Fatal("the coordinator cannot agree on a measure")
	}
	for _, r := range signedInRoutes(t) {
		path := strings.ReplaceAll(r.in(h.company, h.round.ID), ":measure", measure[1])
		if r.own() || strings.HasSuffix(path, "/upload") {
			continue // about the account of whoever asks; or refused for want of a file before anything else is looked at
		}
		mine, theirs := r.send(t, own, path), r.send(t, foreign, path)
		if (mine.status == http.StatusForbidden) != r.trainers || mine.status >= http.StatusInternalServerError {
			t.Errorf("%s %s by the coordinator of the company: %d", r.method, path, mine.status)
		}
		want := http.StatusOK
		switch {
		case r.trainers:
			want = http.StatusForbidden
		case strings.Contains(r.path, ":"):
			want = http.StatusNotFound
		}
		if theirs.status != want || strings.Contains(theirs.body, "Nordwind") {
			t.Errorf("%s %s by another company's coordinator: %d, want %d and no name", r.method, path, theirs.status, want)
		}
	}
}

func TestSigningOutEndsTheSession(t *testing.T) {
	t.Parallel()
	h := settle(join(t))
	someone := newPerson(t, h.URL)
	someone.signIn(trainerEmail, trainerPassword)
	address, err := url.Parse(h.URL)
	if err != nil {
		t.Fatal(err)
	}
	var cookie string
	for _, c := range someone.Client.Jar.Cookies(address) {
		if c.Name == "kompass-session" {
			cookie = c.Name + "=" + c.Value
		}
	}
	thief := newPerson(t, h.URL)
	if r := thief.get("/app", "Cookie", cookie); r.status != http.StatusOK {
		t.Fatalf("with the session's cookie: %d, want 200", r.status)
	}
	someone.post("/logout", url.Values{})
	if r := thief.get("/app", "Cookie", cookie); r.status != http.StatusSeeOther {
		t.Errorf("with the cookie of a session that has ended: %d, want to sign in", r.status)
	}
}

func TestASetupLinkWorksOnce(t *testing.T) {
	t.Parallel()
	p := start(t, program.Options{Lang: "de"})
	path := strings.TrimPrefix(p.setupAddress(), p.URL)
	token := strings.TrimPrefix(path, "/passwort?token=")
	someone := newPerson(t, p.URL)
	if r := someone.get(path); r.status != http.StatusOK {
		t.Fatalf("the setup link: %d", r.status)
	}
	form := url.Values{"token": {token}, "email": {trainerEmail}, "password": {trainerPassword}}
	if r := someone.post("/passwort", form); r.status != http.StatusSeeOther {
		t.Fatalf("setting the password: %d", r.status)
	}
	if r := newPerson(t, p.URL).post("/passwort", form); r.status != http.StatusGone {
		t.Errorf("using the link again: %d, want 410", r.status)
	}
	again := start(t, program.Options{DB: p.db + ".copy"})
	if !strings.Contains(again.Stdout(), "/passwort?token=") {
		t.Error("a new database prints no setup link")
	}
	if err := p.Stop(); err != nil {
		t.Errorf("the server ended with %v", err)
	}
	if second := start(t, program.Options{DB: p.db}); strings.Contains(second.Stdout(), "/passwort?token=") {
		t.Error("a database with a trainer prints a setup link")
	}
}
