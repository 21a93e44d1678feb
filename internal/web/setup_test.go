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
	"kompass/internal/web/webtest"
)

// setup goes through the steps of preparing a round with what is given to each and returns where opening leads.
func setup(b *webtest.Browser, companyID string, steps map[string]url.Values) string {
	b.Helper()
	path := "/app/companies/" + companyID + "/rounds"
	for step, form := range steps {
		form.Set("step", step)
		form.Set("shown", b.Draft(companyID).Get("shown"))
		b.Post(path+"/new", form).Want(http.StatusSeeOther)
	}
	return b.Post(path, b.Draft(companyID)).Want(http.StatusSeeOther).Header.Get("Location")
}

func TestPreparingARoundBeginsWithWhatIsUsual(t *testing.T) {
	s := webtest.New(t)
	c, teams := s.Company("Hotel Adler", "Empfang", "Küche")
	b := s.Trainer()
	for step, want := range map[string]url.Values{
		"content": webtest.Values("step", "content", "questionnaire", webtest.Full, "title", "Frühjahr 2026"),
		"people":  webtest.Values("step", "people", "team", teams[0].ID, "team", teams[1].ID, "perspectives", "all", "of", "leaders", "of", "staff", "heads-leaders", "", "heads-staff", ""),
		"mode":    webtest.Values("step", "mode", "mode", "anonymous", "min-group", "5", "key", "server"),
		"access":  webtest.Values("step", "access", "access", "each", "opens", "", "opens-time", "", "closes", "2026-03-16", "closes-time", ""),
	} {
		got := b.Get("/app/companies/" + c.ID + "/rounds/new?step=" + step).Want(http.StatusOK).Fill("#setup")
		got.Del("shown")
		if got.Encode() != want.Encode() {
			t.Errorf("got\n%v, want\n%v", got, want)
		}
	}
	s.Unchanged("looking", func() { b.Get("/app/companies/" + c.ID + "/rounds/new?step=check").Want(http.StatusOK).One("#setup") })
}

func TestPreparingARoundWarnsOfSmallCompanies(t *testing.T) {
	s := webtest.New(t)
	b := s.Trainer()
	c, _ := s.Company("Kleinstbetrieb")
	team := func(name string, heads int) {
		t.Helper()
		_, err := s.Store.AddTeam(t.Context(), kompass.Unlimited("test"), kompass.Team{CompanyID: c.ID, Name: name, Heads: heads})
		s.Must(err)
	}
	path := "/app/companies/" + c.ID + "/rounds/new?step=people"
	team("Werkstatt", 7)
	b.Get(path).Says("Die Firma hat 7 Personen")
	team("Verkauf", 12)
	b.Get(path).Says("Das Team „Werkstatt“ hat 7 Personen").Silent("„Verkauf“ hat")
}

