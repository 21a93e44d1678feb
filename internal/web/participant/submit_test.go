package participant_test

import (
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"kompass/internal/kompass"
	"kompass/internal/web/webtest"
)

func TestRefusedFormComesBackAsTyped(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang")
	path := "/s/" + string(s.Open(c, webtest.Full).Links[0].Code)
	long := strings.Repeat("ä", kompass.MaxComment+1)
	for name, test := range map[string]struct {
		form   url.Values
		target string // of the link in the summary
	}{
		"nothing":              {webtest.Values(), "#answer.k-e-1"},
		"a comment alone":      {webtest.Values("comment-people", "Nur ein Wort"), "#answer.k-e-1"},
		"other names":          {webtest.Values("K-E-1", "always", "k-e-1 ", "always", "k-e-99", "always"), "#answer.k-e-1"},
		"an unknown point":     {webtest.Values("k-e-1", "sometimes", "k-e-2", "mostly"), "#answer.k-e-1"},
		"a value for an id":    {webtest.Values("k-e-1", "4"), "#answer.k-e-1"},
		"another case":         {webtest.Values("k-e-2", "ALWAYS"), "#answer.k-e-2"},
		"a point with a space": {webtest.Values("k-e-2", "always "), "#answer.k-e-2"},
		"a long comment":       {webtest.Values("k-e-1", "always", "comment-people", long), "#comment-people"},
		"half a character":     {webtest.Values("k-e-1", "always", "comment-people", "a\xff"), "#comment-people"},
		"a zero byte":          {webtest.Values("k-e-1", "always", "comment-people", "a\x00b"), "#comment-people"},
	} {
		t.Run(name, func(t *testing.T) {
			s := s.In(t)
			s.Unchanged(name, func() {
				p := s.Browser().Post(path, test.form).Want(http.StatusUnprocessableEntity)
				if got := p.Href(".error-summary li a"); got != test.target {
					t.Errorf("got summary to %q, want %q", got, test.target)
				}
				p.One(`[id="` + test.target[1:] + `"]`)
				if !strings.HasPrefix(p.Title(), "Fehler: ") {
					t.Errorf("got title %q, want it to say that there is an error", p.Title())
				}
				wantKept(t, p, test.form)
			})
		})
	}
}

// wantKept compares what a browser would send of a page with what it had sent.
func wantKept(t *testing.T, p webtest.Page, form url.Values) {
	t.Helper()
	for name, v := range p.Fill("form.questionnaire") {
		if strings.HasPrefix(name, "comment-") && strings.TrimFunc(form.Get(name), func(r rune) bool { return r == 0 || r == utf8.RuneError }) != "" {
			continue
		}
		if form.Get(name) != v[0] {
			t.Errorf("got %s %q, want %q", name, v[0], form.Get(name))
		}
	}
	if got, want := p.Doc.Find(`textarea[name="comment-people"]`).Text(), form.Get("comment-people"); len(got) < len(want)-1 {
		t.Errorf("got %d bytes of comment, want all %d", len(got), len(want))
	}
	for name, v := range form {
		if p.Doc.Find(`input[name="`+name+`"][value="`+v[0]+`"]`).Length() == 1 {
			p.One(`input[name="` + name + `"][value="` + v[0] + `"][checked]`)
		}
	}
}

func TestCommentOfTheGreatestLengthIsTaken(t *testing.T) {
	s := webtest.New(t)
	round, path := s.TinyRound()
	form := webtest.Values("a1", "yes", "comment-alpha", strings.Repeat("\r\n", 1)+strings.Repeat("ä", kompass.MaxComment-2)+"\r\nz")
	s.Browser().Post(path, form).Goes(path + "/danke")
	if got := s.Total(round.ID); got != 1 {
		t.Errorf("got %d answers, want 1", got)
	}
}

