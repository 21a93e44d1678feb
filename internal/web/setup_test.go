package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
)

// setup goes through the steps of preparing a round with what is given to each and returns where opening leads.
func (b *browser) setup(companyID string, steps map[string]url.Values) string {
	b.Helper()
	path := "/app/companies/" + companyID + "/rounds"
	for step, form := range steps {
		form.Set("step", step)
		form.Set("shown", b.draft(companyID).Get("shown"))
		b.post(path+"/new", form).want(http.StatusSeeOther)
	}
	return b.post(path, b.draft(companyID)).want(http.StatusSeeOther).header.Get("Location")
}

func TestPreparingARoundBeginsWithWhatIsUsual(t *testing.T) {
	s := newSite(t)
	c, teams := s.company("Hotel Adler", "Empfang", "Küche")
	b := s.trainer()
	for step, want := range map[string]url.Values{
		"content": values("step", "content", "questionnaire", full, "title", "Frühjahr 2026"),
		"people":  values("step", "people", "team", teams[0].ID, "team", teams[1].ID, "perspectives", "all"),
		"mode":    values("step", "mode", "mode", "anonymous", "min-group", "5"),
		"access":  values("step", "access", "access", "each", "opens", "", "opens-time", "", "closes", "2026-03-16", "closes-time", ""),
	} {
		got := b.get("/app/companies/" + c.ID + "/rounds/new?step=" + step).want(http.StatusOK).fill("#setup")
		got.Del("shown")
		if got.Encode() != want.Encode() {
			t.Errorf("got\n%v, want\n%v", got, want)
		}
	}
	s.unchanged("looking", func() { b.get("/app/companies/" + c.ID + "/rounds/new?step=check").want(http.StatusOK).one("#setup") })
}

func TestPreparingARoundWarnsOfSmallCompanies(t *testing.T) {
	s := newSite(t)
	b := s.trainer()
	c, _ := s.company("Kleinstbetrieb")
	team := func(name string, heads int) {
		t.Helper()
		_, err := s.store.AddTeam(t.Context(), kompass.Unlimited("test"), kompass.Team{CompanyID: c.ID, Name: name, Heads: heads})
		s.must(err)
	}
	path := "/app/companies/" + c.ID + "/rounds/new?step=people"
	team("Werkstatt", 7)
	b.get(path).says("Die Firma hat 7 Personen")
	team("Verkauf", 12)
	b.get(path).says("Das Team „Werkstatt“ hat 7 Personen").silent("„Verkauf“ hat")
}

func TestAStepComesBackWithWhatIsWrongOnIt(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler", "Empfang", "Küche")
	b, path := s.trainer(), "/app/companies/"+c.ID+"/rounds/new"
	for name, test := range map[string]struct {
		form    url.Values
		targets string
	}{
		"no title":           {values("step", "content", "questionnaire", short, "title", " "), "#title"},
		"nothing at all":     {values("step", "content"), "#title #questionnaire"},
		"a small group":      {values("step", "mode", "mode", "anonymous", "min-group", "4"), "#min-group"},
		"a large group":      {values("step", "mode", "mode", "anonymous", "min-group", "51"), "#min-group"},
		"no number":          {values("step", "mode", "mode", "anonymous", "min-group", "fünf"), "#min-group"},
		"unknown mode":       {values("step", "mode", "mode", "secret", "min-group", "5"), "#mode"},
		"no day":             {values("step", "access", "access", "each", "opens", "1.4.2026"), "#opens"},
		"an impossible day":  {values("step", "access", "access", "each", "closes", "2026-02-30"), "#closes"},
		"ends before":        {values("step", "access", "access", "each", "opens", "2026-04-01", "closes", "2026-03-20"), "#closes"},
		"ends in the past":   {values("step", "access", "access", "each", "closes", "2026-02-01"), "#closes"},
		"a skipped hour":     {values("step", "access", "access", "each", "opens", "2026-03-29", "opens-time", "02:30"), "#opens"},
		"everything wrong":   {values("step", "access", "access", "sms", "opens", "x", "closes", "y"), "#access #opens #closes"},
		"a team of nobody's": {values("step", "people", "team", "unknown"), "#team"},
	} {
		t.Run(name, func(t *testing.T) {
			s := s.in(t)
			s.unchanged(name, func() {
				p := (&browser{site: s, cookies: b.cookies, header: http.Header{}}).post(path, test.form).want(http.StatusUnprocessableEntity)
				var got []string
				p.doc.Find(".error-summary a").Each(func(_ int, a *goquery.Selection) { got = append(got, a.AttrOr("href", "")) })
				if strings.Join(got, " ") != test.targets {
					t.Errorf("got summary to %q, want %q", got, test.targets)
				}
				for _, target := range got {
					p.one(`[id="` + target[1:] + `"]`)
				}
				back := p.fill("#setup")
				for _, input := range []string{"title", "min-group", "opens", "closes"} {
					if test.form.Has(input) && back.Get(input) != test.form.Get(input) {
						t.Errorf("got %s %q back, want %q", input, back.Get(input), test.form.Get(input))
					}
				}
			})
		})
	}
}

