package arch_test

import (
	"testing"

	"kompass/internal/arch"
)

// sizes keep the house in rooms. A store has statements and a method for everything that is kept.
var sizes = arch.Sizes{Lines: 5000, Methods: 120, Promises: 30, Allowed: map[string]int{
	"views": 5800, "internal/store": 5800, "internal/store.Store": 200,
}}

func TestNothingIsThePlaceForEverything(t *testing.T) {
	found, err := sizes.Check(written(t))
	if err != nil {
		t.Fatal(err)
	}
	report(t, found)
}

func TestWhatIsTooLargeIsCaught(t *testing.T) {
	small := arch.Sizes{Lines: 9, Methods: 1, Promises: 1, Allowed: map[string]int{"b.t": 2}}
	const text = "package a\n\ntype xStore interface{ A(); B() }\n\ntype t struct{}\n\nfunc (t) a() {}\nfunc (*t) b() {}\n\n"
	found, err := small.Check([]arch.Source{source("a/a.go", text+"\n"), source("b/b.go", text)})
	if err != nil {
		t.Fatal(err)
	}
	caught(t, found, "a: 10 lines, at most 9", "a.t: 2 methods, at most 1", "a.xStore: 2 methods, at most 1", "b.xStore: 2 methods, at most 1")
}
