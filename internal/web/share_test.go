package web_test

import (
	"net/http"
	"strings"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/web/webtest"
)

const shareForm = "form#share"

// answered is a released round of two teams with its shared link and its desk, and the trainer there.
func answered(t *testing.T) (s *webtest.Site, c kompass.Company, o rounds.Opened, desk string, boss *webtest.Browser) {
	s = webtest.New(t)
	c, _ = s.Company("Hotel Adler", "Empfang", "Küche")
	o = s.Open(c, webtest.Full, func(p *rounds.Plan) { p.Title, p.AskPerspectives = "Frühjahr", false })
	for i, link := range o.Links {
		praise(s, link, 12-i)
	}
	s.CloseRound(o.Round.ID)
	return s, c, o, "/app/rounds/" + o.Round.ID + "/share", s.Trainer()
}

// praise has n people give the highest answer to everything.
func praise(s *webtest.Site, link kompass.Link, n int) {
	s.Helper()
	q, _ := webtest.Library(s).Get(webtest.Full)
	form := webtest.Values()
	for _, it := range q.Items() {
		scale, _ := q.Scale(it.Scale)
		form.Set(it.ID, scale.Points[len(scale.Points)-1].ID)
	}
	for range n {
		s.Browser().Post("/s/"+string(link.Code), form).Want(http.StatusSeeOther)
	}
}

func TestAResultIsSharedAtTheLinkPeopleAnsweredBy(t *testing.T) {
	s, _, o, desk, boss := answered(t)
	link := "/s/" + string(o.Links[0].Code)
	guest := s.Browser()
	guest.Get(link).Want(http.StatusGone)
	boss.Get(desk).Want(http.StatusOK).Says("sobald das Ergebnis freigegeben ist").Count("button[name=state]", 0)
	s.Unchanged("sharing before the release", func() {
		boss.Post(desk+"/state", webtest.Values("state", "on")).Want(http.StatusConflict)
	})
	s.Release(o.Round.ID)
	guest.Get(link).Want(http.StatusGone)
	boss.Post(desk+"/state", webtest.Values("state", "on")).Goes(desk)
	guest.Get(link).Want(http.StatusOK).Says("Was daraus wurde").Says("23 Fragebögen, eingeladen waren 24 Personen.").Count("table[data-whole] tbody tr", 4).
		Count(".shared-strengths li", 3).Count(".wide-only svg", 1)
	guest.Get(link + "?lang=en").Want(http.StatusOK).Says("What became of it")
	own := boss.Get(desk).Want(http.StatusOK).Href(".copy a")
	guest.Get(strings.TrimPrefix(own, "http://kompass.test")).Want(http.StatusOK).Says("Was daraus wurde")
	for _, address := range []string{link, link + "/danke", link + "/schaetzen"} {
		s.Unchanged("a form for "+address, func() { guest.Post(address, webtest.Values("k-e-1", "always")).Want(http.StatusGone) })
	}
	guest.Get(link + "/danke").Want(http.StatusGone)
	boss.Post(desk+"/state", webtest.Values("state", "off")).Goes(desk)
	guest.Get(link).Want(http.StatusGone)
	guest.Get(strings.TrimPrefix(own, "http://kompass.test")).Want(http.StatusGone)
}

func TestVisitorsOfASharedResultLeaveNothing(t *testing.T) {
	s, _, o, desk, boss := answered(t)
	s.Release(o.Round.ID)
	boss.Post(desk+"/state", webtest.Values("state", "on")).Goes(desk)
	link := "/s/" + string(o.Links[0].Code)
	logged := s.Logged.String()
	s.Unchanged("visits", func() {
		guest := s.Browser()
		page := guest.Get(link + "?lang=en").Want(http.StatusOK)
		for name, want := range map[string]string{"Set-Cookie": "", "Cache-Control": "public, no-cache", "Vary": "Accept-Language, Accept-Encoding"} {
			if got := page.Header.Get(name); got != want {
				t.Errorf("%s: got %q, want %q", name, got, want)
			}
		}
		again := guest.Request(http.MethodGet, link+"?lang=en", nil)
		again.Header.Set("If-None-Match", page.Header.Get("ETag"))
		if p := guest.Send(again).Want(http.StatusNotModified); p.Body != "" || p.Header.Get("Set-Cookie") != "" {
			t.Errorf("got %q and cookie %q for whoever has the page", p.Body, p.Header.Get("Set-Cookie"))
		}
		guest.Cookies["kompass-lang"] = "en"
		guest.Get(link).Want(http.StatusOK).Says("Was daraus wurde")
	})
	if got := s.Logged.String(); got != logged {
		t.Errorf("visits are logged: %s", strings.TrimPrefix(got, logged))
	}
	boss.Post(desk, boss.Get(desk).Fill(shareForm, "thanks-de", "Danke!")).Want(http.StatusSeeOther)
	stale := s.Browser().Request(http.MethodGet, link, nil)
	stale.Header.Set("If-None-Match", s.Browser().Get(link+"?lang=en").Header.Get("ETag"))
	s.Browser().Send(stale).Want(http.StatusOK).Says("Danke!")
}