func TestAddressNeverOverridesTheForm(t *testing.T) {
	s := webtest.New(t)
	round, path := s.TinyRound()
	s.Browser().Post(path+"?a1=no&b1=no&switch=en", webtest.Values("a1", "yes")).Goes(path + "/danke")
	got := s.Answers(round.ID)
	if len(got) != 1 || got[0].Answers[0] != 1 || got[0].Answers[1] == 0 {
		t.Errorf("got %+v, want yes and nothing else", got)
	}
}

func TestOnlyItemsAreStored(t *testing.T) {
	s := webtest.New(t)
	round, path := s.TinyRound()
	form := webtest.Values("a1", "yes", "a1", "no", "b1", "no", "role", "trainer", "company_id", "x", "round_id", "y", "k", "1", "status",
		"released", "receipt", strings.Repeat("0", 16), "team", "zzz", "perspective", "staff", "a1[]", "no", "a[999999999]", "1", "id", "1")
	s.Browser().Post(path, form).Goes(path + "/danke")
	r, err := s.Store.Round(t.Context(), kompass.Everything, round.ID)
	s.Must(err)
	if r.K != round.K || r.State != kompass.StateOpen {
		t.Errorf("got %+v, want the round as it was", r)
	}
	if got := s.Answers(round.ID); len(got) != 1 || got[0].Answers[0] != 1 || got[0].TeamID != "" || got[0].Perspective != "" {
		t.Errorf("got %+v, want the first value of a1 and no team", got)
	}
}

func TestSendingTwiceStoresOnce(t *testing.T) {
	s := webtest.New(t)
	round, path := s.TinyRound()
	b := s.Browser()
	b.Get(path).Want(http.StatusOK)
	b.Post(path, webtest.Values("a1", "yes")).Goes(path + "/danke")
	s.Unchanged("the same answers again", func() { b.Post(path, webtest.Values("a1", "yes")).Goes(path + "/danke") })
	b.Post(path, webtest.Values("a1", "no")).Goes(path + "/danke?corrected=1")
	if got := s.Total(round.ID); got != 1 {
		t.Errorf("got %d answers of one browser, want 1", got)
	}
	for range 3 {
		s.Browser().Post(path, webtest.Values("a1", "no")).Goes(path + "/danke")
	}
	if got := s.Total(round.ID); got != 4 {
		t.Errorf("got %d answers, want one more for each browser without a cookie", got)
	}
}

func TestMadeUpCookiesAreReplaced(t *testing.T) {
	s := webtest.New(t)
	round, path := s.TinyRound()
	for _, bad := range []string{"x", strings.Repeat("A", 52), strings.Repeat("0", 51), strings.Repeat("0", 53), "'; DROP TABLE responses"} {
		b := s.Browser()
		b.Cookies["kompass-form"] = url.QueryEscape(bad)
		b.Get(path + "/danke").Want(http.StatusNotFound)
		b.Post(path, webtest.Values("a1", "yes")).Want(http.StatusOK).One(".receipt .code")
		b.Get(path + "/danke").Want(http.StatusNotFound)
	}
	if got := s.Total(round.ID); got != 5 {
		t.Errorf("got %d answers, want 5", got)
	}
}

