package web_test

import (
	"context"
	"encoding/csv"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/sqlite/sqlitetest"
)

// measured is a released round of a company with two teams, who asks perspectives.
func (s *site) measured(name, title string) (kompass.Company, []kompass.Team, kompass.Round) {
	s.Helper()
	c, teams := s.company(name, "Empfang", "Küche")
	return c, teams, s.answered(c, title, true)
}

// answered is a round that everybody of a company has answered: ten people of the first team, nine of the second.
func (s *site) answered(c kompass.Company, title string, release bool) kompass.Round {
	s.Helper()
	o := s.open(c, full, func(p *rounds.Plan) { p.Title, p.AskPerspectives = title, false })
	for i, link := range o.Links {
		s.fill(link, 10-i)
	}
	s.close(o.Round.ID)
	if release {
		s.release(o.Round.ID)
	}
	return o.Round
}

// measure keeps one of the company list.
func (s *site) measure(roundID, what string, change ...func(*kompass.Measure)) kompass.Measure {
	s.Helper()
	m := kompass.Measure{RoundID: roundID, List: kompass.CompanyList, What: what, Who: "Leitung", Due: "2026-06-30",
		Aims: []kompass.Aim{{Field: "customers", Facet: "tools"}}, Agreed: "2026-03-02", State: kompass.MeasureAgreed}
	for _, f := range change {
		f(&m)
	}
	m, err := s.store.CreateMeasure(context.Background(), kompass.Unlimited(sqlitetest.Actor), m)
	s.must(err)
	return m
}

// measureForm finds the form of a measure.
const measureForm = "form:has(#what)"

// goodMeasure is a form that is accepted, with what change makes of it.
func goodMeasure(change ...string) url.Values {
	form := values("what", "Gäste zweimal am Tag fragen", "who", "Schichtleitung", "due", "2026-06-30", "list", "company", "aim", "customers/tools")
	for i := 0; i < len(change); i += 2 {
		form.Set(change[i], change[i+1])
	}
	return form
}

func TestAMeasureIsAgreedChangedDoneAndDeleted(t *testing.T) {
	s := newSite(t)
	c, teams, r := s.measured("Hotel Adler", "Frühjahr")
	for name, b := range map[string]*browser{"trainer": s.trainer(), "coordinator": s.signIn("a@example.org", kompass.Coordinator, c.ID)} {
		list := "/app/companies/" + c.ID + "/measures"
		b.get(list).want(http.StatusOK).says("noch keine Maßnahme").one(`a.button-primary[href="/app/rounds/` + r.ID + `/measures/new"]`)
		form := b.get("/app/rounds/" + r.ID + "/measures/new?team=" + teams[0].ID + "&field=customers&facet=tools").want(http.StatusOK)
		form.one(`input[value="customers/tools"][checked]`)
		form.one(`option[value="` + teams[0].ID + `"][selected]`)
		form.one(`input[name=list][value=team][checked]`)
		b.post("/app/rounds/"+r.ID+"/measures", goodMeasure("list", "team", "team", teams[0].ID)).goes(list)
		page := b.get(list).want(http.StatusOK).says("Gäste zweimal am Tag fragen").says("Schichtleitung").says("vereinbart").says("Empfang")
		path := href(page, ".measures tbody th a")
		b.post(path, b.seen(path, measureForm, goodMeasure("what", "Gäste einmal am Tag fragen", "list", "leadership"))).goes(list)
		b.get(path).want(http.StatusOK).one(`input[name=what][value="Gäste einmal am Tag fragen"]`)
		b.post(path+"/state", b.seen(list, `form[action$="/state"]`, values("state", "done", "back", list+"?state=done"))).goes(list + "?state=done")
		b.get(list + "?state=done").want(http.StatusOK).says("Gäste einmal am Tag fragen").says("erledigt")
		b.get(list + "?state=agreed").want(http.StatusOK).silent("Gäste einmal am Tag fragen").says("keine Maßnahme")
		s.unchanged(name+" deletes unasked", func() { b.post(path+"/delete", nil).goes(path + "?confirm=delete") })
		b.get(path + "?confirm=delete").want(http.StatusOK).one("form#confirm")
		b.post(path+"/delete", b.get(path+"?confirm=delete").fill("form#confirm")).goes(list)
		b.get(path).want(http.StatusNotFound)
	}
}

