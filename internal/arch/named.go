package arch

import (
	"go/ast"
	"go/token"
	"path"
	"regexp"
	"strings"
)

var (
	inCode    = regexp.MustCompile("`([^`]+)`")
	qualified = regexp.MustCompile(`^(?:[a-z]+/)*([a-z]\w*)\.(\w+)(?:\.(\w+))?$`)
	fileNamed = regexp.MustCompile(`\.(go|templ|md|json|yaml|css|js|sql|R|csv|pdf|zip)$`)
)

// Names are the names that the sources declare: "package.Name" for what stands at the top of a package, "package.Type.Member"
// for methods and fields, and every one of these by itself.
type Names struct {
	declared map[string]bool
	packages map[string]bool
}

// Declared collects the names of Go files.
func Declared(files []Source) (Names, error) {
	names := Names{declared: make(map[string]bool), packages: make(map[string]bool)}
	for _, s := range files {
		_, tree, err := s.Parse()
		if err != nil {
			return Names{}, err
		}
		folder := path.Base(path.Dir(s.Path))
		names.packages[folder] = true
		for _, d := range tree.Decls {
			names.add(folder, d)
		}
	}
	return names, nil
}

func (n Names) add(folder string, d ast.Decl) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil {
			n.note(folder, d.Name.Name)
			return
		}
		n.note(folder, receiver(d), d.Name.Name)
		n.note(folder, d.Name.Name) // a walk names methods without their receiver
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			n.addSpec(folder, spec)
		}
	}
}

func (n Names) addSpec(folder string, spec ast.Spec) {
	switch spec := spec.(type) {
	case *ast.ValueSpec:
		for _, name := range spec.Names {
			n.note(folder, name.Name)
		}
		for _, v := range spec.Values {
			if text, ok := v.(*ast.BasicLit); ok && text.Kind == token.STRING {
				n.declared[strings.Trim(text.Value, "\"`")] = true
			}
		}
	case *ast.TypeSpec:
		n.note(folder, spec.Name.Name)
		ast.Inspect(spec.Type, func(node ast.Node) bool {
			if field, ok := node.(*ast.Field); ok {
				for _, name := range field.Names {
					n.note(folder, spec.Name.Name, name.Name)
				}
			}
			return true
		})
	}
}

// note declares a name of a package, of one of its types where two are given, and the last of them by itself.
func (n Names) note(folder string, names ...string) {
	n.declared[folder+"."+strings.Join(names, ".")] = true
	n.declared[names[len(names)-1]] = true
	n.declared[strings.Join(names, ".")] = true
}

// DeadNames returns what a page writes as `package.Name` or `package.Type.Member` and no package declares. What stands before
// the dot must be a package of the tree, or the rule does not concern it.
func DeadNames(page Source, names Names) []Finding {
	return inLines(page, inCode, func(code string) string {
		m := qualified.FindStringSubmatch(strings.TrimSuffix(code, "()"))
		if m == nil || fileNamed.MatchString(code) || !names.packages[m[1]] {
			return ""
		}
		name := m[1] + "." + m[2]
		if m[3] != "" {
			name += "." + m[3]
		}
		if names.declared[name] {
			return ""
		}
		return name + " does not exist; what does this now?"
	})
}

// DeadTerms returns what the column of a table gives as a name in the code and the code does not have: a name of a package, a type,
// a function, a method, a field or a constant, or the file that it stands in.
func DeadTerms(page Source, column int, names Names, files []Source) []Finding {
	known := func(name string) bool {
		if names.declared[name] || names.packages[name] {
			return true
		}
		for _, s := range files {
			if path.Base(s.Path) == name || s.Path == name {
				return true
			}
		}
		return false
	}
	var found []Finding
	for i, line := range strings.Split(page.Text, "\n") {
		cells := strings.Split(line, "|")
		if len(cells) < column+2 {
			continue
		}
		for _, m := range inCode.FindAllStringSubmatch(cells[column], -1) {
			if !known(m[1]) {
				found = append(found, Finding{page.Path, i + 1, m[1] + " is no name in the code"})
			}
		}
	}
	return found
}

// Unfound returns the words of a table, a word in its first column and a file in its last, that a newcomer would look for in
// vain: those that their file does not contain, in whatever case.
func Unfound(page Source, read func(path string) string) []Finding {
	var found []Finding
	for i, line := range strings.Split(page.Text, "\n") {
		cells := strings.Split(strings.Trim(line, "| "), "|")
		word := strings.TrimSpace(cells[0])
		file := inCode.FindStringSubmatch(cells[len(cells)-1])
		if len(cells) < 2 || file == nil || !strings.Contains(file[1], "/") {
			continue
		}
		if !strings.Contains(strings.ToLower(read(file[1])), word) {
			found = append(found, Finding{page.Path, i + 1, file[1] + " does not say " + word})
		}
	}
	return found
}
