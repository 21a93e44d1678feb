package participant_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/web/webtest"
)

func TestQuestionnaireIsOneDocumentWithEveryItem(t *testing.T) {
	s := webtest.New(t)
	c, teams := s.Company("Hotel Adler", "Empfang")
	link := s.Open(c, webtest.Full).Links[0]
	p := s.Browser().Get("/s/" + string(link.Code)).Want(http.StatusOK)
	q, _ := webtest.Library(t).Get(webtest.Full)
	radios := 0
	for _, it := range q.Items() {
		scale, _ := q.Scale(it.Scale)
		for _, v := range append(pointIDs(scale), scale.NA.ID) {
			p.One(`form input[type=radio][name="` + it.ID + `"][value="` + v + `"]`)
			radios++
		}
	}
	p.Count("input[type=radio]", radios).Count("[checked]", 0).Count("form[method=post]", 1)
	for _, f := range q.Fields {
		p.One(`textarea[name="comment-` + f.ID + `"]`)
	}
	if got, want := p.One("form.questionnaire").AttrOr("action", ""), "/s/"+string(link.Code); got != want {
		t.Errorf("got action %q, want %q", got, want)
	}
	p.Says(c.Name).Says(teams[0].Name).Says(webtest.Squeeze(q.Intro.In("de"))).Says("Frühjahr")
	p.Count("form.questionnaire input[type=hidden]", 0)
}

func pointIDs(s questionnaire.Scale) []string {
	var ids []string
	for _, p := range s.Points {
		ids = append(ids, p.ID)
	}
	return ids
}

func TestCodeIsReadAsPeopleTypeIt(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	const code = "A0B1C2D3"
	r := kompass.NewRound{
		Round: s.Open(c, webtest.Tiny).Round, Snapshot: webtest.Snapshot(t, webtest.Tiny), Links: []kompass.Link{{Code: code}},
	}
	r.Round.ID = ""
	_, _, err := s.Store.OpenRound(t.Context(), kompass.Unlimited("test"), r)
	s.Must(err)
	for _, typed := range []string{code, "a0b1c2d3", "A0B1-C2D3", "AOB1-C2D3", "aoblc2d3", "a0bi-c2d3", "%20A0B1%20C2D3%20"} {
		p := s.Browser().Get("/s/" + typed).Want(http.StatusOK)
		if got := p.One("form.questionnaire").AttrOr("action", ""); got != "/s/"+code {
			t.Errorf("%s: got action %q, want the code itself", typed, got)
		}
		b := s.Browser()
		b.Get("/s/" + typed)
		b.Post("/s/"+typed, webtest.Values("a1", "yes")).Goes("/s/" + code + "/danke")
		s.Browser().Get("/?code=" + typed).Goes("/s/" + code)
		s.Browser().Get("/" + typed).Goes("/s/" + code)
		s.Browser().Get("/" + typed + "?lang=en&team=x").Goes("/s/" + code + "?lang=en&team=x")
	}
}

// The letters of some addresses make a code: they stay what they are.
func TestACodeBehindTheHostHidesNoPage(t *testing.T) {
	s := webtest.New(t)
	for path, status := range map[string]int{
		"/passwort": http.StatusGone, "/methode": http.StatusOK, "/quittung": http.StatusOK, "/healthz": http.StatusOK, "/app": http.StatusSeeOther,
		"/favicon.ico": http.StatusNotFound, "/robots.txt": http.StatusNotFound, "/kurz": http.StatusNotFound, "/%00": http.StatusNotFound,
		"/zzzz-zzzz/danke": http.StatusNotFound,
	} {
		s.Browser().Get(path).Want(status)
	}
	s.Browser().Get("/zzzz-zzzz").Goes("/s/ZZZZZZZZ")
	s.Browser().Get("/s/ZZZZZZZZ").Want(http.StatusNotFound).Says("Diesen Code gibt es nicht")
}

// refusals are the codes that take no answers, each with its status.
func refusals(s *webtest.Site) map[string]int {
	c, _ := s.Company("Hotel Adler")
	planned := s.Open(c, webtest.Tiny, webtest.Later(time.Hour))
	ended := s.Open(c, webtest.Tiny, webtest.Later(-2*time.Hour))
	s.Empty(ended.Round.ID)
	return map[string]int{
		"ZZZZZZZZ": http.StatusNotFound, "kurz": http.StatusNotFound, "ZZZZ-ZZZU": http.StatusNotFound, "%00": http.StatusNotFound,
		string(planned.Links[0].Code): http.StatusForbidden,
		string(ended.Links[0].Code):   http.StatusGone,
	}
}

func TestCodesThatTakeNoAnswersSaySo(t *testing.T) {
	s := webtest.New(t)
	for code, status := range refusals(s) {
		s.Unchanged(code, func() {
			s.Browser().Get("/s/"+code).Want(status).Count("main h1", 1).Count("input", 0)
			s.Browser().Post("/s/"+code, webtest.Values("a1", "yes")).Want(status).Says("NICHT gespeichert")
			s.Browser().Post("/s/"+code, nil).Want(status)
			s.Browser().Get("/s/" + code + "/danke").Want(status)
		})
	}
}