func TestOnlyNumbersOfTheWholeAreShared(t *testing.T) {
	s := webtest.New(t)
	c, teams := s.Company("Hotel Adler", "Empfang", "Geheimküche")
	o := s.Open(c, webtest.Full, func(p *rounds.Plan) { p.Title = "Frühjahr" })
	for _, link := range o.Links {
		s.Fill(link, 6, "comment-people", "Geheimer Kommentar")
	}
	s.CloseRound(o.Round.ID)
	s.Release(o.Round.ID)
	m := s.Measure(o.Round.ID, "Gäste fragen", func(m *kompass.Measure) {
		m.List, m.TeamID, m.Who, m.Note = kompass.TeamList, teams[1].ID, "Geheimrat", "Geheime Notiz"
	})
	s.Measure(o.Round.ID, "Geheime Maßnahme")
	desk, boss := "/app/rounds/"+o.Round.ID+"/share", s.Trainer()
	boss.Post(desk, boss.Get(desk).Want(http.StatusOK).Fill(shareForm, "measure", m.ID)).Want(http.StatusSeeOther)
	boss.Post(desk+"/state", webtest.Values("state", "on")).Goes(desk)
	page := s.Browser().Get("/s/" + string(o.Links[0].Code)).Want(http.StatusOK)
	page.Says("Gäste fragen").Says("vereinbart, bis 30. Juni 2026").Says("n = 24").Silent("n = 12")
	for _, secret := range []string{"Geheim", "Empfang", "Führungskräfte", `href="/app`, teams[0].ID, o.Round.ID} {
		page.Silent(secret)
	}
	s.Exec("UPDATE measures SET state = 'done' WHERE id = ?", m.ID)
	s.Browser().Get("/s/" + string(o.Links[0].Code)).Says("erledigt")
}

func TestThePreviewIsWhatVisitorsSee(t *testing.T) {
	s, _, o, desk, boss := answered(t)
	s.Release(o.Round.ID)
	m := s.Measure(o.Round.ID, "Gäste fragen")
	typed := boss.Get(desk).Fill(shareForm, "measure", m.ID, "thanks-de", "Danke an alle!", "theme-0-de", "Licht", "reply-0-de", "Es kommt im Mai.\n\nVersprochen.")
	typed["part"] = []string{"headline", "compass"}
	shown := func(p webtest.Page) string { return webtest.Squeeze(p.One("article.shared").Text()) }
	var preview webtest.Page
	s.Unchanged("a preview", func() {
		typed.Set("do", "preview")
		preview = boss.Post(desk, typed).Want(http.StatusOK)
	})
	preview.Says("Danke an alle!").Count(".shared-strengths", 0)
	boss.Post(desk, preview.Fill(shareForm, "do", "save")).Want(http.StatusSeeOther)
	boss.Post(desk+"/state", webtest.Values("state", "on")).Goes(desk)
	visited := s.Browser().Get("/s/" + string(o.Links[0].Code)).Want(http.StatusOK)
	if got, want := shown(visited), shown(preview); got != want {
		t.Errorf("visitors see\n%s\nthe preview had\n%s", got, want)
	}
	s.Browser().Get("/s/"+string(o.Links[0].Code)+"?lang=en").Count(`.shared div[lang="de"]`, 2)
}

func TestAShareThatIsWrongComesBackAsItWasTyped(t *testing.T) {
	s, _, o, desk, boss := answered(t)
	s.Release(o.Round.ID)
	s.Unchanged("a mistake", func() {
		p := boss.Post(desk, boss.Get(desk).Fill(shareForm, "theme-0-de", "Licht", "thanks-de", strings.Repeat("x", kompass.MaxThanks+1))).
			Want(http.StatusUnprocessableEntity)
		p.Says("höchstens 1000 Zeichen").Says("Was ist die Antwort auf dieses Thema?").One(`input[value="Licht"]`)
		boss.Post(desk+"/state", webtest.Values("state", "perhaps")).Want(http.StatusBadRequest)
	})
}

