package web_test

import (
	"context"
	"encoding/csv"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"kompass/internal/kompass"
	"kompass/internal/sqlite/sqlitetest"
	"kompass/internal/web/webtest"
)

// measureForm finds the form of a measure.
const measureForm = "form:has(#what)"

// goodMeasure is a form that is accepted, with what change makes of it.
func goodMeasure(change ...string) url.Values {
	form := webtest.Values("what", "Gäste zweimal am Tag fragen", "who", "Schichtleitung", "due", "2026-06-30", "list", "company", "aim", "customers/tools")
	for i := 0; i < len(change); i += 2 {
		form.Set(change[i], change[i+1])
	}
	return form
}

func TestAMeasureIsAgreedChangedDoneAndDeleted(t *testing.T) {
	s := webtest.New(t)
	c, teams, r := s.Measured("Hotel Adler", "Frühjahr")
	for name, b := range map[string]*webtest.Browser{"trainer": s.Trainer(), "coordinator": s.SignIn("a@example.org", kompass.Coordinator, c.ID)} {
		list := "/app/companies/" + c.ID + "/measures"
		b.Get(list).Want(http.StatusOK).Says("noch keine Maßnahme").One(`a.button-primary[href="/app/rounds/` + r.ID + `/measures/new"]`)
		form := b.Get("/app/rounds/" + r.ID + "/measures/new?team=" + teams[0].ID + "&field=customers&facet=tools").Want(http.StatusOK)
		form.One(`input[value="customers/tools"][checked]`)
		form.One(`option[value="` + teams[0].ID + `"][selected]`)
		form.One(`input[name=list][value=team][checked]`)
		b.Post("/app/rounds/"+r.ID+"/measures", goodMeasure("list", "team", "team", teams[0].ID)).Goes(list)
		page := b.Get(list).Want(http.StatusOK).Says("Gäste zweimal am Tag fragen").Says("Schichtleitung").Says("vereinbart").Says("Empfang")
		path := page.Href(".measures tbody th a")
		b.Post(path, b.Seen(path, measureForm, goodMeasure("what", "Gäste einmal am Tag fragen", "list", "leadership"))).Goes(list)
		b.Get(path).Want(http.StatusOK).One(`input[name=what][value="Gäste einmal am Tag fragen"]`)
		b.Post(path+"/state", b.Seen(list, `form[action$="/state"]`, webtest.Values("state", "done", "back", list+"?state=done"))).Goes(list + "?state=done")
		b.Get(list + "?state=done").Want(http.StatusOK).Says("Gäste einmal am Tag fragen").Says("erledigt")
		b.Get(list + "?state=agreed").Want(http.StatusOK).Silent("Gäste einmal am Tag fragen").Says("keine Maßnahme")
		s.Unchanged(name+" deletes unasked", func() { b.Post(path+"/delete", nil).Goes(path + "?confirm=delete") })
		b.Get(path + "?confirm=delete").Want(http.StatusOK).One("form#confirm")
		b.Post(path+"/delete", b.Get(path+"?confirm=delete").Fill("form#confirm")).Goes(list)
		b.Get(path).Want(http.StatusNotFound)
	}
}

