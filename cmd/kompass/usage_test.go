package main

import (
	"strings"
	"testing"

	"kompass/internal/i18n"
)

func TestWrongCallsAreUsageErrors(t *testing.T) {
	s := newShell(t)
	file := s.file("any.csv", "a\n1\n")
	open := []string{"round", "open", "--company", "x", "--questionnaire", short, "--title", "T"}
	for _, tt := range []struct {
		words string
		args  []string
	}{
		{"nonsense", []string{"nonsense"}},
		{"--nonsense", []string{"--nonsense"}},
		{"--nonsense", []string{"company", "list", "--nonsense"}},
		{"--nonsense", []string{"company", "--nonsense", "list"}},
		{"--version", []string{"company", "list", "--version"}},
		{"command is missing", []string{"company"}},
		{"command is missing", []string{"round"}},
		{"nonsense", []string{"round", "nonsense"}},
		{"--name", []string{"company", "add"}},
		{"--name", []string{"company", "add", "--name"}},
		{"--company, --name", []string{"team", "add", "--size", "3"}},
		{"--size", []string{"team", "add", "--company", "x", "--name", "y"}},
		{"many", []string{"team", "add", "--company", "x", "--name", "y", "--size", "many"}},
		{"1.5", []string{"team", "add", "--company", "x", "--name", "y", "--size", "1.5"}},
		{"--email", []string{"user", "add", "--role", "trainer"}},
		{"boss", []string{"user", "add", "--email", "a@example.org", "--role", "boss"}},
		{"belongs to a company", []string{"user", "add", "--email", "a@example.org", "--role", "coordinator"}},
		{"belongs to no company", []string{"user", "add", "--email", "a@example.org", "--role", "trainer", "--company", "x"}},
		{"ID", []string{"user", "disable"}},
		{"ID", []string{"user", "disable", "a", "b"}},
		{"--company", []string{"target", "show"}},
		{"--profile or --file", []string{"target", "set", "--company", "x"}},
		{"--profile or --file", []string{"target", "set", "--company", "x", "--profile", "a", "--file", file}},
		{"--title", []string{"round", "open", "--company", "x", "--questionnaire", short}},
		{"some", append(open, "--perspectives", "some")},
		{"secret", append(open, "--mode", "secret")},
		{"five", append(open, "--min-group", "five")},
		{"tomorrow", append(open, "--opens", "tomorrow")},
		{"2026-13-01", append(open, "--closes", "2026-13-01")},
		{"takes no arguments", append(open, "extra")},
		{"ID", []string{"round", "close"}},
		{"ID", []string{"round", "release", "a", "b"}},
		{"ID", []string{"round", "cancel", "--yes"}},
		{"ROUND FILE.csv", []string{"import", "a"}},
		{"ROUND FILE.csv", []string{"import", "a", file, "c"}},
		{"ROUND", []string{"result"}},
		{"FILE|DIR", []string{"backup"}},
		{"FILE", []string{"restore", "a", "b"}},
		{"at least one file", []string{"lint"}},
		{"OLD NEW", []string{"diff", "one"}},
		{"OLD NEW", []string{"diff", "one", "two", "three"}},
		{"--questionnaire", []string{"score", file}},
		{"RESPONSES.csv", []string{"score", "--questionnaire", "q.yaml"}},
		{"--min-group", []string{"score", "--questionnaire", generalFile, "--min-group", "0", file}},
		{"--base-url", []string{"company", "list", "--base-url", "ftp://example.org"}},
		{"--base-url", []string{"company", "list", "--base-url", "example.org"}},
		{"--base-url", []string{"company", "list", "--base-url", "https://example.org/?a=b"}},
		{"maybe", []string{"company", "list", "--json=maybe"}},
	} {
		s.refused(exitUsage, tt.words, tt.args...)
	}
}

