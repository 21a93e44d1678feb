// Package arch holds the rules of the source tree that a compiler does not know: which package may import which, which
// texts must be in the catalogues, what no template may contain, and how a file is kept. Each rule is a function over
// source text that returns what breaks it; the tests show every rule an example that breaks it and then run it over the
// whole tree.
package arch

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"strings"
)

// Finding is one place that breaks a rule.
type Finding struct {
	File string // slash-separated, relative to the root of the tree
	Line int    // counted from 1; 0 where a finding is about the whole file or package
	Text string
}

// String returns the finding as FILE:LINE: TEXT, the form that editors jump to.
func (f Finding) String() string {
	if f.Line == 0 {
		return f.File + ": " + f.Text
	}
	return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.Text)
}

// Source is one file of the tree.
type Source struct {
	Path string // slash-separated, relative to the root of the tree
	Text string
}

// Generated reports whether the file was written by the template generator.
func (s Source) Generated() bool { return strings.HasSuffix(s.Path, "_templ.go") }

// Test reports whether the file is a test.
func (s Source) Test() bool { return strings.HasSuffix(s.Path, "_test.go") }

// In reports whether the file lies in one of the folders or below it.
func (s Source) In(folders ...string) bool {
	for _, folder := range folders {
		if strings.HasPrefix(s.Path, folder+"/") {
			return true
		}
	}
	return false
}

// Parse returns the syntax tree of a Go file with its comments.
func (s Source) Parse() (*token.FileSet, *ast.File, error) {
	files := token.NewFileSet()
	tree, err := parser.ParseFile(files, s.Path, s.Text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, nil, fmt.Errorf("parse %s: %w", s.Path, err)
	}
	return files, tree, nil
}

// Sources returns the files of the tree with one of the extensions, in lexical order. It leaves out hidden folders,
// test data and what the package managers put there.
func Sources(tree fs.FS, extensions ...string) ([]Source, error) {
	var all []Source
	err := fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && skipped(entry.Name()):
			return fs.SkipDir
		case entry.IsDir() || !hasExtension(name, extensions):
			return nil
		}
		text, err := fs.ReadFile(tree, name)
		all = append(all, Source{Path: name, Text: string(text)})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the tree: %w", err)
	}
	return all, nil
}

func skipped(folder string) bool {
	return folder == "node_modules" || folder == "testdata" || (strings.HasPrefix(folder, ".") && folder != ".")
}

func hasExtension(name string, extensions []string) bool {
	for _, extension := range extensions {
		if path.Ext(name) == extension {
			return true
		}
	}
	return false
}
