package web_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"kompass/internal/kompass"
)

// trail is what the audit page says, a line each.
func (b *browser) trail(query string) []string {
	b.Helper()
	p := b.get("/app/audit" + query).want(http.StatusOK)
	var out []string
	rows := p.doc.Find("main tbody tr")
	for i := range rows.Length() {
		var cells []string
		tds := rows.Eq(i).Find("th, td")
		for j := range tds.Length() {
			cells = append(cells, squeeze(tds.Eq(j).Text()))
		}
		out = append(out, strings.Join(cells, " | "))
	}
	return out
}

func wantTrail(t *testing.T, got []string, want ...string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("got %q, want %q", got, want)
	}
	for i := range want {
		if !strings.HasSuffix(got[i], want[i]) {
			t.Errorf("got %q, want %q", got[i], want[i])
		}
	}
}

func TestTrailSaysWhoDidWhatWhen(t *testing.T) {
	s := newSite(t)
	boss := s.trainer()
	boss.post("/app/companies", values("name", "Hotel Adler")).want(http.StatusSeeOther)
	s.clock.Advance(24 * time.Hour)
	boss = s.signIn("zweite@example.org", kompass.Trainer, "")
	companies, err := s.store.Companies(t.Context(), kompass.Everything)
	s.must(err)
	boss.post("/app/people", values("email", "neu@example.org", "role", "coordinator", "company", companies[0].ID)).want(http.StatusOK)
	u, err := s.store.UserByEmail(t.Context(), "zweite@example.org")
	s.must(err)
	wantTrail(t, boss.trail("?company="+companies[0].ID),
		"3. März 2026, 10:00 Uhr | zweite@example.org | Link zum Passwort erzeugt: neu@example.org | Hotel Adler",
		"zweite@example.org | Konto angelegt: neu@example.org Koordination | Hotel Adler",
		"trainerin@example.org | Firma angelegt: Hotel Adler | Hotel Adler")
	wantTrail(t, boss.trail("?kind=company"), "Firma angelegt: Hotel Adler | Hotel Adler")
	wantTrail(t, boss.trail("?kind=user&from=2026-03-03&person="+u.ID), "neu@example.org | Hotel Adler", "Koordination | Hotel Adler")
	wantTrail(t, boss.trail("?until=2026-03-02&kind=company"), "Firma angelegt: Hotel Adler | Hotel Adler")
	wantTrail(t, boss.trail("?from=2026-03-04"))
	wantTrail(t, boss.trail("?kind=%25&person=x'--"))
	if got := boss.trail("?from=gestern&page=-3&lang=en&kind=login"); len(got) == 0 || !strings.Contains(got[0], "signed in") {
		t.Errorf("got %q, want English, and what is no day left out", got)
	}
	p := boss.get("/app/audit?kind=user&from=2026-03-03")
	p.one(`#kind option[value=user][selected]`)
	if p.one("#from").AttrOr("value", "") != "2026-03-03" {
		t.Error("the form does not keep the filter")
	}
}

func TestTrailIsPaged(t *testing.T) {
	s := newSite(t)
	boss := s.trainer()
	for i := range 101 {
		_, err := s.store.CreateCompany(t.Context(), "test", fmt.Sprintf("Firma %03d", i))
		s.must(err)
	}
	first := boss.get("/app/audit?kind=company").want(http.StatusOK).count("main tbody tr", 50).count("a[rel=prev]", 0)
	second := boss.get(href(first, "a[rel=next]")).want(http.StatusOK).count("main tbody tr", 50).says("Seite 2")
	second.says("Firma 050")
	third := boss.get(href(second, "a[rel=next]")).want(http.StatusOK).count("main tbody tr", 1).count("a[rel=next]", 0)
	third.says("Firma 000")
	boss.get(href(second, "a[rel=prev]")).want(http.StatusOK).says("Firma 100")
	boss.get("/app/audit?page=99999999999999999999").want(http.StatusOK)
}

// A day of the filter is a day on the clock of the product's people: 23 hours long when daylight saving begins, 25 when it ends.
func TestTrailHasTheDaysOfItsReaders(t *testing.T) {
	for _, c := range []struct{ at, day string }{
		{"2026-03-02T22:59:59Z", "2026-03-02"}, {"2026-03-02T23:00:00Z", "2026-03-03"},
		{"2026-03-28T23:00:00Z", "2026-03-29"}, {"2026-03-29T21:59:59Z", "2026-03-29"}, {"2026-03-29T22:00:00Z", "2026-03-30"},
		{"2026-10-24T22:00:00Z", "2026-10-25"}, {"2026-10-25T22:59:59Z", "2026-10-25"}, {"2026-10-25T23:00:00Z", "2026-10-26"},
	} {
		t.Run(c.at, func(t *testing.T) {
			s := newSite(t)
			at, err := time.Parse(time.RFC3339, c.at)
			s.must(err)
			s.clock.Advance(at.Sub(s.clock.Now()))
			s.company("Hotel Adler")
			boss := s.trainer()
			if got := boss.trail("?kind=company&from=" + c.day + "&until=" + c.day); len(got) != 1 {
				t.Errorf("got %q on %s, want the one entry", got, c.day)
			}
			day, err := time.Parse(time.DateOnly, c.day)
			s.must(err)
			before, after := day.AddDate(0, 0, -1).Format(time.DateOnly), day.AddDate(0, 0, 1).Format(time.DateOnly)
			wantTrail(t, boss.trail("?kind=company&until="+before))
			wantTrail(t, boss.trail("?kind=company&from="+after))
		})
	}
}
