package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"kompass/internal/kompass"
)

func TestRefusedFormComesBackAsTyped(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler", "Empfang")
	path := "/s/" + string(s.open(c, full).Links[0].Code)
	long := strings.Repeat("ä", kompass.MaxComment+1)
	for name, test := range map[string]struct {
		form   url.Values
		target string // of the link in the summary
	}{
		"nothing":              {values(), "#answer.k-e-1"},
		"a comment alone":      {values("comment-people", "Nur ein Wort"), "#answer.k-e-1"},
		"other names":          {values("K-E-1", "always", "k-e-1 ", "always", "k-e-99", "always"), "#answer.k-e-1"},
		"an unknown point":     {values("k-e-1", "sometimes", "k-e-2", "mostly"), "#answer.k-e-1"},
		"a value for an id":    {values("k-e-1", "4"), "#answer.k-e-1"},
		"another case":         {values("k-e-2", "ALWAYS"), "#answer.k-e-2"},
		"a point with a space": {values("k-e-2", "always "), "#answer.k-e-2"},
		"a long comment":       {values("k-e-1", "always", "comment-people", long), "#comment-people"},
		"half a character":     {values("k-e-1", "always", "comment-people", "a\xff"), "#comment-people"},
		"a zero byte":          {values("k-e-1", "always", "comment-people", "a\x00b"), "#comment-people"},
	} {
		t.Run(name, func(t *testing.T) {
			s := s.in(t)
			s.unchanged(name, func() {
				p := s.browser().post(path, test.form).want(http.StatusUnprocessableEntity)
				if got := href(p, ".error-summary li a"); got != test.target {
					t.Errorf("got summary to %q, want %q", got, test.target)
				}
				p.one(`[id="` + test.target[1:] + `"]`)
				if !strings.HasPrefix(p.title(), "Fehler: ") {
					t.Errorf("got title %q, want it to say that there is an error", p.title())
				}
				wantKept(t, p, test.form)
			})
		})
	}
}

// wantKept compares what a browser would send of a page with what it had sent.
func wantKept(t *testing.T, p page, form url.Values) {
	t.Helper()
	for name, v := range p.fill("form.questionnaire") {
		if strings.HasPrefix(name, "comment-") && strings.TrimFunc(form.Get(name), func(r rune) bool { return r == 0 || r == utf8.RuneError }) != "" {
			continue
		}
		if form.Get(name) != v[0] {
			t.Errorf("got %s %q, want %q", name, v[0], form.Get(name))
		}
	}
	if got, want := p.doc.Find(`textarea[name="comment-people"]`).Text(), form.Get("comment-people"); len(got) < len(want)-1 {
		t.Errorf("got %d bytes of comment, want all %d", len(got), len(want))
	}
	for name, v := range form {
		if p.doc.Find(`input[name="`+name+`"][value="`+v[0]+`"]`).Length() == 1 {
			p.one(`input[name="` + name + `"][value="` + v[0] + `"][checked]`)
		}
	}
}

func TestCommentOfTheGreatestLengthIsTaken(t *testing.T) {
	s := newSite(t)
	round, path := s.tinyRound()
	form := values("a1", "yes", "comment-alpha", strings.Repeat("\r\n", 1)+strings.Repeat("ä", kompass.MaxComment-2)+"\r\nz")
	s.browser().post(path, form).goes(path + "/danke")
	if got := s.total(round.ID); got != 1 {
		t.Errorf("got %d answers, want 1", got)
	}
}

func TestAddressNeverOverridesTheForm(t *testing.T) {
	s := newSite(t)
	round, path := s.tinyRound()
	s.browser().post(path+"?a1=no&b1=no&switch=en", values("a1", "yes")).goes(path + "/danke")
	got := s.answers(round.ID)
	if len(got) != 1 || got[0].Answers[0] != 1 || got[0].Answers[1] == 0 {
		t.Errorf("got %+v, want yes and nothing else", got)
	}
}

func TestOnlyItemsAreStored(t *testing.T) {
	s := newSite(t)
	round, path := s.tinyRound()
	form := values("a1", "yes", "a1", "no", "b1", "no", "role", "trainer", "company_id", "x", "round_id", "y", "k", "1", "status",
		"released", "receipt", strings.Repeat("0", 16), "team", "zzz", "perspective", "staff", "a1[]", "no", "a[999999999]", "1", "id", "1")
	s.browser().post(path, form).goes(path + "/danke")
	r, err := s.store.Round(t.Context(), kompass.Everything, round.ID)
	s.must(err)
	if r.K != round.K || r.State != kompass.StateOpen {
		t.Errorf("got %+v, want the round as it was", r)
	}
	if got := s.answers(round.ID); len(got) != 1 || got[0].Answers[0] != 1 || got[0].TeamID != "" || got[0].Perspective != "" {
		t.Errorf("got %+v, want the first value of a1 and no team", got)
	}
}

func TestSendingTwiceStoresOnce(t *testing.T) {
	s := newSite(t)
	round, path := s.tinyRound()
	b := s.browser()
	b.get(path).want(http.StatusOK)
	b.post(path, values("a1", "yes")).goes(path + "/danke")
	s.unchanged("the same answers again", func() { b.post(path, values("a1", "yes")).goes(path + "/danke") })
	b.post(path, values("a1", "no")).goes(path + "/danke?corrected=1")
	if got := s.total(round.ID); got != 1 {
		t.Errorf("got %d answers of one browser, want 1", got)
	}
	for range 3 {
		s.browser().post(path, values("a1", "no")).goes(path + "/danke")
	}
	if got := s.total(round.ID); got != 4 {
		t.Errorf("got %d answers, want one more for each browser without a cookie", got)
	}
}