func TestABadMeasureComesBackWithWhatIsWrong(t *testing.T) {
	s := webtest.New(t)
	_, teams, r := s.Measured("Hotel Adler", "Frühjahr")
	_, foreign, other := s.Measured("Discounter Blitz", "Herbst")
	b := s.Trainer()
	m := s.Measure(r.ID, "Alt")
	for _, c := range []struct{ at, name, value string }{
		{"what", "what", " "}, {"who", "who", ""}, {"due", "due", "bald"}, {"list", "list", "x"}, {"note", "note", "a\x00"},
		{"aim", "aim", ""}, {"aim", "aim", "unknown"}, {"aim", "aim", "customers/unknown"}, {"aim", "aim", "item:unknown"},
		{"team", "team", ""}, {"team", "team", foreign[0].ID}, {"team", "team", "unknown"},
	} {
		form := goodMeasure("list", "team", "team", teams[0].ID)
		form.Set(c.name, c.value)
		for _, path := range []string{"/app/rounds/" + r.ID + "/measures", "/app/measures/" + m.ID} {
			s.Unchanged(c.name+" "+c.value, func() {
				p := b.Post(path, form).Want(http.StatusUnprocessableEntity).Silent("Discounter")
				if got := p.Href(".error-summary a"); got != "#"+c.at {
					t.Errorf("%s %q: got %q at fault, want #%s", c.name, c.value, got, c.at)
				}
				if c.at != "what" {
					p.One(`input[name=what][value="Gäste zweimal am Tag fragen"]`)
				}
			})
		}
	}
	b.Get("/app/rounds/"+r.ID+"/measures/new?team="+foreign[0].ID+"&item=unknown&list=x").Want(http.StatusOK).Count("input[type=checkbox][checked]", 0).
		Count("select option[selected]", 0)
	form := goodMeasure()
	form.Set("round", other.ID)
	form.Set("round_id", other.ID)
	b.Post("/app/measures/"+m.ID, b.Seen("/app/measures/"+m.ID, measureForm, form)).Want(http.StatusSeeOther)
	if got, err := s.Store.Measure(context.Background(), kompass.Everything, m.ID); err != nil || got.RoundID != r.ID {
		t.Errorf("got the round %q and error %v, want it to stay", got.RoundID, err)
	}
}

func TestMeasuresOfOthersAreOutOfReach(t *testing.T) {
	s := webtest.New(t)
	a, _, r := s.Measured("Hotel Adler", "Frühjahr")
	b, _, _ := s.Measured("Discounter Blitz", "Herbst")
	hidden := s.Answered(a, "Geheim", false)
	m, unreleased := s.Measure(r.ID, "Eine Maßnahme"), s.Measure(hidden.ID, "Noch geheim")
	own, other := s.SignIn("a@example.org", kompass.Coordinator, a.ID), s.SignIn("b@example.org", kompass.Coordinator, b.ID)
	for name, c := range map[string]struct {
		who   *webtest.Browser
		round kompass.Round
		m     kompass.Measure
	}{"another company": {other, r, m}, "not released": {own, hidden, unreleased}} {
		s.Unchanged(name, func() {
			for _, path := range []string{"/app/measures/" + c.m.ID, "/app/measures/" + c.m.ID + "/state", "/app/measures/" + c.m.ID + "/delete", "/app/rounds/" + c.round.ID + "/measures"} {
				c.who.Post(path, goodMeasure("state", "done", "sure", "yes")).Want(http.StatusNotFound)
			}
			for _, path := range []string{"/app/measures/" + c.m.ID, "/app/rounds/" + c.round.ID + "/measures/new"} {
				c.who.Get(path).Want(http.StatusNotFound)
			}
			for _, path := range []string{"/app/measures", "/app/measures.csv"} {
				c.who.Get(path).Want(http.StatusOK).Silent(c.m.What)
			}
		})
	}
	other.Get("/app/measures?company=" + a.ID).Want(http.StatusNotFound)
	other.Get("/app/measures.csv?company=" + a.ID).Want(http.StatusNotFound)
	own.Get("/app/measures").Want(http.StatusOK).Says(m.What)
	s.Trainer().Get("/app/measures").Want(http.StatusOK).Says(m.What).Says(unreleased.What)
}

func TestUnknownMeasuresAreNotFound(t *testing.T) {
	s := webtest.New(t)
	b := s.Trainer()
	for _, id := range []string{"unknown", "0", "%00", "%27%20OR%201=1--", strings.Repeat("a", 300)} {
		s.Unchanged(id, func() {
			b.Get("/app/measures/" + id).Want(http.StatusNotFound)
			b.Get("/app/companies/" + id + "/measures").Want(http.StatusNotFound)
			b.Get("/app/rounds/" + id + "/measures/new").Want(http.StatusNotFound)
			for _, path := range []string{"/app/measures/" + id, "/app/measures/" + id + "/state", "/app/measures/" + id + "/delete", "/app/rounds/" + id + "/measures"} {
				b.Post(path, goodMeasure("state", "done", "sure", "yes")).Want(http.StatusNotFound)
			}
		})
	}
}

