package calendar_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"kompass/internal/calendar"
)

var (
	stamp  = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	berlin = time.FixedZone("CEST", 2*60*60)
)

func TestADateIsWrittenAsCalendarsTakeIt(t *testing.T) {
	got := string(calendar.File(stamp,
		calendar.Event{UID: "measure-1@kompass.test", Day: time.Date(2026, 12, 31, 0, 0, 0, 0, berlin), Summary: "Gäste fragen; notieren, reden", URL: "https://kompass.test/app"},
		calendar.Event{UID: "workshop-1@kompass.test", At: time.Date(2026, 6, 1, 1, 30, 0, 0, berlin), Lasts: 3 * time.Hour, Summary: `a\b`, Description: "eins\r\nzwei\x00"}))
	want := strings.Join([]string{
		"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kompass//Kompass//DE",
		"BEGIN:VEVENT", "UID:measure-1@kompass.test", "DTSTAMP:20260302T090000Z", "DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101",
		`SUMMARY:Gäste fragen\; notieren\, reden`, "URL:https://kompass.test/app", "TRANSP:TRANSPARENT", "END:VEVENT",
		"BEGIN:VEVENT", "UID:workshop-1@kompass.test", "DTSTAMP:20260302T090000Z", "DTSTART:20260531T233000Z", "DTEND:20260601T023000Z",
		`SUMMARY:a\\b`, `DESCRIPTION:eins\nzwei`, "TRANSP:TRANSPARENT", "END:VEVENT", "END:VCALENDAR", "",
	}, "\r\n")
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestLinesAreFoldedBetweenCharacters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		summary := rapid.StringN(0, 300, -1).Draw(t, "summary")
		file := string(calendar.File(stamp, calendar.Event{UID: "x", Day: stamp, Summary: summary}))
		for line := range strings.SplitSeq(strings.TrimSuffix(file, "\r\n"), "\r\n") {
			if len(line) > 75 || !utf8.ValidString(line) || strings.ContainsAny(line, "\r\n") {
				t.Fatalf("line %q of %d bytes", line, len(line))
			}
		}
		if strings.Count(strings.ReplaceAll(file, "\r\n ", ""), "\r\n") != 12 {
			t.Fatalf("a summary %q adds lines: %q", summary, file)
		}
	})
}