func TestRoundEndsWithItsPeriod(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	o := s.Open(c, webtest.Tiny, webtest.WithEnd(time.Hour))
	path := "/s/" + string(o.Links[0].Code)
	b := s.Browser()
	b.Get(path).Want(http.StatusOK)
	b.Post(path, webtest.Values("a1", "yes")).Goes(path + "/danke")
	s.Clock.Advance(time.Hour)
	b.Get(path).Want(http.StatusGone)
	b.Get(path + "/danke").Want(http.StatusGone)
	s.Unchanged("a late answer", func() { b.Post(path, webtest.Values("a1", "no")).Want(http.StatusGone) })
	s.Empty(o.Round.ID)
	b.Get(path).Want(http.StatusGone)
}

func TestPlannedRoundSaysWhenItBegins(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	path := "/s/" + string(s.Open(c, webtest.Tiny, webtest.Later(48*time.Hour)).Links[0].Code)
	s.Browser().Get(path).Want(http.StatusForbidden).Says("4. März 2026")
	s.Clock.Advance(48 * time.Hour)
	s.Browser().Get(path).Want(http.StatusOK)
}

func TestOpenLinkAsksBeforeTheQuestionnaire(t *testing.T) {
	s := webtest.New(t)
	c, teams := s.Company("Hotel Adler", "Empfang", "Küche & Bar")
	link := s.Open(c, webtest.Short, webtest.OneLink).Links[0]
	path := "/s/" + string(link.Code)
	b := s.Browser()
	p := b.Get(path).Want(http.StatusOK).Count("input", 0).Count(".choices a", 4)
	p.Says("Küche & Bar")
	form := b.Get(p.Href("h2:last-of-type + .choices li:nth-child(1) a")).Want(http.StatusOK)
	for name, want := range map[string]string{"team": teams[1].ID, "perspective": "leaders"} {
		if got := form.One(`input[type=hidden][name="`+name+`"]`).AttrOr("value", ""); got != want {
			t.Errorf("got hidden %s %q, want %q", name, got, want)
		}
	}
	direct := b.Get(path + "?perspective=leaders&team=" + teams[1].ID).Want(http.StatusOK)
	if direct.Body != form.Body {
		t.Error("the order of the query changes the page")
	}
	b.Post(path, form.Fill("form.questionnaire", "k-e-2", "mostly")).Goes(path + "/danke")
	own := s.Answers(link.RoundID)
	if len(own) != 1 || own[0].TeamID != teams[1].ID || own[0].Perspective != "leaders" {
		t.Errorf("got %+v, want one answer of the team and perspective chosen", own)
	}
}

func TestCompanyWithoutTeamsAsksThePerspectiveAlone(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Einzelhandel Öz")
	path := "/s/" + string(s.Open(c, webtest.Short).Links[0].Code)
	p := s.Browser().Get(path).Want(http.StatusOK).Count(".choices a", 2)
	p.Doc.Find(".choices a").Each(func(_ int, a *goquery.Selection) {
		form := s.Browser().Get(a.AttrOr("href", "")).Want(http.StatusOK)
		form.One("input[type=hidden][name=perspective]")
		form.Count("input[type=hidden][name=team]", 0)
	})
}

func TestWhatALinkLeavesOpenMustBeOneOfWhatIsAsked(t *testing.T) {
	s := webtest.New(t)
	c, teams := s.Company("Hotel Adler", "Empfang", "Küche")
	_, foreign := s.Company("Discounter Blitz", "Kasse")
	o := s.Open(c, webtest.Short, webtest.OneLink)
	path := "/s/" + string(o.Links[0].Code)
	good := []string{"k-e-2", "mostly", "comment-people", "Bitte behalten"}
	for name, choice := range map[string][]string{
		"nothing": nil, "no perspective": {"team", teams[0].ID}, "no team": {"perspective", "staff"},
		"foreign team":        {"team", foreign[0].ID, "perspective", "staff"},
		"unknown perspective": {"team", teams[0].ID, "perspective", "owners"},
		"empty":               {"team", "", "perspective", ""},
		"an array":            {"team[]", teams[0].ID, "perspective[0]", "staff"},
		"other case":          {"Team", teams[0].ID, "perspective", "STAFF"},
	} {
		t.Run(name, func(t *testing.T) {
			s := s.In(t)
			s.Unchanged(name, func() {
				p := s.Browser().Post(path, webtest.Values(append(choice, good...)...)).Want(http.StatusUnprocessableEntity)
				p.One(`input[name="k-e-2"][value=mostly][checked]`)
				if got := p.One(`textarea[name="comment-people"]`).Text(); got != "Bitte behalten" {
					t.Errorf("got comment %q, want it kept", got)
				}
			})
			s.Browser().Get(path+"?"+webtest.Values(choice...).Encode()).Want(http.StatusOK).Count("input[type=radio]", 0)
		})
	}
	s.Browser().Post(path+"?team="+teams[0].ID+"&perspective=staff", webtest.Values(good...)).Want(http.StatusUnprocessableEntity)
}

func TestFixedLinkIgnoresHiddenTeamAndPerspective(t *testing.T) {
	s := webtest.New(t)
	c, teams := s.Company("Hotel Adler", "Empfang", "Küche")
	o := s.Open(c, webtest.Short)
	var link kompass.Link
	for _, l := range o.Links {
		if l.TeamID == teams[0].ID && l.Perspective == "staff" {
			link = l
		}
	}
	path := "/s/" + string(link.Code)
	s.Browser().Post(path+"?team="+teams[1].ID, webtest.Values("k-e-2", "mostly", "team", teams[1].ID, "perspective", "leaders")).Goes(path + "/danke")
	if got := s.Answers(o.Round.ID); len(got) != 1 || got[0].TeamID != teams[0].ID || got[0].Perspective != "staff" {
		t.Errorf("got %+v, want team and perspective of the link", got)
	}
}
