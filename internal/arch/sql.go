package arch

import (
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"strings"
)

// BuiltSQL returns the statements that one package puts together at run time: an Exec, Query or Prepare with text that
// a formatting call made, or that is a sum with anything but literals and constants, given to it or by way of a
// variable of the same function.
func BuiltSQL(sources []Source) ([]Finding, error) {
	constants := map[string]bool{}
	for _, s := range sources {
		_, tree, err := s.Parse()
		if err != nil {
			return nil, err
		}
		addConstants(constants, tree)
	}
	var found []Finding
	for _, s := range sources {
		files, tree, err := s.Parse()
		if err != nil {
			return nil, err
		}
		for _, declaration := range tree.Decls {
			for _, f := range builtIn(declaration, constants) {
				found = append(found, Finding{s.Path, files.Position(f.at.Pos()).Line, f.text})
			}
		}
	}
	return found, nil
}

type builtStatement struct {
	at   ast.Node
	text string
}

func builtIn(declaration ast.Decl, constants map[string]bool) []builtStatement {
	variables := builtVariables(declaration, constants)
	var found []builtStatement
	ast.Inspect(declaration, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		method, ok := call.Fun.(*ast.SelectorExpr)
		if !ok || !runsSQL(method.Sel.Name) {
			return true
		}
		for _, arg := range call.Args {
			what, bad := built(arg, constants)
			if name, ok := arg.(*ast.Ident); ok && variables[name.Name] != "" {
				what, bad = variables[name.Name], true
			}
			if bad {
				found = append(found, builtStatement{arg, fmt.Sprintf("%s runs a statement made by %s: write it out and bind its values", method.Sel.Name, what)})
			}
		}
		return true
	})
	return found
}

// builtVariables returns the variables that are given text put together at run time, with what made it.
func builtVariables(declaration ast.Decl, constants map[string]bool) map[string]string {
	names := map[string]string{}
	ast.Inspect(declaration, func(n ast.Node) bool {
		assignment, ok := n.(*ast.AssignStmt)
		if !ok || len(assignment.Lhs) != len(assignment.Rhs) {
			return true
		}
		for i, value := range assignment.Rhs {
			name, ok := assignment.Lhs[i].(*ast.Ident)
			if what, bad := built(value, constants); ok && bad {
				names[name.Name] = what
			}
		}
		return true
	})
	return names
}

func runsSQL(method string) bool {
	method = strings.TrimSuffix(method, "Context")
	return method == "Exec" || method == "Query" || method == "QueryRow" || method == "Prepare"
}

func addConstants(names map[string]bool, tree *ast.File) {
	ast.Inspect(tree, func(n ast.Node) bool {
		declaration, ok := n.(*ast.GenDecl)
		if !ok || declaration.Tok != token.CONST {
			return true
		}
		for _, spec := range declaration.Specs {
			for _, name := range spec.(*ast.ValueSpec).Names {
				names[name.Name] = true
			}
		}
		return true
	})
}

// numbersOnly reports whether a formatting call has %d as its only verb. PRAGMA takes no bound values, and a whole number
// carries no SQL.
func numbersOnly(call *ast.CallExpr) bool {
	if len(call.Args) == 0 {
		return false
	}
	format, ok := literal(call.Args[0])
	return ok && strings.Contains(format, "%d") && !strings.Contains(strings.ReplaceAll(format, "%d", ""), "%")
}

// textBuilders are the functions that make text out of values.
var textBuilders = []string{"fmt.Sprintf", "fmt.Sprint", "fmt.Sprintln", "strings.Join", "strings.Replace", "strings.ReplaceAll", "strings.Repeat"}

// built reports whether an argument is text put together at run time, and by what.
func built(arg ast.Expr, constants map[string]bool) (string, bool) {
	switch e := arg.(type) {
	case *ast.CallExpr:
		f, ok := e.Fun.(*ast.SelectorExpr)
		if !ok {
			return "", false
		}
		if x, ok := f.X.(*ast.Ident); ok && slices.Contains(textBuilders, x.Name+"."+f.Sel.Name) && !numbersOnly(e) {
			return x.Name + "." + f.Sel.Name, true
		}
	case *ast.BinaryExpr:
		if e.Op != token.ADD || !containsText(e) {
			return "", false
		}
		if !constant(e, constants) {
			return "a sum with a value", true
		}
	}
	return "", false
}

// constant reports whether a sum consists of literals and constants alone.
func constant(e ast.Expr, constants map[string]bool) bool {
	switch e := e.(type) {
	case *ast.BinaryExpr:
		return constant(e.X, constants) && constant(e.Y, constants)
	case *ast.Ident:
		return constants[e.Name]
	}
	_, ok := literal(e)
	return ok
}

// containsText reports whether a sum has a literal text in it, so that sums of numbers are left alone.
func containsText(e ast.Expr) bool {
	if sum, ok := e.(*ast.BinaryExpr); ok {
		return containsText(sum.X) || containsText(sum.Y)
	}
	_, ok := literal(e)
	return ok
}
