// Package calendar writes dates as files that calendars take: iCalendar, RFC 5545.
package calendar

import (
	"strings"
	"time"
	"unicode/utf8"
)

// MediaType is the content type of the files.
const MediaType = "text/calendar; charset=utf-8"

// Event is one date. UID is its name for good, unique in the world: a calendar that takes a file with it again moves the date instead
// of adding one.
type Event struct {
	UID         string
	At          time.Time     // when it begins; a zero time is a whole Day
	Lasts       time.Duration // 0 for a moment
	Day         time.Time     // of which only the date counts
	Summary     string
	Description string
	URL         string
}

// File writes events as a calendar. Stamp is when it is written.
func File(stamp time.Time, events ...Event) []byte {
	var f file
	f.line("BEGIN", "VCALENDAR")
	f.line("VERSION", "2.0")
	f.line("PRODID", "-//Kompass//Kompass//DE")
	for _, e := range events {
		f.line("BEGIN", "VEVENT")
		f.line("UID", e.UID)
		f.line("DTSTAMP", moment(stamp))
		f.when(e)
		f.line("SUMMARY", text(e.Summary))
		if e.Description != "" {
			f.line("DESCRIPTION", text(e.Description))
		}
		if e.URL != "" {
			f.line("URL", e.URL)
		}
		f.line("TRANSP", "TRANSPARENT")
		f.line("END", "VEVENT")
	}
	f.line("END", "VCALENDAR")
	return []byte(f.String())
}

// when writes begin and end: moments in UTC, days as dates, the end of which is the day after (RFC 5545, 3.6.1).
func (f *file) when(e Event) {
	if e.At.IsZero() {
		f.line("DTSTART;VALUE=DATE", e.Day.Format(day))
		f.line("DTEND;VALUE=DATE", e.Day.AddDate(0, 0, 1).Format(day))
		return
	}
	f.line("DTSTART", moment(e.At))
	if e.Lasts > 0 {
		f.line("DTEND", moment(e.At.Add(e.Lasts)))
	}
}

const day = "20060102"

func moment(t time.Time) string { return t.UTC().Format("20060102T150405Z") }

// text escapes what stands in a value of type TEXT (RFC 5545, 3.3.11). Other control characters have no place in one.
func text(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
	s = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`).Replace(s)
}

// file is a calendar as it is written.
type file struct{ strings.Builder }

// width is how many bytes a line has at most, without its end (RFC 5545, 3.1).
const width = 75

// line writes a property, folded where it is too long: never within a character.
func (f *file) line(name, value string) {
	left := width
	for _, r := range name + ":" + value {
		if n := utf8.RuneLen(r); n > left {
			f.WriteString("\r\n ")
			left = width - 1 - n
		} else {
			left -= n
		}
		f.WriteRune(r)
	}
	f.WriteString("\r\n")
}