func TestARoundIsOpenedAsItWasPrepared(t *testing.T) {
	s := newSite(t)
	c, teams := s.company("Hotel Adler", "Empfang", "Küche")
	b := s.trainer()
	where := b.setup(c.ID, map[string]url.Values{
		"content": values("questionnaire", short, "title", "Herbst", "k", "1", "status", "released", "company_id", "x"),
		"people":  values("team", teams[1].ID, "perspectives", "all"),
		"mode":    values("mode", "anonymous", "min-group", "6"),
		"access":  values("access", "each", "opens", "2026-04-01", "closes", "2026-04-10"),
	})
	round, err := s.store.Round(t.Context(), kompass.Everything, strings.TrimPrefix(where, "/app/rounds/"))
	s.must(err)
	if round.K != 6 || round.CompanyID != c.ID || len(round.TeamIDs) != 1 || round.TeamIDs[0] != teams[1].ID || len(round.Perspectives) != 2 ||
		round.State != kompass.StateOpen {
		t.Errorf("got %+v", round)
	}
	berlin := func(raw string) time.Time {
		day, err := time.Parse(time.RFC3339, raw)
		s.must(err)
		return day
	}
	if !round.OpensAt.Equal(berlin("2026-04-01T00:00:00+02:00")) || !round.ClosesAt.Equal(berlin("2026-04-11T00:00:00+02:00")) {
		t.Errorf("got %v to %v, want whole days in Berlin, the last included", round.OpensAt, round.ClosesAt)
	}
	open := b.setup(c.ID, map[string]url.Values{
		"content": values("questionnaire", tiny, "title", "Winter"), "mode": values("mode", "open"), "access": values("access", "one"),
	})
	b.get(open).want(http.StatusOK).count(".link-row", 1)
}

func TestOpeningTwiceOpensOneRound(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler")
	b, path := s.trainer(), "/app/companies/"+c.ID+"/rounds"
	s.unchanged("opening without a draft", func() { b.post(path, url.Values{}).goes("/app/companies/" + c.ID) })
	b.post(path+"/new", b.draft(c.ID, "step", "content", "go", "check", "questionnaire", tiny, "title", "Herbst")).goes(path + "/new?step=check")
	first := b.post(path, b.draft(c.ID)).want(http.StatusSeeOther).header.Get("Location")
	s.unchanged("opening again", func() { b.post(path, url.Values{}).goes(first) })
}

func TestADraftIsLeftResumedAndThrownAway(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler", "Empfang")
	b, path := s.trainer(), "/app/companies/"+c.ID+"/rounds/new"
	b.post(path, b.draft(c.ID, "step", "mode", "go", "back", "mode", "anonymous", "min-group", "vier")).goes(path + "?step=people")
	if got := b.get(path + "?step=mode").fill("#setup").Get("min-group"); got != "vier" {
		t.Errorf("got %q back, want what was typed", got)
	}
	p := b.get(path + "?step=check").want(http.StatusOK)
	if got := href(p, ".error-summary a"); got != path+"?step=mode#min-group" {
		t.Errorf("got %q, want the way to what is wrong", got)
	}
	b.post("/app/companies/"+c.ID+"/rounds", b.draft(c.ID)).want(http.StatusUnprocessableEntity)
	b.get(path).says("Hier liegt ein Entwurf")
	b.post(path, b.draft(c.ID, "go", "discard")).goes("/app/companies/" + c.ID)
	if got := b.get(path + "?step=mode").fill("#setup").Get("min-group"); got != "5" {
		t.Errorf("got %q, want the usual again", got)
	}
}

func TestTheStatementIsWrittenAsParticipantsReadIt(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler", "Empfang")
	b, path := s.trainer(), "/app/companies/"+c.ID+"/rounds"
	b.post(path+"/new", b.draft(c.ID, "step", "mode", "go", "stay", "mode", "anonymous", "min-group", "8")).goes(path + "/new?step=mode")
	promised := squeeze(b.get(path + "/new?step=mode").one("[data-statement] dl").Text())
	where := b.post(path, b.draft(c.ID)).want(http.StatusSeeOther).header.Get("Location")
	code := b.get(where).doc.Find(".link-row .code").First().Text()
	told := squeeze(s.browser().get("/s/" + code).want(http.StatusOK).doc.Find("#start dl.facts").Last().Text())
	if promised != told || !strings.Contains(told, "8") {
		t.Errorf("promised\n%s, told\n%s", promised, told)
	}
}

func TestTheLastRoundIsTakenOver(t *testing.T) {
	s := newSite(t)
	c, teams := s.company("Hotel Adler", "Empfang", "Küche")
	s.open(c, short, func(p *rounds.Plan) { p.TeamIDs, p.K, p.OneLink = []string{teams[1].ID}, 7, true }, withEnd(10*24*time.Hour))
	b, path := s.trainer(), "/app/companies/"+c.ID+"/rounds/new"
	b.get(path).says("Frühjahr")
	b.post(path, b.draft(c.ID, "go", "last")).goes(path + "?step=check")
	for step, want := range map[string]url.Values{
		"content": values("step", "content", "questionnaire", short, "title", "Frühjahr 2026"),
		"people":  values("step", "people", "team", teams[1].ID, "perspectives", "all"),
		"mode":    values("step", "mode", "mode", "anonymous", "min-group", "7"),
		"access":  values("step", "access", "access", "one", "opens", "", "opens-time", "", "closes", "2026-03-12", "closes-time", ""),
	} {
		got := b.get(path + "?step=" + step).fill("#setup")
		got.Del("shown")
		if got.Encode() != want.Encode() {
			t.Errorf("got\n%v, want\n%v", got, want)
		}
	}
}
