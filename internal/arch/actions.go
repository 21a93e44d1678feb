package arch

import (
	"go/ast"
	"slices"
)

// Actions returns the names of the actions that the audit trail can hold, sorted: the second part of every event, and the
// action of every call that notes one.
func Actions(sources []Source) ([]string, error) {
	var names []string
	for _, s := range sources {
		if s.Test() {
			continue
		}
		_, tree, err := s.Parse()
		if err != nil {
			return nil, err
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			if name, ok := action(n); ok {
				names = append(names, name)
			}
			return true
		})
	}
	slices.Sort(names)
	return slices.Compact(names), nil
}

func action(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.CompositeLit:
		if t, ok := n.Type.(*ast.Ident); ok && t.Name == "event" && len(n.Elts) > 1 {
			return literal(n.Elts[1])
		}
	case *ast.CallExpr:
		if f, ok := n.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "Note" && len(n.Args) == 5 {
			return literal(n.Args[2])
		}
	}
	return "", false
}
