package web_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"kompass/internal/keys"
	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/urn"
)

func TestQuestionnaireIsOneDocumentWithEveryItem(t *testing.T) {
	s := newSite(t)
	c, teams := s.company("Hotel Adler", "Empfang")
	link := s.open(c, full).Links[0]
	p := s.browser().get("/s/" + string(link.Code)).want(http.StatusOK)
	q, _ := library(t).Get(full)
	radios := 0
	for _, it := range q.Items() {
		scale, _ := q.Scale(it.Scale)
		for _, v := range append(pointIDs(scale), scale.NA.ID) {
			p.one(`form input[type=radio][name="` + it.ID + `"][value="` + v + `"]`)
			radios++
		}
	}
	p.count("input[type=radio]", radios).count("[checked]", 0).count("form[method=post]", 1)
	for _, f := range q.Fields {
		p.one(`textarea[name="comment-` + f.ID + `"]`)
	}
	if got, want := p.one("form.questionnaire").AttrOr("action", ""), "/s/"+string(link.Code); got != want {
		t.Errorf("got action %q, want %q", got, want)
	}
	p.says(c.Name).says(teams[0].Name).says(squeeze(q.Intro.In("de"))).says("Frühjahr")
	p.count("form.questionnaire input[type=hidden]", 0)
}

func pointIDs(s questionnaire.Scale) []string {
	var ids []string
	for _, p := range s.Points {
		ids = append(ids, p.ID)
	}
	return ids
}

func TestCodeIsReadAsPeopleTypeIt(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler")
	const code = "A0B1C2D3"
	r := kompass.NewRound{
		Round: s.open(c, tiny).Round, Snapshot: snapshot(t, tiny), Links: []kompass.Link{{Code: code}},
	}
	r.Round.ID = ""
	_, _, err := s.store.OpenRound(t.Context(), kompass.Unlimited("test"), r)
	s.must(err)
	for _, typed := range []string{code, "a0b1c2d3", "A0B1-C2D3", "AOB1-C2D3", "aoblc2d3", "a0bi-c2d3", "%20A0B1%20C2D3%20"} {
		p := s.browser().get("/s/" + typed).want(http.StatusOK)
		if got := p.one("form.questionnaire").AttrOr("action", ""); got != "/s/"+code {
			t.Errorf("%s: got action %q, want the code itself", typed, got)
		}
		b := s.browser()
		b.get("/s/" + typed)
		b.post("/s/"+typed, values("a1", "yes")).goes("/s/" + code + "/danke")
		s.browser().get("/?code=" + typed).goes("/s/" + code)
	}
}

