package main

import (
	"strings"
	"testing"

	"kompass/internal/i18n"
)

type importedJSON struct {
	Imported int `json:"imported"`
	Already  int `json:"already"`
}

func (s *shell) imports(round, file string) importedJSON {
	s.t.Helper()
	var out importedJSON
	s.json(&out, "import", round, file)
	return out
}

func TestImportTakesEveryRowOnce(t *testing.T) {
	s := newShell(t)
	company, teams := s.company("Service", "Küche & Bar")
	round := s.round(company).ID
	byID := answers(t, 3, sheet{teams[0], "staff", 1}, sheet{teams[1], "", 2})
	byName := answers(t, 2, sheet{"Service", "leaders", 1}, sheet{" Küche  &  Bar ", "staff", 2})
	first := s.file("first.csv", byID)
	equal(t, "by id", s.imports(round, first), importedJSON{6, 0})
	equal(t, "again", s.imports(round, first), importedJSON{0, 6})
	equal(t, "the same content under another name", s.imports(round, s.file("copy.csv", byID)), importedJSON{0, 6})
	equal(t, "by name, with semicolons", s.imports(round, s.file("second.csv", strings.ReplaceAll(byName, ",", ";"))), importedJSON{4, 0})
	equal(t, "equal rows of one file", s.imports(round, s.file("twins.csv", answers(t, 1, sheet{teams[0], "", 1}, sheet{teams[0], "", 1}))), importedJSON{2, 0})
	twelve := 12
	equal(t, "counted", s.listed(round).Responses, &twelve)
	other := s.round(company).ID
	equal(t, "another round", s.imports(other, first), importedJSON{6, 0})
}

func TestImportIsAllOrNothing(t *testing.T) {
	s := newShell(t)
	company, teams := s.company("Service")
	_, foreign := s.company("Küche")
	round := s.round(company).ID
	good := answers(t, 6, sheet{teams[0], "staff", 1})
	last := strings.Split(strings.TrimSpace(good), "\n")[6]
	replaced := func(old, new string) string { return good + strings.Replace(last, old, new, 1) + "\n" }
	blank := teams[0] + ",staff" + strings.Repeat(",", strings.Count(last, ",")-1) + "\n"
	for name, tt := range map[string]struct{ content, words string }{
		"unknown team":              {replaced(teams[0], "Nowhere"), `row 8, column "team": unknown team "Nowhere"`},
		"team of another company":   {replaced(teams[0], foreign[0]), `row 8, column "team"`},
		"no team":                   {replaced(teams[0], ""), `row 8, column "team"`},
		"unknown perspective":       {replaced("staff", "guests"), `row 8, column "perspective": unknown perspective "guests"`},
		"unknown answer":            {good + last[:len(last)-1] + "9\n", "row 8, column"},
		"a sheet without an answer": {good + blank, "row 8: holds no answer"},
		"no column for the team":    {strings.Replace(good, "team,", "group,", 1), `a column "team"`},
		"no items":                  {"team,perspective\n" + teams[0] + ",staff\n", "row 1"},
		"nothing":                   {"", "empty"},
	} {
		t.Run(name, func(t *testing.T) {
			inner := *s
			inner.t = t
			inner.check(s.run("import", round, s.file("bad.csv", tt.content), "--json"), exitError, tt.words)
			equal(t, "answers", inner.listed(round).Responses, (*int)(nil))
		})
	}
	many := s.run("import", round, s.file("many.csv", strings.ReplaceAll(good, "staff", "guests")))
	if many.code != exitError || strings.Count(many.stderr, "row ") != 6 || many.stdout != "" {
		t.Errorf("got %+v, want every row named", many)
	}
	file := s.file("good.csv", good)
	s.refused(exitError, "no round “none”", "import", "none", file)
	s.refused(exitError, "none.csv", "import", round, s.dir+"/none.csv")
	equal(t, "the corrected file", s.imports(round, file), importedJSON{6, 0}) // no row of a refused file is remembered
	s.ok("round", "close", round)
	s.refused(exitError, "closed already", "import", round, file)
}

func TestImportWithoutTeamsOrPerspectives(t *testing.T) {
	s := newShell(t)
	company, _ := s.company()
	round := s.round(company, "--perspectives", "none", "--heads", "30").ID
	bare := strings.ReplaceAll(answers(t, 5, sheet{"", "", 2}), "team,perspective,", "")
	bare = strings.ReplaceAll(bare, "\n,,", "\n")
	equal(t, "without the columns", s.imports(round, s.file("bare.csv", bare)), importedJSON{5, 0})
	equal(t, "with empty columns", s.imports(round, s.file("empty.csv", answers(t, 1, sheet{"", "", 2}))), importedJSON{1, 0})
	s.refused(exitError, `unknown team "Service"`, "import", round, s.file("team.csv", answers(t, 1, sheet{"Service", "", 2})))
	s.refused(exitError, `unknown perspective "staff"`, "import", round, s.file("view.csv", answers(t, 1, sheet{"", "staff", 2})))
	if got := s.ok("import", round, s.file("one.csv", answers(t, 1, sheet{"", "", 4}))); got != "1 answers imported, 0 had been there already." {
		t.Errorf("got %q", got)
	}
}

func TestImportSaysWhatIsWrongInThePersonsLanguage(t *testing.T) {
	s := newShell(t)
	company, teams := s.company("Service")
	round := s.round(company).ID
	good := answers(t, 1, sheet{teams[0], "staff", 1})
	s.lang = i18n.German
	s.refused(exitError, "Windows-1252 aus, Zeile 1", "import", round, s.file("excel.csv", "K\xfcche;a\n"))
	s.refused(exitError, `Zeile 2, Spalte "team": Das Team "Bar" gehört nicht zur Runde`, "import", round, s.file("bar.csv", strings.ReplaceAll(good, teams[0], "Bar")))
}