func TestCommandsWithoutArgumentsTakeNone(t *testing.T) {
	s := newShell(t)
	for _, args := range [][]string{
		{"serve"}, {"demo"}, {"check"}, {"version"}, {"healthcheck"}, {"company", "list"}, {"round", "list"}, {"user", "list"},
		{"team", "list", "--company", "x"}, {"target", "show", "--company", "x"}, {"target", "freeze", "--company", "x"},
		{"company", "add", "--name", "x"},
	} {
		s.refused(exitUsage, "surplus", append(args, "surplus")...)
	}
}

func TestUsageErrorsSpeakGerman(t *testing.T) {
	s := newShell(t)
	s.lang = i18n.German
	s.refused(exitUsage, "Den Befehl „nonsense“ gibt es nicht", "nonsense")
	s.refused(exitUsage, "Es fehlt: --company, --name", "team", "add", "--size", "3")
	s.refused(exitUsage, "Erwartet wird eine Zahl", "team", "add", "--company", "x", "--name", "y", "--size", "z")
	s.refused(exitUsage, "Die Angabe --nonsense gibt es hier nicht", "company", "list", "--nonsense")
	s.refused(exitUsage, "Hinter --name fehlt der Wert", "company", "add", "--name")
	s.refused(exitUsage, "keine Art von Runde", "round", "open", "--company", "x", "--questionnaire", "y", "--title", "z", "--mode", "w")
}

func TestLanguageComesFromTheEnvironment(t *testing.T) {
	for _, tt := range []struct {
		env  map[string]string
		want i18n.Lang
	}{
		{map[string]string{"LANG": "de_DE.UTF-8"}, i18n.German},
		{map[string]string{"LANG": "de_AT.UTF-8", "LC_ALL": "en_GB.UTF-8"}, i18n.English},
		{map[string]string{"LANG": "en_GB.UTF-8", "LC_MESSAGES": "de_CH"}, i18n.German},
		{map[string]string{"LANG": "en_GB.UTF-8", "KOMPASS_LANG": "de"}, i18n.German},
		{map[string]string{"LANG": "C"}, i18n.English},
		{nil, i18n.English},
	} {
		if got := languageOf(func(name string) string { return tt.env[name] }); got != tt.want {
			t.Errorf("%v: got %q, want %q", tt.env, got, tt.want)
		}
	}
}

func TestHelpIsNoError(t *testing.T) {
	s := newShell(t)
	for _, args := range [][]string{nil, {"--help"}, {"help"}, {"round", "--help"}, {"round", "open", "--help"}} {
		got := s.raw(args...)
		if got.code != exitOK || got.stderr != "" || !strings.Contains(got.stdout, "USAGE") {
			t.Errorf("%q: got exit %d, stderr %q", args, got.code, got.stderr)
		}
	}
}

func TestFlagsStandAnywhere(t *testing.T) {
	s := newShell(t)
	db := []string{"--db", s.db}
	for i, args := range [][]string{
		{"--db", s.db, "--json", "company", "add", "--name", "A"},
		{"company", "--db", s.db, "--json", "add", "--name", "B"},
		{"company", "add", "--json", "--name", "C", "--db", s.db},
		{"company", "add", "--name=D", "--db=" + s.db, "--json=true"},
	} {
		got := s.raw(args...)
		if got.code != exitOK {
			t.Fatalf("%q: got exit %d, stderr %q", args, got.code, got.stderr)
		}
		var out idJSON
		readJSON(t, got.stdout, &out)
		var all []any
		readJSON(t, s.raw(append(db, "company", "list", "--json")...).stdout, &all)
		if len(all) != i+1 || len(out.ID) != 16 {
			t.Errorf("%q: got id %q and %d companies, want %d", args, out.ID, len(all), i+1)
		}
	}
	file := s.file("answers.csv", "team,soil-1\nA,1\n")
	want := s.ok("score", "--questionnaire", generalFile, "--group", "team", "--json", file)
	for _, args := range [][]string{
		{"score", file, "--questionnaire", generalFile, "--json", "--group", "team"},
		{"score", "--json", file, "--group=team", "--questionnaire", generalFile},
		{"--json", "score", "--group", "team", file, "--questionnaire", generalFile},
	} {
		if got := s.ok(args...); got != want {
			t.Errorf("%q: got %s, want %s", args, got, want)
		}
	}
}
