package web_test

import (
	"net/http"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
)

func (s *site) teamNames(companyID string) string {
	s.Helper()
	teams, err := s.store.Teams(s.Context(), kompass.Everything, companyID)
	s.must(err)
	out := ""
	for _, t := range teams {
		out += t.Name + " " + string(rune('0'+t.Heads/10)) + string(rune('0'+t.Heads%10)) + ";"
	}
	return out
}

func TestTeamsAreRenamedMergedAndArchived(t *testing.T) {
	s := newSite(t)
	c, teams := s.company("Hotel Adler", "Empfang", "Küche", "Bar")
	b, path := s.trainer(), "/app/companies/"+c.ID+"/teams"
	row := func(team kompass.Team) string { return path + "/" + team.ID }
	want := func(names string) {
		t.Helper()
		if got := s.teamNames(c.ID); got != names {
			t.Errorf("got teams %q, want %q", got, names)
		}
	}
	form := b.get(path).want(http.StatusOK).says("beginnt eine neue Reihe, außer Sie verbinden").fill(`form[action="`+row(teams[0])+`"]`, "name", "Rezeption", "size", "8")
	b.post(row(teams[0]), form).goes(path)
	want("Rezeption 08;Küche 12;Bar 12;")
	b.get(path).says("8 Personen sind wenige")
	for field, bad := range map[string]string{"name": "Küche", "size": "0"} {
		s.unchanged(field, func() {
			form := b.get(path).fill(`form[action="`+row(teams[0])+`"]`, "name", "Empfang", "size", "9")
			form.Set(field, bad)
			p := b.post(row(teams[0]), form).want(http.StatusUnprocessableEntity)
			id := "#" + field + "-" + teams[0].ID
			if p.one(id+"[aria-invalid=true]").AttrOr("value", "") != bad || href(p, ".error-summary a") != id {
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
		s.unchanged(name, func() {
			p := b.post(path+"/merge", values(test.pairs...)).want(http.StatusUnprocessableEntity)
			p.one(`input[name=merge][value="` + teams[0].ID + `"][checked]`)
			if href(p, ".error-summary a") != test.target {
				t.Errorf("%s: got summary to %q", name, href(p, ".error-summary a"))
			}
		})
	}
	b.post(path+"/merge", values("merge", teams[0].ID, "merge", teams[2].ID, "merged", "Service")).goes(path)
	want("Küche 12;Service 20;")
	p := b.get(path).says("aufgegangen in „Service“").count(`form[action$="/restore"]`, 2)
	b.get("/app/companies/"+c.ID).count("section[aria-labelledby=teams] tbody tr", 2)
	if got := b.get("/app/companies/" + c.ID + "/rounds/new?step=people").doc.Find(`input[name=team]`).Length(); got != 2 {
		t.Errorf("got %d teams to ask, want the archived ones left out", got)
	}
	s.unchanged("not sure", func() { b.post(row(teams[1])+"/archive", values()).goes(path) })
	b.post(row(teams[1])+"/archive", values("sure", "yes")).goes(path)
	want("Service 20;")
	s.unchanged("archived twice", func() { b.post(row(teams[1])+"/archive", values("sure", "yes")).want(http.StatusConflict) })
	b.post(p.one(`form[action*="`+teams[0].ID+`"][action$="/restore"]`).AttrOr("action", ""), values("sure", "yes")).goes(path)
	want("Rezeption 08;Service 20;")
}

func TestATeamThatIsAskedStaysAGroup(t *testing.T) {
	s := newSite(t)
	c, teams := s.company("Hotel Adler", "Empfang", "Küche", "Bar")
	o := s.open(c, tiny, func(p *rounds.Plan) { p.TeamIDs = []string{teams[0].ID} })
	b, path := s.trainer(), "/app/companies/"+c.ID+"/teams"
	p := b.get(path).says("erst, wenn die Runde geschlossen ist")
	p.count(`[formaction="`+path+"/"+teams[0].ID+`/archive"]`, 0).count(`input[name=merge]`, 2)
	s.unchanged("merging", func() {
		p := b.post(path+"/merge", values("merge", teams[0].ID, "merge", teams[1].ID, "merged", "Alle")).want(http.StatusUnprocessableEntity)
		if href(p, ".error-summary a") != "#merge" {
			t.Error("the choice is not at fault")
		}
	})
	s.unchanged("archiving", func() { b.post(path+"/"+teams[0].ID+"/archive", values("sure", "yes")).want(http.StatusConflict) })
	b.post(path+"/"+teams[0].ID, p.fill(`form[action="`+path+"/"+teams[0].ID+`"]`, "name", "Rezeption", "size", "13")).goes(path)
	b.get("/app/rounds/" + o.Round.ID).says("Rezeption")
	for range 5 {
		s.browser().post("/s/"+string(o.Links[0].Code), values("a1", "yes", "b1", "yes", "c1", "yes", "c2", "yes")).want(http.StatusSeeOther)
	}
	s.close(o.Round.ID)
	b.post(path+"/merge", values("merge", teams[0].ID, "merge", teams[1].ID, "merged", "Alle")).goes(path)
	b.get("/app/rounds/" + o.Round.ID).want(http.StatusOK).says("Rezeption")
}

func TestTeamsOfAnotherCompanyAreNotFound(t *testing.T) {
	s := newSite(t)
	c, mine := s.company("Hotel Adler", "Empfang")
	_, foreign := s.company("Discounter Blitz", "Kasse")
	b, path := s.trainer(), "/app/companies/"+c.ID+"/teams"
	s.unchanged("a mixed pair", func() {
		b.post(path+"/"+foreign[0].ID, values("name", "x", "size", "3")).want(http.StatusNotFound)
		b.post(path+"/"+foreign[0].ID, values("name", "", "size", "3")).want(http.StatusNotFound)
		b.post(path+"/"+foreign[0].ID+"/archive", values("sure", "yes")).want(http.StatusNotFound)
		b.post(path+"/"+foreign[0].ID+"/restore", values("sure", "yes")).want(http.StatusNotFound)
		b.post(path+"/merge", values("merge", mine[0].ID, "merge", foreign[0].ID, "merged", "x")).want(http.StatusNotFound)
	})
}
