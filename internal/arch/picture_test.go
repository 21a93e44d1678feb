package arch_test

import (
	"flag"
	"os"
	"regexp"
	"testing"

	"kompass/internal/arch"
)

// write puts the picture into the page: go test ./internal/arch -run Picture -write.
var write = flag.Bool("write", false, "draw the packages into docs/architecture.md")

const pictured = root + "/docs/architecture.md"

// drawing is the first block of code of the page.
var drawing = regexp.MustCompile("(?s)```\n.*?```\n")

func TestThePictureShowsEveryPackage(t *testing.T) {
	packages, err := arch.Packages(t.Context(), root)
	if err != nil {
		t.Fatal(err)
	}
	page := readFile(t, "docs/architecture.md")
	at := drawing.FindStringIndex(page)
	if at == nil {
		t.Fatal("docs/architecture.md has no picture")
	}
	want := page[:at[0]] + "```\n" + arch.Picture(packages) + "```\n" + page[at[1]:]
	switch {
	case page == want:
	case *write:
		if err := os.WriteFile(pictured, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	default:
		t.Error("docs/architecture.md draws other packages or arrows than there are: go test ./internal/arch -run Picture -write")
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
