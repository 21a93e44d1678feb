package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"kompass/internal/kompass"
	"kompass/internal/web/webtest"
)

// belongings are ids of everything that a company has, by the name that routes give the place they stand in, and a word that
// stands in every name of it.
type belongings struct {
	ids  map[string]string
	word string
}

// furnish makes a company with something of everything. The word marks it.
func furnish(s *webtest.Site, word string) belongings {
	s.Helper()
	c, teams := s.Company(word+" GmbH", word+" Empfang", word+" Küche")
	open := s.Open(c, webtest.Tiny)
	released := s.Answered(c, word+" Winter", true)
	return belongings{word: word, ids: map[string]string{
		"company": c.ID, "round": released.ID, "open": open.Round.ID, "team": teams[0].ID, "user": s.Person(strings.ToLower(word)+"@example.org", c.ID).ID,
		"measure": s.Measure(released.ID, word+" Maßnahme").ID, "code": string(open.Links[0].Code),
	}}
}

// nobodys are places for what belongs to no company.
var nobodys = []string{"questionnaire", "version", "deletion", "text", "lang", "about"}

var placeName = regexp.MustCompile(`:([a-z]+)`)

// places are the names of the places of a route that the belongings fill. A place that the test knows nothing to put in fails it.
func places(t *testing.T, route string, b belongings) []string {
	t.Helper()
	var names []string
	for _, m := range placeName.FindAllStringSubmatch(route, -1) {
		if slices.Contains(nobodys, m[1]) {
			continue
		}
		if b.ids[m[1]] == "" {
			t.Errorf("%s has a place :%s for which there is nothing of another company to try: add it to furnish", route, m[1])
		}
		names = append(names, m[1])
	}
	return names
}

// mixtures fills the places of a route with ids of both companies in every way but all of the first.
func mixtures(pattern string, names []string, own, foreign belongings) []string {
	var out []string
	for mask := 1; mask < 1<<len(names); mask++ {
		ids := map[string]string{}
		for i, name := range names {
			ids[name] = own.ids[name]
			if mask&(1<<i) != 0 {
				ids[name] = foreign.ids[name]
			}
		}
		out = append(out, webtest.FillRoute(pattern, ids))
	}
	return out
}

// about are the rows of the database that name anything of a company.
func about(s *webtest.Site, b belongings) string {
	s.Helper()
	var out []string
	for line := range strings.Lines(s.Dump()) {
		for _, id := range b.ids {
			if strings.Contains(line, id) {
				out = append(out, line)
				break
			}
		}
	}
	if len(out) < 10 {
		s.Fatalf("got %d rows about %s, want all of them", len(out), b.word)
	}
	return strings.Join(out, "")
}

// coordinators is a site with two furnished companies and the coordinator of the first.
func coordinators(t *testing.T) (s *webtest.Site, her *webtest.Browser, own, foreign belongings) {
	s = webtest.New(t)
	own, foreign = furnish(s, "Eigen"), furnish(s, "Fremdling")
	return s, s.SignIn("a@example.org", kompass.Coordinator, own.ids["company"]), own, foreign
}

// TestForeignIdsInAddressesLeadNowhere tries, as a coordinator, every address with ids of another company, and with mixed ones.
func TestForeignIdsInAddressesLeadNowhere(t *testing.T) {
	s, her, own, foreign := coordinators(t)
	for _, r := range s.Routes() {
		method, pattern, _ := strings.Cut(r, " ")
		if !strings.HasPrefix(pattern, "/app") {
			continue
		}
		for _, target := range mixtures(pattern, places(t, r, foreign), own, foreign) {
			s.Unchanged(method+" "+target, func() {
				p := her.Send(her.Request(method, target, trialForm(method, pattern, own)))
				if p.Status != http.StatusNotFound && p.Status != http.StatusForbidden || strings.Contains(p.Body, foreign.word) {
					t.Errorf("%s: got %d (names the other company: %v), want 404 or 403", r, p.Status, strings.Contains(p.Body, foreign.word))
				}
			})
		}
	}
}

// trialForm is what would do something at a route, nil for a page.
func trialForm(method, pattern string, b belongings) url.Values {
	if method != http.MethodPost {
		return nil
	}
	if form, ok := goodWrites(b.ids["team"])[pattern]; ok {
		return webtest.Values(form...)
	}
	return everything
}

