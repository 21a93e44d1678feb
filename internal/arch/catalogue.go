package arch

import (
	"fmt"
	"go/ast"
	"go/token"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Texts is how the tree uses the catalogues.
type Texts struct {
	asked    []use           // literal keys given to the calls that return texts
	mentions map[string]bool // every string literal
	built    []use           // literal beginnings of keys that are put together
	named    []use           // literals that can only be keys, by their shape
}

type use struct {
	Finding
	key    string
	plural bool
}

// ReadTexts collects from Go files what they ask the catalogues for. Templates count by the Go files generated from
// them. Tests do not count: a text that only a test asks for is seen by nobody.
func ReadTexts(sources []Source) (*Texts, error) {
	t := &Texts{mentions: map[string]bool{}}
	for _, s := range sources {
		if s.Test() {
			continue
		}
		files, tree, err := s.Parse()
		if err != nil {
			return nil, err
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			t.visit(s.Path, files, n)
			return true
		})
	}
	return t, nil
}

func (t *Texts) visit(path string, files *token.FileSet, n ast.Node) {
	switch n := n.(type) {
	case *ast.CallExpr:
		arg, plural := keyOf(n)
		at := Finding{File: path, Line: files.Position(n.Pos()).Line}
		if key, ok := literal(arg); ok {
			t.asked = append(t.asked, use{at, key, plural})
		} else if beginning, ok := beginning(arg); ok {
			t.built = append(t.built, use{at, beginning, false})
		}
	case *ast.BasicLit:
		if text, ok := literal(n); ok {
			t.mentions[text] = true
			t.named = append(t.named, use{Finding{File: path, Line: files.Position(n.Pos()).Line}, text, false})
		}
	}
}

// keyOf returns the argument of a call that is a key, nil where there is none. Texts are asked for by the methods T and N
// of a localizer, whose first argument is the key, and in templates by tr and trn, which take a context before it.
func keyOf(call *ast.CallExpr) (key ast.Expr, plural bool) {
	name, place := "", 0
	switch f := call.Fun.(type) {
	case *ast.SelectorExpr:
		name = f.Sel.Name
	case *ast.Ident:
		name, place = f.Name, 1
	}
	if place >= len(call.Args) || !slices.Contains([]string{"T0", "N0", "tr1", "trn1"}, fmt.Sprint(name, place)) {
		return nil, false
	}
	return call.Args[place], name == "N" || name == "trn"
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}

// beginning returns the literal that a sum of strings begins with.
func beginning(e ast.Expr) (string, bool) {
	for {
		sum, ok := e.(*ast.BinaryExpr)
		if !ok || sum.Op != token.ADD {
			return literal(e)
		}
		e = sum.X
	}
}

// Missing returns every key that the tree uses and the catalogue lacks. It knows a key by the call it stands in, and
// elsewhere by its shape: an area of the catalogue, a dot, and more, but not the ending of a file name.
func (t *Texts) Missing(keys []string) []Finding {
	areas := map[string]bool{}
	for _, key := range keys {
		area, _, _ := strings.Cut(key, ".")
		areas[area] = true
	}
	var found []Finding
	for _, u := range t.asked {
		if !known(keys, u.key, u.plural) {
			u.Text = fmt.Sprintf("no catalogue has the key %q", u.key)
			found = append(found, u.Finding)
		}
	}
	for _, u := range t.named {
		area, _, _ := strings.Cut(u.key, ".")
		if areas[area] && keyShape.MatchString(u.key) && !fileName.MatchString(u.key) && !known(keys, u.key, false) && !known(keys, u.key, true) {
			u.Text = fmt.Sprintf("%q looks like a key and is in no catalogue", u.key)
			found = append(found, u.Finding)
		}
	}
	return found
}

var (
	keyShape = regexp.MustCompile(`^[a-z0-9]+(\.[a-z0-9_-]+)+$`)
	fileName = regexp.MustCompile(`\.(css|js|mjs|json|yaml|html|svg|png|pdf|csv|xlsx|zip|db|woff2?)$`)
)

func known(keys []string, key string, plural bool) bool {
	if plural {
		return slices.Contains(keys, key+".one") && slices.Contains(keys, key+".other")
	}
	return slices.Contains(keys, key)
}

// Unused returns every key that nothing in the tree names. Keys below one of the beginnings are put together at run
// time and count as used.
func (t *Texts) Unused(keys, beginnings []string) []string {
	var unused []string
	for _, key := range keys {
		singular := strings.TrimSuffix(strings.TrimSuffix(key, ".one"), ".other")
		if !t.mentions[key] && !t.mentions[singular] && !beginsWithOne(key, beginnings) {
			unused = append(unused, key)
		}
	}
	return unused
}

func beginsWithOne(key string, beginnings []string) bool {
	return slices.ContainsFunc(beginnings, func(b string) bool { return strings.HasPrefix(key, b) })
}

// Undeclared returns the places that put a key together from a beginning that is not declared.
func (t *Texts) Undeclared(beginnings []string) []Finding {
	var found []Finding
	for _, u := range t.built {
		if !slices.Contains(beginnings, u.key) {
			u.Text = fmt.Sprintf("keys below %q are put together here: declare the beginning with its reason", u.key)
			found = append(found, u.Finding)
		}
	}
	return found
}

// Stale returns the declared beginnings that no literal in the tree equals.
func (t *Texts) Stale(beginnings []string) []string {
	return slices.DeleteFunc(slices.Clone(beginnings), func(b string) bool { return t.mentions[b] })
}
