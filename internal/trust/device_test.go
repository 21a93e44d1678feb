package trust_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// device is a browser that somebody else uses next. It keeps cookies as browsers do, with a clock that can be moved.
type device struct {
	cookies map[string]*http.Cookie
	now     time.Time
	blocked bool
}

// SetCookies implements [http.CookieJar].
func (d *device) SetCookies(_ *url.URL, cookies []*http.Cookie) {
	for _, c := range cookies {
		if c.MaxAge > 0 {
			c.Expires = d.now.Add(time.Duration(c.MaxAge) * time.Second)
		}
		if d.cookies[c.Name] = c; c.MaxAge < 0 || d.blocked {
			delete(d.cookies, c.Name)
		}
	}
}

// Cookies implements [http.CookieJar].
func (d *device) Cookies(*url.URL) (out []*http.Cookie) {
	for _, c := range d.cookies {
		if c.Expires.IsZero() || d.now.Before(c.Expires) {
			out = append(out, c)
		}
	}
	return out
}

// leaving is how somebody has left a device.
type leaving struct {
	blocked bool // the browser takes no cookies
	looked  bool // the thank-you page was shown
	done    bool // the button that leaves nothing was pressed
	later   time.Duration
	exposed bool // what is said not to be protected
}

// TestTheNextPersonInTheSameBrowserLearnsNothing opens every page of a participant in the browser of somebody who has answered.
func TestTheNextPersonInTheSameBrowserLearnsNothing(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	pages, shown := 0, 0
	for i, questionnaire := range []string{shortForm, longForm} {
		r := h.openFor(fmt.Sprintf("Firma %d", i), questionnaire, 50)
		for seed, l := range []leaving{
			{looked: true}, {looked: true, done: true}, {looked: true, later: 11 * time.Minute}, {done: true}, {later: 11 * time.Minute},
			{blocked: true}, {blocked: true, later: 11 * time.Minute}, {exposed: true},
		} {
			seen, asked := h.nextPerson(r, l, uint64(seed))
			pages += asked
			if l.exposed {
				shown += len(seen)
			} else if len(seen) > 0 {
				t.Errorf("%s, left as %+v: the next person sees the answers on %v", questionnaire, l, seen)
			}
		}
	}
	if shown != 2 {
		t.Errorf("who opens the thank-you page in the place of somebody who has not is shown it %d times, want 2: the attack does not bite", shown)
	}
	figure(t, "7 ways to leave a browser with 2 questionnaires, %d pages opened by the next person: receipt, profile and answers on 0. Control: within ten minutes, where the thank-you page had not been shown, it was shown in %d of 2, as is said",
		pages, shown)
}

// nextPerson has somebody answer, leave a device, and another person open pages there. It returns those that show anything of the
// answers.
func (h *house) nextPerson(r round, l leaving, seed uint64) (seen []string, asked int) {
	h.t.Helper()
	d := &device{cookies: map[string]*http.Cookie{}, now: time.Now(), blocked: l.blocked}
	person, code := h.visitor(), r.Links[0].Code
	person.Client.Jar = d
	questionnaire := longForm
	if strings.Contains(person.get("/s/"+code).Body, "kurz") {
		questionnaire = shortForm
	}
	q := content(h.t, questionnaire)
	s := randomSheet(rand.New(rand.NewPCG(seed, 8)), q)
	sent := person.post("/s/"+code, s.form(q, remark(int(seed))))
	if !sent.Acknowledged() {
		h.t.Fatalf("POST answers: %d", sent.Status)
	}
	if l.looked {
		person.receipt(code)
	}
	if l.done {
		person.post("/s/"+code+"/fertig", url.Values{})
	}
	d.now = d.now.Add(l.later)
	for _, path := range []string{"/s/" + code, "/s/" + code + "/danke", "/s/" + code + "/fertig", "/s/" + code + "/schaetzen", "/quittung", "/", "/s/" + code + "?lang=en", "/s/" + code + "/danke?lang=en"} {
		asked++
		body := person.get(path).Body
		for _, mark := range []string{`class="receipt"`, "table-profile", "profile-chart", remark(int(seed)), " checked"} {
			if strings.Contains(body, mark) {
				seen = append(seen, path)
				break
			}
		}
	}
	return seen, asked
}