func TestAShareOfTwoPeople(t *testing.T) {
	s, c, o, desk, a := answered(t)
	s.Release(o.Round.ID)
	m := s.Measure(o.Round.ID, "Gäste fragen")
	b := s.SignIn("a@example.org", kompass.Coordinator, c.ID)
	older := b.Get(desk).Want(http.StatusOK)
	first := a.Get(desk).Fill(shareForm, "thanks-de", "Danke von der Trainerin", "measure", m.ID)
	first["part"] = []string{"compass"}
	a.Post(desk, first).Want(http.StatusSeeOther)
	var clash webtest.Page
	s.Unchanged("an older page", func() {
		clash = b.Post(desk, older.Fill(shareForm, "thanks-de", "Danke aus der Firma")).Clash("trainerin@example.org")
	})
	clash.Says("Danke von der Trainerin").Says("Gäste fragen").One("textarea#thanks-de").Text()
	if got := clash.One("textarea#thanks-de").Text(); got != "Danke aus der Firma" {
		t.Errorf("got %q, want what was typed", got)
	}
	b.Post(desk, clash.Fill(shareForm)).Want(http.StatusSeeOther)
	got, err := s.Store.Sharing(t.Context(), kompass.Everything, o.Round.ID)
	if s.Must(err); got.Thanks["de"] != "Danke aus der Firma" || len(got.Parts) != 3 {
		t.Errorf("got %+v, want what was sent once more", got)
	}
}

func TestACoordinatorSharesAReleasedResultOfHerOwn(t *testing.T) {
	s, c, o, desk, _ := answered(t)
	other, _ := s.Company("Discounter Blitz")
	own, foreign := s.SignIn("a@example.org", kompass.Coordinator, c.ID), s.SignIn("b@example.org", kompass.Coordinator, other.ID)
	own.Get(desk).Want(http.StatusNotFound)
	s.Release(o.Round.ID)
	foreign.Get(desk).Want(http.StatusNotFound)
	foreign.Post(desk+"/state", webtest.Values("state", "on")).Want(http.StatusNotFound)
	own.Get("/app/rounds/" + o.Round.ID).One(`a[href="` + desk + `"]`)
	own.Post(desk+"/state", webtest.Values("state", "on")).Goes(desk)
	s.Browser().Get("/s/" + string(o.Links[0].Code)).Want(http.StatusOK)
}

func TestWhatIsWrittenForASharedResultIsText(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company(canary)
	o := s.Polled(c, 12, "yes", func(p *rounds.Plan) { p.Title = canary })
	s.CloseRound(o.Round.ID)
	s.Release(o.Round.ID)
	m := s.Measure(o.Round.ID, canary, func(m *kompass.Measure) { m.Aims = []kompass.Aim{{Field: "alpha"}} })
	desk, boss := "/app/rounds/"+o.Round.ID+"/share", s.Trainer()
	form := boss.Get(desk).Want(http.StatusOK).Fill(shareForm, "measure", m.ID, "thanks-de", canary, "theme-0-de", canary, "reply-0-de", canary)
	form.Set("do", "preview")
	wantShown(t, "the preview", boss.Post(desk, form).Want(http.StatusOK))
	form.Set("do", "save")
	boss.Post(desk, form).Want(http.StatusSeeOther)
	boss.Post(desk+"/state", webtest.Values("state", "on")).Goes(desk)
	p := s.Browser().Get("/s/" + string(o.Links[0].Code)).Want(http.StatusOK)
	wantShown(t, "the shared result", p)
	if n := strings.Count(p.Doc.Text(), canary); n < 6 {
		t.Errorf("the shared result shows %d of what was typed, want company, round, measure, thanks, theme and answer", n)
	}
}

