package arch_test

import (
	"testing"

	"kompass/internal/arch"
)

func TestSourcesAreWrittenAsPeopleSearch(t *testing.T) {
	for _, s := range sources(t, ".go", ".templ", ".md", ".yaml") {
		if !s.Generated() && !s.In("internal/arch") {
			report(t, arch.Unidiomatic(s))
		}
	}
}

func TestUnidiomaticWordsAreFound(t *testing.T) {
	s := source("a/a.go", "// Open says whether it is open.\nfunc Open() {}\n\n// Own is an own target, your own.\n// It reports whether.\n")
	caught(t, arch.Unidiomatic(s), "a/a.go:1: a comment in Go", "a/a.go:4: in English")
}
