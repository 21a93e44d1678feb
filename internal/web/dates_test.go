package web_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/web/webtest"
)

// calendarOf is a calendar file with its lines unfolded.
func calendarOf(t *testing.T, p webtest.Page) string {
	t.Helper()
	if got := p.Header.Get("Content-Type"); got != "text/calendar; charset=utf-8" {
		t.Errorf("got a file of type %q", got)
	}
	return strings.ReplaceAll(p.Body, "\r\n ", "")
}

// wantLines fails the test unless every line stands in a file.
func wantLines(t *testing.T, file string, lines ...string) {
	t.Helper()
	for _, line := range lines {
		if !strings.Contains("\r\n"+file, "\r\n"+line+"\r\n") {
			t.Errorf("no line %q in\n%s", line, file)
		}
	}
}

func TestTheEndOfARoundIsTakenIntoACalendar(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler, Küche", "Empfang")
	boss := s.Trainer()
	day := s.Open(c, webtest.Tiny, func(p *rounds.Plan) { p.ClosesAt = time.Date(2027, 7, 1, 0, 0, 0, 0, i18n.Zone()) })
	page := "/app/rounds/" + day.Round.ID
	link := boss.Get(page).Want(http.StatusOK).Href(`a[href$="/end.ics"]`)
	file := calendarOf(t, boss.Get(link).Want(http.StatusOK))
	wantLines(t, file, "DTSTART;VALUE=DATE:20270630", "DTEND;VALUE=DATE:20270701", "UID:end-"+day.Round.ID+"@kompass.test",
		`SUMMARY:Letzte Gelegenheit zu antworten: Frühjahr\, Hotel Adler\, Küche`, "URL:http://kompass.test"+page)
	if again := calendarOf(t, boss.Get(link)); again != file || strings.Contains(file, string(day.Links[0].Code)) {
		t.Errorf("got\n%s\nthe second time, want the same, and no code", again)
	}
	hour := s.Open(c, webtest.Tiny, func(p *rounds.Plan) { p.ClosesAt = time.Date(2027, 1, 15, 18, 30, 0, 0, i18n.Zone()) })
	wantLines(t, calendarOf(t, boss.Get("/app/rounds/"+hour.Round.ID+"/end.ics")), "DTSTART:20270115T173000Z")
	boss.Get("/app/rounds/"+s.Open(c, webtest.Tiny).Round.ID).Want(http.StatusOK).Count(`a[href$="/end.ics"]`, 0)
}

func TestAWorkshopIsTakenIntoACalendar(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang")
	o, boss := s.Open(c, webtest.Tiny), s.Trainer()
	page := "/app/rounds/" + o.Round.ID
	form := boss.Get(page).One(`form[action$="/workshop.ics"]`)
	if form.Find("input[name=on][required]").Length() != 1 || form.Find("input[name=at]").Length() != 1 {
		t.Error("the page does not ask for day and hour")
	}
	s.Unchanged("asking for a date", func() {
		wantLines(t, calendarOf(t, boss.Get(page+"/workshop.ics?on=2026-07-01&at=09:00").Want(http.StatusOK)), "DTSTART:20260701T070000Z",
			"UID:workshop-"+o.Round.ID+"@kompass.test")
		wantLines(t, calendarOf(t, boss.Get(page+"/workshop.ics?on=2026-07-01").Want(http.StatusOK)), "DTSTART;VALUE=DATE:20260701", "DTEND;VALUE=DATE:20260702",
			"UID:workshop-"+o.Round.ID+"@kompass.test")
		for _, query := range []string{"", "?on=", "?on=2026-02-30", "?on=2026-03-29&at=02:30", "?at=09:00", "?on=2026-07-01&at=x"} {
			boss.Get(page + "/workshop.ics" + query).Want(http.StatusBadRequest)
		}
	})
}

func TestCheckInsAndMeasuresAreTakenIntoACalendar(t *testing.T) {
	s := webtest.New(t)
	c, _, r := s.Measured("Hotel Adler", "Frühjahr")
	her := s.SignIn("a@example.org", kompass.Coordinator, c.ID)
	link := her.Get("/app/rounds/" + r.ID).Href(`a[href$="/checkins.ics"]`)
	file := calendarOf(t, her.Get(link).Want(http.StatusOK))
	released, err := s.Store.Round(t.Context(), kompass.Everything, r.ID)
	s.Must(err)
	for i, days := range []int{30, 60, 90} {
		wantLines(t, file, "DTSTART;VALUE=DATE:"+released.ReleasedAt.AddDate(0, 0, days).Format("20060102"), "UID:checkin"+string(rune('1'+i))+"-"+r.ID+"@kompass.test")
	}
	m := s.Measure(r.ID, "Gäste fragen; zuhören")
	due := her.Get("/app/measures/" + m.ID).Href(`a[href$="/due.ics"]`)
	wantLines(t, calendarOf(t, her.Get(due).Want(http.StatusOK)), "DTSTART;VALUE=DATE:20260630", `SUMMARY:Gäste fragen\; zuhören`, "UID:measure-"+m.ID+"@kompass.test")
}