func snapshot(tb testing.TB, id string) []byte {
	tb.Helper()
	q, ok := library(tb).Get(id)
	if !ok {
		tb.Fatalf("no questionnaire %s", id)
	}
	data, err := q.EncodeJSON()
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

// refusals are the codes that take no answers, each with its status.
func refusals(s *site) map[string]int {
	c, _ := s.company("Hotel Adler")
	planned := s.open(c, tiny, later(time.Hour))
	ended := s.open(c, tiny, later(-2*time.Hour))
	s.empty(ended.Round.ID)
	return map[string]int{
		"ZZZZZZZZ": http.StatusNotFound, "kurz": http.StatusNotFound, "ZZZZ-ZZZU": http.StatusNotFound, "%00": http.StatusNotFound,
		string(planned.Links[0].Code): http.StatusForbidden,
		string(ended.Links[0].Code):   http.StatusGone,
	}
}

// empty closes a round that nobody answered.
func (s *site) empty(roundID string) {
	s.Helper()
	_, err := s.store.BeginClose(s.Context(), kompass.Unlimited("test"), roundID)
	s.must(err)
	s.must(s.store.FinishClose(s.Context(), "test", kompass.Closing{RoundID: roundID}))
}

func TestCodesThatTakeNoAnswersSaySo(t *testing.T) {
	s := newSite(t)
	for code, status := range refusals(s) {
		s.unchanged(code, func() {
			s.browser().get("/s/"+code).want(status).count("main h1", 1).count("input", 0)
			s.browser().post("/s/"+code, values("a1", "yes")).want(status).says("NICHT gespeichert")
			s.browser().post("/s/"+code, nil).want(status)
			s.browser().get("/s/" + code + "/danke").want(status)
		})
	}
}

func TestRoundEndsWithItsPeriod(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler")
	o := s.open(c, tiny, withEnd(time.Hour))
	path := "/s/" + string(o.Links[0].Code)
	b := s.browser()
	b.get(path).want(http.StatusOK)
	b.post(path, values("a1", "yes")).goes(path + "/danke")
	s.clock.Advance(time.Hour)
	b.get(path).want(http.StatusGone)
	b.get(path + "/danke").want(http.StatusGone)
	s.unchanged("a late answer", func() { b.post(path, values("a1", "no")).want(http.StatusGone) })
	s.empty(o.Round.ID)
	b.get(path).want(http.StatusGone)
}

func TestPlannedRoundSaysWhenItBegins(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler")
	path := "/s/" + string(s.open(c, tiny, later(48*time.Hour)).Links[0].Code)
	s.browser().get(path).want(http.StatusForbidden).says("4. März 2026")
	s.clock.Advance(48 * time.Hour)
	s.browser().get(path).want(http.StatusOK)
}

func TestOpenLinkAsksBeforeTheQuestionnaire(t *testing.T) {
	s := newSite(t)
	c, teams := s.company("Hotel Adler", "Empfang", "Küche & Bar")
	link := s.open(c, short, oneLink).Links[0]
	path := "/s/" + string(link.Code)
	b := s.browser()
	p := b.get(path).want(http.StatusOK).count("input", 0).count(".choices a", 4)
	p.says("Küche & Bar")
	form := b.get(href(p, "h2:last-of-type + .choices li:nth-child(1) a")).want(http.StatusOK)
	for name, want := range map[string]string{"team": teams[1].ID, "perspective": "leaders"} {
		if got := form.one(`input[type=hidden][name="`+name+`"]`).AttrOr("value", ""); got != want {
			t.Errorf("got hidden %s %q, want %q", name, got, want)
		}
	}
	direct := b.get(path + "?perspective=leaders&team=" + teams[1].ID).want(http.StatusOK)
	if direct.body != form.body {
		t.Error("the order of the query changes the page")
	}
	b.post(path, form.fill("form.questionnaire", "k-e-2", "mostly")).goes(path + "/danke")
	own := s.answers(link.RoundID)
	if len(own) != 1 || own[0].TeamID != teams[1].ID || own[0].Perspective != "leaders" {
		t.Errorf("got %+v, want one answer of the team and perspective chosen", own)
	}
}

func href(p page, selector string) string {
	p.Helper()
	return p.one(selector).AttrOr("href", "")
}

// answers reads a round's answers as closing does; the round takes no more.
func (s *site) answers(roundID string) []kompass.Response {
	s.Helper()
	var out []kompass.Response
	s.opened(roundID, func(r kompass.Response, c urn.Content) {
		r.Answers = c.Answers
		out = append(out, r)
	})
	return out
}

// contents ends a round and returns what lies in its envelopes.
func (s *site) contents(roundID string) []urn.Content {
	s.Helper()
	var out []urn.Content
	s.opened(roundID, func(_ kompass.Response, c urn.Content) { out = append(out, c) })
	return out
}

// opened ends a round and opens every answer, as they lie in the database.
func (s *site) opened(roundID string, each func(kompass.Response, urn.Content)) {
	s.Helper()
	_, err := s.store.BeginClose(s.Context(), kompass.Unlimited("test"), roundID)
	s.must(err)
	opener := s.opener(roundID)
	for r, err := range s.store.Responses(s.Context(), roundID) {
		s.must(err)
		c, err := opener.Open(urn.Place{Round: roundID, Team: r.TeamID, Perspective: r.Perspective}, urn.Envelope{ID: r.ID, Body: r.Answers})
		s.must(err)
		each(r, c)
	}
}

// opener opens the answers of a round with its key.
func (s *site) opener(roundID string) *urn.Opener {
	s.Helper()
	key, err := s.keys.Load(roundID, func(keys.File) bool { return true })
	s.must(err)
	u, err := key.Urn()
	s.must(err)
	stored, err := s.store.Epochs(s.Context(), roundID)
	s.must(err)
	var epochs []*urn.Epoch
	for _, e := range stored {
		opened, err := u.OpenEpoch(key.Seed, e.Enc, e.Proof)
		s.must(err)
		epochs = append(epochs, opened)
	}
	return urn.NewOpener(epochs)
}

func TestCompanyWithoutTeamsAsksThePerspectiveAlone(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Einzelhandel Öz")
	path := "/s/" + string(s.open(c, short).Links[0].Code)
	p := s.browser().get(path).want(http.StatusOK).count(".choices a", 2)
	p.doc.Find(".choices a").Each(func(_ int, a *goquery.Selection) {
		form := s.browser().get(a.AttrOr("href", "")).want(http.StatusOK)
		form.one("input[type=hidden][name=perspective]")
		form.count("input[type=hidden][name=team]", 0)
	})
}

func TestWhatALinkLeavesOpenMustBeOneOfWhatIsAsked(t *testing.T) {
	s := newSite(t)
	c, teams := s.company("Hotel Adler", "Empfang", "Küche")
	_, foreign := s.company("Discounter Blitz", "Kasse")
	o := s.open(c, short, oneLink)
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
			s := s.in(t)
			s.unchanged(name, func() {
				p := s.browser().post(path, values(append(choice, good...)...)).want(http.StatusUnprocessableEntity)
				p.one(`input[name="k-e-2"][value=mostly][checked]`)
				if got := p.one(`textarea[name="comment-people"]`).Text(); got != "Bitte behalten" {
					t.Errorf("got comment %q, want it kept", got)
				}
			})
			s.browser().get(path+"?"+values(choice...).Encode()).want(http.StatusOK).count("input[type=radio]", 0)
		})
	}
	s.browser().post(path+"?team="+teams[0].ID+"&perspective=staff", values(good...)).want(http.StatusUnprocessableEntity)
}

func TestFixedLinkIgnoresHiddenTeamAndPerspective(t *testing.T) {
	s := newSite(t)
	c, teams := s.company("Hotel Adler", "Empfang", "Küche")
	o := s.open(c, short)
	var link kompass.Link
	for _, l := range o.Links {
		if l.TeamID == teams[0].ID && l.Perspective == "staff" {
			link = l
		}
	}
	path := "/s/" + string(link.Code)
	s.browser().post(path+"?team="+teams[1].ID, values("k-e-2", "mostly", "team", teams[1].ID, "perspective", "leaders")).goes(path + "/danke")
	if got := s.answers(o.Round.ID); len(got) != 1 || got[0].TeamID != teams[0].ID || got[0].Perspective != "staff" {
		t.Errorf("got %+v, want team and perspective of the link", got)
	}
}
