package web_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"kompass/internal/kompass"
	"kompass/internal/web/webtest"
)

// trail is what the audit page says, a line each.
func trail(b *webtest.Browser, query string) []string {
	b.Helper()
	p := b.Get("/app/audit" + query).Want(http.StatusOK)
	var out []string
	rows := p.Doc.Find("main tbody tr")
	for i := range rows.Length() {
		var cells []string
		tds := rows.Eq(i).Find("th, td")
		for j := range tds.Length() {
			cells = append(cells, webtest.Squeeze(tds.Eq(j).Text()))
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
	s := webtest.New(t)
	boss := s.Trainer()
	boss.Post("/app/companies", webtest.Values("name", "Hotel Adler")).Want(http.StatusSeeOther)
	s.Clock.Advance(24 * time.Hour)
	boss = s.SignIn("zweite@example.org", kompass.Trainer, "")
	companies, err := s.Store.Companies(t.Context(), kompass.Everything)
	s.Must(err)
	boss.Post("/app/people", webtest.Values("email", "neu@example.org", "role", "coordinator", "company", companies[0].ID)).Want(http.StatusOK)
	u, err := s.Store.UserByEmail(t.Context(), "zweite@example.org")
	s.Must(err)
	wantTrail(t, trail(boss, "?company="+companies[0].ID),
		"3. März 2026, 10:00 Uhr | zweite@example.org | Link zum Passwort erzeugt: neu@example.org | Hotel Adler",
		"zweite@example.org | Konto angelegt: neu@example.org Ansprechperson im Unternehmen | Hotel Adler",
		"trainerin@example.org | Firma angelegt: Hotel Adler | Hotel Adler")
	wantTrail(t, trail(boss, "?kind=company"), "Firma angelegt: Hotel Adler | Hotel Adler")
	wantTrail(t, trail(boss, "?kind=user&from=2026-03-03&person="+u.ID), "neu@example.org | Hotel Adler", "Ansprechperson im Unternehmen | Hotel Adler")
	wantTrail(t, trail(boss, "?until=2026-03-02&kind=company"), "Firma angelegt: Hotel Adler | Hotel Adler")
	wantTrail(t, trail(boss, "?from=2026-03-04"))
	wantTrail(t, trail(boss, "?kind=%25&person=x'--"))
	if got := trail(boss, "?from=gestern&page=-3&lang=en&kind=login"); len(got) == 0 || !strings.Contains(got[0], "signed in") {
		t.Errorf("got %q, want English, and what is no day left out", got)
	}
	p := boss.Get("/app/audit?kind=user&from=2026-03-03")
	p.One(`#kind option[value=user][selected]`)
	if p.One("#from").AttrOr("value", "") != "2026-03-03" {
		t.Error("the form does not keep the filter")
	}
}

func TestTrailIsPaged(t *testing.T) {
	s := webtest.New(t)
	boss := s.Trainer()
	for i := range 301 {
		_, err := s.Store.CreateCompany(t.Context(), "test", fmt.Sprintf("Firma %03d", i))
		s.Must(err)
	}
	page, below := boss.Get("/app/audit?kind=company").Want(http.StatusOK).Count("a[rel=prev]", 0), 300
	for number := 1; number <= 7; number++ {
		rows := page.Doc.Find("main tbody tr")
		for i := range rows.Length() {
			if name := fmt.Sprintf("Firma %03d", below); !strings.Contains(rows.Eq(i).Text(), name) {
				t.Fatalf("line %d of page %d is %q, want %s", i+1, number, webtest.Squeeze(rows.Eq(i).Text()), name)
			}
			below--
		}
		if number < 7 {
			page.Count("main tbody tr", 50)
			page = boss.Get(page.Href("a[rel=next]")).Want(http.StatusOK).Says(fmt.Sprintf("Seite %d", number+1))
		}
	}
	page.Count("main tbody tr", 1).Count("a[rel=next]", 0)
	if last := boss.Get(page.Href("a[rel=prev]")).Want(http.StatusOK).Doc.Find("main tbody tr").Last().Text(); !strings.Contains(last, "Firma 001") {
		t.Errorf("the page before the last ends with %q, want Firma 001", webtest.Squeeze(last))
	}
	boss.Get("/app/audit?page=99999999999999999999").Want(http.StatusOK)
}

// A day of the filter is a day on the clock of the product's people: 23 hours long when daylight saving begins, 25 when it ends.
func TestTrailHasTheDaysOfItsReaders(t *testing.T) {
	for _, c := range []struct{ at, day string }{
		{"2026-03-02T22:59:59Z", "2026-03-02"}, {"2026-03-02T23:00:00Z", "2026-03-03"},
		{"2026-03-28T23:00:00Z", "2026-03-29"}, {"2026-03-29T21:59:59Z", "2026-03-29"}, {"2026-03-29T22:00:00Z", "2026-03-30"},
		{"2026-10-24T22:00:00Z", "2026-10-25"}, {"2026-10-25T22:59:59Z", "2026-10-25"}, {"2026-10-25T23:00:00Z", "2026-10-26"},
	} {
		t.Run(c.at, func(t *testing.T) {
			s := webtest.New(t)
			at, err := time.Parse(time.RFC3339, c.at)
			s.Must(err)
			s.Clock.Advance(at.Sub(s.Clock.Now()))
			s.Company("Hotel Adler")
			boss := s.Trainer()
			if got := trail(boss, "?kind=company&from="+c.day+"&until="+c.day); len(got) != 1 {
				t.Errorf("got %q on %s, want the one entry", got, c.day)
			}
			day, err := time.Parse(time.DateOnly, c.day)
			s.Must(err)
			before, after := day.AddDate(0, 0, -1).Format(time.DateOnly), day.AddDate(0, 0, 1).Format(time.DateOnly)
			wantTrail(t, trail(boss, "?kind=company&until="+before))
			wantTrail(t, trail(boss, "?kind=company&from="+after))
		})
	}
}