func TestAStepComesBackWithWhatIsWrongOnIt(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang", "Küche")
	b, path := s.Trainer(), "/app/companies/"+c.ID+"/rounds/new"
	for name, test := range map[string]struct {
		form    url.Values
		targets string
	}{
		"no title":           {webtest.Values("step", "content", "questionnaire", webtest.Short, "title", " "), "#title"},
		"nothing at all":     {webtest.Values("step", "content"), "#title #questionnaire"},
		"a small group":      {webtest.Values("step", "mode", "mode", "anonymous", "min-group", "4"), "#min-group"},
		"a large group":      {webtest.Values("step", "mode", "mode", "anonymous", "min-group", "51"), "#min-group"},
		"no number":          {webtest.Values("step", "mode", "mode", "anonymous", "min-group", "fünf"), "#min-group"},
		"unknown mode":       {webtest.Values("step", "mode", "mode", "secret", "min-group", "5"), "#mode"},
		"no day":             {webtest.Values("step", "access", "access", "each", "opens", "1.4.2026"), "#opens"},
		"an impossible day":  {webtest.Values("step", "access", "access", "each", "closes", "2026-02-30"), "#closes"},
		"ends before":        {webtest.Values("step", "access", "access", "each", "opens", "2026-04-01", "closes", "2026-03-20"), "#closes"},
		"ends in the past":   {webtest.Values("step", "access", "access", "each", "closes", "2026-02-01"), "#closes"},
		"a skipped hour":     {webtest.Values("step", "access", "access", "each", "opens", "2026-03-29", "opens-time", "02:30"), "#opens"},
		"everything wrong":   {webtest.Values("step", "access", "access", "sms", "opens", "x", "closes", "y"), "#access #opens #closes"},
		"a team of nobody's": {webtest.Values("step", "people", "team", "unknown"), "#team"},
	} {
		t.Run(name, func(t *testing.T) {
			s := s.In(t)
			s.Unchanged(name, func() {
				p := (&webtest.Browser{Site: s, Cookies: b.Cookies, Header: http.Header{}}).Post(path, test.form).Want(http.StatusUnprocessableEntity)
				var got []string
				p.Doc.Find(".error-summary a").Each(func(_ int, a *goquery.Selection) { got = append(got, a.AttrOr("href", "")) })
				if strings.Join(got, " ") != test.targets {
					t.Errorf("got summary to %q, want %q", got, test.targets)
				}
				for _, target := range got {
					p.One(`[id="` + target[1:] + `"]`)
				}
				back := p.Fill("#setup")
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
	s := webtest.New(t)
	c, teams := s.Company("Hotel Adler", "Empfang", "Küche")
	b := s.Trainer()
	where := setup(b, c.ID, map[string]url.Values{
		"content": webtest.Values("questionnaire", webtest.Short, "title", "Herbst", "k", "1", "status", "released", "company_id", "x"),
		"people":  webtest.Values("team", teams[1].ID, "perspectives", "all"),
		"mode":    webtest.Values("mode", "anonymous", "min-group", "6"),
		"access":  webtest.Values("access", "each", "opens", "2026-04-01", "closes", "2026-04-10"),
	})
	round, err := s.Store.Round(t.Context(), kompass.Everything, strings.TrimPrefix(where, "/app/rounds/"))
	s.Must(err)
	if round.K != 6 || round.CompanyID != c.ID || len(round.TeamIDs) != 1 || round.TeamIDs[0] != teams[1].ID || len(round.Perspectives) != 2 ||
		round.State != kompass.StateOpen {
		t.Errorf("got %+v", round)
	}
	berlin := func(raw string) time.Time {
		day, err := time.Parse(time.RFC3339, raw)
		s.Must(err)
		return day
	}
	if !round.OpensAt.Equal(berlin("2026-04-01T00:00:00+02:00")) || !round.ClosesAt.Equal(berlin("2026-04-11T00:00:00+02:00")) {
		t.Errorf("got %v to %v, want whole days in Berlin, the last included", round.OpensAt, round.ClosesAt)
	}
	open := setup(b, c.ID, map[string]url.Values{
		"content": webtest.Values("questionnaire", webtest.Tiny, "title", "Winter"), "mode": webtest.Values("mode", "open"), "access": webtest.Values("access", "one"),
	})
	b.Get(open).Want(http.StatusOK).Count(".link-row", 1)
}

func TestACompanyWithoutTeamsIsAskedHowManyPeopleItHas(t *testing.T) {
	s := webtest.New(t)
	c, teams := s.Company("Hotel Adler", "Empfang")
	b, path := s.Trainer(), "/app/companies/"+c.ID+"/rounds"
	b.Get(path+"/new?step=people").Count(`input[name=heads]`, 0)
	form := []string{"step", "people", "go", "check", "perspectives", "all", "of", "leaders", "of", "staff"}
	refused := func(says string, more ...string) {
		t.Helper()
		b.Post(path+"/new", b.Draft(c.ID, append(form, more...)...)).Want(http.StatusUnprocessableEntity).Says(says)
	}
	refused("Bitte geben Sie an, wie viele Personen gefragt werden")
	refused("eine Zahl von 1 bis 100", "heads", "viele")
	refused("von 1 bis 20", "heads", "20", "heads-leaders", "21")
	refused("Zusammen sind das nur 19", "heads", "20", "heads-leaders", "4", "heads-staff", "15")
	b.Post(path+"/new", b.Draft(c.ID, append(form, "heads", "20", "heads-leaders", "4")...)).Goes(path + "/new?step=check")
	b.Get(path + "/new?step=check").Says("die Firma als Ganzes (20 Personen)").Says("Führungskräfte (höchstens 4)").Says("nicht für jede Sichtweise angegeben")
	opened := b.Post(path, b.Draft(c.ID)).Want(http.StatusSeeOther).Header.Get("Location")
	code := b.Get(opened).Says("von 20 Personen").Doc.Find(".link-row .code").First().Text()
	her := s.Browser()
	her.Get(her.Get("/s/" + code).Want(http.StatusOK).Href(`.choices a[href*=staff]`)).Want(http.StatusOK).Says("Eingeladen sind 20 Personen").Says("Führungskräfte: höchstens 4 in der ganzen Runde").Silent("Mitarbeitende: höchstens")
	b.Post(path+"/new", b.Draft(c.ID, append(form, "team", teams[0].ID)...)).Goes(path + "/new?step=check")
}

func TestOneLinkForEverybodyNamesHowManyEachTeamHad(t *testing.T) {
	s := webtest.New(t)
	c, teams := s.Company("Hotel Adler", "Empfang", "Küche")
	o := s.Open(c, webtest.Tiny, webtest.OneLink)
	fewer := teams[1]
	fewer.Heads = 8
	s.Must(s.Store.UpdateTeam(t.Context(), kompass.Unlimited("test"), fewer))
	her := s.Browser()
	her.Get(her.Get("/s/" + string(o.Links[0].Code)).Want(http.StatusOK).Href(`.choices a[href*="` + teams[1].ID + `"]`)).Want(http.StatusOK).
		Says("Eingeladen sind 24 Personen: Empfang 12, Küche 12")
	s.Trainer().Get("/app/rounds/" + o.Round.ID).Want(http.StatusOK).Says("von 24 Personen")
}

func TestOpeningTwiceOpensOneRound(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang")
	b, path := s.Trainer(), "/app/companies/"+c.ID+"/rounds"
	s.Unchanged("opening without a draft", func() { b.Post(path, url.Values{}).Goes("/app/companies/" + c.ID) })
	b.Post(path+"/new", b.Draft(c.ID, "step", "content", "go", "check", "questionnaire", webtest.Tiny, "title", "Herbst")).Goes(path + "/new?step=check")
	first := b.Post(path, b.Draft(c.ID)).Want(http.StatusSeeOther).Header.Get("Location")
	s.Unchanged("opening again", func() { b.Post(path, url.Values{}).Goes(first) })
}

func TestADraftIsLeftResumedAndThrownAway(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang")
	b, path := s.Trainer(), "/app/companies/"+c.ID+"/rounds/new"
	b.Post(path, b.Draft(c.ID, "step", "mode", "go", "back", "mode", "anonymous", "min-group", "vier")).Goes(path + "?step=people")
	if got := b.Get(path + "?step=mode").Fill("#setup").Get("min-group"); got != "vier" {
		t.Errorf("got %q back, want what was typed", got)
	}
	p := b.Get(path + "?step=check").Want(http.StatusOK)
	if got := p.Href(".error-summary a"); got != path+"?step=mode#min-group" {
		t.Errorf("got %q, want the way to what is wrong", got)
	}
	b.Post("/app/companies/"+c.ID+"/rounds", b.Draft(c.ID)).Want(http.StatusUnprocessableEntity)
	b.Get(path).Says("Hier liegt ein Entwurf")
	b.Post(path, b.Draft(c.ID, "go", "discard")).Goes("/app/companies/" + c.ID)
	if got := b.Get(path + "?step=mode").Fill("#setup").Get("min-group"); got != "5" {
		t.Errorf("got %q, want the usual again", got)
	}
}

func TestTheStatementIsWrittenAsParticipantsReadIt(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang")
	b, path := s.Trainer(), "/app/companies/"+c.ID+"/rounds"
	b.Post(path+"/new", b.Draft(c.ID, "step", "mode", "go", "stay", "mode", "anonymous", "min-group", "8")).Goes(path + "/new?step=mode")
	promised := webtest.Squeeze(b.Get(path + "/new?step=mode").One("[data-statement] dl").Text())
	where := b.Post(path, b.Draft(c.ID)).Want(http.StatusSeeOther).Header.Get("Location")
	code := b.Get(where).Doc.Find(".link-row .code").First().Text()
	start := s.Browser().Get("/s/" + code).Want(http.StatusOK).Says("gezeigt ab 8 Antworten")
	told := webtest.Squeeze(start.One("#start details dl.facts").Text())
	if promised != told || !strings.Contains(told, "8") {
		t.Errorf("promised\n%s, told\n%s", promised, told)
	}
}

func TestTheLastRoundIsTakenOver(t *testing.T) {
	s := webtest.New(t)
	c, teams := s.Company("Hotel Adler", "Empfang", "Küche")
	s.Open(c, webtest.Short, func(p *rounds.Plan) {
		p.TeamIDs, p.K, p.OneLink, p.Held, p.Holder = []string{teams[1].ID}, 7, true, true, kompass.HolderCouncil
		p.Of = map[string]int{"leaders": 4}
	}, webtest.WithEnd(10*24*time.Hour))
	b, path := s.Trainer(), "/app/companies/"+c.ID+"/rounds/new"
	b.Get(path).Says("Frühjahr")
	b.Post(path, b.Draft(c.ID, "go", "last")).Goes(path + "?step=check")
	for step, want := range map[string]url.Values{
		"content": webtest.Values("step", "content", "questionnaire", webtest.Short, "title", "Frühjahr 2026"),
		"people":  webtest.Values("step", "people", "team", teams[1].ID, "perspectives", "all", "of", "leaders", "of", "staff", "heads-leaders", "4", "heads-staff", ""),
		"mode":    webtest.Values("step", "mode", "mode", "anonymous", "min-group", "7", "key", "council"),
		"access":  webtest.Values("step", "access", "access", "one", "opens", "", "opens-time", "", "closes", "2026-03-12", "closes-time", ""),
	} {
		got := b.Get(path + "?step=" + step).Fill("#setup")
		got.Del("shown")
		if got.Encode() != want.Encode() {
			t.Errorf("got\n%v, want\n%v", got, want)
		}
	}
}
