package arch

import (
	"go/ast"
	"slices"
)

// WallClock returns the places that read the clock of the machine instead of the one they were given.
func WallClock(s Source) ([]Finding, error) {
	return selectors(s, "reads the clock of the machine: take the time as an argument", map[string][]string{
		"time": {"Now", "Since", "Until"},
	})
}

// RequestContext returns the calls of Context on a fiber request. That context ends with the server, so that pages
// under way would fail during a graceful stop; UserContext lives as long as the request.
func RequestContext(s Source) ([]Finding, error) {
	return selectors(s, "ends with the server, not with the request: use c.UserContext()", map[string][]string{"c": {"Context"}})
}

// selectors returns the uses of package or variable X with one of the names: X.Name.
func selectors(s Source, text string, names map[string][]string) ([]Finding, error) {
	files, tree, err := s.Parse()
	if err != nil {
		return nil, err
	}
	var found []Finding
	ast.Inspect(tree, func(n ast.Node) bool {
		selector, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		x, ok := selector.X.(*ast.Ident)
		if ok && slices.Contains(names[x.Name], selector.Sel.Name) {
			found = append(found, Finding{s.Path, files.Position(n.Pos()).Line, x.Name + "." + selector.Sel.Name + ": " + text})
		}
		return true
	})
	return found, nil
}