func TestABadMeasureComesBackWithWhatIsWrong(t *testing.T) {
	s := newSite(t)
	_, teams, r := s.measured("Hotel Adler", "Frühjahr")
	_, foreign, other := s.measured("Discounter Blitz", "Herbst")
	b := s.trainer()
	m := s.measure(r.ID, "Alt")
	for _, c := range []struct{ at, name, value string }{
		{"what", "what", " "}, {"who", "who", ""}, {"due", "due", "bald"}, {"list", "list", "x"}, {"note", "note", "a\x00"},
		{"aim", "aim", ""}, {"aim", "aim", "unknown"}, {"aim", "aim", "customers/unknown"}, {"aim", "aim", "item:unknown"},
		{"team", "team", ""}, {"team", "team", foreign[0].ID}, {"team", "team", "unknown"},
	} {
		form := goodMeasure("list", "team", "team", teams[0].ID)
		form.Set(c.name, c.value)
		for _, path := range []string{"/app/rounds/" + r.ID + "/measures", "/app/measures/" + m.ID} {
			s.unchanged(c.name+" "+c.value, func() {
				p := b.post(path, form).want(http.StatusUnprocessableEntity).silent("Discounter")
				if got := href(p, ".error-summary a"); got != "#"+c.at {
					t.Errorf("%s %q: got %q at fault, want #%s", c.name, c.value, got, c.at)
				}
				if c.at != "what" {
					p.one(`input[name=what][value="Gäste zweimal am Tag fragen"]`)
				}
			})
		}
	}
	b.get("/app/rounds/"+r.ID+"/measures/new?team="+foreign[0].ID+"&item=unknown&list=x").want(http.StatusOK).count("input[type=checkbox][checked]", 0).
		count("select option[selected]", 0)
	form := goodMeasure()
	form.Set("round", other.ID)
	form.Set("round_id", other.ID)
	b.post("/app/measures/"+m.ID, b.seen("/app/measures/"+m.ID, measureForm, form)).want(http.StatusSeeOther)
	if got, err := s.store.Measure(context.Background(), kompass.Everything, m.ID); err != nil || got.RoundID != r.ID {
		t.Errorf("got the round %q and error %v, want it to stay", got.RoundID, err)
	}
}

func TestMeasuresOfOthersAreOutOfReach(t *testing.T) {
	s := newSite(t)
	a, _, r := s.measured("Hotel Adler", "Frühjahr")
	b, _, _ := s.measured("Discounter Blitz", "Herbst")
	hidden := s.answered(a, "Geheim", false)
	m, unreleased := s.measure(r.ID, "Eine Maßnahme"), s.measure(hidden.ID, "Noch geheim")
	own, other := s.signIn("a@example.org", kompass.Coordinator, a.ID), s.signIn("b@example.org", kompass.Coordinator, b.ID)
	for name, c := range map[string]struct {
		who   *browser
		round kompass.Round
		m     kompass.Measure
	}{"another company": {other, r, m}, "not released": {own, hidden, unreleased}} {
		s.unchanged(name, func() {
			for _, path := range []string{"/app/measures/" + c.m.ID, "/app/measures/" + c.m.ID + "/state", "/app/measures/" + c.m.ID + "/delete", "/app/rounds/" + c.round.ID + "/measures"} {
				c.who.post(path, goodMeasure("state", "done", "sure", "yes")).want(http.StatusNotFound)
			}
			for _, path := range []string{"/app/measures/" + c.m.ID, "/app/rounds/" + c.round.ID + "/measures/new"} {
				c.who.get(path).want(http.StatusNotFound)
			}
			for _, path := range []string{"/app/measures", "/app/measures.csv"} {
				c.who.get(path).want(http.StatusOK).silent(c.m.What)
			}
		})
	}
	other.get("/app/measures?company=" + a.ID).want(http.StatusNotFound)
	other.get("/app/measures.csv?company=" + a.ID).want(http.StatusNotFound)
	own.get("/app/measures").want(http.StatusOK).says(m.What)
	s.trainer().get("/app/measures").want(http.StatusOK).says(m.What).says(unreleased.What)
}

