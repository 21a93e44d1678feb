package arch

import (
	"fmt"
	"go/ast"
)

// Unwieldy returns the functions of a file that have more lines or more parameters than one reads at once.
func Unwieldy(s Source, lines, parameters int) ([]Finding, error) {
	files, tree, err := s.Parse()
	if err != nil {
		return nil, err
	}
	var found []Finding
	for _, d := range tree.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok {
			continue
		}
		first := files.Position(f.Pos()).Line
		if n := files.Position(f.End()).Line - first + 1; n > lines {
			found = append(found, Finding{s.Path, first, fmt.Sprintf("%s has %d lines, %d at most", f.Name.Name, n, lines)})
		}
		if n := f.Type.Params.NumFields(); n > parameters {
			found = append(found, Finding{s.Path, first, fmt.Sprintf("%s has %d parameters, %d at most: make a struct of them", f.Name.Name, n, parameters)})
		}
	}
	return found, nil
}