func TestAChangeOfStateLeadsNowhereElse(t *testing.T) {
	s := webtest.New(t)
	c, _, r := s.Measured("Hotel Adler", "Frühjahr")
	m, b := s.Measure(r.ID, "Eine Maßnahme"), s.Trainer()
	for _, back := range []string{"", "https://evil.example", "//evil.example", "/app//evil.example", "/appetite", "/app/../x"} {
		form := b.Seen("/app/companies/"+c.ID+"/measures", `form[action$="/state"]`, webtest.Values("state", "done", "back", back))
		b.Post("/app/measures/"+m.ID+"/state", form).Goes("/app/companies/" + c.ID + "/measures")
	}
	s.Unchanged("an unknown state", func() {
		b.Post("/app/measures/"+m.ID+"/state", webtest.Values("state", "x")).Want(http.StatusBadRequest)
	})
}

func TestMeasuresAreFilteredAndTheirDaysMarkedInWords(t *testing.T) {
	s := webtest.New(t)
	a, _, r := s.Measured("Hotel Adler", "Frühjahr")
	_, _, other := s.Measured("Discounter Blitz", "Herbst")
	day := func(n int) string { return sqlitetest.Start.AddDate(0, 0, n).Format(time.DateOnly) }
	add := func(round kompass.Round, what string, due int, state kompass.MeasureState) {
		s.Measure(round.ID, what, func(m *kompass.Measure) { m.Due, m.State = day(due), state })
	}
	add(r, "Gestern", -1, kompass.MeasureAgreed)
	add(r, "Heute", 0, kompass.MeasureUnderWay)
	add(r, "Bald", 14, kompass.MeasureAgreed)
	add(other, "Später", 15, kompass.MeasureAgreed)
	add(r, "Vorbei", -20, kompass.MeasureDone)
	b := s.Trainer()
	whats := func(query string) string {
		var out []string
		for _, e := range b.Get("/app/measures" + query).Want(http.StatusOK).Doc.Find(".measures tbody th a").EachIter() {
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
	for _, row := range b.Get("/app/measures").Doc.Find(".measures tbody tr").EachIter() {
		notes[row.Find("th a").Text()] = row.Find(".measure-due").Text()
	}
	for what, want := range map[string]string{"Gestern": "überfällig", "Heute": "heute fällig", "Bald": "bald fällig", "Später": "", "Vorbei": ""} {
		if notes[what] != want {
			t.Errorf("%s: got %q, want %q", what, notes[what], want)
		}
	}
}

func TestTheFileOfMeasuresHoldsNoFormula(t *testing.T) {
	s := webtest.New(t)
	c, _, r := s.Measured("=HYPERLINK(1)", "+Runde")
	s.Measure(r.ID, "=1+1", func(m *kompass.Measure) { m.Who, m.Note = "@x", "-2\nzwei" })
	s.Measure(r.ID, "Anderes", func(m *kompass.Measure) { m.List = kompass.LeadershipList })
	p := s.Trainer().Get("/app/measures.csv?list=company&company=" + c.ID).Want(http.StatusOK)
	if got := p.Header.Get("Content-Disposition"); !strings.HasPrefix(got, `attachment; filename="kompass-measures.csv"`) {
		t.Errorf("got %q", got)
	}
	in := csv.NewReader(strings.NewReader(strings.TrimPrefix(p.Body, "\ufeff")))
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
	s := webtest.New(t)
	c, teams, spring := s.Measured("Hotel Adler", "Frühjahr")
	s.Measure(spring.ID, "Alle fragen", func(m *kompass.Measure) { m.Aims = append(m.Aims, kompass.Aim{Field: "people"}) })
	s.Measure(spring.ID, "Am Empfang üben", func(m *kompass.Measure) { m.List, m.TeamID = kompass.TeamList, teams[0].ID })
	s.Clock.Advance(200 * 24 * time.Hour)
	autumn := s.Answered(c, "Herbst", false)
	s.Measure(spring.ID, "Zu spät", func(m *kompass.Measure) { m.Agreed = "2027-01-01" })
	b, path := s.Trainer(), "/app/rounds/"+autumn.ID+"/result"
	b.Get("/app/rounds/"+spring.ID+"/result").Want(http.StatusOK).Count("section.moved", 0)
	p := b.Get(path).Want(http.StatusOK).Says("Vereinbart / Bewegt?").Says("Alle fragen").Says("Am Empfang üben").Says("beweist nicht")
	p.Count(".moved-measure", 2).Count(".moved-table tbody tr", 3).Silent("Zu spät").Says("1 Maßnahme wurde erst vereinbart")
	moved := p.One("section.moved").Text()
	if !strings.Contains(moved, "nicht unterscheidbar") || strings.Contains(moved, "unverändert") {
		t.Errorf("got %q, want the same answers not to be told apart", moved)
	}
	if got := strings.Count(moved, "n = 19"); got != 4 {
		t.Errorf("got n = 19 %d times, want it on both sides of two aims", got)
	}
	b.Get(path+"?team="+teams[0].ID).Want(http.StatusOK).Count(".moved-measure", 1).Says("Am Empfang üben")
	p.One(`#gaps`)
	p.One(`#item-` + firstItem(s) + ` a[href="/app/rounds/` + autumn.ID + `/measures/new?item=` + firstItem(s) + `"]`)
	own := s.SignIn("a@example.org", kompass.Coordinator, c.ID)
	own.Get(path).Want(http.StatusNotFound)
	s.Release(autumn.ID)
	own.Get(path).Want(http.StatusOK).Count(".moved-measure", 2)
}

func firstItem(s *webtest.Site) string {
	q, _ := webtest.Library(s).Get(webtest.Full)
	return q.Items()[0].ID
}

// TestManyMeasuresArePagedAndTheOpenOnesComeFirst agrees on more than a page holds; those that are done were due first.
func TestManyMeasuresArePagedAndTheOpenOnesComeFirst(t *testing.T) {
	s := webtest.New(t)
	c, _, round := s.Measured("Hotel Adler", "Frühjahr")
	for i := range 301 {
		s.Measure(round.ID, fmt.Sprintf("Erledigt %03d", i), func(m *kompass.Measure) { m.Due, m.State = "2026-01-15", kompass.MeasureDone })
	}
	for i := range 4 {
		s.Measure(round.ID, fmt.Sprintf("Offen %d", i))
	}
	b, path := s.Trainer(), "/app/companies/"+c.ID+"/measures"
	first := b.Get(path).Want(http.StatusOK).Says("Offen 0").Says("Offen 3").Says("Erledigt 000").Count("nav.pages a", 2)
	last := b.Get(first.Href("nav.pages li:last-child a")).Want(http.StatusOK)
	var want, got []string
	for i := range 4 {
		want = append(want, fmt.Sprintf("Offen %d", i))
	}
	for i := range 301 {
		want = append(want, fmt.Sprintf("Erledigt %03d", i))
	}
	for _, p := range []webtest.Page{first, last} {
		p.Doc.Find(".measures tbody th a").Each(func(_ int, row *goquery.Selection) { got = append(got, webtest.Squeeze(row.Text())) })
	}
	if !slices.Equal(got, want) {
		t.Errorf("both pages together show %d measures, %q, want each of %d once, what is due on the same day by what it says", len(got), got, len(want))
	}
	b.Get(path+"?page=99&state=open").Want(http.StatusOK).Says("Offen 0").Count("nav.pages", 0)
}
