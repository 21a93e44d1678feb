package arch_test

import (
	"testing"

	"kompass/internal/arch"
)

func TestFunctionsAreReadAtOnce(t *testing.T) {
	check(t, func(s arch.Source) ([]arch.Finding, error) { return arch.Unwieldy(s, 60, 5) }, func(arch.Source) bool { return true })
}

func TestUnwieldyFunctionsAreFound(t *testing.T) {
	s := source("a/a.go", "package a\n\nfunc long() {\n\n\n}\n\nfunc wide(a, b int, c string) {}\n\nfunc fits(a int, b string) {\n}\n")
	found, err := arch.Unwieldy(s, 3, 2)
	if err != nil {
		t.Fatal(err)
	}
	caught(t, found, "a/a.go:3: long has 4 lines, 3 at most", "a/a.go:8: wide has 3 parameters, 2 at most")
}
