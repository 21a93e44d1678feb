package arch

import (
	"go/ast"
	"go/token"
	"slices"
)

// Judging returns the places where a file decides itself who sees which result: that is package published's to decide, so
// that there is one rule and not one a page. It finds questions about a role or about a release, and reads of what lies
// beside a result past that package.
func Judging(s Source) ([]Finding, error) {
	files, tree, err := s.Parse()
	if err != nil {
		return nil, err
	}
	var found []Finding
	ast.Inspect(tree, func(n ast.Node) bool {
		if text := judges(n); text != "" {
			found = append(found, Finding{s.Path, files.Position(n.Pos()).Line, text})
		}
		return true
	})
	return found, nil
}

// withheld are the methods of stores and services that package published alone calls.
var withheld = []string{"Recall", "ShownComments", "GuessResult", "Consents"}

func judges(n ast.Node) string {
	switch n := n.(type) {
	case *ast.BinaryExpr:
		if (n.Op == token.EQL || n.Op == token.NEQ) && (isRole(n.X) || isRole(n.Y)) {
			return "asks for a role: user.CanManage says what may be changed, published.Sees what may be seen"
		}
	case *ast.SelectorExpr:
		if n.Sel.Name == "StateReleased" {
			return "StateReleased: package published says whether a result may be seen"
		}
	case *ast.CallExpr:
		method, ok := n.Fun.(*ast.SelectorExpr)
		switch {
		case !ok:
		case method.Sel.Name == "Published" && len(n.Args) == 0:
			return "asks whether a round is released: package published says whether its result may be seen"
		case slices.Contains(withheld, method.Sel.Name), method.Sel.Name == "Result" && goesBy(method.X, "Rounds"):
			return method.Sel.Name + ": package published reads this for whoever may see it"
		}
	}
	return ""
}

// isRole reports whether an expression is one of the roles of the domain.
func isRole(e ast.Expr) bool {
	selector, ok := e.(*ast.SelectorExpr)
	return ok && goesBy(selector.X, "kompass") && (selector.Sel.Name == "Trainer" || selector.Sel.Name == "Coordinator")
}

// goesBy reports whether an expression is a variable, package or field of a name.
func goesBy(e ast.Expr, name string) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name == name
	case *ast.SelectorExpr:
		return e.Sel.Name == name
	}
	return false
}
