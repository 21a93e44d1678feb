package export_test

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kompass/internal/export"
	"kompass/internal/result"
)

func TestFilesAreNamedAfterCompanyAndRound(t *testing.T) {
	for _, c := range [][3]string{
		{"Hotel Süd & Söhne", "Herbst 2026", "Hotel-Süd-Söhne-Herbst-2026.csv"},
		{"../../etc", `a";filename=e.html`, "etc-a-filename-e-html.csv"},
		{"C:\\x", "\r\nSet-Cookie: a", "C-x-Set-Cookie-a.csv"},
		{"\u202egnp.exe", "=1+1", "gnp-exe-1-1.csv"},
		{"…", "--", "kompass-r1.csv"},
		{strings.Repeat("ä", 300), "x", strings.Repeat("ä", 80) + ".csv"},
	} {
		d := &result.Document{Company: c[0], Title: c[1], Round: "r1"}
		if got := export.FileName(d, export.CSV); got != c[2] {
			t.Errorf("%q, %q: got %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

var plain = regexp.MustCompile(`^kompass-[a-zA-Z0-9]*\.xlsx$`)

func TestNamesAreNothingButNames(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := &result.Document{Company: rapid.String().Draw(t, "company"), Title: rapid.String().Draw(t, "title"), Round: rapid.String().Draw(t, "round")}
		name := export.FileName(d, export.XLSX)
		if !strings.HasSuffix(name, ".xlsx") || strings.ContainsAny(name, "/\\\"';:\r\n\x00%") || strings.Count(name, ".") != 1 || strings.HasPrefix(name, "-") {
			t.Fatalf("got %q", name)
		}
		if got := export.PlainName(d, export.XLSX); !plain.MatchString(got) {
			t.Fatalf("got %q", got)
		}
	})
}
