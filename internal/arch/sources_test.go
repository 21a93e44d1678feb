package arch_test

import (
	"slices"
	"testing"

	"kompass/internal/arch"
)

// rawAllowed is where text may go onto a page as it is, and why.
var rawAllowed = map[string]string{
	"views/svg.go": "SVG that the server itself drew and cleaned, QR codes that it drew, and the product's own style sheet",
}

func TestTemplatesHoldNoInlineCode(t *testing.T) {
	for _, s := range sources(t, ".templ") {
		report(t, arch.InlineCode(s))
	}
}

func TestNothingGoesOntoAPageUnescaped(t *testing.T) {
	for _, s := range append(sources(t, ".templ"), written(t)...) {
		found := arch.Unescaped(s)
		switch {
		case rawAllowed[s.Path] == "":
			report(t, found)
		case len(found) == 0:
			t.Errorf("%s need not be allowed any more to leave text as it is", s.Path)
		}
	}
}

func TestOnlyCommandsReadTheClock(t *testing.T) {
	check(t, arch.WallClock, func(s arch.Source) bool { return !s.In("cmd") })
}

func TestHandlersUseTheRequestsContext(t *testing.T) {
	check(t, arch.RequestContext, func(s arch.Source) bool { return s.In("internal/web") })
}

func TestExportedNamesAreDocumented(t *testing.T) {
	check(t, arch.Undocumented, func(arch.Source) bool { return true })
}

func TestStatementsAreWrittenOut(t *testing.T) {
	for _, folder := range []string{"internal/store", "internal/sqlite", "internal/postgres"} {
		files := slices.DeleteFunc(written(t), func(s arch.Source) bool { return !s.In(folder) })
		if len(files) == 0 {
			t.Fatalf("no files below %s", folder)
		}
		found, err := arch.BuiltSQL(files)
		if err != nil {
			t.Fatal(err)
		}
		report(t, found)
	}
}

func TestStatementsAreWhatEveryDatabaseTakes(t *testing.T) {
	check(t, arch.Dialect, func(s arch.Source) bool { return s.In("internal/store") })
}

// The tests of web look past the store into the file, and the bare loop of the measurements has none.
func TestOnlyTheStoreKnowsSQL(t *testing.T) {
	check(t, arch.Statements, func(s arch.Source) bool {
		return !s.In("internal/store", "internal/sqlite", "internal/postgres", "internal/web/webtest", "cmd/bench")
	})
}

func TestFilesAreShort(t *testing.T) {
	for _, s := range sources(t, ".go", ".templ", ".css", ".js", ".mjs", ".sql") {
		if !s.Generated() && s.Path != "assets/chart/bundle.js" {
			report(t, arch.Long(s, 400))
		}
	}
}

func TestEveryPackageHasAComment(t *testing.T) {
	found, err := arch.Uncommented(sources(t, ".go"))
	if err != nil {
		t.Fatal(err)
	}
	report(t, found)
}

func check(t *testing.T, rule func(arch.Source) ([]arch.Finding, error), concerned func(arch.Source) bool) {
	t.Helper()
	checked := 0
	for _, s := range written(t) {
		if !concerned(s) {
			continue
		}
		checked++
		found, err := rule(s)
		if err != nil {
			t.Fatal(err)
		}
		report(t, found)
	}
	if checked == 0 {
		t.Error("the rule concerns no file")
	}
}
