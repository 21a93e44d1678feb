package arch

import (
	"fmt"
	"go/ast"
	"path"
	"sort"
	"strings"
)

// Sizes are the most that a package, a type and an interface may hold, so that none becomes the place for everything.
type Sizes struct {
	Lines    int // written by hand in a package, tests left out
	Methods  int // of a type
	Promises int // methods that an interface whose name ends in Store names itself
	// Allowed are other limits of single packages, as FOLDER, and of types, as FOLDER.TYPE.
	Allowed map[string]int
}

// Check returns every package, type and store interface that is larger than it may be.
func (limits Sizes) Check(files []Source) ([]Finding, error) {
	lines, methods, promises := map[string]int{}, map[string]int{}, map[string]int{}
	for _, s := range files {
		_, tree, err := s.Parse()
		if err != nil {
			return nil, err
		}
		folder := path.Dir(s.Path)
		lines[folder] += strings.Count(s.Text, "\n")
		for _, d := range tree.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv != nil {
				methods[folder+"."+receiver(f)]++
			}
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			if t, ok := n.(*ast.TypeSpec); ok && strings.HasSuffix(t.Name.Name, "Store") {
				if i, ok := t.Type.(*ast.InterfaceType); ok {
					promises[folder+"."+t.Name.Name] = own(i)
				}
			}
			return true
		})
	}
	found := limits.over(lines, limits.Lines, "lines")
	found = append(found, limits.over(methods, limits.Methods, "methods")...)
	return append(found, limits.over(promises, limits.Promises, "methods")...), nil
}

func (limits Sizes) over(counts map[string]int, most int, what string) (found []Finding) {
	for name, n := range counts {
		limit := most
		if own, ok := limits.Allowed[name]; ok {
			limit = own
		}
		if n > limit {
			found = append(found, Finding{File: name, Text: fmt.Sprintf("%d %s, at most %d", n, what, limit)})
		}
	}
	sort.Slice(found, func(i, j int) bool { return found[i].File < found[j].File })
	return found
}

// receiver is the name of the type that a method belongs to.
func receiver(f *ast.FuncDecl) string {
	t := f.Recv.List[0].Type
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	if generic, ok := t.(*ast.IndexExpr); ok {
		t = generic.X
	}
	if name, ok := t.(*ast.Ident); ok {
		return name.Name
	}
	return ""
}

// own counts the methods that an interface names itself.
func own(i *ast.InterfaceType) (n int) {
	for _, m := range i.Methods.List {
		n += len(m.Names)
	}
	return n
}
