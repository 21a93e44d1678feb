package web_test

import (
	"net/http"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/web/webtest"
)

func teamNames(s *webtest.Site, companyID string) string {
	s.Helper()
	teams, err := s.Store.Teams(s.Context(), kompass.Everything, companyID)
	s.Must(err)
	out := ""
	for _, t := range teams {
		out += t.Name + " " + string(rune('0'+t.Heads/10)) + string(rune('0'+t.Heads%10)) + ";"
	}
	return out
}

func TestTeamsAreRenamedMergedAndArchived(t *testing.T) {
	s := webtest.New(t)
	c, teams := s.Company("Hotel Adler", "Empfang", "Küche", "Bar")
	b, path := s.Trainer(), "/app/companies/"+c.ID+"/teams"
	row := func(team kompass.Team) string { return path + "/" + team.ID }
	want := func(names string) {
		t.Helper()
		if got := teamNames(s, c.ID); got != names {
			t.Errorf("got teams %q, want %q", got, names)
		}
	}
	form := b.Get(path).Want(http.StatusOK).Says("beginnt eine neue Reihe, außer Sie verbinden").Fill(`form[action="`+row(teams[0])+`"]`, "name", "Rezeption", "size", "8")
	b.Post(row(teams[0]), form).Goes(path)
	want("Rezeption 08;Küche 12;Bar 12;")
	b.Get(path).Says("8 Personen sind wenige")
	for field, bad := range map[string]string{"name": "Küche", "size": "0"} {
		s.Unchanged(field, func() {
			form := b.Get(path).Fill(`form[action="`+row(teams[0])+`"]`, "name", "Empfang", "size", "9")
			form.Set(field, bad)
			p := b.Post(row(teams[0]), form).Want(http.StatusUnprocessableEntity)
			id := "#" + field + "-" + teams[0].ID
			if p.One(id+"[aria-invalid=true]").AttrOr("value", "") != bad || p.Href(".error-summary a") != id {
				t.Errorf("%s: got another form back", field)
			}
		})
	}
	for name, test := range map[string]struct {
		pairs  []string
		target string
	}{
		"one team":     {[]string{"merge", teams[0].ID, "merged", "Service"}, "#merge"},
		"no name":      {[]string{"merge", teams[0].ID, "merge", teams[2].ID, "merged", " "}, "#merged"},
		"a name taken": {[]string{"merge", teams[0].ID, "merge", teams[2].ID, "merged", "Küche"}, "#merged"},
	} {
		s.Unchanged(name, func() {
			p := b.Post(path+"/merge", b.Seen(path, `form[action$="/merge"]`, webtest.Values(test.pairs...))).Want(http.StatusUnprocessableEntity)
			p.One(`input[name=merge][value="` + teams[0].ID + `"][checked]`)
			if p.Href(".error-summary a") != test.target {
				t.Errorf("%s: got summary to %q", name, p.Href(".error-summary a"))
			}
		})
	}
	b.Post(path+"/merge", b.Seen(path, `form[action$="/merge"]`, webtest.Values("merge", teams[0].ID, "merge", teams[2].ID, "merged", "Service"))).Goes(path)
	want("Küche 12;Service 20;")
	p := b.Get(path).Says("aufgegangen in „Service“").Count(`form[action$="/restore"]`, 2)
	b.Get("/app/companies/"+c.ID).Count("section[aria-labelledby=teams] tbody tr", 2)
	if got := b.Get("/app/companies/" + c.ID + "/rounds/new?step=people").Doc.Find(`input[name=team]`).Length(); got != 2 {
		t.Errorf("got %d teams to ask, want the archived ones left out", got)
	}
	s.Unchanged("not sure", func() { b.Post(row(teams[1])+"/archive", webtest.Values()).Goes(path) })
	b.Post(row(teams[1])+"/archive", b.Seen(path, `form[action="`+row(teams[1])+`"]`, webtest.Values("sure", "yes"))).Goes(path)
	want("Service 20;")
	s.Unchanged("archived twice", func() { b.Post(row(teams[1])+"/archive", webtest.Values("sure", "yes")).Goes(path) })
	back := `form[action*="` + teams[0].ID + `"][action$="/restore"]`
	b.Post(p.One(back).AttrOr("action", ""), p.Fill(back, "sure", "yes")).Goes(path)
	want("Rezeption 08;Service 20;")
}

func TestATeamThatIsAskedStaysAGroup(t *testing.T) {
	s := webtest.New(t)
	c, teams := s.Company("Hotel Adler", "Empfang", "Küche", "Bar")
	o := s.Open(c, webtest.Tiny, func(p *rounds.Plan) { p.TeamIDs = []string{teams[0].ID} })
	b, path := s.Trainer(), "/app/companies/"+c.ID+"/teams"
	p := b.Get(path).Says("erst, wenn die Runde geschlossen ist")
	p.Count(`[formaction="`+path+"/"+teams[0].ID+`/archive"]`, 0).Count(`input[name=merge]`, 2)
	s.Unchanged("merging", func() {
		p := b.Post(path+"/merge", b.Seen(path, `form[action$="/merge"]`, webtest.Values("merge", teams[0].ID, "merge", teams[1].ID, "merged", "Alle"))).Want(http.StatusUnprocessableEntity)
		if p.Href(".error-summary a") != "#merge" {
			t.Error("the choice is not at fault")
		}
	})
	s.Unchanged("archiving", func() {
		b.Post(path+"/"+teams[0].ID+"/archive", b.Seen(path, `form[action="`+path+"/"+teams[0].ID+`"]`, webtest.Values("sure", "yes"))).Want(http.StatusConflict)
	})
	b.Post(path+"/"+teams[0].ID, p.Fill(`form[action="`+path+"/"+teams[0].ID+`"]`, "name", "Rezeption", "size", "13")).Goes(path)
	b.Get("/app/rounds/" + o.Round.ID).Says("Rezeption")
	for range 5 {
		s.Browser().Post("/s/"+string(o.Links[0].Code), webtest.Values("a1", "yes", "b1", "yes", "c1", "yes", "c2", "yes")).Want(http.StatusSeeOther)
	}
	s.CloseRound(o.Round.ID)
	b.Post(path+"/merge", b.Seen(path, `form[action$="/merge"]`, webtest.Values("merge", teams[0].ID, "merge", teams[1].ID, "merged", "Alle"))).Goes(path)
	b.Get("/app/rounds/" + o.Round.ID).Want(http.StatusOK).Says("Rezeption")
}

func TestTeamsOfAnotherCompanyAreNotFound(t *testing.T) {
	s := webtest.New(t)
	c, mine := s.Company("Hotel Adler", "Empfang", "Bar")
	_, foreign := s.Company("Discounter Blitz", "Kasse")
	b, path := s.Trainer(), "/app/companies/"+c.ID+"/teams"
	s.Unchanged("a mixed pair", func() {
		b.Post(path+"/"+foreign[0].ID, webtest.Values("name", "x", "size", "3")).Want(http.StatusNotFound)
		b.Post(path+"/"+foreign[0].ID, webtest.Values("name", "", "size", "3")).Want(http.StatusNotFound)
		b.Post(path+"/"+foreign[0].ID+"/archive", webtest.Values("sure", "yes")).Want(http.StatusNotFound)
		b.Post(path+"/"+foreign[0].ID+"/restore", webtest.Values("sure", "yes")).Want(http.StatusNotFound)
		b.Post(path+"/merge", b.Seen(path, `form[action$="/merge"]`, webtest.Values("merge", mine[0].ID, "merge", foreign[0].ID, "merged", "x"))).Want(http.StatusNotFound)
	})
}
