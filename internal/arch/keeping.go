package arch

import (
	"fmt"
	"go/ast"
	"path"
	"strings"
)

// Long returns a finding if the file has more lines than it may have.
func Long(s Source, most int) []Finding {
	lines := strings.Count(s.Text, "\n")
	if lines <= most {
		return nil
	}
	return []Finding{{File: s.Path, Text: fmt.Sprintf("has %d lines, %d at most", lines, most)}}
}

// Uncommented returns the folders whose Go files, tests aside, carry no package comment.
func Uncommented(sources []Source) ([]Finding, error) {
	var order []string
	commented := map[string]bool{}
	for _, s := range sources {
		if s.Test() {
			continue
		}
		_, tree, err := s.Parse()
		if err != nil {
			return nil, err
		}
		folder := path.Dir(s.Path)
		if _, seen := commented[folder]; !seen {
			order = append(order, folder)
		}
		commented[folder] = commented[folder] || tree.Doc.Text() != ""
	}
	var found []Finding
	for _, folder := range order {
		if !commented[folder] {
			found = append(found, Finding{File: folder, Text: "the package has no comment"})
		}
	}
	return found, nil
}

// Undocumented returns the exported names without a doc comment, and those whose comment does not begin with the name.
func Undocumented(s Source) ([]Finding, error) {
	files, tree, err := s.Parse()
	if err != nil {
		return nil, err
	}
	var found []Finding
	report := func(n ast.Node, name string, docs ...*ast.CommentGroup) {
		if text := undocumented(name, docs...); text != "" {
			found = append(found, Finding{s.Path, files.Position(n.Pos()).Line, text})
		}
	}
	for _, declaration := range tree.Decls {
		switch d := declaration.(type) {
		case *ast.FuncDecl:
			if d.Name.IsExported() && exportedReceiver(d) && !saidElsewhere(d) {
				report(d, d.Name.Name, d.Doc)
			}
		case *ast.GenDecl:
			inspectSpecs(d, report)
		}
	}
	return found, nil
}

// inspectSpecs reports types, constants and variables. A comment above a group speaks for the whole group.
func inspectSpecs(d *ast.GenDecl, report func(ast.Node, string, ...*ast.CommentGroup)) {
	for _, spec := range d.Specs {
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			if spec.Name.IsExported() {
				report(spec, spec.Name.Name, spec.Doc, d.Doc)
			}
		case *ast.ValueSpec:
			for _, name := range spec.Names {
				if !name.IsExported() {
					continue
				}
				if d.Lparen.IsValid() {
					report(spec, "", spec.Doc, spec.Comment, d.Doc)
				} else {
					report(spec, name.Name, spec.Doc, d.Doc)
				}
			}
		}
	}
}

// undocumented judges the first comment there is; an empty name asks for a comment only.
func undocumented(name string, docs ...*ast.CommentGroup) string {
	for _, doc := range docs {
		words := strings.Fields(doc.Text())
		switch {
		case len(words) == 0:
			continue
		case name == "" || words[0] == name || isArticle(words[0]) && len(words) > 1 && words[1] == name:
			return ""
		}
		return fmt.Sprintf("the comment of %s begins with %q, not with the name", name, words[0])
	}
	return strings.TrimSpace("exported name " + name + " has no comment")
}

// saidElsewhere reports whether a method is one of the two that every error has: what they do stands in package errors.
func saidElsewhere(d *ast.FuncDecl) bool {
	return d.Recv != nil && (d.Name.Name == "Error" || d.Name.Name == "Unwrap")
}

func isArticle(word string) bool { return word == "A" || word == "An" || word == "The" }

func exportedReceiver(d *ast.FuncDecl) bool {
	if d.Recv == nil || len(d.Recv.List) == 0 {
		return true
	}
	e := d.Recv.List[0].Type
	for {
		switch t := e.(type) {
		case *ast.StarExpr:
			e = t.X
		case *ast.IndexExpr:
			e = t.X
		case *ast.Ident:
			return t.IsExported()
		default:
			return true
		}
	}
}