func TestUnknownMeasuresAreNotFound(t *testing.T) {
	s := newSite(t)
	b := s.trainer()
	for _, id := range []string{"unknown", "0", "%00", "%27%20OR%201=1--", strings.Repeat("a", 300)} {
		s.unchanged(id, func() {
			b.get("/app/measures/" + id).want(http.StatusNotFound)
			b.get("/app/companies/" + id + "/measures").want(http.StatusNotFound)
			b.get("/app/rounds/" + id + "/measures/new").want(http.StatusNotFound)
			for _, path := range []string{"/app/measures/" + id, "/app/measures/" + id + "/state", "/app/measures/" + id + "/delete", "/app/rounds/" + id + "/measures"} {
				b.post(path, goodMeasure("state", "done", "sure", "yes")).want(http.StatusNotFound)
			}
		})
	}
}

func TestAChangeOfStateLeadsNowhereElse(t *testing.T) {
	s := newSite(t)
	c, _, r := s.measured("Hotel Adler", "Frühjahr")
	m, b := s.measure(r.ID, "Eine Maßnahme"), s.trainer()
	for _, back := range []string{"", "https://evil.example", "//evil.example", "/app//evil.example", "/appetite", "/app/../x"} {
		form := b.seen("/app/companies/"+c.ID+"/measures", `form[action$="/state"]`, values("state", "done", "back", back))
		b.post("/app/measures/"+m.ID+"/state", form).goes("/app/companies/" + c.ID + "/measures")
	}
	s.unchanged("an unknown state", func() { b.post("/app/measures/"+m.ID+"/state", values("state", "x")).want(http.StatusBadRequest) })
}

func TestMeasuresAreFilteredAndTheirDaysMarkedInWords(t *testing.T) {
	s := newSite(t)
	a, _, r := s.measured("Hotel Adler", "Frühjahr")
	_, _, other := s.measured("Discounter Blitz", "Herbst")
	day := func(n int) string { return sqlitetest.Start.AddDate(0, 0, n).Format(time.DateOnly) }
	add := func(round kompass.Round, what string, due int, state kompass.MeasureState) {
		s.measure(round.ID, what, func(m *kompass.Measure) { m.Due, m.State = day(due), state })
	}
	add(r, "Gestern", -1, kompass.MeasureAgreed)
	add(r, "Heute", 0, kompass.MeasureUnderWay)
	add(r, "Bald", 14, kompass.MeasureAgreed)
	add(other, "Später", 15, kompass.MeasureAgreed)
	add(r, "Vorbei", -20, kompass.MeasureDone)
	b := s.trainer()
	whats := func(query string) string {
		var out []string
		for _, e := range b.get("/app/measures" + query).want(http.StatusOK).doc.Find(".measures tbody th a").EachIter() {
			out = append(out, e.Text())
		}
		return strings.Join(out, " ")
	}
	for query, want := range map[string]string{
		"": "Gestern Heute Bald Später Vorbei", "?due=overdue": "Gestern", "?due=soon": "Heute Bald", "?state=open": "Gestern Heute Bald Später",
		"?state=done": "Vorbei", "?company=" + a.ID: "Gestern Heute Bald Vorbei", "?list=team": "", "?list=x&state=y&due=z": "Gestern Heute Bald Später Vorbei",
	} {
		if got := whats(query); got != want {
			t.Errorf("%s: got %q, want %q", query, got, want)
		}
	}
	notes := map[string]string{}
	for _, row := range b.get("/app/measures").doc.Find(".measures tbody tr").EachIter() {
		notes[row.Find("th a").Text()] = row.Find(".measure-due").Text()
	}
	for what, want := range map[string]string{"Gestern": "überfällig", "Heute": "heute fällig", "Bald": "bald fällig", "Später": "", "Vorbei": ""} {
		if notes[what] != want {
			t.Errorf("%s: got %q, want %q", what, notes[what], want)
		}
	}
}

func TestTheFileOfMeasuresHoldsNoFormula(t *testing.T) {
	s := newSite(t)
	c, _, r := s.measured("=HYPERLINK(1)", "+Runde")
	s.measure(r.ID, "=1+1", func(m *kompass.Measure) { m.Who, m.Note = "@x", "-2\nzwei" })
	s.measure(r.ID, "Anderes", func(m *kompass.Measure) { m.List = kompass.LeadershipList })
	p := s.trainer().get("/app/measures.csv?list=company&company=" + c.ID).want(http.StatusOK)
	if got := p.header.Get("Content-Disposition"); !strings.HasPrefix(got, `attachment; filename="kompass-measures.csv"`) {
		t.Errorf("got %q", got)
	}
	in := csv.NewReader(strings.NewReader(strings.TrimPrefix(p.body, "\ufeff")))
	in.Comma = ';'
	lines, err := in.ReadAll()
	if err != nil || len(lines) != 2 || len(lines[1]) != 12 {
		t.Fatalf("got %q and error %v, want one measure", lines, err)
	}
	for _, cell := range append(lines[0], lines[1]...) {
		if cell != "" && strings.ContainsAny(cell[:1], "=+-@") {
			t.Errorf("got the cell %q, want it disarmed", cell)
		}
	}
}

