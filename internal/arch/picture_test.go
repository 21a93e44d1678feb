package arch_test

import (
	"strings"
	"testing"

	"kompass/internal/arch"
)

func TestThePictureShowsEveryPackage(t *testing.T) {
	packages, err := arch.Packages(t.Context(), root)
	if err != nil {
		t.Fatal(err)
	}
	if want := "```\n" + arch.Picture(packages) + "```\n"; !strings.Contains(readFile(t, "docs/architecture.md"), want) {
		t.Errorf("docs/architecture.md draws other packages or arrows than there are. Put this in place of its picture:\n%s", want)
	}
}

func TestAPictureHasFloorsAndNoArrowTwice(t *testing.T) {
	got := arch.Picture([]arch.Package{
		{ImportPath: "kompass/internal/leaf", Imports: []string{"fmt"}, Deps: []string{"fmt"}},
		{ImportPath: "kompass/internal/middle", Imports: []string{"kompass/internal/leaf"}, Deps: []string{"fmt", "kompass/internal/leaf"}},
		{ImportPath: "kompass/cmd/top", Imports: []string{"kompass/internal/leaf", "kompass/internal/middle", "kompass/views"},
			Deps: []string{"fmt", "kompass/internal/leaf", "kompass/internal/middle", "kompass/views"}},
		{ImportPath: "kompass/views"},
	})
	want := " 2  cmd/top          → middle views\n\n 1  middle           → leaf\n\n 0  leaf\n 0  views\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
