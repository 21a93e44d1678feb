package main

import (
	"os"
	"strings"
	"testing"

	"kompass/internal/i18n"
)

const (
	versionOne   = questionnaireFiles + "versions/v1.yaml"
	versionThree = questionnaireFiles + "versions/v3.yaml"
)

func TestFindingsAreToldInTheLanguageAskedFor(t *testing.T) {
	s := newShell(t)
	broken := s.file("broken.yaml", "schema: 1\nid: X\n")
	english := broken + `:1: key "title" is missing`
	german := broken + `:1: der Schlüssel "title" fehlt`
	for _, tt := range []struct {
		env  i18n.Lang
		args []string
		want string
	}{
		{i18n.English, []string{"lint", broken}, english}, {i18n.German, []string{"lint", broken}, german},
		{i18n.English, []string{"lint", "--lang", "de", broken}, german}, {i18n.German, []string{"lint", broken, "--lang=en"}, english},
	} {
		s.lang = tt.env
		if got := s.raw(tt.args...); got.code != exitError || got.stderr != "" || !strings.Contains(got.stdout, tt.want+"\n") {
			t.Errorf("%s, %q: got %+v, want %q", tt.env, tt.args, got, tt.want)
		}
	}
	for _, command := range [][]string{{"diff", broken, broken}, {"score", "--questionnaire", broken, broken}} {
		got := s.raw(append(command, "--lang", "de")...)
		if got.code != exitError || got.stdout != "" || !strings.Contains(got.stderr, german) {
			t.Errorf("%q: got %+v, want %q", command, got, german)
		}
	}
	s.lang = i18n.German
	if got := s.raw("lint", "--json", broken); !strings.Contains(got.stdout, `"message": "key \"title\" is missing"`) {
		t.Errorf("JSON is for programs, got %s", got.stdout)
	}
	s.refused(exitUsage, "--lang ist de oder en", "lint", "--lang", "fr", broken)
	s.refused(exitUsage, "lint wants at least one file", "lint", "--lang", "en")
}

func TestVersionsAreComparedInTheLanguageAskedFor(t *testing.T) {
	s := newShell(t)
	english, german := s.ok("diff", versionOne, versionThree), s.ok("diff", versionOne, versionThree, "--lang", "de")
	for _, pair := range [][2]string{{"\tsame\tcomparable: true", "\tgleich\tvergleichbar: ja"}, {"\tdropped\tcomparable: false", "\tentfallen\tvergleichbar: nein"}} {
		if n := strings.Count(english, pair[0]); n == 0 || n != strings.Count(german, pair[1]) {
			t.Errorf("got %s\n\n%s, want as often %q as %q", english, german, pair[0], pair[1])
		}
	}
	one, err := os.ReadFile(versionOne)
	if err != nil {
		t.Fatal(err)
	}
	changed := s.file("changed.yaml", strings.Replace(string(one), "Versions", "Version", 1))
	other := s.file("other.yaml", strings.Replace(string(one), "id: versions", "id: others", 1))
	s.refused(exitError, "unchanged version number", "diff", versionOne, changed)
	s.refused(exitError, "die Version ist beide Male 1", "diff", versionOne, changed, "--lang", "de")
	s.refused(exitError, "Das sind verschiedene Fragebögen: versions und others", "diff", versionOne, other, "--lang", "de")
}

func TestFilesOfAnswersAreRefusedInTheLanguageAskedFor(t *testing.T) {
	s := newShell(t)
	company, teams := s.company("Service")
	round := s.round(company).ID
	wrong := s.file("wrong.csv", strings.ReplaceAll(answers(t, 1, sheet{teams[0], "staff", 1}), teams[0], "Nirgends"))
	s.refused(exitError, "Zeile 2, Spalte \"team\"", "import", round, wrong, "--lang", "de")
	s.refused(exitError, `row 2, column "team"`, "import", round, wrong)
	s.refused(exitError, "Keine Spalte heißt wie", "score", "--questionnaire", versionOne, wrong, "--lang", "de")
	s.refused(exitUsage, "import erwartet genau: ", "import", round, "--lang", "de")
}
