package rounds

import (
	"errors"
	"strings"
	"time"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
)

// ParseMoment reads a day (2026-12-01) and a time of day (18:30) in the product's time zone; without a day it is the zero
// time. Without a time of day a period begins with the day, or lasts until its end. An hour that clocks skip in spring is
// refused; of an hour that comes twice in autumn a period takes in both.
func ParseMoment(field, day, clock string, last bool) (time.Time, error) {
	day, clock = strings.TrimSpace(day), strings.TrimSpace(clock)
	if day == "" && clock == "" {
		return time.Time{}, nil
	}
	t, err := time.ParseInLocation(time.DateOnly, day, i18n.Zone())
	if err != nil {
		return time.Time{}, &kompass.FieldError{Field: field, Code: "error.day.invalid"}
	}
	if clock == "" {
		if last {
			t = t.AddDate(0, 0, 1)
		}
		return t, nil
	}
	const layout = time.DateOnly + " 15:04"
	wall := day + " " + clock
	if t, err = time.ParseInLocation(layout, wall, i18n.Zone()); err != nil {
		return time.Time{}, &kompass.FieldError{Field: field, Code: "error.time.invalid"}
	}
	if t.Format(layout) != wall {
		return time.Time{}, &kompass.FieldError{Field: field, Code: "error.time.skipped"}
	}
	return twice(t, layout, last), nil
}

// twice returns the earlier or, for an end, the later of two moments at which clocks show the same.
func twice(t time.Time, layout string, last bool) time.Time {
	step := -time.Hour
	if last {
		step = time.Hour
	}
	if other := t.Add(step); other.Format(layout) == t.Format(layout) {
		return other
	}
	return t
}

// FormMoment writes a moment as [ParseMoment] reads it: the day and the time of day, which is "" where the day alone says
// it.
func FormMoment(t time.Time, last bool) (day, clock string) {
	if t.IsZero() {
		return "", ""
	}
	t = t.In(i18n.Zone())
	if t.Hour() == 0 && t.Minute() == 0 {
		if last {
			t = t.AddDate(0, 0, -1)
		}
		return t.Format(time.DateOnly), ""
	}
	return t.Format(time.DateOnly), t.Format("15:04")
}

// problems collects everything that is wrong with a form.
type problems []*kompass.FieldError

func (p *problems) add(err error) {
	var field *kompass.FieldError
	if errors.As(err, &field) {
		*p = append(*p, field)
	}
}