func TestFiftySubmissionsAtOnceAreOneAnswer(t *testing.T) {
	s := webtest.New(t)
	round, path := s.TinyRound()
	b := s.Browser()
	b.Get(path)
	var wg sync.WaitGroup
	for range 50 {
		wg.Go(func() {
			resp, err := s.App.Test(b.Request(http.MethodPost, path, webtest.Values("a1", "yes", "comment-alpha", "Gut")), -1)
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
	if got := s.Total(round.ID); got != 1 {
		t.Errorf("got %d answers, want 1", got)
	}
	if got := s.Answers(round.ID); len(got) != 1 || strings.Contains(s.Dump(), "Gut") {
		t.Errorf("got %d answers, want one, with its comment sealed", len(got))
	}
}

func TestWholeCompanyBehindOneAddressIsUndisturbed(t *testing.T) {
	s := webtest.New(t)
	round, path := s.TinyRound()
	var wg sync.WaitGroup
	for range 200 {
		wg.Go(func() {
			for _, step := range []struct {
				method string
				form   url.Values
				status int
			}{{http.MethodGet, nil, http.StatusOK}, {http.MethodPost, webtest.Values("a1", "yes"), http.StatusOK}} { // without cookies thanks come at once
				resp, err := s.App.Test(s.Browser().Request(step.method, path, step.form), -1)
				if err != nil || resp.StatusCode != step.status {
					t.Errorf("got %v, %v, want %d", resp, err, step.status)
				}
			}
		})
	}
	wg.Wait()
	if got := s.Total(round.ID); got != 200 {
		t.Errorf("got %d answers, want 200", got)
	}
}

func TestWhoAnsweredIsAskedBeforeAnsweringAgain(t *testing.T) {
	s := webtest.New(t)
	round, path := s.TinyRound()
	b := s.Browser()
	b.Post(path, webtest.Values("a1", "yes"))
	p := b.Get(path).Want(http.StatusOK).Count("input[type=radio]", 0)
	p.One(`a[href="` + path + `/danke"]`)
	if got := p.One(`form[method=post]`).AttrOr("action", ""); got != path+"/neu" {
		t.Fatalf("got action %q, want %s/neu", got, path)
	}
	s.Unchanged("asking for another form", func() { b.Post(path+"/neu", webtest.Values()).Goes(path) })
	b.Get(path + "/danke").Want(http.StatusNotFound).Silent("Quittung:")
	b.Get(path).Want(http.StatusOK).Count("input[type=radio]", 8)
	b.Post(path, webtest.Values("a1", "no")).Goes(path + "/danke")
	if got := s.Total(round.ID); got != 2 {
		t.Errorf("got %d answers, want those of two people", got)
	}
}

func TestSharedTabletLeavesNothing(t *testing.T) {
	s := webtest.New(t)
	round, path := s.TinyRound()
	b := s.Browser()
	for i := range 3 {
		p := b.Get(path+"?tablet=1").Want(http.StatusOK).Count("input[type=radio]", 8)
		b.Get(path + "/danke").Want(http.StatusNotFound)
		b.Post(path, p.Fill("form.questionnaire", "a1", "yes")).Goes(path + "/danke?tablet=1")
		end := b.Get(path + "/danke?tablet=1").Want(http.StatusOK)
		b.Post(path+"/neu", end.Fill(`form[action="`+path+`/neu"]`)).Goes(path + "?tablet=1")
		b.Get(path + "/danke?tablet=1").Want(http.StatusNotFound)
		if got := s.Total(round.ID); got != i+1 {
			t.Errorf("got %d answers, want %d", got, i+1)
		}
	}
}

func TestThanksShowsTheOwnProfileOnly(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	o := s.Open(c, webtest.Full, webtest.OneLink)
	path := "/s/" + string(o.Links[0].Code)
	s.Browser().Get(path + "/danke").Want(http.StatusNotFound)
	q, _ := webtest.Library(t).Get(webtest.Full)
	form := webtest.Values("perspective", "staff")
	for i, it := range q.Items() {
		scale, _ := q.Scale(it.Scale)
		form.Set(it.ID, scale.Points[i%5].ID)
	}
	b := s.Browser()
	b.Post(path, form).Goes(path + "/danke")
	p := b.Get(path+"/danke").Want(http.StatusOK).Count("svg[role=img]", 1)
	for _, f := range q.Fields {
		p.Says(f.Title.In("de"))
	}
	if code, ok := kompass.ParseReceipt(webtest.Squeeze(p.One(".receipt .code").Text())); !ok {
		t.Errorf("got receipt %q, want one that can be typed", code)
	}
	s.Browser().Get(path + "/danke").Want(http.StatusNotFound)
}
