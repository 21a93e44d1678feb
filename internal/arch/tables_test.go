package arch_test

import (
	"errors"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"

	"kompass/internal/arch"
)

func TestEveryRowOfTrustIsProven(t *testing.T) {
	page := source("docs/trust.md", readFile(t, "docs/trust.md"))
	report(t, arch.Unproven(page, arch.Tests(sources(t, ".go"))))
	report(t, arch.Misquoted(page, func(path string) (string, error) {
		text, err := fs.ReadFile(os.DirFS(root), path)
		return string(text), err
	}))
}

// limit is what an item of the list of limits begins with.
var limit = regexp.MustCompile(`(?m)^- \*\*(.+?)\*\*`)

func TestTrustNamesEveryLimit(t *testing.T) {
	page, limits := readFile(t, "docs/trust.md"), limit.FindAllStringSubmatch(readFile(t, "docs/datenschutz/grenzen.md"), -1)
	if len(limits) < 10 {
		t.Fatalf("found %d limits", len(limits))
	}
	for _, m := range limits {
		if !strings.Contains(page, "“"+m[1]+"”") {
			t.Errorf("docs/trust.md does not say in English what %q says", m[1])
		}
	}
}

func TestUnprovenRowsAreFound(t *testing.T) {
	page := source("page.md", "| promise | test |\n| --- | --- |\n| a | `urn.TestSealed` |\n| b | `urn.TestGone` |\n| c | by hand |\n|  | `internal/urn.TestSealed` |\n\n"+
		"| other | head |\n| --- | --- |\n| no | test |\n")
	found := arch.Unproven(page, map[string]bool{"internal/urn.TestSealed": true})
	caught(t, found, "page.md:4: names the test urn.TestGone, which does not exist", "page.md:5: names no test", "page.md:6: says nothing under promise")
}

func TestMisquotedRowsAreFound(t *testing.T) {
	page := source("page.md", "| says now | where |\n| --- | --- |\n| “a b c” | `a.md` |\n| “a c” | `a.md` |\n| a b | `a.md` |\n| “a” | `none.md` |\n")
	found := arch.Misquoted(page, func(path string) (string, error) {
		if path != "a.md" {
			return "", errors.New("no such file")
		}
		return "a\nb  c\n", nil
	})
	caught(t, found, `page.md:4: a.md does not say "a c"`, "page.md:5: quotes nothing", "page.md:6: no such file")
}
