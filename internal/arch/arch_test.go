package arch_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"kompass/internal/arch"
)

// root is the root of the tree, seen from this folder.
const root = "../.."

func sources(t *testing.T, extensions ...string) []arch.Source {
	t.Helper()
	all, err := arch.Sources(os.DirFS(root), extensions...)
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		t.Fatalf("no files with %v below %s", extensions, root)
	}
	return all
}

// written returns the Go files that people write: no tests, nothing generated.
func written(t *testing.T) []arch.Source {
	t.Helper()
	return slices.DeleteFunc(sources(t, ".go"), func(s arch.Source) bool { return s.Test() || s.Generated() })
}

func report(t *testing.T, found []arch.Finding) {
	t.Helper()
	for _, f := range found {
		t.Error(f)
	}
}

// caught fails the test unless the findings are exactly the wanted ones: each a line and a part of its text.
func caught(t *testing.T, found []arch.Finding, want ...string) {
	t.Helper()
	if len(found) != len(want) {
		t.Fatalf("got %d findings, want %d: %v", len(found), len(want), found)
	}
	for i, f := range found {
		if !strings.Contains(f.String(), want[i]) {
			t.Errorf("got %q, want %q in it", f, want[i])
		}
	}
}

func source(path, text string) arch.Source { return arch.Source{Path: path, Text: text} }

func TestSourcesLeavesOutWhatOthersPutThere(t *testing.T) {
	tree := fstest.MapFS{
		"a.go":                        {Data: []byte("package a\n")},
		"b/b.templ":                   {Data: []byte("package b\n")},
		"b/readme.md":                 {Data: []byte("no\n")},
		"assets/node_modules/x/x.go":  {Data: []byte("package x\n")},
		"b/testdata/broken.go":        {Data: []byte("no Go\n")},
		".git/hooks/hook.go":          {Data: []byte("no Go\n")},
		"c/node_modules_are_not/c.go": {Data: []byte("package c\n")},
	}
	all, err := arch.Sources(tree, ".go", ".templ")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range all {
		got = append(got, s.Path)
	}
	want := []string{"a.go", "b/b.templ", "c/node_modules_are_not/c.go"}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestFindingPointsAtItsLine(t *testing.T) {
	for _, c := range []struct {
		finding arch.Finding
		want    string
	}{
		{arch.Finding{File: "a.go", Line: 7, Text: "bad"}, "a.go:7: bad"},
		{arch.Finding{File: "kompass/a", Text: "bad"}, "kompass/a: bad"},
	} {
		if got := c.finding.String(); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