func TestMadeUpCookiesAreReplaced(t *testing.T) {
	s := newSite(t)
	round, path := s.tinyRound()
	for _, bad := range []string{"x", strings.Repeat("A", 52), strings.Repeat("0", 51), strings.Repeat("0", 53), "'; DROP TABLE responses"} {
		b := s.browser()
		b.cookies["kompass-form"] = url.QueryEscape(bad)
		b.get(path + "/danke").want(http.StatusNotFound)
		b.post(path, values("a1", "yes")).want(http.StatusOK).one(".receipt .code")
		b.get(path + "/danke").want(http.StatusNotFound)
	}
	if got := s.total(round.ID); got != 5 {
		t.Errorf("got %d answers, want 5", got)
	}
}

func TestFiftySubmissionsAtOnceAreOneAnswer(t *testing.T) {
	s := newSite(t)
	round, path := s.tinyRound()
	b := s.browser()
	b.get(path)
	var wg sync.WaitGroup
	for range 50 {
		wg.Go(func() {
			resp, err := s.app.Test(b.request(http.MethodPost, path, values("a1", "yes", "comment-alpha", "Gut")), -1)
			if err != nil {
				t.Error(err)
				return
			}
			if resp.StatusCode != http.StatusSeeOther || resp.Header.Get("Location") != path+"/danke" {
				t.Errorf("got %d to %q, want 303 to the profile", resp.StatusCode, resp.Header.Get("Location"))
			}
		})
	}
	wg.Wait()
	if got := s.total(round.ID); got != 1 {
		t.Errorf("got %d answers, want 1", got)
	}
	if got := s.answers(round.ID); len(got) != 1 || strings.Contains(s.dump(), "Gut") {
		t.Errorf("got %d answers, want one, with its comment sealed", len(got))
	}
}

func TestWholeCompanyBehindOneAddressIsUndisturbed(t *testing.T) {
	s := newSite(t)
	round, path := s.tinyRound()
	var wg sync.WaitGroup
	for range 200 {
		wg.Go(func() {
			for _, step := range []struct {
				method string
				form   url.Values
				status int
			}{{http.MethodGet, nil, http.StatusOK}, {http.MethodPost, values("a1", "yes"), http.StatusOK}} { // without cookies thanks come at once
				resp, err := s.app.Test(s.browser().request(step.method, path, step.form), -1)
				if err != nil || resp.StatusCode != step.status {
					t.Errorf("got %v, %v, want %d", resp, err, step.status)
				}
			}
		})
	}
	wg.Wait()
	if got := s.total(round.ID); got != 200 {
		t.Errorf("got %d answers, want 200", got)
	}
}

func TestWhoAnsweredIsAskedBeforeAnsweringAgain(t *testing.T) {
	s := newSite(t)
	round, path := s.tinyRound()
	b := s.browser()
	b.post(path, values("a1", "yes"))
	p := b.get(path).want(http.StatusOK).count("input[type=radio]", 0)
	p.one(`a[href="` + path + `/danke"]`)
	if got := p.one(`form[method=post]`).AttrOr("action", ""); got != path+"/neu" {
		t.Fatalf("got action %q, want %s/neu", got, path)
	}
	s.unchanged("asking for another form", func() { b.post(path+"/neu", values()).goes(path) })
	b.get(path + "/danke").want(http.StatusNotFound).silent("Quittung:")
	b.get(path).want(http.StatusOK).count("input[type=radio]", 8)
	b.post(path, values("a1", "no")).goes(path + "/danke")
	if got := s.total(round.ID); got != 2 {
		t.Errorf("got %d answers, want those of two people", got)
	}
}

func TestSharedTabletLeavesNothing(t *testing.T) {
	s := newSite(t)
	round, path := s.tinyRound()
	b := s.browser()
	for i := range 3 {
		p := b.get(path+"?tablet=1").want(http.StatusOK).count("input[type=radio]", 8)
		b.get(path + "/danke").want(http.StatusNotFound)
		b.post(path, p.fill("form.questionnaire", "a1", "yes")).goes(path + "/danke?tablet=1")
		end := b.get(path + "/danke?tablet=1").want(http.StatusOK)
		b.post(path+"/neu", end.fill(`form[action="`+path+`/neu"]`)).goes(path + "?tablet=1")
		b.get(path + "/danke?tablet=1").want(http.StatusNotFound)
		if got := s.total(round.ID); got != i+1 {
			t.Errorf("got %d answers, want %d", got, i+1)
		}
	}
}

func TestThanksShowsTheOwnProfileOnly(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler")
	o := s.open(c, full, oneLink)
	path := "/s/" + string(o.Links[0].Code)
	s.browser().get(path + "/danke").want(http.StatusNotFound)
	q, _ := library(t).Get(full)
	form := values("perspective", "staff")
	for i, it := range q.Items() {
		scale, _ := q.Scale(it.Scale)
		form.Set(it.ID, scale.Points[i%5].ID)
	}
	b := s.browser()
	b.post(path, form).goes(path + "/danke")
	p := b.get(path+"/danke").want(http.StatusOK).count("svg[role=img]", 1)
	for _, f := range q.Fields {
		p.says(f.Title.In("de"))
	}
	if code, ok := kompass.ParseReceipt(squeeze(p.one(".receipt .code").Text())); !ok {
		t.Errorf("got receipt %q, want one that can be typed", code)
	}
	s.browser().get(path + "/danke").want(http.StatusNotFound)
}
