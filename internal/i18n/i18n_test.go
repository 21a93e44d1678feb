package i18n_test

import (
	"testing"
	"time"

	"kompass/internal/i18n"
)

func TestEveryKeyHasBothLanguages(t *testing.T) {
	if len(i18n.Keys()) == 0 {
		t.Fatal("the catalogue is empty")
	}
	for _, key := range i18n.Keys() {
		for _, l := range i18n.Langs {
			if !i18n.Has(l, key) {
				t.Errorf("%s: no text in %s", key, l)
			}
		}
	}
}

func TestNegotiate(t *testing.T) {
	tests := map[string]struct {
		header  string
		choices []string
		want    i18n.Lang
	}{
		"nothing asked is German":           {"", nil, i18n.German},
		"query comes first":                 {"de", []string{"en", "de"}, i18n.English},
		"cookie when the query is unknown":  {"de", []string{"fr", "en"}, i18n.English},
		"header with weights":               {"fr;q=0.9, en-GB;q=0.8", nil, i18n.English},
		"Austrian German":                   {"de-AT", nil, i18n.German},
		"an unknown language is German":     {"ja", nil, i18n.German},
		"a broken header is German":         {";;;=", nil, i18n.German},
		"region of English":                 {"en-US,en;q=0.5", []string{"", ""}, i18n.English},
		"an empty choice is no choice":      {"en", []string{""}, i18n.English},
		"upper case is not one of ours":     {"", []string{"EN"}, i18n.German},
		"German preferred over English":     {"de;q=1, en;q=0.5", nil, i18n.German},
		"English preferred over German":     {"en;q=1, de;q=0.5", nil, i18n.English},
		"a long list does not break things": {"fr,it,ja,en", nil, i18n.English},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := i18n.Negotiate(tt.header, tt.choices...); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestNumbersAreTypeset(t *testing.T) {
	de, en := i18n.For(i18n.German), i18n.For(i18n.English)
	tests := []struct{ got, want string }{
		{de.Num(2.25, 1), "2,3"}, {en.Num(2.25, 1), "2.3"}, {de.Num(-0.04, 1), "0,0"}, {de.Num(-1.5, 1), "−1,5"},
		{de.Signed(0.3, 1), "+0,3"}, {de.Signed(-0.3, 1), "−0,3"}, {de.Signed(0.01, 1), "0,0"},
		{de.Decimal("<0.2"), "<0,2"}, {en.Decimal("<0.2"), "<0.2"}, {de.Decimal("-1.25"), "-1,25"}, {de.Decimal("12"), "12"},
		{de.Exact(2.25, 4), "2,25"}, {en.Exact(3, 4), "3"}, {de.Exact(-0.50004, 4), "−0,5"}, {de.Exact(100, 0), "100"}, {en.Exact(0.33337, 4), "0.3334"},
		{de.Int(9999), "9999"}, {de.Int(12345), "12\u202f345"}, {en.Int(1234567), "1,234,567"}, {de.Int(-12345), "−12\u202f345"},
		{de.Percent(0.625), "63\u00a0%"}, {en.Percent(0.625), "63%"},
		{de.Range(2.1, 2.8, 1), "2,1 bis 2,8"}, {en.Range(2.1, 2.8, 1), "2.1 to 2.8"},
		{de.Day("2026-03-03"), "3.\u00a0März 2026"}, {en.Day("2026-03-03"), "3 March 2026"}, {de.Day("soon"), "soon"},
		{de.DateTime(time.Date(2026, 7, 1, 22, 30, 0, 0, time.UTC)), "2.\u00a0Juli 2026, 00:30\u00a0Uhr"},
		{en.Date(time.Time{}), ""},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
}

func TestTextsFillTheirPlaceholders(t *testing.T) {
	de := i18n.For(i18n.German)
	if got, want := de.T("result.n", "n", 12345), "n = 12\u202f345"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := de.T("no.such.key"), "[no.such.key]"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestTheSwitchGoesThroughAllLanguages(t *testing.T) {
	seen, l := map[i18n.Lang]bool{}, i18n.German
	for range i18n.Langs {
		seen[l] = true
		l = l.Next()
	}
	if len(seen) != len(i18n.Langs) || l != i18n.German {
		t.Errorf("got %v and back to %q, want every language once", seen, l)
	}
}

func TestLocalesOfTheEnvironmentAreRead(t *testing.T) {
	for locale, want := range map[string]i18n.Lang{"de_AT.UTF-8": i18n.German, "de": i18n.German, "en_GB": i18n.English, "C": i18n.English, "fr_FR": i18n.English} {
		if got := i18n.Locale(locale); got != want {
			t.Errorf("%s: got %s, want %s", locale, got, want)
		}
	}
}
