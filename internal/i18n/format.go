package i18n

import (
	"math"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // the zone must be there on a bare server and in an empty container image
)

// The characters that typeset numbers: a real minus sign and no-break spaces.
const (
	minus     = "\u2212"
	thinSpace = "\u202f"
	noBreak   = "\u00a0"
)

// Num writes a number with a fixed number of decimals, rounded half away from zero: "2,5" in German, "2.5" in English,
// with a minus sign.
func (z Localizer) Num(v float64, decimals int) string {
	scale := math.Pow(10, float64(decimals))
	r := math.Round(math.Abs(v)*scale+1e-9) / scale
	s := z.Decimal(strconv.FormatFloat(r, 'f', decimals, 64))
	if v < 0 && r != 0 {
		s = minus + s
	}
	return s
}

// Decimal writes a number that is given in digits, such as "3.8", with the decimal sign of the language and nothing else
// changed: what programs read has a hyphen for a minus sign.
func (z Localizer) Decimal(digits string) string {
	if z.lang == German {
		return strings.Replace(digits, ".", ",", 1)
	}
	return digits
}

// Exact writes a number without needless digits, and with at most so many decimals: "2,25", "3", "−0,5".
func (z Localizer) Exact(v float64, decimals int) string {
	s := z.Num(v, decimals)
	if sign := z.Decimal("."); strings.Contains(s, sign) {
		s = strings.TrimRight(strings.TrimRight(s, "0"), sign)
	}
	return s
}

// Signed writes a number with its sign: "+0,3", "−0,3", "0,0".
func (z Localizer) Signed(v float64, decimals int) string {
	s := z.Num(v, decimals)
	if v > 0 && s != z.Num(0, decimals) {
		return "+" + s
	}
	return s
}

// Int writes a whole number, from 10 000 on with thousands separators.
func (z Localizer) Int(n int) string {
	s := strconv.Itoa(n)
	neg := strings.HasPrefix(s, "-")
	s = strings.TrimPrefix(s, "-")
	if len(s) > 4 {
		sep := thinSpace
		if z.lang == English {
			sep = ","
		}
		for i := len(s) - 3; i > 0; i -= 3 {
			s = s[:i] + sep + s[i:]
		}
	}
	if neg {
		s = minus + s
	}
	return s
}

// Percent writes a share in whole percent: "63 %" in German, "63%" in English.
func (z Localizer) Percent(share float64) string {
	s := z.Num(share*100, 0)
	if z.lang == English {
		return s + "%"
	}
	return s + noBreak + "%"
}

// Range writes an interval: "2,1 bis 2,8" or "2.1 to 2.8".
func (z Localizer) Range(low, high float64, decimals int) string {
	word := " bis "
	if z.lang == English {
		word = " to "
	}
	return z.Num(low, decimals) + word + z.Num(high, decimals)
}

var germanMonths = [...]string{"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
	"Oktober", "November", "Dezember"}

// Date writes a day: "3. März 2026" or "3 March 2026"; "" for the zero time.
func (z Localizer) Date(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	t = t.In(zone)
	if z.lang == English {
		return t.Format("2 January 2006")
	}
	return strconv.Itoa(t.Day()) + "." + noBreak + germanMonths[t.Month()-1] + " " + strconv.Itoa(t.Year())
}

// DateTime writes a day and a time of day.
func (z Localizer) DateTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	clock := t.In(zone).Format("15:04")
	if z.lang == English {
		return z.Date(t) + ", " + clock
	}
	return z.Date(t) + ", " + clock + noBreak + "Uhr"
}

// Day writes a day given as YYYY-MM-DD like [Localizer.Date]; anything else comes back as it is.
func (z Localizer) Day(day string) string {
	t, err := time.ParseInLocation("2006-01-02", day, zone)
	if err != nil {
		return day
	}
	return z.Date(t)
}

var zone = mustZone("Europe/Berlin")

func mustZone(name string) *time.Location {
	loc, err := time.LoadLocation(name)
	if err != nil {
		panic(err) // the zone database is compiled in
	}
	return loc
}

// Zone is the time zone in which the product shows and reads days and times.
func Zone() *time.Location { return zone }