func TestWhatWasAgreedIsFollowedIntoTheNextRound(t *testing.T) {
	s := newSite(t)
	c, teams, spring := s.measured("Hotel Adler", "Frühjahr")
	s.measure(spring.ID, "Alle fragen", func(m *kompass.Measure) { m.Aims = append(m.Aims, kompass.Aim{Field: "people"}) })
	s.measure(spring.ID, "Am Empfang üben", func(m *kompass.Measure) { m.List, m.TeamID = kompass.TeamList, teams[0].ID })
	s.clock.Advance(200 * 24 * time.Hour)
	autumn := s.answered(c, "Herbst", false)
	s.measure(spring.ID, "Zu spät", func(m *kompass.Measure) { m.Agreed = "2027-01-01" })
	b, path := s.trainer(), "/app/rounds/"+autumn.ID+"/result"
	b.get("/app/rounds/"+spring.ID+"/result").want(http.StatusOK).count("section.moved", 0)
	p := b.get(path).want(http.StatusOK).says("Vereinbart / Bewegt?").says("Alle fragen").says("Am Empfang üben").says("beweist nicht")
	p.count(".moved-measure", 2).count(".moved-table tbody tr", 3).silent("Zu spät").says("1 Maßnahme wurde erst vereinbart")
	moved := p.one("section.moved").Text()
	if !strings.Contains(moved, "nicht unterscheidbar") || strings.Contains(moved, "unverändert") {
		t.Errorf("got %q, want the same answers not to be told apart", moved)
	}
	if got := strings.Count(moved, "n = 19"); got != 4 {
		t.Errorf("got n = 19 %d times, want it on both sides of two aims", got)
	}
	b.get(path+"?team="+teams[0].ID).want(http.StatusOK).count(".moved-measure", 1).says("Am Empfang üben")
	p.one(`#gaps`)
	p.one(`#item-` + firstItem(s) + ` a[href="/app/rounds/` + autumn.ID + `/measures/new?item=` + firstItem(s) + `"]`)
	own := s.signIn("a@example.org", kompass.Coordinator, c.ID)
	own.get(path).want(http.StatusNotFound)
	s.release(autumn.ID)
	own.get(path).want(http.StatusOK).count(".moved-measure", 2)
}

func firstItem(s *site) string {
	q, _ := library(s).Get(full)
	return q.Items()[0].ID
}

// TestManyMeasuresArePagedAndTheOpenOnesComeFirst agrees on more than a page holds; those that are done were due first.
func TestManyMeasuresArePagedAndTheOpenOnesComeFirst(t *testing.T) {
	s := newSite(t)
	c, _, round := s.measured("Hotel Adler", "Frühjahr")
	for i := range 301 {
		s.measure(round.ID, fmt.Sprintf("Erledigt %03d", i), func(m *kompass.Measure) { m.Due, m.State = "2026-01-15", kompass.MeasureDone })
	}
	for i := range 4 {
		s.measure(round.ID, fmt.Sprintf("Offen %d", i))
	}
	b, path := s.trainer(), "/app/companies/"+c.ID+"/measures"
	first := b.get(path).want(http.StatusOK).says("Offen 0").says("Offen 3").says("Erledigt 000").count("nav.pages a", 2)
	if all := first.doc.Text(); strings.Index(all, "Offen 3") > strings.Index(all, "Erledigt 000") {
		t.Error("what is done stands before what is not")
	}
	last := b.get(href(first, "nav.pages li:last-child a")).want(http.StatusOK)
	for i := range 4 {
		last.silent(fmt.Sprintf("Offen %d", i))
	}
	if got := strings.Count(last.doc.Find("main").Text(), "Erledigt ") + strings.Count(first.doc.Find("main").Text(), "Erledigt "); got < 301 {
		t.Errorf("both pages together show %d of 301", got)
	}
	b.get(path+"?page=99&state=open").want(http.StatusOK).says("Offen 0").count("nav.pages", 0)
}
