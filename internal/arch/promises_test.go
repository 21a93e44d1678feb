package arch_test

import (
	"strings"
	"testing"

	"kompass/internal/arch"
	"kompass/internal/dossier"
	"kompass/internal/dossier/dossiertest"
)

// promises are the pages each sentence of which a test holds.
var promises = []string{
	"docs/anonymity.md", "docs/asvs.md",
	"docs/datenschutz/README.md", "docs/datenschutz/avv-anlage.md", "docs/datenschutz/betriebsvereinbarung.md", "docs/datenschutz/grenzen.md",
	"docs/handbuch/README.md", "docs/handbuch/was-daraus-wurde.md", "docs/handbuch/termine.md",
	"docs/datenschutz/loeschkonzept.md", "docs/datenschutz/tom.md", "docs/datenschutz/verzeichnis-verarbeitungstaetigkeiten.md",
}

func TestEveryPromiseHasATest(t *testing.T) {
	tests := arch.Tests(sources(t, ".go"))
	if len(tests) < 500 {
		t.Fatalf("found %d tests", len(tests))
	}
	for _, page := range promises {
		report(t, arch.Unheld(source(page, readFile(t, page)), tests))
	}
}

func TestEveryClaimOfADossierHasATest(t *testing.T) {
	tests := arch.Tests(sources(t, ".go"))
	named := 0
	for _, s := range dossiertest.Cases() {
		for _, section := range dossier.Of(s) {
			for _, claim := range section.Claims {
				for _, name := range claim.Tests {
					if named++; !tests[name] {
						t.Errorf("%s names the test %s, which does not exist", claim.Key, name)
					}
				}
			}
		}
	}
	if named < 100 {
		t.Errorf("got %d tests named, want those of every claim", named)
	}
}

func TestUnheldPromisesAreFound(t *testing.T) {
	tests := arch.Tests([]arch.Source{
		source("internal/urn/urn_test.go", "package urn_test\n\nfunc TestSealed(t *testing.T) {}\n"),
		source("internal/store/storetest/a.go", "package storetest\n\nvar tests = []test{\n\t{\"one, and only one\", func(f *fixture) {\n"),
		source("internal/store/store_test.go", "package store_test\n\nfunc TestStore(t *testing.T) {}\n"),
		source("internal/urn/urn.go", "package urn\n\nfunc TestNothing() {}\n"),
	})
	for name, c := range map[string]struct {
		page string
		want string
	}{
		"a heading and code":                {"# Title\n\n```\nno promise\n```\n", ""},
		"held":                              {"It is sealed. <!-- test: internal/urn.TestSealed -->\n", ""},
		"held on the next line":             {"It is\nsealed.\n<!-- test: internal/urn.TestSealed -->\n", ""},
		"a table with a comment of its own": {"| a |\n| --- |\n| b |\n\n<!-- test: internal/urn.TestSealed -->\n", ""},
		"a limit":                           {"Root can read it. <!-- limit -->\n", ""},
		"no test":                           {"It is sealed.\n", "page.md:1: names no test that would fail if this were false"},
		"one list item of two":              {"- held <!-- test: internal/urn.TestSealed -->\n- not\n", "page.md:2: names no test that would fail if this were false"},
		"a test that is not there":          {"\nSealed. <!-- test: internal/urn.TestGone -->\n", "page.md:2: names the test internal/urn.TestGone, which does not exist"},
		"a row of the tests of stores":      {"One. <!-- test: internal/store.TestStore/one_and_only_one -->\n", ""},
		"no row of the tests of stores":     {"One. <!-- test: internal/store.TestStore -->\n", "page.md:1: names the test internal/store.TestStore, which does not exist"},
		"a function that is no test":        {"Sealed. <!-- test: internal/urn.TestNothing -->\n", "page.md:1: names the test internal/urn.TestNothing, which does not exist"},
	} {
		var got []string
		for _, f := range arch.Unheld(source("page.md", c.page), tests) {
			got = append(got, f.String())
		}
		if strings.Join(got, "\n") != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}