// TestForeignIdsInQueriesShowNothing opens every page of her own with ids of another company behind the question mark.
func TestForeignIdsInQueriesShowNothing(t *testing.T) {
	s, her, own, foreign := coordinators(t)
	for _, r := range s.Routes() {
		method, pattern, _ := strings.Cut(r, " ")
		if method != http.MethodGet || !strings.HasPrefix(pattern, "/app") {
			continue
		}
		query := url.Values{}
		for _, name := range []string{"team", "round", "rounds", "company", "measure", "s", "a", "b", "person", "user", "from", "to", "path", "copy", "link"} {
			for _, id := range foreign.ids {
				query.Add(name, id)
			}
			query.Add(name, "team="+foreign.ids["team"])
		}
		s.Unchanged(r, func() {
			if p := her.Get(webtest.FillRoute(pattern, own.ids) + "?" + query.Encode()); strings.Contains(p.Body, foreign.word) {
				t.Errorf("%s shows something of another company", r)
			}
		})
	}
}

var idShape = regexp.MustCompile(`^[0-9a-z]{16}$`)

// forms are the forms of the pages that a coordinator sees of her own company: address and filled-in fields.
func forms(b *webtest.Browser, own belongings) map[string]url.Values {
	b.Helper()
	out := map[string]url.Values{}
	for _, r := range b.Routes() {
		method, pattern, _ := strings.Cut(r, " ")
		if method != http.MethodGet || !strings.HasPrefix(pattern, "/app") {
			continue
		}
		for _, round := range []string{own.ids["round"], own.ids["open"]} {
			ids := map[string]string{"round": round}
			for name, id := range own.ids {
				if name != "round" {
					ids[name] = id
				}
			}
			if p := b.Get(webtest.FillRoute(pattern, ids)); p.Status == http.StatusOK && p.Doc != nil {
				p.Doc.Find("form[method=post]").Each(func(_ int, f *goquery.Selection) { out[f.AttrOr("action", "")] = fieldsOf(f) })
			}
		}
	}
	return out
}

// fieldsOf is a form as somebody would send it who chose the first of everything.
func fieldsOf(f *goquery.Selection) url.Values {
	out := url.Values{}
	f.Find("input[name], textarea[name], select[name], button[name]").Each(func(_ int, in *goquery.Selection) {
		name, value := in.AttrOr("name", ""), in.AttrOr("value", "")
		if goquery.NodeName(in) == "select" {
			value = in.Find("option").Last().AttrOr("value", "")
		}
		if goquery.NodeName(in) == "textarea" {
			value = "Text"
		}
		if !out.Has(name) {
			out.Set(name, value)
		}
	})
	return out
}

// TestForeignIdsInFormsDoNothing puts ids of another company into every field of every form of a coordinator's own pages that
// holds an id.
func TestForeignIdsInFormsDoNothing(t *testing.T) {
	s, her, own, foreign := coordinators(t)
	forms := forms(her, own)
	if len(forms) < 4 {
		t.Fatalf("got the forms %v, want those of every page", forms)
	}
	for action, form := range forms {
		for name, given := range form {
			if !idShape.MatchString(given[0]) {
				continue
			}
			for _, id := range foreign.ids {
				bad := url.Values{}
				for k, v := range form {
					bad[k] = slices.Clone(v)
				}
				bad.Set(name, id)
				s.Unchanged(action+" "+name, func() {
					p := her.Post(action, bad)
					if p.Status < 400 || p.Status >= 500 || strings.Contains(p.Body, foreign.word) {
						t.Errorf("%s with %s of another company: got %d", action, name, p.Status)
					}
				})
			}
		}
	}
}

// TestFurtherFieldsReachNothingForeign sends every form to her own company, with further fields that name another one.
func TestFurtherFieldsReachNothingForeign(t *testing.T) {
	s, her, own, foreign := coordinators(t)
	before := about(s, foreign)
	for _, r := range s.Routes() {
		method, pattern, _ := strings.Cut(r, " ")
		if method != http.MethodPost || !strings.HasPrefix(pattern, "/app") || pattern == "/app/account/sessions" {
			continue
		}
		form := trialForm(method, pattern, own)
		sent := url.Values{}
		for k, v := range form {
			sent[k] = slices.Clone(v)
		}
		for name, id := range foreign.ids {
			for _, key := range []string{name, name + "_id", name + "[]", "id"} {
				sent.Add(key, id)
			}
		}
		sent.Set("role", "trainer")
		if p := her.Post(webtest.FillRoute(pattern, own.ids), sent); strings.Contains(p.Body, foreign.word) {
			t.Errorf("%s shows something of another company", r)
		}
		if about(s, foreign) != before {
			t.Fatalf("%s changed something of another company", r)
		}
	}
}