func TestTheResultIsAnnouncedOnlyWhereItIsMeantTo(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	boss := s.Trainer()
	for announced, count := range map[bool]int{true: 1, false: 0} {
		o := s.Open(c, webtest.Tiny, func(p *rounds.Plan) { p.Announce, p.Heads = announced, 20 })
		guest, link := s.Browser(), "/s/"+string(o.Links[0].Code)
		guest.Post(link, webtest.Values("a1", "yes")).Goes(link + "/danke")
		thanks := guest.Get(link+"/danke").Want(http.StatusOK).Count("button[data-keep]", count)
		pack := boss.Get("/app/rounds/" + o.Round.ID + "/pack?part=posters").Want(http.StatusOK)
		if !announced {
			thanks.Silent("was daraus wurde")
			pack.Silent("Was daraus wurde")
			continue
		}
		thanks.Says("unter demselben Link und demselben QR-Code stehen, was daraus wurde")
		pack.Says("Was daraus wurde, soll später unter demselben Code stehen.")
		tablet := s.Browser()
		tablet.Post(link, webtest.Values("a1", "yes", "tablet", "1")).Goes(link + "/danke?tablet=1")
		tablet.Get(link+"/danke?tablet=1").Want(http.StatusOK).Count("button[data-keep]", 0)
	}
}

func TestARoundOfOneTimeCodesHasOneAddressForItsResult(t *testing.T) {
	s := webtest.New(t)
	c, teams := s.Company("Hotel Adler", "Empfang")
	o := s.Open(c, webtest.Tiny, func(p *rounds.Plan) { p.OnceCodes, p.Announce = true, true })
	boss, page := s.Trainer(), "/app/rounds/"+o.Round.ID
	sharing, err := s.Store.Sharing(t.Context(), kompass.Everything, o.Round.ID)
	s.Must(err)
	own := "http://kompass.test/s/" + string(sharing.Code)
	sheet := boss.Post(page+"/codes", boss.Get(page).Fill(`form[action$="/codes"]`, "codes-"+teams[0].ID+"-", "12")).Want(http.StatusOK)
	if got := len(sheet.Texts(".slip")); got != 12 || strings.Count(sheet.Doc.Find(".slips").Text(), own) != 12 {
		t.Errorf("%d slips name the address of the result %d times", got, strings.Count(sheet.Doc.Find(".slips").Text(), own))
	}
	boss.Get(page + "/pack?part=posters").Want(http.StatusOK).Says("Was daraus wurde").One(".poster-code")
	guest, result := s.Browser(), "/s/"+string(sharing.Code)
	s.Unchanged("the address of a result that there is not yet", func() {
		guest.Get(result).Want(http.StatusForbidden).Says("Hier steht noch nichts")
		guest.Post(result, webtest.Values("a1", "yes")).Want(http.StatusForbidden)
	})
	for i, code := range sheet.Texts(".slip .code") {
		b, link := s.Browser(), "/s/"+webtest.Squeeze(strings.NewReplacer(" ", "", "-", "").Replace(code))
		b.Post(link, webtest.Values("a1", "yes", "b1", "yes", "c1", "no", "c2", "no")).Goes(link + "/danke")
		if i == 0 {
			b.Get(link + "/danke").Want(http.StatusOK).One(`a[href="` + own + `"]`)
		}
	}
	s.CloseRound(o.Round.ID)
	s.Release(o.Round.ID)
	guest.Get(result).Want(http.StatusGone)
	boss.Post(page+"/share/state", webtest.Values("state", "on")).Goes(page + "/share")
	guest.Get(result).Want(http.StatusOK).Says("Was daraus wurde")
	guest.Post(result, webtest.Values("a1", "yes")).Want(http.StatusGone)
}

func TestTheAnnouncementIsChosenInTheSetUp(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang")
	boss, page := s.Trainer(), "/app/companies/"+c.ID+"/rounds/new"
	boss.Post(page, boss.Get(page+"?step=access").Fill("form#setup", "announce", "yes", "go", "check")).Want(http.StatusSeeOther)
	boss.Get(page + "?step=access").One("input[name=announce][checked]")
	boss.Get(page + "?step=check").Says("angekündigt").Silent("nicht angekündigt")
}

func TestDeletingACompanyDeletesWhatWasSharedOfIt(t *testing.T) {
	s, c, o, desk, boss := answered(t)
	s.Release(o.Round.ID)
	boss.Post(desk+"/state", webtest.Values("state", "on")).Goes(desk)
	link := "/s/" + string(o.Links[0].Code)
	s.Browser().Get(link).Want(http.StatusOK)
	boss.Post("/app/companies/"+c.ID+"/delete", webtest.Values("name", c.Name, "password", webtest.Password)).Want(http.StatusSeeOther)
	s.Browser().Get(link).Want(http.StatusNotFound)
	if dump := s.Dump(); strings.Contains(dump, "strengths") {
		t.Error("what was shared is still there")
	}
}
